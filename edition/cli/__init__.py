"""The command `edition`: its commands by name, each loaded when it is called."""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from signal import SIGTERM, signal
from typing import Any

import click

from edition import __version__
from edition.diagnostics import EditionError, UsageError

# Their short help stands here, so that `edition --help` imports none of them.
COMMANDS: Mapping[str, str] = {
    "new": "Lay down a working edition in an empty folder.",
    "build": "Make TEI, site and books of an edition.",
    "convert": "Convert sources to TEI.",
    "validate": "Check TEI files against schemas.",
    "schema": "List, add and show schemas known by name.",
    "render": "Make a static site of TEI files.",
    "pdf": "Print TEI files as PDF.",
    "epub": "Make EPUBs of TEI files.",
    "explain": "Explain the mark-up of a line of a source.",
    "rules": "Count how often each rule fired, and show places of it.",
    "serve": "Show the site on this machine, built again at each save.",
    "status": "Tell what is edited, stale, orphaned or in conflict.",
    "diff": "Show what a build would change in tei/.",
    "adopt": "Let an orphaned TEI file go on as another source's.",
    "verify": "Hold the certificate of a build against the files.",
    "redactions": "List what TEI files withhold, with totals.",
}


class Commands(click.Group):
    """A group whose commands are modules of this package, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of an editor's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"edition.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a wrong name is told the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
            ctx.fail(f"There is no command {args[0]!r}; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, written without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """What the command returns; an `EditionError` becomes a sentence and an exit status."""
        # click leaves colours out where there is no terminal, but does not know NO_COLOR.
        ctx.color = False if os.environ.get("NO_COLOR") else ctx.color
        try:
            return super().invoke(ctx)
        except EditionError as error:
            _tell(error)
            ctx.exit(2 if isinstance(error, UsageError) else 1)


def _tell(error: EditionError) -> None:
    """Write what stopped the work, each fault that is behind it first."""
    faults = getattr(error, "diagnostics", ())
    if faults:
        from edition.cli.messages import sentence

        for fault in faults:
            click.echo(sentence(fault), err=True)
    click.echo(f"edition: {error}", err=True)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="edition")
def group() -> None:
    """Make scholarly editions in TEI: from the OCR of records to valid TEI, a site and books."""


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    # Asked to end, clear up first: half a file beside its place would stay otherwise.
    signal(SIGTERM, lambda number, frame: sys.exit(128 + number))
    group.main(prog_name="edition")
