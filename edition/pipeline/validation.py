"""TEI files → diagnostics: each held against the schemas that apply to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache
from os.path import isfile, relpath
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostics import Diagnostic, UsageError
from edition.document import LINE_END
from edition.pipeline.fixing import fixed
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.report import Report
from edition.validate import validate
from edition.validate.files import NamedFile, read, tei_files
from edition.validate.selection import Selection, selected
from edition.xml import decode
from edition.xml.encodings import declared_encoding, without_utf_32

# Loaded where they are needed: one file in no edition is checked in the time that these take.
if TYPE_CHECKING:
    from edition.pipeline.editions import Edition
    from edition.readers.files import Source

CONFIG_FILE = "edition.toml"
Excerpts = Mapping[tuple[str, int], str]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a run is asked: the schemas of `--schema`, a phase of Schematron, what is told, whether to mend."""

    schemas: tuple[str, ...] = ()
    phase: str | None = None
    selection: Selection = field(default_factory=Selection)
    mend: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it was and as it is when mended, and how many faults that takes."""

    file: str
    before: bytes
    after: bytes
    number: int


@dataclass(frozen=True, slots=True)
class _Task:
    """One file as a process is given it; `data` is the fault where it cannot be read."""

    file: str
    data: bytes | Diagnostic
    named: bool
    settings: tuple[str, ...]
    wishes: Wishes
    project: Path | None = None

    def judged(self, data: bytes) -> tuple[Diagnostic, ...] | None:
        """All that is wrong with some bytes in this file's place."""
        wishes = self.wishes
        rules = wishes.selection.wants_any("schematron")
        return validate(
            data,
            self.file,
            wishes.schemas,
            self.settings,
            named=self.named,
            phase=wishes.phase,
            rules=rules,
            project=self.project,
        )

    def chosen(self, data: bytes, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """What of it is told."""
        return selected(found, self.wishes.selection, _characters(data)) if found else ()


@dataclass(frozen=True, slots=True)
class _Settings:
    """What `[validate]` of an edition says; `folder` is the edition's, `per_path` has globs from there."""

    folder: Path | None = None
    schemas: tuple[str, ...] = ()
    selection: Selection = field(default_factory=Selection)
    per_path: tuple[tuple[str, Selection], ...] = ()

    def selection_of(self, file: Path) -> Selection:
        """What is told of a file: the edition's, and what each glob adds that fits its path."""
        found = self.selection
        if self.folder is None:
            return found
        inside = Path(relpath(file, self.folder)).as_posix()
        for glob, selection in self.per_path:
            if fnmatchcase(inside, glob):
                found = found.and_also(selection)
        return found


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file has wrong, and the lines at fault; `diagnostics` is `None` where it is none of ours."""

    diagnostics: tuple[Diagnostic, ...] | None
    excerpts: Excerpts
    change: Change | None = None


def validate_paths(
    paths: Sequence[str],
    wishes: Wishes,
    jobs: Callable[[Sequence[Path]], int],
    progress: Progress,
) -> tuple[Report, tuple[Change, ...]]:
    """What `edition validate PATH…` finds in files and folders (`-` is standard input), and what can be mended.

    The report is of the files as they are.
    Raises `UsageError` where nothing can be checked.
    """
    found, faults = tei_files(paths)
    absent = len({fault.location.file for fault in faults})
    settings = cache(_of_edition)
    tasks = (_task(named, settings, wishes) for named in found)
    number = jobs([Path(named.file) for named in found])
    results = stepping(in_order(_run, tasks, number), progress, "validate", len(found))
    excerpts: dict[tuple[str, int], str] = {}
    checked: list[str] = []
    changes: list[Change] = []
    for named, result in zip(found, results, strict=True):
        if result.diagnostics is not None:
            checked.append(named.file)
            faults.extend(result.diagnostics)
            excerpts.update(result.excerpts)
        if result.change is not None:
            changes.append(result.change)
    skipped = len(found) - len(checked)
    if not checked:
        raise UsageError(f"{', '.join(paths)}: {_no_tei(skipped)}")
    # What is said of a schema is said once, and not for each file.
    ordered = tuple(sorted(dict.fromkeys(faults), key=Diagnostic.sort_key))
    # A named file that is not there was looked for: it counts, as a file that is invalid.
    return Report(len(checked) + absent, skipped, ordered, excerpts, tuple(checked)), tuple(changes)


def _no_tei(skipped: int) -> str:
    files = "an XML file that is none" if skipped == 1 else f"{skipped} XML files that are none"
    return f"no TEI here, only {files}"


def validate_documents(
    documents: "Sequence[Source]", jobs: int, progress: Progress
) -> Iterator[tuple[Diagnostic, ...]]:
    """Yield what is wrong with each document of an edition, in their order."""
    named = [NamedFile(str(document.files[0]), True) for document in documents]
    settings = cache(_of_edition)
    tasks = (_task(each, settings, Wishes()) for each in named)
    for result in stepping(in_order(_run, tasks, jobs), progress, "validate", len(named)):
        yield tuple(result.diagnostics or ())


def _task(named: NamedFile, settings: Callable[[Path], _Settings], wishes: Wishes) -> _Task:
    file = Path().absolute() / ("-" if named.file == "-" else named.file)
    said = settings(file.parent)
    wanted = said.selection_of(file).and_also(wishes.selection)
    own = () if wishes.schemas else said.schemas
    project = said.folder or file.parent
    return _Task(named.file, read(named), named.named, own, replace(wishes, selection=wanted), project)


def _of_edition(folder: Path) -> _Settings:
    """What the edition says that a folder lies in; paths of schemas are relative to its `edition.toml`."""
    if not any(isfile(place / CONFIG_FILE) for place in (folder, *folder.absolute().parents)):
        return _Settings()
    from edition.config import listed
    from edition.pipeline.editions import nearest_edition

    edition = nearest_edition(folder)
    if edition is None:
        return _Settings()
    values = edition.config.validate
    schemas = tuple(_schema(edition, name) for name in listed(values, "schema"))
    per_path = values.get("per_path", {})
    assert isinstance(per_path, Mapping)
    globs = tuple((glob, _selection(inner)) for glob, inner in per_path.items())
    return _Settings(edition.folder, schemas, _selection(values), globs)


def _selection(values: Mapping[str, object]) -> Selection:
    from edition.config import listed

    return Selection(listed(values, "select"), listed(values, "ignore"))


def _schema(edition: "Edition", name: str) -> str:
    path = edition.folder / name
    return str(path) if isfile(path) else name


def _run(task: _Task) -> _Found:
    if isinstance(task.data, Diagnostic):
        return _Found((task.data,), {})
    found = task.judged(task.data)
    if found is None:
        return _Found(None, {})
    told = task.chosen(task.data, found)
    change = _change(task, task.data) if task.wishes.mend and any(each.fix for each in told) else None
    return _Found(told, _excerpts(task.data, told), change)


def _change(task: _Task, data: bytes) -> Change | None:
    after = fixed(data, lambda each: task.judged(each) or (), task.chosen)
    return Change(task.file, data, after.data, after.number) if after.number else None


def _excerpts(data: bytes, diagnostics: Sequence[Diagnostic]) -> Excerpts:
    """The lines that the diagnostics of one file point at."""
    places = {(d.location.file, d.location.line) for d in diagnostics if d.location.line is not None}
    if not places:
        return {}
    # As libxml2 counts lines: of the characters that the file's own declaration makes of its bytes.
    lines = LINE_END.split(_characters(data))
    return {(file, line): lines[line - 1] for file, line in places if line and line <= len(lines)}


def _characters(data: bytes) -> str:
    return decode(without_utf_32(data), declared_encoding(data))
