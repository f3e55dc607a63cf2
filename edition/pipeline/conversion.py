"""Sources → TEI files: read, convert, and write what may be written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.convert import Result, convert
from edition.diagnostics import Diagnostic, Location, Severity, SourceError
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_parts, shown, unreadable
from edition.settings import Settings, SourcePart
from edition.work.atomic import make_folder, refuse_folder, write_changed
from edition.work.tei_files import BASE, Hand, base_of, hand_of_file, set_aside

SettingsOf = Callable[[Source], Settings]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: the TEI that stands in its place now, whose it is, and what was found.

    `hand` is `Hand.ABSENT` where there is no TEI; `aside` is where a file in the way was moved to;
    `written` says whether the converter's TEI stands there now.
    """

    source: Source
    tei: Path
    hand: Hand
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    aside: Path | None = None
    written: bool = False
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class _Task:
    """One conversion as a process is given it; `faults` say why there is nothing to convert."""

    name: str
    parts: tuple[SourcePart, ...]
    settings: Settings
    faults: tuple[Diagnostic, ...] = ()


def convert_sources(
    sources: Sequence[Source],
    output: Path,
    settings_of: SettingsOf,
    jobs: int,
    progress: Progress,
    *,
    force: bool = False,
    keep_base: bool = False,
) -> Iterator[Outcome]:
    """Yield what became of each source, in order, its TEI written to `output/NAME.xml`.

    A file a hand has been in stays as it is, unless `force`: then it is moved aside first. With
    `keep_base` what the converter wrote is also kept in `.base/`. A source that cannot be read, or
    that the conversion would lose of, leaves its old TEI in place. Raises `OutputError`.
    """
    settings = {source.name: settings_of(source) for source in sources}
    make_folder(output)
    for source in sources:
        refuse_folder(tei_of(output, source))
    if keep_base:
        make_folder(output / BASE)
    hands = {source.name: hand_of_file(tei_of(output, source)) for source in sources}
    free = [s for s in sources if force or hands[s.name] in (Hand.ABSENT, Hand.CONVERTER)]
    tasks = (_task(source, settings[source.name]) for source in free)
    results = in_order(_run, tasks, jobs)
    for source in stepping(sources, progress, "convert", len(sources)):
        hand, file = hands[source.name], tei_of(output, source)
        if hand in (Hand.ABSENT, Hand.CONVERTER) or force:
            yield _written(source, file, hand, next(results), keep_base)
        else:
            yield Outcome(source, file, hand)


def tei_of(output: Path, source: Source) -> Path:
    """Where the TEI of a source lies."""
    return output / f"{source.name}.xml"


def _task(source: Source, settings: Settings) -> _Task:
    try:
        return _Task(source.name, read_parts(source), settings)
    except SourceError as error:
        return _Task(source.name, (), settings, unreadable(error, source.path))


def _run(task: _Task) -> Result:
    if task.faults:
        return Result(task.name, None, task.faults, 0)
    return convert(task.name, task.parts, task.settings)


def _written(source: Source, file: Path, hand: Hand, result: Result, keep_base: bool) -> Outcome:
    if result.tei is None:
        return Outcome(source, file, hand, result.pages, result.diagnostics)
    aside = set_aside(file) if hand in (Hand.EDITED, Hand.EDITOR) else None
    if keep_base:
        write_changed(base_of(file), result.tei)
    write_changed(file, result.tei)
    return Outcome(source, file, Hand.CONVERTER, result.pages, result.diagnostics, aside, True, result.doubts)


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
