"""An element's words on one line, as the reading view has them."""

from lxml import etree

from edition.render.state import Element, local_name, parent_name

# What is no part of a heading's words where it stands in a list of contents.
_NOT_IN_A_TITLE = frozenset("note surplus fw figDesc rdg del pb lb gap idno".split())

# These only where another reading stands beside them.
_SOURCE = frozenset("sic orig abbr".split())


def plain(element: Element) -> str:
    """An element's words as its reading view has them, on one line."""
    if not len(element):
        return " ".join((element.text or "").split())
    words: list[str] = []
    left_out: Element | None = None
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        tail = node.tail if node is not element else None
        if event == "start":
            if left_out is None and node is not element and _is_left_out(node):
                left_out = node
                # A line of the heading ends where a word does, unless the source says it runs on.
                if local_name(node) == "lb" and node.get("break") != "no":
                    words.append(" ")
            elif left_out is None and not _weak(node):
                words.append(node.text or "")
            continue
        if event == "end" and node is left_out:
            left_out = None
        if left_out is None and tail:
            words.append(tail.lstrip() if local_name(node) == "lb" and node.get("break") == "no" else tail)
    return " ".join("".join(words).split())


def _is_left_out(element: Element) -> bool:
    name = local_name(element)
    return name in _NOT_IN_A_TITLE or (name in _SOURCE and parent_name(element) == "choice")


def _weak(element: Element) -> bool:
    return element.get("force") == "weak"
