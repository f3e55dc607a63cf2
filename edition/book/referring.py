"""What points and what is pointed at: references, notes and their labels, page breaks, line ends."""

from typing import TYPE_CHECKING

from edition.book.literals import collapse, literal
from edition.book.notes import mark_of
from edition.book.reading import plain_reading
from edition.book.shapes import PLAIN, Element, Shape, block, default, holds_blocks, inline, name_of

if TYPE_CHECKING:
    from edition.book.compositor import Compositor


def reference(element: Element, at: "Compositor") -> Shape | None:
    """A note reference with its note, a link, or plain words."""
    note = at.notes.takers.get(element)
    if note is not None and at.take(note):
        return at.footnote(note, mark_of(element) or mark_of(note))
    target = element.get("target") or ""
    if element.get("type") == "noteref" or "noteref" in (element.get("rend") or ""):
        mark = mark_of(element)
        if mark is not None:
            at.writer.close_up()
            at.writer.insert(f"#raised({at.goto(target)}, {literal(mark)})")
            return None
    if not plain_reading(element):
        if target.startswith(("http://", "https://")):
            at.writer.insert(f"#external({literal(target)})[#{literal(target)}]")
        return None
    if target.startswith(("http://", "https://", "mailto:")):
        return Shape(f"#external({literal(target)})[", "]", cost=1, flow=False, one_line=True)
    if target.startswith("#") and " " not in target:
        return Shape(f"#goto({literal(target[1:])})[", "]", cost=1, flow=False, one_line=True)
    return default(element, at)


def note(element: Element, at: "Compositor") -> Shape | None:
    """A note in the line is a footnote; one in a place of its own stays there; one that was taken is gone."""
    if at.is_taken(element):
        return None
    if element.get("type") == "redaction":
        return block("codes-block") if at.flow else inline("codes")
    if at.flow or at.slots:
        return block("note-block", flow=holds_blocks(element))
    return at.footnote(element, mark_of(element))


def label(element: Element, at: "Compositor") -> Shape | None:
    """An enumerator; in a footnote that shows the same number as its mark, nothing."""
    if at.slots:
        return Shape("label-part[", "],", block=True, flow=False, slot="item", forced=True)
    parent = element.getparent()
    if parent is not None and name_of(parent) == "note" and at.mark_shown(parent) == mark_of(parent):
        return None
    return PLAIN


def page_break(element: Element, at: "Compositor") -> None:
    """The number of the source's page, for the outer margin."""
    if element.get("break") == "no":
        at.writer.join()
    at.begin_page(collapse(element.get("n") or ""))


def line_break(element: Element, at: "Compositor") -> None:
    """A line end: a space, nothing inside a word, a new line where the block keeps lines."""
    if element.get("break") == "no":
        at.writer.join()
    elif at.lines:
        at.writer.line_end()
    else:
        at.writer.space()
