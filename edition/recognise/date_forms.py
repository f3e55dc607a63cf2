"""Dates as records print them, read out of running text: days, months, ranges, date-time groups."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from functools import cache

import regex

from edition.recognise.date_figures import in_numbers
from edition.recognise.keys import lowered, positions
from edition.recognise.known_dates import AMERICAN, Habits, Known, Reading
from edition.recognise.spelt_numbers import SPELT_AFTER, SPELT_BEFORE, SPELT_YEAR, value

# "17", "3rd", and "2l", "l4th", "Srd" where OCR took a figure for a letter.
_DAY = r"(?:[1-3][lIO]|[lI]\d|[0-3]?\d|S(?=rd))"
_DAY_BEFORE = rf"(?P<day>{_DAY})(?:st|nd|rd|th|d|er)?"
# "1965", "l965", "196O".
_YEAR = r"(?:[1lI][5-9][\dlIO]{2}|20\d{2})"

# " 196%", " 19%", " l95h", " 19o^", " 6b" behind day and month: a year stood there.
SPOILT_YEAR = regex.compile(
    r",?[ \t]{1,2}(?:1[89]\d?[^\w\s.,;:)]|[1lI!][89](?=\S*[^\d\s])[^\s.,;:)]{2}(?!\w)|[4-7]\p{Ll}(?!\w))"
)
# "100014Z ", "10/0014Z " before "DEC 77"; "1612127 ", where OCR took the Z for a figure.
GROUP_BEFORE = regex.compile(r"(?<![\w-])(?P<day>[0-3]\d)/?[0-2]\d[0-5]\d(?:Z|[27](?=\s)),?\s+$")
# "28-29 ", "3/4 ", "3rd of ", "22. ", "17-" before a month.
DAY_BEFORE = regex.compile(
    rf"(?<![\w.$#/]|[\d,]-)(?:(?P<from>{_DAY})(?:st|nd|rd|th)?(?:\s?[-–—]\s?|/))?{_DAY_BEFORE}(?:[.,]?\s+(?:of\s+)?|[.-])$"
)
# "17FEB65", "22NOV1963".
COMPACT_BEFORE = regex.compile(r"(?<!\w)(?P<day>[0-3]?\d)$")
COMPACT_AFTER = regex.compile(r"(?P<year>(?:19|20)?\d\d)(?!\w)")
# " 17", ". 3", " 8th", " 28-29" after a month; a figure that goes on is none: "May 15,000", "March 16/64".
DAY_AFTER = regex.compile(
    rf"\.?\s+(?P<day>{_DAY})(?:st|nd|rd|th|d)?(?:\s?[-–—]\s?(?P<to>{_DAY})(?:st|nd|rd|th)?)?"
    r"(?![\p{L}\d]|[,.:/]\d{1,3}(?!\d)|\s?(?:%|percent\b|a\.?m\b|p\.?m\b))"
)
# ", 1965", " of 1972", "} 1956", "1963" over a line end.
YEAR_AFTER = regex.compile(rf"(?:\s?[.,;:}}*]{{1,2}}\s*|\s+|-)(?:of\s+)?(?P<year>{_YEAR})(?![\p{{L}}\d])")
# " and 7, 1941", ", 3 and 4, 1964" behind "August 2": the year of all of them.
YEAR_BEYOND = regex.compile(
    r"(?:\s?,\s?\d{1,2}){0,3},?\s(?:and|or|&|to)\s\d{1,2}(?:st|nd|rd|th)?,\s(?P<year>1[89]\d\d|20\d\d)(?!\w)"
)
# " 19 63" behind a day and a month: OCR parted the year.
PARTED_YEAR_AFTER = regex.compile(r",?\s(?P<century>19)[ ](?P<year>[2-9]\d)(?![\w/]|[.,]\d)")
# " 65", " '65", "-77": two figures are a year where the month is written short.
SHORT_YEAR_AFTER = regex.compile(
    r"(?:(?:,|(?<!(?i:may|june|july|march|april))\.)?\s+|-)(?P<mark>['’‘])?(?P<year>[2-9]\d)"
    r"(?![\p{L}\d]|[,.:-]\d|/|\s?%)"
)
# "-", " - ", "/": between the ends of a range.
DASH = regex.compile(r"\s?[-–—]{1,2}\s?|/")
# "11 November to 15 December": the same in words.
UNTIL = regex.compile(r"\s(?:to|through|thru)\s")
# "Mid-May Saigon briefing": no woman's name.
PART_BEFORE = regex.compile(r"(?i)\b(?:mid|early|late)[\s-]+$")
# "4 Maroh " 1964, "Decernber 8, " 1995: a day and a year vouch for a word that is nearly a month.
NEARLY = regex.compile(
    rf"(?<![\w.$#/-])(?:{_DAY_BEFORE}[.,]?\s+(?P<name>[\p{{Lu}}0][\p{{L}}\d]{{2,9}})[.,]?\s+"
    rf"|(?P<name>[\p{{Lu}}0][\p{{L}}\d]{{2,9}})\s+{_DAY_BEFORE}\s?[.,]\s*)$"
)
CENTURY = "19"
_LETTERS = str.maketrans("105", "los")
_FIGURES = str.maketrans({"l": "1", "I": "1", "O": "0", "S": "3"})

# Words that are more than a month: alone they need a preposition before them.
AMBIGUOUS = frozenset({"may", "march", "august", "april", "june"})
# Those that are names of persons too: "a letter of June Cobb".
NAMES = frozenset({"may", "april", "june"})
# "in January", "mid-January", "early March", "Taylor's November recommendations"
BEFORE_MONTH = regex.compile(
    r"(?i)(?:\b(?:in|of|since|until|till|by|early|late|mid|during|last|next|this|that|through|thru|from|to|and|or"
    r"|before|after|between|around|about|for|the|each|previous|following)[\s-]+|['’]s\s+|mid-?\s?)$"
)
ABBREVIATED = regex.compile(r"(?i)(?<!\p{L})(?!may|ju[nl][ey])\p{L}{3,4}$")
NAME_AFTER = regex.compile(r"\s+\p{Lu}\p{Ll}+")


@cache
def _month_pattern(names: tuple[str, ...]) -> regex.Pattern[str]:
    # "Febru-ary", "Septem-/ber": a name may be broken at a line end.
    spelt = "|".join(_breakable(name) for name in sorted(names, key=len, reverse=True))
    return regex.compile(rf"(?<![\p{{L}}'’])(?i:{spelt})(?!\p{{L}})")


@cache
def heads(months: tuple[str, ...]) -> tuple[str, ...]:
    """The first three letters of the months' names, by which they are found before they are read."""
    return tuple(sorted({name[:3] for name in months}))


def _breakable(name: str) -> str:
    if len(name) < 5:
        return regex.escape(name)
    broken = "|".join(rf"{name[:cut]}-\s?{name[cut:]}" for cut in range(2, len(name) - 1))
    return f"{name}|{broken}"


def readings(
    text: str, months: Mapping[str, int], *, figures: bool = True, habits: Habits = AMERICAN
) -> list[Reading]:
    """The dates of a text in its order, those in figures too if wanted; impossible dates are none."""
    named = _ranges(text, list(_named(text, months, habits)), habits.whole)
    in_figures = list(in_numbers(text, habits)) if figures else []
    nearly = list(_nearly(text, months, {reading.end - 4 for reading in named}))
    if not (in_figures or nearly):
        return named
    found = sorted((*named, *in_figures, *nearly), key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].end:
            kept.append(reading)
    return kept


def _named(text: str, months: Mapping[str, int], habits: Habits) -> Iterator[Reading]:
    names = tuple(months)
    pattern, done = _month_pattern(names), 0
    for at in positions(lowered(text), heads(names)):
        match = pattern.match(text, at) if at >= done else None
        if not match:
            continue
        name = "".join(match[0].replace("-", "").split()) if "-" in match[0] else match[0]
        known = months[name.casefold()]
        written = name.capitalize() if habits.small_months else name
        reading = _at_month(text, match, written, known, done, habits.whole)
        if reading:
            done = reading.end
            yield reading


def _at_month(
    text: str, match: regex.Match[str], name: str, month: int, done: int, whole: frozenset[str]
) -> Reading | None:
    """The date round a month's name, beginning not before `done`."""
    start, end = match.span()
    before = text[max(done, start - 16) : start]
    short = len(name) <= 4 or name.isupper()
    compact = _compact(text, before, start, end, month)
    if compact:
        return _checked(compact, name)
    group, day = GROUP_BEFORE.search(before), DAY_BEFORE.search(before)
    if group:
        known = Known(month, day=_figure(group["day"]))
        reading = Reading(start - len(before) + group.start(), end, "date-time-group", known)
        return _checked(_with_year(text, reading, short=True), name)
    after = DAY_AFTER.match(text, end)
    # "Report 31, October 18, 1957": of two days the one with the year behind it.
    if after and YEAR_AFTER.match(text, after.end()):
        day = None
    if day and not _enumerates(text, start - len(before) + day.start(), day, end):
        at = start - len(before) + day.start("from" if day["from"] else "day")
        reading = _days(at, end, month, day["from"], day["day"])
        return _checked(_with_year(text, reading, short), name)
    if after and 1 <= _figure(after["day"]) <= 31:
        reading = _days(
            start, after.end(), month, *((after["day"], after["to"]) if after["to"] else (None, after["day"]))
        )
        return _checked(_with_year(text, reading, short), name)
    spelt = _spelt_out(text, start, end, month) if name.isupper() else None
    if spelt:
        return _checked(spelt, name)
    reading = _with_year(text, Reading(start, end, "month", Known(month)), short or bool(after))
    return _checked(reading, name) if reading.first.year or _stands_alone(text, match, name, whole) else None


def _compact(text: str, before: str, start: int, end: int, month: int) -> Reading | None:
    """Day, month and year without anything between: `17FEB65`."""
    day = COMPACT_BEFORE.search(before)
    year = COMPACT_AFTER.match(text, end) if day else None
    if not day or not year:
        return None
    number = int(year["year"])
    known = Known(month, number + (1900 if number < 100 else 0), int(day["day"]))
    return Reading(start - len(before) + day.start(), year.end(), "day", known)


def _enumerates(text: str, start: int, day: regex.Match[str], end: int) -> bool:
    """Whether "1." before a month numbers a paragraph: at a line's head, with no year behind the month."""
    at_head = start == 0 or text[start - 1] == "\n"
    return at_head and "." in day[0] and not YEAR_AFTER.match(text, end)


def _spelt_out(text: str, start: int, end: int, month: int) -> Reading | None:
    """A day spelt out before or after its month, with a year spelt out or none."""
    before, after = SPELT_BEFORE.search(text, max(0, start - 16), start), SPELT_AFTER.match(text, end)
    if before:
        reading = Reading(before.start("day"), end, "day", Known(month, day=value(before["day"])))
    elif after:
        reading = Reading(start, after.end(), "day", Known(month, day=value(after["day"])))
    else:
        return None
    year = SPELT_YEAR.match(text, reading.end)
    if not year:
        return _with_year(text, reading, short=True)
    return replace(reading, end=year.end(), first=replace(reading.first, year=1900 + value(year["year"])))


def _days(start: int, end: int, month: int, first: str | None, last: str) -> Reading:
    until = Known(month, day=_figure(last))
    if first is None:
        return Reading(start, end, "day", until)
    return Reading(start, end, "range", Known(month, day=_figure(first)), until)


def _with_year(text: str, reading: Reading, short: bool) -> Reading:
    match = YEAR_AFTER.match(text, reading.end)
    if not match and reading.first.day:
        beyond = YEAR_BEYOND.match(text, reading.end)
        if beyond and not reading.last:
            return replace(reading, first=replace(reading.first, year=int(beyond["year"])))
        match = PARTED_YEAR_AFTER.match(text, reading.end)
    if not match:
        match = SHORT_YEAR_AFTER.match(text, reading.end)
        if not match or not (short or match["mark"]):
            return replace(_with_stop(text, reading), spoilt=bool(SPOILT_YEAR.match(text, reading.end)))
    year = _figure(match["year"])
    year += 1900 if year < 100 else 0
    last = replace(reading.last, year=year) if reading.last else None
    return replace(reading, end=match.end(), first=replace(reading.first, year=year), last=last)


def _with_stop(text: str, reading: Reading) -> Reading:
    # "28 Feb.": the full stop is the abbreviation's.
    if text[reading.end : reading.end + 1] == "." and ABBREVIATED.search(text, reading.start, reading.end):
        return replace(reading, end=reading.end + 1)
    return reading


def _checked(reading: Reading, name: str) -> Reading | None:
    """The reading if the calendar has it; a small letter at a month's head wants day and year beside it."""
    if not reading.first.possible or (reading.last and not reading.last.possible):
        return None
    if reading.last and (reading.last.day or 0) <= (reading.first.day or 0):
        return None
    if name[0].islower():
        # "17 février", "february 17": small letters, but no other word.
        plain = len(name) > 4 and name.casefold() not in AMBIGUOUS
        return reading if reading.first.day and (reading.first.year or plain) else None
    return reading


def _stands_alone(text: str, match: regex.Match[str], name: str, whole: frozenset[str]) -> bool:
    """Whether a month without day or year is one: no verb, no woman's name, no emperor's."""
    if name[0].islower() or (len(name) <= 4 and name.casefold() not in whole):
        return bool(DASH.match(text, match.end())) or text[: match.start()].endswith("-")
    if name.casefold() not in AMBIGUOUS:
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    named = (
        name.casefold() in NAMES and NAME_AFTER.match(text, match.end()) and not PART_BEFORE.search(before)
    )
    return bool(BEFORE_MONTH.search(before)) and not named


def _ranges(text: str, found: list[Reading], whole: frozenset[str]) -> list[Reading]:
    """Two dates with a dash between them are a range: "July-December 1966"."""
    joined: list[Reading] = []
    for reading in found:
        before = joined[-1] if joined else None
        if before and _goes_on(text, before, reading):
            first = before.first if before.first.year else replace(before.first, year=reading.first.year)
            joined[-1] = Reading(before.start, reading.end, "range", first, reading.first)
        else:
            joined.append(reading)
    return [reading for reading in joined if reading.last or not _abbreviated(text, reading, whole)]


def _goes_on(text: str, before: Reading, reading: Reading) -> bool:
    if before.last or reading.last:
        return False
    if not (
        DASH.fullmatch(text, before.end, reading.start) or UNTIL.fullmatch(text, before.end, reading.start)
    ):
        return False
    if _is_later(before.first, reading.first):
        return False  # "moved up from February 1968 to December 1967": two dates
    return (before.first.day is None) == (reading.first.day is None)


def _is_later(one: Known, other: Known) -> bool:
    """Whether a date is later than another, both with their years: no range runs backwards."""
    if one.year is None or other.year is None:
        return False
    return (one.year, one.month, one.day or 0) > (other.year, other.month, other.day or 0)


def _abbreviated(text: str, reading: Reading, whole: frozenset[str]) -> bool:
    # "Jan" alone is a name; it was kept for "Jan-Jun".
    alone = reading.form == "month" and reading.first.year is None
    return (
        alone
        and reading.end - reading.start <= 4
        and text[reading.start : reading.end].casefold() not in whole
    )


def _nearly(text: str, months: Mapping[str, int], taken: Container[int]) -> Iterator[Reading]:
    for at in positions(text, (CENTURY,)):
        if at in taken:
            continue
        year, before = text[at : at + 4], text[max(0, at - 24) : at]
        match = NEARLY.search(before) if year.isdecimal() and len(year) == 4 else None
        if not match or text[at + 4 : at + 5].isalnum() or match["name"].casefold() in months:
            continue
        name = match["name"].casefold().translate(_LETTERS)
        month = months.get(name) or _nearest(name, tuple(months.items()))
        known = Known(month or 0, int(year), _figure(match["day"]))
        if month and known.possible:
            yield Reading(at - len(before) + match.start(), at + 4, "nearly", known)


@cache
def _nearest(name: str, months: tuple[tuple[str, int], ...]) -> int | None:
    """The one month a word is at most two letters from; none for short names and where two are as near."""
    near = [
        (distance, number)
        for month, number in months
        if len(month) > 4 and (distance := _distance(name, month)) <= 2
    ]
    return min(near)[1] if near else None


def _distance(a: str, b: str) -> int:
    """How many letters to put in, take out or change to make one word of another."""
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        above, row[0] = row[0], i
        for j, other in enumerate(b, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != other))
    return row[-1]


def _figure(figures: str) -> int:
    return int(figures.translate(_FIGURES))
