"""The source as all rooms see it: unaltered text, the files it came from, where its pages lie."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from edition.diagnostics import Location

# What an editor's line counter takes for a line end.
LINE_END = regex.compile(r"\r\n|\n|\r")

# Law 1: what Unicode calls white space, the four separators and two invisible
# characters with it (encoding manual, "The two laws").
WHITE_SPACE = frozenset(
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
)


def squeeze(text: str) -> str:
    """The text without its white space, as law 1 compares it."""
    words = "".join(text.split())  # quicker by far than a table of characters
    return words.replace("\u200b", "").replace("\ufeff", "")


@dataclass(frozen=True, slots=True)
class Part:
    """One source file within a document; characters start to end of the text are its own.

    `file` is the path as messages name it, `sha256` the digest of its bytes.
    """

    file: str
    start: int
    end: int
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Page:
    """Characters start to end of a document lie on one page of the original.

    `mark` is the name of the row in the table of page marks that told the boundary.
    """

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Document:
    """A work: its parts' texts, decoded and otherwise unaltered, a line feed between two parts.

    Offsets count characters of `text` from 0, half open.
    """

    name: str
    text: str
    parts: tuple[Part, ...]
    pages: tuple[Page, ...]
    _line_starts: list[list[int]] = field(default_factory=list, compare=False, repr=False)

    def location(self, offset: int) -> Location:
        """File, line and column of a character."""
        index = max(0, bisect_right([part.start for part in self.parts], offset) - 1)
        part = self.parts[index]
        starts = self._starts()[index]
        line = bisect_right(starts, offset)
        return Location(part.file, line, offset - starts[line - 1] + 1)

    def page_at(self, offset: int) -> int | None:
        """The index of the page a character lies on; none before the first page."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return index if index >= 0 else None

    def _starts(self) -> Sequence[Sequence[int]]:
        # Only messages need lines, and most documents have none to give.
        if not self._line_starts:
            self._line_starts.extend(
                [part.start, *(m.end() for m in LINE_END.finditer(self.text, part.start, part.end))]
                for part in self.parts
            )
        return self._line_starts
