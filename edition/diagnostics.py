"""Faults of the material as values, and the one family of errors that stop the work."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How grave a fault is; only errors change the exit status."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, `None` where unknown."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """`FILE:LINE:COLUMN`, as far as known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a file, from a line and column to another, both from 1, and what is to stand in their place."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """How a fault is mended beyond doubt: in words, and as edits that do not overlap."""

    description: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What was found at a place, and what to do about it.

    `code` is stable and of the form `room/what` (`relaxng/element-not-allowed`);
    `element` is the element or attribute (`@when`) at fault.
    """

    severity: Severity
    location: Location
    code: str
    message: str
    help: str | None = None
    element: str | None = None
    fix: Fix | None = None

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, line, column; the unknown line stands first."""
        place = self.location
        return (place.file, place.line or 0, place.column or 0, self.code, self.message)


class EditionError(Exception):
    """The work cannot go on; the command line shows it without a traceback."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(f"{location}: {message}" if location else message)
        self.location = location


class SourceError(EditionError):
    """A file cannot be read as what it should be: material at fault, exit status 1."""


class UsageError(EditionError):
    """The command cannot be carried out as given: wrong usage, exit status 2, nothing written."""
