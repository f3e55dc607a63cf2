"""A place in a source file → the document it belongs to, read; many sources → how often each rule fired."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from os.path import exists, isdir, relpath, samefile
from pathlib import Path

import regex

from edition.convert import Reading, read
from edition.diagnostics import Diagnostic, Location, SourceError, UsageError
from edition.explain.census import Census, Sampling, census
from edition.explain.excerpts import FileLines, file_lines
from edition.pipeline.editions import SOURCES, nearest_edition, settings_finder
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import (
    Source,
    edition_sources,
    name_of_file,
    named_sources,
    none_there,
    read_parts,
    shown,
    unreadable,
)
from edition.settings import Settings, SourcePart

# "sources/2-memorandum.txt:12:5": file, line, column.
_PLACE = regex.compile(r"(?P<file>.+?):(?P<line>\d++)(?::(?P<column>\d++))?", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """A document as it was read for a place in one of its files; `column` is `None` for the whole line."""

    reading: Reading
    lines: FileLines
    line: int
    column: int | None

    @property
    def location(self) -> Location:
        """The place as messages name it."""
        return Location(self.lines.part.file, self.line, self.column)


def read_place(place: str, folder: Path | None = None) -> PlaceRead:
    """The document that a place `FILE:LINE[:COLUMN]` lies in, read.

    It is the one that `folder` makes, else the one that the nearest `edition.toml` makes of the file,
    else the file alone. Raises `UsageError` for a place that is not there, `SourceError` for a file
    that cannot be read.
    """
    file, line, column = _parsed(place)
    source = _as_named(_source_of(file, folder), file)
    settings = settings_finder(file.absolute().parent)(source)
    reading = read(source.name, read_parts(source), settings)
    index = next(at for at, each in enumerate(source.files) if samefile(each, file))
    lines = file_lines(reading.context.document, reading.context.document.parts[index])
    _check(lines, line, column)
    return PlaceRead(reading, lines, line, column)


def _parsed(place: str) -> tuple[Path, int, int | None]:
    match = _PLACE.fullmatch(place)
    if match is None:
        raise UsageError(f"{shown(place)}: no line is named; write FILE:LINE or FILE:LINE:COLUMN")
    file = Path(match["file"])
    if not exists(file):
        raise UsageError(none_there([file]))
    if isdir(file):
        raise UsageError(f"{shown(file)}: is a folder; name a file in it")
    return file, int(match["line"]), int(match["column"]) if match["column"] else None


def _check(lines: FileLines, line: int, column: int | None) -> None:
    file, count = lines.part.file, len(lines.starts)
    if not 1 <= line <= count:
        raise UsageError(f"{file}: there is no line {line}; the file has {count:,}")
    start, end = lines.span(line)
    if column is not None and not 1 <= column <= max(1, end - start):
        raise UsageError(f"{file}: there is no column {column} in line {line}; it has {end - start:,}")


def _as_named(source: Source, file: Path) -> Source:
    """A document whose files are named from here, as the one asked about was."""
    if file.is_absolute():
        return source
    return replace(source, files=tuple(Path(relpath(each)) for each in source.files))


def _source_of(file: Path, folder: Path | None) -> Source:
    """The document a file belongs to."""
    if folder is not None:
        sources, _ = named_sources([folder])
        for source in sources:
            if any(samefile(each, file) for each in source.files if exists(each)):
                return source
        raise UsageError(f"{shown(file)}: is no page file of {shown(folder)}")
    edition = nearest_edition(file.absolute().parent)
    for source in edition_sources(edition.folder / SOURCES) if edition else ():
        if any(samefile(each, file) for each in source.files if exists(each)):
            return source
    return Source(name_of_file(file), (file,), shown(file.name))


@dataclass(frozen=True, slots=True)
class _Task:
    """One document to count in, as a process is given it; `faults` say why it cannot be read."""

    name: str
    parts: tuple[SourcePart, ...]
    settings: Settings
    sampling: Sampling
    faults: tuple[Diagnostic, ...] = ()


def count_rules(
    sources: Sequence[Source],
    settings_of: Callable[[Source], Settings],
    sampling: Sampling,
    jobs: int,
    progress: Progress,
) -> Iterator[tuple[Census, tuple[Diagnostic, ...]]]:
    """Yield the census of each document in order, with what was doubted on the way."""
    tasks = (_task(source, settings_of(source), sampling) for source in sources)
    yield from stepping(in_order(_run, tasks, jobs), progress, "read", len(sources))


def _task(source: Source, settings: Settings, sampling: Sampling) -> _Task:
    try:
        return _Task(source.name, read_parts(source), settings, sampling)
    except SourceError as error:
        return _Task(source.name, (), settings, sampling, unreadable(error, source.path))


def _run(task: _Task) -> tuple[Census, tuple[Diagnostic, ...]]:
    if task.faults:
        return Census(), task.faults
    reading = read(task.name, task.parts, task.settings)
    return census(reading, task.sampling), reading.diagnostics
