"""Tables: rows parted by tabs or aligned columns (TEI `table`, `row`, `cell`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from edition.findings import Annotation, Context, Finding, Line, Rule
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
FIGURES = regex.compile(r"[\s$(+-]{0,3}\d[\d.,/%()xX~ -]*[a-z]?/?\)?|[-—–•.\s]{0,4}|[Nn]/?[Aa]\.?")
# "1.\tEngage more flags", "(3)\tThe": an item and its number are no row.
ITEM = regex.compile(r"\s*\W{0,2}(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})?[.)•*-]?\W?\t")
# "48*", "D.", "VII.": the number of a note or a heading.
NUMBERED = regex.compile(r"(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})[.*>)-]{1,2}")
# "Policies....... 95": a table of contents.
LEADERS = regex.compile(r"[.·_]{5}|(?:\. ){4}")
LONGEST_CELL = 60
HEADING = 16
SHIFT = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A line cut into cells: where each begins and ends in the document, the same for an empty one."""

    line: Line
    cells: tuple[tuple[int, int], ...]


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
    if "\t" not in text and "   " not in text:
        return None
    if LEADERS.search(text) or (ITEM.match(text) and text.count("\t") == 1):
        return None
    cells = tuple(_cells(line.start, text))
    row = Row(line, cells)
    first, *others = (context.document.text[start:end] for start, end in cells)
    if not others or len(first) > LONGEST_CELL or (NUMBERED.fullmatch(first) and _is_item(others)):
        return None
    return row


def _is_item(others: Sequence[str]) -> bool:
    """Whether what follows a number is text, or a heading and its page, rather than figures."""
    figures = [text for text in others if FIGURES.fullmatch(text)]
    return not figures or (len(others) == 2 and others[1] in figures and len(others[0]) > HEADING)


def _cells(start: int, text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in GAP.finditer(text):
        yield start + at, start + gap.start()
        # Two tabs one after the other leave a cell empty between them.
        yield from ((start + gap.start(), start + gap.start()) for _ in range(gap.group().count("\t") - 1))
        at = gap.end()
    yield start + at, start + len(text)


def _fits(context: Context, run: Sequence[Row], row: Row) -> bool:
    """Whether a row goes on with a table: as many cells, or one more or less where figures tell."""
    last = run[-1]
    if row.line.page != last.line.page:
        return False
    difference = abs(len(row.cells) - len(last.cells))
    return difference == 0 or (difference == 1 and len(row.cells) > 2 and _is_figures(context, row))


def _is_figures(context: Context, row: Row) -> bool:
    """Whether half of a row's cells but the first are figures."""
    texts = [context.document.text[start:end] for start, end in row.cells[1:]]
    return 2 * sum(FIGURES.fullmatch(text) is not None for text in texts) >= len(texts)


def _judged(context: Context, run: list[Row]) -> Iterator[tuple[list[Row], Rule]]:
    """The run, if it makes a table."""
    if len(run) < 2:
        return
    tabbed = sum("\t" in context.text(row.line) for row in run) * 2 > len(run)
    figures = sum(_is_figures(context, row) and _has_figure(context, row) for row in run)
    wide = sum(len(row.cells) > 2 for row in run)
    if 2 * figures < len(run) and not (tabbed and wide == len(run) > 2 and _are_short(context, run)):
        return
    if len(run) == 2 and (wide < 2 or figures < 2):
        return
    if tabbed or _are_aligned(run):
        yield run, TABBED if tabbed else ALIGNED


def _has_figure(context: Context, row: Row) -> bool:
    return any(
        character.isdigit() for start, end in row.cells[1:] for character in context.document.text[start:end]
    )


def _are_short(context: Context, run: Sequence[Row]) -> bool:
    """Whether the cells before the last hold few words each, and some cell more than one word."""
    cells = [end - start for row in run for start, end in row.cells[:-1]]
    prose = sum(max(end - start for start, end in row.cells) > HEADING for row in run)
    return max(cells, default=0) <= LONGEST_CELL and 2 * prose > len(run)


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
