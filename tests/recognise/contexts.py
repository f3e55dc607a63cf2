"""Contexts for tests of recognisers: paragraphs parted by blank lines, no forme work, one page."""

from collections import Counter
from collections.abc import Iterator

import regex

from edition.document import Document, Page, Part
from edition.findings import Context, Evidence, Line, Lineation, Passage
from edition.language import language
from edition.settings import Settings

PARAGRAPH = regex.compile(r"\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
WORD = regex.compile(r"\p{L}+")


def context_of(
    text: str, settings: Settings | None = None, lineation: Lineation = Lineation.BROKEN
) -> Context:
    """A context over a text whose passages are its paragraphs, each a `p` of one piece."""
    settings = settings or Settings()
    document = Document(
        name="test",
        text=text,
        parts=(Part("test.txt", 0, len(text), "0" * 64, "utf-8"),),
        pages=(Page(0, len(text), "file"),),
    )
    lines = tuple(lines_of(text))
    return Context(
        document=document,
        lines=lines,
        evidence=Evidence(
            lineation=lineation,
            width=max((line.end - line.start for line in lines), default=0),
            recurring={},
            vocabulary=Counter(word.casefold() for word in WORD.findall(text)),
        ),
        language=language(settings.language, settings.own),
        settings=settings,
        passages=tuple(passages_of(text)),
    )


def lines_of(text: str) -> Iterator[Line]:
    """The lines that are not blank, white space at their edges left out."""
    start = gap = 0
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            yield Line(start + indent, start + indent + len(bare), indent, gap, 0)
            gap = 0
        else:
            gap += 1
        start += len(raw) + 1


def passages_of(text: str) -> Iterator[Passage]:
    """The paragraphs, white space at their edges left out."""
    for match in PARAGRAPH.finditer(text):
        words = match[0].rstrip()
        yield Passage("p", match.start(), match.start() + len(words), words, ((0, match.start()),))
