"""Tables: rows parted by tabs or aligned columns (TEI `table`, `row`, `cell`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from edition.findings import Annotation, Context, Finding, Line, Rule
from edition.language.collections import CLASSIFICATIONS, HANDLING
from edition.recognise.open_lines import open_lines

TABBED = Rule(
    "tables/tabbed",
    "Lines one below the other are parted by tabs into as many cells, most of them figures or few words.",
    "36 Vit Thu Lu Barracks\t24\t8\t4\t36",
)
ALIGNED = Rule(
    "tables/aligned",
    "Wide gaps stand at the same columns of lines one below the other.",
    "Objective    252.1    259.5    266.9",
)

TAB = regex.compile(r"\t")
GAP = regex.compile(r"(?<=\S)(?: {3,}|\t+ *)(?=\S)")
# "292/152", "2,165", "(33)", "$1.5", "42%", "-": what a column of figures holds.
FIGURES = regex.compile(r"[\s$(+_.•-]{0,3}\d[\d.,/%()xX~ -]*[a-z]?/?\)?|[-—–•.\s]{0,4}|[Nn]/?[Aa]\.?")
# "1.\tEngage more flags", "(3)\tThe": an item and its number are no row.
ITEM = regex.compile(r"\s*\W{0,2}(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})?[.)•*-]?\W?\t")
# "48*", "D.", "VII.": the number of a note or a heading.
NUMBERED = regex.compile(r"(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.*>)-]{1,2}")
# "Policies....... 95": a table of contents.
LEADERS = regex.compile(r"[.·_]{5}|(?:\. ){4}")
LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufeff"
LONGEST_CELL = 60
# How many rows of heads a table has at most.
MOST_HEADS = 4
WORD, LETTER_OR_FIGURE = regex.compile(r"\p{L}{3,}"), regex.compile(r"[\p{L}\d]")
LEVEL_WORDS = frozenset(
    word for level in (*CLASSIFICATIONS, *HANDLING) for word in WORD.findall(level.casefold())
)
# "10 Jul→1964": dates of which OCR parted the events.
DATE = regex.compile(r"\W{0,3}\d{1,2}(?:-\d{1,2})?\s+\p{L}{3,9}\.?\s+(?:19)?\d\d\W{0,2}")
SMALL_LETTER = regex.compile(r"\W{0,2}\p{Ll}{2}")
HEADING, SENTENCE = 16, 40
SHIFT = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line cut into cells: where each begins and ends in the document, the same for an empty one.

    `lead` has the places of the tabs before its first word, `trail` counts those behind its last: OCR fills a
    row up with tabs to as many cells as its table has columns.
    """

    line: Line
    cells: tuple[tuple[int, int], ...]
    lead: tuple[int, ...] = ()
    trail: int = 0

    @property
    def width(self) -> int:
        """How many cells it has, empty ones at its edges counted."""
        return len(self.lead) + len(self.cells) + self.trail

    @property
    def values(self) -> tuple[tuple[int, int], ...]:
        """Its cells but that of the first column."""
        return self.cells if self.lead else self.cells[1:]

    def within(self, lead: int, trail: int) -> "Row":
        """The row without the outermost columns, empty in all rows of its table: so many before it and behind it."""
        first = self.lead[lead] if lead < len(self.lead) else self.line.start
        empty = tuple((at, at) for at in self.lead[lead:])
        behind = ((self.line.end, self.line.end),) * (self.trail - trail)
        return Row(replace(self.line, start=first), (*empty, *self.cells, *behind))


def tables(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield each table with its rows and cells.

    Identification forms are found before. Source: encoding manual, "Text", row "table".
    """
    lines = open_lines(context, found)
    for rows, rule in _tables(context, lines):
        yield Annotation("table", rows[0].line.start, rows[-1].line.end, rule)
        for row in rows:
            yield Annotation("row", row.line.start, row.line.end, rule)
            yield from (Annotation("cell", start, end, rule) for start, end in row.cells)


def _tables(context: Context, lines: Sequence[Line]) -> Iterator[tuple[list[Row], Rule]]:
    """Runs of lines that are rows of one table."""
    run: list[Row] = []
    for line in lines:
        row = _row(context, line)
        if run and (row is None or not _fits(context, run, row)):
            yield from _judged(context, run)
            run = []
        if row is not None:
            run.append(row)
    yield from _judged(context, run)


def _row(context: Context, line: Line) -> Row | None:
    """A line as a row, if gaps part it."""
    text = context.text(line)
    lead, trail = _edges(context, line)
    tabs = len(lead) + text.count("\t") + trail
    if not tabs and "   " not in text:
        return None
    if LEADERS.search(text) or (ITEM.match(text) and text.count("\t") == 1 and not trail):
        return None
    row = Row(line, tuple(_cells(line.start, text)), lead, trail)
    first, *others = (context.document.text[start:end] for start, end in row.cells)
    if not others and (len(lead) == tabs < 2):
        return None  # a paragraph with its first line indented
    if row.width < 2 or (len(first) > LONGEST_CELL and (others or trail)):
        return None
    return None if others and NUMBERED.fullmatch(first) and _is_item(others) else row


def _edges(context: Context, line: Line) -> tuple[tuple[int, ...], int]:
    """The places of the tabs before a whole line, and the number of those behind it."""
    text = context.document.text
    start, end = line.start, line.end
    while start and text[start - 1] in "\t ":
        start -= 1
    while end < len(text) and text[end] in "\t ":
        end += 1
    if (start and text[start - 1] not in LINE_ENDS) or (end < len(text) and text[end] not in LINE_ENDS):
        return (), 0
    lead = tuple(at for at in range(start, line.start) if text[at] == "\t")
    return lead, text.count("\t", line.end, end)


def _is_item(others: Sequence[str]) -> bool:
    """Whether what follows a number is text, or a heading and its page, rather than figures."""
    figures = [text for text in others if FIGURES.fullmatch(text)]
    return not figures or (len(others) == 2 and others[1] in figures and len(others[0].split()) > 1)


def _cells(start: int, text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in GAP.finditer(text):
        yield start + at, start + gap.start()
        # Two tabs one after the other leave a cell empty between them.
        yield from ((start + gap.start(), start + gap.start()) for _ in range(gap.group().count("\t") - 1))
        at = gap.end()
    yield start + at, start + len(text)


def _fits(context: Context, run: Sequence[Row], row: Row) -> bool:
    """Whether a row goes on with a table: as many cells; one more or less where heads, figures or sentences tell."""
    last = run[-1]
    if row.line.page != last.line.page:
        return False
    difference = abs(row.width - last.width)
    if difference == 0:
        return True
    heads = len(run) < MOST_HEADS and not any(_has_figure(context, each) for each in run)
    text = all(max(end - start for start, end in each.cells) > SENTENCE for each in (last, row))
    return difference == 1 and row.width > 2 and (heads or text or _is_figures(context, row))


def _is_figures(context: Context, row: Row) -> bool:
    """Whether half of a row's cells but that of the first column are figures."""
    texts = [context.document.text[start:end] for start, end in row.values]
    return 2 * sum(FIGURES.fullmatch(text) is not None for text in texts) >= len(texts)


def _judged(context: Context, run: list[Row]) -> Iterator[tuple[list[Row], Rule]]:
    """The run, if it makes a table, without forme work and debris at its edges."""
    run = _bare(context, run)
    # Of a row with one word in it, the head of a group, the cells tell nothing.
    full = [row for row in run if len(_words(context, row)) > 1]
    if len(full) < 2 or all(DATE.fullmatch(context.text(row.line)) for row in full):
        return
    tabbed = sum(bool(row.lead or row.trail or "\t" in context.text(row.line)) for row in run) * 2 > len(run)
    figures = sum(_is_figures(context, row) and _has_figure(context, row) for row in full)
    wide = sum(row.width > 2 for row in full)
    if 2 * figures < len(full) and not (tabbed and wide == len(full) > 2 and _are_short(context, full)):
        return
    if len(run) == 2 and (figures < 2 or any(len(row.cells) < 3 for row in run)):
        return
    if tabbed:
        lead, trail = min(len(row.lead) for row in run), min(row.trail for row in run)
        yield [row.within(lead, trail) for row in run], TABBED
    elif _are_aligned(run):
        yield run, ALIGNED


def _bare(context: Context, run: Sequence[Row]) -> list[Row]:
    """A run without rows at its edges that hold no word, or what stands at the head or foot of many pages."""
    first, last = 0, len(run)
    while first < last and _is_around(context, run[first]):
        first += 1
    while first < last and _is_around(context, run[last - 1]):
        last -= 1
    return list(run[first:last])


def _is_around(context: Context, row: Row) -> bool:
    """Whether a row holds nothing but debris, or a marking with a page number."""
    text = context.text(row.line)
    words = {word.casefold() for word in WORD.findall(text)}
    return not LETTER_OR_FIGURE.search(text) or (bool(words) and words <= LEVEL_WORDS)


def _words(context: Context, row: Row) -> list[str]:
    """The cells of a row that hold a letter or a figure."""
    texts = [context.document.text[start:end] for start, end in row.cells]
    return [text for text in texts if LETTER_OR_FIGURE.search(text)]


def _has_figure(context: Context, row: Row) -> bool:
    """Whether a cell but that of the first column is a figure."""
    texts = [context.document.text[start:end] for start, end in row.values]
    return any(FIGURES.fullmatch(text) and any(map(str.isdigit, text)) for text in texts)


def _are_short(context: Context, run: Sequence[Row]) -> bool:
    """Whether the cells before the last two hold few words each, some a phrase, and no sentence runs across them."""
    rows = [_words(context, row) for row in run]
    long = sum(any(len(cell) > LONGEST_CELL for cell in row[: max(1, len(row) - 2)]) for row in rows)
    phrases = sum(any(len(cell) > HEADING for cell in row) for row in rows)
    across = sum(SMALL_LETTER.match(row[-1]) is not None for row in rows)
    return MOST_HEADS * long < len(run) < 2 * phrases and 2 * across < len(run)


def _are_aligned(run: Sequence[Row]) -> bool:
    """Whether the cells of lines one below the other begin, or end, at the same columns."""
    for row, below in pairwise(run):
        if len(row.cells) != len(below.cells):
            return False
        for one, other in zip(row.cells[1:], below.cells[1:], strict=True):
            starts = abs(_column(row, one[0]) - _column(below, other[0]))
            ends = abs(_column(row, one[1]) - _column(below, other[1]))
            if min(starts, ends) > SHIFT:
                return False
    return True


def _column(row: Row, offset: int) -> int:
    return row.line.indent + offset - row.line.start
