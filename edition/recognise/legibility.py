"""How well the OCR read a stretch of text: the share of its words that anybody has seen before."""

from collections.abc import Mapping

import regex

# Words of three letters and more: shorter ones are in the word list by accident.
LONGER_WORD = regex.compile(r"\p{L}{3,}")
SEEN_OFTEN = 3


def legibility(text: str, start: int, end: int, words: Mapping[str, int], seen: Mapping[str, int]) -> float:
    """The share of the longer words in characters start to end that the word list or the document knows.

    `words` is a language's word list, `seen` counts the document's words, case folded. 0 where there is none.
    """
    known = total = 0
    for word in LONGER_WORD.findall(text, start, end):
        folded = word.casefold()
        known += folded in words or seen.get(folded, 0) >= SEEN_OFTEN
        total += 1
    return known / total if total else 0.0
