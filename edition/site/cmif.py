"""The letters of an edition in the Correspondence Metadata Interchange Format, which correspSearch gathers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from edition.render import Authority
from edition.render.addresses import remote
from edition.render.state import XML, Element, local_name
from edition.render.words import plain
from edition.site.settings import SiteSettings
from edition.xml import TEI

FILE = "cmif.xml"
BEGINS = b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- edition -->\n'
"""What each file of ours begins with."""

_SOURCE = "edition"

_NAMES = ("persName", "orgName", "placeName")
_DATES = ("when", "from", "to", "notBefore", "notAfter")
_ACTIONS = ("sent", "received")

Name = tuple[str, str, str]
"""Element, words, address of the record that identifies it or nothing."""


@dataclass(frozen=True, slots=True)
class Action:
    """Somebody sent a letter or received it; `date` pairs attributes with values."""

    kind: str
    names: tuple[Name, ...]
    date: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: who sent it to whom, when and where."""

    actions: tuple[Action, ...]


def letters(root: Element, authorities: Sequence[Authority]) -> Iterator[Letter]:
    """Yield the letters of a document, as its header has them (`correspDesc`)."""
    known = {record.id: record.links[0] for record in authorities if record.links}
    for description in root.iter("{*}correspDesc"):
        actions = tuple(
            Action(kind, tuple(_names(action, known)), tuple(_dates(action)))
            for action in description.iter("{*}correspAction")
            if (kind := action.get("type", "")) in _ACTIONS
        )
        if said := tuple(action for action in actions if action.names or action.date):
            yield Letter(said)


def _names(action: Element, known: Mapping[str, str]) -> Iterator[Name]:
    for name in action.iter(*("{*}" + each for each in _NAMES)):
        pointers = (name.get("ref") or name.get("key") or "").split()
        address = next((each for each in pointers if remote(each)), "")
        local = next(
            (known[each.rpartition("#")[2]] for each in pointers if each.rpartition("#")[2] in known), ""
        )
        if words := plain(name):
            yield local_name(name), words, address or local


def _dates(action: Element) -> Iterator[tuple[str, str]]:
    date = next(action.iter("{*}date"), None)
    if date is not None:
        yield from ((name, value) for name in _DATES if (value := date.get(name, "").strip()))


def cmif(written: Iterable[tuple[str, str, Letter]], settings: SiteSettings, title: str) -> bytes | None:
    """The letters of the edition, each with its address and number; nothing where there is none.

    Source: CMIF, TEI Correspondence SIG.
    """
    listed = list(written)
    if not listed:
        return None
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    header = _add(root, "teiHeader")
    file = _add(header, "fileDesc")
    titles = _add(file, "titleStmt")
    _add(titles, "title", title)
    for name in settings.editors:
        _add(titles, "editor", name)
    published = _add(file, "publicationStmt")
    publisher = _add(published, "publisher")
    base = settings.base_url or ""
    _add(publisher, "ref", settings.publisher or title, target=base)
    _add(published, "idno", f"{base.rstrip('/')}/{FILE}", type="url")
    if settings.date:
        _add(published, "date", when=settings.date)
    if settings.licence:
        _licence(_add(published, "availability"), settings.licence)
    bibl = _add(_add(file, "sourceDesc"), "bibl", f"{title}. ", type="online")
    bibl.set(f"{XML}id", _SOURCE)
    _add(bibl, "ref", base, target=base)
    profile = _add(header, "profileDesc")
    for key, address, letter in listed:
        _letter(profile, key, address, letter)
    # A text is demanded; CMIF has nothing to say in it.
    _add(_add(_add(root, "text"), "body"), "p")
    etree.indent(root)
    return BEGINS + etree.tostring(root, encoding="UTF-8") + b"\n"


def _licence(availability: Element, licence: str) -> None:
    if remote(licence):
        _add(availability, "licence", licence, target=licence)
    else:
        _add(availability, "licence", licence)


def _letter(profile: Element, key: str, address: str, letter: Letter) -> None:
    description = _add(profile, "correspDesc", key=key, ref=address, source=f"#{_SOURCE}")
    for action in letter.actions:
        made = _add(description, "correspAction", type=action.kind)
        for element, words, record in action.names:
            _add(made, element, words, **({"ref": record} if record else {}))
        if action.date:
            _add(made, "date", **dict(action.date))


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{TEI}}}{name}", attributes)
    child.text = text
    return child
