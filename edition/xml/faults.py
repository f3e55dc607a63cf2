"""What libxml2 says of an ill-formed file, in an editor's words and at the place of the fault."""

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, SourceError
from edition.xml.encodings import declared_encoding, decode
from edition.xml.places import open_elements

DEPTH_LIMIT = 2_048

# "Entity 'eacute' not defined": libxml2's words.
UNDEFINED = regex.compile(r"Entity '([^']+)' not defined")
# "Opening and ending tag mismatch: b line 2 and a"
MISMATCH = regex.compile(r"Opening and ending tag mismatch: (\S+) line \d+ and (\S+)")
# ", line 3, column 5" at the end of lxml's messages.
POSITION = regex.compile(r", line \d+, column \d+$")

# libxml2's words for plain faults, ours, and what to do; groups of the first stand in the others as {0}, {1}.
WORDING: tuple[tuple["regex.Pattern[str]", str, str | None], ...] = (
    (regex.compile(r"Document is empty"), "the file is empty", None),
    (
        regex.compile(r"Start tag expected, '<' not found"),
        "this is no XML: it does not begin with a tag",
        None,
    ),
    (
        regex.compile(r"Extra content at the end of the document"),
        "something follows the end tag of the root element",
        "a document has one root element: take away what follows it",
    ),
    (
        regex.compile(r"xmlParseEntityRef: no name"),
        "a bare & begins a reference to nothing",
        "write &amp; for the character",
    ),
    (
        regex.compile(r"EntityRef: expecting ';'"),
        "a reference begins with & and does not end with ;",
        "write &amp; for the character",
    ),
    (regex.compile(r"AttValue: \" or ' expected"), "the value of an attribute has no quotation marks", None),
    (
        regex.compile(r"Unescaped '<' not allowed in attributes values"),
        "a < stands in the value of an attribute",
        "write &lt;, or close the quotation marks before it",
    ),
    (
        regex.compile(r"Couldn't find end of Start Tag (\S+).*"),
        "the start tag <{0}> does not end",
        "its > is missing",
    ),
    (
        regex.compile(r"Attribute (\S+) redefined"),
        "the attribute {0} stands twice in one tag",
        "take one of them away",
    ),
    (
        regex.compile(r"Attribute references external entity '(\S+)'"),
        "the entity {0} lies outside this file, and nothing outside is read",
        "copy its text into the file",
    ),
    (
        regex.compile(r"Namespace prefix (\S+) on (\S+) is not defined"),
        "the prefix of <{0}:{1}> belongs to no namespace",
        'declare it: xmlns:{0}="…"',
    ),
    (
        regex.compile(r"Namespace prefix (\S+) for (\S+) on (\S+) is not defined"),
        "the prefix of {0}:{1} on <{2}> belongs to no namespace",
        'declare it: xmlns:{0}="…"',
    ),
    (
        regex.compile(r"(?:PCDATA|xmlParseCharRef:) invalid (?:xmlChar|Char) value (\d+)"),
        "the character number {0} cannot stand in XML",
        'the edition writes such a character as <g n="U+…"/>',
    ),
    (
        regex.compile(r"Invalid bytes in character encoding|Input is not proper UTF-8.*"),
        "these bytes are not in the encoding that the file declares (or in UTF-8, where it declares none)",
        "save the file as UTF-8",
    ),
    (
        regex.compile(r"Unsupported encoding: (\S+)"),
        "nobody knows the encoding {0}",
        "save the file as UTF-8",
    ),
    (
        regex.compile(r"(?s)(?:Double hyphen within comment|Comment must not contain '--').*"),
        "two hyphens stand side by side in a comment",
        "XML knows none there but those of its end, -->: take one away",
    ),
    (regex.compile(r"Detected an entity reference loop"), "an entity refers to itself", None),
)


class IllFormed(SourceError):  # noqa: N818  # the XML specification calls it so
    """The bytes are no well-formed XML; `diagnostics` say where and why, the first in the message."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics[0].message, diagnostics[0].location)
        self.diagnostics = diagnostics


def faults(
    error: etree.XMLSyntaxError, parser: etree.XMLParser, data: bytes, file: str
) -> tuple[Diagnostic, ...]:
    """What libxml2 says, in an editor's words: the undefined entities all, else the first fault."""
    text = decode(data, declared_encoding(data))
    undefined = [
        _undefined_entity(match[1], entry.line, text, file)
        for entry in parser.error_log
        if (match := UNDEFINED.fullmatch(entry.message))
    ]
    fatal = _reworded(error, text, file)
    return tuple(dict.fromkeys((*undefined, *([fatal] if fatal else []))))


def _reworded(error: etree.XMLSyntaxError, text: str, file: str) -> Diagnostic | None:
    message = POSITION.sub("", error.msg or "not well-formed")
    line, column = error.position
    place = Location(file, line or None, column or None)
    if UNDEFINED.fullmatch(message):
        return None
    if message == "Document is empty" and text.strip():
        message = "Start tag expected, '<' not found"
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
    for pattern, said, help_text in WORDING:
        if match := pattern.fullmatch(message):
            words = help_text.format(*match.groups()) if help_text else None
            return Diagnostic(Severity.ERROR, place, "xml/ill-formed", said.format(*match.groups()), words)
    return Diagnostic(Severity.ERROR, place, "xml/ill-formed", message)


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
    place = _before(Location(file, line), f"&{name};", text)
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
