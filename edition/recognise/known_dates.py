"""What is known of a date, and that characters of a text are one."""

from calendar import isleap
from dataclasses import dataclass

DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LEAP = 2000


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a date: its month, and its year and day where they are printed."""

    month: int
    year: int | None = None
    day: int | None = None

    @property
    def possible(self) -> bool:
        """Whether the calendar has it; of the years one leap year will do."""
        if not 1 <= self.month <= 12 or self.day is None:
            return 1 <= self.month <= 12
        leap_day = (self.month, self.day) == (2, 29)
        return 1 <= self.day <= DAYS[self.month - 1] and (not leap_day or isleap(self.year or LEAP))

    def __str__(self) -> str:
        """The date as `@when` writes it."""
        year = "-" if self.year is None else f"{self.year:04}"
        day = "" if self.day is None else f"-{self.day:02}"
        return f"{year}-{self.month:02}{day}"


@dataclass(frozen=True, slots=True)
class Reading:
    """Characters start to end of a text are a date or, where `last` is known, a range of dates.

    `spoilt`: a year stands behind it that nobody can read, so none elsewhere governs it.
    """

    start: int
    end: int
    form: str
    first: Known
    last: Known | None = None
    spoilt: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language or a document writes dates.

    `day_first`: 17/2/65 is the 17th of February; `small_months`: months' names begin with a small letter;
    `stops`: figures of dates have full stops between them; `whole` are short names that are no abbreviations.
    """

    day_first: bool = False
    small_months: bool = False
    stops: bool = False
    whole: frozenset[str] = frozenset({"may", "june", "july"})


AMERICAN = Habits()
