"""Stops, commas and apostrophes that OCR misread (TEI `choice`)."""

from collections.abc import Iterator

import regex

from edition.findings import Certainty, Context, Correction, Lineation, Passage, Rule
from edition.recognise.debris import BULLET_FOR_STOP

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
APOSTROPHE = Rule(
    "corrections/apostrophe",
    "Between a word and its possessive s stands a sign that is no apostrophe.",
    "I do not interpret Rapacki1s statement of December 13",
)

# "20 January 1967•", "p. 3»", "op. cit., 283-" at the end; "1967- Destruction".
STOP_AT_END = regex.compile(
    r"(?<=\p{L}{3,9}\.?,? (?:\d{1,2}, )?(?:19)?\d\d|pp?[.•] ?[\d-]{1,9}|cit\.,? [\d-]{1,9})[•■*»-](?=\s*$)"
)
STOP_AFTER_YEAR = regex.compile(r"[•■»-](?=\s+\p{Lu}\p{Ll}+ \p{Ll})(?<=\p{L}{3,9},? (?:\d{1,2}, )?19\d\d.)")
# "area, The information", "New York, No interest": not "said, The Washington Post", "Lodge, In charge".
COMMA_BEFORE_SENTENCE = regex.compile(
    r",(?=\s+(?:The|This|These|Those|There|It|He|She|They|We|His|However|In|If|When|While|Although|No|During|At|On|As)"
    r"\s+\p{Ll})(?<=\p{Ll}{3},|\d,|\),)(?<!\b(?:and|but|that|for|nor|with),)"
)
# "3-\tWe hope": a paragraph's number and a misread stop.
NUMBERED = regex.compile(r"\d{1,2}(?P<stop>[•■*»-])(?=\t)")
# "Rapacki1s", "Vietnam*s", "Komer°s".
POSSESSIVE = regex.compile(r"[1*!^°](?=s(?![\p{L}\d*]))(?<=(?<![\p{L}\d*])\p{L}\p{Ll}{2,20}.)")
WORD_BEFORE = regex.compile(r"\p{L}+$")
SEEN_OFTEN = 3


def misread_signs(context: Context, passage: Passage) -> Iterator[Correction]:
    """Yield a correction for each sign of a passage that stands where a stop or an apostrophe does."""
    text = passage.text
    ends = STOP_AT_END.finditer(text, max(0, len(text) - 30))
    for sign in [match.start() for match in (*ends, *STOP_AFTER_YEAR.finditer(text))]:
        yield _of(passage, sign, ".", STOP, Certainty.HIGH)
    for match in BULLET_FOR_STOP.finditer(text) if "•" in text else ():
        yield _of(passage, match.start(), ".", STOP, Certainty.MEDIUM)
    for match in COMMA_BEFORE_SENTENCE.finditer(text):
        yield _of(passage, match.start(), ".", COMMA, Certainty.MEDIUM)
    for match in POSSESSIVE.finditer(text):
        if not _is_word(context, text, match.start()):
            continue
        straight = context.document.text.count("'") >= context.document.text.count("’")
        yield _of(passage, match.start(), "'" if straight else "’", APOSTROPHE, Certainty.HIGH)
    number = NUMBERED.match(text) if context.evidence.lineation is Lineation.REJOINED else None
    if number is not None:
        yield _of(passage, number.start("stop"), ".", ENUMERATOR, Certainty.HIGH)


def _is_word(context: Context, text: str, end: int) -> bool:
    """Whether what stands before is a word of the language or the document."""
    word = WORD_BEFORE.search(text, max(0, end - 24), end)
    folded = word[0].casefold() if word else ""
    return folded in context.language.words or context.evidence.vocabulary.get(folded, 0) >= SEEN_OFTEN


def _of(passage: Passage, at: int, reading: str, rule: Rule, cert: Certainty) -> Correction:
    return Correction(*passage.span(at, at + 1), reading, rule, cert)
