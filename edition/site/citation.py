"""How a page is cited: in words, as BibTeX, RIS and CSL-JSON, and for machines that read the page's head."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from edition.render.html import slug
from edition.render.phrases import ENGLISH, Phrases
from edition.site.phrases import joined
from edition.site.settings import SiteSettings

# The year a date begins with: "2026-11", "2026".
_YEAR = regex.compile(r"\d{4}")
# What ends or changes a field of BibTeX: "Fish & Chips {50 %}".
_SPECIAL_IN_BIBTEX = regex.compile(r"[\\{}&%$#_~^]")
_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is known of a page to be cited; `None` or empty is what nobody said.

    `title` is the document's, or the edition's where the page belongs to no document; `within` the
    edition's around a document's; `first` and `last` are pages of the source; `address` is where the
    page is found for good.
    """

    key: str
    title: str
    within: str | None
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    publisher: str | None
    date: str | None
    licence: str | None
    language: str
    first: str | None = None
    last: str | None = None
    page: str | None = None
    address: str | None = None

    @property
    def year(self) -> str | None:
        """The year the edition came out."""
        found = _YEAR.match(self.date or "")
        return found[0] if found else None

    @property
    def span(self) -> str | None:
        """The pages of the source, as a citation has them."""
        if self.first is None or self.last is None or self.first == self.last:
            return self.first
        return f"{self.first}–{self.last}"

    def words(self, phrases: Phrases = ENGLISH) -> str:
        """The citation for a footnote, without the address."""
        title = phrases.gettext("“%s”") % self.title if self.within else self.title
        editors = joined(self.editors, phrases)
        imprint = ", ".join(filter(None, (self.publisher, self.year)))
        parts = [
            joined(self.authors, phrases),
            title,
            phrases.gettext("in: %s") % self.within if self.within else "",
            phrases.gettext("edited by %s") % editors if editors else "",
        ]
        whole = ", ".join(filter(None, parts)) + (f" ({imprint})" if imprint else "")
        pages = pages_in_words(self.first, self.last, phrases)
        return ", ".join(filter(None, (whole, pages, self.page)))

    def bibtex(self) -> str:
        """The citation for LaTeX."""
        fields = {
            "title": self.title,
            "booktitle": self.within,
            "author": " and ".join(f"{{{_bibtex(name)}}}" for name in self.authors),
            "editor": " and ".join(f"{{{_bibtex(name)}}}" for name in self.editors),
            "publisher": self.publisher,
            "year": self.year,
            "pages": self.span.replace("–", "--") if self.span else None,
            "note": self.page,
            "url": self.address,
            "langid": self.language,
        }
        raw = ("author", "editor", "url")
        lines = [
            f"  {name} = {{{value if name in raw else _bibtex(value)}}},"
            for name, value in fields.items()
            if value
        ]
        kind = "incollection" if self.within else "book"
        return "\n".join((f"@{kind}{{{slug(self.key) or 'edition'},", *lines, "}"))

    def ris(self) -> str:
        """The citation for reference managers."""
        return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in self._ris())

    def _ris(self) -> Iterator[tuple[str, str]]:
        yield "TY", "CHAP" if self.within else "BOOK"
        yield from (("AU", name) for name in self.authors)
        yield from (("ED", name) for name in self.editors)
        named = {"TI": self.title, "T2": self.within, "PB": self.publisher, "PY": self.year}
        named |= {"SP": self.first, "EP": self.last, "N1": self.page, "LA": self.language, "UR": self.address}
        yield from ((tag, value) for tag, value in named.items() if value)
        yield "ER", ""

    def csl(self) -> str:
        """The citation as CSL-JSON, which Zotero, Pandoc and Citation.js read."""
        item = {
            "id": slug(self.key) or "edition",
            "type": "chapter" if self.within else "book",
            "title": self.title,
            "container-title": self.within,
            "author": [{"literal": name} for name in self.authors],
            "editor": [{"literal": name} for name in self.editors],
            "publisher": self.publisher,
            "issued": {"date-parts": [[int(self.year)]]} if self.year else None,
            "page": self.span,
            "section": self.page,
            "language": self.language,
            "URL": self.address,
        }
        return json.dumps(
            [{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1
        )

    def json_ld(self) -> str:
        """The page in the words of schema.org, safe to stand in a `script` element."""
        whole: dict[str, object] = {
            "@type": "Book",
            "name": self.within or self.title,
            "editor": [{"@type": "Person", "name": name} for name in self.editors],
            "publisher": {"@type": "Organization", "name": self.publisher} if self.publisher else None,
            "datePublished": self.date,
            "license": self.licence,
        }
        part: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "Chapter" if self.within else "Book",
            "name": self.title,
            "author": [{"@type": "Person", "name": name} for name in self.authors],
            "inLanguage": self.language,
            "pagination": self.span,
            "url": self.address,
        }
        part |= {"isPartOf": _said(whole)} if self.within else whole
        written = json.dumps(_said(part), ensure_ascii=False)
        return written.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

    def metas(self, phrases: Phrases = ENGLISH) -> Iterator[tuple[str, str, str]]:
        """Yield attribute, name and content of what Zotero (Highwire) and previews (OpenGraph) read in a page."""
        highwire = [
            ("citation_title", self.title),
            ("citation_inbook_title", self.within),
            *(("citation_author", name) for name in self.authors),
            *(("citation_editor", name) for name in self.editors),
            ("citation_publisher", self.publisher),
            ("citation_publication_date", self.date and self.date.replace("-", "/")),
            ("citation_firstpage", self.first),
            ("citation_lastpage", self.last),
            ("citation_language", self.language),
            ("citation_fulltext_html_url", self.address),
        ]
        opengraph = [
            ("og:title", self.title),
            ("og:type", "article" if self.within else "book"),
            ("og:site_name", self.within),
            ("og:description", self.words(phrases)),
            ("og:url", self.address),
        ]
        yield from (("name", name, value) for name, value in highwire if value)
        yield from (("property", name, value) for name, value in opengraph if value)


def citation(settings: SiteSettings, title: str, file: str, **facts: str | None) -> Citation:
    """The citation of a page of the edition itself; `file` is its address from the top of the site."""
    return Citation(
        key=title,
        title=title,
        within=None,
        authors=(),
        editors=settings.editors,
        publisher=settings.publisher,
        date=settings.date,
        licence=settings.licence,
        language=settings.language,
        address=address(settings, file),
        **facts,
    )


def address(settings: SiteSettings, file: str) -> str | None:
    """Where a page is found for good, where that is known: the address of a folder stands for its first page."""
    if not settings.base_url:
        return None
    return settings.base_url.rstrip("/") + "/" + file.removesuffix("index.html")


def _said(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if value}


def pages_in_words(first: str | None, last: str | None, phrases: Phrases) -> str | None:
    """Pages of the source, in words."""
    if first is None:
        return None
    if last is None or first == last:
        return phrases.gettext("page %s") % first
    return phrases.gettext("pages %s") % f"{first}–{last}"


def _bibtex(words: str) -> str:
    return _SPECIAL_IN_BIBTEX.sub(lambda match: _BIBTEX.get(match[0], f"\\{match[0]}"), words)
