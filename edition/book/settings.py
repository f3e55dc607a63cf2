"""What a book may be told (`[book]` and `[edition]` of `edition.toml`), and what comes of it."""

from dataclasses import dataclass
from typing import Final, Literal

from edition.diagnostics import Diagnostic

Design = Literal["reader", "study"]
Paper = Literal["octavo", "a5", "a4", "letter"]
NotePlace = Literal["foot", "end"]
Lines = Literal["verse", "all", "none"]

DESIGNS: Final[tuple[Design, ...]] = ("reader", "study")
PAPERS: Final[tuple[Paper, ...]] = ("octavo", "a5", "a4", "letter")
NOTE_PLACES: Final[tuple[NotePlace, ...]] = ("foot", "end")


@dataclass(frozen=True, slots=True)
class BookSettings:
    """Facts and choices for one book; `None` or empty means nobody said. Picklable.

    The first six are keys of `[edition]`; they fill in what a header leaves out. `date` is an ISO date,
    `lines` says which are numbered every five.
    `source_date_epoch` the seconds of `SOURCE_DATE_EPOCH`, which the pipeline reads. `fonts` are families,
    the first preferred, `font_paths` folders that hold them; `templates` and `epub_templates`
    are folders whose files take the place of the program's of the same name.
    """

    edition_title: str | None = None
    editors: tuple[str, ...] = ()
    publisher: str | None = None
    licence: str | None = None
    language: str | None = None
    date: str | None = None
    source_date_epoch: int | None = None
    design: Design = "reader"
    paper: Paper = "octavo"
    notes: NotePlace = "foot"
    lines: Lines = "verse"
    fonts: tuple[str, ...] = ()
    font_paths: tuple[str, ...] = ()
    system_fonts: bool = False
    allow_missing: bool = False
    templates: str | None = None
    epub_templates: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A printed document: the bytes of the PDF, none where it could not be made, and what was found."""

    pdf: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()
