"""A place in a source → each mark-up decided there: element, rule, certainty, and what lost to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from edition.convert import Reading
from edition.diagnostics import Location
from edition.explain.excerpts import FileLines, Lines
from edition.findings import Attributes, Certainty, Correction, Finding, Rule
from edition.recognise.resolve import Lost, Node

# Words are shown so long; of more, their beginning and end.
_LONGEST = 72


@dataclass(frozen=True, slots=True)
class Mark:
    """One element as a rule would have it: its attributes in TEI's words, what it covers, where.

    `reading` is what a `choice` proposes; `end` is the place of the last character, `None` where it
    covers none.
    """

    element: str
    attributes: Attributes
    words: str
    start: Location
    end: Location | None
    rule: Rule
    cert: Certainty | None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A mark that lost: for what reason, and to which mark; `None` where it lost to none."""

    mark: Mark
    reason: str
    to: Mark | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A mark that stands in the TEI, so many elements deep, and what lost to it."""

    mark: Mark
    depth: int
    lost: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was decided about a stretch of a line, outermost first, and what else was set aside there."""

    line: str
    start: int
    end: int
    decisions: tuple[Decision, ...]
    set_aside: tuple[SetAside, ...]


def explain(reading: Reading, lines: FileLines, line: int, column: int | None = None) -> Explanation:
    """What was decided about a line of a file, or about its one character at a column.

    `lines` are those of the file; `line` and `column` must be in it.
    """
    line_start, line_end = lines.span(line)
    start, end = line_start, line_end
    if column is not None:
        start = line_start + column - 1
        end = min(start + 1, line_end)
    describe = _Describer(reading)
    shown = [(node, depth) for node, depth in _nested(reading.body) if _touches(node.finding, start, end)]
    standing = {node.finding for node, _ in shown}
    here = [lost for lost in reading.lost if _touches(lost.finding, start, end)]
    decisions = tuple(
        Decision(
            describe.mark(node.finding),
            depth,
            tuple(describe.set_aside(lost) for lost in here if lost.to == node.finding),
        )
        for node, depth in shown
    )
    rest = tuple(describe.set_aside(lost) for lost in here if lost.to not in standing)
    text = reading.context.document.text[line_start:line_end]
    return Explanation(text, start - line_start, end - line_start, decisions, rest)


def _touches(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding covers a character of the stretch; an empty one, whether it stands in it."""
    if finding.start == finding.end:
        return start <= finding.start < end or finding.start == start == end
    return finding.start < max(end, start + 1) and finding.end > start


def _nested(body: Node) -> Iterator[tuple[Node, int]]:
    """Yield each node within the body with its depth, in the text's order."""
    waiting = [(child, 0) for child in reversed(body.children)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(node.children))


def attributes_of(finding: Finding) -> Attributes:
    """What an element says of itself: what its finding gives; a reading's stand on its `corr`."""
    said = (("type", finding.kind),) if isinstance(finding, Correction) else finding.attributes
    cert = (("cert", str(finding.cert)),) if finding.cert is not None else ()
    return (*((name, value) for name, value in said if value), *cert)


def shortened(words: str, longest: int = _LONGEST) -> str:
    """Words on one line, their middle left out where they are many."""
    words = " ".join(words.split())
    if len(words) <= longest:
        return words
    half = (longest - 3) // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


class _Describer:
    """Turns findings into marks over one document."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.context.document
        self._lines = Lines(self._document)

    def mark(self, finding: Finding) -> Mark:
        """A finding as people and programs read it."""
        start, end = finding.start, finding.end
        # Of a long block only the two ends are shown: its middle need not be joined.
        text = self._document.text
        words = (
            text[start:end] if end - start < 1000 else f"{text[start : start + 400]} {text[end - 400 : end]}"
        )
        return Mark(
            element="choice" if isinstance(finding, Correction) else finding.element,
            attributes=attributes_of(finding),
            words=shortened(words),
            start=self._lines.at(start).location(start),
            end=self._lines.at(end - 1).location(end - 1) if end > start else None,
            rule=finding.rule,
            cert=finding.cert,
            reading=finding.reading if isinstance(finding, Correction) else None,
        )

    def set_aside(self, lost: Lost) -> SetAside:
        """A finding that lost, with the one it lost to."""
        return SetAside(self.mark(lost.finding), lost.reason, self.mark(lost.to) if lost.to else None)
