"""What a person reads while a command works: faults, a progress bar, one line at the end."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from edition.diagnostics import Diagnostic, Severity
from edition.pipeline.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

# So many warnings of the same words are shown, the rest counted.
_SHOWN_ALIKE = 3

NEW_LINE, UNSHOWN = "\n", "\ufffd"

# Red only for what is wrong.
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def sentence(diagnostic: Diagnostic) -> str:
    """A fault as a line, its remedy below: `letters/004.xml:81:7: error: …   code`."""
    severity = click.style(f"{diagnostic.severity}:", fg=_COLOURS[diagnostic.severity])
    code = click.style(diagnostic.code, dim=True)
    place = _clean(str(diagnostic.location)).replace(NEW_LINE, UNSHOWN)
    line = f"{place}: {severity} {_clean(diagnostic.message)}   {code}"
    return f"{line}\n  = help: {_clean(diagnostic.help)}" if diagnostic.help else line


def _clean(text: str) -> str:
    """The text without what would steer a terminal, and writable in any encoding."""
    return "".join(c if c.isprintable() or c == NEW_LINE else UNSHOWN for c in text)


class Messages:
    """Says what is found, as loud as asked; counts errors and warnings."""

    def __init__(self, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.errors = 0
        self.warnings = 0
        self._bar: _RichProgress | None = None
        self._told: set[Diagnostic] = set()
        self._alike: Counter[str] = Counter()
        self._folded: Counter[str] = Counter()

    def tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Write faults to standard error: errors always, information only when asked for.

        A fault is told once: validating, rendering and printing an ill-formed file find the same.
        """
        for diagnostic in diagnostics:
            if diagnostic in self._told:
                continue
            self._told.add(diagnostic)
            self.errors += diagnostic.severity is Severity.ERROR
            self.warnings += diagnostic.severity is Severity.WARNING
            if self._is_shown(diagnostic.severity) and not self._is_folded(diagnostic):
                self._write(sentence(diagnostic))

    def note(self, line: str) -> None:
        """Write a line to standard error, unless quiet."""
        if not self.quiet:
            self._write(line)

    def detail(self, line: str) -> None:
        """Write a line to standard error, if verbose."""
        if self.verbose:
            self._write(line)

    def summary(self, line: str) -> None:
        """Write what came of it to standard output, unless quiet; before it, how much was folded."""
        for code, number in sorted(self._folded.items()):
            self.note(f"and {counted(number, 'file')} more: {code} (--verbose names them)")
        self._folded.clear()
        if not self.quiet:
            click.echo(line)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar on a terminal, nothing elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            yield Silent()
            return
        with _RichProgress() as bar:
            self._bar = bar
            try:
                yield bar
            finally:
                self._bar = None

    def _is_shown(self, severity: Severity) -> bool:
        if severity is Severity.ERROR:
            return True
        return self.verbose or (severity is Severity.WARNING and not self.quiet)

    def _is_folded(self, diagnostic: Diagnostic) -> bool:
        # One cause, such as a date that nobody set, would fill the screen with a warning for each file.
        if diagnostic.severity is not Severity.WARNING or self.verbose:
            return False
        self._alike[diagnostic.message] += 1
        folded = self._alike[diagnostic.message] > _SHOWN_ALIKE
        if folded:
            self._folded[diagnostic.code] += 1
        return folded

    def _write(self, line: str) -> None:
        if self._bar:
            self._bar.write(line)
        else:
            click.echo(line, err=True)


class _RichProgress:
    """A bar on standard error that lines are written above."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (
            TextColumn("{task.description:<8}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        self._bar: Bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> "_RichProgress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, stage: str, steps: int) -> None:
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(stage, total=steps)

    def step(self) -> None:
        if self._task is not None:
            self._bar.advance(self._task)

    def write(self, line: str) -> None:
        from rich.text import Text

        # NO_COLOR keeps rich from colours, not from dimming.
        line = click.unstyle(line) if os.environ.get("NO_COLOR") else line
        self._bar.console.print(Text.from_ansi(line), soft_wrap=True)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 page`, `12 pages`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
