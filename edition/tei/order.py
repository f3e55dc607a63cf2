"""Nested findings → the order TEI demands: every word in a block, heads first, signatures last, labels with items."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from edition.content import MAY_CONTAIN, MIXED
from edition.findings import Annotation, Rule
from edition.recognise.resolve import Lost, Node, descend, released

LEFT_OVER = Rule(
    "order/left-over",
    "No rule claimed the words: they are a paragraph, or debris where there is neither letter nor figure.",
    "■ -",
)
OUT_OF_PLACE = Rule(
    "order/out-of-place",
    "TEI lets a heading, a letter head or a signature stand only at the edge of its division.",
    "Sincerely yours,",
)
_EMPTY_PAGE = Rule(
    "order/empty-page", "A division or a body holds more than page beginnings and forme work.", ""
)

_HAS_WORDS = regex.compile(r"[\p{L}\p{N}]")
_DEBRIS = regex.compile(r"[^\s]+(?:[^\S\n\r]+[^\s]+)*")
# What may stand between any two blocks.
_BETWEEN = frozenset({"pb", "fw", "note", "figure"})
_TOP = frozenset({"head", "opener"})
_SERIES = frozenset({"list", "table", "row"})


def order(text: str, body: Node) -> tuple[Lost, ...]:
    """Bring a tree of nodes into TEI's order, in place; what had to go for it.

    Source: encoding manual, "Where TEI's order binds"; the content models of TEI P5.
    """
    lost: list[Lost] = []
    for node in reversed(descend(body)):  # the inner first
        if node.element in MIXED or node.element == "choice":
            _dissolve_series(text, node, lost)
        elif node.element in {"body", "div", "quote"}:
            _dissolve_series(text, node, lost)
            node.children = list(_in_blocks(text, node))
            if node.element != "quote":
                _arrange(node, lost)
        elif node.element == "list":
            _label(node)
    return tuple(lost)


def _dissolve_series(text: str, node: Node, lost: list[Lost]) -> None:
    """Lists and tables with words outside their items and cells, or without any, give way to what they hold."""
    while any(child.element in _SERIES and not _is_whole(text, child) for child in node.children):
        children: list[Node] = []
        for child in node.children:
            if child.element in _SERIES and not _is_whole(text, child):
                lost.append(Lost(child.finding, "words stand outside its parts", None))
                children.extend(released(node, child, lost))
            else:
                children.append(child)
        node.children = children


def _is_whole(text: str, node: Node) -> bool:
    """Whether a list, table or row has parts, and every word stands in one of them."""
    part = {"list": "item", "table": "row", "row": "cell"}[node.element]
    if not any(child.element == part for child in node.children):
        return False
    at, begun = node.start, False
    for child in node.children:
        begun = begun or child.element == part
        if child.element == "head" and begun:
            return False  # TEI has a head before all parts
        if child.element not in MAY_CONTAIN[node.element] or text[at : child.start].strip():
            return False
        if child.element == "row" and not _is_whole(text, child):
            return False
        at = max(at, child.end)
    return not text[at : node.end].strip()


def _in_blocks(text: str, node: Node) -> Iterator[Node]:
    """A container's children, the words and inline elements between its blocks gathered into blocks."""
    allowed = MAY_CONTAIN[node.element]
    run: list[Node] = []
    run_start = node.start
    for child in node.children:
        if child.element in allowed and (
            child.element != "pb" or not _inside_run(text, run, run_start, child)
        ):
            yield from _gathered(text, node, run, run_start, child.start)
            yield child
            run, run_start = [], child.end
        else:
            run.append(child)
    yield from _gathered(text, node, run, run_start, node.end)


def _inside_run(text: str, run: Sequence[Node], start: int, child: Node) -> bool:
    """A page beginning within an inline element's reach stays inside it."""
    return bool(run) and run[-1].end > child.start


def _gathered(text: str, node: Node, inline: list[Node], start: int, end: int) -> Iterator[Node]:
    stretch = text[start:end]
    words = stretch.strip()
    if not words:
        return
    start += len(stretch) - len(stretch.lstrip())
    end = start + len(words)
    inline = [child for child in inline if child.element != "lb" or start < child.start < end]
    if _HAS_WORDS.search(words) or node.element == "quote":
        yield Node(Annotation("p", start, end, LEFT_OVER), inline)
        return
    kept = [child for child in inline if child.element in ("pb", "g", "note")]
    yield Node(Annotation("ab", start, end, LEFT_OVER), kept or list(_surplus(text, start, end)))


def _surplus(text: str, start: int, end: int) -> Iterator[Node]:
    for match in _DEBRIS.finditer(text, start, end):
        yield Node(Annotation("surplus", *match.span(), LEFT_OVER, (("reason", "ocr"),)))


def _arrange(node: Node, lost: list[Lost]) -> None:
    """Heads and openers first, a closer last, nothing but divisions after a division, never nothing at all."""
    last = max((at for at, child in enumerate(node.children) if child.element not in _BETWEEN), default=-1)
    arranged: list[Node] = []
    begun = divided = False
    for at, child in enumerate(node.children):
        if (child.element in _TOP and begun) or (child.element == "closer" and (at < last or divided)):
            child = _as_paragraph(child, lost)
        if child.element == "div":
            divided = True
        elif divided and child.element not in _BETWEEN:
            if _joins_division(arranged[-1], child):
                continue
            child = Node(Annotation("div", child.start, child.end, LEFT_OVER), [child])
        begun = begun or child.element not in _BETWEEN | _TOP
        arranged.append(child)
    if last < 0:
        arranged.append(Node(Annotation("p", node.end, node.end, _EMPTY_PAGE)))
    node.children = arranged


def _joins_division(previous: Node, child: Node) -> bool:
    """Put a block after a division of left-over blocks into that division; whether there was one."""
    if previous.element != "div" or previous.finding.rule is not LEFT_OVER:
        return False
    previous.children.append(child)
    previous.widen(replace(previous.finding, end=child.end))
    return True


def _as_paragraph(node: Node, lost: list[Lost]) -> Node:
    """A heading, opener or closer out of its place, as the paragraph that it then is."""
    lost.append(Lost(node.finding, OUT_OF_PLACE.reason, None))
    attributes = (("rend", "head"),) if node.element == "head" else ()
    paragraph = Node(Annotation("p", node.start, node.end, OUT_OF_PLACE, attributes))
    paragraph.children = released(paragraph, node, lost)
    return paragraph


def _label(node: Node) -> None:
    """Labels before all items, or each inside its item."""
    parts = [child for child in node.children if child.element in ("label", "item")]
    kinds = [child.element for child in parts]
    if kinds == ["label", "item"] * (len(kinds) // 2) or "label" not in kinds:
        return
    merged: list[Node] = []
    waiting: Node | None = None
    for child in node.children:
        if child.element == "label":
            waiting = Node(Annotation("item", child.start, child.end, child.finding.rule), [child])
            merged.append(waiting)
        elif child.element == "item" and waiting is not None and merged[-1] is waiting:
            waiting.widen(replace(waiting.finding, end=child.end))
            waiting.children.extend(child.children)
            waiting = None
        else:
            merged.append(child)
    node.children = merged
