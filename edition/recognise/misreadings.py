"""Words that OCR misread: what a word was, where its letters, its neighbours and its document leave one reading.

A reading's weight is what a noisy channel makes of it: how common the word is in the language and in
the document, how often OCR confuses the letters that differ, and how well it stands between its
neighbours; all as natural logarithms.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from edition.findings import Certainty, Context
from edition.recognise.confusions import CONFUSIONS, UNLIKELY, difference, looks_like, twofold, variants
from edition.recognise.neighbours import Neighbours

PUNCTUATION = ".,;:!?()[]{}\"'“”‘’*•■—–/<>|_"
COMMON = 20_000_000
KNOWN = 2_000_000
# A listed word so rare may be a misreading of a common one.
SUSPECT = 5_000_000
# A long word may be rarer: few others are like it.
RARE = 200_000
# A word that a document has so often is one of its words; one that no list has, so often.
OFTEN, NAME = 3, 10
MOST_OFTEN = 50
SHORT, MIDDLING, LONGEST = 4, 6, 24
# Of two readings one stands out where it weighs thirty times the other.
STANDS_OUT = log(30)
# Abbreviations and foreign words of two and three letters, no misreadings of "as" or "of".
SMALL_WORDS = frozenset(
    (
        "ad al cc ch da das de dei del den der des di die du ed ei el en er es et ex fn fr hq id ie il in "
        "ja km ko la las le les lo los ma mi mm ne ni nr ny oh ok op os per pp pr re se si sr ss st su te "
        "th ti tu ub un una und une vs von yd yo"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word should read, case folded; how often the document has that, whether a language has."""

    word: str
    cert: Certainty
    seen: int
    listed: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been misread; `likely` as the confusions say, `weight` without neighbours."""

    word: str
    weight: float
    likely: float
    read: str
    true: str


# What may be known of a language's words without a document, once a process.
_TARGETS: dict[str, frozenset[str]] = {}
_SOUND: dict[str, set[str]] = {}
_ALTERNATIVES: dict[tuple[str, str], tuple[str, ...]] = {}


def _targets(code: str, words: Mapping[str, int]) -> frozenset[str]:
    """The words of a language that are common enough to be proposed."""
    if code not in _TARGETS:
        _TARGETS[code] = frozenset(
            word for word, count in words.items() if count >= (KNOWN if len(word) <= MIDDLING else RARE)
        )
    return _TARGETS[code]


class Lexicon:
    """The words that a document or its language's list knows, and what others should read."""

    def __init__(self, context: Context) -> None:
        self.words = context.language.words
        self._code = context.language.code
        self._targets = _targets(self._code, self.words)
        self._neighbours = Neighbours(context.language)
        self._counts = context.evidence.vocabulary
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        self._readings: dict[tuple[str, str, str], Reading | None] = {}
        self._may: dict[str, bool] = {}
        self._settled: set[str] = set()
        self._sound = _SOUND.setdefault(self._code, set())
        self._text = context.document.text
        self._names: dict[str, bool] = {}
        self._capitals = context.language.names
        # Words that an editor vouches for.
        self._own = {word.casefold() for word in context.settings.words}
        self.seen = {
            word: count
            for word, count in context.evidence.vocabulary.items()
            if count >= OFTEN and (word in self.words or count >= NAME) and len(word) > 2 and word.isalpha()
        }

        self._seen_words = frozenset(self.seen)
        most: dict[int, int] = {}
        for word, count in self.seen.items():
            most[len(word)] = max(count, most.get(len(word), 0))
        self._most_seen = [
            max(most.get(near, 0) for near in range(size - 2, size + 3)) for size in range(LONGEST)
        ]

    def in_case_of(self, word: str, reading: str) -> str:
        """A reading in capitals where the word has them, or where it is a name that the document writes so."""
        if sum(map(str.isupper, word)) * 4 > sum(map(str.isalpha, word)) * 3:  # "WITHRUSil"
            return reading.upper()
        if word[0].isupper() or self._is_name(reading):
            return reading[0].upper() + reading[1:]
        return reading

    def _is_name(self, reading: str) -> bool:
        """Whether the document has a word with a capital only."""
        if reading not in self._names:
            capital = f"{reading[0].upper()}{reading[1:]}"
            only = f" {reading}" not in self._text and capital in self._text
            self._names[reading] = only or reading in self._capitals
        return self._names[reading]

    def doubtful(self, text: str) -> frozenset[str]:
        """The words of a text, case folded, that may be misread; none where OCR read little of it."""
        tokens = set(text.casefold().split())
        unknown, suspect = set(), set()
        for token in tokens - self._settled - self._sound:
            word = token.strip(PUNCTUATION)
            if word in self._own or not word.isalpha() or not word.isascii():
                self._settled.add(token)
            elif word not in self.words:
                unknown.add(word)
            elif self._alternatives(word):
                suspect.add(word)
            else:
                self._sound.add(token)
        return frozenset(unknown | suspect) if len(unknown) * 2 <= len(tokens) else frozenset()

    def _alternatives(self, word: str) -> tuple[str, ...]:
        """The words a hundred times as common that a rare and short listed one is like: `hod`, `tho`, `bas`."""
        key = (self._code, word)
        if key not in _ALTERNATIVES:
            count = self.words[word]
            rare = 2 < len(word) <= MIDDLING and count < SUSPECT
            _ALTERNATIVES[key] = (
                tuple({other for other in looks_like(word) if self.words.get(other, 0) > 100 * count})
                if rare
                else ()
            )
        return _ALTERNATIVES[key]

    def may_read(self, token: str) -> bool:
        """Whether there is a word at all that a token may have been; of short names, one that the document has."""
        if token not in self._may:
            word = token.casefold()
            name = token[0].isupper() and len(word) <= MIDDLING
            self._may[token] = (
                not self._seen_words.isdisjoint(looks_like(word))
                if name
                else word not in SMALL_WORDS
                and not self._is_its_own(word, self._most_seen[min(len(word), LONGEST - 1)])
                and bool(self.candidates(word))
            )
        return self._may[token]

    def reading(self, word: str, left: str, right: str) -> Reading | None:
        """What a word, case folded, should read between its neighbours, if one reading stands out.

        The neighbours are empty where there is none that white space alone parts from the word.
        """
        key = (word, left, right)
        if key not in self._readings:
            self._readings[key] = self._read(word, left, right)
        return self._readings[key]

    def _read(self, word: str, left: str, right: str) -> Reading | None:
        if (
            not 1 < len(word) < LONGEST
            or word in SMALL_WORDS
            or self._is_its_own(word, self._most_seen[len(word)])
        ):
            return None
        candidates = self.candidates(word)
        if not candidates:
            return None
        fits = [(self._neighbours.fit(left, each.word, right), each) for each in candidates]
        if any(_is_swap(each) for each in candidates):
            return None  # "recieve": the typist's own
        weighed = sorted(fits, key=lambda fit: -(fit[0] + fit[1].weight))
        fit, best = weighed[0]
        weight = fit + best.weight
        if len(weighed) > 1 and weight - sum_of(weighed[1]) < STANDS_OUT:
            return None
        if word in self.words:
            own = log(self.words[word] + 1) + self._neighbours.fit(left, word, right)
            cert = self._of_listed(word, best, fit, weight - own)
        else:
            cert = self._of_unknown(word, best, fit, weight)
        if cert is None or self._is_its_own(word, self.seen.get(best.word, 0)):
            return None
        return Reading(best.word, cert, self.seen.get(best.word, 0), self.words.get(best.word, 0))

    def _is_its_own(self, word: str, seen: int) -> bool:
        """Whether a document has the word so often that it is one of its words, beside another seen so often."""
        count = self._counts.get(word, 0)
        outweighs = 5 if len(word) > MIDDLING and word not in self.words else 30
        return count >= OFTEN and seen < outweighs * count

    def candidates(self, word: str) -> tuple[Candidate, ...]:
        """The words that may have been misread so, the weightiest first."""
        if word not in self._candidates:
            if word in self.words:
                near = set(self._alternatives(word))
            else:
                made = set(variants(word))
                near = (made & self._targets) | (made & self._seen_words)
            near.discard(word)
            found = [self._candidate(word, other) for other in near]
            if not found and len(word) > MIDDLING and word not in self.words:
                found = list(self._misread_twice(word))
            self._candidates[word] = tuple(sorted(found, key=lambda each: (-each.weight, each.word)))
        return self._candidates[word]

    def _candidate(self, word: str, other: str) -> Candidate:
        read, true = difference(word, other)
        likely = CONFUSIONS.get((read, true), UNLIKELY)
        return Candidate(other, self._prior(other) + likely, likely, read, true)

    def _misread_twice(self, word: str) -> Iterator[Candidate]:
        best: dict[str, float] = {}
        for other, likely in twofold(word):
            if other in self._targets or other in self.seen:
                best[other] = max(likely, best.get(other, likely))
        for other, likely in best.items():
            yield Candidate(other, self._prior(other) + likely - 1, likely, "", "")

    def _prior(self, word: str) -> float:
        return log(self.words.get(word, 0) + COMMON * min(MOST_OFTEN, self.seen.get(word, 0)) + 1)

    def _of_listed(self, word: str, best: Candidate, fit: float, gain: float) -> Certainty | None:
        """A listed word is misread only where its neighbours, too, want another: "they hod been" told."""
        if not best.read or not best.true or fit < 3 or best.likely < -2.8:
            return None
        return Certainty.HIGH if gain > 12 else Certainty.MEDIUM if gain > 9 else None

    def _of_unknown(self, word: str, best: Candidate, fit: float, weight: float) -> Certainty | None:
        if len(word) <= SHORT:
            return self._of_short(word, best, fit, weight)
        if len(word) <= MIDDLING:
            return self._of_middling(best, fit, weight, word)
        return self._of_long(word, best, fit, weight)

    def _of_short(self, word: str, best: Candidate, fit: float, weight: float) -> Certainty | None:
        if not best.read or not best.true:
            return None
        commonest = self.words.get(best.word, 0) > 5 * COMMON and (len(word) > 2 or word[0] == "l")
        if commonest and (best.read, best.true) in (("c", "e"), ("l", "i")):
            return Certainty.HIGH
        if fit < 3 or best.likely < (-2 if len(word) == 2 else -3.3):
            return None
        return Certainty.HIGH if weight > 23 and fit > 5 else Certainty.MEDIUM if weight > 20 else None

    def _of_middling(self, best: Candidate, fit: float, weight: float, word: str) -> Certainty | None:
        if not best.read or not best.true or best.likely < -3.6:
            return None
        if len(word) == MIDDLING and self.seen.get(best.word, 0) >= 2 * OFTEN and best.likely > -3.2:
            return Certainty.HIGH
        at_end = word[-1] != best.word[-1]
        if best.likely > -2.1 and weight > 17 and (fit > 0 or best.word in self.seen):
            return Certainty.HIGH if not at_end or fit > 2 else Certainty.MEDIUM
        return Certainty.MEDIUM if weight > 18 and fit > 1.5 else None

    def _of_long(self, word: str, best: Candidate, fit: float, weight: float) -> Certainty | None:
        twice = not best.read and not best.true
        if twice:
            if weight < 13 or (fit < 1 and best.word not in self.seen):
                return None
            return Certainty.HIGH if best.likely > -3 and weight > 15 else Certainty.MEDIUM
        at_end = word[-1] != best.word[-1]
        if not best.read or not best.true:
            return self._of_lost_or_added(word, best, weight, at_end)
        if best.likely > -3.6 and weight > (16 if at_end else 14):
            return Certainty.HIGH
        return Certainty.MEDIUM if weight > (15 if at_end else 10.5) else None

    def _of_lost_or_added(self, word: str, best: Candidate, weight: float, at_end: bool) -> Certainty | None:
        """A letter too few or too many may be the typist's, or at the end a form of the word."""
        if weight < 14 or len(word) < 8:
            return None
        if best.read:
            return Certainty.MEDIUM if not at_end and best.read in "ilt" else None
        return Certainty.MEDIUM if not at_end or best.true not in "sdyer" else None


def _is_swap(candidate: Candidate) -> bool:
    """Whether two letters changed places."""
    return len(candidate.read) == 2 and candidate.read == candidate.true[::-1]


def sum_of(fit: tuple[float, Candidate]) -> float:
    """What a candidate weighs between its neighbours."""
    return fit[0] + fit[1].weight
