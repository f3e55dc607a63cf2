"""Enumerators that open paragraphs, items and headings: `(1)`, `a.`, `IV.`, `-`."""

from dataclasses import dataclass
from itertools import pairwise

import regex

# `5.`, `(1)`, `a.`, `IV.`, `-`, `•`: an enumerator, then white space. `7- Develop`, `4 • Efforts`, `5« Increase`: the
# stop behind a figure misread. `—They acted`, `--Most`: a dash needs no space.
_ENUMERATOR = regex.compile(
    r"(?P<open>\(?)(?P<value>\d{1,3}|[A-Za-z]|[IVXLC]{2,6}|[ivxlc]{2,6})"
    r"(?P<close>[.)](?=[\s\xa0]|$)(?!\s\p{Lu}\.)|:$|,(?<=^\(?(?:\d{1,2}|[a-h]),)(?=\s+\p{Lu})"
    r"|(?:-|[ \t]?[•«»*])\.?(?<=^\d{1,2}[ \t]?[-•«»*]\.?)(?=[\s\xa0]+\p{Lu}))"
    r"|(?P<bullet>(?:--|[-–—•*])(?=[ \t\xa0])|(?:--|[-–—])(?=\p{Lu}\p{Ll}))"
)
_DASHES = frozenset(("-", "–", "—", "--"))
# A quotation leaves out so many paragraphs of a series at the most.
_MOST_LEFT_OUT = 6
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
            return True
        before = set(other.ordinals)
        return any((kind, ordinal - 1) in before for kind, ordinal in self.ordinals)

    def ascends_from(self, other: "Enumerator") -> bool:
        """Whether it stands later in the series that the other belongs to, with few left out between."""
        return self.shape == other.shape and any(
            kind == before and 0 < ordinal - earlier <= _MOST_LEFT_OUT
            for kind, ordinal in self.ordinals
            for before, earlier in other.ordinals
        )

    def next(self) -> "Enumerator":
        """The one that comes after it, for a place where OCR has lost what stands there."""
        return Enumerator("", self.shape, tuple((kind, ordinal + 1) for kind, ordinal in self.ordinals))


def enumerator(text: str) -> Enumerator | None:
    """The enumerator a text opens with, if any."""
    match = _ENUMERATOR.match(text)
    if match is None:
        return None
    if match.group("bullet"):
        bullet = match.group()
        return Enumerator(bullet, "-" if bullet in _DASHES else bullet, ())
    # `a, On February 3`, `e:`, `7- Press`: a misread stop.
    shape = match.group("open") + (")" if match.group("close") == ")" else ".")
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
