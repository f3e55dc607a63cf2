"""Blocks of text: paragraphs, heads, lists, displayed quotations (TEI `p`, `head`, `list`, `quote`)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from edition.findings import Annotation, Context, Finding, Lineation, Rule
from edition.recognise.displayed import COLON, Displayed, introduced, run_of_marks, series
from edition.recognise.evidence import recurring_key
from edition.recognise.headings import is_heading
from edition.recognise.paragraphs import Block, begins_lower, blocks_of, ends_sentence

PARAGRAPH = Rule(
    "blocks/paragraph",
    "Between its lines there is no evidence for a break: no blank line, clearly short line, indent or number.",
    "formed Secretary Rusk that the Soviet Foreign Office had approached the",
)
HEADING = Rule(
    "blocks/heading",
    "A short line apart that is no sentence, in capitals or with its words begun with capitals, before text.",
    "7. The Honolulu Conference and Its Follow-Up, June, 1964",
)
SERIES = Rule(
    "blocks/series",
    "After a colon come paragraphs that open with the enumerators of a series from its beginning.",
    "(1) The strikes were to be packaged in a week's program at a time;",
)
ITEMS = Rule(
    "blocks/items",
    "After a colon come short lines apart, none of them a sentence that ends.",
    "Desk calendars",
)

_MOST_ITEMS_LINES = 3
_CAPITAL, _SMALL_LETTER = regex.compile(r"\p{Lu}"), regex.compile(r"\p{Ll}")
_SMALL_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{2,}")
# Above this share of capitals a page is written in them, and a label on so many pages is a form's.
_MOSTLY = 0.6
_LABEL_OF_MANY = 3
# A notice of fewer is a stamp whose lines stand apart.
_FEWEST_PARAGRAPHS = 3


def blocks(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each block not yet claimed, its kind told by its shape and by what stands before it.

    Source: encoding manual, "Text" and "Quotations".
    """
    yield from _notices(context, found)
    all_blocks = blocks_of(context, found)
    tables = sorted(f.start for f in found if isinstance(f, Annotation) and _stands_below_heads(f))
    at = 0
    while at < len(all_blocks):
        introduction = all_blocks[at]
        at += 1
        if _is_head(context, all_blocks, at - 1, tables):
            yield Annotation("head", introduction.start, introduction.end, HEADING)
            continue
        run = run_of_marks(all_blocks[at - 1 :])
        if run is not None:
            yield from _as_quotation(all_blocks[at - 1 : at - 1 + run.count], run)
            at += run.count - 1
            continue
        yield Annotation("p", introduction.start, introduction.end, PARAGRAPH)
        if (
            at < len(all_blocks)
            and not all_blocks[at].lines[0].apart
            and COLON.search(introduction.text[-60:])
        ):
            length, findings = _introduced(context, introduction, all_blocks[at:])
            yield from findings
            at += length


def _notices(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """The paragraphs of each notice that fills much of a page, within its one note."""
    if context.evidence.lineation is not Lineation.BROKEN:
        return
    notes = [
        f
        for f in found
        if isinstance(f, Annotation) and f.element == "note" and f.rule.name.startswith("red")
    ]
    for note in notes:
        lines = [line for line in context.lines if note.start <= line.start < note.end]
        edges = [at for at, line in enumerate(lines) if at and line.gap]
        if len(edges) < _FEWEST_PARAGRAPHS:
            continue
        for first, last in pairwise([0, *edges, len(lines)]):
            yield Annotation("p", lines[first].start, lines[last - 1].end, PARAGRAPH)


def _stands_below_heads(claim: Annotation) -> bool:
    """What a heading may have below it besides paragraphs."""
    return claim.element == "table" or (claim.element == "note" and ("place", "end") in claim.attributes)


def _is_head(context: Context, all_blocks: Sequence[Block], at: int, tables: Sequence[int]) -> bool:
    """A heading has text or a table below it, and is no part of a run of short lines such as an address."""
    block = all_blocks[at]
    if not is_heading(context, block) or not _may_head(context, all_blocks, at):
        return False
    next_start = all_blocks[at + 1].start if at + 1 < len(all_blocks) else len(context.document.text)
    table = bisect_left(tables, block.end)
    if table < len(tables) and tables[table] < next_start:
        return True
    if at + 1 >= len(all_blocks):
        return False
    after = all_blocks[at + 1]
    if block.text.isupper() and after.text.isupper() and not is_heading(context, after):
        return False  # a cable is all in capitals: they tell nothing there
    if _is_text(context, after):
        return True
    return is_heading(context, after) and at + 2 < len(all_blocks) and _is_text(context, all_blocks[at + 2])


def _may_head(context: Context, all_blocks: Sequence[Block], at: int) -> bool:
    """Whether a heading can stand here: in no sentence, its capitals rare on the page, no label of many pages."""
    block = all_blocks[at]
    before = all_blocks[at - 1] if at and not block.lines[0].apart else None
    numbered = block.enumerator() is not None
    if before and not numbered and not ends_sentence(before.text) and not is_heading(context, before):
        return False
    if (
        at + 1 < len(all_blocks)
        and begins_lower(all_blocks[at + 1].text)
        and all_blocks[at + 1].text[:2].isalpha()
    ):
        return False
    if block.text.isupper() and _capitals(context, block.lines[0].page) > _MOSTLY and not numbered:
        return False
    return context.evidence.recurring.get(recurring_key(block.text), 0) < _LABEL_OF_MANY


def _capitals(context: Context, page: int) -> float:
    """The share of capitals among a page's letters: where it is high they tell nothing."""
    place = context.document.pages[page] if page >= 0 else context.document.pages[0]
    return _capital_share(context.document.text[place.start : place.end])


@lru_cache(maxsize=8)
def _capital_share(text: str) -> float:
    capitals = len(_CAPITAL.findall(text))
    return capitals / max(1, capitals + len(_SMALL_LETTER.findall(text)))


def _is_text(context: Context, block: Block) -> bool:
    """Whether a block is long enough to stand below a heading."""
    text = block.text
    if len(text) > 2 * context.evidence.width or len(block.lines) > 2:
        return True
    return len(text) > context.evidence.width and ends_sentence(text)


def _introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> tuple[int, list[Finding]]:
    """What a sentence that ends in a colon introduces: how many blocks, and the findings for them."""
    quoted = introduced(context, introduction, rest)
    if quoted is not None:
        return quoted.count, list(_as_quotation(rest[: quoted.count], quoted))
    enumerated = series(rest)
    if enumerated > 1:
        return enumerated, list(_as_list(rest[:enumerated], SERIES))
    items = _items(context, rest) if _is_sentence(introduction.text) else 0
    if items > 1:
        return items, list(_as_list(rest[:items], ITEMS))
    return 0, []


def _is_sentence(text: str) -> bool:
    """Whether items complete it: `SUBJECT:` is a label."""
    return len(text.split()) > 3 and _SMALL_WORD.search(text) is not None


def _items(context: Context, rest: Sequence[Block]) -> int:
    """How many short lines apart stand here, before a paragraph."""
    if context.evidence.lineation is Lineation.SPACED:
        return 0  # there every scrap is a line apart
    count = 0
    for number, block in enumerate(rest):
        if number and (block.lines[0].apart or block.lines[0].page != rest[0].lines[0].page):
            break
        if block.text.endswith(":"):
            return 0
        long = (
            len(block.lines) > _MOST_ITEMS_LINES or len(block.lines[0].text) > context.evidence.width * 0.95
        )
        if long or begins_lower(block.text) or block.enumerator():
            break
        count += 1
        if ends_sentence(block.text):
            break
    return count if count > 2 else 0


def _as_quotation(quoted: Sequence[Block], displayed: Displayed) -> Iterator[Finding]:
    yield Annotation("quote", quoted[0].start, quoted[-1].end, displayed.rule, (), displayed.cert)
    at = 0
    while at < len(quoted):
        block = quoted[at]
        yield Annotation("p", block.start, block.end, PARAGRAPH)
        at += 1
        length = series(quoted[at:]) if at < len(quoted) and COLON.search(block.text[-60:]) else 0
        if length > 1:
            yield from _as_list(quoted[at : at + length], SERIES)
            at += length


def _as_list(items: Sequence[Block], rule: Rule) -> Iterator[Finding]:
    """A list whose enumerators are labels."""
    yield Annotation("list", items[0].start, items[-1].end, rule)
    for item in items:
        mark = item.enumerator()
        start = item.start
        if mark is not None:
            text = item.lines[0].text
            length = len(text) - len(text.lstrip('"“”')) + len(mark.label)
            yield Annotation("label", start, start + length, rule)
            rest = text[length:]
            start += length + len(rest) - len(rest.lstrip())
            if not rest.strip() and len(item.lines) > 1:
                start = item.lines[1].start
        yield Annotation("item", start, item.end, rule)
