"""Three ways into one: what the converter made then, what the editor made of it, what the converter makes now.

On spans and text, not on lines of XML: each file is taken apart into its source's characters and what
stands over them; the characters are aligned; what the editor touched stays, all else is as the
converter makes it now. What cannot be settled stays as he left it and is a conflict.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from edition.work.conflicts import Conflict
from edition.work.merge.alignment import Alignment, align
from edition.work.merge.covering import cover
from edition.work.merge.decisions import decide
from edition.work.merge.headers import merge_elements
from edition.work.merge.ids import keep_ids, point_anew
from edition.work.merge.nesting import nest
from edition.work.merge.soundness import faulty_elements
from edition.work.merge.standoff import XML_ID, Standoff, read_standoff
from edition.work.merge.states import Node, States, shown
from edition.work.merge.texts import merge_texts
from edition.work.merge.writing import write_text
from edition.xml import TEI, parse

__all__ = ["Conflict", "Merge", "merge"]

Schema = Callable[[etree._Element], list[etree._Element] | None]
"""Gives the elements of a TEI tree that are at fault, `None` where the tree is sound."""

_TEXT = f"{{{TEI}}}text"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of a merge: the file, what could not be settled, and in how many places nothing new came in."""

    tei: bytes
    conflicts: tuple[Conflict, ...] = ()
    held: int = 0


def merge(
    base: bytes, edited: bytes, new: bytes, schema: Schema | None = faulty_elements, file: str = ""
) -> Merge:
    """The TEI that stands. Raises `SourceError` (`IllFormed`) where the edited file, named `file`, is no XML.

    Where the edited file is valid by the schema (ours, if no other is given) so is the merged one:
    what is new and would make it invalid is kept out of that element, or of the one around it.
    """
    if edited in (base, new):
        return Merge(new)
    his = parse(edited, file).root
    if new == base:
        return Merge(edited)
    roots = [parse(base, "").root, his, parse(new, "").root]
    texts = [root.find(_TEXT) for root in roots]
    if any(text is None for text in texts):
        conflict = Conflict(0, "there is no text element to merge", "", "")
        return Merge(edited, (conflict,))
    return _Merging(roots, [text for text in texts if text is not None], schema).merged()


@dataclass(slots=True)
class _Merging:
    roots: list[etree._Element]
    texts: list[etree._Element]
    schema: Schema | None

    def merged(self) -> Merge:
        states = self._states()
        schema = self.schema
        if schema and schema(self.roots[1]):
            schema = None  # what he left invalid cannot be made valid here
        held: set[tuple[int, int]] = set()
        while True:
            root, nodes, conflicts = self._attempt(states)
            faults = schema(root) if schema else None
            if not faults or states.is_frozen(0, len(states.merged.text)):
                break
            for fault in faults[:20]:
                held.add(_next_larger(fault, nodes, held, len(states.merged.text)))
            states.frozen = sorted(held)
        return Merge(_written(root), tuple(_placed(conflicts, nodes)), len(held))

    def _states(self) -> States:
        base, edited, new = (read_standoff(text) for text in self.texts)
        to_edited = _aligned(base, edited)
        to_new = _aligned(base, new)
        return States(base, edited, new, to_edited, to_new, merge_texts(base, edited, new, to_edited, to_new))

    def _attempt(
        self, states: States
    ) -> tuple[etree._Element, Mapping[etree._Element, Node], list[Conflict]]:
        states.conflicts = [
            Conflict(clash.at, "both changed the words", clash.edited, clash.new)
            for clash in states.merged.clashes
        ]

        def lost(weaker: Node, stronger: Node) -> None:
            if weaker.new is not None and weaker.edited is None:
                kept = shown(states.edited, stronger.edited) if stronger.edited else ""
                states.conflicts.append(
                    Conflict(weaker.start, "they cannot stand together", kept, shown(states.new, weaker.new))
                )

        tree = nest(decide(states), states, lost)
        cover(tree)
        renamed = keep_ids(tree, states)
        root, text = self._around(renamed, states)
        made = write_text(tree, states.merged, etree.Element(root.tag, nsmap=root.nsmap))
        made.tail = text.tail
        root.replace(text, made)
        return root, _pairs(tree, made), states.conflicts

    def _around(self, renamed: Mapping[str, str], states: States) -> tuple[etree._Element, etree._Element]:
        """The file around the text: its header, what stands off, what stands before the root."""
        shells = [_shell(root) for root in self.roots]

        def tell(place: str, edited: str, new: str) -> None:
            states.conflicts.append(Conflict(-1, f"both changed {place}", edited, new))

        root = merge_elements(shells[0], shells[1], shells[2], tell)
        _point_header(root, renamed)
        for sibling in _beside_root(self.roots, preceding=True):
            root.addprevious(sibling)
        for sibling in reversed(_beside_root(self.roots, preceding=False)):
            root.addnext(sibling)
        text = root.find(_TEXT)
        assert text is not None
        return root, text


def _aligned(old: Standoff, new: Standoff) -> Alignment:
    return align(old.text, new.text, old.words(), new.words())


def _shell(root: etree._Element) -> etree._Element:
    """A TEI file with an empty text."""
    shell = etree.Element(root.tag, dict(root.attrib), nsmap=root.nsmap)
    shell.text = root.text
    for child in root:
        if child.tag == _TEXT:
            kept = etree.SubElement(shell, _TEXT)
        else:
            kept = deepcopy(child)
            shell.append(kept)
        kept.tail = child.tail
    return shell


def _beside_root(roots: list[etree._Element], *, preceding: bool) -> list[etree._Element]:
    """Comments and instructions before or behind the root: the editor's, and the converter's new ones."""
    old, his, now = ([deepcopy(each) for each in root.itersiblings(preceding=preceding)] for root in roots)
    if preceding:
        old, his, now = old[::-1], his[::-1], now[::-1]
    known = {etree.tostring(each, with_tail=False) for each in (*old, *his)}
    siblings = [*his, *(each for each in now if etree.tostring(each, with_tail=False) not in known)]
    for each in siblings:
        each.tail = None
    return siblings


def _point_header(root: etree._Element, renamed: Mapping[str, str]) -> None:
    if not renamed:
        return
    for element in root.iter():
        for name in ("corresp", "target") if isinstance(element.tag, str) else ():
            if "#" in (value := element.get(name, "")):
                element.set(name, point_anew(value, renamed))


def _pairs(tree: Node, made: etree._Element) -> Mapping[etree._Element, Node]:
    """Each element of the written text with its node; what is kept whole with its root alone."""
    pairs: dict[etree._Element, Node] = {}
    waiting = [(tree, made)]
    while waiting:
        node, element = waiting.pop()
        pairs[element] = node
        if node.is_point:
            continue
        written = [child for child in element if child.tag != f"{{{TEI}}}g" or child.get("n") is None]
        waiting.extend(zip(node.children, written, strict=False))
    return pairs


def _next_larger(
    fault: etree._Element,
    nodes: Mapping[etree._Element, Node],
    held: set[tuple[int, int]],
    length: int,
) -> tuple[int, int]:
    """The stretch of the nearest element around a fault that stands in both states and is not held yet."""
    for element in (fault, *fault.iterancestors()):
        node = nodes.get(element)
        if node is None or node.is_point or not (node.edited and node.new):
            continue
        if not any(first <= node.start and node.end <= last for first, last in held):
            return node.start, node.end
    return 0, length


def _placed(conflicts: list[Conflict], nodes: Mapping[etree._Element, Node]) -> list[Conflict]:
    """The conflicts in the text's order, each with the id of the innermost block it lies in."""
    blocks = sorted(
        (
            (node.start, node.end, node.attributes[XML_ID])
            for node in nodes.values()
            if XML_ID in node.attributes
        ),
        key=lambda block: block[1] - block[0],
    )
    placed = []
    for conflict in dict.fromkeys(conflicts):
        block = next((name for start, end, name in blocks if start <= conflict.at < end), None)
        placed.append(replace(conflict, block=block))
    return sorted(placed, key=lambda conflict: conflict.at)


def _written(root: etree._Element) -> bytes:
    return _DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8") + b"\n"
