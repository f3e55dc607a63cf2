"""Letters that nobody can have written: a stamp read upside down, a stain or a drawing read as print."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

import regex

from edition.findings import Context
from edition.language.words import word_list
from edition.recognise.legibility import legibility

WORD = regex.compile(r"\p{L}+(?:['’]\p{L}+)?")
NUMBER = regex.compile(r"(?<!\w)\d\d")
# "gHr", "WoNa", "xGooolonal": capitals within a word; not "McNamara", "DeLoach", "O'Neal", "FBIs".
ODD_CASE = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}")
NAMED = regex.compile(r"(?:Mc|Mac|De|La|Le|Di|Du|Van|Von|Fitz|O['’])\p{Lu}\p{Ll}+")
# "ee eee", "SSsSESSSSEs": hatching and the edges of a box; not "XIII".
REPEATED = regex.compile(r"(?i)(\p{L})\1\1")
ROMAN = regex.compile(r"(?i)[ivxlc]+")
# "AAAAA": nothing but one letter.
ONE_LETTER = regex.compile(r"(?i)\W*(\p{L})\1{3,}\p{L}?\W*")
SMALL_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How often the word list of English must have a word for it to tell that somebody wrote it: short ones come
# about by chance. Those of other languages count otherwise; there any word tells.
COMMON = {3: 100_000_000}
COMMON_IF_LONGER = 3_000_000
SEEN_OFTEN = 3
# So long a word that one letter away from a known one is that word misread, and its line can be read.
LONG_ENOUGH, LONGEST = 6, 24
# A page of which less is read is handwriting: there one line is no better than the next.
LEGIBLE = 0.7
FEWEST_ODD = 2
# A sequence of letters that so many words have is usual; one unusual in so many makes a word unheard of.
SEVERAL, UNUSUAL, ENOUGH = 4, 5, 20_000


class Gibberish:
    """What tells gibberish from words in one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._legible: dict[int, bool] = {}

    def fills(self, text: str, page: int) -> bool:
        """Whether nothing on a line of a page that is read well can have been written."""
        if ONE_LETTER.fullmatch(text):
            return True
        if not self._context.language.words or NUMBER.search(text) or "/" in text:
            return False
        words = WORD.findall(text)
        if len(words) < FEWEST_ODD or any(self._is_common(word) for word in words):
            return False
        odd = sum(self._is_odd(word) for word in words)
        names = sum(len(word) > 3 and word.istitle() for word in words)
        if odd < FEWEST_ODD or odd * 2 < len(words) or names * 2 > odd:
            return False
        return not self._can_be_read(words) and self._page_is_legible(page)

    def is_alone(self, word: str, page: int) -> bool:
        """Whether a small word that stands alone on a page that is read well is none, nor one letter away from one."""
        if not 4 <= len(word) <= LONGEST or not word.islower() or not self._context.language.words:
            return False
        if self._context.evidence.vocabulary.get(word, 0) > 1:
            return False
        known = self._context.language.words
        near = any(near in known for near in _near(word))
        odd = bool(REPEATED.search(word)) or self._is_unheard_of(word)
        return not near and odd and self._page_is_legible(page)

    def _is_common(self, word: str) -> bool:
        folded = word.casefold()
        if len(word) < 3:
            return False
        english = self._context.language.code.casefold().startswith("en")
        least = COMMON.get(len(word), COMMON_IF_LONGER) if english else 0
        often = self._context.language.words.get(folded, 0) > least
        return often or (len(word) > 3 and self._context.evidence.vocabulary.get(folded, 0) >= SEEN_OFTEN)

    def _is_odd(self, word: str) -> bool:
        if (REPEATED.search(word) or len(set(word.casefold())) == 1 < len(word)) and not ROMAN.fullmatch(
            word
        ):
            return True
        if ODD_CASE.search(word) and not NAMED.fullmatch(word):
            return True
        return len(word) > 4 and word.islower() and self._is_unheard_of(word)

    def _is_unheard_of(self, word: str) -> bool:
        """Whether nobody knows a word, and its letters follow one another as in few words."""
        known = self._context.language.words
        if word in known or len(word) > LONGEST:
            return False
        usual = usual_sequences(self._context.language.code.partition("-")[0].casefold())
        sequences = _sequences(word)
        return sum(sequence not in usual for sequence in sequences) * UNUSUAL >= len(sequences)

    def _can_be_read(self, words: Sequence[str]) -> bool:
        """Whether a long word is a known one, or one letter away from it."""
        known = self._context.language.words
        return any(
            near in known
            for word in words
            if LONG_ENOUGH <= len(word) <= LONGEST
            for near in _near(word.casefold())
        )

    def _page_is_legible(self, number: int) -> bool:
        known = self._legible.get(number)
        if known is None:
            context = self._context
            page = context.document.pages[max(number, 0)]
            words, seen = context.language.words, context.evidence.vocabulary
            known = legibility(context.document.text, page.start, page.end, words, seen) >= LEGIBLE
            self._legible[number] = known
        return known


def _sequences(word: str) -> list[str]:
    """Three letters each, a blank before the first and behind the last."""
    framed = f" {word} "
    return [framed[at : at + 3] for at in range(len(framed) - 2)]


@cache
def usual_sequences(code: str) -> frozenset[str]:
    """The sequences of three letters that several of a language's first words have; counted once a process."""
    words = islice(word_list(code), ENOUGH)
    counts = Counter(sequence for word in words for sequence in _sequences(word))
    return frozenset(sequence for sequence, count in counts.items() if count >= SEVERAL)


def _near(word: str) -> Iterator[str]:
    """Yield a word, and what one letter more, less or other makes of it, or two letters exchanged."""
    yield word
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in SMALL_LETTERS)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in SMALL_LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
