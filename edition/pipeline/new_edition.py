"""An empty folder → a working edition: settings, sources, schemas, and how to go on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from os.path import exists, isdir
from pathlib import Path
from string import Template

from edition.config import CONFIG_FILE
from edition.config.places import key_places
from edition.diagnostics import UsageError
from edition.pipeline.editions import SCHEMAS, SOURCES, TEI
from edition.readers.files import (
    TEI_SUFFIXES,
    TEXT_SUFFIXES,
    below,
    edition_sources,
    name_below,
    read_bytes,
    read_text_bytes,
    shown,
)
from edition.readers.names import refuse_names
from edition.resources import resource
from edition.work.atomic import OutputError, make_folder, write_whole

Laid = tuple[str, bytes]
"""A file to lay down: its path below the edition's folder, and what it holds."""

_HEAD_OF_EXAMPLE = """\
# Settings of this edition. Now it holds an example, a made-up dossier: put your own text into sources/
# and your own facts here. Every key may be left out: what nobody said is absent.
"""

# A file that begins with a dot would be hidden among the templates.
_LAID_AS = {"gitignore": ".gitignore"}


def lay_down(folder: Path, origins: Sequence[Path]) -> None:
    """Nothing; the folder then is an edition of what lies at the origins, or of a small example.

    Raises `UsageError` where the folder holds something, an origin is not there, or two files would be
    one document; `SourceError` where a file cannot be read as text. Nothing is written then.
    """
    if exists(folder) and (not isdir(folder) or any(folder.iterdir())):
        state = "is not empty" if isdir(folder) else "is a file"
        raise UsageError(f"{shown(folder)}: {state}; `edition new` takes an empty or absent folder")
    # A later file of the same path takes the place of an earlier one.
    laid = dict([*_templates(folder), *_schemas(), *(() if origins else _example())])
    files = [*laid.items(), *_copies(origins)]
    refuse_names((_document_of(path), path) for path, _ in files if path.startswith((SOURCES, TEI)))
    _write_all(folder, files)


def lay_schemas(folder: Path) -> list[Path]:
    """The schemas laid down in an edition because they were not there."""
    absent = [(folder / path, data) for path, data in _schemas() if not (folder / path).exists()]
    if absent:
        make_folder(folder / SCHEMAS)
    for file, data in absent:
        write_whole(file, data)
    return [file for file, _ in absent]


def _templates(folder: Path) -> Iterator[Laid]:
    name = shown(folder.absolute().name)
    values = {"title": json.dumps(name, ensure_ascii=False), "heading": name}
    for file in sorted((resource("templates") / "new").iterdir()):
        text = Template(file.read_text(encoding="utf-8")).safe_substitute(values)
        yield _LAID_AS.get(file.name, file.name), text.encode("utf-8")


def _schemas() -> Iterator[Laid]:
    for name in ("edition.rng", "edition.sch"):
        yield f"{SCHEMAS}/{name}", read_bytes(resource("schemas") / name)


def _example() -> Iterator[Laid]:
    """The example edition: its sources, and its settings less where its own output goes."""
    yield CONFIG_FILE, _as_own(read_bytes(resource("example") / CONFIG_FILE).decode("utf-8"))
    root = resource("example") / SOURCES
    for source in edition_sources(root):
        for file in source.files:
            yield f"{SOURCES}/{file.relative_to(root).as_posix()}", read_bytes(file)


def _as_own(settings: str) -> bytes:
    """The example's settings, less what is true of the repository alone: their head, where output goes."""
    lines = settings.splitlines(keepends=True)
    place = key_places(settings).get(("build", "output"))
    if place is not None:
        at = place[0] - 1
        del lines[at]
        while at and lines[at - 1].startswith("#"):
            at -= 1
            del lines[at]
    while lines and lines[0].startswith("#"):
        del lines[0]
    return "".join((_HEAD_OF_EXAMPLE, *lines)).encode("utf-8")


def _copies(origins: Sequence[Path]) -> Iterator[Laid]:
    for origin in origins:
        if isdir(origin):
            yield from _copies_below(origin)
        elif not exists(origin):
            raise UsageError(f"{shown(origin)}: there is no such file or folder")
        elif origin.suffix.lower() in TEI_SUFFIXES:
            yield f"{TEI}/{origin.name}", read_bytes(origin)
        else:
            yield f"{SOURCES}/{origin.name}", read_text_bytes(origin)


def _copies_below(folder: Path) -> Iterator[Laid]:
    found = False
    for file in below(folder, TEXT_SUFFIXES | TEI_SUFFIXES):
        found = True
        if file.suffix.lower() in TEI_SUFFIXES:
            yield f"{TEI}/{name_below(folder, file)}.xml", read_bytes(file)
        else:
            kept = file.relative_to(folder.parent)
            yield f"{SOURCES}/{kept.as_posix()}", read_text_bytes(file)
    if not found:
        raise UsageError(f"{shown(folder)}: no .txt, .md or .xml file in this folder or below it")


def _document_of(path: str) -> str:
    """What tells apart the files of an edition: a source by its path, a TEI file by its name."""
    return path.partition("/")[2] if path.startswith(SOURCES) else f"{TEI}/{Path(path).stem}"


def _write_all(folder: Path, files: Sequence[Laid]) -> None:
    written: list[Path] = []
    try:
        for path in (SOURCES, TEI, *(str(Path(path).parent) for path, _ in files)):
            make_folder(folder / path)
        for path, data in files:
            written.append(folder / path)
            write_whole(folder / path, data)
    except OutputError:
        _take_back(folder, written)
        raise


def _take_back(folder: Path, written: Sequence[Path]) -> None:
    """Remove what was laid down: the folder was empty or absent before."""
    for file in written:
        with suppress(OSError):
            file.unlink()
    places = (place for place in folder.rglob("*") if place.is_dir()) if isdir(folder) else ()
    for place in sorted(places, reverse=True):
        with suppress(OSError):
            place.rmdir()


def counts(folder: Path) -> Mapping[str, int]:
    """How many sources and TEI files an edition has."""
    return {
        "sources": len(edition_sources(folder / SOURCES)),
        "TEI files": sum(1 for _ in below(folder / TEI, TEI_SUFFIXES)),
    }
