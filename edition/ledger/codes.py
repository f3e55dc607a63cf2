"""Exemption codes of a withheld span: the `@ana` at or beside it, named by the header's taxonomies."""

from collections.abc import Iterator, Mapping

import regex
from lxml import etree

from edition.ledger.words import name_of, text_of

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Labels = Mapping[str, str]

# What an `@ana` may point at that has a name.
_NAMED = frozenset({"category", "interp"})
# What may stand between a statement and the note beside it.
_PASSED = frozenset({"lb", "pb", "cb", "gb", "milestone", "fw", "surplus"})
# The search for a note beside a statement stays within these.
_BLOCKS = frozenset(
    "p ab item cell head opener closer note quote lg l div body front back text argument label figDesc".split()
)
_WORD = regex.compile(r"[\p{L}\p{N}]")


def code_labels(root: etree._Element) -> Labels:
    """The name of each code a document defines, by its id: what the category says, else its number."""
    labels: dict[str, str] = {}
    for element in root.iter(etree.Element):
        identifier = element.get(XML_ID) or element.get("id")
        if identifier and name_of(element) in _NAMED and identifier not in labels:
            labels[identifier] = _label(element) or identifier
    return labels


def _label(element: etree._Element) -> str:
    # A category holds its own sub-categories: their words are not its own.
    if name_of(element) == "interp":
        return " ".join(text_of(element).split()) or element.get("value") or ""
    for child in element:
        if name_of(child) in ("catDesc", "desc", "gloss") and (words := " ".join(text_of(child).split())):
            return words
    return element.get("n") or ""


def codes_at(gap: etree._Element, labels: Labels) -> tuple[str, ...]:
    """The names of the codes a gap is withheld under, each once.

    They stand on the gap, on a `seg` or redaction note round it, and on redaction notes right before
    or after it in its block, with no word between.
    """
    pointers = [pointer for element in _bearers(gap) for pointer in (element.get("ana") or "").split()]
    return tuple(dict.fromkeys(_name(pointer, labels) for pointer in pointers))


def _name(pointer: str, labels: Labels) -> str:
    # "#x-jfk-5_g_2_D", "exemptions.xml#b1", and "b1", as TEI before P5 wrote it.
    identifier = pointer.rpartition("#")[2]
    return labels.get(identifier, identifier or pointer)


def _bearers(gap: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements that may say why a gap is withheld: it, what is round it, what is beside it."""
    yield gap
    for ancestor in gap.iterancestors():
        if name_of(ancestor) == "seg" or _is_note(ancestor):
            yield ancestor
        if name_of(ancestor) in _BLOCKS and not _is_note(ancestor):
            break
    yield from _beside(gap, forward=False)
    yield from _beside(gap, forward=True)


def _is_note(element: etree._Element) -> bool:
    return name_of(element) == "note" and element.get("type") == "redaction"


def _beside(gap: etree._Element, forward: bool) -> Iterator[etree._Element]:
    """Yield the redaction notes that follow (or precede) a gap's statement with no word between."""
    here = _outermost(gap)
    while True:
        words, neighbour = _next_to(here, forward)
        if words and _WORD.search(words):
            return
        if neighbour is None:
            parent = here.getparent()
            if parent is None or name_of(parent) in _BLOCKS:
                return
            here = parent
            continue
        if _is_note(neighbour):
            yield neighbour
        elif isinstance(neighbour.tag, str) and name_of(neighbour) not in _PASSED:
            return
        here = neighbour


def _outermost(gap: etree._Element) -> etree._Element:
    """The outermost `seg` a gap stands in: the words of its statement are not between it and a note."""
    here = gap
    for ancestor in gap.iterancestors():
        if name_of(ancestor) in _BLOCKS:
            break
        if name_of(ancestor) == "seg":
            here = ancestor
    return here


def _next_to(element: etree._Element, forward: bool) -> tuple[str | None, etree._Element | None]:
    """The text beside an element, and the element beyond it."""
    if forward:
        return element.tail, element.getnext()
    before = element.getprevious()
    if before is not None:
        return before.tail, before
    parent = element.getparent()
    return (parent.text if parent is not None else None), None
