"""Which of the candidates is each page's number: the run of pages decides, and mends what OCR damaged."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition.recognise.page_candidates import Candidate, Scrap
from edition.recognise.page_numerals import Kind, Reading, in_letters, in_roman, may_be

# A greater number that no neighbour supports is a file's or a year.
_HIGHEST_ALONE = 700
# The same at a page's edge with no marking beside it.
_HIGHEST_AT_EDGE = 400
# How many pages away a number may still speak for another.
_NEIGHBOURS = 4
_COVER_PAGES = frozenset("ABCDEFGH")
# What a typewriter's figures are read as most often.
LIKE_FIGURES = frozenset("0123456789lIiOoh")
_Series = tuple[str, Kind, str]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A page's number: where it stands, with frame and without, and as it should read.

    `candidate` is what was read as it stands; none where only the sequence explains a scrap.
    """

    page: int
    start: int
    end: int
    token: tuple[int, int]
    number: str
    candidate: Candidate | None


def chosen_numbers(
    candidates: Sequence[Candidate], scraps: Sequence[Scrap], pages: int
) -> dict[int, Numbered]:
    """For each page the number best supported; none where none is printed or nothing supports it."""
    agreeing = _agreeing(candidates)
    best: dict[int, tuple[tuple[int, ...], Candidate, Reading]] = {}
    for candidate in candidates:
        for order, reading in enumerate(candidate.readings):
            support = _support(candidate, reading, agreeing, pages)
            score = (support, candidate.low, len(candidate.words) > 1, -order, candidate.start)
            if support > 0 and (candidate.page not in best or score > best[candidate.page][0]):
                best[candidate.page] = (score, candidate, reading)
    chosen = {
        page: Numbered(page, c.start, c.end, c.token, reading.written, c)
        for page, (_, c, reading) in best.items()
    }
    sure = {
        page: reading
        for page, (_, c, reading) in best.items()
        if _near(c.page, reading, agreeing) or c.framed
    }
    return _mended(chosen, sure, candidates, scraps)


def _agreeing(candidates: Sequence[Candidate]) -> Mapping[tuple[_Series, int], set[int]]:
    """The pages where a series has the same distance from the count of pages."""
    agreeing: defaultdict[tuple[_Series, int], set[int]] = defaultdict(set)
    for candidate in candidates:
        for reading in candidate.readings:
            agreeing[reading.series, reading.value - candidate.page].add(candidate.page)
    return agreeing


def _near(page: int, reading: Reading, agreeing: Mapping[tuple[_Series, int], set[int]]) -> int:
    """How many pages around have the number that follows from this one."""
    pages = agreeing[reading.series, reading.value - page]
    return sum(1 for other in pages if other != page and abs(other - page) <= _NEIGHBOURS)


def _support(
    candidate: Candidate, reading: Reading, agreeing: Mapping[tuple[_Series, int], set[int]], pages: int
) -> int:
    """How well a number is supported: by the pages around, by its frame, by a marking beside it; 0 for not at all."""
    near = _near(candidate.page, reading, agreeing)
    if reading.kind is Kind.LETTERS or reading.suffix or reading.prefix[:1].isdecimal():
        # `B`, `2.1`, `3-4` are numbers of pages only where the pages around have their like.
        # An FBI report letters its cover pages; minutes count two languages' pages: `Page 2-3`.
        if candidate.framed and (reading.written in _COVER_PAGES or reading.prefix[:1].isdecimal()):
            return 4
        return 2 * min(near, 3) if near >= 2 and (candidate.edge or candidate.beside) else 0
    if not 0 < reading.value < 2000:
        return 0
    if candidate.words.endswith("."):
        return 2 * min(near, 3)  # `7.` at a page's head may open a paragraph
    if reading.written in ("i", "I") and candidate.framed and not near:
        return 0  # `- i -` alone is a typewriter's 1
    alone = _stands_alone(candidate, reading, pages)
    at_its_place = candidate.framed or candidate.beside or candidate.edge or candidate.last
    if near < 2 and not (at_its_place and (candidate.plain or candidate.beside or alone)):
        return 0
    counts_pages = candidate.plain and reading.value == candidate.page + 1 and reading.value > 1
    if not (near or alone or counts_pages):
        return 0
    return 2 * min(near, 3) + 3 * candidate.framed + 2 * (alone and not candidate.framed) + counts_pages


def _stands_alone(candidate: Candidate, reading: Reading, pages: int) -> bool:
    """Whether a number speaks for itself: framed, beside a marking, or, of few pages, at the edge of prose."""
    if candidate.framed:
        return True
    # OCR read it whole, or but one figure of it wrong.
    legible = (
        candidate.plain
        or reading.kind is Kind.ROMAN
        or (reading.damaged == 1 and reading.value > 9)
        or (reading.prefix[:1].isupper() and set(candidate.words.partition("-")[2]) <= LIKE_FIGURES)
    )
    if not legible or reading.written.startswith("0"):
        return False
    if (
        reading.kind is Kind.ROMAN
        and len(reading.written) == 1
        and not (reading.written in ("i", "v", "x") and candidate.foot)
    ):
        return False
    if candidate.beside:
        return reading.value <= _HIGHEST_ALONE
    return (
        candidate.edge
        and candidate.foot
        and candidate.plain
        and 1 < reading.value <= _HIGHEST_AT_EDGE
        and pages < 3
    )


def _mended(
    chosen: Mapping[int, Numbered],
    sure: Mapping[int, Reading],
    candidates: Sequence[Candidate],
    scraps: Sequence[Scrap],
) -> dict[int, Numbered]:
    """Numbers that nothing supports give way to the one the pages around expect, if it can be read there."""
    places: defaultdict[int, list[Candidate | Scrap]] = defaultdict(list)
    for scrap in scraps:
        places[scrap.page].append(scrap)
    for candidate in candidates:
        places[candidate.page].append(candidate)
    result = dict(chosen)
    for page in places.keys() - sure.keys():
        expected, certain = _expected(page, sure)
        if not expected:
            continue
        fitting = [place for place in places[page] if may_be(place.words, expected, certain)]
        if fitting:
            result[page] = _read_as(expected, max(fitting, key=lambda place: place.start))
        elif certain:
            # A number that contradicts both its neighbours is none: a line of a table, a hand's foliation.
            result.pop(page, None)
    return result


def _read_as(number: str, place: Candidate | Scrap) -> Numbered:
    if isinstance(place, Candidate):
        return Numbered(place.page, place.start, place.end, place.token, number, place)
    span = (place.start, place.end)
    return Numbered(place.page, *span, span, number, None)


def _expected(page: int, sure: Mapping[int, Reading]) -> tuple[str, bool]:
    """The number between those of the pages around, and whether both sides agree on it; empty for unknown."""
    before = [near for near in range(page - 1, page - 1 - _NEIGHBOURS, -1) if near in sure]
    after = [near for near in range(page + 1, page + 1 + _NEIGHBOURS) if near in sure]
    if before and after and _follows(sure, before[0], after[0]):
        return _number(sure[before[0]], page - before[0]), True
    for side in (before, after):
        if len(side) > 1 and abs(side[0] - page) == 1 and _follows(sure, side[0], side[1]):
            return _number(sure[side[0]], page - side[0]), False
    return "", False


def _follows(sure: Mapping[int, Reading], one: int, other: int) -> bool:
    a, b = sure[one], sure[other]
    return a.series == b.series and a.value - one == b.value - other


def _number(reading: Reading, further: int) -> str:
    """The number so many pages further in a reading's series."""
    value = reading.value + further
    if value < 1:
        return ""
    if reading.kind is Kind.ARABIC:
        return f"{reading.prefix}{value}{reading.suffix}"
    if reading.kind is Kind.ROMAN:
        roman = in_roman(value)
        return reading.prefix + (roman.upper() if reading.written.isupper() else roman)
    return in_letters(value)
