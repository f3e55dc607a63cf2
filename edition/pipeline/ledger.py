"""TEI files → the ledger of what they withhold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import Diagnostic, SourceError
from edition.ledger import Entry, entries
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.xml import parse


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    file: Path


def withheld(
    documents: Sequence[Source], jobs: int, progress: Progress
) -> Iterator[tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]]:
    """Yield each document's entries, in order, or the faults for which it has none."""
    tasks = (_Task(document.name, document.files[0]) for document in documents)
    yield from stepping(in_order(_run, tasks, jobs), progress, "read", len(documents))


def _run(task: _Task) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    try:
        parsed = parse(read_bytes(task.file), shown(task.file))
    except SourceError as error:
        return (), unreadable(error, task.file)
    return tuple(entries(task.name, parsed)), parsed.diagnostics
