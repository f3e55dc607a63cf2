"""What a rendering gives: HTML fragments cut into portions, and what is where in them."""

from dataclasses import dataclass

from edition.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of the source (TEI `pb`): its label as shown, its anchor, the portion it begins in."""

    label: str
    anchor: str
    portion: int


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
    `redaction`, `note`.
    """

    language: str | None
    portions: tuple[Portion, ...]
    headings: tuple[Heading, ...]
    pages: tuple[SourcePage, ...]
    characters: int
    features: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
