"""Paths an editor names → the documents they make: each its name and its files."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from edition.diagnostics import Diagnostic, Location, Severity, SourceError, UsageError
from edition.readers.binary import is_binary
from edition.settings import SourcePart

TEXT_SUFFIXES = frozenset({".txt", ".md"})
TEI_SUFFIXES = frozenset({".xml"})

# Folders that hold tools' files or our own output, never sources.
_PASSED_OVER = frozenset({"node_modules", "__pycache__"})

# How many of the files that are missing a sentence names.
_NAMED = 5

# The number in `page-10.txt`, which an editor counts after `page-9.txt`.
_NUMBER = regex.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A document to be: its name and its files in order.

    `path` is where it lies below the folder it was found in (`part-2/001.txt`), with `/` on every system.
    """

    name: str
    files: tuple[Path, ...]
    path: str


def shown(path: Path | str) -> str:
    """A path as messages and documents name it: bytes that are no UTF-8 as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def natural_key(name: str) -> tuple[list[str | int], str]:
    """A sorting key that counts numbers as an editor does: `page-9` before `page-10`."""
    pieces = _NUMBER.split(name)
    return [int(piece) if at % 2 else piece.casefold() for at, piece in enumerate(pieces)], name


def name_of_file(path: Path | str) -> str:
    """A file's name without its last suffix."""
    name = shown(Path(path).name)
    stem, dot, _ = name.rpartition(".")
    return stem if dot else name


def named_sources(paths: Sequence[Path], each: bool = False) -> tuple[list[Source], list[Diagnostic]]:
    """The documents that paths on the command line make, and a fault for each path that cannot be read.

    A file is a document; a folder is one of its page files, or with `each` a document for every text
    file below it. Raises `UsageError` where no path exists, or a folder holds no source.
    """
    found: list[Source] = []
    faults: list[Diagnostic] = []
    for path in paths:
        try:
            found.extend(_named(path, each))
        except SourceError as error:
            faults.extend(unreadable(error, path))
        if not os.path.exists(path):
            faults.append(missing(path))
    if not found and not any(map(os.path.exists, paths)):
        raise UsageError(none_there(paths))
    return found, faults


def _named(path: Path, each: bool) -> list[Source]:
    if os.path.isdir(path):
        return _each_below(path) if each else [_folder(path)]
    return [Source(name_of_file(path), (path,), shown(path.name))] if os.path.exists(path) else []


def edition_sources(folder: Path) -> list[Source]:
    """The documents of an edition's `sources/`, in natural order; none where there is no such folder.

    A file is a document, a folder of page files is a document, a folder of folders is a group: its
    documents are named by their path, `/` written `--`.
    """
    if not os.path.isdir(folder):
        return []
    return [_source_at(folder, place) for place in _documents_below(folder)]


def below(folder: Path, suffixes: Collection[str]) -> Iterator[Path]:
    """Files with one of the suffixes anywhere below a folder, in natural order.

    Hidden files and folders, linked folders, virtual environments and `node_modules` are passed over.
    """
    pending = [folder]
    while pending:
        here = pending.pop()
        entries = _entries(here)
        yield from (Path(e.path) for e in entries if _is_file(e) and _suffix(e.name) in suffixes)
        pending.extend(Path(e.path) for e in reversed(entries) if e.is_dir(follow_symlinks=False))


def read_parts(source: Source) -> tuple[SourcePart, ...]:
    """A document's files as bytes.

    Raises `SourceError` where one cannot be read or is no text, naming it: a document that lacks a
    page is none.
    """
    return tuple(SourcePart(shown(file), read_text_bytes(file)) for file in source.files)


def read_text_bytes(file: Path) -> bytes:
    """What a text file holds. Raises `SourceError` where it cannot be read or is no text."""
    data = read_bytes(file)
    if kind := is_binary(data):
        message = f"is {kind}, and cannot be read as text; give the text that OCR makes of it"
        raise SourceError(message, Location(shown(file)))
    return data


def read_bytes(file: Path) -> bytes:
    """What a file holds. Raises `SourceError`, naming it, where it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"cannot be read: {reason}", Location(shown(file))) from error


def _folder(folder: Path) -> Source:
    pages = _page_files(folder)
    if not pages:
        hint = "; --each makes a document of every text file below it" if _holds_source(folder) else ""
        raise UsageError(f"{shown(folder)}: no .txt or .md file in this folder{hint}")
    # `.` and `..` are called what the folder is called.
    name = shown(os.path.basename(os.path.abspath(folder)))
    return Source(name, pages, name)


def _each_below(folder: Path) -> list[Source]:
    files = list(below(folder, TEXT_SUFFIXES))
    if not files:
        raise UsageError(f"{shown(folder)}: no .txt or .md file in this folder or below it")
    return [_source_at(folder, file) for file in files]


def _source_at(root: Path, place: Path) -> Source:
    """The document that a file or a folder of page files below the root makes."""
    path = shown(place.relative_to(root).as_posix())
    if place.is_dir():
        return Source(path.replace("/", "--"), _page_files(place), path)
    return Source(name_below(root, place), (place,), path)


def name_below(root: Path, file: Path) -> str:
    """The name of a file found below a folder: its path there, `/` written `--`, without the last suffix."""
    relative = file.relative_to(root)
    return "--".join([*(shown(part) for part in relative.parts[:-1]), name_of_file(relative)])


def _documents_below(folder: Path) -> Iterator[Path]:
    """Files and folders of page files, each a document, in natural order."""
    pending = [folder]
    while pending:
        here = pending.pop()
        if here.is_file() or (here != folder and not _is_group(here)):
            yield here
        else:
            pending.extend(reversed(_sources_in(here)))


def _sources_in(folder: Path) -> list[Path]:
    files = {file.name: file for file in _page_files(folder)}
    folders = {entry.name: Path(entry.path) for entry in _folders(folder) if _holds_source(Path(entry.path))}
    return [(files | folders)[name] for name in sorted(files | folders, key=natural_key)]


def _is_group(folder: Path) -> bool:
    return any(_holds_source(Path(entry.path)) for entry in _folders(folder))


def _holds_source(folder: Path) -> bool:
    return next(below(folder, TEXT_SUFFIXES), None) is not None


def _page_files(folder: Path) -> tuple[Path, ...]:
    return tuple(Path(e.path) for e in _entries(folder) if _is_file(e) and _suffix(e.name) in TEXT_SUFFIXES)


def _is_file(entry: os.DirEntry[str]) -> bool:
    # A link that leads nowhere is a file that cannot be read, and is named as such.
    return entry.is_file() or (entry.is_symlink() and not entry.is_dir())


def _folders(folder: Path) -> list[os.DirEntry[str]]:
    return [entry for entry in _entries(folder) if entry.is_dir(follow_symlinks=False)]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, in natural order, less what is hidden or a tool's own."""
    try:
        with os.scandir(folder) as entries:
            kept = [e for e in entries if not e.name.startswith(".") and e.name not in _PASSED_OVER]
    except OSError as error:
        reason = error.strerror or str(error)
        raise SourceError(f"cannot be read: {reason}", Location(shown(folder))) from error
    return sorted(kept, key=lambda entry: natural_key(entry.name))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def unreadable(error: SourceError, file: Path | str) -> tuple[Diagnostic, ...]:
    """The faults for which a file cannot be read: those the error brings, or the one it is."""
    faults = getattr(error, "diagnostics", ())
    if faults:
        return tuple(faults)
    place = error.location or Location(shown(file))
    message = str(error).removeprefix(f"{place}: ")
    return (Diagnostic(Severity.ERROR, place, "source/unreadable", message),)


def missing(path: Path | str) -> Diagnostic:
    """The fault of a path that leads nowhere."""
    return Diagnostic(
        Severity.ERROR, Location(shown(path)), "source/missing", "there is no such file or folder"
    )


def none_there(paths: Sequence[Path]) -> str:
    """What is wrong where no path leads anywhere."""
    if len(paths) == 1:
        return f"{shown(paths[0])}: there is no such file or folder"
    names = ", ".join(map(shown, paths[:_NAMED])) + (", …" if len(paths) > _NAMED else "")
    return f"none of the {len(paths)} named files is there: {names}"
