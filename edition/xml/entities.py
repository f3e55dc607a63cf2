"""Entities: what a file declares comes to how much, and what it wants from outside."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity
from edition.xml.encodings import decode
from edition.xml.faults import IllFormed

# What all internal entities of a file may come to when they are expanded.
EXPANSION_LIMIT = 10_000_000

# "&eacute;" and "&l9;": references to be counted; those to characters (&#233;) expand to one.
REFERENCE = regex.compile(r"&([^\s#&;<>]+);")


class Outside(etree.Resolver):
    """Answers every call for something outside the file with nothing, and remembers what was wanted."""

    def __init__(self) -> None:
        self.wanted: list[str] = []

    def resolve(self, system_url: str | None, pubid: str | None, context: Any) -> Any:
        """An empty file, whatever is wanted."""
        self.wanted.append(system_url or pubid or "")
        return self.resolve_string("", context)


def refused(
    outside: Outside, tree: "etree._ElementTree[etree._Element]", data: bytes, file: str
) -> Iterator[Diagnostic]:
    """A fault for each entity from outside that the file uses: its words are missing from the tree."""
    dtd = tree.docinfo.system_url
    for wanted in dict.fromkeys(outside.wanted):
        if wanted != dtd:
            yield Diagnostic(
                Severity.ERROR,
                _declaration(wanted, decode(data, tree.docinfo.encoding), file),
                "xml/external-entity",
                f"an entity lies outside this file ({wanted}), and nothing outside is read",
                "copy its text into the file",
            )


def _declaration(address: str, text: str, file: str) -> Location:
    # <!ENTITY chapter SYSTEM "chapter.xml">
    match = regex.search(rf"<!ENTITY[^>]*[\"']{regex.escape(address)}[\"']", text)
    if match is None:
        return Location(file)
    start = match.start()
    return Location(file, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def missing(outside: Outside, file: str) -> Iterator[Diagnostic]:
    """A warning for the DTD that the file names."""
    for wanted in dict.fromkeys(outside.wanted):
        yield Diagnostic(
            Severity.WARNING,
            Location(file),
            "xml/external-dtd",
            f"the DTD {wanted} is not read",
            "entities and default attributes that it declares are unknown here",
        )


def entities_stay_small(data: bytes, file: str) -> bool:
    """Whether libxml2 may be told not to count: the file declares no entities, or small ones."""
    entities, encoding = _declared_entities(data)
    if entities is None:
        return False  # ill-formed before the root element: libxml2 will say why, and count
    if not entities:
        return True
    sizes = _expanded_sizes(entities)
    used = Counter(REFERENCE.findall(decode(data, encoding)))
    used.subtract(name for text in entities.values() for name in REFERENCE.findall(text))
    total = sum(max(0, count) * sizes.get(name, 0) for name, count in used.items())
    if total > EXPANSION_LIMIT:
        message = f"the entities of this file expand to more than {EXPANSION_LIMIT:,} characters"
        raise IllFormed((Diagnostic(Severity.ERROR, Location(file, 1), "xml/entity-bomb", message),))
    return True


def _declared_entities(data: bytes) -> tuple[dict[str, str] | None, str | None]:
    """The general entities of the internal subset with their texts, references in them not expanded."""
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False
    )
    parser.resolvers.add(Outside())
    for start in range(0, len(data), 4096):
        # A fault after the root's start tag is none of ours.
        with suppress(etree.XMLSyntaxError):
            parser.feed(data[start : start + 4096])
        for _, root in parser.read_events():
            docinfo = root.getroottree().docinfo
            declared = docinfo.internalDTD.iterentities() if docinfo.internalDTD is not None else ()
            return {str(e.name): str(e.content or "") for e in declared}, docinfo.encoding
    return None, None


def _expanded_sizes(entities: Mapping[str, str]) -> dict[str, int]:
    """The length of each entity when all in it is expanded; one that holds itself counts as endless."""
    sizes: dict[str, int] = {}
    open_names: set[str] = set()
    todo = list(entities)
    while todo:
        name = todo[-1]
        inner = [other for other in REFERENCE.findall(entities[name]) if other in entities]
        unknown = [other for other in inner if other not in sizes]
        if name in sizes:
            todo.pop()
        elif any(other in open_names or other == name for other in unknown):
            sizes[name] = 0  # libxml2 refuses the loop with its place
        elif unknown:
            open_names.add(name)
            todo.extend(dict.fromkeys(unknown))
        else:
            sizes[name] = len(entities[name]) + sum(sizes[other] for other in inner)
            open_names.discard(todo.pop())
    return sizes
