"""TEI files → books of one kind: read, made in as many processes as wanted, written whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from edition.book import BookSettings
from edition.diagnostics import Diagnostic, SourceError
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.work.atomic import make_folder, write_changed

Leaves = tuple[bytes | None, tuple[Diagnostic, ...]]
"""A book's bytes, none where it could not be made, and what was found."""
Binder = Callable[[str, bytes, BookSettings, str], Leaves]
"""Makes a book of a document's name, its TEI, the settings and the file that messages name."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What became of one TEI file: its book, none where it could not be made, and what was found."""

    source: Source
    book: Path | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    file: str
    tei: bytes
    settings: BookSettings
    faults: tuple[Diagnostic, ...] = ()


def bind(
    documents: Sequence[Source], output: Path, settings: BookSettings, jobs: int, progress: Progress,
    *, binder: Binder, kind: str,
) -> Iterator[Bound]:  # fmt: skip
    """Yield what became of each TEI file, in order, its book written to `output/NAME.kind`.

    A file of which none can be made leaves its old book in place. Raises `OutputError`.
    """
    make_folder(output)
    tasks = (_task(document, settings) for document in documents)
    books = in_order(partial(_bind, binder), tasks, jobs)
    for document in stepping(documents, progress, kind, len(documents)):
        data, diagnostics = next(books)
        book = output / f"{document.name}.{kind}" if data is not None else None
        if book is not None and data is not None:
            write_changed(book, data)
        yield Bound(document, book, diagnostics)


def _task(document: Source, settings: BookSettings) -> _Task:
    file = shown(document.files[0])
    try:
        return _Task(document.name, file, read_bytes(document.files[0]), settings)
    except SourceError as error:
        return _Task(document.name, file, b"", settings, unreadable(error, file))


def _bind(binder: Binder, task: _Task) -> Leaves:
    if task.faults:
        return None, task.faults
    try:
        return binder(task.name, task.tei, task.settings, task.file)
    except SourceError as error:
        return None, unreadable(error, task.file)
