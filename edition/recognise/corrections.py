"""Misreadings of OCR that any reader is certain of (TEI `choice`, `sic`, `corr`)."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

import regex

from edition.findings import Certainty, Context, Correction, Finding, Passage, Rule
from edition.recognise.keys import lowered
from edition.recognise.legibility import legibility
from edition.recognise.misread_figures import designations_of, misread_figures
from edition.recognise.misread_signs import misread_signs
from edition.recognise.misreadings import COMMON, MIDDLING, OFTEN, Lexicon, Reading

WORD = Rule(
    "corrections/word",
    "Letters that OCR confuses make of a word nobody knows one that language, document and neighbours want.",
    "on the circumstances in which they eonsider that a peaceful settlement",
)
SPECK = Rule(
    "corrections/speck-in-word",
    "A stop stands within a word, and neither part is a word without the other.",
    "Genera.l westmoreland from Admiral Sharp",
)

# A word: letters, not beside a figure or a slash, where it may be a part or a code.
TOKEN = regex.compile(
    r"(?<![\w'’/\\@#&*]|[^\p{L}]-)(?<!-\n)[^\W\d_]{2,24}(?![\w/\\@#&*]|-[^\p{L}]|['’]\p{L}{3}|\.\p{L})"
)
# "Genera.l", "ta.te": a word with a stop in it.
SPECKED = regex.compile(r"\.(?=\p{Ll})(?<=(?<![\w.'’-])(\p{L}{2,24})\.)(\p{Ll}{1,12})(?![\w.-])")
# "investi~⏎gation", "opera-⏎tion": what stands behind is a half.
BROKEN_BEFORE = regex.compile(r"[-~=_¬.][ \t]*\n\s*$|\p{L}[.~_]$")
WORD_ON_LEFT = regex.compile(r"(?<!\p{L})(\p{L}[\p{L}'’]*)\s+$")
WORD_ON_RIGHT = regex.compile(r"\s+(\p{L}[\p{L}'’]*)")
# Words that stand in Spanish, French and German only: what is beside them is read as none of English.
FOREIGN = regex.compile(
    r"(?<![\p{L}-])(?:del?|la|el|l[oae]s|le|des|du|et|y|para|por|una|der|und|von|zu)(?![\p{L}-])"
)
AROUND = 60
# The share of known words around: of a word that can hardly be another, a smaller one will do.
LEGIBLE, LEGIBLE_FOR_LONG = 0.65, 0.5


def corrections(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a correction for each misreading within a passage.

    Source: encoding manual, "Corrections".
    """
    if not context.language.words:
        return
    taken = _Taken(found)
    lexicon = Lexicon(context)
    designations = designations_of(context.document.text)
    for passage in context.passages:

        def is_legible(start: int, end: int, passage: Passage = passage) -> bool:
            return _share_known(context, passage.text, start, end) >= LEGIBLE

        findings = (
            *_words(context, passage, lexicon),
            *_specked(context, passage),
            *misread_figures(context, passage, designations, is_legible, lexicon.in_case_of),
            *misread_signs(context, passage),
        )
        for finding in findings:
            if taken.leaves(finding):
                taken.add(finding)
                yield finding


class _Taken:
    """Stretches that a recogniser before has read otherwise."""

    def __init__(self, found: Sequence[Finding]) -> None:
        spans = sorted(
            (f.start, f.end)
            for f in found
            if isinstance(f, Correction) or f.element in ("ref", "label", "surplus", "pc", "gap", "g")
        )
        self._spans = spans
        self._added: list[tuple[int, int]] = []

    def leaves(self, finding: Finding) -> bool:
        """Whether a finding meets none of them."""
        index = bisect_left(self._spans, (finding.end, -1))
        if any(end > finding.start for _, end in self._spans[max(0, index - 3) : index]):
            return False
        return not any(start < finding.end and end > finding.start for start, end in self._added[-8:])

    def add(self, finding: Finding) -> None:
        """One more, of this recogniser's own."""
        self._added.append((finding.start, finding.end))


def _share_known(context: Context, text: str, start: int, end: int) -> float:
    """How much OCR read of what stands around."""
    since, until = max(0, start - AROUND), min(len(text), end + AROUND)
    return legibility(text, since, until, context.language.words, context.evidence.vocabulary)


def _words(context: Context, passage: Passage, lexicon: Lexicon) -> Iterator[Correction]:
    """Words that are misread in one letter or two."""
    text = passage.text
    for match in _tokens(text, lexicon.doubtful(text)):
        if not lexicon.may_read(match.group()):
            continue
        word = match.group().casefold()
        reading = lexicon.reading(word, *_beside(text, *match.span()))
        if reading is None or (match.group()[0].isupper() and not _may_be_no_name(match.group(), reading)):
            continue
        if _is_part(context, text, match) or FOREIGN.search(
            text, max(0, match.start() - 16), match.end() + 20
        ):
            continue
        enough = LEGIBLE_FOR_LONG if len(word) > MIDDLING else LEGIBLE
        if _share_known(context, text, *match.span()) >= enough:
            corrected = lexicon.in_case_of(match.group(), reading.word)
            yield Correction(*passage.span(*match.span()), corrected, WORD, reading.cert)


def _tokens(text: str, words: Collection[str]) -> Iterator[regex.Match[str]]:
    """The places where words, given case folded, stand by themselves, in order."""
    if not words:
        return
    small, places = lowered(text), set()
    for word in words:
        at = small.find(word)
        while at >= 0:
            places.add((at, len(word)))
            at = small.find(word, at + len(word))
    for at, length in sorted(places):
        match = TOKEN.match(text, at)
        if match and match.end() - at == length:
            yield match


def _is_part(context: Context, text: str, match: regex.Match[str]) -> bool:
    """Whether a word may be half of another: beside a hyphen, or at a line's end where one was lost."""
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if "-" in (before, after):
        return len(match.group()) <= MIDDLING
    if BROKEN_BEFORE.search(text, max(0, match.start() - 6), match.start()):
        return True
    words, word = context.language.words, match.group().casefold()
    left, right = _beside(text, *match.span())
    over_end = (after == "\n" and word + right) or (before == "\n" and left + word)
    # "insurgen t", "obj ections": a space too many.
    behind = len(right) <= 2 and word + right in words
    ahead = len(left) <= 3 < len(word) and left + word in words
    split = (right and behind) or (left and ahead)
    return bool(over_end and over_end in words) or bool(split)


def _beside(text: str, start: int, end: int) -> tuple[str, str]:
    """The words beside a stretch, case folded; empty where more than white space is between."""
    left = WORD_ON_LEFT.search(text, max(0, start - 30), start)
    right = WORD_ON_RIGHT.match(text, end)
    return left[1].casefold() if left else "", right[1].casefold() if right else ""


def _may_be_no_name(word: str, reading: Reading) -> bool:
    """A word with a capital may be a name or an acronym; not so where the document or language has the other often."""
    if len(word) <= 2 or (reading.cert is not Certainty.HIGH and len(word) <= MIDDLING):
        return False
    return reading.seen >= OFTEN or (len(word) > MIDDLING and reading.listed >= COMMON)


def _specked(context: Context, passage: Passage) -> Iterator[Correction]:
    words = context.language.words
    for match in SPECKED.finditer(passage.text):
        first, last = match[1], match[2]
        start = match.start() - len(first)
        whole = (first + last).casefold()
        parts = first.casefold() in words and (last in words and len(last) > 2)
        if not parts and words.get(whole, 0) >= COMMON:
            reading = whole.upper() if first.isupper() and len(first) > 1 else first[0] + whole[1:]
            yield Correction(*passage.span(start, match.end()), reading, SPECK, Certainty.HIGH)
