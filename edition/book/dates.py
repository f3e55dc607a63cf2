"""The date a PDF carries: never the clock's."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

import regex

EPOCH = date(1970, 1, 1)
# "2024", "2024-05", "2024-05-01", "2024-05-01T10:00:00Z": a date with at least a year.
ISO = regex.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?", regex.ASCII)


def document_date(chosen: str | None, epoch: int | None, said: Iterable[str]) -> date | None:
    """The date of an output: the edition's, else `SOURCE_DATE_EPOCH`, else the newest the header says.

    None where nobody says one. Source: the rules of the command line, "Everywhere".
    """
    if chosen and (day := parse_date(chosen)):
        return day
    if epoch is not None:
        return _of_epoch(epoch)
    return max(filter(None, map(parse_date, said)), default=None)


def parse_date(text: str) -> date | None:
    """The day an ISO date names, the first of what it leaves open; none where there is no such day."""
    match = ISO.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        return None


def _of_epoch(seconds: int) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        return None
