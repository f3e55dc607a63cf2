"""The pages at the top of the site: home, registers, about, 404."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from edition.render.html import escape
from edition.render.phrases import Phrases
from edition.site import cmif
from edition.site.citation import address, citation
from edition.site.document import RenderedDocument
from edition.site.frame import SEARCH_POLICY, page
from edition.site.look import extras
from edition.site.marks import EVERY_FEATURE, marks
from edition.site.phrases import phrases as phrases_of
from edition.site.registers import Listed, Register, pages, registers
from edition.site.settings import SiteSettings


def top_pages(documents: Sequence[RenderedDocument], settings: SiteSettings) -> Iterator[tuple[str, bytes]]:
    """The pages at the top: home with the documents, or the one document's contents; registers; about; 404."""
    listed = sorted(documents, key=lambda document: document.name.casefold())
    single = listed[0] if len(listed) == 1 else None
    phrases = phrases_of(settings)
    made = registers([_listed(each) for each in listed], phrases)
    shared = {
        "site_title": settings.title or (single.summary.title if single else phrases.gettext("Edition")),
        "language": None,
        "documents": [_line(each) for each in listed],
        "registers": made,
        "has_registers": bool(made),
        "several": len(listed) > 1,
    }
    top = _Top(settings, shared, phrases)
    yield top.page("index.html", "home.html", None, single=single and _line(single))
    shown = [(Markup(mark.html), mark.meaning, mark.view) for mark in marks(EVERY_FEATURE, phrases)]
    yield top.page("about.html", "site-about.html", phrases.gettext("about this edition"), marks=shown)
    yield "404.html", page("404.html", settings, _root(settings), {**shared, "cited": None})
    for extra in extras(settings.look):
        yield top.page(extra.file, "extra.html", extra.title, extra=extra, text=Markup(extra.html))
    if settings.search:
        yield top.page("search.html", "search.html", phrases.gettext("search"), policy=SEARCH_POLICY)
    if made:
        yield top.page("registers.html", "registers.html", phrases.gettext("registers"))
        for register in made:
            yield from top.register(register)


@dataclass(frozen=True, slots=True)
class _Top:
    """What all pages at the top share."""

    settings: SiteSettings
    shared: Mapping[str, object]
    phrases: Phrases

    def page(self, file: str, template: str, called: str | None, **facts: object) -> tuple[str, bytes]:
        """A page with its citation; `called` is how a citation names it."""
        cited = citation(self.settings, str(self.shared["site_title"]), file, page=called)
        return file, page(template, self.settings, "", {**self.shared, "cited": cited, **facts})

    def register(self, register: Register) -> Iterator[tuple[str, bytes]]:
        """The pages of a register."""
        parts = pages(register)
        leads = [(file, part.groups[0].heading) for file, part in parts]
        for number, (file, part) in enumerate(parts, 1):
            called = register.title
            if number > 1:
                called += ", " + self.phrases.gettext("part %d") % number
            yield self.page(file, register.template, called, register=part, part=number, parts=leads)


def sitemap(
    documents: Sequence[RenderedDocument], tops: Iterable[str], settings: SiteSettings
) -> bytes | None:
    """The list of all pages for search engines, where the edition's address is known."""
    if not settings.base_url:
        return None
    files = [file for file in tops if file != "404.html"]
    for document in sorted(documents, key=lambda each: each.name.casefold()):
        files.extend(
            f"{quote(document.name)}/{quote(name)}"
            for name in (*document.texts, "contents.html", "about.html")
        )
    lines = (f"<url><loc>{escape(address(settings, file) or '')}</loc></url>" for file in files)
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return "\n".join((head, *lines, "</urlset>\n")).encode()


def correspondence(documents: Sequence[RenderedDocument], settings: SiteSettings) -> bytes | None:
    """The letters of the edition for correspSearch, where its address is known."""
    if not settings.base_url:
        return None
    listed = sorted(documents, key=lambda each: each.name.casefold())
    written = [
        (document.name if number == 1 else f"{document.name}, {number}", document.name, letter)
        for document in listed
        for number, letter in enumerate(document.letters, 1)
    ]
    title = settings.title or (listed[0].summary.title if len(listed) == 1 else "Edition")
    addressed = (
        (key, address(settings, f"{quote(name)}/index.html") or "", letter) for key, name, letter in written
    )
    return cmif.cmif(addressed, settings, title)


def _listed(document: RenderedDocument) -> Listed:
    return Listed(
        document.name, document.summary.title, document.texts, document.mentions, document.authorities
    )


def _root(settings: SiteSettings) -> str:
    # A missing page may be asked for in any folder: only a full address leads home from there.
    return settings.base_url.rstrip("/") + "/" if settings.base_url else ""


def _line(document: RenderedDocument) -> dict[str, object]:
    """A document as a line of the list of documents."""
    return {
        "href": f"{quote(document.name)}/index.html",
        "folder": quote(document.name),
        "summary": document.summary,
        "source_pages": document.source_pages,
        "contents": document.contents,
        "language": document.language,
    }
