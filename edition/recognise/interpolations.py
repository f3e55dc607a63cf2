"""Interpolations in square brackets (TEI `seg`), their brackets whole or damaged."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from edition.findings import Annotation, Context, Finding, Passage
from edition.recognise.bracketed_statements import ILLEGIBLE, REDACTION
from edition.recognise.brackets import (
    OPENED_BY_CHARACTER,
    ROUND_OR_SQUARE,
    ROUND_PARTNER,
    UNLIKE,
    WHOLE,
    Bracketed,
    bracketed,
)
from edition.recognise.legibility import LONGER_WORD, legibility
from edition.recognise.withholding import may_state, statement

INTERPOLATION = (("type", "interpolation"),)

WORD = regex.compile(r"\p{L}[\p{L}\p{M}’'.]*")
YEAR = regex.compile(r"\s*1[5-9]\d\d\s*|\s*20\d\d\s*")
# "[...]", "[. . .]": words the publisher left out.
ELLIPSIS = regex.compile(r"\s?(?:(?:\.\s?){3,5}|…)")
# "{sic]", "(emphasis added}": what an editor's remark says, whatever its brackets look like.
REMARK = regex.compile(
    r"(?i)\s*(?:sic\b.{0,40}|(?:emphasis|italics|underlin\w+|underscor\w+)\b.{0,40})\s*", regex.DOTALL
)
# "[R] - ITEM IS RESTRICTED" marks an exemption.
RESTRICTED = regex.compile(r"\s*R[I1lR]?\s*")
# Drawings and forms are full of strokes; words in brackets are words for the most part.
MOST = 0.6
HALF = 0.5
AROUND = 60
FEWEST_WORDS = 4
# Strokes that no words have: a form's or a drawing's.
STROKES = regex.compile(r"[~|=+<>_{}]|\[\]")
# How often the word list of English has what is in use, by its length.
COMMON, COMMON_IF_LONGER, LONGER = 100_000_000, 1_000_000, 4
# A bracketed remark of more lines is a picture OCR read.
LINES = 8


def interpolations(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each interpolation, and a correction for each damaged bracket.

    Source: encoding manual, "Brackets and redactions", first row.
    """
    stated = {f.start for f in found if isinstance(f, Annotation) and f.attributes in (REDACTION, ILLEGIBLE)}
    for passage in context.passages:
        for pair in bracketed(context, passage.text):
            if passage.offset(pair.start) not in stated and _is_interpolation(context, passage, pair):
                yield from _findings(passage, pair)


def _findings(passage: Passage, pair: Bracketed) -> Iterator[Finding]:
    start, end = passage.span(pair.start, pair.end)
    yield Annotation("seg", start, end, pair.rule, INTERPOLATION, pair.cert)
    yield from pair.corrections(passage)


def _is_interpolation(context: Context, passage: Passage, pair: Bracketed) -> bool:
    text = passage.text
    words = text[pair.start + 1 : pair.end - 1]
    if REMARK.fullmatch(words) or (pair.rule is WHOLE and ELLIPSIS.fullmatch(words)):
        return True
    if pair.rule is ROUND_OR_SQUARE or words.count("\n") > LINES or (may_state(words) and statement(words)):
        return False
    if _within_word(text, pair, words):
        return True
    glued = text[max(0, pair.start - 1) : pair.start].isalnum() and text[pair.end : pair.end + 1].isalnum()
    if glued and pair.rule is UNLIKE:
        return False  # "AM[RE}1": letters read as brackets
    if RESTRICTED.fullmatch(words) or (len(words.strip()) < 2 and not pair.opened):
        return False
    return bool(YEAR.fullmatch(words)) or _is_prose(context, passage, words, pair)


def _within_word(text: str, pair: Bracketed, words: str) -> bool:
    """Whether "[t]he" or "ask[]" is written: a letter or none in whole brackets, in a word."""
    if pair.opened or pair.closed or (words and not words.isalpha()):
        return False
    before = pair.start > 0 and text[pair.start - 1].islower()
    after = pair.end < len(text) and text[pair.end].islower()
    return (after and 0 < len(words) < 4) or (before and len(words) < 4)


def _is_prose(context: Context, passage: Passage, words: str, pair: Bracketed) -> bool:
    """Whether most letters stand in words; of damaged brackets' contents OCR leaves less."""
    spelt = WORD.findall(words)
    letters = sum(map(len, spelt))
    if not letters or 2 * letters < len("".join(words.split())):
        return False
    known = sum(len(word) for word in spelt if _is_word(context, word))
    if pair.rule is ROUND_PARTNER:
        # "(44 USC 2107 Note]": of a round bracket and a square one the first is believed.
        return not pair.opened and known == letters and len(spelt) > 1
    if pair.rule is OPENED_BY_CHARACTER:
        return known >= HALF * letters
    if pair.rule is WHOLE and not (
        _has_known_word(context, spelt) or all(word[0].isupper() for word in spelt)
    ):
        return False  # "[ee Toma]": strokes and what may be a name
    if pair.rule is WHOLE or pair.rule is UNLIKE:
        return known >= MOST * letters and not STROKES.search(words) and _is_read(context, passage, pair)
    return True


def _is_read(context: Context, passage: Passage, pair: Bracketed) -> bool:
    """Whether the OCR read what stands in brackets and round them: "Ewes Tre ner [ee Toma] ogee" it did not."""
    text = passage.text
    start, end = max(0, pair.start - AROUND), min(len(text), pair.end + AROUND)
    words, seen = context.language.words, context.evidence.vocabulary
    if not words:
        return True
    if len(LONGER_WORD.findall(text, start, end)) < FEWEST_WORDS:
        return _page_is_read(context, passage.offset(pair.start))
    return legibility(text, start, end, words, seen) >= HALF


def _page_is_read(context: Context, at: int) -> bool:
    """The same of the page on which a character stands, where too few words stand near."""
    pages = context.document.pages
    page = pages[max(0, bisect_right(pages, at, key=lambda each: each.start) - 1)]
    words, seen = context.language.words, context.evidence.vocabulary
    few = len(LONGER_WORD.findall(context.document.text, page.start, page.end)) < FEWEST_WORDS
    return few or legibility(context.document.text, page.start, page.end, words, seen) >= HALF


def _has_known_word(context: Context, words: Sequence[str]) -> bool:
    """Whether one is in use: a word list has many short ones that OCR makes of anything."""
    known, seen = context.language.words, context.evidence.vocabulary
    english = context.language.code.casefold().startswith("en")
    for word in (word.strip("’'.").casefold() for word in words):
        least = (COMMON if len(word) < LONGER else COMMON_IF_LONGER) if english else 0
        if known.get(word, 0) > least or (len(word) >= LONGER and seen.get(word, 0) > 1):
            return True
    return not known


def _is_word(context: Context, word: str) -> bool:
    bare = word.strip("’'.")
    if len(bare) < 3:
        return bare.casefold() in context.language.words or bare in ("a", "A", "I")
    return (
        bare[0].isupper()
        or bare.casefold() in context.language.words
        or bool(context.evidence.vocabulary.get(bare.casefold(), 0) > 3)
    )
