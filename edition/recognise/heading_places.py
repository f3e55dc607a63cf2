"""Where headings may stand (TEI `head`): before text, in no sentence, on no page of labels and values."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

import regex

from edition.findings import Annotation, Context, Finding, Lineation
from edition.recognise.enumerators import Enumerator, enumerator
from edition.recognise.evidence import recurring_key
from edition.recognise.headings import bare_heading, is_heading
from edition.recognise.marked_lines import CLOSING_MARK, DOUBLE_MARK, OPENING_MARK, is_sender
from edition.recognise.paragraphs import Block, begins_lower, ends_sentence
from edition.recognise.series import is_entry_end

_OF_ASCII = (ascii_uppercase.encode(), ascii_lowercase.encode())
_NOT_ASCII = regex.compile(r"[^\x00-\x7f]+")
_CAPITAL, _SMALL_LETTER = regex.compile(r"\p{Lu}"), regex.compile(r"\p{Ll}")
# Above this share of capitals a page is written in them.
_MOSTLY = 0.6
# Above this one it is a form, unless its lines are paragraphs; prose has less than a tenth.
_OF_A_FORM = 0.3
# A label on so many pages is a form's.
_LABEL_OF_MANY = 3
# Of the words of prose so many are known to the language, so many begin with a small letter; fewer are a form's.
_KNOWN, _SMALL, _FEWEST_WORDS = 0.55, 0.5, 6
_WORD = regex.compile(r"\p{L}{2,}")
_LOOKED_AT = 400
# `December 7, 1967`, `December 26-27, 1966`, `November 1965 •`: what a chronology tells of.
_DATE = regex.compile(
    r"\W{0,3}(?:\d{1,2}\s)?(?P<month>\p{L}{3,9})\.?\s(?:\d{1,2}(?:\s?[-–—]\s?\d{1,2})?,?\s)?1[89]\d\d\W{0,3}"
)
_LONGEST_DATE = 32
# `TABLE OF CONTENTS AND OUTLINE` stands above entries.
_CONTENTS = regex.compile(r"(?i)\bcontents\b")
_LONGEST_MARKING = 40


def heading_places(context: Context, blocks: Sequence[Block], found: Sequence[Finding]) -> Iterator[int]:
    """Yield the index of each block that is a heading."""
    below = sorted(f.start for f in found if isinstance(f, Annotation) and _stands_below_heads(f))
    for at in range(len(blocks)):
        if _is_chronological(context, blocks, at) or _is_heading(context, blocks, at, below):
            yield at


def _is_heading(context: Context, blocks: Sequence[Block], at: int, below: Sequence[int]) -> bool:
    """Whether a block has a heading's looks, place and text below it."""
    if not is_heading(context, blocks[at]) or not _may_stand(context, blocks, at):
        return False
    text = blocks[at].text
    if OPENING_MARK.match(text) and not DOUBLE_MARK.search(text, 1):
        return False  # `"4. Indications From Enemy`: a paragraph of a quotation that runs on
    if is_sender(text) and at and CLOSING_MARK.search(blocks[at - 1].text[-12:]):
        return False  # `BRUCE`, below the cable he sent
    return _has_text(context, blocks, at, below)


def _is_chronological(context: Context, blocks: Sequence[Block], at: int) -> bool:
    """Whether a date alone heads what happened then, where a paragraph is a line; a letter's date has its own place."""
    text = blocks[at].text
    if context.evidence.lineation is not Lineation.REJOINED or len(text) > _LONGEST_DATE:
        return False
    match = _DATE.fullmatch(text)
    if match is None or match["month"].casefold() not in context.language.months:
        return False
    before = blocks[at - 1] if at and not blocks[at].lines[0].apart else None
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    told = before is None or ends_sentence(before.text) or is_sender(before.text)
    if not told or after is None or after.lines[0].apart:
        return False
    return len(after.text) > 2 * context.evidence.width and _is_prose(context, after.text)


def _stands_below_heads(claim: Annotation) -> bool:
    """What a heading may have below it besides paragraphs."""
    return claim.element == "table" or (claim.element == "note" and ("place", "end") in claim.attributes)


def _may_stand(context: Context, blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading can stand here: in no sentence and no series, its capitals rare on the page."""
    block = blocks[at]
    before = blocks[at - 1] if at and not block.lines[0].apart else None
    after = blocks[at + 1] if at + 1 < len(blocks) and not blocks[at + 1].lines[0].apart else None
    mark = enumerator(bare_heading(block.text))
    if mark is None and before and _cuts_a_sentence(context, before, block):
        return False
    if mark is not None and (_is_of_series(context, before, mark) or _is_of_series(context, after, mark, -1)):
        return False
    if after and begins_lower(after.text) and after.text[:2].isalpha():
        return False
    if not _suits_page(context, block, mark):
        return False
    return context.evidence.recurring.get(recurring_key(block.text), 0) < _LABEL_OF_MANY


def _is_of_series(context: Context, other: Block | None, mark: Enumerator, step: int = 1) -> bool:
    """Whether the block beside a numbered line is the next or the last of its series, and no text: both are items."""
    beside = enumerator(bare_heading(other.text[:_LOOKED_AT])) if other else None
    if other is None or beside is None or len(other.text) > context.evidence.width:
        return False
    return mark.follows(beside) if step > 0 else beside.follows(mark)


def _cuts_a_sentence(context: Context, before: Block, block: Block) -> bool:
    """Whether a heading would stand within a sentence, or among short lines such as those of an address."""
    if is_heading(context, before):
        return not _are_two_titles(before, block)
    if ends_sentence(before.text):
        return False
    if before.text.isupper() and not block.text.isupper() and len(before.text) <= _LONGEST_MARKING:
        return False  # a marking, perhaps damaged, or what else stands in capitals about a page
    # Where a paragraph is a line, capitals tell a heading also below a date, or a title that is none by its looks.
    paragraphs = context.evidence.lineation is Lineation.REJOINED
    return not (paragraphs and block.text.isupper() and len(before.text) < context.evidence.width)


def _suits_page(context: Context, block: Block, mark: Enumerator | None) -> bool:
    """Whether a page's capitals leave a heading to be told, by its capitals or by its number."""
    capitals = _capitals(context, block.lines[0].page)
    if block.text.isupper() and capitals > _MOSTLY:
        return False
    return mark is not None or context.evidence.lineation is Lineation.REJOINED or capitals < _OF_A_FORM


def _capitals(context: Context, page: int) -> float:
    """The share of capitals among a page's letters: where it is high they tell nothing."""
    place = context.document.pages[page] if page >= 0 else context.document.pages[0]
    return _capital_share(context.document.text[place.start : place.end])


@lru_cache(maxsize=8)
def _capital_share(text: str) -> float:
    data = text.encode("ascii", "ignore")
    capitals, small = (len(data) - len(data.translate(None, letters)) for letters in _OF_ASCII)
    if len(data) < len(text):
        others = "".join(_NOT_ASCII.findall(text))
        capitals += len(_CAPITAL.findall(others))
        small += len(_SMALL_LETTER.findall(others))
    return capitals / max(1, capitals + small)


def _has_text(context: Context, blocks: Sequence[Block], at: int, below: Sequence[int]) -> bool:
    """A heading has text, a table or notes below it, with one more heading between at the most."""
    block = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    claim = bisect_left(below, block.end)
    next_start = following.start if following else len(context.document.text)
    if claim < len(below) and below[claim] < next_start:
        return True
    if following is None:
        return False
    if _CONTENTS.search(block.text) and any(is_entry_end(other.text) for other in blocks[at + 1 : at + 4]):
        return True
    if block.text.isupper() and following.text.isupper() and not is_heading(context, following):
        return False  # a cable is all in capitals: they tell nothing there
    if _is_text(context, following):
        return True
    if at + 2 >= len(blocks) or not is_heading(context, following) or not _are_two_titles(block, following):
        return False
    return _is_text(context, blocks[at + 2])


def _are_two_titles(first: Block, second: Block) -> bool:
    """Whether two headings may stand together: of names and posts, one to a line, none is a title."""
    return first.text.isupper() or second.text.isupper() or bool(first.enumerator() or second.enumerator())


def _is_text(context: Context, block: Block) -> bool:
    """Whether a block is long enough to stand below a heading, and is prose."""
    text = block.text
    long = len(text) > 2 * context.evidence.width or len(block.lines) > 2
    if not long and not (len(text) > context.evidence.width and ends_sentence(text)):
        return False
    return _is_prose(context, text)


def _is_prose(context: Context, text: str) -> bool:
    """Whether most words are the language's and begin with a small letter: no form, no debris, no list of names."""
    words = _WORD.findall(text[:_LOOKED_AT])
    known = sum(1 for word in words if word.casefold() in context.language.words)
    small = sum(1 for word in words if word[0].islower())
    return len(words) >= _FEWEST_WORDS and known > len(words) * _KNOWN and small > len(words) * _SMALL
