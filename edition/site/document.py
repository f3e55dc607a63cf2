"""A document's own folder of the site: text pages, contents, about, and the TEI to take away."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from edition.diagnostics import Diagnostic
from edition.render import Fragments, Portion, render
from edition.render.complete import missing_words
from edition.render.portions import address
from edition.render.state import Element
from edition.site.frame import page
from edition.site.header import Summary, chapters, summary
from edition.site.marks import marks
from edition.site.settings import SiteSettings
from edition.xml import IllFormed, parse


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of contents: a division, where it begins, its page of the source.

    `href` is relative to the document's folder.
    """

    level: int
    text: str
    href: str
    page: str | None


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A document as the site has it; `pages` pairs file names in its folder with their bytes.

    `pages` is empty where the TEI could not be read. `source_pages` counts the pages of the original.
    """

    name: str
    pages: tuple[tuple[str, bytes], ...]
    summary: Summary
    contents: tuple[Entry, ...]
    source_pages: int
    language: str | None
    features: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def render_document(
    name: str, tei: bytes, settings: SiteSettings, file: str | None = None, downloads: tuple[str, ...] = ()
) -> RenderedDocument:
    """A document's folder of the site, made of its TEI; pure and picklable.

    `file` is the path that messages name; `downloads` are files of the site, relative to its top
    (`../pdf/x.pdf`), that the pages offer beside the TEI.
    """
    file = file or f"{name}.xml"
    try:
        parsed = parse(tei, file)
    except IllFormed as error:
        return _unreadable(name, error.diagnostics)
    root = parsed.root
    fragments = render(root, file, settings.documents)
    about = summary(root, name)
    frame = _Frame(name, settings, fragments, about, root, file, downloads)
    texts = tuple(frame.texts())
    lost = missing_words(root, (html.decode() for _, html in texts), file)
    return RenderedDocument(
        name=name,
        pages=(
            *texts,
            ("contents.html", frame.contents()),
            ("about.html", frame.about()),
            (f"{name}.xml", tei),
        ),
        summary=about,
        contents=tuple(entries(fragments)),
        source_pages=len(fragments.pages),
        language=fragments.language,
        features=fragments.features,
        diagnostics=(*parsed.diagnostics, *fragments.diagnostics, *lost),
    )


def _unreadable(name: str, diagnostics: tuple[Diagnostic, ...]) -> RenderedDocument:
    return RenderedDocument(
        name, (), Summary(name, None, None, None, None), (), 0, None, frozenset(), diagnostics
    )


def entries(fragments: Fragments) -> Iterator[Entry]:
    """The divisions of a document as lines of its contents."""
    files = [portion.file for portion in fragments.portions]
    for heading in fragments.headings:
        href = address(files, heading.portion, heading.anchor, -1)
        yield Entry(min(heading.level, 6), heading.text, href, heading.page)


# A text that has any of these looks different in another view.
_VIEWED = frozenset({"choice", "fw", "lb", "cert", "app"})


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all pages of one document share."""

    name: str
    settings: SiteSettings
    fragments: Fragments
    summary: Summary
    root: Element
    file: str
    downloads: tuple[str, ...]

    def texts(self) -> Iterator[tuple[str, bytes]]:
        portions = self.fragments.portions
        for index, portion in enumerate(portions):
            before = portions[index - 1] if index else None
            after = portions[index + 1] if index + 1 < len(portions) else None
            yield portion.file, self._text(portion, before, after, index)

    def _text(self, portion: Portion, before: Portion | None, after: Portion | None, index: int) -> bytes:
        heading = f"{self.summary.title}, {where(portion)}" if where(portion) else self.summary.title
        return self._page(
            "text.html",
            page_title=heading if index else self.summary.title,
            first_portion=index == 0,
            portion=portion,
            where=where(portion),
            text=Markup(portion.html),  # escaped at the point of output
            previous=before and (before.file, where(before) or "previous"),
            next=after and (after.file, where(after) or "next"),
            views=bool(self.fragments.features & _VIEWED),
            chapters=() if self._has_text() else self._chapters(),
        )

    def contents(self) -> bytes:
        return self._page(
            "contents.html",
            page_title=f"Contents · {self.summary.title}",
            entries=tuple(entries(self.fragments)),
            source_pages=tuple(self._source_pages()),
            portions=[
                (portion.file, where(portion) or portion.title or "text")
                for portion in self.fragments.portions
            ],
        )

    def _source_pages(self) -> Iterator[tuple[str, str]]:
        files = [portion.file for portion in self.fragments.portions]
        for source_page in self.fragments.pages:
            yield source_page.label, address(files, source_page.portion, source_page.anchor, -1)

    def about(self) -> bytes:
        return self._page(
            "about.html",
            page_title=f"About · {self.summary.title}",
            marks=[(Markup(mark.html), mark.meaning, mark.view) for mark in marks(self.fragments.features)],
            chapters=self._chapters(),
        )

    def _has_text(self) -> bool:
        return bool(self.fragments.characters or self.fragments.diagnostics)

    def _chapters(self) -> list[tuple[str, list[tuple[str, Markup, int]]]]:
        return [
            (chapter.title, [(fact.label, Markup(fact.html), fact.depth) for fact in chapter.facts])
            for chapter in chapters(self.root, self.file)
        ]

    def _page(self, template: str, **facts: object) -> bytes:
        shared: dict[str, object] = {
            "document": self.summary,
            "name": self.name,
            "language": self.fragments.language or self.settings.language,
            "features": self.fragments.features,
            "tei": quote(f"{self.name}.xml"),
            "downloads": [(f"../{quote(path)}", path.rpartition(".")[2].upper()) for path in self.downloads],
        }
        return page(template, self.settings, "../", {**shared, **facts})


def where(portion: Portion) -> str | None:
    """Which pages of the source a portion shows, in words."""
    if portion.first is None:
        return None
    if portion.first == portion.last:
        return f"page {portion.first}"
    return f"pages {portion.first}–{portion.last}"
