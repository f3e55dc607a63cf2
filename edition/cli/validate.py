"""`edition validate`: TEI files → diagnostics."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import everywhere, jobs
from edition.cli.watching import again
from edition.diagnostics import EditionError, Severity, UsageError
from edition.pipeline.fixing import difference, rewrite
from edition.pipeline.validation import Change, Wishes, validate_paths
from edition.pipeline.workers import jobs_for
from edition.report import FORMATS, Report, Style
from edition.report.codes import is_pattern, known_code, nearest_code
from edition.validate.selection import Selection
from edition.work.atomic import write_whole


def explained(context: click.Context, option: click.Parameter, name: str | None) -> None:
    """Print what a code means, and leave."""
    if name is None:
        return
    code = known_code(name)
    if code is None:
        raise click.BadParameter(_no_code(name))
    click.echo(code.explained(), nl=False)
    context.exit()


def codes(context: click.Context, option: click.Parameter, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of codes or rooms as they were given; wrong usage where one is none."""
    for name in names:
        if not is_pattern(name):
            raise click.BadParameter(_no_code(name))
    return names


def _no_code(name: str) -> str:
    near = nearest_code(name)
    return f"{name} is no code" + (f": did you mean {near}?" if near else "; docs/codes.md lists them")


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--explain",
    metavar="CODE",
    is_eager=True,
    expose_value=False,
    callback=explained,
    help="Say what a code means, with an example, and do no more.",
)
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="FILE|NAME|none",
    help="Check against this schema, whatever the files name; may be given again.",
)
@click.option(
    "--phase",
    metavar="NAME",
    help="The phase of a Schematron schema, or #ALL.  [default: what xml-model says, else the schema's own]",
)
@click.option(
    "--select", multiple=True, metavar="CODE", callback=codes, help="Tell only this code, or room of codes."
)
@click.option(
    "--ignore", multiple=True, metavar="CODE", callback=codes, help="Leave out this code, or room of codes."
)
@click.option(
    "--max-diagnostics",
    "most",
    type=click.IntRange(min=0),
    metavar="N",
    help="Report no more than N; all are counted.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report to FILE instead of standard output.",
)
@click.option("--fix", is_flag=True, help="Mend in the files what is beyond doubt; report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@jobs
@everywhere
def command(
    paths: tuple[str, ...],
    schemas: tuple[str, ...],
    phase: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    most: int | None,
    strict: bool,
    format_name: str,
    output: Path | None,
    fix: bool,
    diff: bool,
    watch: bool,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check TEI files against their schemas; exit 1 if any has an error.

    PATH is a file, a folder searched for *.xml, or - for standard input. The schema is the first of
    --schema, the file's xml-model instructions, [validate] schema of edition.toml, and ours where
    edition wrote the file.
    """
    if fix and "-" in paths:
        raise UsageError("standard input cannot be fixed where it is: --diff shows what would change")
    messages = Messages(quiet, verbose)
    wishes = Wishes(schemas, phase, Selection(select, ignore), fix or diff)

    def validated(wishes: Wishes) -> tuple[Report, tuple[Change, ...]]:
        with messages.progress() as progress:
            return validate_paths(paths, wishes, lambda files: jobs_for(files, jobs), progress)

    def once() -> Report:
        report, changes = validated(wishes)
        if diff:
            _show(changes, messages)
        if fix and changes:
            _write(changes, messages)
            report, _ = validated(replace(wishes, mend=False))
        if output or not diff:
            _tell(report, format_name, output, quiet, strict, most)
        return report

    if not watch:
        raise SystemExit(once().status(strict))
    if "-" in paths:
        raise UsageError("standard input cannot be watched")
    again(paths, schemas, lambda: _whatever_comes(once, messages))


def _whatever_comes(check: Callable[[], Report], messages: Messages) -> None:
    """Check; what cannot be done now, such as by a schema that is being edited, may be done at the next save."""
    try:
        check()
    except EditionError as error:
        messages.note(f"edition: {error}")
    messages.note("watching; Ctrl-C ends it")


def _show(changes: Sequence[Change], messages: Messages) -> None:
    for change in changes:
        told = difference(change.file, change.before, change.after)
        click.echo(told.encode("utf-8", "surrogateescape"), nl=False)
    number = sum(change.number for change in changes)
    messages.note(f"{counted(number, 'fault')} in {counted(len(changes), 'file')} can be mended by --fix")


def _write(changes: Sequence[Change], messages: Messages) -> None:
    written = [change for change in changes if rewrite(change.file, change.before, change.after)]
    for change in changes:
        if change not in written:
            messages.note(f"{change.file}: it changed meanwhile and was left alone")
    number = sum(change.number for change in written)
    messages.note(f"{counted(number, 'fault')} mended in {counted(len(written), 'file')}")


def _tell(
    report: Report, format_name: str, output: Path | None, quiet: bool, strict: bool, most: int | None
) -> None:
    shown = _shown(report, quiet and not strict and format_name == "text").limited(most)
    text = FORMATS[format_name](shown, _style(output, quiet))
    # A file's name may hold bytes that are no UTF-8: they go out as they came in.
    data = text.encode("utf-8", "surrogateescape")
    if output:
        write_whole(output, data)
    else:
        click.echo(data, nl=False)


def _shown(report: Report, only_errors: bool) -> Report:
    if not only_errors:
        return report
    errors = tuple(d for d in report.diagnostics if d.severity is Severity.ERROR)
    return Report(report.files, report.skipped, errors, report.excerpts, report.names)


def _style(output: Path | None, quiet: bool) -> Style:
    colour = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Style(colour=colour, summary=not quiet)
