"""Enumerators that open paragraphs, items and headings: `(1)`, `a.`, `IV.`, `-`."""

from dataclasses import dataclass
from itertools import pairwise

import regex

# `5.`, `(1)`, `a.`, `IV.`, `-`, `•`: an enumerator, then white space.
_ENUMERATOR = regex.compile(
    r"(?P<open>\(?)(?P<value>\d{1,3}|[A-Za-z]|[IVXLC]{2,6}|[ivxlc]{2,6})(?P<close>[.)](?=[\s\xa0]|$)(?!\s\p{Lu}\.)|:$|,(?<=^\(?(?:\d{1,2}|[a-h]),)(?=\s+\p{Lu}))"
    r"|(?P<bullet>[-–—•*])(?=[ \t\xa0])"
)
# `a, On February 3`, `e:`: a misread stop.
_AS_STOP = str.maketrans(",:", "..")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """What opens an item: its text, its shape, and the ordinals it can stand for by kind of figure.

    `shape` is what stands round the value: `(1)` and `1.` are two series. A bullet has no ordinals.
    """

    label: str
    shape: str
    ordinals: tuple[tuple[str, int], ...]

    def begins(self) -> bool:
        """Whether a series can begin with it."""
        return not self.ordinals or any(ordinal == 1 for _, ordinal in self.ordinals)

    def follows(self, other: "Enumerator") -> bool:
        """Whether it can be the next of the series that the other belongs to."""
        if self.shape != other.shape:
            return False
        if not self.ordinals:
            return self.label == other.label
        before = set(other.ordinals)
        return any((kind, ordinal - 1) in before for kind, ordinal in self.ordinals)


def enumerator(text: str) -> Enumerator | None:
    """The enumerator a text opens with, if any."""
    match = _ENUMERATOR.match(text)
    if match is None:
        return None
    if match.group("bullet"):
        return Enumerator(match.group(), match.group(), ())
    shape = match.group("open") + match.group("close").translate(_AS_STOP)
    return Enumerator(match.group(), shape, tuple(_ordinals(match.group("value"))))


def _ordinals(value: str) -> list[tuple[str, int]]:
    if value.isdecimal():
        return [("1", int(value))]
    lower, ordinals = value.lower(), []
    case = "upper" if value.isupper() else "lower"
    if len(value) == 1:
        ordinals.append((f"letter-{case}", ord(lower) - ord("a") + 1))
    if set(lower) <= _ROMAN.keys():
        figures = [_ROMAN[figure] for figure in lower]
        total = sum(-a if a < b else a for a, b in pairwise([*figures, 0]))
        ordinals.append((f"roman-{case}", total))
    return ordinals
