"""What an EPUB says about itself: its package document, its navigation, its pages before and after the text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import jinja2

from edition.book.epub.reading_tree import Proposed
from edition.book.facts import Facts
from edition.resources import resource

MEDIA_TYPES: Mapping[str, str] = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the publication, as its package lists it."""

    id: str
    href: str
    properties: str = ""
    in_spine: bool = False

    @property
    def media_type(self) -> str:
        """The file's media type, by its suffix."""
        return MEDIA_TYPES[self.href[self.href.rindex(".") :]]


@dataclass(slots=True)
class Entry:
    """A line of the contents and those below it."""

    text: str
    href: str
    entries: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Publication:
    """All that the templates ask for."""

    facts: Facts
    identifier: str
    language: str
    day: date
    entries: Sequence[Entry]
    pages: Sequence[tuple[str, str]]
    begins: str
    counts: Mapping[str, int]
    proposals: Sequence[tuple[Proposed, int]]
    images: bool
    described: bool
    right_to_left: bool

    @property
    def features(self) -> tuple[str, ...]:
        """What helps readers here, in the words of schema.org; nothing that is not there."""
        found = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA"]
        if self.pages:
            found += ["pageBreakMarkers", "pageNavigation"]
        if self.described:
            found.append("alternativeText")
        return tuple(found)


def identifier_of(facts: Facts, name: str, said: str | None) -> str:
    """The publication's identifier: the header's own address or DOI, else one made of title and name."""
    named = "/".join((facts.edition_title or "", name, facts.title))
    return said or f"urn:uuid:{uuid5(NAMESPACE_URL, f'edition:{named}')}"


def nested(headings: Sequence[tuple[int, str, str]]) -> Iterator[Entry]:
    """Yield the top lines of the contents, each with those below it; levels left out are passed over."""
    open_entries: list[tuple[int, Entry]] = []
    for level, text, href in headings:
        while open_entries and open_entries[-1][0] >= level:
            open_entries.pop()
        entry = Entry(text, href)
        if open_entries:
            open_entries[-1][1].entries.append(entry)
        else:
            yield entry
        open_entries.append((level, entry))


def flat(entries: Sequence[Entry]) -> Iterator[tuple[str, Entry | None]]:
    """Yield the contents as steps a template can write without recursion: open, close, an entry."""
    stack: list[Entry | str] = ["close", *reversed(entries)]
    yield "open", None
    while stack:
        step = stack.pop()
        if isinstance(step, str):
            yield step, None
            continue
        yield "entry", step
        stack.append("end")
        if step.entries:
            yield "open", None
            stack.extend(["close", *reversed(step.entries)])


@lru_cache(maxsize=8)
def _environment(own: str | None) -> jinja2.Environment:
    folders = [*([Path(own)] if own else []), resource("templates") / "epub"]
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(template: str, own: str | None, facts: Mapping[str, object]) -> bytes:
    """A file of the book, made of a template; `own` is the edition's folder of templates."""
    text = _environment(own).get_template(template).render({"flat": flat, **facts})
    return f"{text.rstrip()}\n".encode("utf-8", "replace")


def style(own: str | None) -> bytes:
    """The book's style sheet."""
    folders = [*([Path(own)] if own else []), resource("templates") / "epub"]
    return next(path.read_bytes() for folder in folders if (path := folder / "book.css").is_file())
