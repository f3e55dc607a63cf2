"""Stamps that collections print on their pages (TEI `fw`), told by likeness to what they should read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nlargest
from operator import itemgetter

import regex

from edition.language.collections import Stamp, stamps_of
from edition.likeness import fold, likeness

# Some letters that any reading of a stamp's line keeps.
_ANCHORS = (
    *(
        "eclas",
        "lassif",
        "xecut",
        "project n",
        "nnd",
        "by nar",
        "jection",
        "has no",
        "release",
        "sanit",
        "histor",
    ),
    *(
        "review",
        "ormat",
        "contain",
        "inclu",
        "assassin",
        "usc 2",
        "ase#",
        "ase #",
        "reprod",
        "backgr",
        "return",
    ),
    *("approv", "archiv", "library", "docum", "ef cont", "edition", "espion", "unauth", "warning", "conclus"),
    *(
        "loaned",
        "copyr",
        "saving",
        "iscap",
        "systemat",
        "shown oth",
        "defense",
        "prohibit",
        "manner",
        "dissem",
    ),
    *("task for", "denial", "street", "reporters", "propert", "printed for"),
)
# A line of few letters resembles a stamp's by chance.
_LIKENESS = 0.7
_SHORT = 45
_SHORT_LIKENESS = 0.8
# The same of a stretch that other words stand beside.
_BARE_LIKENESS = 0.9
_FEWEST_OF_STAMP = 18
# Next to a line of the same stamp less will do.
_NEXT_LIKENESS = 0.58
_LONGEST = 220
_WORD = regex.compile(r"\S+")
# Words more or less count where they change likeness by so much.
_BETTER = 0.04
_MOST_WORDS = 16
# Fewer characters are debris of the stamp's own.
_FEWEST_OTHER = 6
# What follows a stamp and is not of it: `RELEASE IN PART` (a redaction note), a form's date.
_WITH_PARTS = "jfk-task-force"
_ANOTHER = regex.compile(r"(?i)\bin part\b|^\W*date ?:")
_FIGURES = regex.compile(r"\d+")
# What two lines must share in threes of letters before the costly measure is asked.
_SHARED = 0.36
_MOST_MODELS = 3


@dataclass(frozen=True, slots=True)
class StampLine:
    """A line of a stamp as it should read, and of which stamp it is."""

    stamp: Stamp
    text: str
    threes: frozenset[str]
    capitals: bool


@cache
def _lines_of(collections: tuple[str, ...]) -> tuple[StampLine, ...]:
    return tuple(
        StampLine(stamp, masked(line), _threes(masked(line)), line.isupper())
        for stamp in stamps_of(collections)
        for line in dict.fromkeys((*stamp.lines, " ".join(stamp.lines[:2])))
    )


def masked(text: str) -> str:
    """Letters of a line, case folded, each number as one 0: dates and numbers tell no stamp from another."""
    return _FIGURES.sub("0", fold(text))


def _is_capitals(text: str) -> bool:
    """Whether most letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return sum(1 for c in letters if c.isupper()) * 10 >= len(letters) * 6


def _threes(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def _has_anchor(folded: str) -> bool:
    for anchor in _ANCHORS:  # noqa: SIM110 - of every line: twice as quick as any()
        if anchor in folded:
            return True
    return False


def stamp_of(text: str, collections: tuple[str, ...]) -> Stamp | None:
    """The stamp that a line is like a line of; none where it is like none enough."""
    if len(text) > _LONGEST or not _has_anchor(text.lower()):
        return None
    ratio, stamp = _nearest(masked(text), _is_capitals(text), collections)
    if stamp is not None and stamp.name == _WITH_PARTS and _ANOTHER.search(text):
        return None
    if stamp is None or ratio >= (_LIKENESS if len(text) > _SHORT else _SHORT_LIKENESS):
        return stamp
    if ratio < _NEXT_LIKENESS or stamp.kind == "control":
        return None
    start, end = without_neighbours(text, stamp, collections)
    is_most = end - start > len(text) // 2 and end - start > _FEWEST_OF_STAMP
    return stamp if is_most and _ratio(text[start:end], stamp, collections) >= _BARE_LIKENESS else None


@lru_cache(maxsize=4096)
def without_neighbours(text: str, stamp: Stamp, collections: tuple[str, ...]) -> tuple[int, int]:
    """The stretch of a line that is the stamp: words before or behind that make it less like are another's."""
    whole = _ratio(text, stamp, collections)
    words = [match.span() for match in _WORD.finditer(text)][:_MOST_WORDS]
    if whole >= _SHORT_LIKENESS or not 3 < len(words) < _MOST_WORDS:
        return 0, len(text)
    windows = [
        (_ratio(text[words[first][0] : words[last][1]], stamp, collections), words[first][0], words[last][1])
        for first in range(len(words) - 2)
        for last in range(first + 2, len(words))
    ]
    ratio, start, end = max(windows, key=lambda window: (window[0], window[2] - window[1]))
    if ratio < whole + _BETTER:
        return 0, len(text)
    if stamp.kind == "control" and sum(c.isdecimal() for c in text[:start]) > _FEWEST_OTHER - 2:
        start = 0  # a record's number before its banner
    return start if start >= _FEWEST_OTHER else 0, end if len(text) - end >= _FEWEST_OTHER else len(text)


def _ratio(text: str, stamp: Stamp, collections: tuple[str, ...]) -> float:
    line = masked(text)
    near = _shared(line, _lines_of_stamp(stamp, collections), _SHARED)
    return max((likeness(line, model.text) for _, model in near), default=0.0)


def goes_on(text: str, stamp: Stamp, collections: tuple[str, ...]) -> bool:
    """Whether a line next to a stamp's is of the same: less likeness will do."""
    if len(text) > _LONGEST or len(text) < 4 or (_ANOTHER.search(text) and stamp.name != _WITH_PARTS):
        return False
    line = masked(text)
    near = _shared(line, _lines_of_stamp(stamp, collections), _SHARED / 2)
    return any(likeness(line, model.text) >= _NEXT_LIKENESS for _, model in near)


@lru_cache(maxsize=4096)  # the same stamp on every page
def _nearest(line: str, capitals: bool, collections: tuple[str, ...]) -> tuple[float, Stamp | None]:
    best: tuple[float, Stamp | None] = (0.0, None)
    # Prose may speak of the release of this document.
    models = (model for model in _lines_of(collections) if capitals or not model.capitals)
    for model in nlargest(_MOST_MODELS, _shared(line, models, _SHARED), key=itemgetter(0)):
        ratio = likeness(line, model[1].text)
        if ratio > best[0]:
            best = (ratio, model[1].stamp)
        if ratio >= _BARE_LIKENESS:
            break  # the likest in threes is the likest
    return best


def _shared(line: str, models: Iterable[StampLine], share: float) -> Iterator[tuple[float, StampLine]]:
    """The lines of stamps of about a line's length that share so many threes of letters with it, and how many."""
    threes, length = _threes(line), len(line)
    for model in models:
        if length < 3 * len(model.text) and len(model.text) < 3 * length:
            shared = len(threes & model.threes) / len(model.threes)
            if shared >= share:
                yield shared, model


@cache
def _lines_of_stamp(stamp: Stamp, collections: tuple[str, ...]) -> tuple[StampLine, ...]:
    return tuple(model for model in _lines_of(collections) if model.stamp is stamp)
