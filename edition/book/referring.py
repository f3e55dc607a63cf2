"""What points and what is pointed at: references, notes and their labels, page breaks, line ends."""

from typing import TYPE_CHECKING

from edition.book.literals import collapse, literal
from edition.book.notes import LONGEST_MARK, XML_ID, mark_of
from edition.book.reading import plain_reading
from edition.book.shapes import PLAIN, Element, Shape, block, default, holds_blocks, inline, name_of

if TYPE_CHECKING:
    from edition.book.compositor import Compositor


WEB = ("http://", "https://")


def reference(element: Element, at: "Compositor") -> Shape | None:
    """A note reference with its note, a link, or plain words."""
    words = plain_reading(element, without=frozenset())
    is_mark = len(words) <= LONGEST_MARK
    target = element.get("target") or ""
    note = at.notes.takers.get(element)
    if note is not None and at.take(note):
        foot = at.footnote(note, (mark_of(element) if is_mark else None) or mark_of(note))
        return foot if is_mark else Shape(then=foot)
    if is_mark and _is_note_reference(element) and (mark := mark_of(element)):
        at.writer.close_up()
        at.writer.insert(f"#raised({at.goto(target)}, {literal(mark)})")
        return None
    if not words and target.startswith(WEB):
        at.writer.insert(f"#external({literal(target)})[#{literal(target)}]")
    if target.startswith((*WEB, "mailto:")):
        return Shape(f"#external({literal(target)})[", "]", cost=1, flow=False, one_line=True)
    if at.goto(target) != "none" and not any(inner.get(XML_ID) == target[1:] for inner in element.iter()):
        return Shape(f"#goto({literal(target[1:])})[", "]", cost=1, flow=False, one_line=True)
    return default(element, at)


def _is_note_reference(element: Element) -> bool:
    return element.get("type") == "noteref" or "noteref" in (element.get("rend") or "")


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
