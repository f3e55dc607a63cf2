"""`edition verify`: the certificate of a build against the files."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import PATH, everywhere
from edition.pipeline.editions import output_of
from edition.work.certificate import verify


@click.command("verify")
@click.argument("folder", metavar="[DIR]", default=".", type=PATH)
@everywhere
def command(folder: Path, quiet: bool, verbose: bool) -> None:
    """Hold the certificate of a build against the files: 1 where something was altered, 2 where there is none.

    DIR is an edition, or a folder that what it made was taken to.
    """
    messages = Messages(quiet, verbose)
    messages.tell(verify(*output_of(folder)))
    found = counted(messages.errors, "file was", "files were") + " altered or gone"
    messages.summary(found if messages.errors else "all files are as the build left them")
    raise SystemExit(1 if messages.errors else 0)
