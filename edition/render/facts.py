"""What is read in a document before its text: who proposes, which characters, which notes are pointed at."""

from collections.abc import Collection, Iterator, Mapping

from edition.render import rendition
from edition.render.html import anchor
from edition.render.languages import language_tag
from edition.render.phrases import ENGLISH, Phrases
from edition.render.state import XML, Element, Facts, local_name
from edition.render.words import plain


def facts(
    root: Element,
    file: str,
    neighbours: Collection[str],
    registers: bool = False,
    images: Mapping[str, str] | None = None,
    phrases: Phrases = ENGLISH,
) -> Facts:
    """The facts of a document that its behaviours ask for."""
    headers = tuple(root.iter("{*}teiHeader"))
    quotations = (element for header in headers for element in header.iter("{*}quotation"))
    return Facts(
        file=file,
        noted=frozenset(_noted(root)),
        notes=frozenset(anchor(note.get(f"{XML}id", "")) for note in root.iter("{*}note")) - {""},
        responsible=dict(pair for header in headers for pair in _responsible(header)),
        characters=dict(pair for header in headers for pair in _characters(header)),
        renditions={name: looks for header in headers for name, looks in rendition.declared(header).items()},
        unmarked=any(element.get("marks") == "none" for element in quotations),
        neighbours=frozenset(name.casefold() for name in neighbours),
        codes=dict(pair for header in headers for pair in _codes(header)) if registers else {},
        registers=registers,
        images=images or {},
        scans=scans(root),
        phrases=phrases,
        marking=phrases.marking(main_language(root)),
    )


def main_language(root: Element) -> str | None:
    """The language a document's text is in, as its mark-up says, else its header's first."""
    for element in (next(root.iter("{*}text"), root), root):
        if code := element.get(f"{XML}lang"):
            return language_tag(code)
    first = next(root.iter("{*}language"), None)
    return language_tag(first.get("ident", "")) if first is not None else None


def _noted(root: Element) -> Iterator[str]:
    for reference in root.iter("{*}ref", "{*}ptr"):
        if reference.get("target", "").startswith("#") and _is_a_sign(reference):
            yield anchor(reference.get("target", "")[1:])


def _is_a_sign(reference: Element) -> bool:
    """Whether a reference is nothing but the mark of a note."""
    return reference.get("type") == "noteref" or not (len(reference) or (reference.text or "").strip())


def _responsible(header: Element) -> Iterator[tuple[str, str]]:
    for statement in header.iter("{*}respStmt", "{*}editor"):
        if not statement.get(f"{XML}id"):
            continue
        children = [child for child in statement if isinstance(child.tag, str)]
        # Who it is; what he did, the page about the document tells.
        parts = [child for child in children if local_name(child) != "resp"] or children or [statement]
        words = (" ".join("".join(map(str, part.itertext())).split()) for part in parts)
        yield statement.get(f"{XML}id", ""), ", ".join(filter(None, words))


def _characters(header: Element) -> Iterator[tuple[str, str]]:
    for character in header.iter("{*}char", "{*}glyph"):
        mapped = character.findall("{*}mapping")
        if mapped and character.get(f"{XML}id"):
            yield character.get(f"{XML}id", ""), "".join(map(str, mapped[-1].itertext())).strip()


def scans(root: Element) -> Mapping[str, str]:
    """The address of the picture of each `surface` and `zone`, and of each `graphic`, that has an id."""
    found: dict[str, str] = {}
    for graphic in root.iter("{*}graphic"):
        url, parent = graphic.get("url", ""), graphic.getparent()
        if not url or parent is None or local_name(parent) not in ("surface", "zone", "facsimile"):
            continue
        inside = parent.iter("{*}zone") if local_name(parent) == "surface" else ()
        for element in (graphic, parent, *inside):
            if identifier := element.get(f"{XML}id"):
                found.setdefault(identifier, url)
    return found


def _codes(header: Element) -> Iterator[tuple[str, str]]:
    for category in header.iter("{*}category"):
        meaning = category.find("{*}catDesc")
        words = plain(meaning) if meaning is not None else category.get("n", "")
        if words and category.get(f"{XML}id"):
            yield category.get(f"{XML}id", ""), words
