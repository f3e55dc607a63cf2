"""Lists and tables (TEI `list`, `table`): elements whose parts Typst takes as arguments."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import regex

from edition.book.literals import literal
from edition.book.shapes import Element, Shape, children, inline, name_of

if TYPE_CHECKING:
    from edition.book.compositor import Compositor

# More columns than any page can hold; a table beyond it is set as paragraphs.
MOST_COLUMNS = 40
MOST_ROWS_SPANNED = 500
# "3": a number of columns or rows.
NUMBER = regex.compile(r"\d{1,6}")
ORDERED = frozenset({"ordered", "numbered", "arabic", "number"})
BULLETED = frozenset({"bulleted", "bullet", "bullets", "unordered", "disc"})


def listing(element: Element, at: "Compositor") -> Shape:
    """A list; its labels are those of the source, its numbers or bullets only where it says so."""
    said = frozenset(f"{element.get('type') or ''} {element.get('rend') or ''}".lower().split())
    kind = "ordered" if said & ORDERED else "bulleted" if said & BULLETED else "plain"
    if name_of(element) != "list":
        kind = "plain"
    slots = frozenset({"item", "caption"})
    return Shape(f"\n\n#listing({literal(kind)}, ", ")\n\n", block=True, cost=6, flow=False, slots=slots)


def item(element: Element, at: "Compositor") -> Shape:
    """An item of a list, or a paragraph outside one."""
    if "item" in at.slots:
        return Shape("item-part[", "],", block=True, flow=False, lines=False, slot="item", forced=True)
    return Shape("\n\n", "\n\n", block=True, flow=False, lines=False)


def table(element: Element, at: "Compositor") -> Shape:
    """A table, each row filled up to the widest; its head rows are those labelled so at its top."""
    rows = children(element, "row")
    widths = _widths(rows)
    columns = max(widths, default=0)
    if not 0 < columns <= MOST_COLUMNS:
        return Shape("\n\n", "\n\n", block=True, flow=True, lines=False)
    at.padding.update((row, columns - width) for row, width in zip(rows, widths, strict=True))
    at.head_rows.update(_head_rows(rows))
    slots = frozenset({"row", "caption"})
    # A head row that is printed again on each page may not hold a link or a note twice.
    linked = any(
        next(head.iter("{*}note", "{*}ref", "{*}ptr"), None) is not None
        for head in rows
        if head in at.head_rows
    )
    opening = f"\n\n#grid-table({columns}, repeat-head: {'false' if linked else 'true'}, "
    return Shape(opening, ")\n\n", block=True, cost=7, flow=False, slots=slots)


def row(element: Element, at: "Compositor") -> Shape:
    """A row of a table, or a paragraph outside one."""
    if "row" not in at.slots:
        return Shape("\n\n", "\n\n", block=True, flow=False)
    padding = "cell-part()[]," * at.padding.get(element, 0)
    return Shape("", padding, slot="row", forced=True, block=True, flow=False, slots=frozenset({"cell"}))


def cell(element: Element, at: "Compositor") -> Shape:
    """A cell with what it spans, or words with a space after them outside a row."""
    if "cell" not in at.slots:
        return inline("spaced")
    parent = element.getparent()
    spans = (
        f"columns: {_span(element, 'cols', MOST_COLUMNS)}, rows: {_span(element, 'rows', MOST_ROWS_SPANNED)}"
    )
    is_head = "true" if parent in at.head_rows or element.get("role") == "label" else "false"
    top = "true" if parent in at.head_rows else "false"
    opening = f"cell-part({spans}, label: {is_head}, top: {top})["
    return Shape(opening, "],", block=True, flow=False, lines=False, slot="cell", forced=True)


def _head_rows(rows: list[Element]) -> Iterable[Element]:
    """The labelled rows at the top; none where a cell reaches below them, or nothing else is left."""
    heads: list[Element] = []
    for line in rows:
        if line.get("role") != "label" or any(_span(part, "rows", 2) > 1 for part in children(line, "cell")):
            break
        heads.append(line)
    return heads if len(heads) < len(rows) else ()


def _widths(rows: list[Element]) -> list[int]:
    """How many columns each row fills, those held by a cell from above included."""
    widths: list[int] = []
    held: list[int] = []
    for line in rows:
        held = [below - 1 for below in held if below > 1]
        width = len(held)
        for part in children(line, "cell"):
            columns = _span(part, "cols", MOST_COLUMNS)
            width += columns
            held.extend([_span(part, "rows", MOST_ROWS_SPANNED)] * columns)
        widths.append(width)
    return widths


def _span(element: Element, attribute: str, most: int) -> int:
    said = NUMBER.fullmatch(element.get(attribute) or "")
    return max(1, min(int(said[0]), most)) if said else 1
