"""The header of a converted document (TEI `teiHeader`): what it is, whence, by whom, and what was done to it.

Nothing is made up: what neither the source nor the settings say is absent.
"""

import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import regex
from lxml import etree

from edition import __version__
from edition.document import Document, Part
from edition.findings import Attributes, Lineation
from edition.settings import Settings
from edition.tei.digest import TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
EDITION = "edition"

# Levels of classification, as executive orders since 1951 know them; the ids hold
# a full stop, which no id made of the words of a page does.
LEVELS: tuple[tuple[str, str], ...] = (
    ("class.top-secret", "TOP SECRET"),
    ("class.secret", "SECRET"),
    ("class.confidential", "CONFIDENTIAL"),
    ("class.restricted", "RESTRICTED"),
    ("class.official-use", "FOR OFFICIAL USE ONLY"),
    ("class.unclassified", "UNCLASSIFIED"),
)

# Every xml:id the header takes by itself; no id of the text may be one of them.
HEADER_IDS = frozenset({EDITION, "classification", "exemptions", *(identifier for identifier, _ in LEVELS)})

# What XML 1.0 cannot hold (a lone surrogate in a file name that is no UTF-8, NUL).
NOT_XML = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
SPACES = regex.compile(r"\s+")
# "0.1.0" of "0.1.0.dev3+g12ab": TEI's @version takes no more.
RELEASE = regex.compile(r"\d+(?:\.\d+){0,3}")
# "1965-02-17", "1965-02", "1965", "--02-17", "1977-12-10T00:14:00Z": what TEI's @when may hold.
WHEN = regex.compile(
    r"(?:(?P<year>\d{4})|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<time>T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ?)?)?)?"
)
# "en", "en-GB", "zh-Hant": a language tag as BCP 47 shapes them.
LANGUAGE_TAG = regex.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# "https://example.org/a.pdf?x=1": an address, of the characters RFC 3986 gives it.
ADDRESS = regex.compile(
    r"https?://[\w.~:-]+(?:[/?#](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?", regex.ASCII
)

LINEATION: Mapping[Lineation, str] = {
    Lineation.BROKEN: (
        "Line-broken: the source keeps the lines of the page; each line end inside a paragraph is an lb."
    ),
    Lineation.SPACED: (
        "Line-broken with a blank line between any two lines: each line end inside a paragraph is an lb;"
        " blank lines alone were not taken for the edge of a paragraph."
    ),
    Lineation.REJOINED: (
        "Re-joined: the source writes each paragraph on one line; the lines of the page are lost,"
        " there is no lb."
    ),
}

# The editorial declaration: element, its attributes, what it says; segmentation declares the lineation.
DECLARATIONS: tuple[tuple[str, Attributes, str | None], ...] = (
    (
        "correction",
        (("method", "markup"),),
        "Where the right reading is certain, the source's stands in sic and the edition's in corr, with"
        " type ocr where OCR misread the page and typist where the page itself errs; cert says how certain"
        " it is. Nothing is corrected silently; OCR debris is kept in surplus.",
    ),
    (
        "hyphenation",
        (),
        "A hyphen that only breaks a word at a line end is a pc with force weak; one that belongs to the"
        " word is plain text. An lb with break no stands inside a word.",
    ),
    (
        "quotation",
        (("marks", "all"),),
        "All quotation marks are kept, inside q or quote; a mark that is missing is not supplied.",
    ),
    ("punctuation", (("marks", "all"),), "All punctuation of the source is kept."),
    ("segmentation", (), None),
    (
        "interpretation",
        (),
        "Paragraphs, heads, quotations, notes, forme work, interpolations, redactions, dates and the"
        " fields of letter heads were recognised by rule; a doubtful span says so in cert. A date's when"
        " holds what the document itself gives, or else the date carries a resp.",
    ),
)


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What the head of one letter, memorandum or cable says: who wrote to whom, when.

    `target` is the xml:id of the `div` or `opener` it was read from.
    """

    sender: str | None = None
    addressee: str | None = None
    date_when: str | None = None
    subject: str | None = None
    reference: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """All that a header is made of.

    `tags` counts the elements of the text; `exemptions` pairs the xml:id and the label of each
    exemption code that the text points to; `recognisers` those of other packages, each with its package and
    version; `remarks` are sentences about how the source was read.
    """

    name: str
    title: str
    document: Document
    lineation: Lineation
    settings: Settings
    tags: Mapping[str, int]
    correspondence: tuple[Correspondence, ...] = ()
    exemptions: tuple[tuple[str, str], ...] = ()
    recognisers: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


def build_header(facts: HeaderFacts) -> etree._Element:
    """A complete `teiHeader`; the digest in it is blank until `digest.seal`.

    Source: encoding manual, "Header".
    """
    header = etree.Element(_tag("teiHeader"), nsmap={None: TEI})
    _file_description(header, facts)
    _encoding_description(header, facts)
    _profile_description(header, facts)
    change = _add(_add(header, "revisionDesc"), "change", who=f"#{EDITION}")
    _when(change, facts.settings.date)
    change.text = f"Converted from the OCR text by edition {__version__}."
    etree.indent(header, space="  ", level=1)
    return header


def count_tags(text: etree._Element) -> dict[str, int]:
    """How often each TEI element occurs in a `text`, itself included, by name."""
    counts = Counter(str(element.tag).removeprefix(f"{{{TEI}}}") for element in text.iter(f"{{{TEI}}}*"))
    return dict(sorted(counts.items()))


def clean(text: str) -> str:
    """The text as XML can hold it: each character it cannot is U+FFFD, white space is single spaces."""
    return SPACES.sub(" ", NOT_XML.sub("\ufffd", text)).strip()


def is_when(said: str | None) -> bool:
    """Whether a date is one that `@when` may hold: the Gregorian calendar has it, as far as it is known."""
    match = WHEN.fullmatch(said or "")
    if match is None or match["year"] is None is match["month"]:
        return False
    # The year of "--02-29" is unknown: a leap year has every day there is.
    year, month, day = (
        int(match[part] or known) for part, known in (("year", 1904), ("month", 1), ("day", 1))
    )
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def editor_id(name: str) -> str | None:
    """The xml:id of an editor, for `@resp` to point to; none for a name without Latin letters."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(regex.findall(r"[a-z0-9]+", letters))
    return f"editor.{slug}" if slug else None


def _file_description(header: etree._Element, facts: HeaderFacts) -> None:
    description = _add(header, "fileDesc")
    _title_statement(_add(description, "titleStmt"), facts)
    _publication(_add(description, "publicationStmt"), facts.settings)
    if facts.remarks:
        notes = _add(description, "notesStmt")
        for remark in facts.remarks:
            _add(notes, "note", remark)
    _source(_add(description, "sourceDesc"), facts)


def _title_statement(statement: etree._Element, facts: HeaderFacts) -> None:
    settings = facts.settings
    _add(statement, "title", facts.title if clean(facts.title) else facts.name, level="a")
    if settings.edition_title and clean(settings.edition_title):
        _add(statement, "title", settings.edition_title, level="s")
    taken: set[str] = set()
    for name in filter(clean, settings.editors):
        editor = _add(statement, "editor", name)
        identifier = editor_id(name)
        if identifier and identifier not in taken:
            taken.add(identifier)
            editor.set(XML_ID, identifier)
    responsibility = _add(statement, "respStmt")
    responsibility.set(XML_ID, EDITION)
    _add(responsibility, "resp", "marked up the OCR text and proposed readings, by program")
    _add(responsibility, "name", EDITION, type="software")


def _publication(statement: etree._Element, settings: Settings) -> None:
    # TEI wants an agency before an availability; an empty publisher says that nobody named one.
    _add(statement, "publisher", settings.publisher)
    if settings.date and clean(settings.date):
        _date(statement, settings.date)
    licence = clean(settings.licence or "")
    if not licence:
        availability = _add(statement, "availability", status="unknown")
        _add(availability, "p", "No licence is stated.")
        return
    element = _add(_add(statement, "availability"), "licence", licence)
    if ADDRESS.fullmatch(licence):
        element.set("target", licence)


def _source(description: etree._Element, facts: HeaderFacts) -> None:
    settings = facts.settings
    if settings.repository or settings.document_date:
        paper = _add(description, "bibl", type="paper")
        if settings.document_date and clean(settings.document_date):
            _date(paper, settings.document_date)
        if settings.repository and clean(settings.repository):
            _add(_add(paper, "msIdentifier"), "repository", settings.repository)
    if settings.scan and clean(settings.scan):
        _scan(_add(description, "bibl", type="scan"), clean(settings.scan))
    for part in facts.document.parts:
        _ocr_file(_add(description, "bibl", type="ocr"), part)
    if not len(description):
        _add(description, "p", "The source holds no file.")


def _scan(bibl: etree._Element, scan: str) -> None:
    if ADDRESS.fullmatch(scan):
        _add(bibl, "ref", scan, target=scan)
    else:
        bibl.text = scan


def _ocr_file(bibl: etree._Element, part: Part) -> None:
    # The folder a source was read from is no part of the output: same input, same bytes.
    _add(bibl, "idno", PurePath(part.file).name, type="filename")
    _add(bibl, "idno", part.sha256, type="SHA-256")
    _add(bibl, "note", part.encoding, type="encoding")


def _encoding_description(header: etree._Element, facts: HeaderFacts) -> None:
    description = _add(header, "encodingDesc")
    programs = _add(description, "appInfo")
    application = _add(programs, "application", ident=EDITION, version=_release(__version__))
    _add(application, "label", f"edition {__version__}")
    _add(application, "desc", type="digest", subtype="SHA-256")
    for name, origin in facts.recognisers:
        ident = "recogniser-" + regex.sub(r"[^\w.-]", "_", name)
        other = _add(programs, "application", ident=ident, version=_release(origin.rpartition(" ")[2]))
        _add(other, "label", f"recogniser {name} of {origin}")
    _editorial_declaration(_add(description, "editorialDecl"), facts.lineation)
    namespace = _add(_add(description, "tagsDecl", partial="false"), "namespace", name=TEI)
    for name, count in sorted(facts.tags.items()):
        _add(namespace, "tagUsage", gi=name, occurs=str(count))
    _classes(_add(description, "classDecl"), facts.exemptions)


def _release(version: str) -> str:
    """The part of a version that TEI's `@version` can hold."""
    release = RELEASE.match(version)
    return release[0] if release else "0"


def _editorial_declaration(declaration: etree._Element, lineation: Lineation) -> None:
    eol = "some" if lineation is Lineation.REJOINED else "all"
    for name, attribute, text in DECLARATIONS:
        element = _add(declaration, name, **dict(attribute))
        _add(element, "p", text or LINEATION[lineation])
        if name == "hyphenation":
            element.set("eol", eol)


def _classes(declaration: etree._Element, exemptions: tuple[tuple[str, str], ...]) -> None:
    for identifier, description, categories in (
        ("classification", "Levels of classification.", LEVELS),
        ("exemptions", "Exemption codes and restrictions that the text names.", exemptions),
    ):
        taxonomy = _add(declaration, "taxonomy")
        taxonomy.set(XML_ID, identifier)
        _add(taxonomy, "desc", description)
        for category_id, label in categories:
            category = _add(taxonomy, "category")
            category.set(XML_ID, category_id)
            _add(category, "catDesc", label)


def _profile_description(header: etree._Element, facts: HeaderFacts) -> None:
    settings = facts.settings
    description = _add(header, "profileDesc")
    if settings.document_date and clean(settings.document_date):
        _date(_add(description, "creation"), settings.document_date)
    language = settings.language if LANGUAGE_TAG.fullmatch(settings.language) else "und"
    _add(_add(description, "langUsage"), "language", ident=language)
    if settings.kind and clean(settings.kind):
        _add(_add(_add(description, "textClass"), "keywords"), "term", settings.kind, type="kind")
    for correspondence in facts.correspondence:
        _correspondence(description, correspondence)


def _correspondence(profile: etree._Element, facts: Correspondence) -> None:
    # Nothing at all where the head says neither who nor when.
    when = facts.date_when if is_when(facts.date_when) else None
    if not when and not any(clean(said or "") for said in (facts.sender, facts.addressee)):
        return
    description = _add(profile, "correspDesc")
    if facts.target:
        description.set("corresp", f"#{facts.target}")
    _action(description, "sent", facts.sender, when)
    _action(description, "received", facts.addressee, None)
    for kind, text in (("subject", facts.subject), ("ref", facts.reference)):
        if text and clean(text):
            _add(description, "note", text, type=kind)


def _action(description: etree._Element, kind: str, who: str | None, when: str | None) -> None:
    name = clean(who or "")
    if not name and not when:
        return
    action = _add(description, "correspAction", type=kind)
    # The head of a memorandum names a person as readily as an office: a referring string claims neither.
    if name:
        _add(action, "rs", name)
    if when:
        _add(action, "date", when=when)


def _date(parent: etree._Element, said: str) -> None:
    _when(_add(parent, "date", said), said)


def _when(element: etree._Element, said: str | None) -> None:
    if said is not None and is_when(said):
        element.set("when", said)


def _add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """A new last child, its text made clean."""
    element = etree.SubElement(parent, _tag(name), attributes)
    if text is not None:
        element.text = clean(text) or None
    return element


def _tag(name: str) -> str:
    return f"{{{TEI}}}{name}"
