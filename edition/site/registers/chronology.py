"""The chronology: every dated place of the text in the order of its days."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import regex

from edition.render import Mention
from edition.site.registers.model import Entry, Listed, Register, all_of, grouped, places

MONTHS = "January February March April May June July August September October November December".split()

_DAY = regex.compile(
    r"(?P<year>-?\d{4,5})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?|--(?P<m>\d{2})-(?P<d>\d{2})"
)

WITHOUT_YEAR = "Without a year"


def chronology(documents: Sequence[Listed]) -> Iterable[Register]:
    """Yield the chronology where the text has a date."""
    dated = sorted(
        (
            (day_of(mention.key), number, document, mention)
            for number, (document, mention) in enumerate(all_of(documents, "date"))
        ),
        key=lambda each: each[:2],
    )
    dated = [each for each in dated if each[0] != _UNKNOWN]
    if not dated:
        return
    lines = [
        (_heading(day), _entry([(document, mention) for _, _, document, mention in run], key))
        for (day, key), run in groupby(dated, lambda each: (each[0], _span(each[3])))
    ]
    count = "1 date" if len(lines) == 1 else f"{len(lines)} dates"
    says = "Every date of the text in the order of days, with the words it stands in."
    yield Register("chronology", "Chronology", says, "chronology.html", grouped(lines), count)


_UNKNOWN = (9, 0, 0, 0)
Day = tuple[int, int, int, int]


def day_of(key: str) -> Day:
    """What an ISO date is sorted by: dates without a year come last."""
    found = _DAY.fullmatch(key)
    if found is None or int(found["month"] or found["m"] or 1) not in range(1, 13):
        return _UNKNOWN
    if found["year"]:
        return (0, int(found["year"]), int(found["month"] or 0), int(found["day"] or 0))
    return (1, 0, int(found["m"]), int(found["d"]))


def _heading(day: Day) -> str:
    if day[0]:
        return WITHOUT_YEAR
    return f"{-day[1]} BC" if day[1] < 0 else str(day[1])


def _span(mention: Mention) -> str:
    return "/".join((mention.key, *(value for name, value in mention.facts if name == "until")))


def in_words(key: str) -> str:
    """An ISO date as a reader writes it: "17 February 1965"; a span with both its ends."""
    first, _, last = key.partition("/")
    return f"{_one(first)} – {_one(last)}" if last and _one(last) != _one(first) else _one(first)


def _one(key: str) -> str:
    known, year, month, day = day_of(key)
    if (known, year, month, day) == _UNKNOWN:
        return key
    written = f"{-year} BC" if year < 0 else str(year)
    parts = (str(day) if day else "", MONTHS[month - 1] if month else "", "" if known else written)
    return " ".join(filter(None, parts))


def _entry(run: list[tuple[Listed, Mention]], key: str) -> Entry:
    anchor = "day-" + key.replace("/", "--")
    return Entry(in_words(key), anchor, places(run, in_context=True))
