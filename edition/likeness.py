"""How alike two lines are, whatever OCR made of their letters."""

from collections import Counter
from functools import lru_cache

import regex

_NOT_ALPHANUMERIC = regex.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The letters and figures of a text, case folded, one space where others stood."""
    return _NOT_ALPHANUMERIC.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=4096)
def _pairs(folded: str) -> Counter[str]:
    return Counter(folded[at : at + 2] for at in range(len(folded) - 1))


def likeness(line: str, model: str) -> float:
    """From 0, nothing in common, to 1, the same: Dice's coefficient over pairs of letters.

    Source: L. R. Dice, "Measures of the Amount of Ecologic Association Between Species" (1945).
    """
    a, b = fold(line), fold(model)
    if a == b:
        return 1.0
    total = len(a) + len(b) - 2
    if total <= 0 or min(len(a), len(b)) * 3 < max(len(a), len(b)):
        return 0.0
    return 2 * sum((_pairs(a) & _pairs(b)).values()) / total
