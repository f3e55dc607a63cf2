"""TEI files → PDF files."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.book import Book, BookSettings, make_pdf
from edition.config import Config, listed
from edition.diagnostics import Diagnostic, SourceError
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.work.atomic import make_folder, write_changed


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of one TEI file: its PDF, none where it could not be made, and what was found."""

    source: Source
    pdf: Path | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    file: str
    tei: bytes
    settings: BookSettings
    faults: tuple[Diagnostic, ...] = ()


def book_settings(config: Config, folder: Path | None = None) -> BookSettings:
    """What a book is told by `[edition]` and `[book]`, and by the environment's `SOURCE_DATE_EPOCH`.

    `folder` is the edition's: its `fonts/` and `templates/book/` are used where they are there.
    """
    said = config.edition
    own = {key: said[key] for key in ("publisher", "licence", "language", "date") if key in said}
    book = {
        key: config.book[key]
        for key in ("design", "paper", "notes", "lines", "system_fonts")
        if key in config.book
    }
    return BookSettings(
        edition_title=_text(said.get("title")),
        editors=listed(said, "editors"),
        fonts=listed(config.book, "fonts"),
        font_paths=_folders(folder, "fonts"),
        templates=next(iter(_folders(folder, "templates/book")), None),
        source_date_epoch=source_date_epoch(),
        **own,  # type: ignore[arg-type]  # each value was checked by KEYS
        **book,  # type: ignore[arg-type]
    )


def source_date_epoch() -> int | None:
    """The seconds that `SOURCE_DATE_EPOCH` gives, none where it gives no number."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isascii() and value.isdigit() else None


def print_documents(
    documents: Sequence[Source], output: Path, settings: BookSettings, jobs: int, progress: Progress
) -> Iterator[Printed]:
    """Yield what became of each TEI file, in order, its PDF written to `output/NAME.pdf`.

    A file that cannot be printed leaves its old PDF in place. Raises `OutputError`.
    """
    make_folder(output)
    tasks = (_task(document, settings) for document in documents)
    books = in_order(_print, tasks, jobs)
    for document in stepping(documents, progress, "print", len(documents)):
        book = next(books)
        pdf = output / f"{document.name}.pdf" if book.pdf is not None else None
        if pdf is not None and book.pdf is not None:
            write_changed(pdf, book.pdf)
        yield Printed(document, pdf, book.diagnostics)


def _task(document: Source, settings: BookSettings) -> _Task:
    file = shown(document.files[0])
    try:
        return _Task(document.name, file, read_bytes(document.files[0]), settings)
    except SourceError as error:
        return _Task(document.name, file, b"", settings, unreadable(error, file))


def _print(task: _Task) -> Book:
    if task.faults:
        return Book(None, task.faults)
    try:
        return make_pdf(task.name, task.tei, task.settings, task.file)
    except SourceError as error:
        return Book(None, unreadable(error, task.file))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _folders(folder: Path | None, name: str) -> tuple[str, ...]:
    return (str(folder / name),) if folder and (folder / name).is_dir() else ()
