"""What stands over a merged text → a tree: none overlaps another in part, and every word stands in a block."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from edition.content import MAY_CONTAIN, MIXED
from edition.recognise.resolve import RANKS
from edition.work.conflicts import Conflict
from edition.work.merge.standoff import CHOICE
from edition.work.merge.states import Claim, Node, States, shown
from edition.xml import TEI

_RANK = {f"{{{TEI}}}{name}": rank for rank, name in enumerate(("text", "body", *RANKS))}
_CONTENT = {
    f"{{{TEI}}}{name}": frozenset(f"{{{TEI}}}{part}" for part in parts) for name, parts in MAY_CONTAIN.items()
}
_WORDS = frozenset(f"{{{TEI}}}{name}" for name in MIXED)
# Their edges part words, so they stand where words are parted.
_PARTING = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        *("div", "list", "table", "quote", "row", "item", "head", "p", "cell", "ab", "lb", "pb"),
        *("note", "fw", "opener", "closer", "label", "dateline", "salute", "signed"),
    )
)

Lost = Callable[[Node, Node], None]
"""Is told of a node that gave way, and to what."""


def takes_words(tag: str) -> bool:
    """Whether characters may stand directly in an element; what we do not know may."""
    return tag in _WORDS or tag not in _CONTENT


def nest(nodes: Sequence[Node], states: States, lost: Lost) -> Node:
    """The tree of the nodes; `lost` is told of each node that gave way to a stronger one."""
    _keep_words_whole(nodes, states)
    for node in nodes:
        if _is_root(node):
            node.start, node.end = 0, len(states.merged.text)
    spans = [node for node in nodes if not node.is_point and (node.end > node.start or _is_root(node))]
    spans = _without_overlap(spans, lost)
    emptied = [node for node in nodes if not node.is_point and node.end == node.start and not _is_root(node)]
    points = list(_without_words([node for node in nodes if node.is_point], emptied, states))
    root = _tree(spans)
    _Points(root, spans, states).place(points)
    return root


def _is_root(node: Node) -> bool:
    return node.source is not None and node.source.index == 0


def _without_words(points: Sequence[Node], emptied: Sequence[Node], states: States) -> Iterator[Node]:
    """The points, and of the elements whose words are gone from the source those that stay, empty.

    A reading of the editor's stays, and, where nothing new is let in, whatever the order of TEI may
    need; what else he had there is listed. What stood in such an element stands in it still.
    """
    kept: dict[int, Node] = {}
    for node in emptied:
        is_reading = node.tag == CHOICE and node.claim is Claim.EDITED
        if node.edited is not None and (is_reading or states.is_frozen(node.start, node.end)):
            node.is_point, node.source = True, node.edited
            kept[node.edited.index] = node
        if node.edited is not None and node.claim is Claim.EDITED:
            words = shown(states.edited, node.edited)
            states.conflicts.append(Conflict(node.start, "its words are gone from the source", words, ""))
    for node in sorted((*points, *kept.values()), key=lambda node: node.edited.index if node.edited else 0):
        holder = kept.get(node.edited.parent) if node.edited is not None else None
        if holder is None:
            yield node
        else:
            holder.children.append(node)


def _keep_words_whole(nodes: Sequence[Node], states: States) -> None:
    """Move a block's edge that would now cut a word to the word's end: the source has joined there."""
    spaces, last = states.merged.spaces, len(states.merged.text)
    places = sorted({0, last, *spaces})
    own = states.edited

    def moved(at: int, was: int) -> int:
        if at in (0, last) or at in spaces or (was not in own.spaces and was not in (0, len(own.text))):
            return at
        return places[bisect_left(places, at)]

    for node in nodes:
        if node.tag in _PARTING and node.before == -1 and node.edited is not None:
            node.start = moved(node.start, node.edited.start)
            node.end = max(node.start, moved(node.end, node.edited.end))
    _keep_within(nodes)


def _keep_within(nodes: Sequence[Node]) -> None:
    """What the editor has within something of his stays within it, wherever its edges were moved."""
    placed = {node.edited.index: node for node in nodes if node.before == -1 and node.edited is not None}
    for index in sorted(placed):
        node = placed[index]
        outer = placed.get(node.edited.parent) if node.edited is not None else None
        if outer is not None and not outer.is_point:
            node.start = min(max(node.start, outer.start), outer.end)
            node.end = min(max(node.end, node.start), outer.end)


def _without_overlap(spans: list[Node], lost: Lost) -> list[Node]:
    """The spans that can be nested: of two that overlap in part, or that may not, the weaker one goes."""
    while True:
        spans = _sorted(spans)
        gone: set[int] = set()
        moved = False
        open_spans: list[Node] = []
        for node in spans:
            while open_spans and open_spans[-1].end <= node.start:
                open_spans.pop()
            node.parent = open_spans[-1] if open_spans else None
            while (top := open_spans[-1] if open_spans else None) and (
                node.end > top.end or not _may_stand(top, node)
            ):
                overlaps = node.end > top.end
                weaker = node if node.claim <= top.claim else top
                stronger = top if weaker is node else node
                if not overlaps and weaker.claim is not Claim.NEW:
                    break  # whatever the grammar says of it: it was so in what he wrote
                if _goes_back(weaker):
                    moved = True
                else:
                    gone.add(id(weaker))
                    lost(weaker, stronger)
                if weaker is node:
                    break
                open_spans.pop()
            if id(node) not in gone and (not open_spans or node.end <= open_spans[-1].end):
                open_spans.append(node)
        spans = [node for node in spans if id(node) not in gone]
        if not gone and not moved:
            return spans


def _goes_back(node: Node) -> bool:
    """Whether a node that he and the converter share could be put back where he has it."""
    if node.other is None or node.other == (node.start, node.end) or node.other[0] >= node.other[1]:
        return False
    (node.start, node.end), node.other = node.other, None
    node.before = node.after = -1
    return True


def _may_stand(parent: Node, node: Node) -> bool:
    """Whether one may stand in the other: the manual lets it, or it does so in one of the states."""
    if parent.tag == CHOICE:
        return False
    content = _CONTENT.get(parent.tag)
    if content is None or node.tag not in _CONTENT or node.tag in content:
        return True
    return any(
        inner is not None and outer is not None and inner.parent == outer.index
        for inner, outer in ((node.edited, parent.edited), (node.new, parent.new))
    )


def _sorted(spans: list[Node]) -> list[Node]:
    """By beginning, the longer first; those over the same characters as they were, else by rank."""
    groups: dict[tuple[int, int], list[Node]] = defaultdict(list)
    for node in spans:
        groups[node.start, -node.end].append(node)
    ordered: list[Node] = []
    for key in sorted(groups):
        ordered.extend(_outer_first(groups[key]))
    return ordered


def _outer_first(group: list[Node]) -> list[Node]:
    if len(group) == 1:
        return group
    row = sorted(
        (node for node in group if node.edited), key=lambda node: node.edited.index if node.edited else 0
    )
    for node in sorted(
        (node for node in group if not node.edited), key=lambda node: node.new.index if node.new else 0
    ):
        rank = _RANK.get(node.tag, len(_RANK))
        after = [
            at for at, other in enumerate(row) if other.new and node.new and other.new.index < node.new.index
        ]
        first = after[-1] + 1 if after else 0
        at = next((i for i in range(first, len(row)) if _RANK.get(row[i].tag, len(_RANK)) > rank), len(row))
        row.insert(at, node)
    return row


def _tree(spans: Sequence[Node]) -> Node:
    root = spans[0]
    open_spans = [root]
    root.parent = None
    for node in spans[1:]:
        while len(open_spans) > 1 and (open_spans[-1].end <= node.start):
            open_spans.pop()
        node.parent = open_spans[-1]
        open_spans[-1].children.append(node)
        if node.tag != CHOICE:
            open_spans.append(node)
    return root


@dataclass(slots=True)
class _Points:
    """Puts what stands at one place into the elements it stood in."""

    root: Node
    spans: Sequence[Node]
    states: States
    _edited: dict[int, Node] = field(init=False)
    _new: dict[int, Node] = field(init=False)

    def __post_init__(self) -> None:
        self._edited = {node.edited.index: node for node in self.spans if node.edited}
        self._new = {node.new.index: node for node in self.spans if node.new}

    def place(self, points: Sequence[Node]) -> None:
        held: dict[int, list[Node]] = defaultdict(list)
        parents: dict[int, Node] = {}
        for point in self._in_order(points):
            parent = self._parent(point)
            point.start = point.end = min(max(point.start, parent.start), parent.end)
            parent = self._deeper(parent, point)
            parents[id(parent)] = parent
            held[id(parent)].append(point)
            point.parent = parent
        for key, row in held.items():
            parents[key].children = list(interleaved(parents[key].children, row))

    def _in_order(self, points: Sequence[Node]) -> list[Node]:
        """In the editor's order, the converter's new ones behind what they follow in its own."""
        row = sorted((p for p in points if p.edited), key=lambda p: p.edited.index if p.edited else 0)
        fresh = sorted((p for p in points if not p.edited), key=lambda p: p.new.index if p.new else 0)
        by_place: dict[int, list[Node]] = defaultdict(list)
        for point in row:
            by_place[point.start].append(point)
        for point in fresh:
            here = by_place[point.start]
            after = [i for i, o in enumerate(here) if o.new and point.new and o.new.index < point.new.index]
            here.insert(after[-1] + 1 if after else 0, point)
        return [point for place in sorted(by_place) for point in by_place[place]]

    def _parent(self, point: Node) -> Node:
        """The nearest of the elements it stood in that still stands at its place."""
        in_edited = point.source is point.edited
        standoff, nodes = (self.states.edited, self._edited) if in_edited else (self.states.new, self._new)
        assert point.source is not None
        for ancestor in standoff.ancestors(point.source):
            node = nodes.get(ancestor.index)
            if node and node.tag != CHOICE and node.start <= point.start <= node.end:
                return node
        return self.root

    def _deeper(self, parent: Node, point: Node) -> Node:
        """Into what lies round its place now, as far as it may stand there."""
        while True:
            inner = next((c for c in parent.children if c.start < point.start < c.end), None)
            if inner is None:
                if not may_hold(parent, point) and (near := _neighbour(parent, point)):
                    parent = near
                    continue
                return parent
            if inner.tag == CHOICE:
                point.start = point.end = inner.end
                return parent
            parent = inner


def may_hold(parent: Node, point: Node) -> bool:
    """Whether something without words may stand in an element: what we do not know may."""
    content = _CONTENT.get(parent.tag)
    return content is None or point.tag not in _CONTENT or point.tag in content


def _neighbour(parent: Node, point: Node) -> Node | None:
    """A child at whose edge the point is and that may hold it, or holds something that may."""
    for child in parent.children:
        if child.tag != CHOICE and not child.is_point and child.start <= point.start <= child.end:
            return child
    return None


def interleaved(children: Sequence[Node], points: Sequence[Node]) -> Iterator[Node]:
    """Children of an element and what is to stand between them, in the order of their places."""
    at = 0
    for point in sorted(points, key=lambda point: point.start):
        while at < len(children) and children[at].end <= point.start:
            yield children[at]
            at += 1
        yield point
    yield from children[at:]
