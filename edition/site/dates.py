"""Dates of a text in the interface's words: "17 February 1965", "17. Februar 1965" (Unicode CLDR)."""

from datetime import date
from functools import lru_cache

import regex

from edition.render.phrases import Phrases
from edition.site.phrases import locale

Day = tuple[int, int, int, int]
"""Whether the year is unknown (1) or not (0), year, month, day; 0 for what is not known."""

UNKNOWN: Day = (9, 0, 0, 0)

_DAY = regex.compile(
    r"(?P<year>-?\d{4,5})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|--(?P<m>\d{2})-(?P<d>\d{2})"
)

# What CLDR calls a date without a day, without a year.
_MONTH_OF_A_YEAR, _DAY_OF_A_MONTH = "yMMMM", "MMMMd"


def day_of(key: str) -> Day:
    """What an ISO date is sorted by: dates without a year come last."""
    found = _DAY.fullmatch(key)
    if found is None or int(found["month"] or found["m"] or 1) not in range(1, 13):
        return UNKNOWN
    if found["year"]:
        return (0, int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    return (1, 0, int(found["m"]), int(found["d"]))


def in_words(key: str, phrases: Phrases) -> str:
    """An ISO date as a reader writes it; of a span (`1965-02-17/1965-02-20`) both ends."""
    first, _, last = key.partition("/")
    begins, ends = _in_words(first, phrases.language), _in_words(last, phrases.language)
    return f"{begins} – {ends}" if last and ends != begins else begins


@lru_cache(maxsize=4096)
def _in_words(key: str, language: str) -> str:
    known, year, month, day = parts = day_of(key)
    if parts == UNKNOWN:
        return key
    if not month:
        return year_in_words(year, language)
    try:
        # A leap year for the day of none.
        written = _formatted(date(abs(year) or 2000, month, day or 1), not known, day > 0, language)
    except ValueError:  # the year 10191, the 31st of April
        return key
    return f"{written} {_before_our_era(language)}" if year < 0 else written


def year_in_words(year: int, language: str) -> str:
    """A year, with its era where it is not ours."""
    return f"{-year} {_before_our_era(language)}" if year < 0 else str(year)


def _formatted(day: date, with_year: bool, with_day: bool, language: str) -> str:
    from babel.dates import format_date, format_skeleton

    if with_year and with_day:
        return format_date(day, "long", locale=locale(language))
    skeleton = _MONTH_OF_A_YEAR if with_year else _DAY_OF_A_MONTH
    return format_skeleton(skeleton, day, locale=locale(language))


def _before_our_era(language: str) -> str:
    return str(locale(language).eras["abbreviated"][0])
