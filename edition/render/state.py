"""What is known while a document is being rendered: the fragment in hand, its notes, its ids, its pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity
from edition.render import rendition
from edition.render.fragments import Heading, Mention, SourcePage
from edition.render.html import anchor, escape, slug
from edition.render.languages import language_attributes
from edition.render.phrases import ENGLISH, N_, Phrases, certainty, unseen, why

Element = etree._Element
Tags = tuple[str, str]
"""What stands before an element's content and what after it."""

XML = "{http://www.w3.org/XML/1998/namespace}"
_ID, _LANG = f"{XML}id", f"{XML}lang"
# The attributes that `attributes` reads; most elements have others.
_SEEN = frozenset({"rend", "rendition", "style", "cert", _ID, _LANG})


# Ids and classes that begin so are the page's own.
OWN = "ed-"


# What a doubt about an element is about.
_DOUBTED = {
    "surplus": N_("debris"),
    "q": N_("extent of the quotation"),
    "quote": N_("extent of the quotation"),
    "seg": N_("what this is"),
    "date": N_("date"),
    "ref": N_("reference to a note"),
    "head": N_("heading"),
    "note": N_("note"),
    "unclear": N_("hard to read"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the header and the pointers of a document say before its text is read.

    `notes` holds the ids of all notes, `noted` of those that a reference in the text points at,
    `responsible` what each `@resp` stands for, `characters` what each `char` or `glyph` maps to,
    `renditions` the looks declared, `unmarked` whether quotation marks were left out of the text,
    `neighbours` the names (casefolded) of the site's documents, `codes` what each `category` is called,
    `registers` whether names, dates and readings are gathered, `images` where a picture lies that a page
    can show, by its address in the TEI, `scans` the picture of each `surface` and `zone`; `phrases` are the
    edition's own words, `marking` the attributes they need among the text's.
    """

    file: str
    noted: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    responsible: Mapping[str, str] = field(default_factory=dict)
    characters: Mapping[str, str] = field(default_factory=dict)
    renditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unmarked: bool = False
    neighbours: Collection[str] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    registers: bool = False
    images: Mapping[str, str] = field(default_factory=dict)
    scans: Mapping[str, str] = field(default_factory=dict)
    phrases: Phrases = ENGLISH
    marking: str = ""


@dataclass(slots=True)
class Rendering:
    """A rendering in progress: lives as long as one document's walk.

    `out` is the portion being written. `block` and `link` say of the element in hand whether its
    content holds blocks or links; `level` counts the headed divisions around it; `joined` says that
    a word runs on over what comes next; `hosts` counts the open blocks that a note can hang on; `began` the
    pages that had begun when the element in hand did.
    """

    facts: Facts
    out: list[str] = field(default_factory=list)
    block: bool = False
    link: bool = False
    level: int = 0
    joined: bool = False
    hosts: int = 0
    chars: int = 0
    portion: int = 0
    began: int = 0
    cert: str | None = None
    notes: list[tuple[str, int]] = field(default_factory=list)
    note_count: int = 0
    table_count: int = 0
    anchors: dict[str, int] = field(default_factory=dict)
    references: dict[str, list[str]] = field(default_factory=dict)
    paired: dict[Element, bool] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    pages: list[SourcePage] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def attributes(self, element: Element, classes: str = "") -> str:
        """The HTML attributes every element may have: class with the source's look, id, language."""
        items = element.items()
        if not items:
            return f' class="{classes}"' if classes else ""
        looks: list[str] = [classes] if classes else []
        rest = ""
        for name, value in items:
            if name not in _SEEN:
                continue
            if name == "rend":
                looks.extend(rendition.of_rend(value))
            elif name == _ID:
                rest += self.identify(value)
            elif name == _LANG:
                rest += language_attributes(value)
            elif name == "cert":
                self.cert = value
            elif name == "rendition":
                looks.extend(rendition.of_rendition(value, self.facts.renditions))
            elif name == "style":
                looks.extend(rendition.of_style(value))
        return (f' class="{" ".join(looks)}"' if looks else "") + rest

    def identify(self, identifier: str) -> str:
        """An `id` attribute, or nothing where another element has that id already."""
        name = anchor(identifier)
        if not name or name in self.anchors or name.startswith(OWN):
            return ""
        self.anchors[name] = self.portion
        return f' id="{escape(name)}"'

    def new_anchor(self, wish: str) -> str:
        """An anchor that no element has yet, `wish` itself or with a number after it."""
        wish = wish.removeprefix(OWN) or "place"
        name, count = wish, 1
        while name in self.anchors:
            count += 1
            name = f"{wish}-{count}"
        self.anchors[name] = self.portion
        return name

    def anchor_of(self, element: Element, wish: str) -> str:
        """An element's own id as its anchor where it is free, else a new one made from a wish."""
        return self.new_anchor(anchor(element.get(_ID, "")) or slug(wish) or "place")

    def paragraph(self, element: Element) -> str:
        """The `id` of a paragraph that has none: its page of the source and its number on it, `p54-par3`.

        A paragraph inserted on one page leaves those of all others as they were.
        """
        began = self.began if len(element) else len(self.pages)
        page = f"p{slug(self.pages[began - 1].label, 24)}-" if began else ""
        count = self.counts[page] = self.counts.get(page, 0) + 1
        return f' id="{escape(self.new_anchor(f"{page}par{count}"))}"'

    def trim_before(self) -> None:
        """Drop the white space before what comes next: the word runs on over it."""
        out = self.out
        for index in range(len(out) - 1, -1, -1):
            out[index] = kept = out[index].rstrip()
            if kept:
                return

    def begin_page(self, label: str, name: str, scan: str = "") -> None:
        """Note that a page of the source begins here; `scan` is its picture."""
        self.pages.append(SourcePage(label, name, self.portion, scan))

    def begin_heading(self, heading: Heading) -> None:
        """Enter a heading in the contents."""
        self.headings.append(heading)

    def page(self) -> str | None:
        """The label of the source page being written, where one has begun."""
        return self.pages[-1].label if self.pages else None

    def doubt(self, element: Element, cert: str) -> str:
        """The words that tell how sure the edition is of an element's extent or kind."""
        self.features.add("cert")
        what = self.gettext(_DOUBTED.get(local_name(element), ""))
        sure = certainty(self.facts.phrases, cert)
        return self.why(f"{what}, {sure}" if what else sure)

    def gettext(self, message: str) -> str:
        """What the edition says, in the language of the interface."""
        return self.facts.phrases.gettext(message)

    def unseen(self, words: str) -> str:
        """Words of the edition for a reader who hears the page."""
        return unseen(words, self.facts.marking)

    def why(self, words: str) -> str:
        """What the edition thinks and how sure it is: heard in one view, seen in another."""
        return why(words, self.facts.marking)

    def warn(self, element: Element, code: str, message: str) -> None:
        """Record something about the text that its editor should know."""
        location = Location(self.facts.file, getattr(element, "sourceline", None))
        self.diagnostics.append(Diagnostic(Severity.WARNING, location, f"render/{code}", message))


class _LocalNames(dict[object, str]):
    """Names without their namespaces, each worked out once: they are asked for at every element."""

    def __missing__(self, tag: object) -> str:
        name = str(tag).rpartition("}")[2]
        if len(self) < 4096:  # a hostile file may have a new name in every element
            self[tag] = name
        return name


_LOCAL_NAMES = _LocalNames()


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return _LOCAL_NAMES[element.tag]


def parent_name(element: Element) -> str:
    """The name of the element around this one, or nothing at the root."""
    parent = element.getparent()
    return "" if parent is None else local_name(parent)
