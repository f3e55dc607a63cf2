"""What search reads of a page: its words as the reading view has them, cut where a source page begins."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import regex

from edition.render.html import plain_attribute

# `class="source sic"`, `id="p54"`: as our own renderer writes them.
_CLASS = regex.compile(r'\bclass="([^"]*+)"')
_ID = regex.compile(r'\bid="([^"]*+)"')
_LABEL = regex.compile(r"\s+")

# Not looked for: forme work, debris, hyphens of broken words, what the edition says of its own.
_LEFT_OUT = frozenset(
    "fw surplus pc apart ed-unseen ed-why ed-back ed-noteref ed-facs ed-line ed-gap ed-wit".split()
)
_FORME_WORK = "fw"
_VOID = frozenset("br wbr img input hr".split())
_RUNNING = frozenset("span a em i b s q cite ins del time code ruby rt sub sup mark small mi mn mo".split())


@dataclass(frozen=True, slots=True)
class Findable:
    """A text page as the index takes it: its address from the top of the site, and a plain page of HTML."""

    url: str
    html: str


@dataclass(slots=True)
class _Stretch:
    """The words of one source page or section; `source` are readings that the edition proposes others for."""

    anchor: str
    label: str
    words: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def html(self, called: str) -> str:
        heading = f'<h2 id="{self.anchor}">{self.label}</h2>' if self.anchor else ""
        source = f" ({called}: {'; '.join(self.source)})" if self.source else ""
        return f"{heading}<p>{_LABEL.sub(' ', ''.join(self.words))}{source}</p>"


def findable(
    url: str,
    title: str,
    html: str,
    language: str,
    facets: Mapping[str, Iterable[str]],
    forme_work: bool = False,
    called: str = "source",
) -> Findable:
    """A text page for the index. `facets` are what a search can be narrowed to; `html` is a portion's.

    `called` is the word for the source's readings, which are found as well.
    """
    left_out = _LEFT_OUT - {_FORME_WORK} if forme_work else _LEFT_OUT
    by_page = 'class="ed-pb"' in html
    stretches = "\n".join(stretch.html(called) for stretch in _stretches(html, by_page, left_out))
    metas = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{plain_attribute(value)}">'
        for name, values in facets.items()
        for value in values
    )
    head = f'<meta data-pagefind-meta="title[content]" content="{plain_attribute(title)}">{metas}'
    if by_page:
        head += '<meta data-pagefind-meta="pages[content]" content="1">'
    return Findable(
        url,
        f'<!doctype html><html lang="{plain_attribute(language)}"><head>{head}</head>'
        f"<body data-pagefind-body>{stretches}</body></html>",
    )


def _stretches(html: str, by_page: bool, left_out: frozenset[str]) -> Iterator[_Stretch]:
    """Yield the words between the anchors of a portion; `by_page`, those of source pages alone."""
    stretch = _Stretch("", "")
    skipped = taken = depth = 0  # depths at which a left-out element or a source's reading began
    section, heading = "", False
    for piece in html.split("<"):
        tag, closed, text = piece.partition(">")
        if not closed:
            continue
        name = tag.split(maxsplit=1)[0] if tag else ""
        if name.startswith("/"):
            if heading and name[1:2] == "h":
                heading, stretch.label = False, "".join(stretch.words)
            if depth == skipped:
                skipped = 0
            if depth == taken:
                taken = 0
            depth -= 1
        else:
            depth += name not in _VOID
            found = _CLASS.search(tag)
            classes = found[1].split() if found else ()
            if not skipped and (not left_out.isdisjoint(classes)) and name not in _VOID:
                skipped = depth
            elif "ed-pb" in classes:
                yield stretch
                stretch, skipped = _Stretch(_id(tag), text), depth
            elif name == "section":
                section = _id(tag) or section
            elif not by_page and name in ("h2", "h3", "h4", "h5", "h6") and section:
                yield stretch
                stretch, heading, section = _Stretch(section, ""), True, ""
            elif "source" in classes and not skipped:
                taken = depth
                stretch.source.append("")
            elif name == "br":
                text = text if "no" in classes else f" {text}"
        if skipped:
            continue
        if taken:
            stretch.source[-1] += text
            continue
        if name.lstrip("/") not in _RUNNING and name not in _VOID:
            text = f" {text}"
        stretch.words.append(text)
    yield stretch


def _id(tag: str) -> str:
    found = _ID.search(tag)
    return found[1] if found else ""
