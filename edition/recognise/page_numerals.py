"""What a short token at a page's edge can mean as a page's number: figures, roman, letters, prefixes, damage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import regex


class Kind(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    ROMAN = "roman"
    LETTERS = "letters"  # A, B … Z, AA, BB


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a token: its series and its place in it.

    Numbers of one series (prefix, kind, suffix) follow one another. `damaged` counts the characters
    that had to be read for others; `written` is the number as it should read, prefix and suffix with it.
    """

    prefix: str
    kind: Kind
    suffix: str
    value: int
    written: str
    damaged: int

    @property
    def series(self) -> tuple[str, Kind, str]:
        """Prefix, kind and suffix: what the numbers of one series share."""
        return (self.prefix, self.kind, self.suffix)


# `A-12`, `CRS-4`, `a- 5`, `a“6`, `II-C-3`, `S.3006—3`, `2-14`; what joins is the typewriter's hyphen in any reading.
PREFIX = r"(?:(?:[A-Z]{1,4} ?[-–—_“~] ?){1,3}|[a-z] ?[-–—_“~]{1,2} ?|S\.\d{3,5} ?[-–—]{1,2} ?|[A-Z]\.|\d{1,2}[-–])?"
FIGURES = (
    r"(?:[0-9IlioOSshBZzgqGbDQTk|!^°?]{1,4}|(?i:[ivxlc]{1,7})|(?i:[ivxl]{1,5} [ivxl]{1,5})"
    r"|(?P<same>[A-Z])(?P=same){0,2}|[a-k])"
)
SUFFIX = r"(?:\.\d)?"
_TOKEN = regex.compile(rf"(?P<prefix>{PREFIX})(?P<figures>{FIGURES})(?P<suffix>{SUFFIX})")
# What OCR takes for a figure, most usual reading first.
_AS_FIGURE: Mapping[str, str] = {
    "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "o": "0", "O": "0", "D": "0", "Q": "0", "h": "4",
    "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "g": "9", "q": "9", "G": "6", "b": "6", "T": "7",
    "^": "4", "k": "4", "°": "0", "?": "7",
}  # fmt: skip
_ROMAN = regex.compile(r"(?i)(?=[ivxlc])(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_JOINS = regex.compile(r"[ –—_“~-]+")
# Characters that OCR takes for one another; a figure's neighbours here are what it may be damaged to.
_ALIKE = (
    "1IlLi|!JjTtrf/\\[]()7", "0OoQDCcUGa°", "5SsP", "8BSHEg&", "2Zz?PQ", "9gqOoSP", "6GbCc", "4hkHAUuVMLf^(",
    "7TYP?/", "3Ssj8B5", "38", "39", "58", "56", "68", "93", "17", "IlT", "A^4/",
)  # fmt: skip
# One figure as two characters, or two as one: `H1` for 111, `1;L` for 11, `1,2` for 42.
_AS_SEVERAL: Mapping[str, tuple[str, ...]] = {
    "4": ("1,", "l,", "i,", "1;", "1+", "l+", "Li", "1l", "il", "ll", "U-", "/+", "l|", "1("),
    "11": ("H", "n", "U", "ll"),
    "1": ("1;", "j_"),
}


def readings(token: str) -> Iterator[Reading]:
    """What a token can mean, the most likely first; nothing where it is no number."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return
    joined = match.group("prefix")
    prefix = _JOINS.sub("-", joined) if joined and not joined.endswith(".") else joined
    figures, suffix = match.group("figures").replace(" ", ""), match.group("suffix")
    for kind, value, written, damaged in _meanings(figures):
        yield Reading(prefix, kind, suffix, value, prefix + written + suffix, damaged)


def _meanings(figures: str) -> Iterator[tuple[Kind, int, str, int]]:
    if figures.isdecimal():
        yield Kind.ARABIC, int(figures), figures, 0
        return
    if _ROMAN.fullmatch(figures) and figures.lower() != "l" and (figures.islower() or figures.isupper()):
        yield Kind.ROMAN, roman_value(figures.lower()), figures, 0
    if all(figure in _AS_FIGURE or figure.isdecimal() for figure in figures):
        read = "".join(_AS_FIGURE.get(figure, figure) for figure in figures)
        keeps = read if figures[0] in "0oOD" else str(int(read))
        yield Kind.ARABIC, int(read), keeps, sum(not figure.isdecimal() for figure in figures)
    if len(set(figures)) == 1 and figures.isalpha() and (figures.isupper() or len(figures) == 1):
        base = ord("A") if figures.isupper() else ord("a")
        value = ord(figures[0]) - base + 1 + 26 * (len(figures) - 1)
        yield Kind.LETTERS, value + (0 if figures.isupper() else 1000), figures, 0


def roman_value(figures: str) -> int:
    """The number that lower-case roman figures stand for."""
    values = [_ROMAN_VALUES[figure] for figure in figures]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def in_roman(value: int) -> str:
    """A number below 400 in lower-case roman figures."""
    out = ""
    for worth, figures in (
        (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")
    ):  # fmt: skip
        out += figures * (value // worth)
        value %= worth
    return out


def in_letters(value: int) -> str:
    """The page's letters: A to Z, AA, BB and so on; from 1001 in lower case."""
    small, value = divmod(value, 1000)
    letter = chr((ord("a") if small else ord("A")) + (value - 1) % 26)
    return letter * ((value - 1) // 26 + 1)


def may_be(scrap: str, number: str, certain: bool = False) -> bool:
    """Whether OCR can have made a scrap of a page's number: `15H` of 154, `U7` of 47, `xx i` of xxi.

    No character may be quite unlike; one may be lost or added where the number has three or more.
    Where the number is certain from others, one figure may be another: `235` of 135.
    """
    bare = "".join(scrap.split())
    if not bare or len(bare) > len(number) + 2:
        return False
    if certain and bare.isdecimal() and number.isdecimal() and len(bare) == len(number) > 1:
        return sum(a != b for a, b in zip(bare, number, strict=True)) == 1 or bare == number
    slack = 0.9 if len(number) > 2 else 0.5 if len(number) == 2 else 0.25
    return _cost(bare, number) <= slack


def _cost(scrap: str, number: str) -> float:
    """How unlike: 0 for a figure kept, less than half for one damaged, more for one lost or added."""
    rows = len(scrap) + 1
    costs = [[0.0] * (len(number) + 1) for _ in range(rows)]
    for i in range(rows):
        for j in range(len(number) + 1):
            costs[i][j] = _cheapest(costs, scrap, number, i, j) if i or j else 0.0
    return costs[-1][-1]


def _cheapest(costs: list[list[float]], scrap: str, number: str, i: int, j: int) -> float:
    best = 9.0
    if i:
        best = min(best, costs[i - 1][j] + (0.3 if not scrap[i - 1].isalnum() else 0.7))
    if j:
        best = min(best, costs[i][j - 1] + 0.7)
    if i and j:
        best = min(best, costs[i - 1][j - 1] + _unlike(scrap[i - 1], number[j - 1]))
    for several, damages in _AS_SEVERAL.items():
        if number[:j].endswith(several):
            for damage in damages:
                if scrap[:i].endswith(damage):
                    best = min(best, costs[i - len(damage)][j - len(several)] + 0.25)
    return best


def _unlike(damaged: str, figure: str) -> float:
    if damaged == figure:
        return 0.0
    if damaged.casefold() == figure.casefold() or not (damaged.isalnum() or figure.isalnum()):
        return 0.05
    return 0.25 if any(damaged in alike and figure in alike for alike in _ALIKE) else 1.0
