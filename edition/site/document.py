"""A document's own folder of the site: text pages, contents, about, and the TEI to take away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from markupsafe import Markup

from edition.collecting import uncollected
from edition.diagnostics import Diagnostic
from edition.render import Authority, Fragments, House, Mention, Portion, render
from edition.render.complete import missing_words
from edition.render.phrases import Phrases
from edition.render.portions import address
from edition.render.state import Element
from edition.site import iiif
from edition.site.behaviours import house_of
from edition.site.citation import Citation, pages_in_words
from edition.site.citation import address as address_of
from edition.site.cmif import Letter, letters
from edition.site.findable import Findable, findable
from edition.site.frame import page
from edition.site.header import Summary, chapters, sent, summary
from edition.site.images import images
from edition.site.inclusions import include
from edition.site.marks import ids_of_marks, marks
from edition.site.registers.names import names_of_persons
from edition.site.search import facets
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

    `pages` is empty where the TEI could not be read. `source_pages` counts the pages of the original,
    `texts` names the files of its text; `mentions` and `authorities` are for the registers,
    `findables` for the search index; `images`
    pairs places in its folder with the files to be copied there; `letters` are those its header describes.
    """

    name: str
    pages: tuple[tuple[str, bytes], ...]
    summary: Summary
    contents: tuple[Entry, ...]
    source_pages: int
    language: str | None
    features: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    authorities: tuple[Authority, ...] = ()
    findables: tuple[Findable, ...] = ()
    images: tuple[tuple[str, str], ...] = ()
    letters: tuple[Letter, ...] = ()


def render_document(
    name: str,
    tei: bytes,
    settings: SiteSettings,
    file: str | None = None,
    downloads: tuple[str, ...] = (),
    notice: str | None = None,
) -> RenderedDocument:
    """A document's folder of the site, made of its TEI; picklable. Pictures are looked for beside `file`.

    `file` is the path that messages name; `downloads` are files of the site, relative to its top
    (`../pdf/x.pdf`), that the pages offer beside the TEI; `notice` is what each page warns its reader of.
    """
    with uncollected():
        return _rendered(name, tei, settings, file or f"{name}.xml", downloads, notice)


def _rendered(
    name: str, tei: bytes, settings: SiteSettings, file: str, downloads: tuple[str, ...], notice: str | None
) -> RenderedDocument:
    try:
        parsed = parse(tei, file)
    except IllFormed as error:
        return _unreadable(name, error.diagnostics)
    root = parsed.root
    included = include(root, file)
    pictures = images(root, file)
    house = house_of(settings)
    fragments = render(root, file, settings.documents, registers=True, images=pictures.shown, house=house)
    about = summary(root, name)
    mentions = (*sent(root), *fragments.mentions)
    sources = transcriptions(root)
    beside = tuple(
        render(
            source, file, settings.documents, first=f"transcription{f'-{n}' if n > 1 else ''}", house=house
        )
        for n, source in enumerate(sources, 1)
    )
    frame = _Frame(
        name, settings, fragments, about, root, file, downloads, bool(mentions), beside, house, notice
    )
    manifest = tuple(frame.manifest(dict(pictures.files)))
    frame = replace(frame, has_manifest=bool(manifest))
    texts = tuple(frame.texts())
    transcribed = tuple(frame.transcribed())
    lost = missing_words(root, (html.decode() for _, html in texts), file)
    for source in sources:
        lost += missing_words(source, (html.decode() for _, html in transcribed), file)
    return RenderedDocument(
        name=name,
        pages=(
            *texts,
            *transcribed,
            ("contents.html", frame.contents()),
            ("about.html", frame.about()),
            *manifest,
            (f"{name}.xml", tei),
        ),
        summary=about,
        contents=tuple(entries(fragments)),
        source_pages=len(fragments.pages),
        language=fragments.language,
        features=fragments.features,
        diagnostics=(*parsed.diagnostics, *included, *fragments.diagnostics, *pictures.diagnostics, *lost),
        texts=tuple(portion.file for portion in fragments.portions),
        mentions=mentions,
        authorities=fragments.authorities,
        images=pictures.files,
        letters=tuple(letters(root, fragments.authorities)),
        findables=tuple(_findables(name, fragments, about, settings, house)) if settings.search else (),
    )


def transcriptions(root: Element) -> list[Element]:
    """The transcriptions page by page (`sourceDoc`) that stand beside a text; they get pages of their own."""
    sources = (source for source in root.iter("{*}sourceDoc") if source is not root)
    return [
        source
        for source in sources
        if (owner := source.getparent()) is not None and owner.find("{*}text") is not None
    ]


def _findables(
    name: str, fragments: Fragments, about: Summary, settings: SiteSettings, house: House
) -> Iterator[Findable]:
    phrases = house.phrases
    for number, portion in enumerate(fragments.portions):
        at = where(portion, phrases)
        title = f"{about.title}, {at}" if at else about.title
        named = [mention for mention in fragments.mentions if mention.portion == number]
        narrowed = facets(about.title, about.kind, about.year, names_of_persons(named, fragments.authorities))
        url = f"{quote(name)}/{quote(portion.file)}"
        language = fragments.language or settings.language
        source = phrases.gettext("source")
        yield findable(url, title, portion.html, language, narrowed, settings.search_forme_work, source)


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


# A list of more numbers than these is no help, and heavier than the text it leads to.
_MANY_PAGES = 240

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
    registered: bool
    beside: tuple[Fragments, ...]
    house: House
    notice: str | None = None
    has_manifest: bool = False

    @property
    def phrases(self) -> Phrases:
        """The interface's words."""
        return self.house.phrases

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the text, in order."""
        return self._pages_of(self.fragments.portions)

    def transcribed(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the transcription that stands beside the text, where there is one."""
        return self._pages_of(tuple(portion for each in self.beside for portion in each.portions))

    def _pages_of(self, portions: tuple[Portion, ...]) -> Iterator[tuple[str, bytes]]:
        for index, portion in enumerate(portions):
            before = portions[index - 1] if index else None
            after = portions[index + 1] if index + 1 < len(portions) else None
            yield portion.file, self._text(portion, before, after, index)

    def _text(self, portion: Portion, before: Portion | None, after: Portion | None, index: int) -> bytes:
        at = where(portion, self.phrases)
        heading = f"{self.summary.title}, {at}" if at else self.summary.title
        return self._page(
            "text.html",
            cited=self._citation(portion.file, portion),
            page_title=heading if index else self.summary.title,
            first_portion=index == 0,
            portion=portion,
            where=at,
            text=Markup(portion.html),  # escaped at the point of output
            previous=before
            and (before.file, where(before, self.phrases) or self.phrases.gettext("previous")),
            next=after and (after.file, where(after, self.phrases) or self.phrases.gettext("next")),
            views=bool(self.fragments.features & _VIEWED),
            chapters=() if self._has_text() else self._chapters(),
        )

    def contents(self) -> bytes:
        return self._page(
            "contents.html",
            cited=self._citation("contents.html", page=self.phrases.gettext("contents")),
            page_title=self.phrases.gettext("Contents") + f" · {self.summary.title}",
            entries=tuple(entries(self.fragments)),
            source_pages=tuple(self._source_pages()),
            portions=[
                (portion.file, where(portion, self.phrases) or portion.title or self.phrases.gettext("text"))
                for portion in self.fragments.portions
            ],
        )

    def _source_pages(self) -> Iterator[tuple[str, str]]:
        """Each page of the source; of very many, where each page of the site begins."""
        if len(self.fragments.pages) > _MANY_PAGES:
            for portion in self.fragments.portions:
                if portion.first is not None:
                    yield _span(portion), portion.file
            return
        files = [portion.file for portion in self.fragments.portions]
        for source_page in self.fragments.pages:
            yield source_page.label, address(files, source_page.portion, source_page.anchor, -1)

    def about(self) -> bytes:
        return self._page(
            "about.html",
            cited=self._citation("about.html", page=self.phrases.gettext("about this document")),
            page_title=self.phrases.gettext("About") + f" · {self.summary.title}",
            marks=[
                (Markup(mark.html), mark.meaning, mark.view)
                for mark in marks(self.fragments.features, self.phrases)
            ],
            chapters=self._chapters(),
        )

    def manifest(self, files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """The document's pictures for IIIF viewers, where the site's address is known and a page has one."""
        base = address_of(self.settings, f"{quote(self.name)}/index.html")
        made = (
            iiif.manifest(base, (self.fragments, *self.beside), self.summary, self.root, files)
            if base
            else None
        )
        if made is not None:
            yield iiif.FILE, made

    def _has_text(self) -> bool:
        return bool(self.fragments.characters or self.fragments.diagnostics)

    def _chapters(self) -> list[tuple[str, list[tuple[str, Markup, int]]]]:
        return [
            (chapter.title, [(fact.label, Markup(fact.html), fact.depth) for fact in chapter.facts])
            for chapter in chapters(self.root, self.file, self.house, ids_of_marks())
        ]

    def _citation(self, file: str, portion: Portion | None = None, page: str | None = None) -> Citation:
        settings, about = self.settings, self.summary
        title = settings.title if settings.title != about.title else None
        return Citation(
            key=self.name if file == "index.html" else f"{self.name}-{file.removesuffix('.html')}",
            title=about.title,
            within=title,
            authors=about.authors,
            editors=settings.editors,
            publisher=settings.publisher,
            date=settings.date,
            licence=about.licence or settings.licence,
            language=self.fragments.language or settings.language,
            first=portion.first if portion else None,
            last=portion.last if portion else None,
            page=page,
            address=address_of(settings, f"{quote(self.name)}/{quote(file)}"),
        )

    def _page(self, template: str, **facts: object) -> bytes:
        shared: dict[str, object] = {
            "document": self.summary,
            "name": self.name,
            "language": self.fragments.language,
            "features": self.fragments.features,
            "has_registers": self.registered,
            "has_manifest": self.has_manifest,
            "has_transcription": bool(self.beside),
            "tei": quote(f"{self.name}.xml"),
            "notice": self.notice,
            "downloads": [(f"../{quote(path)}", path.rpartition(".")[2].upper()) for path in self.downloads],
        }
        return page(template, self.settings, "../", {**shared, **facts})


def where(portion: Portion, phrases: Phrases) -> str | None:
    """Which pages of the source a portion shows, in words."""
    return pages_in_words(portion.first, portion.last, phrases)


def _span(portion: Portion) -> str:
    return (portion.first or "") if portion.first == portion.last else f"{portion.first}–{portion.last}"
