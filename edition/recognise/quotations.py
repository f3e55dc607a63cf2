"""Quotations in running text (TEI `q`): marks whole, lost or damaged; nesting; what runs over paragraphs.

Displayed quotations (`quote`) are blocks; the marks that open and close their paragraphs are no `q`.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Correction, Finding, Passage, Rule
from edition.recognise.legibility import LONGER_WORD, legibility
from edition.recognise.lone_marks import (
    CONTINUED,
    DAMAGED,
    LONGEST_REPAIR,
    UNCLOSED,
    UNOPENED,
    opens_words,
    repaired,
    unclosed,
    unopened,
)
from edition.recognise.quotation_marks import ANY_DOUBLE, Mark, Pairs, marks_of, pair
from edition.recognise.quoted import PARAGRAPH_START, SINGLE_OPENING, WORDS, Joins, Quoted, Reading, Trust

PAIRED = Rule(
    "quotations/paired",
    "Words between an opening and a closing mark are quoted, whatever the reason.",
    'the GVN might drift toward a "neutralism" like that of Laos',
)
SINGLE = Rule(
    "quotations/single",
    "Single marks stand round the words: one before a word, one after a word, neither an apostrophe.",
    "your government that ’neutralization’ of South Viet-Nam is unacceptable",
)
# Where two cross, the one later in this order gives way.
RANK = {rule: rank for rank, rule in enumerate((PAIRED, DAMAGED, SINGLE, CONTINUED, UNCLOSED, UNOPENED))}

# Cheap: most passages have no mark at all.
ANY_MARK = regex.compile(r"[\"“”„»″®`'‘’]|(?<=[.!?,] ?)>")
# "neutralization’": a single mark after a word, no letter after it; "the months' end" may be a genitive.
SINGLE_CLOSING = regex.compile(r"(?<=[\p{L}\d.,!?])['’‘](?![\w'‘’])(?!(?<=s['’‘])\s+\p{L})")
# "'undercut* the President's remarks": an asterisk where the closing mark is missing.
STAR_CLOSING = regex.compile(r"(?<=\p{L}[.,]?)\*(?=[\s.,;)]|$)")
NOT_ASCII = regex.compile(r"[^a-z0-9-]")
# '... care.” 77/': nothing but a note's number or a stray sign may follow a paragraph's last mark.
PARAGRAPH_END = regex.compile(r"\s*(?:\S{1,4}[/)*]?)?\s*")
LONGEST_SINGLE = 240
# What marks alone tell is believed where the OCR read the words.
LEGIBLE = 0.8
READABLE = 0.2
# Of so many marks that have another shape, one is a speck.
RARE = 0.1
ENOUGH = 10
SHORT = 20
FEW_WORDS = 3


def quotations(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `q` for each quotation inside a passage, and a correction for each damaged mark.

    Source: encoding manual, "Quotations".
    """
    quotes, pairs = _Quotes(found), context.language.quotation_marks
    readings = [
        _read(passage, quotes.hold(passage), pairs)
        for passage in context.passages
        if pairs or ANY_MARK.search(passage.text)
    ]
    trust = _trust(readings)
    joins = _joins(context, readings, trust) if trust.lone else {}
    for reading in readings:
        if reading.marks or reading.singles:
            yield from _findings(context, reading, trust, joins)


def _trust(readings: Sequence[Reading]) -> Trust:
    """Marks are believed where most find partners; where they do not, they are specks on the page."""
    pairs = sum(len(reading.pairing.pairs) for reading in readings)
    lone = sum(len(r.pairing.openers) + len(r.pairing.closers) for r in readings if not r.displayed)
    singles = sum(len(reading.singles) for reading in readings)
    opening = sum(reading.opening for reading in readings)
    signs = Counter(r.passage.text[mark.start : mark.end] for r in readings for mark in r.marks)
    few = signs.total() * RARE
    rare = frozenset(sign for sign, count in signs.items() if count < few and signs.total() >= ENOUGH)
    unclosed = sum(
        not PARAGRAPH_START.fullmatch(r.passage.text, 0, mark.start)
        for r in readings
        if not r.displayed
        for mark in r.pairing.openers
    )
    curly = sum(r.passage.text[first.start] == "“" for r in readings for first, _ in r.pairing.pairs)
    return Trust(2 * singles > opening, lone <= 2 * pairs + 3, unclosed <= pairs + 1, 2 * curly > pairs, rare)


class _Quotes:
    """The displayed quotations of a document."""

    def __init__(self, found: Sequence[Finding]) -> None:
        spans = sorted((f.start, f.end) for f in found if isinstance(f, Annotation) and f.element == "quote")
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def hold(self, passage: Passage) -> bool:
        """Whether a passage stands inside a `quote`."""
        index = bisect_right(self._starts, passage.start) - 1
        return index >= 0 and self._ends[index] >= passage.end


def _read(passage: Passage, displayed: bool, pairs: Pairs) -> Reading:
    """A passage's marks, found and put together."""
    text = passage.text
    marks = tuple(marks_of(text, pairs)) if pairs or ANY_DOUBLE.search(text) else ()
    double = {position for mark in marks for position in range(mark.start, mark.end)}
    openings = [m.start() for m in SINGLE_OPENING.finditer(text) if m.start() not in double]
    singles = tuple(_singles(text, openings, double)) if openings else ()
    pairing = pair(text, _inner(text, marks) if displayed else marks)
    return Reading(passage, displayed, marks, pairing, singles, len(openings))


def _inner(text: str, marks: Sequence[Mark]) -> Sequence[Mark]:
    """The marks of a displayed paragraph less the one that opens it and the one that closes it."""
    if not marks:
        return marks
    first, last = marks[0], marks[-1]
    opens = PARAGRAPH_START.fullmatch(text, 0, first.start) is not None
    closes = last.closes and PARAGRAPH_END.fullmatch(text, last.end) is not None
    whole = pair(text, marks)
    if opens and not (closes or whole.openers or whole.closers):
        # '"Sweeps" solved nothing': as many marks open as close, and none ends the paragraph.
        return marks
    if opens:
        return marks[1:-1] if closes and len(marks) > 1 else marks[1:]
    return marks[:-1] if closes and last in whole.closers[-1:] else marks


def _findings(context: Context, reading: Reading, trust: Trust, joins: Joins) -> Iterator[Finding]:
    """The quotations of one passage and the corrections of their marks."""
    passage = reading.passage
    quoted = [Quoted(a.start, b.end, PAIRED) for a, b in reading.pairing.pairs]
    singles = reading.singles if trust.singles else ()
    doubtful = list(singles)
    if reading.marks and trust.lone and not reading.displayed:
        repairs = list(repaired(reading, {edge for one in singles for edge in (one.start, one.end - 1)}))
        mended = {quote.start for quote in repairs} | {quote.end for quote in repairs}
        doubtful += [*repairs, *unclosed(context, reading, mended, joins, trust), *unopened(reading, mended)]
    quoted = [quote for quote in quoted if _is_readable(context, passage, quote)]
    quoted += [quote for quote in doubtful if _share_read(context, passage, quote) >= LEGIBLE]
    for quote in _nesting(quoted):
        attributes = joins.get((passage.start, quote.start), ())
        yield Annotation("q", *passage.span(quote.start, quote.end), quote.rule, attributes, quote.cert)
        if quote.sign is not None:
            yield Correction(
                *passage.span(quote.sign, quote.sign + quote.length), quote.reading, DAMAGED, quote.sure
            )
    for mark in _damaged(reading):
        beside = passage.text[mark.end : mark.end + 1] if mark.opens else passage.text[mark.start - 1]
        cert = Certainty.HIGH if beside.isalpha() or beside in ".,;!? " else Certainty.MEDIUM
        if _share_read(context, passage, Quoted(max(0, mark.start - 80), mark.end + 80, DAMAGED)) >= LEGIBLE:
            yield Correction(*passage.span(mark.start, mark.end), '"', DAMAGED, cert)


def _is_readable(context: Context, passage: Passage, quote: Quoted) -> bool:
    """Whether something is left to quote between two marks, names and foreign words too."""
    if quote.end - quote.start < SHORT or _share_read(context, passage, quote) > READABLE:
        return True
    return len(LONGER_WORD.findall(passage.text, quote.start, quote.end)) < FEW_WORDS


def _share_read(context: Context, passage: Passage, quote: Quoted) -> float:
    """How much of a quotation's words at its edges the OCR read."""
    words, seen = context.language.words, context.evidence.vocabulary
    end = min(quote.end, quote.start + 2 * LONGEST_REPAIR)
    return legibility(passage.text, quote.start, end, words, seen) if words else 1.0


def _damaged(reading: Reading) -> Iterator[Mark]:
    """The marks that are not whole and yet do a mark's work."""
    for both in reading.pairing.pairs:
        yield from (mark for mark in both if not mark.whole)
    if reading.displayed and reading.marks and not reading.marks[-1].whole:
        last, pairs = reading.marks[-1], reading.pairing.pairs
        if not (pairs and pairs[-1][1] == last) and PARAGRAPH_END.fullmatch(reading.passage.text, last.end):
            yield last


def _singles(text: str, openings: Sequence[int], double: set[int]) -> Iterator[Quoted]:
    """Quotations between single marks."""
    closings = [m.start() for m in SINGLE_CLOSING.finditer(text) if m.start() not in double]
    for opening, following in pairwise([*openings, len(text)]):
        index = bisect_left(closings, opening + 2)
        if index < len(closings) and closings[index] < min(following, opening + LONGEST_SINGLE):
            yield Quoted(opening, closings[index] + 1, SINGLE)
        elif star := STAR_CLOSING.search(text, opening, min(following, opening + LONGEST_REPAIR)):
            yield Quoted(opening, star.end(), DAMAGED, None, star.start(), 1, "'", Certainty.HIGH)


def _nesting(quoted: Sequence[Quoted]) -> Iterator[Quoted]:
    """Quotations in order, none crossing another: the lower in rank gives way."""
    kept: dict[Quoted, None] = {}
    around: list[Quoted] = []
    for quote in sorted(quoted, key=lambda one: (one.start, -one.end, RANK[one.rule])):
        while around and around[-1].end <= quote.start:
            around.pop()
        while around and around[-1].end < quote.end and RANK[around[-1].rule] > RANK[quote.rule]:
            kept.pop(around.pop())
        if not around or around[-1].end >= quote.end:
            kept[quote] = None
            around.append(quote)
    yield from kept


def _joins(context: Context, readings: Sequence[Reading], trust: Trust) -> Joins:
    """What joins quotations over paragraphs: each part has an id, and knows its neighbours."""
    chains: list[list[tuple[Reading, Mark]]] = []
    for reading, following in pairwise(readings):
        opener, again = _runs_on(reading, following)
        if opener is None or again is None:
            continue
        if chains and chains[-1][-1] == (reading, opener):
            chains[-1].append((following, again))
        elif _begins(context, reading, opener, trust):
            # Paragraphs that each open with a mark are one displayed quotation.
            chains.append([(reading, opener), (following, again)])
    joins: dict[tuple[int, int], Attributes] = {}
    taken: set[str] = set()
    for chain in chains:
        last, mark = chain[-1]
        if all(first != mark for first, _ in last.pairing.pairs):
            continue  # nothing closes it anywhere
        ids = [_id(reading, mark) for reading, mark in chain]
        if taken.isdisjoint(ids) and len(set(ids)) == len(ids):
            taken.update(ids)
            for (reading, mark), attributes in zip(chain, _links(ids), strict=True):
                joins[reading.passage.start, mark.start] = attributes
    return joins


def _begins(context: Context, reading: Reading, opener: Mark, trust: Trust) -> bool:
    """Whether a quotation opens within running text and not with a paragraph, in words that the OCR read."""
    text = reading.passage.text
    return not PARAGRAPH_START.fullmatch(text, 0, opener.start) and opens_words(
        context, text, opener, len(text), trust
    )


def _runs_on(reading: Reading, following: Reading) -> tuple[Mark | None, Mark | None]:
    """The mark that opens a quotation at the end of a paragraph, and the one that takes it up again."""
    openers = reading.pairing.openers
    if reading.displayed or following.displayed or not openers or not following.marks:
        return None, None
    if reading.passage.element != following.passage.element or openers[-1] != reading.marks[-1]:
        return None, None
    again = following.marks[0]
    return (openers[-1], again) if again.opens and again.start == 0 else (None, None)


def _id(reading: Reading, mark: Mark) -> str:
    """An id made of a part's first words."""
    words = WORDS.findall(reading.passage.text, mark.end, mark.end + LONGEST_REPAIR)[:5]
    return "-".join(["q", *(NOT_ASCII.sub("", word.casefold()) or "x" for word in words)])


def _links(ids: Sequence[str]) -> Iterator[Attributes]:
    for index, own in enumerate(ids):
        after = (("next", f"#{ids[index + 1]}"),) if index + 1 < len(ids) else ()
        before = (("prev", f"#{ids[index - 1]}"),) if index else ()
        yield (("xml:id", own), *after, *before)
