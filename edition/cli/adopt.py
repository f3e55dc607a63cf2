"""`edition adopt`: an orphaned TEI goes on as another source's."""

from pathlib import Path

import click

from edition.cli.messages import Messages
from edition.cli.options import PATH, everywhere
from edition.pipeline.adopting import adopt
from edition.readers.files import shown


@click.command("adopt")
@click.argument("old", metavar="OLD", type=PATH)
@click.argument("new", metavar="NEW", type=PATH)
@everywhere
def command(old: Path, new: Path, quiet: bool, verbose: bool) -> None:
    """Let the TEI file OLD, whose source is gone, go on as the TEI of the source NEW.

    Both are paths or names. What the converter last wrote goes with it, so that the next build merges
    what was edited with what it finds in the source now.
    """
    messages = Messages(quiet, verbose)
    before, after = adopt(old, new)
    messages.summary(f"{shown(before)} is now {shown(after)}; the next build merges it with its source")
