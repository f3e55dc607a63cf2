"""Verse and drama: lines and their groups, speeches, stage directions, cast lists."""

from edition.render.behaviour import Row, block, inline, prose
from edition.render.state import Element, Rendering, Tags, parent_name


def line(element: Element, here: Rendering) -> Tags:
    """A line of verse, its number shown every five where the source counts them."""
    n = element.get("n", "")
    numbered = n.isdecimal() and n.isascii() and len(n) < 6 and int(n) % 5 == 0
    part = " part" if element.get("part") in ("M", "F") else ""
    number = f'<span class="ed-line">{n}</span>' if numbered else ""
    return f"<div{here.attributes(element, f'l{part}')}>{number}", "</div>\n"


def stage(element: Element, here: Rendering) -> Tags:
    """A stage direction, in the line where it stands in one."""
    if here.block or parent_name(element) not in _IN_THE_LINE:
        here.block = True
        return f"<div{here.attributes(element, 'stage')}>", "</div>\n"
    return f"<span{here.attributes(element, 'stage')}>", "</span>"


_IN_THE_LINE = frozenset("p l ab speaker hi emph seg q quote head item s".split())


def speaker(element: Element, here: Rendering) -> Tags:
    """Who speaks."""
    return f"<div{here.attributes(element, 'speaker')}>", "</div>\n"


LITERATURE: dict[str, Row] = {
    "l": Row(line, "block"),
    "lg": block("lg", host="after"),
    "sp": block("sp"),
    "spGrp": block("spGrp"),
    "speaker": Row(speaker, "block", "after"),
    "stage": Row(stage),
    "move": inline("move"),
    "caesura": Row(lambda element, here: (f"<span{here.attributes(element, 'caesura')}> </span>", "")),
    "rhyme": inline("rhyme"),
    "castList": block("castList"),
    "castGroup": block("castGroup"),
    "castItem": block("castItem"),
    "role": inline("role"),
    "roleDesc": inline("roleDesc"),
    "actor": inline("actor"),
    "set": block("set"),
    "prologue": block("prologue"),
    "epilogue": block("epilogue"),
    "performance": block("performance"),
    "camera": block("stage"),
    "sound": block("stage"),
    "caption": block("stage"),
    "tech": block("stage"),
    "view": block("stage"),
    "u": prose("u"),
    "incident": block("event"),
    "kinesic": block("event"),
    "vocal": block("event"),
    "writing": block("event"),
    "pause": inline("event"),
    "shift": inline("event"),
}
