"""Nested findings → the order TEI demands: every word in a block, heads first, signatures last, labels with items."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from edition.content import MAY_CONTAIN, MIXED
from edition.findings import Annotation, Certainty, Rule
from edition.recognise.resolve import Lost, Node, descend, released

LEFT_OVER = Rule(
    "order/left-over",
    "No rule claimed the words: they are a paragraph, or debris without letter and figure that is no drawn line.",
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

# So much between two items is debris, or the remains of a page number.
_LONGEST_STRAY = 6
_HAS_LONGER_WORD = regex.compile(r"\p{L}{3}|\p{L}{2}\p{Nd}|\p{Nd}{3}")
_HAS_WORDS = regex.compile(r"[\p{L}\p{N}]")
# A line drawn across the page, or dots for what is left out: they stand there.
_DRAWN = regex.compile(r"(?:[-_=—–][^\S\n]*+){5,}|(?:[.•][^\S\n]*+){4,}|(?:• *+){3}")
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
            if node.element == "quote":
                _take_in_scraps(text, node)
            else:
                _arrange(node, lost)
        elif node.element == "list":
            _label(node)
    return tuple(lost)


def _dissolve_series(text: str, node: Node, lost: list[Lost]) -> None:
    """Lists and tables with words outside their items and cells, or without any, give way to what they hold."""
    for child in node.children:
        if child.element in ("list", "table") and not _is_whole(text, child):
            _take_in_strays(text, child)
    while any(child.element in _SERIES and not _is_whole(text, child) for child in node.children):
        children: list[Node] = []
        for child in node.children:
            if child.element in _SERIES and not _is_whole(text, child):
                lost.append(Lost(child.finding, "words stand outside its parts", None))
                children.extend(released(node, child, lost))
            else:
                children.append(child)
        node.children = children


def _take_in_strays(text: str, node: Node) -> None:
    """Debris between items or rows belongs to the item or cell before it, and with it what stands between.

    Source: encoding manual, "Where TEI's order binds", row 4.
    """
    taken: list[Node] = []
    at = node.start
    for child in [*node.children, None]:
        end = child.start if child is not None else node.end
        words = text[at:end].strip()
        if words and len(words) <= _LONGEST_STRAY and not _HAS_LONGER_WORD.search(words):
            start = text.index(words, at)
            span = (start, start + len(words))
            _take_in(
                taken, Node(Annotation("surplus", *span, LEFT_OVER, (("reason", "ocr"),), Certainty.LOW))
            )
        if child is not None and not (child.element == "surplus" and _take_in(taken, child)):
            taken.append(child)
        at = max(at, child.end) if child is not None else at
    node.children = taken


def _take_in(siblings: list[Node], debris: Node) -> bool:
    """Give debris to the last item or cell of those that stand before it, if that may hold what follows it; whether."""
    last = next((n for n in range(len(siblings) - 1, -1, -1) if siblings[n].element in ("item", "row")), None)
    if last is None:
        return False
    parts = [siblings[last]]
    if parts[0].element == "row":
        parts.append(parts[0].children[-1])
    between = siblings[last + 1 :]
    if any(other.element not in MAY_CONTAIN[parts[-1].element] for other in between):
        return False
    del siblings[last + 1 :]
    parts[-1].children += [*between, debris]
    for part in parts:
        part.widen(replace(part.finding, end=debris.end))
    return True


def _take_in_scraps(text: str, quote: Node) -> None:
    """Debris in a quotation, which holds no `ab`, stands in the paragraph or the forme work right before it."""
    kept: list[Node] = []
    for child in quote.children:
        if child.finding.rule is LEFT_OVER and _is_debris(text, child):
            debris = [*(child.children or _surplus(text, child.start, child.end))]
            if kept and kept[-1].element in ("p", "fw"):
                kept[-1].children += debris
                kept[-1].widen(replace(kept[-1].finding, end=child.end))
                continue
            child.children = debris
        kept.append(child)
    quote.children = kept


def _is_debris(text: str, node: Node) -> bool:
    """Whether no word stands in a node, or none outside what rules have told to be debris."""
    at = node.start
    for child in node.children:
        if child.element == "surplus":
            if _HAS_WORDS.search(text, at, child.start):
                return False
            at = child.end
    return not _HAS_WORDS.search(text, at, node.end)


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
    if not kept and not _DRAWN.fullmatch(words):
        kept = list(_surplus(text, start, end))
    yield Node(Annotation("ab", start, end, LEFT_OVER), kept)


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
