"""The running text of each block, forme work and notes cut out: what recognisers inside blocks read."""

from collections.abc import Iterator, Sequence

from edition.document import Document
from edition.findings import Annotation, Finding, Passage

# Blocks of words, and what may interrupt them.
_BLOCKS = frozenset({"p", "head", "item", "cell", "opener", "closer", "note"})
_ASIDE = frozenset({"fw", "note"})


def passages(document: Document, found: Sequence[Finding]) -> tuple[Passage, ...]:
    """A passage for each block of words that holds no other such block, in the text's order.

    A note is a passage of its own, and interrupts the one it stands in.
    """
    spans = sorted(
        (finding.start, -finding.end, finding.element)
        for finding in found
        if isinstance(finding, Annotation) and (finding.element in _BLOCKS or finding.element in _ASIDE)
    )
    return tuple(sorted(_passages(document, spans), key=lambda passage: passage.start))


def _passages(document: Document, spans: Sequence[tuple[int, int, str]]) -> Iterator[Passage]:
    open_blocks: list[tuple[int, int, str, list[tuple[int, int]]]] = []
    for start, negative_end, element in spans:
        end = -negative_end
        while open_blocks and open_blocks[-1][1] <= start:
            yield from _passage(document, *open_blocks.pop())
        if start == end:
            continue
        if open_blocks and (element in _ASIDE or element in _BLOCKS):
            open_blocks[-1][3].append((start, end))
        if element in _BLOCKS:
            open_blocks.append((start, end, element, []))
    while open_blocks:
        yield from _passage(document, *open_blocks.pop())


def _passage(
    document: Document, start: int, end: int, element: str, holes: Sequence[tuple[int, int]]
) -> Iterator[Passage]:
    """The block's text without its holes; none where nothing but white space is left."""
    texts: list[str] = []
    pieces: list[tuple[int, int]] = []
    position, at = 0, start
    for hole_start, hole_end in (*holes, (end, end)):
        text = document.text[at:hole_start]
        if text and not text.isspace():
            lead = len(text) - len(text.lstrip()) if pieces else 0
            pieces.append((position, at + lead))
            texts.append(text[lead:].rstrip() if hole_end < end or hole_start < end else text[lead:])
            position += len(texts[-1]) + 1
        at = max(at, hole_end)
    if pieces:
        yield Passage(element, pieces[0][1], end, "\n".join(texts), tuple(pieces))
