"""Misreadings of OCR that any reader is certain of (TEI `choice`, `sic`, `corr`)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from edition.findings import Certainty, Context, Correction, Finding, Lineation, Passage, Rule
from edition.recognise.debris import BULLET_FOR_STOP
from edition.recognise.legibility import legibility
from edition.recognise.misreadings import COMMON, KNOWN, Lexicon, Reading

WORD = Rule(
    "corrections/word",
    "Nobody knows the word; with one letter that OCR confuses it is one that the document or the list has.",
    "on the circumstances in which they eonsider that a peaceful settlement",
)
SPECK = Rule(
    "corrections/speck-in-word",
    "A stop stands within a word, and neither part is a word without the other.",
    "Genera.l westmoreland from Admiral Sharp",
)
FIGURE = Rule(
    "corrections/figure",
    "Among figures stands a letter that looks like one.",
    "with a 2l-point program which he submitted",
)
LETTER = Rule(
    "corrections/letter",
    "Among letters stands a figure that looks like one.",
    "THIS 1S UNEVALUATED INFORMATION",
)
PRONOUN = Rule(
    "corrections/pronoun",
    "Before a verb that only I can have stands the figure 1.",
    "Memorandum dated 5 March 1962--1 recommend that further",
)
STOP = Rule(
    "corrections/stop",
    "At the end of a sentence, on a figure, stands a sign that is no stop.",
    "Evaluation, 16 January 1967•",
)
COMMA = Rule(
    "corrections/comma-for-stop",
    "A comma stands before a word that begins a sentence, with its capital.",
    "Tijuana area, The information was a year old",
)
ENUMERATOR = Rule(
    "corrections/enumerator",
    "A full stop follows the other numbers of paragraphs: the sign behind this one is a misread stop.",
    "3-\tWe hope that General Minh can designate",
)

# A word: letters, not beside a hyphen, a figure or a slash, where it may be a part or a code.
TOKEN = regex.compile(r"(?<![\w'’/\\@#&*-])(?<!-\n)[^\W\d_]{2,24}(?![\w/\\@#&*]|-|['’]\p{L}{3}|\.\p{L})")
# "Genera.l", "ta.te": a word with a stop in it.
SPECKED = regex.compile(r"\.(?=\p{Ll})(?<=(?<![\w.'’-])(\p{L}{2,24})\.)(\p{Ll}{1,12})(?![\w.-])")
# "2l-point", "l963", "88,00O", "1O": figures with a letter that looks like one; "l9th".
FIGURES = regex.compile(
    r"(?<![\w./])(?<!\d-)(?=[\d,]*[lIO])(?=[lIO,]*\d)[lIO\d]{2,4}(?:,[lIO\d]{3})*(?=(?:st|nd|rd|th)?(?![\w/]))"
)
FIGURE_BESIDE_LETTER = regex.compile(r"\d(?:(?<=[lIO].)|(?=,?[lIO]))")
LETTERS_TO_FIGURES = str.maketrans("lIO", "110")
# "1S", "1n", "0f": short words with a figure; "wi1l", "a11".
SHORT_WITH_FIGURE = regex.compile(r"(?:1[SsNnTtFf]|0[fn])(?<![\w./-]..)(?![\w/-])")
FIGURE_IN_WORD = regex.compile(r"[10](?<=\p{Ll}.)[10]?(?![\w/-])|[10](?<=\p{Ll}.)[10]?\p{Ll}+(?![\w/-])")
WORD_BEFORE = regex.compile(r"(?<![\w./-])\p{Ll}{1,20}$")
# "--1 recommend", "that 1 would inform": not "October 1 was", "ROLLING THUNDER 1 was".
ONE_AS_PRONOUN = regex.compile(
    r"1(?= (?:am|was|have|had|shall|think|thought|believe|recommend|said|told|hope|feel|felt|asked|"
    r"understand|know|do not|did not|would|cannot|replied|agree|suggest)\b)"
    r"(?<=(?:--|[—“\"(,;] ?|\b(?:and|that|but|if|as|which|what|when|because|however|where) )1)"
)
# "20 January 1967•", "p. 3»", "op. cit., 283-" at the end; "1967- Destruction".
STOP_AT_END = regex.compile(
    r"(?<=\p{L}{3,9}\.?,? (?:\d{1,2}, )?(?:19)?\d\d|pp?[.•] ?[\d-]{1,9}|cit\.,? [\d-]{1,9})[•■*»-](?=\s*$)"
)
STOP_AFTER_YEAR = regex.compile(r"[•■»-](?=\s+\p{Lu}\p{Ll}+ \p{Ll})(?<=\p{L}{3,9},? (?:\d{1,2}, )?19\d\d.)")
# "area, The information": not "said, The Washington Post".
COMMA_BEFORE_SENTENCE = regex.compile(
    r",(?=\s+(?:The|This|These|Those|There|It|He|She|They|We|His|However)\s+\p{Ll})(?<=\p{Ll}{3},)"
)
# "3-\tWe hope": a paragraph's number and a misread stop.
NUMBERED = regex.compile(r"\d{1,2}(?P<stop>[•■*»-])(?=\t)")
AROUND = 60
MIDDLING = 4
LEGIBLE = 0.65


def corrections(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a correction for each misreading within a passage.

    Source: encoding manual, "Corrections".
    """
    if not context.language.words:
        return
    taken = _Taken(found)
    lexicon = Lexicon(context)
    for passage in context.passages:
        for finding in _in_passage(context, passage, lexicon):
            if taken.leaves(finding):
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

    def leaves(self, finding: Finding) -> bool:
        """Whether a finding meets none of them."""
        index = bisect_left(self._spans, (finding.end, -1))
        return not any(end > finding.start for _, end in self._spans[max(0, index - 3) : index])


def _in_passage(context: Context, passage: Passage, lexicon: Lexicon) -> Iterator[Correction]:
    text = passage.text
    yield from _words(context, passage, lexicon)
    yield from _specked(context, passage)
    if FIGURE_BESIDE_LETTER.search(text):
        yield from _figures(context, passage)
    if "1" in text or "0" in text:
        yield from _letters(context, passage)
    yield from _stops(context, passage)


def _correction(
    passage: Passage, start: int, end: int, reading: str, rule: Rule, cert: Certainty
) -> Correction:
    return Correction(*passage.span(start, end), reading, rule, cert)


def _is_legible(context: Context, text: str, start: int, end: int) -> bool:
    """Whether OCR read what stands around."""
    since, until = max(0, start - AROUND), min(len(text), end + AROUND)
    words, seen = context.language.words, context.evidence.vocabulary
    return legibility(text, since, until, words, seen) >= LEGIBLE


def _words(context: Context, passage: Passage, lexicon: Lexicon) -> Iterator[Correction]:
    """Words that are misread in one letter."""
    text = passage.text
    unknown = lexicon.unknown(text)
    misread = {word: reading for word in unknown if (reading := lexicon.reading(word)) is not None}
    for match in TOKEN.finditer(text) if misread else ():
        word = match.group()
        reading = misread.get(word.casefold())
        if reading is None or (not word.islower() and not _may_be_no_name(word, reading)):
            continue
        if _is_legible(context, text, *match.span()):
            yield _correction(passage, *match.span(), _in_case_of(word, reading.word), WORD, reading.cert)


def _may_be_no_name(word: str, reading: Reading) -> bool:
    """A word with a capital may be a name or an acronym; not so where the document has the other often."""
    sure = reading.cert is Certainty.HIGH or reading.listed
    return reading.often and sure and len(word) > 2


def _in_case_of(word: str, reading: str) -> str:
    """A reading in capitals where the word has them."""
    if word.isupper():
        return reading.upper()
    return reading[0].upper() + reading[1:] if word[0].isupper() else reading


def _specked(context: Context, passage: Passage) -> Iterator[Correction]:
    words = context.language.words
    for match in SPECKED.finditer(passage.text):
        first, last = match[1], match[2]
        start = match.start() - len(first)
        whole = (first + last).casefold()
        parts = first.casefold() in words and (last in words and len(last) > 2)
        if not parts and words.get(whole, 0) >= COMMON:
            yield _correction(passage, start, match.end(), _in_case_of(first, whole), SPECK, Certainty.HIGH)


def _figures(context: Context, passage: Passage) -> Iterator[Correction]:
    text = passage.text
    for match in FIGURES.finditer(text):
        token, after = match.group(), text[match.end() : match.end() + 2]
        reading = token.translate(LETTERS_TO_FIGURES)
        year = len(token) == 4 and reading.startswith("19")
        if len(token) == 4 and not year:
            continue
        # "1O DISSEM", "4O RECORD", "I5", "01l": capitals among capitals, codes.
        sure = (
            year
            or "," in token
            or (token.count("l") == 1 and token[0] != "0" and reading != "1" * len(token))
        )
        figures = sum(character.isdigit() for character in token)
        among_capitals = "O" in token and not year and after[1:].isupper()
        if (
            sure
            and not among_capitals
            and figures * 2 >= len(token)
            and _is_legible(context, text, *match.span())
        ):
            yield _correction(passage, *match.span(), reading, FIGURE, Certainty.HIGH)


def _letters(context: Context, passage: Passage) -> Iterator[Correction]:
    text, words = passage.text, context.language.words
    for match in SHORT_WITH_FIGURE.finditer(text):
        token = match.group()
        capital = token[-1].isupper()
        reading = token.replace("1", "I" if capital else "i").replace("0", "O" if capital else "o")
        # "(1S)" is a classification.
        bracketed = text[max(0, match.start() - 1)] == "(" and text[match.end() : match.end() + 1] == ")"
        if not bracketed and _is_legible(context, text, *match.span()):
            yield _correction(passage, *match.span(), reading, LETTER, Certainty.HIGH)
    for match in FIGURE_IN_WORD.finditer(text):
        before = WORD_BEFORE.search(text, max(0, match.start() - 21), match.start())
        if before is None or match.end() - before.start() < MIDDLING:
            continue
        token = (before.group() + match.group()).replace("0", "o")
        known = {reading for letter in "li" if words.get(reading := token.replace("1", letter), 0) >= KNOWN}
        if len(known) == 1:
            yield _correction(passage, before.start(), match.end(), known.pop(), LETTER, Certainty.HIGH)
    for match in ONE_AS_PRONOUN.finditer(text):
        yield _correction(passage, *match.span(), "I", PRONOUN, Certainty.HIGH)


def _stops(context: Context, passage: Passage) -> Iterator[Correction]:
    text = passage.text
    ends = STOP_AT_END.finditer(text, max(0, len(text) - 30))
    for sign in [match.start() for match in (*ends, *STOP_AFTER_YEAR.finditer(text))]:
        yield _correction(passage, sign, sign + 1, ".", STOP, Certainty.HIGH)
    for match in BULLET_FOR_STOP.finditer(text):
        yield _correction(passage, *match.span(), ".", STOP, Certainty.MEDIUM)
    for match in COMMA_BEFORE_SENTENCE.finditer(text):
        yield _correction(passage, *match.span(), ".", COMMA, Certainty.MEDIUM)
    number = NUMBERED.match(text) if context.evidence.lineation is Lineation.REJOINED else None
    if number is not None:
        start, end = number.span("stop")
        yield _correction(passage, start, end, ".", ENUMERATOR, Certainty.HIGH)
