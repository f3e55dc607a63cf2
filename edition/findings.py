"""Findings: elements and corrections proposed for stretches of an unaltered text, and what finds them."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from edition.conventions import NO_COLLECTION, Collection, Language
from edition.document import Document
from edition.settings import Settings

Attributes = tuple[tuple[str, str], ...]


class Certainty(StrEnum):
    """TEI's `@cert`: high is right 98 times in 100, medium 85, low less."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a finding was made: a name `phenomenon/rule`, a reason in a sentence, an example from a source."""

    name: str
    reason: str
    example: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """An element to be set round characters start to end of a document; empty where start is end."""

    element: str
    start: int
    end: int
    rule: Rule
    attributes: Attributes = ()
    cert: Certainty | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A reading proposed for characters start to end: `choice`, its `sic` and its `corr`.

    `kind` is `corr/@type`: `ocr` where OCR misread the page, `typist` where the page itself errs.
    """

    start: int
    end: int
    reading: str
    rule: Rule
    cert: Certainty
    kind: str = "ocr"


Finding = Annotation | Correction


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its first character to after its last, white space at its edges left out.

    `indent` counts the columns before it, `gap` the blank lines, `page` is its page's index.
    """

    start: int
    end: int
    indent: int
    gap: int
    page: int


class Lineation(StrEnum):
    """How a source's lines stand to its paragraphs; found by measuring, declared in the header."""

    BROKEN = "line-broken"  # as the page has them
    REJOINED = "re-joined"  # a paragraph a line
    SPACED = "line-a-paragraph"  # as the page has them, a blank line between any two


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole document tells about its parts.

    `width` is the length of a full line in characters; `recurring` counts the pages near one another
    at whose head or foot a line stands (numbers at its edges left out, case folded); `vocabulary`
    counts words, case folded.
    """

    lineation: Lineation
    width: int
    recurring: Mapping[str, int]
    vocabulary: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """The running text of one block, forme work left out: what a recogniser inside blocks reads.

    `text` joins the block's pieces with line feeds; `pieces` pairs a position in `text` with the
    offset in the document where that piece begins.
    """

    element: str
    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]

    def offset(self, position: int) -> int:
        """The document's offset of a character of `text`."""
        if len(self.pieces) == 1:
            return self.start + position
        index = bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1
        at, offset = self.pieces[index]
        return offset + position - at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets of a stretch of `text` that is not empty."""
        return self.offset(start), self.offset(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Context:
    """What a recogniser may know. `lines` and `passages` are in the text's order.

    `passages` is empty until the blocks are found.
    """

    document: Document
    lines: tuple[Line, ...]
    evidence: Evidence
    language: Language
    settings: Settings
    collection: Collection = NO_COLLECTION
    passages: tuple[Passage, ...] = ()

    def text(self, line: Line) -> str:
        """A line's characters."""
        return self.document.text[line.start : line.end]


Recogniser = Callable[[Context, Sequence[Finding]], Iterator[Finding]]
"""Yields findings over a context, knowing what the recognisers before it found."""
