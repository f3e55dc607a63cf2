"""Dates (TEI `date`), completed by the year that governs them where they do not print one."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Correction, Finding, Passage, Rule
from edition.recognise.date_figures import IN_FIGURES, writes_day_first
from edition.recognise.date_forms import CENTURY, heads, readings
from edition.recognise.keys import document_lowered, holding
from edition.recognise.known_dates import Habits, Known, Reading

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "day": Rule(
            "dates/day", "A day and a month, with or without a year.", "On February 17, the UK Ambassador"
        ),
        "month": Rule("dates/month", "A month, with or without a year.", "signed in March, 1949"),
        "range": Rule(
            "dates/range", "Two days or months with a dash between them.", "New York City, 28-29 Feb 1964"
        ),
        "figures": Rule(
            "dates/figures", "Month, day and year in figures, the month first as in America.", "dated 3/16/64"
        ),
        "date-time-group": Rule(
            "dates/date-time-group",
            "A cable's day, hour and minute with its month and year.",
            "100014Z DEC 77",
        ),
        "nearly": Rule(
            "dates/nearly-a-month",
            "A day and a year stand beside a word that is but one or two letters from a month.",
            "4 Maroh 1964",
        ),
    }
)
BY_SETTINGS = Rule(
    "dates/year-of-the-edition",
    "A date without a year in a document that prints none takes the year the edition's settings give.",
    "On February 17, the UK Ambassador",
)

# "CHRONO-1966" (Jan-Jun)": a year that the months in brackets behind it belong to.
YEAR_BESIDE = regex.compile(r"\b(?P<year>1[89]\d\d|20\d\d)[\"”’')]{0,2}\s?\($")
# "November and December 1966": the year printed after the second of them governs both.
JOINED = regex.compile(
    r"(?:\s?,)?\s+(?:and|or|to|through|thru|until|as well as)\s+(?:\p{L}+\s+)?"
    r"(?:mid-?\s?|early\s|late\s)?|\s?,\s+"
)
# A date a paper was reviewed or released says nothing about what it tells.
LATER = regex.compile(r"(?i)review|released|declassif|approved|exempt|\bdate:\s*$|sanitized")
# Nor does a birth.
BIRTH = regex.compile(r"(?i)\b(?:born|birth|D?POB|DOB)\b")
# Nor does a year so far from the middle of the years the document prints.
APART = 12
# Unless so many of the dates around it, itself among them, are of about the same year.
AROUND, NEAR, COMPANY = 12, 2, 3
# So many characters away, some thirty pages, a date with its year tells of one without.
WITHIN, FEW_PAGES = 80_000, 8_000
# The same day tells as much as so many days of its month; of less than that nothing follows.
SAME_DAY, FEWEST = 2, 3
# A month so far from the date before it belongs to the next year, or the last.
FAR = 9


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading at its place in the document; `governs` unless it is a later reviewer's."""

    start: int
    end: int
    reading: Reading
    governs: bool
    beside: int | None = None
    joins_next: bool = False


def dates(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each date with the part of it that is known.

    Source: encoding manual, "Text", row on dates. Brackets that read as figures must be in `found`.
    """
    places = _without_outliers(sorted(_places(context, found), key=lambda place: place.start))
    following, elsewhere = _following(places), _Elsewhere.of(places)
    governing: list[Known] = []
    for place, ahead in zip(places, following, strict=True):
        first, by_settings = _completed(place, governing, ahead, context.settings.year)
        if first.year and not place.reading.first.year and not (by_settings or place.beside):
            first = elsewhere.settled(first, place.start)
        yield _annotation(place, first, by_settings)
        if place.governs and first.year and not by_settings:
            governing.append(first)


def _places(context: Context, found: Sequence[Finding]) -> Iterator[_Found]:
    """The dates in passages that have a month's name, a year or figures like a date's; and in forme work."""
    months, passages = context.language.months, context.passages
    mended = _Mended.of(found)
    starts = [passage.start for passage in passages]
    figures = _in_figures(context, starts)
    keys = (*heads(tuple(months)), CENTURY)
    notes = _review_notes(found)
    language = context.language
    habits = Habits(
        language.day_first or writes_day_first(context.document.text),
        language.small_months,
        language.date_stops,
        language.whole_months,
    )
    for number in sorted(figures.union(holding(starts, document_lowered(context.document.text), keys))):
        passage = passages[number]
        text = mended.text(passage)
        told = not _within(notes, passage.start)
        read = readings(text, months, figures=number in figures, habits=habits)
        yield from _in_passage(passage, text, read, told)
    for passage in _outside(context, found):
        read = readings(passage.text, months, habits=habits)
        yield from _in_passage(passage, passage.text, read, told=False)


def _in_figures(context: Context, starts: Sequence[int]) -> set[int]:
    """The numbers of the passages where figures like a date's begin."""
    text = context.document.text
    matches = (match for pattern in IN_FIGURES for match in pattern.finditer(text))
    return {bisect_right(starts, match.start()) - 1 for match in matches} - {-1}


def _review_notes(found: Sequence[Finding]) -> list[tuple[int, int]]:
    """Where the notes of exemption and review stand."""
    review = ("type", "redaction")
    notes = (f for f in found if isinstance(f, Annotation) and f.element == "note" and review in f.attributes)
    return sorted((note.start, note.end) for note in notes)


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, at + 1)) - 1
    return index >= 0 and spans[index][1] > at


def _in_passage(passage: Passage, text: str, found: Sequence[Reading], told: bool) -> Iterator[_Found]:
    """The dates of a passage; those in what others printed round the text do not govern it."""
    for index, reading in enumerate(found):
        start, end = passage.span(reading.start, reading.end)
        before = text[max(0, reading.start - 40) : reading.start].rpartition("\n")[2]
        beside = YEAR_BESIDE.search(before)
        after = found[index + 1] if index + 1 < len(found) else None
        yield _Found(
            start,
            end,
            reading,
            governs=told and not (LATER.search(before) or BIRTH.search(before)),
            beside=int(beside["year"]) if beside else None,
            joins_next=after is not None and bool(JOINED.fullmatch(text, reading.end, after.start)),
        )


def _outside(context: Context, found: Sequence[Finding]) -> Iterator[Passage]:
    """Forme work as passages: blocks leave it out, but it has dates too."""
    for finding in found:
        if isinstance(finding, Annotation) and finding.element == "fw" and finding.end > finding.start:
            text = context.document.text[finding.start : finding.end]
            yield Passage("fw", finding.start, finding.end, text, ((0, finding.start),))


@dataclass(frozen=True, slots=True)
class _Mended:
    """Corrections that put characters in the place of as many, by their beginnings."""

    corrections: Sequence[Correction]
    starts: Sequence[int]

    @classmethod
    def of(cls, found: Sequence[Finding]) -> "_Mended":
        """Those among the findings."""
        alike = (f for f in found if isinstance(f, Correction) and len(f.reading) == f.end - f.start)
        corrections = sorted(alike, key=lambda correction: correction.start)
        return cls(corrections, [correction.start for correction in corrections])

    def text(self, passage: Passage) -> str:
        """A passage's text as it should read: "18]" for "187"."""
        first, last = bisect_left(self.starts, passage.start), bisect_left(self.starts, passage.end)
        if first == last:
            return passage.text
        characters = list(passage.text)
        for correction in self.corrections[first:last]:
            for at, character in enumerate(correction.reading, start=correction.start):
                position = _position(passage, at)
                if position is not None:
                    characters[position] = character
        return "".join(characters)


def _position(passage: Passage, offset: int) -> int | None:
    """Where in a passage's text a character of the document stands, if it does."""
    number = bisect_right(passage.pieces, offset, key=lambda piece: piece[1]) - 1
    if number < 0:
        return None
    start, piece = passage.pieces[number]
    position = start + offset - piece
    end = passage.pieces[number + 1][0] - 1 if number + 1 < len(passage.pieces) else len(passage.text)
    return position if position < end else None


def _without_outliers(places: Sequence[_Found]) -> Sequence[_Found]:
    """The places, those that stand alone far from the middle of the years around them governing no longer.

    A history runs through decades: its years are measured by their neighbours, not by the whole document.
    """
    dated = [at for at, place in enumerate(places) if place.governs and place.reading.first.year]
    years = [places[at].reading.first.year or 0 for at in dated]
    if not years:
        return places
    middle = sorted(years)[(len(years) - 1) // 2]
    later = {
        year for year, times in Counter(years).items() if year - middle > APART and times * 4 < len(years)
    }
    alone = {at for number, at in enumerate(dated) if years[number] in later or _stands_alone(years, number)}
    return [replace(place, governs=False) if at in alone else place for at, place in enumerate(places)]


def _stands_alone(years: Sequence[int], number: int) -> bool:
    around = sorted(years[max(0, number - AROUND) : number + AROUND + 1])
    middle = around[(len(around) - 1) // 2]  # of two, the earlier: a reviewer comes later
    year = years[number]
    return abs(year - middle) > APART and sum(abs(other - year) <= NEAR for other in around) <= COMPANY


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The dates that a document prints with their year: by day and by month, each with where it stands."""

    days: Mapping[tuple[int, int], Sequence[tuple[int, int]]]
    months: Mapping[int, Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, places: Sequence[_Found]) -> "_Elsewhere":
        """Those among the places that govern."""
        days: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        months: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for place in places:
            first = place.reading.first
            if place.governs and first.year:
                months[first.month].append((place.start, first.year))
                if first.day:
                    days[first.month, first.day].append((place.start, first.year))
        return cls(days, months)

    def settled(self, date: Known, at: int) -> Known:
        """A date completed by the year before it, or by another where only that one has its day or month.

        "The first air action was set for February 20th" behind a mention of August 1964: the document
        prints 20 February 1965, and no February 1964 within reach.
        """
        year = date.year or 0
        same_day = self._near(self.days.get((date.month, date.day or 0), ()), at)
        told: Counter[int] = Counter()
        weight: defaultdict[int, float] = defaultdict(float)
        for dated, tells in ((self._near(self.months.get(date.month, ()), at), 1), (same_day, SAME_DAY)):
            for start, other in dated:
                told[other] += tells
                weight[other] += tells / (1 + abs(start - at) / FEW_PAGES)
        best = max(told, key=lambda other: (weight[other], -abs(other - year)), default=year)
        if told[year] or told[best] < FEWEST or abs(best - year) > NEAR:
            return date
        settled = replace(date, year=best)
        return settled if settled.possible else date

    @staticmethod
    def _near(dated: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
        return [(start, year) for start, year in dated if abs(start - at) <= WITHIN]


def _following(places: Sequence[_Found]) -> list[Known | None]:
    """For each place the next date that prints its year."""
    following: list[Known | None] = []
    ahead = None
    for place in reversed(places):
        following.append(ahead)
        if place.governs and place.reading.first.year:
            ahead = place.reading.first
    return following[::-1]


def _completed(
    place: _Found, governing: Sequence[Known], ahead: Known | None, given: int | None
) -> tuple[Known, bool]:
    """A date with the year that governs it, and whether only the settings gave it."""
    first = place.reading.first
    if first.year or place.reading.spoilt:
        return first, False
    if place.beside:
        return _dated(first, Known(first.month, place.beside)) or first, False
    nearest = [*reversed(governing[-REACH:])]
    near = [ahead, *nearest] if ahead and place.joins_next else [*nearest, *([ahead] if ahead else [])]
    for governor in near:
        dated = _dated(first, governor)
        if dated:
            return dated, False
    by_settings = _dated(first, Known(first.month, given)) if given and not near else None
    return (by_settings, True) if by_settings else (first, False)


# So many dates back a year is looked for that has the day: "29 Feb" is in no other than a leap year.
REACH = 20


def _dated(date: Known, governor: Known) -> Known | None:
    """A date with its governor's year, or the one beside it where that is much nearer; none if impossible."""
    if governor.year is None:
        return None
    apart = date.month - governor.month
    year = governor.year + (1 if apart <= -FAR else -1 if apart >= FAR else 0)
    dated = replace(date, year=year)
    return dated if dated.possible else None


def _annotation(place: _Found, first: Known, by_settings: bool) -> Annotation:
    rule = BY_SETTINGS if by_settings else RULES[place.reading.form]
    # A word that is nearly a month stands among damage: the year beside it may be misread too.
    cert = Certainty.MEDIUM if by_settings else Certainty.LOW if place.reading.form == "nearly" else None
    return Annotation("date", place.start, place.end, rule, _attributes(first, place.reading), cert)


def _attributes(first: Known, reading: Reading) -> Attributes:
    if reading.last is None:
        return (("when", str(first)),)
    year = reading.last.year or _year_of_last(first, reading.last)
    return (("from", str(first)), ("to", str(replace(reading.last, year=year))))


def _year_of_last(first: Known, last: Known) -> int | None:
    if first.year is None:
        return None
    return first.year + (1 if last.month < first.month else 0)
