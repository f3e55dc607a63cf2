"""A TEI tree reduced to what is read: forme work, debris, rejected readings and weak hyphens taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from edition.book.literals import collapse
from edition.book.reading import is_left_out, plain_reading
from edition.book.shapes import Element, children, name_of

TEI = "{http://www.tei-c.org/ns/1.0}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A reading the edition proposes: its page of the source, what the source has, how sure it is."""

    page: str
    reading: str
    source: tuple[str, ...]
    cert: str | None


def proposed_readings(parts: Iterable[Element]) -> Iterator[Proposed]:
    """The readings that stand for what the source has, in order."""
    page = ""
    for part in parts:
        for element in part.iter("{*}pb", "{*}corr"):
            if name_of(element) == "pb":
                page = collapse(element.get("n") or "") or page
            elif not _is_hidden(element):
                choice = element.getparent()
                source = [] if choice is None else children(choice, "sic", "orig")
                words = tuple(plain_reading(one) for one in source)
                yield Proposed(page, plain_reading(element), words, element.get("cert"))


def _is_hidden(element: Element) -> bool:
    choice = element.getparent()
    if choice is None or name_of(choice) != "choice" or is_left_out(element):
        return True
    return any(is_left_out(above) for above in choice.iterancestors("{*}*"))


def reduce_to_reading(parts: Iterable[Element]) -> dict[str, int]:
    """Take out of the parts what is not read, in place; how many elements of each kind that were."""
    counts: dict[str, int] = {}
    for part in parts:
        for element in _left_out(part):
            name = name_of(element)
            counts[name] = counts.get(name, 0) + 1
            # Debris between two words leaves them apart.
            _replace(element, " " if name == "surplus" else "")
        for apparatus in reversed(list(part.iter("{*}app"))):
            _set_apart(apparatus)
    return counts


def _left_out(part: Element) -> list[Element]:
    found: list[Element] = []
    walker = etree.iterwalk(part, events=("start",))
    for _, element in walker:
        if name_of(element) and is_left_out(element):
            found.append(element)
            walker.skip_subtree()
    return found


def _set_apart(apparatus: Element) -> None:
    """Leave the lemma in the line and make a note of all other readings, their words the apparatus."""
    readings = children(apparatus, "lem", "rdg", "rdgGrp")
    if len(readings) < 2 or any(name_of(above) == "listApp" for above in apparatus.iterancestors("{*}*")):
        return
    note = etree.Element(f"{TEI}note", {"type": "apparatus", "place": "bottom"})
    lemma = plain_reading(readings[0])
    if lemma:
        sign = etree.SubElement(note, f"{TEI}seg", {"type": "lemma"})
        sign.text, sign.tail = f"{lemma}]", " "
    for reading in readings[1:]:
        reading.tail = " "
        note.append(reading)
    for child in children(apparatus, "note", "witDetail"):
        child.tail = None
        note.append(child)
    apparatus.append(note)


def _replace(element: Element, text: str) -> None:
    parent = element.getparent()
    if parent is None:
        return
    rest = text + (element.tail or "")
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + rest
    else:
        parent.text = (parent.text or "") + rest
    parent.remove(element)
