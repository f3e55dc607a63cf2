"""How far a displayed quotation runs: to its note reference, its closing mark, its last number or its voice."""

from collections.abc import Sequence

import regex

from edition.findings import Context, Lineation
from edition.recognise.announcements import SAYING, WHOLE, WHOLE_REFERRED, last_sentences
from edition.recognise.enumerators import Enumerator
from edition.recognise.marked_lines import CLOSING_MARK, DOUBLE_MARK, OPENING_MARK, is_narration, is_sender
from edition.recognise.paragraphs import Block, ends_sentence
from edition.recognise.series import COLON, follows, series, with_series

# `QTE The present situation`, as telegrams have it for marks they cannot send.
_TELEGRAPHED, _TELEGRAPHED_END = regex.compile(r"(?:QTE|QUOTE)\b"), regex.compile(r"\bUN(?:QTE|QUOTE)\b")
# `/of NSAM 288/` is none, but an interpolation.
NOTE_REFERENCE = regex.compile(r"\s(?<!(?<![\w/])/\p{L}[^/]{0,60})[(£]?\d{1,3}/(?!\d)")
NOTE_REFERENCE_AT_END = regex.compile(
    r"\s(?:[(£]?\d{1,3}|(?<=[.,?!\"”]\s)[^\s/]{1,3})/\W*$|[.?!\"”]\s?\*{1,2}\W*$"
)
_FIRST_PERSON = regex.compile(r"\b(?:[Ww]e|[Oo]ur|us|I|[Mm]y)\b(?! -)")
# `The argument then proceeded to the key question`, `the report argued`: the author on what he quotes.
_SPEAKS_OF = regex.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:memorandum|memo|message|cable|statement|report|paper|argument|letter|draft) "
    r"(?:\w+ )?(?:\p{Ll}+ed|went|said|then|also|was|is)\b"
)
_BETWEEN_MARKS = regex.compile(r"[\"“][^\"”“]*[\"”]")
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
_NEAR = 4
# `'1. I have insisted`: a quotation within one, or a mark half lost.
_LESSER_MARK = regex.compile(r"['‘’](?:\d{1,2}[.-]\s)?\p{Lu}")


def announced_extent(introduction: Block, rest: Sequence[Block]) -> int:
    """To the note reference that ends the quotation; where there is none, one paragraph or a series."""
    if _TELEGRAPHED.match(rest[0].text):
        return _telegraphed(rest)
    sentences = last_sentences(introduction.text)
    before = NOTE_REFERENCE_AT_END.search(introduction.text[-12:])
    if WHOLE.search(sentences) or (before and WHOLE_REFERRED.search(sentences)):
        return document_extent(rest)
    referred = 0 if before else _to_reference(rest)
    count = max(numbered_extent(rest), referred)
    return count if referred or ends_referred(rest[count - 1]) else _in_same_voice(rest, count)


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
        referred = NOTE_REFERENCE.search(block.text) or ends_referred(block)
        if block.lines[0].apart or (referred and not _is_source(block)):
            break
        if _SPEAKS_OF.search(block.text) or (
            COLON.search(block.text[-60:]) and SAYING.search(last_sentences(block.text))
        ):
            break
        if _FIRST_PERSON.search(_BETWEEN_MARKS.sub("", block.text)):
            last = at + 1
        if referred:
            break
    return last


def document_extent(rest: Sequence[Block]) -> int:
    """A document given in full: to the note reference at its end, or to where the author's own words refer or quote.

    A paragraph with a note reference in its midst, or between marks that a reference follows, is the author's.
    """
    for count, block in enumerate(rest[:_MOST_OF_DOCUMENT]):
        if count and block.lines[0].apart:
            return count
        if NOTE_REFERENCE.search(block.text):
            return count + 1 if _is_source(block) else max(count, 1)
    return len(rest) if len(rest) <= _MOST_OF_DOCUMENT else 1


def _to_reference(rest: Sequence[Block]) -> int:
    """How many paragraphs reach to the first note reference, if one of the first few ends with it."""
    for count, block in enumerate(rest[:_MOST_QUOTED], 1):
        if count > 1 and (block.lines[0].apart or len(block.text) < _NARROWER * 10):
            return 0
        if count > 1 and _SPEAKS_OF.search(block.text):
            return 0
        if NOTE_REFERENCE.search(block.text) or ends_referred(block):
            return count if len(NOTE_REFERENCE.findall(block.text)) < 2 and ends_referred(block) else 0
    return 0


def _telegraphed(rest: Sequence[Block]) -> int:
    """To the paragraph with the word for the closing mark; the first where none has it."""
    for count, block in enumerate(rest[:_MOST_OF_DOCUMENT], 1):
        if _TELEGRAPHED_END.search(block.text):
            return count
    return 1


def numbered_extent(rest: Sequence[Block]) -> int:
    """The paragraphs of a series, some perhaps left out, with the series within them."""
    last, count = 0, with_series(rest, 0)
    while count < len(rest) and not ends_referred(rest[count - 1]):
        before, mark = rest[last].enumerator(), rest[count].enumerator()
        if before is None or mark is None or not mark.ascends_from(before):
            break
        last, count = count, with_series(rest, count)
    return count


def outline_extent(rest: Sequence[Block]) -> int:
    """The paragraphs of an outline, each numbered on some level of it."""
    levels: list[Enumerator] = []
    for count, block in enumerate(rest):
        mark = block.enumerator()
        ended = count and (block.lines[0].apart or ends_referred(rest[count - 1]))
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


def marked_extent(rest: Sequence[Block]) -> int:
    """Paragraphs that each open with a mark, and the lists they introduce, to the one that closes with one."""
    count, closed = 0, False
    while count < len(rest) and (count == 0 or not rest[count].lines[0].apart):
        opens = OPENING_MARK.match(rest[count].text) and not is_narration(rest[count].text)
        if not (opens or (count and _goes_on(rest, count, closed=closed))):
            lost = 0 if closed else opening_lost(rest, count)
            if not lost:
                break
            count += lost
        elif closed and ends_referred(rest[count - 1]):
            break  # the next words have a source of their own
        else:
            count = with_series(rest, count)
        closed = CLOSING_MARK.search(rest[count - 1].text[-12:]) is not None
    signed = closed and count < len(rest) and not rest[count].lines[0].apart and is_sender(rest[count].text)
    return count + 1 if signed else count


# `Saigon 20590 (to SecState), S/Nodis 16 March 1967`: a dated line begins another piece.
_DATED = regex.compile(r"\b1[89]\d\d\W*$")


def _goes_on(rest: Sequence[Block], at: int, *, closed: bool) -> bool:
    """Whether a series binds a block to the one before, or, within an open quotation, numbers or a lesser mark do.

    An open quotation does not end amid a sentence: "Inquire when, where and with what parties" goes on below.
    """
    if follows(rest[at - 1], rest[at]):
        return True
    if not closed and not ends_sentence(rest[at - 1].text) and not _DATED.search(rest[at].text[-8:]):
        return True
    before, mark = rest[at - 1].enumerator(), rest[at].enumerator()
    ascends = before is not None and mark is not None and mark.ascends_from(before)
    return not closed and (ascends or _LESSER_MARK.match(rest[at].text) is not None)


def opening_lost(rest: Sequence[Block], at: int) -> int:
    """How many paragraphs of an open quotation have lost their opening mark, by what stands after them."""
    for count, block in enumerate(rest[at : at + _NEAR], 1):
        announces = COLON.search(block.text[-60:]) and SAYING.search(last_sentences(block.text))
        if block.lines[0].apart or announces or len(block.text) < _NARROWER * 10:
            return 0
        marks = len(DOUBLE_MARK.findall(block.text))
        if marks % 2 and CLOSING_MARK.search(block.text[-12:]):
            return count
        if marks or NOTE_REFERENCE.search(block.text):
            return 0
        after = rest[at + count] if at + count < len(rest) else None
        if after is not None and OPENING_MARK.match(after.text) and not is_narration(after.text):
            return count
    return 0


def narrower_extent(context: Context, introduction: Block, rest: Sequence[Block]) -> int:
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
    for count, block in enumerate(rest, 1):
        if len(block.lines) < _MANY_LINES or block.width > text_width * _NARROW_SHARE or block.lines[0].apart:
            break
        if ends_referred(block) or CLOSING_MARK.search(block.text[-12:]):
            return count
    return 0  # nothing tells where it ends


def _is_source(block: Block) -> bool:
    """Whether a paragraph's one note reference stands at its end, behind no words in marks."""
    alone = len(NOTE_REFERENCE.findall(block.text)) < 2 and ends_referred(block)
    return alone and not CLOSING_MARK.search(block.text[-12:])


def ends_referred(block: Block) -> bool:
    """Whether a paragraph ends with a note reference."""
    return NOTE_REFERENCE_AT_END.search(block.text[-12:]) is not None
