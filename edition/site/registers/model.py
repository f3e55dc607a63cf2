"""What a register is made of: entries under headings, each with the places it leads to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from edition.render import Authority, Mention
from edition.render.html import escape
from edition.render.phrases import Phrases

# A page of a register is as much as a browser likes.
MOST_LINKS = 1200

# So many places of an entry are seen at once; the others are folded away.
SEEN = 24


_quoted = lru_cache(maxsize=4096)(quote)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A document as registers need it; `files` are the names of its text pages."""

    name: str
    title: str
    files: tuple[str, ...]
    mentions: tuple[Mention, ...]
    authorities: tuple[Authority, ...] = ()

    def href(self, mention: Mention) -> str:
        """Where a mention stands, seen from the top of the site."""
        anchor = f"#{_quoted(mention.anchor)}" if mention.anchor else ""
        return f"{_quoted(self.name)}/{_quoted(self.files[mention.portion])}{anchor}"


@dataclass(frozen=True, slots=True)
class Place:
    """A link to a place in a document: `label` is its page, or its number where there are no pages."""

    label: str
    href: str
    page: bool
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def context(self) -> Markup:
        """The place in the words around it: one piece, for a chronology has thousands."""
        before, words, after = escape(self.before), escape(self.words), escape(self.after)
        return Markup(f'<span class="context">{before}<b>{words}</b>{after}</span>')


@dataclass(frozen=True, slots=True)
class Places:
    """The places of an entry in one document."""

    title: str
    href: str
    places: tuple[Place, ...]

    @property
    def seen(self) -> tuple[Place, ...]:
        """Those shown at once."""
        return self.places[:SEEN]

    @property
    def folded(self) -> tuple[Place, ...]:
        """Those shown on demand."""
        return self.places[SEEN:]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register; `facts` are columns of a table or words under a name, by register."""

    words: str
    anchor: str
    documents: tuple[Places, ...]
    facts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def weight(self) -> int:
        """How many links it takes."""
        return 1 + sum(len(document.places) for document in self.documents)


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading: a letter, a year, a document."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A register: `name` is its file's, `template` the page it is shown with, `count` what it is said to hold.

    `totals` are the rows of a table before the entries, its heads first.
    """

    name: str
    title: str
    says: str
    template: str
    groups: tuple[Group, ...]
    count: str
    totals: tuple[tuple[tuple[str, ...], ...], ...] = field(default=())


def grouped(entries: Iterable[tuple[str, Entry]]) -> tuple[Group, ...]:
    """Entries in order, under the headings they come with."""
    return tuple(
        Group(heading, tuple(entry for _, entry in run))
        for heading, run in groupby(entries, lambda pair: pair[0])
    )


def places(
    mentions: Iterable[tuple[Listed, Mention]], phrases: Phrases, in_context: bool = False
) -> tuple[Places, ...]:
    """The places of mentions by document, a page of the source named once; `mentions` in their order."""
    return tuple(
        Places(
            document.title,
            f"{quote(document.name)}/index.html",
            tuple(_places(document, run, phrases, in_context)),
        )
        for document, run in groupby(mentions, lambda pair: pair[0])
    )


def _places(
    document: Listed, run: Iterable[tuple[Listed, Mention]], phrases: Phrases, in_context: bool
) -> Iterator[Place]:
    known: set[str] = set()
    for number, (_, mention) in enumerate(run, 1):
        if not in_context and mention.page in known:
            continue
        known.add(mention.page or "")
        label = mention.page or (phrases.gettext("in the header") if not mention.anchor else str(number))
        context = (mention.before, mention.words, mention.after) if in_context else ()
        yield Place(label, document.href(mention), mention.page is not None, *context)


def pages(register: Register) -> tuple[tuple[str, Register], ...]:
    """A register cut into pages of a size browsers like: file names with what each holds."""
    cut: list[list[tuple[str, Entry]]] = [[]]
    weight = 0
    for group in register.groups:
        for entry in group.entries:
            if weight and weight + entry.weight > MOST_LINKS:
                cut.append([])
                weight = 0
            cut[-1].append((group.heading, entry))
            weight += entry.weight
    names = [register.name if index == 0 else f"{register.name}-{index + 1}" for index in range(len(cut))]
    return tuple(
        (f"{name}.html", replace(register, groups=grouped(part)))
        for name, part in zip(names, cut, strict=True)
    )


def all_of(documents: Sequence[Listed], kind: str) -> Iterator[tuple[Listed, Mention]]:
    """Yield the mentions of one kind, document by document, in the order of the text."""
    for document in documents:
        for mention in document.mentions:
            if mention.kind == kind:
                yield document, mention
