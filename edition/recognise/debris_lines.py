"""Lines that are OCR debris (TEI `surplus` in an `ab`): signs without words, letters nobody can have written."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Line, Lineation, Rule
from edition.recognise.debris import SURPLUS
from edition.recognise.gibberish import NUMBER, Gibberish
from edition.recognise.open_lines import open_lines

LINE = Rule(
    "debris/line",
    "The line has no word and no number.",
    "■ — . ~",
)
SCRAP = Rule(
    "debris/scrap",
    "A line holds a sign or two, or a few small letters that are no word, and nothing else.",
    "would not achieve these\n• oi '\nobjectives",
)
COLUMN = Rule(
    "debris/column",
    "Four lines and more of one to three signs each are a stamp or a scale that stood upright beside the text.",
    "6\n5\nie)\n%",
)
GARBLED = Rule(
    "debris/garbled-line",
    "The line has no common word, and its letters change case or repeat as no writing does: a stamp read upside down.",
    "RVdGIT Quod “a GTWHID gHr WoNa xGooolonal",
)
ASTERISKS = Rule(
    "debris/asterisks",
    "A row of asterisks parts two stretches of a text.",
    "* * * * *",
)
DEBRIS = (LINE, GARBLED, COLUMN, SCRAP)

HAS_WORD = regex.compile(r"\p{L}{2}|\d")
ROW_OF_ASTERISKS = regex.compile(r"[*\s]*(?:\*\s*){3,}[*\s]*")
# "e:", "F.", "a .": what counts paragraphs.
LABEL = regex.compile(r"\(?\p{L} ?[.,:)-]{0,2}")
# "E. B.", "M.D.", "S E" of "S E C R E T".
INITIALS = regex.compile(r"(?:\p{Lu}[.,-]{0,2}+ ?)++")
LONGEST_LINE = 60
LONE_WORD = regex.compile(r"\W{0,2}(\p{Ll}{4,24})\W{0,2}")
# Lines that are drawn, or stand for words left out, not debris.
DRAWN = regex.compile(r"[-_=—–.#\s]{3,}|(?:•\s*+){3,}")
# Signs that neither number anything nor stand beside figures.
ODD_SIGN = regex.compile(r"[■□▪●♦▼▲►◄|~^{}\\°¢¥¬¦§«»©®<>=_‘’'`“”\"•]")
SIGNS_ONLY = regex.compile(r"[^\p{L}\d]+")
# Narrow lines: how narrow, how many.
WIDEST_SCRAP, FEWEST_SCRAPS = 3, 4
FIGURE = regex.compile(r"\d{1,3}[.,]?(?:\d{1,2})?")
CAPITAL = regex.compile(r"\p{Lu}")
# Scraps among paragraphs of a line each.
LONGEST_SCRAP = 6
HAS_LONGER_WORD = regex.compile(r"\p{L}{3}|\d{2}|\p{L}\.")
# "EE", "A-2", "Al", "xi", "l3\\": pages are counted so.
PAGE_NUMBER = regex.compile(r"(\p{Lu})\1|[\dlIO]{1,3}\W?|\p{Lu}[ -]?[\dlIO]{1,2}|[ivxl]+|\p{Ll}- ?\d{1,3}")
# "ee", "val", "i": not "x", which is a mark somebody made, nor "mb", a typist's initials.
SMALL_LETTERS = regex.compile(r"[a-wyz]|(?=.*[aeiouy])\p{Ll}{2,3}")
# "a", and "b" near by: what were the labels of paragraphs.
ENUMERATING, NEAR = "abcdefgh", 30
# "; ae", "{ 7", "o> i": pieces of one or two characters, one of them no letter.
PIECES = regex.compile(r"\S{1,2}(?: +\S{1,2}){0,4}")
# "TO :", "10 —", "1?", "B-": labels and numbers of which a sign is part.
MEANT = regex.compile(r"\p{Lu}{2}|\d\d|\p{L}[.)-]|(?<!\S)\d[?.,)-](?!\S)|(?<!\S)\p{Lu}(?!\S)")


def debris_lines(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `ab` around each run of lines that hold nothing but debris, a `surplus` for each line in it.

    A row of asterisks is an `ab` and no debris.
    Source: encoding manual, "Pages and what is printed around the text", rows "OCR debris" and "row of asterisks".
    """
    starts = [line.start for line in context.lines]
    gibberish = Gibberish(context)
    judged = [
        _Judged(line, _rule(context, gibberish, line), bisect_right(starts, line.start) - number)
        for number, line in enumerate(_whole_lines(context, found))
    ]
    judged = list(_scraps(context, _columns(context, judged)))
    for (rule, _, _), group in groupby(judged, key=lambda one: (one.rule, one.line.page, one.run)):
        lines = [one.line for one in group]
        if rule is not None:
            yield Annotation("ab", lines[0].start, lines[-1].end, rule)
        if rule in DEBRIS:
            cert = Certainty.LOW if rule in (GARBLED, SCRAP) else None
            yield from (Annotation("surplus", line.start, line.end, rule, SURPLUS, cert) for line in lines)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A line and what it is: debris, a row of asterisks, or neither.

    `run` is the same for lines that follow one another with nothing between.
    """

    line: Line
    rule: Rule | None
    run: int


def _whole_lines(context: Context, found: Sequence[Finding]) -> Iterator[Line]:
    """What is left of the lines and stands apart from what was claimed: not the stop of "SECRET."."""
    text = context.document.text
    for line in open_lines(context, found):
        if text[line.start - 1 : line.start].strip() or text[line.end : line.end + 1].strip():
            continue
        yield line


def _rule(context: Context, gibberish: Gibberish, line: Line) -> Rule | None:
    """What a line is by itself."""
    text = context.text(line)
    if len(text) > 2 * LONGEST_LINE:
        return None
    if HAS_WORD.search(text):
        if len(text) <= LONGEST_LINE and _is_signs(text):
            return LINE
        lone = LONE_WORD.fullmatch(text) if _stands_apart(context, line) else None
        if lone is not None and gibberish.is_alone(lone[1], line.page):
            return GARBLED
        may_be = len(text) > LONGEST_SCRAP and context.evidence.lineation is not Lineation.SPACED
        return GARBLED if (may_be or len(set(text)) < 3) and gibberish.fills(text, line.page) else None
    if LABEL.fullmatch(text) or len(text) > LONGEST_LINE or INITIALS.fullmatch(text):
        return None
    if ROW_OF_ASTERISKS.fullmatch(text):
        return ASTERISKS
    return None if DRAWN.fullmatch(text) else LINE


def _stands_apart(context: Context, line: Line) -> bool:
    """Whether blank lines stand above and below a line as the page has it."""
    if context.evidence.lineation is not Lineation.BROKEN or not line.gap:
        return False
    text = context.document.text
    below = text[line.end : line.end + 60].lstrip(" \t\r")
    return below[:1] == "" or below[1:].lstrip(" \t\r")[:1] in ("\n", "")


def _is_signs(text: str) -> bool:
    """Whether a line is signs and single characters, the signs in the majority, some of them odd."""
    if not ODD_SIGN.search(text) or NUMBER.search(text):
        return False
    pieces = text.split()
    signs = sum(SIGNS_ONLY.fullmatch(piece) is not None for piece in pieces)
    return signs * 2 > len(pieces) > 3 and max(len(piece) for piece in pieces) < 3


def _columns(context: Context, judged: Sequence[_Judged]) -> Iterator[_Judged]:
    """The lines, those of a column of scraps as debris."""
    if context.evidence.lineation is Lineation.SPACED:
        yield from judged  # there labels and figures are lines
        return
    narrow = groupby(
        judged, key=lambda one: (one.line.end - one.line.start <= WIDEST_SCRAP, one.line.page, one.run)
    )
    for (is_narrow, _, _), group in narrow:
        lines = list(group)
        is_column = is_narrow and len(lines) >= FEWEST_SCRAPS and _is_debris_column(context, lines)
        yield from (replace(one, rule=COLUMN) if is_column else one for one in lines)


def _is_debris_column(context: Context, lines: Sequence[_Judged]) -> bool:
    """Whether a column is no column of figures, and no word written downwards."""
    texts = [context.text(one.line) for one in lines]
    figures = sum(FIGURE.fullmatch(text) is not None for text in texts)
    capitals = sum(CAPITAL.match(text) is not None for text in texts)
    return figures * 2 < len(texts) and (figures + capitals) * 3 < len(texts) * 2


def _scraps(context: Context, judged: Iterable[_Judged]) -> Iterator[_Judged]:
    """The lines, those that hold a sign or two, or a few small letters, as debris."""
    lines = list(judged)
    if context.evidence.lineation is Lineation.SPACED:
        yield from lines  # there a word is a line
        return
    is_scrap = _is_scrap_among_paragraphs if context.evidence.lineation is Lineation.REJOINED else _is_scrap
    for at, one in enumerate(lines):
        if (
            one.rule is None
            and one.line.end - one.line.start < 3 * LONGEST_SCRAP
            and is_scrap(context, lines, at)
        ):
            one = replace(one, rule=SCRAP)
        yield one


def _is_scrap_among_paragraphs(context: Context, lines: Sequence[_Judged], at: int) -> bool:
    """Where a line is a paragraph none is so short, but there are page numbers beside stamps."""
    text = context.text(lines[at].line)
    if len(text) > LONGEST_SCRAP or HAS_LONGER_WORD.search(text) or LABEL.fullmatch(text):
        return False
    near = [
        other
        for other in lines[max(0, at - 1) : at + 2]
        if other.line.page == lines[at].line.page and other is not lines[at]
    ]
    prose = all(other.rule or other.line.end - other.line.start > LONGEST_LINE for other in near)
    return prose and not PAGE_NUMBER.fullmatch(text)


def _is_scrap(context: Context, lines: Sequence[_Judged], at: int) -> bool:
    """Where lines are as the page has them, small letters that are no word, and pieces with signs among them."""
    text = context.text(lines[at].line)
    words = context.language.words
    if SMALL_LETTERS.fullmatch(text):
        is_word = len(text) > 1 and (text in words or not words)
        return not is_word and not (text in ENUMERATING and _is_label(context, lines, at))
    if not PIECES.fullmatch(text) or LABEL.fullmatch(text) or MEANT.search(text) or not ODD_SIGN.search(text):
        return False
    return not any(len(piece) > 1 and piece.casefold() in words for piece in text.split())


def _is_label(context: Context, lines: Sequence[_Judged], at: int) -> bool:
    """Whether the letter before or after stands alone near by: together they count paragraphs."""
    letter = ord(context.text(lines[at].line))
    near = {context.text(one.line) for one in lines[max(0, at - NEAR) : at + NEAR]}
    return chr(letter - 1) in near or chr(letter + 1) in near
