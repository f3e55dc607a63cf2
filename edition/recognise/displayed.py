"""Displayed quotations (TEI `quote`): how many blocks are somebody else's words, and what tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from edition.findings import Certainty, Context, Lineation, Rule
from edition.recognise.paragraphs import Block, begins_lower

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
RUN_OF_MARKS = Rule(
    "blocks/run-of-marks",
    "Paragraph after paragraph opens with a quotation mark, and only the last one closes it.",
    '"Pros and cons of course of action',
)

# `as follows: 68/`: a colon, behind it a note reference at most.
COLON = regex.compile(
    r"(?::|(?<=\bfollow(?:s|ing)[^.:;]{0,30});)[\"”’]*\s*(?:[(£]?\d{1,3}/|\*|\(\d{1,3}\))?[^\p{L}\d]*$"
)
# Words that announce what somebody said, wrote or thought.
_ANNOUNCES = regex.compile(
    r"(?i)\b(?:follow(?:s|ing)|quot\w+|sa(?:id|ys)|stat(?:ed|es|ing)|wrote|writes|wired|cabled?|messages?|telegrams?|"
    r"letters?|memorand\w+|reported|replied|answered|respond\w+|reads?|text|words|warned|asked|told|added|declared|"
    r"conclu\w+|instruct\w+|recommend\w+|describ\w+|explain\w+|observ\w+|remark\w+|comment\w*|argu\w+|noted|felt|"
    r"believed|thought|urged|ordered|statement|propos\w+|suggest\w+|summar\w+|direct\w+|envisioned|testified)\b"
    r"|\((?:[A-Z]\w+ )?(?:\d{2,5}|State|Embassy|Saigon)[^)]{0,30}\)\s*:"
)
# `...I believe we have achieved greater results`: words that somebody left out begin a quotation.
_ELLIPSIS = regex.compile(r"\.{3}|\. \. \.|…")
_OPENING_MARK = regex.compile(r"[\"“”„]|''|‘‘|’’|\.\.\.\s*\"|[^\w\s]{0,2}[\"“]")
_DOUBLE_MARK = regex.compile(r"[\"“”]")
_CLOSING_MARK = regex.compile(r"[\"“”>®]\s*(?:[(£]?\d{1,3}/)?\W*$")
_NOTE_REFERENCE = regex.compile(r"\s[(£]?\d{1,3}/(?!\d)")
_NOTE_REFERENCE_AT_END = regex.compile(r"\s(?:[(£]?\d{1,3}|(?<=[.?!\"”]\s)[^\s/]{1,3})/\W*$")
# How much narrower than the text a displayed quotation is set, in characters.
_NARROWER = 6
# A quotation of more paragraphs than this is not told by the note reference at its end.
_MOST_QUOTED = 4


@dataclass(frozen=True, slots=True)
class Displayed:
    """How many blocks are quoted, by which rule, how surely."""

    count: int
    rule: Rule
    cert: Certainty | None = None


def introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> Displayed | None:
    """The blocks that a paragraph ending in a colon introduces as somebody's words, if they are such."""
    if _OPENING_MARK.match(rest[0].text):
        return None if _is_narration(rest[0].text) else Displayed(_marked(rest), MARKED)
    if not (_ANNOUNCES.search(introduction.text[-400:]) or _ELLIPSIS.match(rest[0].text)):
        return None
    if context.evidence.lineation is Lineation.SPACED:
        return None  # lines in pieces tell nothing of how wide a block was set
    if context.evidence.lineation is Lineation.BROKEN:
        count = _narrower(context, introduction, rest)
        return Displayed(count, INTRODUCED) if count else None
    if len(rest[0].text) > context.evidence.width and not begins_lower(rest[0].text):
        return Displayed(_announced(introduction, rest), ANNOUNCED, Certainty.MEDIUM)
    return None


def _is_narration(text: str) -> bool:
    """Whether a paragraph closes the mark it opens with, and goes on in words of its own."""
    marks = _DOUBLE_MARK.findall(text)
    return len(marks) % 2 == 0 and not _CLOSING_MARK.search(text[-12:])


def run_of_marks(blocks: Sequence[Block]) -> Displayed | None:
    """Blocks from the first on that open with a mark each, the first without closing it, if there are such."""
    first = blocks[0]
    if not _OPENING_MARK.match(first.text) or _CLOSING_MARK.search(first.text[-12:]):
        return None
    if len(blocks) < 2 or not _OPENING_MARK.match(blocks[1].text) or blocks[1].lines[0].apart:
        return None
    return Displayed(_marked(blocks), RUN_OF_MARKS, Certainty.MEDIUM)


def series(blocks: Sequence[Block]) -> int:
    """How many blocks open with the enumerators of one series, from its beginning."""
    previous = blocks[0].enumerator()
    if previous is None or not previous.begins():
        return 0
    count = 1
    for block in blocks[1:]:
        mark = block.enumerator()
        if mark is None or not mark.follows(previous) or block.lines[0].apart:
            break
        previous, count = mark, count + 1
    return count


def _marked(rest: Sequence[Block]) -> int:
    """Paragraphs that each open with a mark, and the lists they introduce, to the one that closes with one."""
    count = 0
    while count < len(rest) and (_OPENING_MARK.match(rest[count].text) or _goes_on(rest, count)):
        count = _with_series(rest, count)
        following = rest[count] if count < len(rest) else None
        closes = _CLOSING_MARK.search(rest[count - 1].text[-12:])
        if closes and not (following and _follows(rest[count - 1], following)):
            break
    return count


def _goes_on(rest: Sequence[Block], at: int) -> bool:
    """Whether a block goes on with the series that the quoted one before it belongs to."""
    return at > 0 and _follows(rest[at - 1], rest[at])


def _follows(block: Block, following: Block) -> bool:
    """Whether a series binds two paragraphs."""
    first, second = block.enumerator(), following.enumerator()
    return first is not None and second is not None and second.follows(first)


def _with_series(rest: Sequence[Block], at: int) -> int:
    """After a block, and after the series that a colon at its end introduces."""
    if at + 1 < len(rest) and COLON.search(rest[at].text[-60:]):
        length = series(rest[at + 1 :])
        if length > 1:
            return at + 1 + length
    return at + 1


def _narrower(context: Context, introduction: Block, rest: Sequence[Block]) -> int:
    """Blocks set narrower than the text, or indented, after a paragraph that is not."""
    text_width = max(introduction.width, context.evidence.width)
    base = introduction.lines[-1].indent
    count = 0
    for block in rest:
        indented = all(line.indent >= base + 2 for line in block.lines)
        narrow = len(block.lines) > 1 and block.width <= text_width - _NARROWER
        if not (indented or narrow or (count and _OPENING_MARK.match(block.text) and len(block.lines) == 1)):
            break
        count += 1
        if _CLOSING_MARK.search(block.text[-12:]) and not block.text[-1].isalnum():
            break
    return count if rest[0].width > context.evidence.width * 0.55 else 0


def _announced(introduction: Block, rest: Sequence[Block]) -> int:
    """To the note reference that ends the quotation; where there is none, one paragraph or a series."""
    referred = 0 if _NOTE_REFERENCE_AT_END.search(introduction.text[-12:]) else _to_reference(rest)
    last, count = 0, _with_series(rest, 0)
    while count < len(rest) and not _NOTE_REFERENCE_AT_END.search(rest[count - 1].text[-12:]):
        if not _follows(rest[last], rest[count]):
            break
        last, count = count, _with_series(rest, count)
    return max(count, referred)


def _to_reference(rest: Sequence[Block]) -> int:
    """How many paragraphs reach to the first note reference, if one of the first few ends with it."""
    for count, block in enumerate(rest[:_MOST_QUOTED], 1):
        if count > 1 and (block.lines[0].apart or len(block.text) < _NARROWER * 10):
            return 0
        if _NOTE_REFERENCE.search(block.text):
            return count if len(_NOTE_REFERENCE.findall(block.text)) == 1 and _ends_referred(block) else 0
    return 0


def _ends_referred(block: Block) -> bool:
    return _NOTE_REFERENCE_AT_END.search(block.text[-12:]) is not None
