"""Records that names point at (`person`, `place`, `org`, `bibl` in lists): what each is called, who else knows it."""

from collections.abc import Iterator

from edition.render.addresses import remote
from edition.render.fragments import Authority
from edition.render.state import XML, Element, local_name
from edition.render.words import plain

_KINDS = {
    "person": "person",
    "personGrp": "person",
    "place": "place",
    "org": "organisation",
    "bibl": "work",
    "biblStruct": "work",
}
_NAMES = {
    "person": ("persName", "name"),
    "place": ("placeName", "geogName", "settlement", "region", "country", "name"),
    "organisation": ("orgName", "name"),
    "work": ("title",),
}
_LINKS = ("idno", "ref", "ptr")
_MANY = 4


def authorities(root: Element) -> Iterator[Authority]:
    """Yield the records of a document that have an id and a name, in its order."""
    for record in root.iter("{*}person", "{*}personGrp", "{*}place", "{*}org", "{*}bibl", "{*}biblStruct"):
        identifier = record.get(f"{XML}id", "").strip()
        kind = _KINDS[local_name(record)]
        if identifier and (name := _name(record, kind)):
            yield Authority(kind, identifier, name, tuple(dict.fromkeys(_links(record)))[:_MANY])


def _name(record: Element, kind: str) -> str:
    for wanted in _NAMES[kind]:
        child = record.find("{*}" + wanted)
        if child is None and kind == "work":
            child = next(record.iter("{*}" + wanted), None)
        if child is not None and (words := _inverted(child) or plain(child)):
            return words
    return ""


def _inverted(name: Element) -> str:
    """A person's name with the surname first, as a register has it."""
    surname, forename = name.find("{*}surname"), name.find("{*}forename")
    if surname is None or not plain(surname):
        return ""
    return (
        f"{plain(surname)}, {plain(forename)}" if forename is not None and plain(forename) else plain(surname)
    )


def _links(record: Element) -> Iterator[str]:
    for address in (record.get("sameAs", ""), record.get("ref", ""), record.get("corresp", "")):
        yield from filter(remote, address.split())
    for child in record:
        if isinstance(child.tag, str) and local_name(child) in _LINKS:
            for address in (child.get("target", ""), (child.text or "").strip()):
                if remote(address) and " " not in address:
                    yield address
