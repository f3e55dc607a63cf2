"""Words that OCR misread: what a word nobody knows was, where one reading stands out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.conventions import Language
from edition.findings import Certainty, Context

# What OCR makes of letters, by likeness of shape: counted over words of seven letters and more that
# differ in one letter from a word their document has often, in records of four OCR programs.
SURE = frozenset(
    [
        *(
            "ce",
            "oe",
            "li",
            "co",
            "oc",
            "ec",
            "il",
            "ti",
            "it",
            "nu",
            "un",
            "nm",
            "mn",
            "hb",
            "bh",
            "tl",
            "lt",
        ),
        *("ae", "ea", "yv", "vy", "tf", "gq", "qg", "an", "as", "sa", "rn", "uo", "cg", "os"),
    ]
)
LIKELY = SURE | frozenset(
    [
        *(
            "ob",
            "od",
            "ie",
            "np",
            "ir",
            "is",
            "sn",
            "ua",
            "rm",
            "sm",
            "eo",
            "hr",
            "gs",
            "cs",
            "ao",
            "re",
            "ns",
        ),
        *(
            "gc",
            "fp",
            "pf",
            "pr",
            "kr",
            "tv",
            "vw",
            "um",
            "ct",
            "tr",
            "nw",
            "rt",
            "oa",
            "rb",
            "au",
            "ut",
            "cd",
        ),
        *(
            "iu",
            "og",
            "hm",
            "ia",
            "lm",
            "bs",
            "lb",
            "sp",
            "im",
            "id",
            "lf",
            "in",
            "if",
            "nh",
            "hn",
            "io",
            "eg",
        ),
    ]
)
# At a word's end a letter may be its ending: "favorably" is no "favorable".
SURE_AT_END = frozenset(["ce", "oe", "tl", "lt", "il", "an", "un", "rn", "ut"])
# "interpretors" may be the author's.
AGENTS = ("or", "ors")
# Two letters for one, and one for two.
JOINED = (
    ("rn", "m"),
    ("li", "h"),
    ("ii", "n"),
    ("ii", "h"),
    ("in", "m"),
    ("ri", "n"),
    ("cl", "d"),
    ("tl", "d"),
    ("vv", "w"),
    ("iii", "m"),
    ("m", "rn"),
    ("h", "li"),
)
# In short words only these are sure, and only for the commonest words.
SURE_IN_SHORT = frozenset(["ce", "li"])
COMMONEST = 100_000_000
COMMON = 20_000_000
KNOWN = 2_000_000
PUNCTUATION = ".,;:!?()[]{}\"'“”‘’*•■—–/<>|_"
# A word that a document has so often is one of its words.
OFTEN = 3
NAME = 10
SHORT, MIDDLING, LONGEST = 4, 6, 24
# A repeated misreading is one where the right word is so many times as frequent.
OUTWEIGHS = 30


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word should read, case folded; whether the document has that often, whether the list has it."""

    word: str
    cert: Certainty
    often: bool
    listed: bool


Masks = Mapping[str, tuple[str, ...]]
"""Words by what is left of them with one letter blotted out."""


def _masks(words: Iterable[str]) -> Masks:
    masks: dict[str, tuple[str, ...]] = {}
    for word in words:
        for at in range(len(word)):
            mask = f"{word[:at]}?{word[at + 1 :]}"
            masks[mask] = (*masks.get(mask, ()), word)
    return masks


# By language: its common words never change, and their masks take a tenth of a second.
_COMMON_MASKS: dict[str, Masks] = {}


def _common_masks(language: Language) -> Masks:
    """The masks of a language's common words, made once a process."""
    if language.code not in _COMMON_MASKS:
        common = (word for word, frequency in language.words.items() if frequency >= KNOWN and word.isalpha())
        _COMMON_MASKS[language.code] = _masks(common)
    return _COMMON_MASKS[language.code]


class Lexicon:
    """The words that a document or its language's list knows, and what others should read."""

    def __init__(self, context: Context) -> None:
        self.words = context.language.words
        self._counts = context.evidence.vocabulary
        self._readings: dict[str, Reading | None] = {}
        self._known: set[str] = set()
        # Words that an editor vouches for.
        self._own = {word.casefold() for word in context.settings.words}
        self.seen = {
            word: count
            for word, count in context.evidence.vocabulary.items()
            if count >= OFTEN and (word in self.words or count >= NAME) and word.isalpha()
        }
        self._seen_masks = _masks(self.seen)
        self._list_masks = _common_masks(context.language)

    def unknown(self, text: str) -> list[str]:
        """The words of a text, case folded, that the list does not know; none where OCR read little of it."""
        tokens = set(text.casefold().split())
        unknown = []
        for token in tokens - self._known:
            word = token.strip(PUNCTUATION)
            if word.isalpha() and word not in self.words and word not in self._own:
                unknown.append(word)
            else:
                self._known.add(token)
        return unknown if len(unknown) * 2 <= len(tokens) else []

    def reading(self, word: str) -> Reading | None:
        """What an unknown word, case folded, should read, if one reading stands out."""
        if word not in self._readings:
            self._readings[word] = self._read(word) if word.isascii() and 1 < len(word) < LONGEST else None
        return self._readings[word]

    def _read(self, word: str) -> Reading | None:
        candidates = self._candidates(word)
        if len(word) <= SHORT:
            # "ln" for "in": that "on" differs in one letter too tells nothing.
            candidates = {
                known: pair for known, pair in candidates.items() if pair.lstrip("$") in SURE_IN_SHORT
            }
        if not candidates:
            return None
        best = max(candidates, key=self._weight)
        pair = candidates[best]
        others = [other for other in candidates if other != best]
        if any(self._weight(other) * OUTWEIGHS > self._weight(best) for other in others):
            return None
        often = self.seen.get(best, 0) >= OFTEN
        count = self._counts.get(word, 0)
        if count >= OFTEN and self.seen.get(best, 0) < OUTWEIGHS * count:
            return None
        cert = self._certainty(word, best, pair)
        return Reading(best, cert, often, best in self.words) if cert is not None else None

    def _candidates(self, word: str) -> dict[str, str]:
        """Known words that differ in one letter, or in two that look like one; with the pair that differs."""
        candidates: dict[str, str] = {}
        last = len(word) - 1
        for at, letter in enumerate(word):
            mask = f"{word[:at]}?{word[at + 1 :]}"
            for masks in (self._seen_masks, self._list_masks):
                for known in masks.get(mask, ()):
                    candidates[known] = f"{'$' if at == last else ''}{letter}{known[at]}"
        if len(word) > SHORT:
            candidates.update(self._joined(word))
        return candidates

    def _joined(self, word: str) -> Iterator[tuple[str, str]]:
        for misread, letter in JOINED:
            at = word.find(misread)
            if at >= 0:
                known = word[:at] + letter + word[at + len(misread) :]
                if known in self.seen or self.words.get(known, 0) >= KNOWN:
                    yield known, f"{misread}→{letter}"

    def _weight(self, word: str) -> int:
        return self.seen.get(word, 0) * COMMON + self.words.get(word, 0)

    def _certainty(self, word: str, best: str, pair: str) -> Certainty | None:
        """How sure a reading is, by the word's length, the likeness of the letters, and how common it is."""
        listed, seen = self.words.get(best, 0), self.seen.get(best, 0)
        if len(word) <= SHORT:
            sure = pair.removeprefix("$") in SURE_IN_SHORT and listed >= COMMONEST
            return Certainty.HIGH if sure and (len(word) > 2 or word[0] == "l") else None
        if "→" in pair:
            return Certainty.HIGH if seen or listed >= COMMON else Certainty.MEDIUM
        sure = pair[1:] in SURE_AT_END if pair.startswith("$") else pair in SURE
        if pair == "oe" and word.endswith(AGENTS):
            return Certainty.MEDIUM
        if sure and (seen or listed >= (COMMON if len(word) <= MIDDLING else KNOWN)):
            return Certainty.HIGH if len(word) > MIDDLING or seen else Certainty.MEDIUM
        if len(word) > MIDDLING and pair in LIKELY and (seen or listed >= COMMON):
            return Certainty.MEDIUM
        return None
