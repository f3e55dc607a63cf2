"""XHTML trees: a file of the book, and what is done to elements without losing what follows them."""

from dataclasses import dataclass

from edition.book.shapes import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True, eq=False)
class Chapter:
    """A file of the text: its name, its title, its tree."""

    file: str
    title: str
    tree: Element


def is_a(element: Element, *names: str) -> bool:
    """Whether an element has one of these names."""
    return str(element.tag).rpartition("}")[2] in names


def classes(element: Element) -> frozenset[str]:
    """The classes of an element."""
    return frozenset((element.get("class") or "").split())


def drop(element: Element) -> None:
    """Take an element out; what follows it stays."""
    _put(element, element.tail or "")


def close_up(element: Element) -> None:
    """Let an element stand close to the word before it: a raised figure alone on a line is ugly."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "").rstrip() or None
    elif parent is not None:
        parent.text = (parent.text or "").rstrip() or None


def unwrap(element: Element) -> None:
    """Put an element's content in its place."""
    if not len(element):
        _put(element, (element.text or "") + (element.tail or ""))
        return
    parent = element.getparent()
    assert parent is not None
    last = element[-1]
    last.tail = (last.tail or "") + (element.tail or "")
    element.tail = None
    _write_before(element, element.text or "")
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _put(element: Element, text: str) -> None:
    parent = element.getparent()
    assert parent is not None
    _write_before(element, text)
    element.tail = None
    parent.remove(element)


def _write_before(element: Element, text: str) -> None:
    before, parent = element.getprevious(), element.getparent()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
