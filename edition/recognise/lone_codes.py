"""Codes that reviewers wrote beside what they withheld, alone on lines: told by recurring through a document."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

import regex

# "b6", "b7C -1": in the FBI's margin; "STAT", "OGA": in the CIA's.
_MARGIN = regex.compile(
    r"(?m)^[^\S\n]*(?P<code>(?:b[1-7][A-F]?(?:[^\S\n]?-[1-9][\d,]{0,3})?|STAT|OGA))[^\S\n]*$"
)
# "17-34": a list of names and of reasons, numbered.
_PAIR = regex.compile(r"(?m)^[^\S\n]*(?P<code>(?P<first>\d{1,2})-(?P<second>\d{1,2}))[^\S\n]*$")
# "24", "03": a number of a list likewise, where it is always the same; what counts pages, lines or items is not.
_NUMBER = regex.compile(r"(?m)^[^\S\n]*(?P<code>\d{1,3})[^\S\n]*$")
_FIGURES = 2
_FEWEST = 3
_MONTHS, _DAYS = 12, 31


def lone_codes(text: str, starts: Sequence[int]) -> dict[int, str]:
    """The lines of a document, by number, that hold a reviewer's code and nothing else; `starts` are all lines' starts.

    Three such lines are the fewest. Of pairs of numbers some could be days ("9-14"): three must be none, and one of
    them recurs. A single number must be every second of those that stand alone.
    """
    found = (*_margin(text), *_pairs(text), *_numbers(text))
    return dict(sorted((bisect_right(starts, at) - 1, code) for at, code in found))


def _margin(text: str) -> Iterator[tuple[int, str]]:
    codes = [(match.start("code"), match["code"]) for match in _MARGIN.finditer(text)]
    yield from codes if len(codes) >= _FEWEST else ()


def _pairs(text: str) -> Iterator[tuple[int, str]]:
    pairs = list(_PAIR.finditer(text))
    telling = Counter(match["code"] for match in pairs if not _may_be_day(match))
    if telling.total() >= _FEWEST and max(telling.values()) > 1:
        yield from ((match.start("code"), match["code"]) for match in pairs)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    alone = [(match.start("code"), match["code"]) for match in _NUMBER.finditer(text)]
    times = Counter(code for _, code in alone)
    code, most = times.most_common(1)[0] if times else ("", 0)
    if len(code) == _FIGURES and most >= _FEWEST and 2 * most >= len(alone):
        yield from (found for found in alone if found[1] == code)


def _may_be_day(match: regex.Match[str]) -> bool:
    return int(match["first"]) <= _MONTHS and int(match["second"]) <= _DAYS
