"""Bytes of an XML file to a tree, for every room: the one place where TEI from users is parsed.

Input is hostile until shown otherwise: nothing outside the file is read, nothing is fetched, internal
entities are expanded within a limit, and no depth breaks a walk. XInclude, when it comes, works on a
`Parsed` and gives one.
"""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, SourceError
from edition.xml_places import open_elements

# What all internal entities of a file may come to when they are expanded.
EXPANSION_LIMIT = 10_000_000
DEPTH_LIMIT = 2_048

# "&eacute;" and "&l9;": references to be counted; those to characters (&#233;) expand to one.
REFERENCE = regex.compile(r"&([^\s#&;<>]+);")
# "Entity 'eacute' not defined": libxml2's words.
UNDEFINED = regex.compile(r"Entity '([^']+)' not defined")
# "Opening and ending tag mismatch: b line 2 and a"
MISMATCH = regex.compile(r"Opening and ending tag mismatch: (\S+) line \d+ and (\S+)")
# ", line 3, column 5" at the end of lxml's messages.
POSITION = regex.compile(r", line \d+, column \d+$")

# libxml2's words for plain faults, and ours with what to do.
WORDING: Mapping[str, tuple[str, str | None]] = {
    "Document is empty": ("the file is empty", None),
    "Start tag expected, '<' not found": ("this is no XML: it does not begin with a tag", None),
    "Extra content at the end of the document": (
        "something follows the end tag of the root element",
        "a document has one root element: take away what follows it",
    ),
    "xmlParseEntityRef: no name": ("a bare & begins a reference to nothing", "write &amp; for the character"),
    "AttValue: \" or ' expected": ("the value of an attribute has no quotation marks", None),
    "Unescaped '<' not allowed in attributes values": ("a < stands in an attribute", "write &lt;"),
    "Invalid bytes in character encoding": (
        "these bytes are not in the encoding that the file declares or, declaring none, must have: UTF-8",
        "save the file as UTF-8",
    ),
    "Detected an entity reference loop": ("an entity refers to itself", None),
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree and what it was made of; `diagnostics` hold what was odd but could be read.

    Elements, comments and text only: every entity is expanded.
    """

    file: str
    data: bytes
    tree: "etree._ElementTree[etree._Element]"
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def root(self) -> etree._Element:
        """The root element."""
        return self.tree.getroot()

    @property
    def text(self) -> str:
        """The file's characters, as its lines and columns count them."""
        return decode(self.data, self.tree.docinfo.encoding)


class IllFormed(SourceError):
    """The bytes are no well-formed XML; `diagnostics` say where and why, the first in the message."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message, diagnostics[0].location)
        self.diagnostics = diagnostics


def parse(data: bytes, file: str) -> Parsed:
    """The tree of an XML file; `IllFormed` where it has none. `file` is its name in messages."""
    data = _without_utf_32(data)
    outside = _Outside()
    huge = _entities_stay_small(data, file)
    # Without huge_tree a text of 10 MB or 256 levels end the parse; with it libxml2 counts no entities.
    parser = etree.XMLParser(
        resolve_entities="internal",
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        huge_tree=huge,
        encoding="utf-8" if data.startswith(codecs.BOM_UTF8) else None,
    )
    parser.resolvers.add(outside)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise IllFormed(_faults(error, parser, data, file)) from error
    return Parsed(file, data, root.getroottree(), tuple(_missing(outside, file)))


def decode(data: bytes, encoding: str | None) -> str:
    """A file's characters, in the encoding of its byte-order mark or else the one it names."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:  # libxml2 knows encodings that Python does not
        return data.decode("utf-8", "replace")


class _Outside(etree.Resolver):
    """Answers every call for something outside the file with nothing, and remembers what was wanted."""

    def __init__(self) -> None:
        self.wanted: list[str] = []

    def resolve(self, system_url: str, public_id: str, context: object) -> object:
        self.wanted.append(system_url or public_id)
        return self.resolve_string("", context)  # type: ignore[attr-defined]  # absent from lxml-stubs


def _missing(outside: _Outside, file: str) -> list[Diagnostic]:
    return [
        Diagnostic(
            Severity.WARNING,
            Location(file),
            "xml/external-dtd",
            f"the DTD {wanted} is not read",
            "entities and default attributes that it declares are unknown here",
        )
        for wanted in dict.fromkeys(outside.wanted)
    ]


def _without_utf_32(data: bytes) -> bytes:
    # libxml2 reads it only by a name in the declaration; Python by the mark.
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return codecs.BOM_UTF8 + data.decode("utf-32", "replace").encode()
    return data


def _entities_stay_small(data: bytes, file: str) -> bool:
    """Whether libxml2 may be told not to count: the file declares no entities, or small ones."""
    try:
        entities, encoding = _declared_entities(data)
    except etree.XMLSyntaxError:
        return False  # libxml2 itself will say why, and count
    if not entities:
        return True
    sizes = _expanded_sizes(entities)
    total = sum(sizes.get(name, 0) for name in REFERENCE.findall(decode(data, encoding)))
    if total > EXPANSION_LIMIT:
        message = f"the entities of this file expand to more than {EXPANSION_LIMIT:,} characters"
        raise IllFormed((Diagnostic(Severity.ERROR, Location(file, 1), "xml/entity-bomb", message),))
    return True


def _declared_entities(data: bytes) -> tuple[dict[str, str], str | None]:
    """The general entities of the internal subset with their texts, references in them not expanded."""
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False
    )
    parser.resolvers.add(_Outside())
    for start in range(0, len(data), 4096):
        parser.feed(data[start : start + 4096])
        for _, root in parser.read_events():
            docinfo = root.getroottree().docinfo
            if docinfo.internalDTD is None:
                return {}, docinfo.encoding
            declared = docinfo.internalDTD.iterentities()
            return {str(e.name): str(e.content or "") for e in declared}, docinfo.encoding
    return {}, None


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


def _faults(
    error: etree.XMLSyntaxError, parser: etree.XMLParser, data: bytes, file: str
) -> tuple[Diagnostic, ...]:
    """What libxml2 says, in an editor's words: the undefined entities all, else the first fault."""
    text = decode(data, _declared_encoding(data))
    undefined = [
        _undefined_entity(match[1], entry.line, text, file)
        for entry in parser.error_log
        if (match := UNDEFINED.fullmatch(entry.message))
    ]
    fatal = _reworded(error, text, file)
    return tuple(dict.fromkeys(undefined)) if undefined and fatal is None else (*undefined, *([fatal] if fatal else []))


def _reworded(error: etree.XMLSyntaxError, text: str, file: str) -> Diagnostic | None:
    message = POSITION.sub("", error.msg or "not well-formed")
    line, column = error.position
    place = Location(file, line or None, column or None)
    if UNDEFINED.fullmatch(message):
        return None
    if mismatch := MISMATCH.fullmatch(message):
        return _mismatch(mismatch[1], mismatch[2], place, text)
    if message.startswith("Premature end of data"):
        return _unclosed(place, text)
    if message.startswith("Excessive depth"):
        said = f"elements are nested more than {DEPTH_LIMIT:,} levels deep"
        return Diagnostic(Severity.ERROR, place, "xml/too-deep", said)
    if "amplification" in message:
        said = "the entities of this file expand to far more than the file holds"
        return Diagnostic(Severity.ERROR, place, "xml/entity-bomb", said)
    said, help_text = WORDING.get(message, (message, None))
    return Diagnostic(Severity.ERROR, place, "xml/ill-formed", said, help_text)


def _mismatch(opened: str, closed: str, place: Location, text: str) -> Diagnostic:
    stack = open_elements(text)
    where = f"; it was opened at line {stack[-1].line}, column {stack[-1].column}" if stack else ""
    return Diagnostic(
        Severity.ERROR,
        _before(place, f"</{closed}", text),
        "xml/ill-formed",
        f"</{closed}> closes nothing here: <{opened}> is still open",
        f"close <{opened}> first{where}",
        closed,
    )


def _unclosed(place: Location, text: str) -> Diagnostic:
    stack = open_elements(text)
    if not stack:
        return Diagnostic(Severity.ERROR, place, "xml/ill-formed", "the file ends within a tag")
    last = stack[-1]
    return Diagnostic(
        Severity.ERROR,
        place,
        "xml/ill-formed",
        f"the file ends while <{last.name}> is open",
        f"add </{last.name}>; it was opened at line {last.line}, column {last.column}",
        last.name,
    )


def _undefined_entity(name: str, line: int, text: str, file: str) -> Diagnostic:
    outside = regex.search(rf"<!ENTITY\s+(?:%\s+)?{regex.escape(name)}\s+(?:SYSTEM|PUBLIC)\s", text)
    place = _before(Location(file, line), f"&{name};", text)
    if outside:
        message = f"the entity {name} lies outside this file, and nothing outside is read"
        return Diagnostic(Severity.ERROR, place, "xml/external-entity", message, None, name)
    return Diagnostic(
        Severity.ERROR,
        place,
        "xml/undefined-entity",
        f"the entity &{name}; is not defined",
        "write the character itself, or declare the entity in the file's DOCTYPE",
        name,
    )


def _before(place: Location, words: str, text: str) -> Location:
    """The place where the words begin in its line, the last time before its column; the line if nowhere."""
    lines = regex.split(r"\r\n|\n|\r", text, maxsplit=place.line or 0)
    if place.line is None or len(lines) < place.line:
        return place
    at = lines[place.line - 1].rfind(words, 0, place.column)
    return Location(place.file, place.line, at + 1 if at >= 0 else None)


def _declared_encoding(data: bytes) -> str | None:
    # <?xml version="1.0" encoding="iso-8859-1"?>, in any encoding that writes ASCII as ASCII.
    match = regex.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", data[:200])
    return match[1].decode() if match else None
