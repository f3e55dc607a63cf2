"""Codes that reviewers wrote beside what they withheld, alone on lines: told by recurring through a document."""

from collections import Counter
from collections.abc import Iterator, Sequence

import regex

from edition.findings import Context

# "b6", "b7C -1": in the FBI's margin; "STAT", "OGA": in the CIA's.
_MARGIN = regex.compile(r"b[1-7][A-F]?(?:\s?-[1-9][\d,]{0,3})?|STAT|OGA")
# "17-34": a list of names and of reasons, numbered.
_PAIR = regex.compile(r"(?P<first>\d{1,2})-(?P<second>\d{1,2})")
# "24", "03": a number of a list likewise, where it is always the same; what counts pages, lines or items is not.
_NUMBER = regex.compile(r"\d{1,3}")
_FIGURES = 2
_FEWEST = 3
_LONGEST = 10
_MONTHS, _DAYS = 12, 31

_Line = tuple[int, str]


def lone_codes(context: Context) -> dict[int, str]:
    """The lines of a document, by number, that hold a reviewer's code and nothing else.

    Three such lines are the fewest. Of pairs of numbers some could be days ("9-14"): three must be none, and one of
    them recurs. A single number must be every second of those that stand alone.
    """
    short = [
        (number, context.text(line))
        for number, line in enumerate(context.lines)
        if line.end - line.start <= _LONGEST
    ]
    return dict(sorted((*_margin(short), *_pairs(short), *_numbers(short))))


def _margin(short: Sequence[_Line]) -> Iterator[_Line]:
    codes = [line for line in short if _MARGIN.fullmatch(line[1])]
    yield from codes if len(codes) >= _FEWEST else ()


def _pairs(short: Sequence[_Line]) -> Iterator[_Line]:
    pairs = {line: match for line in short if (match := _PAIR.fullmatch(line[1]))}
    telling = Counter(match[0] for match in pairs.values() if not _may_be_day(match))
    if telling.total() >= _FEWEST and max(telling.values()) > 1:
        yield from pairs


def _numbers(short: Sequence[_Line]) -> Iterator[_Line]:
    alone = [line for line in short if _NUMBER.fullmatch(line[1])]
    times = Counter(code for _, code in alone)
    code, most = times.most_common(1)[0] if times else ("", 0)
    if len(code) == _FIGURES and most >= _FEWEST and 2 * most >= len(alone):
        yield from (line for line in alone if line[1] == code)


def _may_be_day(match: regex.Match[str]) -> bool:
    return int(match["first"]) <= _MONTHS and int(match["second"]) <= _DAYS
