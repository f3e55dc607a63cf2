"""Blocks of text: paragraphs, heads, lists, displayed quotations (TEI `p`, `head`, `list`, `quote`)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Lineation, Rule
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

# `as follows: 68/`: a colon, behind it a note reference at most.
_COLON = regex.compile(r":[\"”’]*\s*(?:[(£]?\d{1,3}/|\*|\(\d{1,3}\))?[^\p{L}\d]*$")
# Words that announce what somebody said or wrote.
_ANNOUNCES = regex.compile(
    r"(?i)\b(?:follow(?:s|ing)|quot\w+|sa(?:id|ys)|stat(?:ed|es|ing)|wrote|writes|cabled?|messages?|telegrams?|letters?|"
    r"memorand\w+|reported|replied|reads?|text|words|warned|asked|told|added|declared|concluded|instruct\w+|"
    r"recommend\w+|describ\w+|explain\w+|observ\w+|argued|noted|statement|proposed|directed|envisioned|testified)\b"
    r"|\((?:[A-Z]\w+ )?(?:\d{2,5}|State|Embassy|Saigon)[^)]{0,30}\)\s*:"
)
_OPENING_MARK = regex.compile(r"[\"“”„]|''|‘‘|’’|\.\.\.\s*\"|[^\w\s]{0,2}[\"“]")
_CLOSING_MARK = regex.compile(r"[\"“”>®]\s*(?:[(£]?\d{1,3}/)?\W*$")
_NOTE_REFERENCE_AT_END = regex.compile(r"\s[(£]?\d{1,3}/\W*$")
# How much narrower than the text a displayed quotation is set, in characters.
_NARROWER = 6
_MOST_ITEMS_LINES = 3
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
        yield Annotation("p", introduction.start, introduction.end, PARAGRAPH)
        if (
            at < len(all_blocks)
            and not all_blocks[at].lines[0].apart
            and _COLON.search(introduction.text[-30:])
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
    if not is_heading(context, block):
        return False
    next_start = all_blocks[at + 1].start if at + 1 < len(all_blocks) else len(context.document.text)
    table = bisect_left(tables, block.end)
    if table < len(tables) and tables[table] < next_start:
        return True
    if at + 1 >= len(all_blocks):
        return False
    after = all_blocks[at + 1]
    if _is_text(context, after):
        return True
    return is_heading(context, after) and at + 2 < len(all_blocks) and _is_text(context, all_blocks[at + 2])


def _is_text(context: Context, block: Block) -> bool:
    """Whether a block is long enough to stand below a heading."""
    text = block.text
    if len(text) > 2 * context.evidence.width or len(block.lines) > 2:
        return True
    return len(text) > context.evidence.width and ends_sentence(text)


def _introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> tuple[int, list[Finding]]:
    """What a sentence that ends in a colon introduces: how many blocks, and the findings for them."""
    quoted, rule, cert = _quotation(context, introduction, rest)
    if quoted:
        return quoted, list(_as_quotation(context, rest[:quoted], rule, cert))
    series = _series(rest)
    if series > 1:
        return series, list(_as_list(rest[:series], SERIES))
    items = _items(context, rest)
    if items > 1:
        return items, list(_as_list(rest[:items], ITEMS))
    return 0, []


def _quotation(
    context: Context, introduction: Block, rest: Sequence[Block]
) -> tuple[int, Rule, Certainty | None]:
    """How many of the blocks are quoted, and what tells it."""
    announced = _ANNOUNCES.search(introduction.text[-400:]) is not None
    if _OPENING_MARK.match(rest[0].text):
        return _marked(rest), MARKED, None
    if not announced:
        return 0, ANNOUNCED, None
    if context.evidence.lineation is not Lineation.REJOINED:
        return _narrower(context, introduction, rest), INTRODUCED, None
    if len(rest[0].text) > context.evidence.width and not begins_lower(rest[0].text):
        return _announced(rest), ANNOUNCED, Certainty.MEDIUM
    return 0, ANNOUNCED, None


def _marked(rest: Sequence[Block]) -> int:
    """Paragraphs that each open with a mark, and the lists they introduce, to the one that closes with one."""
    count = 0
    while count < len(rest) and (_OPENING_MARK.match(rest[count].text) or _goes_on(rest, count)):
        count = _with_series(rest, count)
        following = rest[count] if count < len(rest) else None
        closes = _CLOSING_MARK.search(rest[count - 1].text[-12:])
        if closes and not (following and _opens_alike(rest[count - 1], following)):
            break
    return count


def _goes_on(rest: Sequence[Block], at: int) -> bool:
    """Whether a block goes on with the series that the quoted one before it belongs to."""
    return at > 0 and _opens_alike(rest[at - 1], rest[at])


def _with_series(rest: Sequence[Block], at: int) -> int:
    """After a block, and after the series that a colon at its end introduces."""
    if at + 1 < len(rest) and _COLON.search(rest[at].text[-30:]):
        series = _series(rest[at + 1 :])
        if series > 1:
            return at + 1 + series
    return at + 1


def _opens_alike(block: Block, following: Block) -> bool:
    """A paragraph that closes its marks and one that opens them are two quotations, unless a series binds them."""
    first, second = block.enumerator(), following.enumerator()
    return first is not None and second is not None and second.follows(first)


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


def _announced(rest: Sequence[Block]) -> int:
    """One paragraph, or a series of them with their lists, to the note reference that ends a quotation."""
    last, count = 0, _with_series(rest, 0)
    while count < len(rest) and not _NOTE_REFERENCE_AT_END.search(rest[count - 1].text[-12:]):
        first, second = rest[last].enumerator(), rest[count].enumerator()
        if first is None or second is None or not second.follows(first):
            break
        last, count = count, _with_series(rest, count)
    return count


def _series(rest: Sequence[Block]) -> int:
    """How many blocks open with the enumerators of one series, from its beginning."""
    previous = rest[0].enumerator()
    if previous is None or not previous.begins():
        return 0
    count = 1
    for block in rest[1:]:
        mark = block.enumerator()
        if mark is None or not mark.follows(previous) or block.lines[0].apart:
            break
        previous, count = mark, count + 1
    return count


def _items(context: Context, rest: Sequence[Block]) -> int:
    """How many short lines apart stand here, before a paragraph."""
    count = 0
    for number, block in enumerate(rest):
        if number and block.lines[0].apart:
            break
        long = (
            len(block.lines) > _MOST_ITEMS_LINES or len(block.lines[0].text) > context.evidence.width * 0.95
        )
        if long or begins_lower(block.text) or block.enumerator():
            break
        count += 1
        if ends_sentence(block.text):
            break
    return count if count > 2 else 0


def _as_quotation(
    context: Context, quoted: Sequence[Block], rule: Rule, cert: Certainty | None
) -> Iterator[Finding]:
    yield Annotation("quote", quoted[0].start, quoted[-1].end, rule, (), cert)
    at = 0
    while at < len(quoted):
        block = quoted[at]
        yield Annotation("p", block.start, block.end, PARAGRAPH)
        at += 1
        series = _series(quoted[at:]) if at < len(quoted) and _COLON.search(block.text[-30:]) else 0
        if series > 1:
            yield from _as_list(quoted[at : at + series], SERIES)
            at += series


def _as_list(items: Sequence[Block], rule: Rule) -> Iterator[Finding]:
    """A list whose enumerators are labels."""
    yield Annotation("list", items[0].start, items[-1].end, rule)
    for item in items:
        mark = item.enumerator()
        start = item.start
        if mark is not None:
            yield Annotation("label", start, start + len(mark.label), rule)
            rest = item.lines[0].text[len(mark.label) :]
            start += len(mark.label) + len(rest) - len(rest.lstrip())
            if not rest.strip() and len(item.lines) > 1:
                start = item.lines[1].start
        yield Annotation("item", start, item.end, rule)
