"""Which stretches of a text hold a key word: a cheap look before a grammar is tried on them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache


@lru_cache(maxsize=1)  # several recognisers read the same document so
def document_lowered(text: str) -> str:
    """`lowered`, kept for the text that was last asked for."""
    return lowered(text)


def lowered(text: str) -> str:
    """The text in lower case, each character in its place."""
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    # A capital whose small letter is two characters ("İ") stays.
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)


@lru_cache(maxsize=1)
def _words_once(text: str) -> str:
    return " ".join(set(text.split()))


def holding(starts: Sequence[int], text: str, keys: Iterable[str]) -> list[int]:
    """The numbers of the stretches, each from one start to the next, in which a key begins; in order."""
    met, words = set(), _words_once(text)
    for key in keys:
        if any(part not in words for part in key.split()):  # most are not there, and the text is long
            continue
        at = text.find(key)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            met.add(number)
            after = starts[number + 1] if number + 1 < len(starts) else len(text)
            at = text.find(key, after)
    met.discard(-1)
    return sorted(met)


def positions(text: str, keys: Iterable[str]) -> list[int]:
    """Where in a text a key begins, in order."""
    found = []
    for key in keys:
        at = text.find(key)
        while at >= 0:
            found.append(at)
            at = text.find(key, at + 1)
    return sorted(found)
