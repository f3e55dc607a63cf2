"""`edition build`: an edition → TEI, site and books."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import PATH, everywhere, jobs
from edition.pipeline.build import build
from edition.pipeline.editions import TEI, Edition, load_edition
from edition.pipeline.run import Build, Works
from edition.readers.files import shown


@click.command("build")
@click.argument("folder", metavar="[DIR]", default=".", type=PATH)
@click.option(
    "--clean", is_flag=True, help="Make all anew, and take away what edition.toml asks for no more."
)
@jobs
@everywhere
def command(folder: Path, clean: bool, jobs: int | None, quiet: bool, verbose: bool) -> None:
    """Convert, validate, render and print the edition in DIR (default: here).

    TEI goes to DIR/tei, where editors work: what they edited stays, and what the converter finds now
    comes in where they touched nothing; what both changed is named. Site and books
    go to DIR/build, or where edition.toml says.
    """
    messages = Messages(quiet, verbose)
    edition = load_edition(folder)
    with messages.progress() as progress:
        made = build(edition, Works(jobs, progress, messages.tell), clean)
    _tell_hands(made, messages)
    for line in _summary(edition, made, messages):
        messages.summary(line)
    raise SystemExit(1 if messages.errors else 0)


def _tell_hands(made: Build, messages: Messages) -> None:
    if made.edited:
        messages.note(f"edited by hand, kept as they are: {', '.join(made.edited)}")
    if made.merged:
        messages.note(f"edited by hand, merged with what the converter finds now: {', '.join(made.merged)}")
    if made.removed:
        messages.note(f"their sources are gone, nobody edited them, removed: {', '.join(made.removed)}")


def _summary(edition: Edition, made: Build, messages: Messages) -> list[str]:
    """What an editor wants to know at the end: how much, how sure, how sound, and where it is."""
    faults = f"{counted(messages.errors, 'error')}, {counted(messages.warnings, 'warning')}"
    size = f"{counted(len(made.documents), 'document')}, {counted(made.pages, 'page')}"
    lines = [f"{size}, {counted(made.doubts, 'doubt')}; {faults}", f"TEI:  {shown(edition.folder / TEI)}"]
    if made.site:
        lines.append(f"site: open {shown(made.site / 'index.html')}")
    for kind, label in (("pdf", "PDF: "), ("epub", "EPUB:")):
        if made.books[kind]:
            lines.append(f"{label} {shown(edition.output / kind)}")
    return lines
