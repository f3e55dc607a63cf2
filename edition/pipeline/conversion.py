"""Sources → TEI files: read, convert, and write what may be written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

from edition.diagnostics import Diagnostic, Location, Severity, SourceError
from edition.pipeline.progress import Progress, stepping
from edition.readers.files import Source, read_bytes, read_parts, shown, unreadable
from edition.settings import Settings, SourcePart
from edition.work.atomic import make_folder, refuse_folder, write_changed
from edition.work.conflicts import kept, read_conflicts, sealed_anew, still_open, write_conflicts
from edition.work.tei_files import BASE, Hand, base_of, bytes_of, hand_of_file, set_aside
from edition.xml import parse

if TYPE_CHECKING:
    from edition.convert import Result
    from edition.work.merge import Merge

# The converter and the merge are imported where they are needed: a build in which nothing changed
# has ended before they would be loaded.

SettingsOf = Callable[[Source], Settings]


class OnEdited(StrEnum):
    """What is done about a TEI file that a hand has been in."""

    LEAVE = "leave"  # it stays, and is named
    ASIDE = "aside"  # it is moved aside, and the converter's takes its place
    MERGE = "merge"  # three ways, with what the converter wrote last in `.base/`


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the TEI that stands in its place now, whose it is, and what was found.

    `hand` is `Hand.ABSENT` where there is no TEI; `aside` is where a file in the way was moved to;
    `written` says whether the converter's TEI stands there now, `merged` whether its findings came into
    an edited one; `changes` are places where an edited text differs from its source without saying so;
    `base` is the SHA-256 of what the converter made, where it is kept.
    """

    source: Source
    tei: Path
    hand: Hand
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    aside: Path | None = None
    written: bool = False
    doubts: int = 0
    merged: bool = False
    changes: tuple[Diagnostic, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class _Task:
    """One conversion as a process is given it; `faults` say why there is nothing to convert.

    `edited` and `base` are the TEI that a hand has been in and what the converter wrote last.
    """

    name: str
    parts: tuple[SourcePart, ...]
    settings: Settings
    faults: tuple[Diagnostic, ...] = ()
    file: str = ""
    edited: bytes | None = None
    base: bytes | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process gives back: the converter's TEI, and what came of the merge where there was one."""

    result: "Result"
    merge: "Merge | None" = None
    changes: tuple[Diagnostic, ...] = ()


def convert_sources(
    sources: Sequence[Source],
    output: Path,
    settings_of: SettingsOf,
    jobs: int,
    progress: Progress,
    on_edited: OnEdited = OnEdited.LEAVE,
) -> Iterator[Outcome]:
    """Yield what became of each source, in order, its TEI written to `output/NAME.xml`.

    With `OnEdited.MERGE` what the converter made is also kept in `.base/`. A source that cannot be
    read, or that the conversion would lose of, leaves its old TEI in place. Raises `OutputError`.
    """
    settings = {source.name: settings_of(source) for source in sources}
    make_folder(output)
    for source in sources:
        refuse_folder(tei_of(output, source))
    if on_edited is OnEdited.MERGE:
        make_folder(output / BASE)
    for prospect in prospects(
        sources, output, lambda source: settings[source.name], jobs, progress, on_edited
    ):
        source, file, hand, done = prospect.source, prospect.tei, prospect.hand, prospect.done
        if done is None:
            yield Outcome(source, file, hand, changes=_changes(source, file, on_edited))
        elif hand is Hand.EDITED and on_edited is OnEdited.MERGE:
            yield _merged(source, file, done)
        else:
            yield _written(source, file, hand, done.result, on_edited)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would become of one source; `done` is none where a file is left alone."""

    source: Source
    tei: Path
    hand: Hand
    done: _Done | None

    def after(self, before: bytes | None) -> bytes | None:
        """The TEI that would stand, given the one that does."""
        if self.done is None or self.done.result.tei is None:
            return before
        if self.hand is Hand.EDITED:
            return self.done.merge.tei if self.done.merge else before
        return self.done.result.tei

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What would be told: faults of the source, conflicts that the merge finds."""
        if self.done is None:
            return ()
        merge = self.done.merge
        if merge is None or not merge.conflicts:
            return self.done.result.diagnostics
        root = parse(merge.tei, shown(self.tei)).root
        conflicts = (each.diagnostic(shown(self.tei), root) for each in kept(merge.conflicts, root))
        return (*self.done.result.diagnostics, *conflicts)


def prospects(
    sources: Sequence[Source],
    output: Path,
    settings_of: SettingsOf,
    jobs: int,
    progress: Progress,
    on_edited: OnEdited,
) -> Iterator[Prospect]:
    """Yield what would become of each source, in order; nothing is written."""
    hands = {source.name: hand_of_file(tei_of(output, source)) for source in sources}
    converted = [source for source in sources if _is_converted(hands[source.name], on_edited)]
    tasks = (
        _task(source, settings_of(source), tei_of(output, source), hands[source.name], on_edited)
        for source in converted
    )
    results = _results(tasks, jobs if converted else 0)
    for source in stepping(sources, progress, "convert", len(sources)):
        hand, file = hands[source.name], tei_of(output, source)
        yield Prospect(source, file, hand, next(results) if _is_converted(hand, on_edited) else None)


def _results(tasks: Iterable[_Task], jobs: int) -> Iterator[_Done]:
    if not jobs:
        return iter(())
    from edition.pipeline.workers import in_order

    return in_order(_run, tasks, jobs)


def _changes(source: Source, file: Path, on_edited: OnEdited) -> tuple[Diagnostic, ...]:
    from edition.pipeline.edited import text_changes

    return text_changes(source, file) if on_edited is OnEdited.MERGE else ()


def tei_of(output: Path, source: Source) -> Path:
    """Where the TEI of a source lies."""
    return output / f"{source.name}.xml"


def _is_converted(hand: Hand, on_edited: OnEdited) -> bool:
    if hand is Hand.EDITED:
        return on_edited is not OnEdited.LEAVE
    return hand is not Hand.EDITOR or on_edited is OnEdited.ASIDE


def _task(source: Source, settings: Settings, file: Path, hand: Hand, on_edited: OnEdited) -> _Task:
    try:
        task = _Task(source.name, read_parts(source), settings, (), shown(file))
        if hand is Hand.EDITED and on_edited is OnEdited.MERGE:
            task = replace(task, edited=read_bytes(file), base=bytes_of(base_of(file)))
        return task
    except SourceError as error:
        return _Task(source.name, (), settings, unreadable(error, source.path))


def _run(task: _Task) -> _Done:
    from edition.convert import Result, convert
    from edition.pipeline.edited import changes_of
    from edition.work.merge import merge as merge_three

    if task.faults:
        return _Done(Result(task.name, None, task.faults, 0))
    result = convert(task.name, task.parts, task.settings)
    if task.edited is None or result.tei is None:
        return _Done(result)
    try:
        merge = (
            merge_three(task.base, task.edited, result.tei, file=task.file) if task.base is not None else None
        )
    except SourceError as error:
        return _Done(replace(result, diagnostics=(*result.diagnostics, *unreadable(error, task.file))))
    standing = merge.tei if merge else task.edited
    return _Done(result, merge, changes_of(task.name, task.parts, task.file, standing))


def _written(source: Source, file: Path, hand: Hand, result: "Result", on_edited: OnEdited) -> Outcome:
    if result.tei is None:
        return Outcome(source, file, hand, result.pages, result.diagnostics)
    aside = set_aside(file) if hand in (Hand.EDITED, Hand.EDITOR) else None
    write_changed(file, result.tei)
    if on_edited is OnEdited.MERGE:
        write_changed(base_of(file), result.tei)
        write_conflicts(file, ())
    made = Outcome(source, file, Hand.CONVERTER, result.pages, result.diagnostics, aside, True, result.doubts)
    return replace(made, base=_sha(result.tei))


def _merged(source: Source, file: Path, done: _Done) -> Outcome:
    """What became of a source whose TEI was edited; the base is written last, so that a merge cut off
    on the way is done again, and not taken for what the editor wants."""
    result, merge = done.result, done.merge
    found = [*result.diagnostics]
    if result.tei is None or (merge is None and isfile(base_of(file))):
        return Outcome(source, file, Hand.EDITED, result.pages, tuple(found), changes=done.changes)
    if merge is None:
        # Nobody knows what the converter made then; where the text is still the source's, what it makes
        # now will do from now on: all that differs is taken for the editor's.
        if not done.changes:
            write_changed(base_of(file), result.tei)
        found.append(_without_base(file, bool(done.changes)))
        return Outcome(source, file, Hand.EDITED, result.pages, tuple(found), changes=done.changes)
    before = read_bytes(file)
    faults = _keep(file, before, merge)
    changed = write_changed(file, merge.tei)
    write_changed(base_of(file), result.tei)
    return Outcome(
        source, file, Hand.EDITED, result.pages, (*found, *faults), merged=changed, changes=done.changes,
        base=_sha(result.tei),
    )  # fmt: skip


def _sha(data: bytes) -> str:
    return sha256(data).hexdigest()


def open_conflicts(file: Path) -> tuple[Diagnostic, ...]:
    """The conflicts of a TEI file that nobody has decided yet; none where it is no XML."""
    conflicts = read_conflicts(file)
    try:
        root = parse(read_bytes(file), shown(file)).root if conflicts else None
    except SourceError:
        return ()
    if root is None:
        return ()
    return tuple(each.diagnostic(shown(file), root) for each in still_open(conflicts, root))


def _keep(file: Path, before: bytes, merge: "Merge") -> tuple[Diagnostic, ...]:
    """The faults of all conflicts that are open once a merge is written; they are kept beside its base."""
    root = parse(merge.tei, shown(file)).root
    old = still_open(read_conflicts(file), parse(before, shown(file)).root)
    conflicts = tuple(dict.fromkeys((*sealed_anew(old, root), *kept(merge.conflicts, root))))
    write_conflicts(file, conflicts)
    return tuple(conflict.diagnostic(shown(file), root) for conflict in conflicts)


def _without_base(file: Path, differs: bool) -> Diagnostic:
    message = "edited by hand, and there is no base in .base/ to merge with: it is left as it is"
    remedy = (
        "its text differs from its source: mend that, and the next build takes today's conversion as its base"
        if differs
        else "from now on today's conversion is its base, and what is found later comes in"
    )
    return Diagnostic(Severity.WARNING, Location(shown(file)), "work/no-base", message, remedy)


def left_alone(outcome: Outcome) -> Diagnostic | None:
    """The fault that `convert` names where it did not write over a hand's work; none where it wrote."""
    if outcome.hand is Hand.EDITED:
        reason, code = "was edited by hand since it was converted", "output/edited"
    elif outcome.hand is Hand.EDITOR:
        reason, code = "was not written by the converter", "output/not-ours"
    else:
        return None
    remedy = f"--force moves it to {outcome.tei.stem}.edited-1.xml (or the next number) and writes anew"
    message = f"{reason}; left as it is"
    return Diagnostic(Severity.ERROR, Location(shown(outcome.tei)), code, message, remedy)
