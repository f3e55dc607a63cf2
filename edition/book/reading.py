"""Which words of a text belong to its reading: what forme work, debris and rejected readings are not."""

from lxml import etree

from edition.book.literals import collapse
from edition.book.shapes import Element, name_of

# In a choice the first of these that is there is read; else its first child.
READ_FIRST = ("corr", "reg", "expan")

# Printed around the text, debris, and what only machines read.
LEFT_OUT = frozenset(
    {"fw", "surplus", "index", "teiHeader", "binaryObject", "facsimile", "xenoData", "fsdDecl"}
)


def reading_of(choice: Element) -> Element | None:
    """The child of a `choice` that is read."""
    kinds = {name_of(child): child for child in reversed(choice) if name_of(child)}
    chosen = next((kinds[name] for name in READ_FIRST if name in kinds), None)
    if chosen is not None:
        return chosen
    return next((child for child in choice if name_of(child)), None)


def is_left_out(element: Element) -> bool:
    """Whether an element and all in it is no part of the reading text."""
    name = name_of(element)
    if name in LEFT_OUT or (name == "pc" and element.get("force") == "weak"):
        return True
    parent = element.getparent()
    return parent is not None and name_of(parent) == "choice" and reading_of(parent) is not element


def plain_reading(element: Element, without: frozenset[str] = frozenset({"note"})) -> str:
    """The words of an element as they are read, on one line, for contents and running heads."""
    words: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event != "start":
            if node is not element:
                words.append(node.tail or "")
        elif node is not element and (is_left_out(node) or name_of(node) in without):
            words.append(" " if name_of(node) == "surplus" else "")
            walker.skip_subtree()
        else:
            if name_of(node) in ("lb", "pb", "cb") and node.get("break") != "no":
                words.append(" ")
            words.append(node.text or "")
    return collapse("".join(words))
