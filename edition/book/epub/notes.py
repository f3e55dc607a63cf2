"""Notes where a reading system looks for them: at the end of the file that refers to them first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from lxml import etree

from edition.book.epub.trees import EPUB_TYPE, XHTML, Chapter, drop, is_a, unwrap
from edition.book.literals import collapse
from edition.book.shapes import Element


@dataclass(slots=True)
class _Moves:
    """Where each note goes, from which section it comes, which places refer to it."""

    home: dict[str, Chapter] = field(default_factory=dict)
    section: dict[str, Element | None] = field(default_factory=dict)
    places: dict[str, list[tuple[Chapter, Element]]] = field(default_factory=dict)


def gather_notes(made: Sequence[Chapter]) -> frozenset[str]:
    """Set each note at the end of the file that refers to it first; one that nothing refers to stays.

    The ids of divisions that are gone, for they held nothing but a heading and notes: the heading
    stands above the notes now.
    """
    notes = {note.get("id", ""): note for chapter in made for note in chapter.tree.iter(f"{XHTML}aside")}
    moves = _moves(made, notes)
    for target in moves.home:
        note = notes[target]
        moves.section[target] = next(note.iterancestors(f"{XHTML}section"), None)
        drop(note)
    emptied = {
        section: heading
        for section in dict.fromkeys(moves.section.values())
        if section is not None and (heading := _lone_heading(section)) is not None
    }
    for chapter in made:
        mine = [target for target, home in moves.home.items() if home is chapter]
        if mine:
            _set_notes(chapter, mine, notes, moves, emptied)
    gone = frozenset(filter(None, (section.get("id") for section in emptied)))
    for section, heading in emptied.items():
        drop(heading)
        unwrap(section)
    return gone


def _moves(made: Sequence[Chapter], notes: dict[str, Element]) -> _Moves:
    moves = _Moves()
    for chapter in made:
        for link in chapter.tree.iter(f"{XHTML}a"):
            target = unquote((link.get("href") or "").partition("#")[2])
            if link.get(EPUB_TYPE) != "noteref" or target not in notes:
                continue
            if not any(is_a(above, "aside") for above in link.iterancestors()):
                moves.home.setdefault(target, chapter)
            moves.places.setdefault(target, []).append((chapter, link))
    return moves


def _set_notes(
    chapter: Chapter,
    targets: Sequence[str],
    notes: dict[str, Element],
    moves: _Moves,
    emptied: dict[Element, Element],
) -> None:
    section = etree.SubElement(chapter.tree, f"{XHTML}section")
    section.set("class", "notes")
    section.set(EPUB_TYPE, "footnotes")
    section.set("aria-label", "Notes")
    before: Element | None = None
    for target in targets:
        origin = moves.section[target]
        if origin is not None and origin in emptied and origin is not before:
            title = etree.SubElement(section, f"{XHTML}p", {"class": "notes-title"})
            title.text = _words(emptied[origin])
        before = origin
        section.append(notes[target])
        _lead_back(chapter, notes[target], moves.places[target])


def _lead_back(chapter: Chapter, note: Element, places: list[tuple[Chapter, Element]]) -> None:
    line = _last_line(note)
    for count, (_, link) in enumerate(places, 1):
        if identifier := link.get("id"):
            back = etree.SubElement(line, f"{XHTML}a", {"class": "back", "role": "doc-backlink"})
            back.set("href", f"#{quote(identifier)}")
            spoken = "back to the text" if len(places) == 1 else f"back to the text, place {count}"
            back.set("aria-label", spoken)
            back.text = "\u21a9\ufe0e"


def _last_line(note: Element) -> Element:
    last = note[-1] if len(note) else None
    return last if last is not None and is_a(last, "p") and not (last.tail or "").strip() else note


def _lone_heading(section: Element) -> Element | None:
    """The heading of a section that holds no other word; none of any other section."""
    if (section.text or "").strip():
        return None
    heading: Element | None = None
    for child in section:
        if (child.tail or "").strip():
            return None
        if _words(child):
            if heading is not None or not _is_heading(child):
                return None
            heading = child
    return heading


def _is_heading(element: Element) -> bool:
    return is_a(element, "h1", "h2", "h3", "h4", "h5", "h6") or element.get("role") == "heading"


def _words(element: Element) -> str:
    return collapse("".join(map(str, element.itertext())))


def links_of(chapter: Chapter) -> Iterator[Element]:
    """The links of a file within the book."""
    for link in chapter.tree.iter(f"{XHTML}a"):
        if (link.get("href") or "").startswith("#"):
            yield link
