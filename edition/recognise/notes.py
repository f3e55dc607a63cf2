"""References to notes in running text (TEI `ref`), their numbers repaired by their sequence."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Passage, Rule
from edition.recognise.foot_notes import ANSWERED, answered
from edition.recognise.legibility import legibility
from edition.recognise.note_bodies import note_bodies
from edition.recognise.note_numbers import Number, numbers

__all__ = ["note_bodies", "note_references"]

SLASHED = Rule(
    "notes/slashed-reference",
    "A number with a slash behind it, after a stop or in the sequence of the others, refers to a note.",
    "such a gambit in a message 68/ to Ambassador Taylor as follows:",
)
REPAIRED = Rule(
    "notes/repaired-number",
    "References count up by one: the numbers before and after tell how the damaged one should read.",
    "agreed with the dissenter. £1/ Before the Secretary",
)
RAISED = Rule(
    "notes/raised-figures",
    "Raised figures behind a word or a stop refer to a note.",
    "the aggressor.³ The Department",
)
BRACKETED = Rule(
    "notes/bracketed-number",
    "Numbers in brackets that stick to words or stops and count up through the document refer to notes.",
    "the Legation at Vientiane.[12] The Minister",
)
ASTERISK = Rule(
    "notes/asterisk",
    "An asterisk behind a stop that closes no quotation refers to a note at the foot of the page.",
    "and do most of the talking.* Khanh talked firmly",
)

# "message 68/ to", "dissenter. £1/ Before", "training, pl/ There-after": four signs at most before a slash.
SLASH = regex.compile(r"/(?=[\s).,;:\"”]|$)(?<!\s/)")
BEFORE_SLASH = regex.compile(r"(?<![^\s.,;:?!\"“”'’)\]])[^\s/\"“”().,;:][^\s/\"“”()]{0,3}$")
# Tokens that may be a damaged number: one with a figure or a sign that no word has,
# or, after a stop, two letters like figures.
DAMAGED_NUMBER = regex.compile(r"\S*[\d£§>$€^?%~]\S*")
LETTERS_LIKE_FIGURES = regex.compile(r"[lIOoSBbgqpZz]{1,2}")
ALONE = regex.compile(r"(?:^|\n)[^\s/]+/(?:\n|$)")
# A stop or a closing mark stands before most references.
STOP_BEFORE = regex.compile(r"[.,;:?!\"”'’)\]]\s*$")
# "Thursday /February 18/", "Mr. McNaughton /and 1/", "No. 5/": brackets read as slashes.
BRACKET_BEFORE = regex.compile(r"(?:(?<!\S)(?:[/\[][^\s/]|[—-]\p{L})[^/\n]*|\b(?:[Nn]o|pp?)\.?\s)$")
# "No. 5/", "on pp. 66/"; "on 11 November. 38/": the stop ends the sentence.
COUNT_BEFORE = regex.compile(r"\b(?:[Nn]o|pp?)\.?\s$")
SENTENCE_OVER = regex.compile(r"(?:\p{L}{5,}|\bMay|\bJu(?:ne|ly))[.,;:?!]\s$|\d{1,2}\s\p{L}{3,}[.;:?!]\s$")
WORD_BEFORE = regex.compile(r"(\p{L}+)\.?\s$")
SUPERSCRIPT = regex.compile(r"(?<=[\p{L}.,;:?!\"”’)\]])[⁰¹²³⁴-⁹]{1,3}")
PLAIN_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# "talking.* Khanh", 'the war."* He'.
STARRED = regex.compile(r"(?<=\p{L}{2}[.?!,;][\"”]?)\*(?=\s+[\"“(]?[\p{Lu}\d]|\s*$)")
WORD = regex.compile(r"\p{L}{2,}")
FEWEST_WORDS = 4
# So many numbers alone on lines count on, or they are something else.
FEWEST_ALONE = 2
OPENED = regex.compile(r"\s*[\"“][^\"“”]*+$")
UNCLOSED_SINGLE = regex.compile(r"(?<![\w.,;!?])['‘’*](?=\p{L})(?:[^'‘’*]|(?<=\p{L})['’](?=\p{L}))*+$")
# "saving it." R/", "'-.16/", "COMUSMACV: 12,6/": any short sign between a stop and a slash.
WEAK = regex.compile(r"(?<=[.,;:?!\"”’)\]]\s{1,3})(?P<token>[^\s/]{1,5})/(?=\s|$)")
BODY_AFTER = regex.compile(r"\s\p{Lu}")
MOST_MISSING = 3
# "at Vientiane.[12] The": stuck to a word or its stop.
BRACKETED_NUMBER = regex.compile(r"(?<=[\p{L}.,;:!?\"”’)])\[(?P<n>\d{1,3})\](?![\p{L}(])")
FEWEST_BRACKETED = 3
HIGHEST = 600
AROUND = 100
LEGIBLE = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a reference: the passage, the place of its number in it, whether a stop goes before.

    `alone` on its line it is raised over the words of the next one, or it is none.
    """

    passage: Passage
    start: int
    end: int
    after_stop: bool
    alone: bool = False

    @property
    def token(self) -> str:
        """The number as OCR read it."""
        return self.passage.text[self.start : self.end]

    @property
    def offset(self) -> int:
        """Where its number begins in the document."""
        return self.passage.offset(self.start)


def note_references(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `ref` for each reference to a note, and a correction for each misread number.

    Source: encoding manual, "Text", and "Corrections" for the number without its slash.
    """
    candidates, read = _read(
        [c for passage in context.passages if "/" in passage.text for c in _slashed(context, passage)]
    )
    sure = [
        (candidate, number)
        for candidate, reading in zip(candidates, read, strict=True)
        if (number := _as_it_stands(candidate, reading)) is not None
        and _is_reference(context, candidate, number)
    ]
    referring: set[int] = set()
    for candidate, number in (*sure, *_between(context, sure)):
        referring.add(candidate.offset)
        yield from _reference(candidate, number)
    taken = set()
    for passage, start, end, n in answered(context, found):
        at = passage.span(start, end)
        taken.add(at[0])
        if at[0] not in referring:
            yield Annotation("ref", *at, ANSWERED, _attributes(n))
            if passage.text[start:end] == "l":
                yield Correction(*at, n, ANSWERED, Certainty.HIGH)
    corrected = {finding.start for finding in found if isinstance(finding, Correction)} | taken
    yield from _bracketed(context, taken)
    for passage in context.passages:
        yield from _raised(passage, taken)
        if "*" in passage.text:
            yield from _starred(context, passage, corrected)


def _read(candidates: Sequence[Candidate]) -> tuple[Sequence[Candidate], Sequence[Number | None]]:
    """Those of the candidates that are to be judged, and what each should read.

    "calling it a / 308/ / CIA propaganda mechanism": typed over the line, it is told by others that count on.
    """
    read = numbers([c.token for c in candidates])
    pairs = zip(candidates, read, strict=True)
    telling = sum(c.alone and c.token.isdecimal() and n is not None and n.in_sequence for c, n in pairs)
    if telling < FEWEST_ALONE and any(c.alone for c in candidates):
        candidates = [c for c in candidates if not c.alone]
        read = numbers([c.token for c in candidates])
    return candidates, [
        replace(number, in_sequence=True) if number and _fits(candidates, read, at) else number
        for at, number in enumerate(read)
    ]


def _fits(candidates: Sequence[Candidate], read: Sequence[Number | None], at: int) -> bool:
    """Whether a whole number alone on its line lies between the two beside it: some between are lost."""
    if not (candidates[at].alone and candidates[at].token.isdecimal() and 0 < at < len(read) - 1):
        return False
    before, own, after = read[at - 1 : at + 2]
    return (
        before is not None
        and own is not None
        and after is not None
        and before.value < own.value < after.value
    )


def _slashed(context: Context, passage: Passage) -> Iterator[Candidate]:
    """The tokens of a passage that a slash follows and that may be numbers."""
    text = passage.text
    for slash in SLASH.finditer(text):
        match = BEFORE_SLASH.search(text, max(0, slash.start() - 6), slash.start())
        if match is None:
            continue
        start, end = match.span()
        token = match.group()
        if ALONE.match(text, max(0, start - 1), end + 2):
            if DAMAGED_NUMBER.fullmatch(token):
                yield Candidate(passage, start, end, False, alone=True)
            continue
        after_stop = STOP_BEFORE.search(text, max(0, start - 3), start) is not None
        letters = after_stop and LETTERS_LIKE_FIGURES.fullmatch(token) is not None
        if not start or not (letters or DAMAGED_NUMBER.fullmatch(token)):
            continue
        word = WORD_BEFORE.search(text, max(0, start - 12), start)
        over = after_stop and SENTENCE_OVER.search(text, max(0, start - 16), start)
        of_date = word is not None and word[1].casefold() in context.language.months and not over
        bracket = COUNT_BEFORE if after_stop else BRACKET_BEFORE
        if not of_date and not bracket.search(text, max(0, start - 40), start):
            yield Candidate(passage, start, end, after_stop)


def _between(
    context: Context, sure: Sequence[tuple[Candidate, Number]]
) -> Iterator[tuple[Candidate, Number]]:
    """What stands before a slash between references some of whose numbers are missing, if it is as many.

    "20/ ... of saving it." R/ ... 22/": whatever the one sign between them looks like, it is the 21.
    """
    ordered = sorted(sure, key=lambda pair: pair[0].offset)
    for (before, first), (after, last) in pairwise(ordered):
        missing = last.value - first.value - 1
        if not 0 < missing <= MOST_MISSING:
            continue
        weak = list(islice(_weak(context, before, after), missing + 1))
        if len(weak) == missing:
            for place, candidate in enumerate(weak, 1):
                yield candidate, Number(first.value + place, Certainty.MEDIUM, True)


def _weak(context: Context, before: Candidate, after: Candidate) -> Iterator[Candidate]:
    """Whatever stands before a slash and behind a stop from one reference to another."""
    first = bisect_left(context.passages, before.passage.start, key=lambda passage: passage.start)
    for passage in context.passages[first:]:
        if passage.start > after.offset:
            return
        if "/" not in passage.text or passage.element == "note":
            continue
        for match in WEAK.finditer(passage.text):
            at = match.start()
            if passage.text[at - 1] == "\n" and BODY_AFTER.match(passage.text, match.end()):
                continue  # "f/ Five LSTs": a note's own label
            if before.offset < passage.offset(at) < after.offset and not match["token"].isdecimal():
                yield Candidate(passage, *match.span("token"), True)


def _as_it_stands(candidate: Candidate, number: Number | None) -> Number | None:
    """A whole number that is longer or shorter than its place in the sequence demands is believed, not mended."""
    token = candidate.token
    if number is None or not token.isdecimal() or token == str(number.value):
        return number
    if len(token) == len(str(number.value)) and candidate.after_stop:
        return number
    return Number(int(token), Certainty.HIGH, False)


def _is_reference(context: Context, candidate: Candidate, number: Number) -> bool:
    """Whether the neighbours in the sequence, or else its place in a sentence that OCR read, make it one."""
    if number.in_sequence:
        return True
    if not candidate.after_stop or not 0 < number.value <= HIGHEST:
        return False
    text, words = candidate.passage.text, context.language.words
    since, until = max(0, candidate.start - AROUND), min(len(text), candidate.end + AROUND)
    return not words or legibility(text, since, until, words, context.evidence.vocabulary) >= LEGIBLE


def _reference(candidate: Candidate, number: Number) -> Iterator[Finding]:
    passage, start, end = candidate.passage, candidate.start, candidate.end
    attributes = _attributes(str(number.value))
    if candidate.token == str(number.value):
        yield Annotation("ref", *passage.span(start, end + 1), SLASHED, attributes)
        return
    # The neighbours tell the number, and of them one may be misread too.
    cert = Certainty.LOW if number.cert is Certainty.LOW else Certainty.MEDIUM
    yield Annotation("ref", *passage.span(start, end + 1), REPAIRED, attributes, cert)
    yield Correction(*passage.span(start, end), str(number.value), REPAIRED, cert)


def _bracketed(context: Context, taken: set[int]) -> Iterator[Finding]:
    places = [
        (passage, match)
        for passage in context.passages
        if "[" in passage.text and passage.element != "note"
        for match in BRACKETED_NUMBER.finditer(passage.text)
    ]
    read = numbers([match["n"] for _, match in places])
    if sum(number is not None and number.in_sequence for number in read) < FEWEST_BRACKETED:
        return
    for (passage, match), number in zip(places, read, strict=True):
        start, end = passage.span(*match.span())
        if (
            number is not None
            and number.in_sequence
            and match["n"] == str(number.value)
            and start not in taken
        ):
            yield Annotation("ref", start, end, BRACKETED, _attributes(match["n"]))


def _raised(passage: Passage, taken: set[int]) -> Iterator[Finding]:
    for match in SUPERSCRIPT.finditer(passage.text):
        start, end = passage.span(*match.span())
        if start not in taken:
            figures = match.group().translate(PLAIN_FIGURES)
            yield Annotation("ref", start, end, RAISED, _attributes(figures))


def _starred(context: Context, passage: Passage, corrected: set[int]) -> Iterator[Finding]:
    text, words = passage.text, context.language.words
    for match in STARRED.finditer(text):
        if OPENED.match(text) and match.end() == len(text.rstrip()):
            continue  # '"In a new comment ... last Thursday.*': the mark that closes the paragraph
        if len(WORD.findall(text, text.rfind("\n", 0, match.start()) + 1, match.start())) < FEWEST_WORDS:
            continue
        since, until = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
        if words and legibility(text, since, until, words, context.evidence.vocabulary) < LEGIBLE:
            continue
        start, end = passage.span(*match.span())
        # "'negative ones,*": a single mark that no other closes makes the asterisk a closing mark.
        quoted = UNCLOSED_SINGLE.search(passage.text, max(0, match.start() - 2 * AROUND), match.start())
        if start not in corrected and not quoted:
            yield Annotation("ref", start, end, ASTERISK, _attributes("*"), Certainty.MEDIUM)


def _attributes(n: str) -> tuple[tuple[str, str], ...]:
    return (("type", "noteref"), ("n", n))
