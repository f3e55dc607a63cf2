"""What a book says about itself before and after its text, from the TEI header and the settings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from edition.book.languages import Tongue, tongue_of
from edition.book.literals import collapse
from edition.book.notes import XML_ID
from edition.book.reading import plain_reading
from edition.book.settings import BookSettings
from edition.book.shapes import Element, name_of

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# A statement longer than this is a catalogue, not an imprint.
LONGEST_STATEMENT = 900
# "Vienna , 1893": the space that parting elements by spaces makes too many.
SPACE_BEFORE_MARK = regex.compile(r" (?=[,.;:)\]])")


@dataclass(frozen=True, slots=True)
class Facts:
    """Title, people, source, licence and declarations of one document; absent is empty or `None`."""

    title: str
    edition_title: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    publisher: str | None
    date: str | None
    licence: tuple[str, ...]
    licence_target: str | None
    source: tuple[str, ...]
    made: tuple[str, ...]
    declarations: tuple[tuple[str, str], ...]
    tongue: Tongue | None


def facts_of(header: Element | None, root: Element, name: str, settings: BookSettings) -> Facts:
    """What a header says, completed by the settings; without a title the document's name stands for it."""
    licence = list(_found(header, "availability"))
    return Facts(
        title=_title(header) or name,
        edition_title=_series(header) or settings.edition_title,
        authors=_people(header, "author"),
        editors=_people(header, "editor") or settings.editors,
        publisher=_first(header, "publisher") or settings.publisher,
        date=_date_shown(header) or settings.date,
        licence=_statements(licence[0]) if licence else tuple(filter(None, (settings.licence,))),
        licence_target=next(
            (said.get("target") for said in _found(header, "licence") if said.get("target")), None
        ),
        source=tuple(text for found in _top(header, "sourceDesc") for text in _statements(found)),
        made=_made(header),
        declarations=_declarations(header),
        tongue=_tongue(header, root, settings),
    )


def characters_of(header: Element | None) -> Mapping[str, str]:
    """What the declaration of characters gives for each, by id."""
    found: dict[str, str] = {}
    for character in (*_found(header, "char"), *_found(header, "glyph")):
        identifier = character.get(XML_ID)
        mappings = [
            (said.get("type") or "", plain_reading(said)) for said in character if name_of(said) == "mapping"
        ]
        usable = [text for kind, text in mappings if text and kind not in ("PUA", "codepoint")]
        if identifier and usable:
            found[identifier] = usable[0]
    return found


def marks_are_gone(header: Element | None) -> bool:
    """Whether the header says that quotation marks were taken off the text."""
    return any(said.get("marks") == "none" for said in _found(header, "quotation"))


def dates_of(header: Element | None) -> Iterator[str]:
    """The dates of changes and of publication, as the header gives them."""
    for change in _found(header, "change"):
        yield change.get("when") or ""
    for statement in _top(header, "publicationStmt"):
        for date in statement.iter("{*}date"):
            yield date.get("when") or plain_reading(date)


def _found(header: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if header is None else header.iter(f"{{*}}{name}")


def _top(header: Element | None, name: str) -> Iterator[Element]:
    return (found for found in _found(header, name) if _within(found, "fileDesc"))


def _within(element: Element, name: str) -> bool:
    parent = element.getparent()
    return parent is not None and name_of(parent) == name


def _titles(header: Element | None) -> Iterator[Element]:
    for title in _found(header, "title"):
        if _within(title, "titleStmt"):
            yield title


def _title(header: Element | None) -> str | None:
    own = [title for title in _titles(header) if title.get("level") not in ("s", "j")]
    main = [title for title in own if title.get("type") in (None, "main")] or own
    return next(filter(None, (plain_reading(title) for title in main)), None)


def _series(header: Element | None) -> str | None:
    return next((plain_reading(title) for title in _titles(header) if title.get("level") in ("s", "j")), None)


def _people(header: Element | None, role: str) -> tuple[str, ...]:
    said = (plain_reading(who) for who in _found(header, role) if _within(who, "titleStmt"))
    return tuple(dict.fromkeys(filter(None, said)))[:12]


def _first(header: Element | None, name: str) -> str | None:
    for statement in _top(header, "publicationStmt"):
        return next(filter(None, (plain_reading(said) for said in statement.iter(f"{{*}}{name}"))), None)
    return None


def _date_shown(header: Element | None) -> str | None:
    for statement in _top(header, "publicationStmt"):
        said = (
            (date.get("when") or "", plain_reading(date)) for date in statement if name_of(date) == "date"
        )
        return next((text or when for when, text in said if text or when), None)
    return None


def _statements(element: Element) -> tuple[str, ...]:
    """What an element says, a statement for each of its blocks; catalogues are cut."""
    parts = [child for child in element if name_of(child)] or [element]
    said = (_joined(part) for part in parts)
    return tuple(
        text if len(text) <= LONGEST_STATEMENT else text[:LONGEST_STATEMENT].rsplit(" ", 1)[0] + " …"
        for text in said
        if text
    )[:12]


def _joined(element: Element) -> str:
    """The words of an element; those of a catalogue entry apart where nothing else parts them."""
    if name_of(element) in ("p", "ab", "licence", "ref") or collapse(element.text or ""):
        return plain_reading(element)
    words = collapse(" ".join(text for text in element.itertext() if text.strip()))
    return SPACE_BEFORE_MARK.sub("", words)


def _made(header: Element | None) -> tuple[str, ...]:
    said: list[str] = []
    for application in _found(header, "application"):
        label = next((plain_reading(child) for child in application if name_of(child) == "label"), "")
        said.append(label or " ".join(filter(None, (application.get("ident"), application.get("version")))))
    responsible: list[str] = []
    for statement in _found(header, "respStmt"):
        if _within(statement, "titleStmt"):
            parts = {
                kind: ", ".join(plain_reading(c) for c in statement if name_of(c) in names)
                for kind, names in (("resp", ("resp",)), ("name", ("name", "persName", "orgName")))
            }
            responsible.append(": ".join(filter(None, (parts["name"], parts["resp"]))))
    return tuple(dict.fromkeys(filter(None, (*responsible[:8], *said[:4]))))


def _declarations(header: Element | None) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for declaration in _found(header, "editorialDecl"):
        for part in declaration:
            text = plain_reading(part) if name_of(part) else ""
            if text:
                kind = "" if name_of(part) in ("p", "ab") else name_of(part)
                found.append((kind, text))
    return tuple(found[:40])


def _tongue(header: Element | None, root: Element, settings: BookSettings) -> Tongue | None:
    said = [text.get(XML_LANG) for text in root.iter("{*}text", "text")][:1]
    said += [root.get(XML_LANG)]
    said += [language.get("ident") for language in _found(header, "language")][:1]
    return next(filter(None, (tongue_of(tag) for tag in (*said, settings.language))), None)
