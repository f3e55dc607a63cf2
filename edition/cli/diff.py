"""`edition diff`: what a build would change in `tei/`."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import PATH, everywhere, jobs
from edition.pipeline.editions import load_edition
from edition.pipeline.prospects import changes
from edition.pipeline.run import Works

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command("diff")
@click.argument("folder", metavar="[DIR]", default=".", type=PATH)
@jobs
@everywhere
def command(folder: Path, jobs: int | None, quiet: bool, verbose: bool) -> None:
    """Show what a build would change in DIR/tei, as a unified diff; nothing is written.

    What editors made is merged as the build would merge it; conflicts that it would find are named,
    with exit status 1.
    """
    messages = Messages(quiet, verbose)
    number = 0
    with messages.progress() as progress:
        for change in changes(load_edition(folder), Works(jobs, progress, messages.tell)):
            messages.tell(change.diagnostics)
            lines = list(change.lines())
            number += bool(lines)
            for line in lines:
                click.echo(click.style(line, fg=_COLOURS.get(line[:1])) if line[:1] in _COLOURS else line)
    messages.note(f"a build would change {counted(number, 'file')}")
    raise SystemExit(1 if messages.errors else 0)
