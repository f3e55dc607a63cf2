"""Double quotation marks: which signs are some, which way they face, and which belong together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

# Cheap: most passages have no mark at all.
ANY_DOUBLE = regex.compile(r"[\"“”„»″®`]|['‘’]{2}|(?<=[.!?,] ?)>")

# '"Buffalo Bill,"', "the ’’only legal government", '“gang-land®', "level. >".
DOUBLE = regex.compile(
    r"[\"“”„]|(?<!['‘’`])(?:['‘’]{2}|``)(?!['‘’`])|(?<=[\p{L}.,])[®»″](?=\s|$)|(?<=[.!?,]\s?)>(?=\s|$)"
)
# "a 5'10" man", "the 17°30'' line": feet and inches, minutes and seconds.
MEASURE = regex.compile(r"(?<=\d['’°]\s?\d{1,2})(?:[\"”]|['’]{2})")
# '8" gun', '12" x 14"': what is measured.
UNIT_AFTER = regex.compile(r"\s+\p{Ll}")
WORD = regex.compile(r"\p{L}{2}|\b[\p{L}\d]\b|\d\d")
BEFORE_WORDS = frozenset(" \t\n\r\x0b\x0c\xa0([{/—–-")
# 'desk calendars".', 'the GVN";' but '"...the highest level'.
AFTER_WORDS = regex.compile(r"[\s,;:!?)\]/—–-]|\.(?! ?\.)")
# A quotation has a word within so many characters of its mark.
FIRST_WORD = 160
# Quotations nest so deep; what opens deeper was never closed.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A double mark at start to end of a passage's text, and which way it may face."""

    start: int
    end: int
    opens: bool
    closes: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Pairing:
    """Marks put together: pairs, and those that found no partner."""

    pairs: tuple[tuple[Mark, Mark], ...] = ()
    openers: tuple[Mark, ...] = ()
    closers: tuple[Mark, ...] = ()


Pairs = tuple[tuple[str, str], ...]
"""A language's opening marks, each with its closing one."""


@cache
def _double(pairs: Pairs) -> regex.Pattern[str]:
    signs = "".join(regex.escape(sign) for pair in pairs for sign in pair)
    return regex.compile(f"[{signs}]|{DOUBLE.pattern}") if pairs else DOUBLE


def marks_of(text: str, pairs: Pairs = ()) -> Iterator[Mark]:
    """The double marks of a text, in order; `pairs` are those of its language beside the usual ones."""
    measures = {match.start() for match in MEASURE.finditer(text)}
    opening, closing = {first for first, _ in pairs}, {last for _, last in pairs}
    for match in _double(pairs).finditer(text):
        start, end = match.span()
        if start in measures:
            continue
        sign = match.group()
        # "»so« geschrieben", "« ainsi »": the sign itself faces one way, whatever stands beside it.
        if (sign in opening) != (sign in closing):
            yield Mark(start, end, sign in opening, sign in closing, True)
            continue
        if sign == ">" and "<" in text:
            continue
        before = not start or text[start - 1] in BEFORE_WORDS
        after = end == len(text) or AFTER_WORDS.match(text, end) is not None
        if sign in "®»″>":
            yield Mark(start, end, False, True, False)
        elif before != after:
            yield Mark(start, end, before, after or not before, sign in '"“”„')
        else:
            # 'said " We shall', 'unity"and': the mark's shape says more than its place.
            yield Mark(start, end, sign != "”", sign not in "“„", sign in '"“”„')


def pair(text: str, marks: Sequence[Mark]) -> Pairing:
    """Marks put together, the innermost first."""
    pairs: list[tuple[Mark, Mark]] = []
    waiting: list[Mark] = []
    unclosed: list[Mark] = []
    unopened: list[Mark] = []
    for mark, following in zip(marks, (*marks[1:], None), strict=False):
        if (
            mark.closes
            and text[mark.start - 1 : mark.start].isdigit()
            and _is_inch(text, mark, waiting, following)
        ):
            continue
        if mark.closes and waiting:
            opener = waiting.pop()
            # '" "' in a column of ditto marks quotes nothing.
            if WORD.search(text, opener.end, min(mark.start, opener.end + FIRST_WORD)):
                pairs.append((opener, mark))
        elif mark.opens:
            waiting.append(mark)
            if len(waiting) > DEEPEST:
                unclosed.append(waiting.pop(0))
        else:
            unopened.append(mark)
    return Pairing(tuple(pairs), (*unclosed, *waiting), tuple(unopened))


def _is_inch(text: str, mark: Mark, waiting: Sequence[Mark], following: Mark | None) -> bool:
    # 'one additional 8" gun cruiser': no quotation is open, or another mark is there to close it.
    if not UNIT_AFTER.match(text, mark.end):
        return False
    return not waiting or (following is not None and not following.opens)
