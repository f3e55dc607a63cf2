"""Ids once published: each stays on its words, or is kept as an `anchor` where they stand."""

from collections.abc import Iterator, Mapping
from zlib import crc32

from edition.work.merge.nesting import takes_words
from edition.work.merge.standoff import CHOICE, XML_ID
from edition.work.merge.states import Claim, Node, States
from edition.xml import TEI

_ANCHOR = f"{{{TEI}}}anchor"
_NEEDS_ID = f"{{{TEI}}}p"
# An anchor stands in these, never in what is a reading or a mark of its own.
_HOLDS_ANCHOR = frozenset(
    f"{{{TEI}}}{name}"
    for name in (
        "p",
        "head",
        "item",
        "label",
        "cell",
        "note",
        "opener",
        "closer",
        "dateline",
        "salute",
        "q",
        "seg",
    )
)


def keep_ids(root: Node, states: States) -> Mapping[str, str]:
    """Each id of the converter's that gave way, with the one that stands in its place.

    Ids are made unique; for each of the editor's that has gone with its element an anchor is set.
    """
    nodes = list(_all(root))
    held = {found for node in nodes if node.source and node.source is node.edited for found in _ids(node)}
    held |= {node.attributes[XML_ID] for node in nodes if node.edited and XML_ID in node.attributes}
    renamed: dict[str, str] = {}
    seen: set[str] = set()
    for node in nodes:
        own = node.attributes.get(XML_ID)
        if own is None and node.tag == _NEEDS_ID and node.source is None:
            own = f"p-{crc32(states.merged.text[node.start : node.end].encode('utf-8', 'replace')):08x}"
        if own is None:
            continue
        is_theirs = node.edited is None
        node.attributes[XML_ID] = _free(own, seen | held) if is_theirs and own in seen | held else own
        seen.add(node.attributes[XML_ID])
        if node.new and node.new.id and node.new.id != node.attributes[XML_ID]:
            renamed[node.new.id] = node.attributes[XML_ID]
    for node in nodes:
        if node.source is node.new:
            _point_anew(node, renamed)
    _set_anchors(root, states, seen | held | {i for node in nodes for i in _ids(node)})
    return renamed


def _all(root: Node) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def _ids(node: Node) -> Iterator[str]:
    """The ids of a node and of what it holds whole."""
    if XML_ID in node.attributes:
        yield node.attributes[XML_ID]
    payload = node.source.payload if node.source else None
    if payload is not None:
        yield from (str(e.get(XML_ID)) for e in payload.iterdescendants() if e.get(XML_ID))


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _point_anew(node: Node, renamed: Mapping[str, str]) -> None:
    for name, value in node.attributes.items():
        if "#" in value:
            node.attributes[name] = point_anew(value, renamed)


def point_anew(value: str, renamed: Mapping[str, str]) -> str:
    """Pointers, to the ids that now stand for those they name."""
    return " ".join(
        f"#{renamed.get(each[1:], each[1:])}" if each.startswith("#") else each for each in value.split()
    )


def _set_anchors(root: Node, states: States, present: set[str]) -> None:
    for item in states.edited.items:
        names = [item.id] if item.id else []
        if item.payload is not None and item.id not in present:
            names += [str(e.get(XML_ID)) for e in item.payload.iterdescendants() if e.get(XML_ID)]
        for name in names:
            if name is not None and name not in present:
                present.add(name)
                _set_anchor(root, name, states.merged.edited.start(item.start), states)


def _set_anchor(root: Node, name: str, place: int, states: States) -> None:
    """An anchor before the word that begins at a place or next after it."""
    last = len(states.merged.text)
    while 0 < place < last and place not in states.merged.spaces:
        place += 1
    holder = _holder(root, place) or _holder(root, max(0, place - 1)) or _nearest(root, place)
    if holder is None:
        return
    anchor = Node(_ANCHOR, {XML_ID: name}, place, place, -1, -1, Claim.EDITED, is_point=True, parent=holder)
    anchor.start = anchor.end = min(max(place, holder.start), holder.end)
    if anchor.start == holder.end:
        anchor.before = anchor.after = 0
    at = next(
        (i for i, child in enumerate(holder.children) if child.start >= anchor.start), len(holder.children)
    )
    holder.children.insert(at, anchor)


def _holder(root: Node, place: int) -> Node | None:
    """The outermost element with words at a place, outside of any reading."""
    node = root
    while True:
        if node.tag in _HOLDS_ANCHOR and takes_words(node.tag):
            inner = next((c for c in node.children if not c.is_point and c.start < place < c.end), None)
            return node if inner is None or inner.tag == CHOICE else _inside(node, inner, place)
        following = next((c for c in node.children if not c.is_point and c.start <= place < c.end), None)
        if following is None or following.tag == CHOICE:
            return None
        node = following


def _nearest(root: Node, place: int) -> Node | None:
    """The element that may hold an anchor and lies nearest to a place that is in none."""
    holders = [node for node in _all(root) if node.tag in _HOLDS_ANCHOR and not node.is_point]
    return min(holders, key=lambda node: max(node.start - place, place - node.end), default=None)


def _inside(node: Node, inner: Node, place: int) -> Node:
    """An inner element at whose middle the place lies, as deep as anchors may stand."""
    while inner.tag in _HOLDS_ANCHOR:
        node = inner
        found = next((c for c in node.children if not c.is_point and c.start < place < c.end), None)
        if found is None:
            break
        inner = found
    return node
