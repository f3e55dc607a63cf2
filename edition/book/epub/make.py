"""A TEI document → an EPUB 3 that reads like its book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import regex

from edition.book.complete import lost, lost_among, wanted_words
from edition.book.dates import EPOCH, document_date
from edition.book.epub.archive import archive
from edition.book.epub.cover import cover_picture
from edition.book.epub.figures import mark_pictures, show_pictures
from edition.book.epub.package import (
    Item,
    Publication,
    identifier_of,
    nested,
    page,
    style,
)
from edition.book.epub.reading_tree import TEI, proposed_readings, reduce_to_reading
from edition.book.epub.trees import Chapter
from edition.book.epub.words import texts_of
from edition.book.epub.xhtml import Text, serialized, text_of
from edition.book.facts import dates_of, facts_of
from edition.book.images import Pictures, pictures_of
from edition.book.languages import Tongue
from edition.book.press import printable
from edition.book.settings import BookSettings
from edition.book.shapes import Element, name_of
from edition.book.typst import header_of, printed_parts
from edition.diagnostics import Diagnostic, Location, Severity
from edition.render import Fragments, render
from edition.xml import IllFormed, parse

# "doi:10.1234/x", "https://example.org/1": an identifier that is one anywhere.
GLOBAL = regex.compile(r"(?:https?://|doi:|urn:|hdl:)\S{3,200}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Epub:
    """A document as EPUB: its bytes, none where it could not be made, and what was found."""

    epub: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()


def make_epub(name: str, tei: bytes, settings: BookSettings, file: str | None = None) -> Epub:
    """The EPUB of a TEI document and what was found on the way; no EPUB where it cannot be made.

    `name` is the document's, `file` its path, as messages name it; pictures are looked for beside it.
    """
    where = Location(file or f"{name}.xml")
    try:
        parsed = parse(tei, where.file)
    except IllFormed as error:
        return Epub(None, error.diagnostics)
    root = parsed.root
    made = _Making(root, name, settings, where)
    epub = made.epub()
    return Epub(epub, tuple(sorted((*parsed.diagnostics, *made.found), key=Diagnostic.sort_key)))


class _Making:
    """A publication being made: what was read from the tree before it was reduced, what was found."""

    def __init__(self, root: Element, name: str, settings: BookSettings, where: Location) -> None:
        header, parts = header_of(root), printed_parts(root)
        self.name, self.settings, self.where = name, settings, where
        self.facts = facts_of(header, root, name, settings)
        day = document_date(settings.date, settings.source_date_epoch, dates_of(header))
        self.day: date = day or EPOCH
        self.found: list[Diagnostic] = [] if day else [_undated(where)]
        self.identifier = next(filter(None, map(_global, _identifiers(header))), None)
        self.wanted = wanted_words(parts)
        self.proposals = list(proposed_readings(parts))
        self.pictures = printable(pictures_of(parts, where.file), settings, where.file)
        self.found.extend(self.pictures.diagnostics)
        self.counts = {
            "redactions": sum(seg.get("type") == "redaction" for part in parts for seg in part.iter("{*}seg"))
        }
        mark_pictures(self.pictures)
        self.counts.update(reduce_to_reading(parts))
        _same_kind(parts)
        self.fragments: Fragments = render(root, where.file)
        self.text: Text = text_of(self.fragments, self.facts.title)
        for chapter in self.text.chapters:
            show_pictures(chapter, self.pictures)

    def epub(self) -> bytes:
        """The bytes of the publication; loses are found on the way."""
        publication = self._publication()
        texts = [(chapter.file, serialized(chapter, publication)) for chapter in self.text.chapters]
        self.found.extend(self._lost(self.text.chapters))
        return archive(self._files(publication, texts, self.pictures))

    def _lost(self, chapters: Sequence[Chapter]) -> list[Diagnostic]:
        texts = (text for chapter in chapters for text in texts_of(chapter))
        return lost(lost_among(self.wanted, texts), self.where.file, "EPUB")

    def _publication(self) -> Publication:
        addresses = self.text.addresses
        headings = [
            (heading.level, heading.text or "…", addresses[heading.anchor])
            for heading in self.fragments.headings
            if heading.anchor in addresses
        ]
        pages = [
            (one.label, addresses[one.anchor]) for one in self.fragments.pages if one.anchor in addresses
        ]
        tongue = self.facts.tongue or Tongue("en")
        return Publication(
            facts=self.facts,
            identifier=identifier_of(self.facts, self.name, self.identifier),
            language=_tag(tongue),
            day=self.day,
            entries=tuple(nested(headings)),
            pages=tuple(pages),
            begins=self.text.chapters[0].file,
            counts=self.counts,
            # The same misreading often stands many times on a page: it is listed once, and counted.
            proposals=tuple(Counter(self.proposals).items()),
            images=bool(self.pictures.by_element),
            described=self.pictures.described(),
            right_to_left=tongue.right_to_left,
        )

    def _files(
        self, publication: Publication, texts: Sequence[tuple[str, bytes]], pictures: Pictures
    ) -> Iterator[tuple[str, bytes]]:
        own = self.settings.epub_templates
        before = [Item("cover", "cover.xhtml", "", True), Item("title", "title.xhtml", "", True)]
        text = [
            Item(f"t{number}", file, _properties(data), True) for number, (file, data) in enumerate(texts, 1)
        ]
        after = [Item("readings", "readings.xhtml", "", True)] if publication.proposals else []
        after.append(Item("colophon", "colophon.xhtml", "", True))
        nav = Item("nav", "nav.xhtml", "nav", True)
        images = [
            Item(f"i{number}", f"images/{file}") for number, file in enumerate(sorted(pictures.files()), 1)
        ]
        items = [*before, nav, *text, *after, Item("css", "book.css")]
        items += [Item("cover-image", "cover.png", "cover-image"), *images]
        shared = {"book": publication, "facts": self.facts, "items": items, "settings": self.settings}
        yield "package.opf", page("package.opf", own, shared)
        for item in (*before, nav, *after):
            yield item.href, page(item.href, own, shared)
        yield from texts
        yield "book.css", style(own)
        yield "cover.png", cover_picture(self.facts, self.settings)
        for file, data in sorted(pictures.files().items()):
            yield f"images/{file}", data


def _same_kind(parts: Sequence[Element]) -> None:
    """Let a corpus of texts and transcriptions be texts: the renderer takes one kind of them."""
    if len({name_of(part) for part in parts}) > 1:
        for part in parts:
            part.tag = f"{TEI}text"


def _properties(data: bytes) -> str:
    return "mathml" if b"<math" in data else ""


def _tag(tongue: Tongue) -> str:
    parts = (tongue.language, tongue.script and tongue.script.title(), tongue.region)
    return "-".join(filter(None, parts))


def _identifiers(header: Element | None) -> Iterator[str]:
    if header is not None:
        for statement in header.iter("{*}publicationStmt"):
            for idno in statement.iter("{*}idno"):
                yield (idno.text or "").strip()


def _global(said: str) -> str | None:
    return said if GLOBAL.fullmatch(said) else None


def _undated(where: Location) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        where,
        "book/undated",
        "nothing says when this edition was made; its EPUB is dated 1970-01-01",
        "set date in [edition] of edition.toml, or give revisionDesc/change a when",
    )
