"""Lines of a source round a span, and which of their characters the span covers."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from edition.diagnostics import Location
from edition.document import LINE_END, Document, Part

# A re-joined source has a paragraph a line: so many characters are kept on either side of the span.
_REACH = 160


@dataclass(frozen=True, slots=True)
class ExcerptLine:
    """A line of a file, or a piece of it; the span covers its characters start to end.

    Outside the span `start` and `end` are `None`; an empty span has them equal.
    """

    number: int
    text: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class FileLines:
    """The lines of one source file within its document's text, by the offsets where they begin."""

    document: Document
    part: Part
    starts: tuple[int, ...]

    def span(self, number: int) -> tuple[int, int]:
        """The offsets of a line's characters, its line end left out."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else self.part.end
        while end > start and self.document.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def number(self, offset: int) -> int:
        """The line a character stands on."""
        return max(1, bisect_right(self.starts, offset))

    def location(self, offset: int) -> Location:
        """File, line and column of a character."""
        number = self.number(offset)
        return Location(self.part.file, number, offset - self.starts[number - 1] + 1)


def file_lines(document: Document, part: Part) -> FileLines:
    """The lines of a part, counted as an editor counts them."""
    ends = (match.end() for match in LINE_END.finditer(document.text, part.start, part.end))
    return FileLines(document, part, (part.start, *ends))


class Lines:
    """The lines of every file of a document, each counted when it is first asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._files: dict[int, FileLines] = {}

    def at(self, offset: int) -> FileLines:
        """The lines of the file a character stands in."""
        index = max(0, bisect_right(self._document.parts, offset, key=lambda part: part.start) - 1)
        if index not in self._files:
            self._files[index] = file_lines(self._document, self._document.parts[index])
        return self._files[index]


def excerpt(lines: FileLines, start: int, end: int, around: int = 1) -> tuple[ExcerptLine, ...]:
    """The lines of a span and so many around it; of a long span its first two and its last line."""
    first, last = lines.number(start), lines.number(max(start, min(end, lines.part.end) - 1))
    before = range(max(1, first - around), first)
    within: Sequence[int] = range(first, last + 1)
    if len(within) > 4:
        within = (first, first + 1, last)
    after = range(last + 1, min(len(lines.starts), last + around) + 1)
    shown = [_outside(lines, number) for number in before]
    shown += [_inside(lines, number, start, end) for number in within]
    shown += [_outside(lines, number) for number in after]
    return tuple(shown)


def _outside(lines: FileLines, number: int) -> ExcerptLine:
    start, end = lines.span(number)
    text = lines.document.text[start:end]
    return ExcerptLine(number, text if len(text) <= _REACH else f"{text[:_REACH]}…")


def _inside(lines: FileLines, number: int, start: int, end: int) -> ExcerptLine:
    """A line of the span, cut where the span is far."""
    line_start, line_end = lines.span(number)
    if line_start == line_end and start < end:
        return ExcerptLine(number, "")
    start, end = min(max(start, line_start), line_end), min(max(end, line_start), line_end)
    left, right = max(line_start, start - _REACH), min(line_end, max(end, start) + _REACH)
    right = min(right, start + 3 * _REACH)
    before, after = "…" * (left > line_start), "…" * (right < line_end)
    shift = len(before) - left
    text = before + lines.document.text[left:right] + after
    return ExcerptLine(number, text, start + shift, min(end, right) + shift)
