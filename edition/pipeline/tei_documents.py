"""Paths → the TEI documents they make: each its name and its file."""

from collections.abc import Sequence
from contextlib import suppress
from os.path import abspath, exists, isdir
from pathlib import Path
from xml.parsers import expat

from edition.diagnostics import Diagnostic, SourceError, UsageError
from edition.readers.files import (
    Source,
    missing,
    name_below,
    name_of_file,
    natural_key,
    none_there,
    read_bytes,
    shown,
)
from edition.tei.digest import TEI
from edition.validate.files import ROOTS, tei_files
from edition.xml import decode
from edition.xml.encodings import declared_encoding, without_utf_32


def named_documents(
    paths: Sequence[Path], output: Path | None = None
) -> tuple[list[Source], list[Diagnostic]]:
    """The TEI documents that paths on the command line make, and a fault for each path not there.

    A folder is searched as the validator searches it; what is found there is named by its path,
    `/` written `--`, and passed over if it is no TEI, or lies in the output: a site holds the TEI that
    it was made of. Raises `UsageError` where no path exists, or a folder holds no TEI.
    """
    found: list[Source] = []
    absent: list[Diagnostic] = []
    for path in paths:
        if isdir(path):
            found.extend(_searched(path, output))
        elif exists(path):
            found.append(Source(name_of_file(path), (path,), shown(path.name)))
        else:
            absent.append(missing(path))
    if not found:
        raise UsageError(none_there(paths))
    return found, absent


def documents_below(folder: Path) -> list[Source]:
    """A document for every TEI file below a folder, in natural order; none where there is none."""
    try:
        files = [Path(found.file) for found in tei_files([folder])[0]] if isdir(folder) else []
    except UsageError:
        return []
    documents = [
        Source(name_below(folder, file), (file,), shown(file.relative_to(folder).as_posix()))
        for file in files
        if may_be_tei(file)
    ]
    return sorted(documents, key=lambda document: natural_key(document.path))


def may_be_tei(file: Path) -> bool:
    """Whether an XML file's root is TEI's; also where it has no root, so that its faults are told."""
    try:
        root = _root(read_bytes(file))
    except SourceError:
        return True
    namespace, _, name = (root or "").rpartition(" ")
    return root is None or namespace == TEI or name in ROOTS


def _searched(folder: Path, output: Path | None) -> list[Source]:
    documents = [
        d for d in documents_below(folder) if output is None or not _lies_in(d.files[0], output, folder)
    ]
    if not documents:
        raise UsageError(f"{shown(folder)}: no TEI in this folder or below it")
    return documents


def _lies_in(file: Path, output: Path, folder: Path) -> bool:
    # Asked to write where it reads (`edition pdf . -o .`), a folder is still read.
    place = abspath(output)
    return not Path(abspath(folder)).is_relative_to(place) and Path(abspath(file)).is_relative_to(place)


class _FoundError(Exception):
    """Ends the reading at the root: it is found."""


def _root(data: bytes) -> str | None:
    """Namespace and name of the root, a space between them; nothing behind it is read, so no tree is made."""
    try:
        return _first_name(data, None)
    except (LookupError, ValueError):
        # `encoding="Shift_JIS"`: expat knows few encodings, and Python lends it none of several bytes.
        return _first_name(_in_utf_8(data), "utf-8")


def _first_name(data: bytes, encoding: str | None) -> str | None:
    """The root's name; `encoding` goes before what the file declares."""
    parser = expat.ParserCreate(encoding, " ")
    names: list[str] = []

    def start(name: str, attributes: object) -> None:
        names.append(name)
        raise _FoundError

    parser.StartElementHandler = start
    with suppress(_FoundError, expat.ExpatError):
        parser.Parse(data, True)
    return names[0] if names else None


def _in_utf_8(data: bytes) -> bytes:
    return decode(without_utf_32(data), declared_encoding(data)).encode("utf-8")
