"""Blocks of text: paragraphs, heads, lists, displayed quotations (TEI `p`, `head`, `list`, `quote`)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Lineation, Rule
from edition.recognise.announcements import last_sentences, reproduces
from edition.recognise.displayed import Displayed, introduced, is_legible, opened_before, run_of_marks
from edition.recognise.heading_places import heading_places
from edition.recognise.marked_lines import OPENING_MARK
from edition.recognise.paragraphs import APPENDED, Block, begins_lower, blocks_of, ends_sentence
from edition.recognise.series import COLON, SCRAP, contents, series

PARAGRAPH = Rule(
    "blocks/paragraph",
    "Between its lines there is no evidence for a break: no blank line, clearly short line, indent or number.",
    "formed Secretary Rusk that the Soviet Foreign Office had approached the",
)
SCATTERED = Rule(
    "blocks/scattered-lines",
    "Short lines that are no sentences stand one after the other, as on a form: blank lines among them part nothing.",
    "Tolson\nBelmont\n\nMohr\n\nTele. Room",
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

ATTACHMENTS = Rule(
    "blocks/attachments",
    "After the word for what is attached, and a colon, stands one piece after the other, each named in few words.",
    "Tab A - References A-C",
)

CONTENTS = Rule(
    "blocks/contents",
    "Entry after entry ends with a row of dots and the number of a page.",
    "JCS Memorandum, 7 May 1954............. 430",
)

_ATTACHMENTS = regex.compile(r"(?i)\W{0,2}(?:attachments|enclosures|annexes|tabs)\s?:\W{0,2}")
# "a proposed sequence of actions." (00107) :": a colon behind a sentence's end is debris.
_STRAY_COLON = regex.compile(r"[.?!][\"'”’»)]*(?:\s*\(\d+\))?\s+:\W*$")
_MOST_ITEMS_LINES = 3
# An item is short, and there are several; words say that they come.
_LONGEST_ITEM, _FEWEST_ITEMS = 1.5, 3
_ENUMERATES = regex.compile(r"(?i)\b(?:following|follows?|these|below|includ\w+|described as)\b")
# Lines of a form: so short, so few together, so few words that begin small.
_SHORT, _MOST_SCRAP_LINES, _MOST_SMALL_WORDS = 0.6, 4, 2
_SMALL_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{2,}")
# No quotation and no list has more blocks.
_REACH = 400
# A notice of fewer is a stamp whose lines stand apart.
_FEWEST_PARAGRAPHS = 3


def blocks(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each block not yet claimed, its kind told by its shape and by what stands before it.

    Source: encoding manual, "Text" and "Quotations".
    """
    yield from _notices(context, found)
    all_blocks = blocks_of(context, found)
    first = 0
    if all_blocks and (opened := opened_before(context, all_blocks[:_REACH])) is not None:
        yield from _as_quotation(all_blocks[: opened.count], opened)
        first = opened.count
    for at in heading_places(context, all_blocks, found):
        block = all_blocks[at]
        if at < first:
            continue
        yield from _between_heads(context, all_blocks[first:at])
        yield Annotation("head", block.start, block.end, HEADING, (), Certainty.MEDIUM)
        first = at + 1
    yield from _between_heads(context, all_blocks[first:])


def _between_heads(context: Context, section: Sequence[Block]) -> Iterator[Finding]:
    """The blocks from one heading to the next: no quotation and no list runs over a heading."""
    at = 0
    while at < len(section):
        introduction, rest = section[at], section[at + 1 : at + _REACH]
        entries = contents(section[at : at + _REACH])
        if entries:
            yield from _as_contents(entries)
            at += sum(map(len, entries))
            continue
        run = run_of_marks(context, section[at : at + _REACH])
        if run is not None:
            yield from _as_quotation(section[at : at + run.count], run)
            at += run.count
            continue
        scattered = _scattered(context, section, at)
        if scattered > 1:
            last = section[at + scattered - 1]
            yield Annotation("p", introduction.start, last.end, SCATTERED, (), Certainty.LOW)
            at += scattered
            continue
        yield Annotation("p", introduction.start, introduction.end, PARAGRAPH)
        at += 1
        ends = introduction.text[-60:]
        announces = (COLON.search(ends) and not _STRAY_COLON.search(ends)) or reproduces(introduction.text)
        if announces and rest and not rest[0].lines[0].apart:
            length, findings = _introduced(context, introduction, rest)
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


def _scattered(context: Context, section: Sequence[Block], first: int) -> int:
    """How many blocks of short lines stand here on one page, none of them a sentence, an item or what is appended."""
    if context.evidence.lineation is Lineation.REJOINED:
        return 1
    at = first
    while at < len(section) and _is_scrap(context, section[at]):
        block = section[at]
        apart = block.lines[0].apart or block.lines[0].page != section[first].lines[0].page
        if at > first and (apart or APPENDED.match(block.text)):
            break
        at += 1
    return max(1, at - first)


def _is_scrap(context: Context, block: Block) -> bool:
    """Whether a block is of short lines with few small words: of a form, a list of names, or debris."""
    mark = block.enumerator()
    if (mark is not None and mark.ordinals) or len(block.lines) > _MOST_SCRAP_LINES:
        return False
    if block.width > context.evidence.width * _SHORT or (
        ends_sentence(block.text) and block.text[-1:] != ":"
    ):
        return False
    return len(_SMALL_WORD.findall(block.text)) <= _MOST_SMALL_WORDS


def _introduced(context: Context, introduction: Block, rest: Sequence[Block]) -> tuple[int, list[Finding]]:
    """What a sentence that ends in a colon introduces: how many blocks, and the findings for them."""
    quoted = introduced(context, introduction, rest) if _SMALL_WORD.search(introduction.text) else None
    if quoted is not None:
        return quoted.count, list(_as_quotation(rest[: quoted.count], quoted))
    if _ATTACHMENTS.fullmatch(introduction.text):
        attached = _attached(context, rest)
        return attached, list(_as_list(rest[:attached], ATTACHMENTS)) if attached > 1 else []
    if not _is_sentence(introduction.text):
        return 0, []
    enumerated = series(rest)
    if enumerated > 1:
        return enumerated, list(_as_list(rest[:enumerated], SERIES))
    told = is_legible(context, introduction.text) and _ENUMERATES.search(last_sentences(introduction.text))
    items = _items(context, rest) if told else 0
    if items > 1:
        return items, list(_as_list(rest[:items], ITEMS))
    return 0, []


def _attached(context: Context, rest: Sequence[Block]) -> int:
    """How many short paragraphs of one page stand here; none where there is but one."""
    count = 0
    for block in rest:
        apart = count and (block.lines[0].apart or block.lines[0].page != rest[0].lines[0].page)
        if apart or len(block.text) > context.evidence.width * 2 or block.text.endswith(":"):
            break
        count += 1
    return count if count > 1 else 0


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
        if len(block.text) > context.evidence.width * _LONGEST_ITEM or not block.text[0].isalpha():
            return 0 if count < _FEWEST_ITEMS else count
        long = (
            len(block.lines) > _MOST_ITEMS_LINES or len(block.lines[0].text) > context.evidence.width * 0.95
        )
        if long or begins_lower(block.text) or block.enumerator():
            break
        count += 1
        if ends_sentence(block.text):
            break
    words = " ".join(block.text for block in rest[:count])
    return count if count > 2 and is_legible(context, words) else 0


def _as_quotation(quoted: Sequence[Block], displayed: Displayed) -> Iterator[Finding]:
    """A quotation of paragraphs and lists; debris between two of them goes to the first."""
    last = quoted[-1]
    yield Annotation("quote", quoted[0].start, last.end, displayed.rule, (), displayed.cert)
    at = 0
    while at < len(quoted):
        block = quoted[at]
        yield Annotation("p", block.start, block.end if block is last else block.reach, PARAGRAPH)
        at += 1
        items = (
            at < len(quoted) and COLON.search(block.text[-60:]) and not OPENING_MARK.match(quoted[at].text)
        )
        length = series(quoted[at:]) if items else 0
        if length > 1:
            yield from _as_list(quoted[at : at + length], SERIES, ends=quoted[at + length - 1] is last)
            at += length


def _as_contents(entries: Sequence[Sequence[Block]]) -> Iterator[Finding]:
    """A list of the entries of a table of contents, each of the paragraphs up to its page number."""
    yield Annotation("list", entries[0][0].start, entries[-1][-1].end, CONTENTS)
    for entry in entries:
        label, start = _label(entry[0])
        if label > entry[0].start:
            yield Annotation("label", entry[0].start, label, CONTENTS)
        end = entry[-1].end if entry is entries[-1] else entry[-1].reach
        yield Annotation("item", start, end, CONTENTS)


def _as_list(items: Sequence[Block], rule: Rule, *, ends: bool = True) -> Iterator[Finding]:
    """A list whose enumerators are labels; debris behind an item is its own, but behind the last that `ends` all."""
    end = items[-1].end if ends else items[-1].reach
    yield Annotation("list", items[0].start, end, rule)
    firsts = [at for at, item in enumerate(items) if at == 0 or len(item.text) > SCRAP]
    for first, following in zip_longest(firsts, firsts[1:]):
        label, start = _label(items[first])
        if label > items[first].start:
            yield Annotation("label", items[first].start, label, rule)
        yield Annotation("item", start, items[following - 1].reach if following else end, rule)


def _label(item: Block) -> tuple[int, int]:
    """Where an item's enumerator ends, and where what it counts begins; a label that nothing parts from it is none."""
    mark, text = item.enumerator(), item.lines[0].text
    if mark is None:
        return item.start, item.start
    length = len(text) - len(text.lstrip('"“”')) + len(mark.label)
    rest = text[length:]
    if rest and not rest[0].isspace():
        return item.start, item.start
    if not rest.strip() and len(item.lines) > 1:
        return item.start + length, item.lines[1].start
    return item.start + length, item.start + length + len(rest) - len(rest.lstrip())
