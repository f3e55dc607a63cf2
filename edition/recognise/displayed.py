"""Displayed quotations (TEI `quote`): how many blocks are somebody else's words, and what tells it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from edition.findings import Certainty, Context, Lineation, Rule
from edition.recognise.enumerators import Enumerator
from edition.recognise.marked_lines import (
    CLOSING_MARK,
    DOUBLE_MARK,
    OPENING_MARK,
    is_in_marks,
    is_narration,
    is_sender,
)
from edition.recognise.paragraphs import Block, begins_lower, ends_sentence
from edition.recognise.series import COLON, follows, series, with_series

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

# Words that announce what somebody said, wrote or thought, in what manner so ever.
_SAYS = (
    r"quot\w+|sa(?:id|ys|ying)|stat(?:ed|es|ing)|wrote|writes|written|wired|cabled?|messages?|telegrams?|letters?|memorand\w+|"
    r"reported|repl(?:ied|y|ying)|answer\w*|respond\w*|responses?|reads?|text|words|warned|asked|told|added|declared|conclu\w+|"
    r"instruct\w+|recommend\w+|describ\w+|explain\w+|observ\w+|remark\w+|comment\w*|argu\w+|noted|felt|believed|"
    r"thought|urged|ordered|statement|propos\w+|suggest\w+|summar\w+|direct\w+|envisioned|testified|advice|advised"
)
# `as follows:`, `the following message:`; but `the following actions:` announces a list.
_FOLLOWS = (
    r"thus(?=\W*$)|follows?|following(?=\W*\d{0,3}/?\W*$)|following (?:\w+ )?"
    r"(?:text|message|cable|telegram|passage|letter|reply|advice|words|account|conversation|paragraph|exchange)"
)
_ANNOUNCES = regex.compile(
    rf"(?i)\b(?:{_SAYS}|{_FOLLOWS})\b|\((?-i:[A-Z]\w+ )?(?:\d{{2,5}}|State|Embassy|Saigon)[^)]{{0,30}}\)\s*:"
)
_SAYING = regex.compile(rf"(?i)\b(?:{_SAYS})\b")
# `it is reproduced here in full:`, `The text of the message follows:`.
_WHOLE = regex.compile(
    r"(?i)\bin full\b|\bfull text\b|\bin its entirety\b|\bverbatim\b|\btext\b[^.:]{0,60}\b(?:follows|reads)\b"
)
# `Kohler's account of the conversation follows: 134/`: its note reference stands before it, not at its end.
_WHOLE_REFERRED = regex.compile(
    r"(?i)\b(?:message|cable|telegram|letter|memorandum|account|record|minutes)\b[^.:]{0,60}\b(?:follows|reads)\b"
)
# `the memorandum is reproduced in full.`: no colon is needed.
_REPRODUCED = regex.compile(
    r"(?i)\b(?:reproduced|quoted|given|printed) (?:\w+ )?(?:in full|verbatim|in its entirety)\W*$"
)
# What numbered paragraphs are quoted from, where no note reference at their end tells it.
_DOCUMENT = regex.compile(
    r"(?i)\b(?:annex|memorandum|memo|cable|message|telegram|letter|directive|minutes|text|NSAM|JCSM?)\b"
    r".{0,80}\b(?:follows|following|reads?)\W*\d{0,3}/?\W*$"
)
# `QTE The present situation`, as telegrams have it for marks they cannot send.
_TELEGRAPHED, _TELEGRAPHED_END = regex.compile(r"(?:QTE|QUOTE)\b"), regex.compile(r"\bUN(?:QTE|QUOTE)\b")
# `...I believe we have achieved greater results`: words that somebody left out begin a quotation.
_ELLIPSIS = regex.compile(r"\W{0,3}(?:\.{3}|\. \. \.|…)")
_ELLIPSIS_AT_END = regex.compile(r"(?:\.{3}|…)\W{0,3}(?:\d{1,3}/)?\W*$")
# `/of NSAM 288/` is none, but an interpolation.
_NOTE_REFERENCE = regex.compile(r"\s(?<!(?<![\w/])/\p{L}[^/]{0,60})[(£]?\d{1,3}/(?!\d)")
_NOTE_REFERENCE_AT_END = regex.compile(
    r"\s(?:[(£]?\d{1,3}|(?<=[.,?!\"”]\s)[^\s/]{1,3})/\W*$|[.?!\"”]\s?\*{1,2}\W*$"
)
_FIRST_PERSON = regex.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b(?! -)")
# `The argument then proceeded to the key question`, `the report argued`: the author on what he quotes.
_SPEAKS_OF = regex.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:memorandum|memo|message|cable|statement|report|paper|argument|letter|draft)\b"
)
_BETWEEN_MARKS = regex.compile(r"[\"“][^\"”“]*[\"”]")
_SENTENCE = regex.compile(r"[.?!][\"”’)]*\s+(?=\p{Lu})")
# How much narrower than the text a displayed quotation is set, in characters.
_NARROWER = 6
# Where lines are in pieces, so many of them tell how wide a block is; a quotation takes this part of the width.
_MANY_LINES = 5
_NARROW_SHARE = 0.85
# A quotation of more paragraphs than this is not told by the note reference at its end.
_MOST_QUOTED = 4
# Nor a document given in full by more than this.
_MOST_OF_DOCUMENT = 30
# A paragraph whose opening mark OCR lost stands before one that has it, this near.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Displayed:
    """How many blocks are quoted, by which rule, how surely."""

    count: int
    rule: Rule
    cert: Certainty | None = None


def introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> Displayed | None:
    """The blocks that a paragraph ending in a colon introduces as somebody's words, if they are such."""
    first = rest[0]
    if OPENING_MARK.match(first.text):
        return None if is_narration(first.text) else Displayed(_marked(rest), MARKED)
    sentence = _last_sentences(introduction.text)
    announced = _ANNOUNCES.search(sentence) or _ELLIPSIS.match(first.text)
    if context.evidence.lineation is not Lineation.REJOINED:
        if not announced or first.enumerator() is not None:
            return None
        count = _narrower(context, introduction, rest)
        return Displayed(count, INTRODUCED) if count else None
    if len(first.text) <= context.evidence.width:
        return None
    mark = first.enumerator()
    if mark is not None and (mark.ordinals or series(rest) > 1):
        return _counted(sentence, rest, mark)
    if announced:
        return Displayed(_announced(introduction, rest), ANNOUNCED, Certainty.MEDIUM)
    if _ends_referred(first) and _referred(introduction, rest):
        return Displayed(1, REFERRED, Certainty.MEDIUM)
    return None


def _last_sentences(text: str) -> str:
    """The last sentence, and the one before it: it may name the document that the last one quotes."""
    tail = text[-500:]
    ends = [match.end() for match in _SENTENCE.finditer(tail)]
    return tail[ends[-2] :] if len(ends) > 1 else tail


def reproduces(text: str) -> bool:
    """Whether a paragraph says, without a colon, that a document follows in full."""
    return _REPRODUCED.search(text, max(0, len(text) - 80)) is not None


def _counted(sentence: str, rest: Sequence[Block], mark: Enumerator) -> Displayed | None:
    """Numbered paragraphs of somebody's document; items of the author's own sentence are none."""
    if not mark.ordinals or begins_lower(rest[0].text[len(mark.label) :].lstrip()):
        return None
    if _SAYING.search(sentence):
        count = _ascending(rest)
        if _ends_referred(rest[count - 1]):
            return Displayed(count, ANNOUNCED, Certainty.MEDIUM)
    if _WHOLE.search(sentence) or reproduces(sentence):
        return Displayed(_whole(rest), ANNOUNCED, Certainty.MEDIUM)
    if _DOCUMENT.search(sentence) and ends_sentence(rest[0].text):
        return Displayed(_outline(rest), ANNOUNCED, Certainty.MEDIUM)
    return None


def _ascending(rest: Sequence[Block]) -> int:
    """The paragraphs of a series, some perhaps left out, with the series within them."""
    last, count = 0, with_series(rest, 0)
    while count < len(rest) and not _ends_referred(rest[count - 1]):
        before, mark = rest[last].enumerator(), rest[count].enumerator()
        if before is None or mark is None or not mark.ascends_from(before):
            break
        last, count = count, with_series(rest, count)
    return count


def _outline(rest: Sequence[Block]) -> int:
    """The paragraphs of an outline, each numbered on some level of it."""
    levels: list[Enumerator] = []
    for count, block in enumerate(rest):
        mark = block.enumerator()
        ended = count and (block.lines[0].apart or _ends_referred(rest[count - 1]))
        if mark is None or ended:
            return count
        last = next((at for at in reversed(range(len(levels))) if mark.ascends_from(levels[at])), None)
        if last is not None:
            levels[last:] = [mark]
        elif mark.begins() or not levels:
            levels.append(mark)
        else:
            return count
    return len(rest)


def _referred(introduction: Block, rest: Sequence[Block]) -> bool:
    """Whether the note reference at a paragraph's end tells where all of it comes from.

    Behind a closing mark it tells where the words between the marks come from.
    """
    text = rest[0].text
    return (
        len(_NOTE_REFERENCE.findall(text)) == 1
        and not begins_lower(text)
        and not _NOTE_REFERENCE_AT_END.search(introduction.text[-12:])
        and not CLOSING_MARK.search(text[-12:])
    )


def run_of_marks(blocks: Sequence[Block]) -> Displayed | None:
    """Blocks from the first on that stand in marks as wholes, without words that announce them, if there are such."""
    first = blocks[0]
    if not OPENING_MARK.match(first.text) or is_narration(first.text):
        return None
    if CLOSING_MARK.search(first.text[-12:]):
        return Displayed(_marked(blocks), IN_MARKS, Certainty.MEDIUM) if is_in_marks(first.text) else None
    if len(blocks) < 2 or not OPENING_MARK.match(blocks[1].text) or blocks[1].lines[0].apart:
        return None
    if is_narration(blocks[1].text):
        return None
    return Displayed(_marked(blocks), RUN_OF_MARKS, Certainty.MEDIUM)


def opened_before(blocks: Sequence[Block]) -> Displayed | None:
    """The blocks at a document's beginning that end a quotation whose beginning is not in it."""
    first = blocks[0]
    if OPENING_MARK.match(first.text) or not begins_lower(first.text):
        return None
    if CLOSING_MARK.search(first.text[-12:]) and len(DOUBLE_MARK.findall(first.text)) % 2:
        return Displayed(1, OPENED_BEFORE, Certainty.LOW)
    marked = run_of_marks(blocks[1:]) if len(blocks) > 1 and not COLON.search(first.text[-60:]) else None
    return Displayed(1 + marked.count, OPENED_BEFORE, Certainty.LOW) if marked else None


def _marked(rest: Sequence[Block]) -> int:
    """Paragraphs that each open with a mark, and the lists they introduce, to the one that closes with one."""
    count, closed = 0, False
    while count < len(rest) and (count == 0 or not rest[count].lines[0].apart):
        opens = OPENING_MARK.match(rest[count].text) and not is_narration(rest[count].text)
        if not (opens or (count and follows(rest[count - 1], rest[count]))):
            lost = 0 if closed else _opening_lost(rest, count)
            if not lost:
                break
            count += lost
        elif closed and _ends_referred(rest[count - 1]):
            break  # the next words have a source of their own
        else:
            count = with_series(rest, count)
        closed = CLOSING_MARK.search(rest[count - 1].text[-12:]) is not None
    signed = closed and count < len(rest) and not rest[count].lines[0].apart and is_sender(rest[count].text)
    return count + 1 if signed else count


def _opening_lost(rest: Sequence[Block], at: int) -> int:
    """How many paragraphs of an open quotation have lost their opening mark, by what stands after them."""
    for count, block in enumerate(rest[at : at + _NEAR], 1):
        if block.lines[0].apart or COLON.search(block.text[-60:]) or len(block.text) < _NARROWER * 10:
            return 0
        marks = len(DOUBLE_MARK.findall(block.text))
        if marks % 2 and CLOSING_MARK.search(block.text[-12:]):
            return count
        if marks or _NOTE_REFERENCE.search(block.text):
            return 0
        after = rest[at + count] if at + count < len(rest) else None
        if after is not None and OPENING_MARK.match(after.text) and not is_narration(after.text):
            return count
    return 0


def _narrower(context: Context, introduction: Block, rest: Sequence[Block]) -> int:
    """Blocks set narrower than the text, or indented, after a paragraph that is not."""
    text_width = max(introduction.width, context.evidence.width)
    if context.evidence.lineation is Lineation.SPACED:
        return _narrower_throughout(text_width, rest)
    base = introduction.lines[-1].indent
    count = 0
    for block in rest:
        indented = all(line.indent >= base + 2 for line in block.lines)
        narrow = len(block.lines) > 1 and block.width <= text_width - _NARROWER
        if not (indented or narrow or (count and OPENING_MARK.match(block.text) and len(block.lines) == 1)):
            break
        count += 1
        if CLOSING_MARK.search(block.text[-12:]) and not block.text[-1].isalnum():
            break
    return count if rest[0].width > context.evidence.width * 0.55 else 0


def _narrower_throughout(text_width: int, rest: Sequence[Block]) -> int:
    """The same where OCR gives lines in pieces: of many lines one at least would be whole."""
    count = 0
    for block in rest:
        if len(block.lines) < _MANY_LINES or block.width > text_width * _NARROW_SHARE or block.lines[0].apart:
            break
        count += 1
        if _ends_referred(block) or CLOSING_MARK.search(block.text[-12:]):
            break
    return count


def _announced(introduction: Block, rest: Sequence[Block]) -> int:
    """To the note reference that ends the quotation; where there is none, one paragraph or a series."""
    if _TELEGRAPHED.match(rest[0].text):
        return _telegraphed(rest)
    sentences = _last_sentences(introduction.text)
    before = _NOTE_REFERENCE_AT_END.search(introduction.text[-12:])
    if _WHOLE.search(sentences) or (before and _WHOLE_REFERRED.search(sentences)):
        return _whole(rest)
    referred = 0 if before else _to_reference(rest)
    count = max(_ascending(rest), referred)
    return count if referred or _ends_referred(rest[count - 1]) else _in_same_voice(rest, count)


def _in_same_voice(rest: Sequence[Block], count: int) -> int:
    """Where no note reference ends a quotation: to its numbered paragraphs, and to the last that says `we` or `I`.

    The author who quotes writes of others. His is a paragraph with a note reference in its midst, one that announces
    more, and one that speaks of what he quotes.
    """
    if count < len(rest) and not rest[count].lines[0].apart:
        numbered = series(rest[count:])
        count += numbered if numbered > 1 else 0
    last = count
    for at in range(count, min(count + _MOST_QUOTED, len(rest))):
        block = rest[at]
        referred = _NOTE_REFERENCE.search(block.text) or _ends_referred(block)
        if block.lines[0].apart or (referred and not _is_source(block)):
            break
        if _SPEAKS_OF.search(block.text) or (
            COLON.search(block.text[-60:]) and _SAYING.search(_last_sentences(block.text))
        ):
            break
        if _FIRST_PERSON.search(_BETWEEN_MARKS.sub("", block.text)):
            last = at + 1
        if referred:
            break
    return last


def _is_source(block: Block) -> bool:
    """Whether a paragraph's one note reference stands at its end, behind no words in marks."""
    alone = len(_NOTE_REFERENCE.findall(block.text)) < 2 and _ends_referred(block)
    return alone and not CLOSING_MARK.search(block.text[-12:])


def _telegraphed(rest: Sequence[Block]) -> int:
    """To the paragraph with the word for the closing mark; the first where none has it."""
    for count, block in enumerate(rest[:_MOST_OF_DOCUMENT], 1):
        if _TELEGRAPHED_END.search(block.text):
            return count
    return 1


def _whole(rest: Sequence[Block]) -> int:
    """A document given in full: to the note reference at its end, or to where the author's own words refer or quote.

    A paragraph with a note reference in its midst, or between marks that a reference follows, is the author's.
    """
    for count, block in enumerate(rest[:_MOST_OF_DOCUMENT]):
        if count and block.lines[0].apart:
            return count
        if _NOTE_REFERENCE.search(block.text):
            return count + 1 if _is_source(block) else max(count, 1)
    return len(rest) if len(rest) <= _MOST_OF_DOCUMENT else 1


def _to_reference(rest: Sequence[Block]) -> int:
    """How many paragraphs reach to the first note reference, if one of the first few ends with it."""
    for count, block in enumerate(rest[:_MOST_QUOTED], 1):
        if count > 1 and (block.lines[0].apart or len(block.text) < _NARROWER * 10):
            return 0
        if count > 1 and _SPEAKS_OF.search(block.text):
            return 0
        if _NOTE_REFERENCE.search(block.text) or _ends_referred(block):
            return count if len(_NOTE_REFERENCE.findall(block.text)) < 2 and _ends_referred(block) else 0
    return 0


def _ends_referred(block: Block) -> bool:
    return _NOTE_REFERENCE_AT_END.search(block.text[-12:]) is not None
