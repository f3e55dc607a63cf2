"""Displayed quotations (TEI `quote`): how many blocks are somebody else's words, and what tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from edition.findings import Certainty, Context, Lineation, Rule
from edition.recognise.announcements import (
    ANNOUNCES,
    DOCUMENT,
    ELLIPSIS,
    JUDGES,
    SAYING,
    WHOLE,
    last_sentences,
    reproduces,
)
from edition.recognise.enumerators import Enumerator
from edition.recognise.marked_lines import CLOSING_MARK, DOUBLE_MARK, OPENING_MARK, is_in_marks, is_narration
from edition.recognise.paragraphs import Block, begins_lower, ends_sentence
from edition.recognise.quoted_extent import (
    NOTE_REFERENCE,
    NOTE_REFERENCE_AT_END,
    announced_extent,
    document_extent,
    ends_referred,
    marked_extent,
    narrower_extent,
    numbered_extent,
    opening_lost,
    outline_extent,
)
from edition.recognise.series import COLON, series

INTRODUCED = Rule(
    "blocks/introduced-quotation",
    "After words that announce somebody's words and a colon comes a block set narrower than the text.",
    "described the possibilities of such a gambit in a message 68/ to Ambassador Taylor as follows:",
)
MARKED = Rule(
    "blocks/marked-quotation",
    "After a colon come paragraphs that each open with a quotation mark.",
    '"Department appreciates difficulties facing any French Government taking decisive action',
)
ANNOUNCED = Rule(
    "blocks/announced-quotation",
    "The paragraph before ends in a colon and announces a message, a text or what somebody said.",
    "the Secretary of State's message to Ambassador Taylor, describing the new program: 98/",
)
REFERRED = Rule(
    "blocks/referred-quotation",
    "After a colon comes a paragraph whose only note reference is at its end: it names the source of the words.",
    "building, by the assassination of officials and the sabotage of public works. 16/",
)
OPENED_BEFORE = Rule(
    "blocks/opened-before",
    "The document begins within a quotation: its first paragraph closes one, or stands before paragraphs in marks.",
    'want to be looked upon more as a supporter of colonialism than as a friend of the new nation." 44/',
)
RUN_OF_MARKS = Rule(
    "blocks/run-of-marks",
    "Paragraph after paragraph opens with a quotation mark, and only the last one closes it.",
    '"Pros and cons of course of action',
)

IN_MARKS = Rule(
    "blocks/paragraph-in-marks",
    "A quotation mark opens the paragraph, its partner closes it, and no words of the author stand behind.",
    '"Hanoi was evacuated on 9 October /1954/. The team left with the last French troops." 1/',
)

_WORD = regex.compile(r"\p{L}{3,}")
_LOOKED_AT, _FEWEST_WORDS, _KNOWN = 400, 5, 0.75
# So many blocks an item has at the most, before the next one.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Displayed:
    """How many blocks are quoted, by which rule, how surely."""

    count: int
    rule: Rule
    cert: Certainty | None = None


def introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> Displayed | None:
    """The blocks that a paragraph ending in a colon introduces as somebody's words, if they are such."""
    first = rest[0]
    typed = context.evidence.lineation is Lineation.REJOINED
    if not typed and not (is_legible(context, first.text) and is_legible(context, introduction.text)):
        return None
    if OPENING_MARK.match(first.text):
        return None if is_narration(first.text) else Displayed(marked_extent(rest), MARKED, Certainty.MEDIUM)
    sentence = last_sentences(introduction.text)
    announced = ANNOUNCES.search(sentence) or ELLIPSIS.match(first.text)
    if not typed:
        if not announced or first.enumerator() is not None or _is_counted(rest):
            return None
        count = narrower_extent(context, introduction, rest)
        return Displayed(count, INTRODUCED, Certainty.LOW) if count else None
    if len(first.text) <= context.evidence.width:
        return None
    mark = first.enumerator()
    if mark is not None and (mark.ordinals or series(rest) > 1):
        return _counted(sentence, rest, mark)
    if announced:
        return Displayed(announced_extent(introduction, rest), ANNOUNCED, Certainty.MEDIUM)
    if ends_referred(first) and _referred(introduction, rest) and JUDGES.search(introduction.text[-500:]):
        return Displayed(1, REFERRED, Certainty.MEDIUM)
    return None


def _is_counted(blocks: Sequence[Block]) -> bool:
    """Whether the second of a series stands near: what comes before it is the first, its enumerator misread."""
    marks = (block.enumerator() for block in blocks[1:_NEAR])
    return any(mark is not None and any(ordinal == 2 for _, ordinal in mark.ordinals) for mark in marks)


def is_legible(context: Context, text: str) -> bool:
    """Whether most words are the language's: marks and widths tell nothing where OCR has spoilt the words."""
    words = _WORD.findall(text[:_LOOKED_AT])
    known = sum(1 for word in words if word.casefold() in context.language.words)
    return len(words) >= _FEWEST_WORDS and known >= len(words) * _KNOWN


def _counted(sentence: str, rest: Sequence[Block], mark: Enumerator) -> Displayed | None:
    """Numbered paragraphs of somebody's document; items of the author's own sentence are none."""
    if not mark.ordinals or begins_lower(rest[0].text[len(mark.label) :].lstrip()):
        return None
    if SAYING.search(sentence):
        count = numbered_extent(rest)
        if ends_referred(rest[count - 1]):
            return Displayed(count, ANNOUNCED, Certainty.MEDIUM)
    if WHOLE.search(sentence) or reproduces(sentence):
        return Displayed(document_extent(rest), ANNOUNCED, Certainty.MEDIUM)
    if DOCUMENT.search(sentence) and ends_sentence(rest[0].text):
        return Displayed(outline_extent(rest), ANNOUNCED, Certainty.MEDIUM)
    return None


def _referred(introduction: Block, rest: Sequence[Block]) -> bool:
    """Whether the note reference at a paragraph's end tells where all of it comes from.

    Behind a closing mark it tells where the words between the marks come from.
    """
    text = rest[0].text
    return (
        len(NOTE_REFERENCE.findall(text)) == 1
        and not begins_lower(text)
        and not NOTE_REFERENCE_AT_END.search(introduction.text[-12:])
        and not CLOSING_MARK.search(text[-12:])
    )


def run_of_marks(context: Context, blocks: Sequence[Block]) -> Displayed | None:
    """Blocks from the first on that stand in marks as wholes, without words that announce them, if there are such."""
    first = blocks[0]
    if not OPENING_MARK.match(first.text) or is_narration(first.text):
        return None
    if context.evidence.lineation is not Lineation.REJOINED and not is_legible(context, first.text):
        return None
    if CLOSING_MARK.search(first.text[-12:]):
        return (
            Displayed(marked_extent(blocks), IN_MARKS, Certainty.MEDIUM) if is_in_marks(first.text) else None
        )
    if len(blocks) < 2 or blocks[1].lines[0].apart:
        return None
    if OPENING_MARK.match(blocks[1].text):
        return (
            None
            if is_narration(blocks[1].text)
            else Displayed(marked_extent(blocks), RUN_OF_MARKS, Certainty.LOW)
        )
    lost = opening_lost(blocks, 1)
    return Displayed(marked_extent(blocks), RUN_OF_MARKS, Certainty.LOW) if lost else None


def opened_before(context: Context, blocks: Sequence[Block]) -> Displayed | None:
    """The blocks at a document's beginning that end a quotation whose beginning is not in it."""
    first = blocks[0]
    if OPENING_MARK.match(first.text) or not begins_lower(first.text):
        return None
    if CLOSING_MARK.search(first.text[-12:]) and len(DOUBLE_MARK.findall(first.text)) % 2:
        return Displayed(1, OPENED_BEFORE, Certainty.LOW)
    marked = (
        run_of_marks(context, blocks[1:]) if len(blocks) > 1 and not COLON.search(first.text[-60:]) else None
    )
    return Displayed(1 + marked.count, OPENED_BEFORE, Certainty.LOW) if marked else None
