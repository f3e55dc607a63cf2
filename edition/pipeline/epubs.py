"""TEI files → EPUB files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from edition.book import BookSettings
from edition.book.epub import make_epub
from edition.config import Config
from edition.pipeline.books import Bound, Leaves, bind
from edition.pipeline.printing import book_settings
from edition.pipeline.progress import Progress
from edition.readers.files import Source


def epub_settings(config: Config, folder: Path | None = None) -> BookSettings:
    """What an EPUB is told: what a book is, and the edition's own `templates/epub/` where it has them."""
    own = folder / "templates" / "epub" if folder else None
    return replace(
        book_settings(config, folder), epub_templates=str(own) if own is not None and own.is_dir() else None
    )


def pack_documents(
    documents: Sequence[Source], output: Path, settings: BookSettings, jobs: int, progress: Progress
) -> Iterator[Bound]:
    """Yield what became of each TEI file, in order, its EPUB written to `output/NAME.epub`."""
    return bind(documents, output, settings, jobs, progress, binder=_pack, kind="epub")


def _pack(name: str, tei: bytes, settings: BookSettings, file: str) -> Leaves:
    book = make_epub(name, tei, settings, file)
    return book.epub, book.diagnostics
