"""Page beginnings (TEI `pb`) with the number printed on the page (`fw type="pageNum"`), repaired by its neighbours."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Line, Rule
from edition.recognise.evidence import ZONE

BEGINNING = Rule(
    "pages/beginning",
    "Here the source marks that a page of the original begins.",
    "Declassified per Executive Order 13526, Section 3.3",
)
FRAMED = Rule(
    "pages/framed-number",
    "A number alone at the head or foot of a page between dashes, or after the word Page.",
    "-2-",
)
IN_SEQUENCE = Rule(
    "pages/number-in-sequence",
    "A number at the head or foot of a page that fits those of the pages around it.",
    "70",
)
BESIDE_MARKING = Rule(
    "pages/number-beside-marking",
    "A short number at the head or foot of a page on the line of its classification or next to it.",
    "5h TOP SECRET - Sensitive",
)
REPAIRED = Rule(
    "pages/repaired-number",
    "OCR took a figure for a letter; read by its usual confusions, and by the numbers of the pages around.",
    "5h for 54",
)

# `- 2 -`, `Page: 3`, `A-12`, `5h`, `xiv`, each the whole of what stands there.
# Debris may stand round it: `■	58`, `20 . \'`, `B-34 |`; not what makes a sum or a reference of it.
_NUMBER = regex.compile(
    r"(?P<before>[^\p{L}\d($£#%/]*(?:(?i:page|p)[:.]?\s*)?)"
    r"(?P<prefix>(?:[A-Z]{1,4}[-–]|[A-Z]\.)?)(?P<figures>[0-9IlioOSshBZzgqGbDQT|!]{1,4}|(?i:[ivxlc]{1,6}))"
    r"(?P<after>(?!\.)[^\p{L}\d)$£#%/]*)"
)
# What of that belongs to the number: dashes that frame it, the word.
_FRAME_BEFORE = regex.compile(r"(?:[-–—~]\s*)?(?:(?i:page|p)[:.]?\s*)$|[-–—~]\s*$")
_FRAME_AFTER = regex.compile(r"\s*[-–—~]")
# `Page:`, its number on the next line.
_PAGE_ALONE = regex.compile(r"(?i)pa[gq]e ?:?")
_WORD_PAGE = regex.compile(r"(?i)pa?g?e?\b")
# What OCR takes for a figure, most usual reading first.
_AS_FIGURE: Mapping[str, str] = {
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "o": "0", "O": "0", "D": "0", "Q": "0", "h": "4",
    "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "g": "9", "q": "9", "G": "6", "b": "6", "T": "7",
}  # fmt: skip
_ROMAN = regex.compile(r"(?i)(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# How many lines at a page's foot a number and debris may take.
_LAST_LINES = 3
# A greater number that no neighbour supports is a file's or a year.
_HIGHEST_ALONE = 700
# How many pages away a number may still speak for another.
_NEIGHBOURS = 4


_Taken = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What may be a page's number: its place, its figures, what they can mean.

    `start`, `end` hold frame and word, `figures` only what the number is made of.
    `values` are its readings, the most likely first; `roman` tells the series apart, as does `prefix`.
    """

    page: int
    start: int
    end: int
    figures: tuple[int, int]
    prefix: str
    values: tuple[int, ...]
    roman: bool
    framed: bool
    beside: bool
    plain: bool
    damaged: int

    @property
    def series(self) -> tuple[str, bool]:
        """Numbers of one series follow one another."""
        return (self.prefix, self.roman)


def pages(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `pb` for each page, with `@n` where a number is printed, and the number's `fw`.

    Source: encoding manual, "Pages and what is printed around the text", rows 1 and 4.
    """
    chosen = _chosen(list(_candidates(context, found)))
    for index, page in enumerate(context.document.pages):
        candidate, value = chosen.get(index, (None, 0))
        reading = _written(context, candidate, value) if candidate else ""
        number = candidate.prefix + reading if candidate else ""
        attributes = (("n", number), ("facs", _facsimile(context, index + 1, number)))
        yield Annotation(
            "pb", page.start, page.start, BEGINNING, tuple(pair for pair in attributes if pair[1])
        )
        if candidate:
            yield from _printed(context, candidate, reading)


def _facsimile(context: Context, page: int, number: str) -> str:
    """The picture of a page, as the settings name it: `{page}` counts from 1, `{n}` is the printed number."""
    pattern = context.settings.facs or ""
    return pattern.replace("{page}", str(page)).replace("{n}", number or str(page)).replace(" ", "%20")


def _printed(context: Context, candidate: _Candidate, reading: str) -> Iterator[Finding]:
    rule = FRAMED if candidate.framed else BESIDE_MARKING if candidate.beside else IN_SEQUENCE
    yield Annotation("fw", candidate.start, candidate.end, rule, (("type", "pageNum"),))
    start, end = candidate.figures
    if context.document.text[start:end] != reading:
        yield Correction(
            start, end, reading, REPAIRED, Certainty.HIGH if candidate.beside else Certainty.MEDIUM
        )


def _written(context: Context, candidate: _Candidate, value: int) -> str:
    start, end = candidate.figures
    printed = context.document.text[start:end]
    if candidate.roman or printed.isdecimal():
        return printed
    return str(value).zfill(len(printed) if printed[0] in "0oO" else 0)


def _candidates(context: Context, found: Sequence[Finding]) -> Iterator[_Candidate]:
    taken = sorted(
        (f.start, f.end, dict(f.attributes).get("type", "")) for f in found if isinstance(f, Annotation)
    )
    numbered = (line for line in context.lines if line.page >= 0)
    for page, group in groupby(numbered, key=lambda line: line.page):
        lines = list(group)
        here = _between(taken, lines[0].start, lines[-1].end)
        for number, _line in enumerate(lines):
            if number < ZONE or len(lines) - number <= ZONE:
                beside = _is_beside(lines, number, here)
                yield from _of_line(context, page, _stretches(context, lines, number, here), beside)


def _stretches(
    context: Context, lines: Sequence[Line], number: int, taken: Sequence[_Taken]
) -> list[tuple[int, int]]:
    """The stretches of a line where a number may stand; `Page:` takes the line after it with it."""
    line = lines[number]
    free = _free(line, taken)
    following = lines[number + 1] if number + 1 < len(lines) else None
    if following and _PAGE_ALONE.fullmatch(context.text(line)):
        return [(line.start, following.end)]
    return (
        [_without_stop(context, stretch) for stretch in free] if len(lines) - number <= _LAST_LINES else free
    )


def _between(taken: Sequence[_Taken], start: int, end: int) -> Sequence[_Taken]:
    first = bisect_left(taken, start, key=lambda stretch: stretch[0])
    last = bisect_left(taken, end, key=lambda stretch: stretch[0])
    return taken[first:last]


def _free(line: Line, taken: Sequence[_Taken]) -> list[tuple[int, int]]:
    """The stretches of a line that are no forme work yet."""
    at, free = line.start, []
    for start, end, _ in taken:
        if start < line.end and end > line.start:
            free.append((at, start))
            at = end
    return [(start, end) for start, end in [*free, (at, line.end)] if end > start]


def _without_stop(context: Context, stretch: tuple[int, int]) -> tuple[int, int]:
    """`111.` at a page's foot is its number and debris; elsewhere `5.` opens a paragraph."""
    start, end = stretch
    return start, end - (context.document.text[end - 1] == "." and end - start < 7)


def _is_beside(lines: Sequence[Line], number: int, taken: Sequence[_Taken]) -> bool:
    """Whether the line, the one before or the one after holds a marking."""
    near = lines[max(0, number - 1) : number + 2]
    return any(
        kind == "classification" and start < near[-1].end and end > near[0].start
        for start, end, kind in taken
    )


def _of_line(
    context: Context, page: int, free: Sequence[tuple[int, int]], beside: bool
) -> Iterator[_Candidate]:
    for start, end in free:
        text = context.document.text[start:end]
        match = _NUMBER.fullmatch(text) if len(text) < 24 else None
        if match is None:
            continue
        figures = match.group("figures")
        values, roman = _readings(figures)
        if not values:
            continue
        before = _FRAME_BEFORE.search(match.group("before"))
        after = _FRAME_AFTER.match(match.group("after")) if before else None
        framed = before is not None and (after is not None or _WORD_PAGE.search(before.group()) is not None)
        first = before.start() if before and framed else match.start("prefix")
        last = match.end("figures") + (after.end() if after and framed else 0)
        yield _Candidate(
            page, start + first, start + last, (start + match.start("figures"), start + match.end("figures")),
            match.group("prefix"), values, roman, framed, beside, figures.isdecimal(),
            sum(not figure.isdecimal() for figure in figures),
        )  # fmt: skip


def _readings(figures: str) -> tuple[tuple[int, ...], bool]:
    """The numbers that figures can mean, and whether they are roman."""
    if figures.isdecimal():
        return (int(figures),), False
    if _ROMAN.fullmatch(figures) and figures.lower() not in ("l", "i"):
        return (_roman(figures.lower()),), True
    if not all(figure in _AS_FIGURE or figure.isdecimal() for figure in figures):
        return (), False
    return (int("".join(_AS_FIGURE.get(figure, figure) for figure in figures)),), False


def _roman(figures: str) -> int:
    values = [_ROMAN_VALUES[figure] for figure in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _chosen(candidates: Sequence[_Candidate]) -> dict[int, tuple[_Candidate, int]]:
    """For each page the candidate best supported, and its number."""
    known: dict[tuple[tuple[str, bool], int], set[int]] = {}
    for candidate in candidates:
        for value in candidate.values:
            known.setdefault((candidate.series, value - candidate.page), set()).add(candidate.page)
    chosen: dict[int, tuple[tuple[int, ...], _Candidate, int]] = {}
    for candidate, value in ((c, v) for c in candidates for v in c.values):
        score = _score(candidate, value, known[candidate.series, value - candidate.page])
        if score[0] > 0 and score > chosen.get(candidate.page, ((0,),))[0]:
            chosen[candidate.page] = (score, candidate, value)
    return {page: (candidate, value) for page, (_, candidate, value) in chosen.items()}


def _score(candidate: _Candidate, value: int, agreeing: set[int]) -> tuple[int, ...]:
    """How well a number is supported: by the pages around, by its frame, by a marking beside it."""
    near = sum(1 for page in agreeing if page != candidate.page and abs(page - candidate.page) <= _NEIGHBOURS)
    # Beside a marking a number speaks for itself if OCR read it whole, or but one figure of it wrong.
    legible = candidate.plain or candidate.roman or (candidate.damaged == 1 and len(str(value)) > 1)
    alone = candidate.framed or (candidate.beside and legible and value <= _HIGHEST_ALONE)
    counts_pages = candidate.plain and value == candidate.page + 1 and value > 1
    support = 2 * min(near, 3) + 2 * candidate.framed + 2 * (alone and not candidate.framed) + counts_pages
    if not (near or alone or counts_pages) or not 0 < value < 2000:
        return (0,)
    return (support, candidate.start)
