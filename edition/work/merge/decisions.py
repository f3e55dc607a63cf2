"""Three states of each item → what stands: the editor's where he touched it, else what the converter makes now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.work.conflicts import Conflict
from edition.work.merge.alignment import Alignment
from edition.work.merge.matching import match
from edition.work.merge.standoff import CHOICE, XML_ID, Item, Standoff
from edition.work.merge.states import Claim, Node, States, shown
from edition.xml import TEI

# They stand before the word that follows them; what else has no words belongs to the word before.
_FORWARD = frozenset(f"{{{TEI}}}{name}" for name in ("pb", "lb", "cb", "gb", "milestone", "gap", "anchor"))

Places = Callable[[Item], tuple[int, int]]


def decide(states: States) -> list[Node]:
    """What stands, not yet nested; what could not be settled is added to the conflicts."""
    edited_of = {old: index for index, old in states.from_edited.items()}
    new_of = {old: index for index, old in states.from_new.items()}
    both = _found_by_both(states)
    nodes: list[Node] = []
    for item in states.edited.items:
        if item.within >= 0:
            continue
        old = states.from_edited.get(item.index)
        new = both.get(item.index) if old is None else new_of.get(old)
        node = _of_edited(
            states,
            item,
            states.base.items[old] if old is not None else None,
            states.new.items[new] if new is not None else None,
        )
        if node:
            nodes.append(node)
    taken = set(both.values())
    gone = _Gone(
        [item for item in states.base.items if item.within < 0 and item.index not in edited_of], states
    )
    for item in states.new.items:
        if item.within < 0 and item.index not in states.from_new and item.index not in taken:
            node = _of_new(states, item, gone)
            if node:
                nodes.append(node)
    _name_removed(states, edited_of, new_of)
    return nodes


def _found_by_both(states: States) -> Mapping[int, int]:
    """What the editor added and the converter finds now, too."""
    ours = [item for item in states.edited.items if item.index not in states.from_edited]
    theirs = [item for item in states.new.items if item.index not in states.from_new]
    edited, new = states.merged.edited, states.merged.new
    return match(ours, theirs, _Through(edited, new), new.common_in_old)


@dataclass(frozen=True, slots=True)
class _Through:
    """A place of the editor's text in the count of the new one."""

    edited: Alignment
    new: Alignment

    def __call__(self, place: int) -> int:
        here = self.edited.start(place)
        # What ends here ends where its last character does.
        if self.edited.end(place) != here:
            here = self.edited.end(place)
        return self.new.common_in_new(here)


def _of_edited(states: States, item: Item, old: Item | None, new: Item | None) -> Node | None:
    """The node of something that the editor has, none where the converter dropped it and he did not touch it."""
    start, end = _places(states, item)
    attributes_touched = old is None or _own(item) != _own(old) or item.signature != old.signature
    moved = old is None or not _same_extent(states.to_edited, old, item)
    touched = attributes_touched or moved
    if states.is_frozen(start, end):
        return _from_edited(states, item, Claim.EDITED if touched else Claim.SHARED, new)
    if new is None:
        if not touched and old is not None:
            return None
        if old is not None:
            _clash(states, start, "the converter finds it no more", _shown(states, item), "")
        return _from_edited(states, item, Claim.EDITED, None)
    if item.tag == CHOICE or item.payload is not None:
        return _whole(states, item, old, new, attributes_touched)
    node = _from_new(states, new, Claim.EDITED if touched else Claim.SHARED, item)
    node.attributes = _attributes(states, item, old, new, start)
    node.other = (start, end)
    if moved:
        node.start, node.end, node.before, node.after = start, end, -1, -1
        node.other = None
    return node


def _whole(states: States, item: Item, old: Item | None, new: Item, touched: bool) -> Node:
    """Something that is one piece: his where he touched it, else the converter's, under the id it has."""
    if not touched or (item.signature == new.signature and _own(item) == _own(new)):
        node = _from_new(states, new, Claim.SHARED, item)
        if item.id:
            node.attributes[XML_ID] = item.id
        return node
    if old is not None and (new.signature != old.signature or _own(new) != _own(old)):
        _clash(
            states, _places(states, item)[0], "both changed it", _shown(states, item), _shown_new(states, new)
        )
    elif old is None:
        _clash(
            states, _places(states, item)[0], "both found it", _shown(states, item), _shown_new(states, new)
        )
    return _from_edited(states, item, Claim.EDITED, new)


def _of_new(states: States, item: Item, gone: "_Gone") -> Node | None:
    node = _from_new(states, item, Claim.NEW, None)
    if states.is_frozen(node.start, node.end):
        return None
    if gone.holds(item):
        _clash(states, node.start, "the editor removed it", "", _shown_new(states, item))
        return None
    return node


class _Gone:
    """What the editor removed, by element: the converter does not bring it back with other edges."""

    def __init__(self, items: Sequence[Item], states: States) -> None:
        self._states = states
        self._spans: dict[str, list[tuple[int, int]]] = {}
        place = states.to_new.common_in_old
        matched = set(states.from_new.values())
        for item in items:
            if item.index not in matched and item.end > item.start:
                self._spans.setdefault(item.tag, []).append((place(item.start), place(item.end)))
        for spans in self._spans.values():
            spans.sort()

    def holds(self, item: Item) -> bool:
        """Whether something of its kind over some of its words was removed."""
        place = self._states.to_new.common_in_new
        start, end = place(item.start), place(item.end)
        spans = self._spans.get(item.tag, ())
        return any(first < end and start < last for first, last in spans)


def _name_removed(states: States, edited_of: Mapping[int, int], new_of: Mapping[int, int]) -> None:
    """List what the editor removed and the converter makes otherwise now."""
    for old in states.base.items:
        if old.within >= 0 or old.index in edited_of or old.index not in new_of:
            continue
        new = states.new.items[new_of[old.index]]
        if _own(new) != _own(old) or new.signature != old.signature:
            at = states.merged.new.start(new.start)
            _clash(states, at, "the editor removed it", "", _shown_new(states, new))


def _attributes(states: States, item: Item, old: Item | None, new: Item, at: int) -> dict[str, str]:
    """Attribute by attribute: the editor's where he changed it, else the converter's; ids stay."""
    before = old.attributes if old is not None else {}
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*new.attributes, *item.attributes)):
        was, his, now = before.get(name), item.attributes.get(name), new.attributes.get(name)
        touched = his != was if old is not None else his is not None
        value = his if touched or (name == XML_ID and his) else now
        if touched and now != was and now != his and name != XML_ID:
            label = name.rpartition("}")[2]
            _clash(states, at, f"both changed @{label}", his or "", now or "")
        if value is not None:
            merged[name] = value
    return merged


def _own(item: Item) -> dict[str, str]:
    """An item's attributes but its id."""
    return {name: value for name, value in item.attributes.items() if name != XML_ID}


def _same_extent(alignment: Alignment, old: Item, new: Item) -> bool:
    return alignment.common_in_old(old.start) == alignment.common_in_new(new.start) and (
        alignment.common_in_old(old.end) == alignment.common_in_new(new.end)
    )


def _places(states: States, item: Item) -> tuple[int, int]:
    """Where an item of the editor's stands in the merged text."""
    alignment = states.merged.edited
    if item.end > item.start:
        start, end = alignment.start(item.start), alignment.end(item.end)
        return start, max(start, end)
    here = states.edited.items[item.parent].start if item.parent >= 0 else -1
    forward = item.tag in _FORWARD or item.start <= here
    place = alignment.start(item.start) if forward else alignment.end(item.start)
    return place, place


def _from_edited(states: States, item: Item, claim: Claim, new: Item | None) -> Node:
    start, end = _places(states, item)
    is_point = item.payload is not None
    node = Node(item.tag, dict(item.attributes), start, end, -1, -1, claim, item, new, None, is_point, item)
    if is_point and not (states.edited.spaces.get(item.start, "")[: item.before]):
        node.before = node.after = 0  # the white space follows it
    if item.tag == CHOICE and not is_point:
        node.children = list(_inner(states.edited, item, lambda inner: _places(states, inner)))
    return node


def _from_new(states: States, item: Item, claim: Claim, edited: Item | None) -> Node:
    alignment = states.merged.new
    start = alignment.start(item.start)
    end = max(start, alignment.end(item.end)) if item.end > item.start else start
    is_point = item.payload is not None
    node = Node(
        item.tag,
        dict(item.attributes),
        start,
        end,
        item.before,
        item.after,
        claim,
        edited,
        item,
        None,
        is_point,
        item,
    )
    if item.tag == CHOICE and not is_point:
        node.children = list(_inner(states.new, item, lambda inner: _new_places(states, inner)))
    return node


def _new_places(states: States, item: Item) -> tuple[int, int]:
    start = states.merged.new.start(item.start)
    return start, max(start, states.merged.new.end(item.end)) if item.end > item.start else start


def _inner(standoff: Standoff, choice: Item, places: Places) -> Iterator[Node]:
    """The parts of a `choice`, nested as they were."""
    nodes: dict[int, Node] = {}
    first, last = places(choice)
    for index in range(choice.index + 1, len(standoff.items)):
        item = standoff.items[index]
        if item.within < 0 or not _stands_in(standoff, item, choice.index):
            break
        start, end = places(item)
        start = min(max(start, first), last)
        end = min(max(end, start), last)
        is_point = item.payload is not None
        node = Node(
            item.tag,
            dict(item.attributes),
            start,
            end,
            item.before if is_point else -1,
            item.after if is_point else -1,
            Claim.SHARED,
            None,
            None,
            None,
            is_point,
            item,
        )
        nodes[index] = node
        if item.parent == choice.index:
            yield node
        else:
            nodes[item.parent].children.append(node)


def _stands_in(standoff: Standoff, item: Item, ancestor: int) -> bool:
    at = item.parent
    while at > ancestor:
        at = standoff.items[at].parent
    return at == ancestor


def _clash(states: States, at: int, reason: str, edited: str, new: str) -> None:
    conflict = Conflict(at, reason, edited, new)
    if conflict not in states.conflicts[-50:]:
        states.conflicts.append(conflict)


def _shown(states: States, item: Item) -> str:
    return shown(states.edited, item)


def _shown_new(states: States, item: Item) -> str:
    return shown(states.new, item)
