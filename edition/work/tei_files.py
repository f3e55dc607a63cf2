"""A TEI file where editors work: whether a converter wrote it, and whether a hand has been in it since."""

from enum import StrEnum
from os.path import isfile
from pathlib import Path

from edition.diagnostics import SourceError
from edition.readers.files import read_bytes
from edition.tei.digest import is_untouched, written_digest
from edition.work.atomic import OutputError
from edition.xml import parse

BASE = ".base"


class Hand(StrEnum):
    """Whose a TEI file is. Source: commands.md, "Everywhere" and `edition.toml`."""

    ABSENT = "absent"
    CONVERTER = "converter"  # as a converter wrote it
    EDITED = "edited"  # a converter wrote it, somebody edited it since
    EDITOR = "editor"  # no converter wrote it


def hand_of(tei: bytes | None, base: bytes | None = None) -> Hand:
    """Whose a file is: `base` is what the converter last wrote in its place, where that was kept."""
    if tei is None:
        return Hand.ABSENT
    if tei == base:
        return Hand.CONVERTER
    try:
        root = parse(tei, "").root
    except SourceError:
        # What a converter wrote is well-formed, so a hand has been in it.
        return Hand.EDITED if base is not None else Hand.EDITOR
    if is_untouched(root):
        return Hand.CONVERTER
    written = base is not None or written_digest(root) is not None
    return Hand.EDITED if written else Hand.EDITOR


def hand_of_file(file: Path) -> Hand:
    """Whose the file at a path is, its base in `.base/` beside it."""
    try:
        return hand_of(bytes_of(file), bytes_of(base_of(file)))
    except SourceError:
        # What cannot be read cannot be shown to be ours to write over.
        return Hand.EDITOR


def base_of(file: Path) -> Path:
    """Where what the converter last wrote for a file is kept."""
    return file.parent / BASE / file.name


def set_aside(file: Path) -> Path:
    """Where a file has been moved so that another can take its place: `NAME.edited-1.xml`, or the next."""
    number = 1
    while (aside := file.with_name(f"{file.stem}.edited-{number}.xml")).exists():
        number += 1
    try:
        file.rename(aside)
    except OSError as error:
        raise OutputError(f"{file}: cannot be moved: {error.strerror or error}") from error
    return aside


def bytes_of(file: Path) -> bytes | None:
    """What a file holds, none where there is none."""
    return read_bytes(file) if isfile(file) else None
