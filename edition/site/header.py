"""The facts of a header (`teiHeader`) in the order a reader asks for them, for the *about* page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex
from lxml import etree

from edition.render import House, Mention, inner_html
from edition.render.addresses import remote
from edition.render.html import escape, plain_attribute
from edition.render.phrases import N_, Phrases
from edition.render.state import Element, local_name
from edition.render.words import plain


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the header says: its label and its value as HTML; `depth` counts from 0."""

    label: str
    html: str
    depth: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the header under a heading."""

    title: str
    facts: tuple[Fact, ...]


# The header's parts, as headings; in this order.
_CHAPTERS = (
    ("titleStmt", N_("Title and responsibility")),
    ("editionStmt", N_("Edition")),
    ("publicationStmt", N_("Publication and licence")),
    ("seriesStmt", N_("Series")),
    ("sourceDesc", N_("Source")),
    ("notesStmt", N_("Notes")),
    ("encodingDesc", N_("How it was encoded")),
    ("profileDesc", N_("The text")),
    ("xenoData", N_("Other data")),
    ("revisionDesc", N_("Changes")),
)

_LABELS = {
    "appInfo": N_("Made with"),
    "application": N_("Program"),
    "authority": N_("Authority"),
    "availability": N_("Availability"),
    "bibl": N_("Described as"),
    "biblScope": N_("Part"),
    "category": N_("Category"),
    "catDesc": N_("Meaning"),
    "change": N_("Change"),
    "classDecl": N_("Classifications"),
    "correction": N_("Corrections"),
    "correspAction": N_("Correspondence"),
    "correspDesc": N_("Correspondence"),
    "creation": N_("Written"),
    "distributor": N_("Distributor"),
    "editorialDecl": N_("Editorial principles"),
    "hyphenation": N_("Hyphens"),
    "idno": N_("Identifier"),
    "interpretation": N_("Interpretation"),
    "langUsage": N_("Languages"),
    "licence": N_("Licence"),
    "msDesc": N_("Paper"),
    "msIdentifier": N_("Shelfmark"),
    "namespace": "",
    "normalization": N_("Normalization"),
    "particDesc": N_("Persons"),
    "persName": N_("Name"),
    "projectDesc": N_("Project"),
    "pubPlace": N_("Place"),
    "punctuation": N_("Punctuation"),
    "quotation": N_("Quotation marks"),
    "ref": N_("Address"),
    "resp": N_("Task"),
    "respStmt": N_("Responsible"),
    "samplingDecl": N_("Sampling"),
    "segmentation": N_("Segmentation"),
    "settingDesc": N_("Setting"),
    "tagsDecl": N_("Elements used"),
    "tagUsage": N_("Element"),
    "taxonomy": N_("Taxonomy"),
    "textClass": N_("Class"),
    "when": N_("Date"),
}

# Attributes that say something by themselves, shown in brackets after the label.
_TOLD = (
    "type", "subtype", "status", "method", "eol", "marks", "form", "ident", "version", "scheme",
    "when", "from", "to", "notBefore", "notAfter", "gi", "occurs", "usage", "role", "n", "key",
)  # fmt: skip

# Elements that their `@type` labels better than their name.
_KINDS = frozenset({"idno", "note", "desc"})

# "tagUsage", "biblScope": a name of several words.
_HUMP = regex.compile(r"(?<=\p{Ll})(?=\p{Lu})")

# Elements whose words run on: their inside is shown as text, not as fields.
_RUNNING = frozenset(
    "p ab title licence catDesc change head desc label ref idno date name persName orgName".split()
)


def chapters(root: Element, file: str, house: House, taken: Iterable[str] = ()) -> tuple[Chapter, ...]:
    """The chapters of a document's header, empty ones left out; `taken` are ids their page has already."""
    header = next(root.iter("{*}teiHeader"), None)
    if header is None:
        return ()
    found = []
    ids = dict.fromkeys(taken, 0)
    for name, title in _CHAPTERS:
        facts = tuple(
            fact
            for part in header.iter("{*}" + name)
            if _top(part, header)
            for fact in _facts(part, file, ids, house)
        )
        if facts:
            found.append(Chapter(house.phrases.gettext(title), facts))
    return tuple(found)


def _top(part: Element, header: Element) -> bool:
    parent = part.getparent()
    return parent is header or (parent is not None and parent.getparent() is header)


def _facts(part: Element, file: str, ids: dict[str, int], house: House) -> Iterator[Fact]:
    """The fields below a part, depth first, without recursion."""
    pending: list[tuple[Element, int]] = [(child, 0) for child in reversed(_elements(part))]
    while pending:
        element, depth = pending.pop()
        if gathered := _gathered(element):
            yield Fact(_label(element, house.phrases), gathered, depth)
            continue
        if local_name(element) in _RUNNING or not _elements(element) or (element.text or "").strip():
            html = _value(element, file, ids, house)
            if html or _told(element):
                yield Fact(_label(element, house.phrases), html or _told(element), depth)
            continue
        if not _says_something(element):
            continue
        yield Fact(_label(element, house.phrases), _told(element), depth)
        pending.extend((child, min(depth + 1, 4)) for child in reversed(_elements(element)))


def _gathered(element: Element) -> str:
    """What a long list of small things says, on one line: the elements used, the terms of a taxonomy."""
    name = local_name(element)
    if name == "namespace":
        uses = element.findall("{*}tagUsage")
        return ", ".join(
            f"<code>{escape(use.get('gi', ''))}</code> {escape(use.get('occurs', ''))}" for use in uses
        )
    if name == "taxonomy":
        terms = [plain(term) for term in element.iter("{*}catDesc", "{*}term") if plain(term)]
        words = [plain(each) for each in element.findall("{*}desc")]
        return escape(" ".join([*words, "; ".join(terms)]).strip())
    if name == "respStmt":
        return escape(", ".join(filter(None, map(plain, _elements(element)))))
    return ""


def _says_something(element: Element) -> bool:
    return any((node.text or "").strip() or _told(node) for node in element.iter("{*}*"))


def _elements(element: Element) -> list[Element]:
    return [child for child in element if isinstance(child.tag, str)]


def _label(element: Element, phrases: Phrases) -> str:
    name = local_name(element)
    if name in ("p", "ab"):
        return ""
    if name in _KINDS and (kind := element.get("type", "")):
        return kind if kind.isupper() else _HUMP.sub(" ", kind).replace("_", " ").capitalize()
    return phrases.gettext(_LABELS[name]) if name in _LABELS else _HUMP.sub(" ", name).capitalize()


def _told(element: Element) -> str:
    """What an element's attributes say: `method: silent`."""
    if not element.attrib:
        return ""
    told = _TOLD[1:] if local_name(element) in _KINDS else _TOLD
    has = dict(element.items())
    said = [f"{name}: {value}" for name in told if (value := has.get(name, "").strip())]
    return escape(", ".join(said))


def _value(element: Element, file: str, ids: dict[str, int], house: House) -> str:
    words = (
        inner_html(element, file, ids, house).strip()
        if _elements(element)
        else escape(" ".join((element.text or "").split()))
    )
    target = element.get("target", "")
    if local_name(element) == "licence" and remote(target):
        link = f'<a href="{plain_attribute(target)}" rel="license external noreferrer">'
        words = f"{link}{words or escape(target)}</a>"
    told = _told(element) if words else ""
    if told.partition(": ")[2] == words:  # <date when="1958">1958</date>
        told = ""
    return f'{words} <span class="told">{told}</span>' if told else words


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of documents shows of one: title, who wrote it, when, under which licence."""

    title: str
    author: str | None
    date: str | None
    licence: str | None
    source: str | None
    year: str | None = None
    kind: str | None = None
    authors: tuple[str, ...] = ()


_TITLE = etree.XPath("*[local-name()='fileDesc']/*[local-name()='titleStmt']/*[local-name()='title']")
_AUTHOR = etree.XPath("*[local-name()='fileDesc']/*[local-name()='titleStmt']/*[local-name()='author']")
_DATE = etree.XPath(
    "*[local-name()='profileDesc']//*[local-name()='creation' or local-name()='correspAction']"
    "//*[local-name()='date']"
)


def summary(root: Element, name: str) -> Summary:
    """A document's summary, from its header and, failing that, its name."""
    header = next(root.iter("{*}teiHeader"), None)
    if header is None:
        return Summary(name, None, None, None, None)
    titles = _TITLE(header)
    main = next(
        (title for title in titles if title.get("type") in (None, "main")), titles[0] if titles else None
    )
    licence = next(header.iter("{*}licence"), None)
    authors = tuple(filter(None, map(plain, _AUTHOR(header)[:4])))
    return Summary(
        title=(plain(main) if main is not None else "") or name,
        author=", ".join(authors) or None,
        date=_first_date(header),
        licence=(licence.get("target") or plain(licence) or None) if licence is not None else None,
        source=_first_words(header),
        year=_year(header),
        kind=_kind(header),
        authors=authors,
    )


def _first_date(header: Element) -> str | None:
    for date in _DATE(header):
        if words := plain(date) or date.get("when", ""):
            return words
    return None


# "1965-02-17", "ca. 1880": the year a document is found under.
_YEAR = regex.compile(r"(?<!\d)\d{4}(?!\d)")


def _year(header: Element) -> str | None:
    for date in _DATE(header):
        said = (date.get("when"), date.get("when-iso"), date.get("from"), date.get("notBefore"), plain(date))
        if found := next(filter(None, (_YEAR.search(each or "") for each in said)), None):
            return found[0]
    return None


def _kind(header: Element) -> str | None:
    """What kind of document it is, where a keyword says so (`term` or `catRef` of type kind)."""
    for term in header.iter("{*}term"):
        if term.get("type") in ("kind", "genre", "documentType") and plain(term):
            return plain(term)
    return None


def _first_words(header: Element) -> str | None:
    source = next(header.iter("{*}sourceDesc"), None)
    words = plain(source) if source is not None else ""
    return (words if len(words) < 160 else words[:157] + "…") or None


_CORRESPONDENTS = {"persName": "person", "orgName": "organisation", "placeName": "place"}


def sent(root: Element) -> Iterator[Mention]:
    """Yield who wrote to whom, and where, as the header says it (`correspAction`), for the registers."""
    for action in root.iter("{*}correspAction"):
        for name in action.iter(*("{*}" + each for each in _CORRESPONDENTS)):
            kind, key = _CORRESPONDENTS[local_name(name)], (name.get("ref") or name.get("key") or "").strip()
            if words := plain(name):
                yield Mention(kind, words, key, "", 0, None)
