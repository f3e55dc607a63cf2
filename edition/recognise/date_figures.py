"""Dates written in figures alone: month, day and year in the orders of America, Britain and the continent."""

from collections.abc import Iterator

import regex

from edition.recognise.known_dates import Habits, Known, Reading

# "3/16/64", "06/01/1995", "5-30-48", "11 /23/63"
NUMERIC = regex.compile(
    r"(?<![\w/.$-]|\d\s)(?P<month>\d{1,2})\s?(?P<mark>[/-])\s?(?P<day>\d{1,2})\s?(?P=mark)\s?(?P<year>(?:19|20)\d\d|\d\d)(?![\w/]|[-.]\d)"
)
# "1963-11-22", "1997.04.08"
YEAR_FIRST = regex.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)"
)
# "17.2.1965", "17. 2. 1965", "17.02.65": the day first, as on the continent; "11.22.63" as in America.
DOTTED = regex.compile(
    r"(?<![\w/.$§-]|\d\s)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d|(?<=\d\d\.\d\d\.)[2-9]\d)(?![\w/]|[-.]\d)"
)
# "65-02-17", "63/11/22": a year that is no day stands first.
SHORT_YEAR_FIRST = regex.compile(
    r"(?<![\w/.$-])(?P<year>[3-9]\d)(?P<mark>[/-])(?P<month>[01]\d)(?P=mark)(?P<day>[0-3]\d)(?![\w/-]|\.\d)"
)
# "3.5.61": where the language writes dates with stops.
SHORT_DOTTED = regex.compile(
    r"(?<![\w/.$§-]|\d\s)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>[2-9]\d)(?![\w/]|[-.]\d)"
)
IN_FIGURES = (NUMERIC, YEAR_FIRST, DOTTED, SHORT_YEAR_FIRST)
EARLIEST_SHORT = 20


def in_numbers(text: str, habits: Habits) -> Iterator[Reading]:
    """Yield the dates of a text in figures, in no order."""
    for pattern in (*IN_FIGURES, SHORT_DOTTED) if habits.stops else IN_FIGURES:
        yield from _numeric(text, pattern, habits.day_first)


def _numeric(text: str, pattern: regex.Pattern[str], day_first: bool) -> Iterator[Reading]:
    for match in pattern.finditer(text):
        month, day, year = int(match["month"]), int(match["day"]), int(match["year"])
        year_first = pattern in (YEAR_FIRST, SHORT_YEAR_FIRST)
        if (month > 12 and not year_first) or (day_first and pattern is NUMERIC and day <= 12):
            month, day = day, month  # "28/5/64": a day first where there can be no such month
        if year < EARLIEST_SHORT:
            continue  # "9-10-11", "6/4/15": of which century, if a date at all
        known = Known(month, year + (1900 if year < 100 else 0), day)
        if known.possible and known.year and known.year >= 1800:
            yield Reading(*match.span(), "figures", known)


def writes_day_first(text: str) -> bool:
    """Whether a document has dates in figures that can only have the day first, and none that cannot."""
    first = second = 0
    for match in NUMERIC.finditer(text):
        first += 12 < int(match["month"]) <= 31 and int(match["day"]) <= 12
        second += 12 < int(match["day"]) <= 31 and int(match["month"]) <= 12
    return first > 1 and not second
