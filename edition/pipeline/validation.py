"""TEI files → diagnostics: each held against the schemas that apply to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from os.path import isfile
from pathlib import Path

from edition.config import listed
from edition.diagnostics import Diagnostic, UsageError
from edition.document import LINE_END
from edition.pipeline.editions import Edition, nearest_edition
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source
from edition.report import Report
from edition.validate import validate
from edition.validate.files import NamedFile, read, tei_files
from edition.xml import decode
from edition.xml.encodings import declared_encoding, without_utf_32

Excerpts = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class _Task:
    """One file as a process is given it; `data` is the fault where it cannot be read."""

    file: str
    data: bytes | Diagnostic
    named: bool
    schemas: tuple[str, ...]
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file has wrong, and the lines at fault; `diagnostics` is `None` where it is none of ours."""

    diagnostics: tuple[Diagnostic, ...] | None
    excerpts: Excerpts


def validate_paths(
    paths: Sequence[str], schemas: Sequence[str], jobs: Callable[[Sequence[Path]], int], progress: Progress
) -> Report:
    """What `edition validate PATH…` finds in files and folders; `-` is standard input.

    `schemas` are the values of `--schema`. Raises `UsageError` where nothing can be checked.
    """
    found, faults = tei_files(paths)
    absent = len({fault.location.file for fault in faults})
    settings = cache(_of_edition)
    tasks = (_task(named, tuple(schemas), settings) for named in found)
    number = jobs([Path(named.file) for named in found])
    results = stepping(in_order(_run, tasks, number), progress, "validate", len(found))
    excerpts: dict[tuple[str, int], str] = {}
    checked: list[str] = []
    for named, result in zip(found, results, strict=True):
        if result.diagnostics is not None:
            checked.append(named.file)
            faults.extend(result.diagnostics)
            excerpts.update(result.excerpts)
    skipped = len(found) - len(checked)
    if not checked:
        raise UsageError(f"{', '.join(paths)}: {_no_tei(skipped)}")
    ordered = tuple(sorted(faults, key=Diagnostic.sort_key))
    # A named file that is not there was looked for: it counts, as a file that is invalid.
    return Report(len(checked) + absent, skipped, ordered, excerpts, tuple(checked))


def _no_tei(skipped: int) -> str:
    files = "an XML file that is none" if skipped == 1 else f"{skipped} XML files that are none"
    return f"no TEI here, only {files}"


def validate_documents(documents: Sequence[Source], jobs: int, progress: Progress) -> Iterator[Diagnostic]:
    """Yield what is wrong with each document of an edition, in their order."""
    named = [NamedFile(str(document.files[0]), True) for document in documents]
    settings = cache(_of_edition)
    tasks = (_task(each, (), settings) for each in named)
    for result in stepping(in_order(_run, tasks, jobs), progress, "validate", len(named)):
        yield from result.diagnostics or ()


def _task(named: NamedFile, schemas: tuple[str, ...], settings: Callable[[Path], tuple[str, ...]]) -> _Task:
    folder = Path().absolute() if named.file == "-" else Path(named.file).absolute().parent
    return _Task(named.file, read(named), named.named, schemas, () if schemas else settings(folder))


def _of_edition(folder: Path) -> tuple[str, ...]:
    """The schemas that the edition a folder lies in names; paths are relative to its `edition.toml`."""
    edition = nearest_edition(folder)
    return (
        tuple(_schema(edition, name) for name in listed(edition.config.validate, "schema")) if edition else ()
    )


def _schema(edition: Edition, name: str) -> str:
    path = edition.folder / name
    return str(path) if isfile(path) else name


def _run(task: _Task) -> _Found:
    if isinstance(task.data, Diagnostic):
        return _Found((task.data,), {})
    found = validate(task.data, task.file, task.schemas, task.settings, named=task.named)
    return _Found(found, _excerpts(task.data, found or ()))


def _excerpts(data: bytes, diagnostics: Sequence[Diagnostic]) -> Excerpts:
    """The lines that the diagnostics of one file point at."""
    places = {(d.location.file, d.location.line) for d in diagnostics if d.location.line is not None}
    if not places:
        return {}
    # As libxml2 counts lines: of the characters that the file's own declaration makes of its bytes.
    lines = LINE_END.split(decode(without_utf_32(data), declared_encoding(data)))
    return {(file, line): lines[line - 1] for file, line in places if line and line <= len(lines)}
