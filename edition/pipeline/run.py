"""One run of a build: what it works with, what was made before, what it has come to so far."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity
from edition.pipeline.editions import Edition
from edition.pipeline.inputs import Inputs, Mentioned
from edition.pipeline.progress import Progress
from edition.readers.files import Source, shown
from edition.work.manifest import Manifest, Parts

Tell = Callable[[Iterable[Diagnostic]], None]


@dataclass(slots=True)
class Build:
    """What a build came to, counted as it goes."""

    pages: int = 0
    doubts: int = 0
    documents: tuple[Source, ...] = ()
    edited: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    removed: list[str] = field(default_factory=list)
    site: Path | None = None
    books: Counter[str] = field(default_factory=Counter)
    mentioned: dict[str, Mentioned] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Works:
    """With what a build works: how many processes, where it shows its progress, whom it tells of faults."""

    jobs: int | None
    progress: Progress
    tell: Tell

    def jobs_for(self, documents: Iterable[Source]) -> int:
        """How many processes these documents are worth."""
        from edition.pipeline.workers import jobs_for

        return jobs_for((file for document in documents for file in document.files), self.jobs)


class Haste(Enum):
    """How much a build makes: all, the pages and their index, or the pages alone; the rest stays as it is."""

    NONE = auto()
    NO_BOOKS = auto()
    NO_INDEX = auto()


@dataclass(frozen=True, slots=True)
class Run:
    """An edition being built: the records of what was made before, and what each step depends on."""

    edition: Edition
    works: Works
    manifest: Manifest
    inputs: Inputs
    made: Build
    clean: bool = False
    haste: Haste = Haste.NONE

    def stale(self, step: str, documents: Iterable[Source], parts: Mapping[str, Parts]) -> tuple[Source, ...]:
        """The documents for which a step must be done; what was found of the others is told again."""
        stale = []
        for document in documents:
            record = None if self.clean else self.manifest.current(step, document.name, parts[document.name])
            if record is None:
                self.say_why(step, document, parts[document.name])
                stale.append(document)
            else:
                self.works.tell(record.diagnostics)
        return tuple(stale)

    def say_why(self, step: str, document: Source, parts: Parts) -> None:
        """Tell, to whom it interests, why something is made again."""
        why = "all is made anew" if self.clean else self.manifest.why(step, document.name, parts)
        place = Location(shown(document.files[0]))
        self.works.tell([Diagnostic(Severity.INFO, place, "build/made", f"{step}: {why or 'to be made'}")])
