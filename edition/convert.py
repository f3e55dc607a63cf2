"""One document: bytes of its sources → bytes of its TEI. Pure: no file, no clock, the same for the same input."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from edition.collecting import uncollected
from edition.diagnostics import Diagnostic, Location, Severity
from edition.document import Document
from edition.findings import Annotation, Context
from edition.readers import READERS
from edition.recognise import context_of, letter_heads, recognise
from edition.recognise.correspondence import CorrespondenceHead
from edition.recognise.exemptions import exemption_label, own_labels
from edition.recognise.installed import RecogniserError, installed
from edition.recognise.resolve import Lost, Node, descend, resolve
from edition.settings import Settings, SourcePart
from edition.tei.builder import build_text
from edition.tei.digest import TEI, seal
from edition.tei.header import HEADER_IDS, HeaderFacts, build_header, count_tags
from edition.tei.ids import identify
from edition.tei.letters import correspondence
from edition.tei.lossless import check_lossless
from edition.tei.order import order

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_RELAXNG = 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'
_SCHEMATRON = 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"'
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Result:
    """A converted document; `tei` is `None` where nothing may be written."""

    name: str
    tei: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    pages: int
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with all that was found in it: what `convert` writes and what explains it."""

    context: Context
    body: Node
    letters: tuple[CorrespondenceHead, ...]
    lost: tuple[Lost, ...]
    diagnostics: tuple[Diagnostic, ...]


def read(name: str, parts: Sequence[SourcePart], settings: Settings) -> Reading:
    """A document's text, recognised, resolved and brought into TEI's order."""
    document, diagnostics = READERS["text"](name, parts, settings.own)
    context = context_of(document, settings)
    found = recognise(context)
    resolution = resolve(document.text, found)
    lost = order(document.text, resolution.body)
    letters = letter_heads(context, found)
    return Reading(context, resolution.body, letters, (*resolution.lost, *lost), diagnostics)


def convert(name: str, parts: Sequence[SourcePart], settings: Settings) -> Result:
    """The TEI of a document and what was doubted on the way.

    A document whose text would not be its source's (law 1) has no TEI, and an error that names the place.
    """
    with uncollected():
        return _converted(name, parts, settings)


def _converted(name: str, parts: Sequence[SourcePart], settings: Settings) -> Result:
    try:
        reading = read(name, parts, settings)
    except RecogniserError as error:
        place = Location(parts[0].file if parts else name)
        remedy = "uninstall that package, or tell those who keep it"
        fault = Diagnostic(Severity.ERROR, place, "recogniser/failed", str(error), remedy)
        return Result(name, None, (fault,), 0)
    document = reading.context.document
    tei = _written(reading, name)
    faults = check_lossless(document, tei)
    diagnostics = (*reading.diagnostics, *_emptiness(document, name), *faults)
    return Result(name, None if faults else tei, diagnostics, len(document.pages), _doubts(reading.body))


def _emptiness(document: Document, name: str) -> tuple[Diagnostic, ...]:
    if document.pages:
        return ()
    file = document.parts[0].file if document.parts else name
    return (Diagnostic(Severity.WARNING, Location(file), "source/empty", "the source has no text"),)


def _written(reading: Reading, name: str) -> bytes:
    """The whole TEI file."""
    context = reading.context
    ids = identify(context.document, reading.body, HEADER_IDS)
    text = build_text(context.document, reading.body, ids)
    facts = HeaderFacts(
        name=name,
        title=_title(reading, name),
        document=context.document,
        lineation=context.evidence.lineation,
        settings=context.settings,
        tags=count_tags(text),
        correspondence=tuple(correspondence(reading.letters, reading.body, ids)),
        exemptions=_exemptions(reading),
        recognisers=tuple((recogniser.name, recogniser.origin) for recogniser in installed()),
    )
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.append(build_header(facts))
    root[0].tail = text.tail = "\n"
    root.append(text)
    _point_to_schemas(root, context.settings.schemas)
    seal(root)
    return _DECLARATION + etree.tostring(root.getroottree(), encoding="UTF-8") + b"\n"


def _point_to_schemas(root: etree._Element, folder: str | None) -> None:
    """So that other editors check the file too. Source: W3C, "Associating Schemas with XML documents"."""
    if folder is None:
        return
    for file, how in (("edition.rng", _RELAXNG), ("edition.sch", _SCHEMATRON)):
        root.addprevious(etree.ProcessingInstruction("xml-model", f'href="{folder}/{file}" {how}'))


def _title(reading: Reading, name: str) -> str:
    """What the settings say, else the first heading, else the name."""
    if reading.context.settings.title:
        return reading.context.settings.title
    head = next((node for node in descend(reading.body) if node.element == "head"), None)
    if head is None:
        return name
    words = " ".join(reading.context.document.text[head.start : head.end].split())
    return words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _exemptions(reading: Reading) -> tuple[tuple[str, str], ...]:
    """The exemption codes that the text points to, each with its label for the header's taxonomy."""
    own = own_labels(reading.context.document.text, reading.context.collection.exemptions.items())
    pointers = {
        pointer
        for node in descend(reading.body)
        if isinstance(node.finding, Annotation)
        for name, value in node.finding.attributes
        if name == "ana"
        for pointer in value.split()
    }
    codes = sorted(pointer[1:] for pointer in pointers)
    return tuple((code, own.get(code) or exemption_label(code)) for code in codes)


def _doubts(body: Node) -> int:
    """How many places a person should look at: readings and spans that are not of high certainty."""
    certainties = Counter(node.finding.cert for node in descend(body) if node.finding.cert is not None)
    return sum(count for cert, count in certainties.items() if cert != "high")
