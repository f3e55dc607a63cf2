"""Words of a merged text that stand between blocks: each is given to a block beside it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.work.merge.nesting import interleaved, may_hold, takes_words
from edition.work.merge.standoff import CHOICE
from edition.work.merge.states import Claim, Node
from edition.xml import TEI

_P = f"{{{TEI}}}p"
# What a stray word does not join if it can join something else.
_RESERVED = frozenset(f"{{{TEI}}}{name}" for name in ("head", "opener", "closer", "label", "fw", "note"))


def cover(root: Node) -> None:
    """Give each word that stands between blocks to a block beside it, or to a new paragraph."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not takes_words(node.tag) and node.tag != CHOICE:
            _cover(node)
        waiting.extend(child for child in node.children if not child.is_point and child.tag != CHOICE)


def _cover(node: Node) -> None:
    spans = [child for child in node.children if not child.is_point]
    edges = [node.start, *(edge for child in spans for edge in (child.start, child.end)), node.end]
    for at in range(0, len(edges), 2):
        if edges[at] < edges[at + 1]:
            before = spans[at // 2 - 1] if at else None
            after = spans[at // 2] if at // 2 < len(spans) else None
            _give(node, before, after, (edges[at], edges[at + 1]))


def _give(node: Node, before: Node | None, after: Node | None, gap: tuple[int, int]) -> None:
    taker = next((each for each in (before, after) if each and _last_words(each).tag not in _RESERVED), None)
    taker = taker or before or after
    if taker is None:
        new = Node(_P, {}, *gap, -1, -1, Claim.SHARED, parent=node)
        node.children = list(_interleaved_span(node.children, new))
        _take_points(node, new, gap)
        return
    chain = _chain(taker, taker is before)
    for each in chain:
        if taker is before:
            each.end, each.after = gap[1], -1
        else:
            each.start, each.before = gap[0], -1
    if taker is after:
        for outer, inner in pairwise([node, *chain]):
            for point in outer.children[: outer.children.index(inner)]:
                if point.is_point and point.start > gap[0]:
                    point.start = point.end = gap[0]  # what began before these words still does
    _take_points(node, chain[-1], gap)


def _interleaved_span(children: Sequence[Node], new: Node) -> Iterator[Node]:
    done = False
    for child in children:
        if not done and child.start >= new.end and not (child.is_point and child.start < new.end):
            yield new
            done = True
        yield child
    if not done:
        yield new


def _last_words(node: Node) -> Node:
    return _chain(node, True)[-1]


def _chain(node: Node, last: bool) -> list[Node]:
    """A block and, within it, the block at its end or beginning that takes words."""
    chain = [node]
    while not takes_words(chain[-1].tag):
        inner = [child for child in chain[-1].children if not child.is_point]
        if not inner:
            break
        chain.append(inner[-1] if last else inner[0])
    return chain


def _take_points(node: Node, taker: Node, gap: tuple[int, int]) -> None:
    """What stands amid words that were given away goes with them, where it may."""
    amid = [c for c in node.children if (c.is_point and gap[0] < c.start < gap[1]) or _at_edge(c, taker, gap)]
    if not amid:
        return
    node.children = [child for child in node.children if child not in amid]
    for point in amid:
        point.parent = taker
    taker.children = list(interleaved(taker.children, amid))


def _at_edge(point: Node, taker: Node, gap: tuple[int, int]) -> bool:
    return point.is_point and point.start == gap[0] and taker.start < gap[0] and may_hold(taker, point)
