"""TEI files → PDF files."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from edition.book import BookSettings, make_pdf
from edition.config import Config, listed
from edition.pipeline.books import Bound, Leaves, bind
from edition.pipeline.progress import Progress
from edition.readers.files import Source


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
) -> Iterator[Bound]:
    """Yield what became of each TEI file, in order, its PDF written to `output/NAME.pdf`."""
    return bind(documents, output, settings, jobs, progress, binder=_print, kind="pdf")


def _print(name: str, tei: bytes, settings: BookSettings, file: str) -> Leaves:
    book = make_pdf(name, tei, settings, file)
    return book.pdf, book.diagnostics


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _folders(folder: Path | None, name: str) -> tuple[str, ...]:
    return (str(folder / name),) if folder and (folder / name).is_dir() else ()
