"""Source files → `Document`: a table of readers by format."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from edition.conventions import NOTHING_OWN, Own
from edition.diagnostics import Diagnostic
from edition.document import Document, Part
from edition.readers.page_marks import find_pages
from edition.readers.text import decode
from edition.settings import SourcePart

Reader = Callable[[str, Sequence[SourcePart], Own], tuple[Document, tuple[Diagnostic, ...]]]
"""Makes one document, named, of its files' bytes; says what it doubted on the way. An edition may have
page marks of its own."""


def read_text(
    name: str, sources: Sequence[SourcePart], own: Own = NOTHING_OWN
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document of text files, each decoded, in the order given, a line feed between two."""
    texts: list[str] = []
    parts: list[Part] = []
    diagnostics: list[Diagnostic] = []
    offset = 0
    for source in sources:
        text, encoding, doubts = decode(source.data, source.file)
        digest = hashlib.sha256(source.data).hexdigest()
        parts.append(Part(source.file, offset, offset + len(text), digest, encoding))
        texts.append(text)
        diagnostics.extend(doubts)
        offset += len(text) + 1
    whole = "\n".join(texts)
    return Document(name, whole, tuple(parts), find_pages(whole, parts, own)), tuple(diagnostics)


READERS: Mapping[str, Reader] = {"text": read_text}
"""By format; formats with coordinates (hOCR, ALTO, PAGE) are rows to come."""
