"""How alike two lines are, whatever OCR made of their letters."""

from difflib import SequenceMatcher
from functools import lru_cache

import regex
from rapidfuzz.distance import Indel

_NOT_ALPHANUMERIC = regex.compile(r"[\W_]+")
# Below it nobody takes one line for the other, and the costly measure is not worth its time.
_UNLIKE = 0.6


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The letters and figures of a text, case folded, one space where others stood."""
    return _NOT_ALPHANUMERIC.sub(" ", text.casefold()).strip()


@lru_cache(maxsize=8192)  # the same lines on every page
def likeness(line: str, model: str) -> float:
    """From 0, nothing in common, to 1, the same: the share of letters that stand in both, in the same order.

    Source: J. W. Ratcliff and D. Metzener, "Pattern Matching: The Gestalt Approach" (1988).
    """
    a, b = fold(line), fold(model)
    if a == b:
        return 1.0
    # The longest common subsequence is never shorter than the blocks that the measure counts.
    if not Indel.normalized_similarity(a, b, score_cutoff=_UNLIKE):
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
