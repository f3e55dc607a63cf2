"""Notes joined to their references (TEI `note`, `ref`): who takes which, and by what mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import regex
from lxml import etree

from edition.book.literals import collapse
from edition.book.reading import is_left_out
from edition.book.shapes import Element, name_of

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# "68/", "68.", "(3)", "[12]": what stands round the number of a note.
ROUND_A_NUMBER = regex.compile(r"[\s/.()\[\]:,]+")
# Longer than any number or sign: a reference in words.
LONGEST_MARK = 8
# What stands between notes and says nothing.
WITHOUT_WORDS = frozenset({"pb", "lb", "cb", "gb", "milestone", "anchor"})


@dataclass(frozen=True, slots=True)
class Notes:
    """Which reference takes which note to its place, and what the text points to."""

    taken: Mapping[Element, Element]
    takers: Mapping[Element, Element]
    targets: frozenset[str]


def join_notes(roots: Iterable[Element]) -> Notes:
    """Notes joined to the first reference outside any note that points to them.

    A reference inside a note takes nothing: two notes that point to each other would never end.
    """
    notes: dict[str, Element] = {}
    pointers: list[tuple[Element, str]] = []
    targets: set[str] = set()
    for root in roots:
        for element, inside in _visible(root):
            name = name_of(element)
            if name == "note" and (identifier := element.get(XML_ID)):
                notes.setdefault(identifier, element)
            for target in (element.get("target") or "").split() if name in ("ref", "ptr") else ():
                if target.startswith("#"):
                    targets.add(target[1:])
                    if not inside:
                        pointers.append((element, target[1:]))
    takers: dict[Element, Element] = {}
    taken: dict[Element, Element] = {}
    for element, target in pointers:
        note = notes.get(target)
        if note is not None and element not in takers and taken.setdefault(note, element) is element:
            takers[element] = note
    return Notes(taken, takers, frozenset(targets))


def emptied_divisions(notes: Iterable[Element]) -> Mapping[Element, Element]:
    """The heads of divisions that hold nothing else but notes which stand at their references, by division."""
    taken = frozenset(notes)
    around = dict.fromkeys(note.getparent() for note in taken)
    found = ((division, _lone_head(division, taken)) for division in around if division is not None)
    return {division: head for division, head in found if head is not None}


def _lone_head(division: Element, taken: frozenset[Element]) -> Element | None:
    if collapse(division.text or "") or not name_of(division).startswith("div"):
        return None
    head: Element | None = None
    for child in division:
        if collapse(child.tail or ""):
            return None
        name = name_of(child)
        if not name or name in WITHOUT_WORDS or child in taken or is_left_out(child):
            continue
        if name != "head" or head is not None:
            return None
        head = child
    return head


def mark_of(element: Element) -> str | None:
    """The mark of a note or of a reference: its number, else its short text or label."""
    n = collapse(element.get("n") or "")
    if n and len(n) <= LONGEST_MARK:
        return n
    label = next((child for child in element if name_of(child) == "label"), None)
    if name_of(element) == "note" and label is None:
        return None
    text = collapse("".join((element if label is None else label).itertext()))
    bare = ROUND_A_NUMBER.sub("", text) or text
    return bare if bare and len(bare) <= LONGEST_MARK else None


def _visible(root: Element) -> Iterable[tuple[Element, int]]:
    depth = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if name_of(element) == "note":
            depth += 1 if event == "start" else -1
        if event == "start":
            if is_left_out(element):
                walker.skip_subtree()
            else:
                yield element, depth
