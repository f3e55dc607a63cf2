"""How well a word stands between its neighbours, by the pairs of words that a language has often."""

from math import log

from edition.conventions import Language

# The list of pairs leaves out the rare ones: so often a pair may be that is not in it.
_UNLISTED = 3_000_000


class Neighbours:
    """Weighs words by what stands beside them; asked for the same pair often, it looks it up once."""

    def __init__(self, language: Language) -> None:
        self._words, self._pairs = language.words, language.pairs
        self._total = language.total
        self._fits: dict[tuple[str, str], float] = {}

    def fit(self, left: str, word: str, right: str) -> float:
        """How much oftener than by chance a word stands between two, as a logarithm; 0 tells nothing."""
        return self._pair(left, word) + self._pair(word, right)

    def _pair(self, first: str, second: str) -> float:
        if not first or not second:
            return 0.0
        if (first, second) not in self._fits:
            self._fits[first, second] = self._weigh(first, second)
        return self._fits[first, second]

    def _weigh(self, first: str, second: str) -> float:
        by_chance = self._words.get(first, 0) * self._words.get(second, 0) / self._total if self._total else 0
        if not by_chance:
            return 0.0
        return log((self._pairs.get(f"{first} {second}", 0) + _UNLISTED) / (by_chance + _UNLISTED))
