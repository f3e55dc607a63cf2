"""What a rendering gives: HTML fragments cut into portions, and what is where in them."""

from dataclasses import dataclass

from edition.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of the source (TEI `pb`): its label as shown, its anchor, the portion it begins in.

    `scan` is its picture: a place in the document's folder, or an address elsewhere.
    """

    label: str
    anchor: str
    portion: int
    scan: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A division with a heading: where it stands, and the page it begins on where one is known.

    `level` counts from 1, the outermost.
    """

    level: int
    text: str
    anchor: str
    portion: int
    page: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that a register leads to.

    `kind` is `person`, `place`, `organisation`, `work`, `date`, `reading`, `redaction` or
    `forme work`; `words` are the
    text's own; `key` is what the mark-up identifies it by: a pointer, an ISO date. `before` and `after`
    are words around it, `facts` what else the mark-up says.
    """

    kind: str
    words: str
    key: str
    anchor: str
    portion: int
    page: str | None
    before: str = ""
    after: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """A record of somebody or something that names can point at (TEI `person`, `place`, `org`, `bibl`).

    `kind` is a `Mention`'s; `links` are web addresses that identify it.
    """

    kind: str
    id: str
    name: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """As much of the text as one HTML page holds.

    `file` is its safe file name, `title` the heading it begins under, `first` and `last` the
    labels of the source pages it shows.
    """

    file: str
    html: str
    title: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Fragments:
    """A document rendered; `characters` counts those of its text.

    `features` names what the text has that a page may want to know: `choice`, `cert`, `fw`, `lb`,
    `redaction`, `note`. `mentions` and `authorities` are gathered where registers are asked for.
    """

    language: str | None
    portions: tuple[Portion, ...]
    headings: tuple[Heading, ...]
    pages: tuple[SourcePage, ...]
    characters: int
    features: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    mentions: tuple[Mention, ...] = ()
    authorities: tuple[Authority, ...] = ()
