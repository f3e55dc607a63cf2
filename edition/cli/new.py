"""`edition new`: an empty folder → a working edition."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import PATH, everywhere
from edition.pipeline.new_edition import counts, lay_down
from edition.readers.files import shown


@click.command("new")
@click.argument("folder", metavar="DIR", type=PATH)
@click.option(
    "--from",
    "origins",
    multiple=True,
    metavar="PATH",
    type=PATH,
    help="Copy sources or TEI from here, a file or a folder; may be given again.",
)
@everywhere
def command(folder: Path, origins: tuple[Path, ...], quiet: bool, verbose: bool) -> None:
    """Lay down a working edition in DIR, an empty or absent folder.

    It holds edition.toml, sources/ (a small example unless --from), tei/, schemas/ and a README.
    """
    lay_down(folder, origins)
    found = counts(folder)
    held = f"{counted(found['sources'], 'source')}, {counted(found['TEI files'], 'TEI file')}"
    Messages(quiet, verbose).summary(
        f"{shown(folder)}: an edition of {held}; next: edition build {shown(folder)}"
    )
