"""The words of markings that OCR damaged: how near a word is to a level."""

from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import Indel

# Words that OCR must leave nearly whole to be taken for what they stand for.
_TARGETS = (
    "secret", "confidential", "unclassified", "restricted", "sensitive", "information", "security", "nodis",
    "noforn", "foreign", "dissem", "nocontract", "official", "internal", "administrative", "limited", "exdis",
    "limdis", "distribution",
)  # fmt: skip
TOP = frozenset(
    (
        "tcp",
        "tor",
        "to",
        "tqp",
        "t0p",
        "tof",
        "tpp",
        "top",
        "tup",
        "jop",
        "iop",
        "fop",
        "tod",
        "70?",
        "70p",
        "tdp",
        "toi",
    )
)
_WORD_LIKENESS = 0.7
APART_LIKENESS = 0.6
_HIGHEST_COST = 1.1
# What OCR takes the letters of a level for.
_ALIKE = ("cogeq6", "rhkpbfan", "ebfzcs6&", "tiyjplf1?", "sb58$z")


def _cost(word: str, level: str) -> float:
    """How far a word is from a level: a third for a letter damaged in a usual way, less than one for a lost one."""
    costs = [at * 0.7 for at in range(len(level) + 1)]
    for letter in word:
        before, costs[0] = costs[0], costs[0] + 0.7
        for at, right in enumerate(level, 1):
            same = (
                0.0 if letter == right else 0.35 if any(letter in a and right in a for a in _ALIKE) else 1.0
            )
            before, costs[at] = costs[at], min(before + same, costs[at] + 0.7, costs[at - 1] + 0.7)
    return costs[-1]


@lru_cache(maxsize=8192)
def nearest(word: str, least: float = _WORD_LIKENESS) -> str:
    """The word of markings that letters are nearest to, or none."""
    best, target = 0.0, ""
    for one in _TARGETS:
        if abs(len(one) - len(word)) * 2 > len(one):
            continue
        if Indel.normalized_similarity(word, one) <= best:
            continue  # never less than the ratio, and quicker found
        ratio = SequenceMatcher(None, word, one, autojunk=False).ratio()
        if ratio > best:
            best, target = ratio, one
    if best >= least and (
        least < _WORD_LIKENESS or target != "secret" or _cost(word, target) <= 3 * _HIGHEST_COST / 2
    ):
        return target
    return "secret" if 5 <= len(word) <= 7 and _cost(word, "secret") <= _HIGHEST_COST else ""
