"""TEI files → EPUB files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edition.book import BookSettings
from edition.book.epub import Epub, make_epub
from edition.config import Config
from edition.diagnostics import Diagnostic, SourceError
from edition.pipeline.printing import book_settings
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.work.atomic import make_folder, write_changed


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of one TEI file: its EPUB, none where it could not be made, and what was found."""

    source: Source
    epub: Path | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    file: str
    tei: bytes
    settings: BookSettings
    faults: tuple[Diagnostic, ...] = ()


def epub_settings(config: Config, folder: Path | None = None) -> BookSettings:
    """What an EPUB is told: what a book is, and the edition's own `templates/epub/` where it has them."""
    own = folder / "templates" / "epub" if folder else None
    return replace(
        book_settings(config, folder), epub_templates=str(own) if own is not None and own.is_dir() else None
    )


def pack_documents(
    documents: Sequence[Source], output: Path, settings: BookSettings, jobs: int, progress: Progress
) -> Iterator[Packed]:
    """Yield what became of each TEI file, in order, its EPUB written to `output/NAME.epub`.

    A file of which none can be made leaves its old EPUB in place. Raises `OutputError`.
    """
    make_folder(output)
    tasks = (_task(document, settings) for document in documents)
    books = in_order(_pack, tasks, jobs)
    for document in stepping(documents, progress, "epub", len(documents)):
        book = next(books)
        epub = output / f"{document.name}.epub" if book.epub is not None else None
        if epub is not None and book.epub is not None:
            write_changed(epub, book.epub)
        yield Packed(document, epub, book.diagnostics)


def _task(document: Source, settings: BookSettings) -> _Task:
    file = shown(document.files[0])
    try:
        return _Task(document.name, file, read_bytes(document.files[0]), settings)
    except SourceError as error:
        return _Task(document.name, file, b"", settings, unreadable(error, file))


def _pack(task: _Task) -> Epub:
    if task.faults:
        return Epub(None, task.faults)
    try:
        return make_epub(task.name, task.tei, task.settings, task.file)
    except SourceError as error:
        return Epub(None, unreadable(error, task.file))
