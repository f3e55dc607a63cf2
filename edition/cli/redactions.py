"""`edition redactions`: TEI files → the ledger of what they withhold."""

import shutil
import sys
from pathlib import Path

import click

from edition.cli.messages import Messages
from edition.cli.options import everywhere, jobs, paths
from edition.ledger import FORMATS, Entry
from edition.pipeline.ledger import withheld
from edition.pipeline.tei_documents import named_documents
from edition.pipeline.workers import jobs_for

_PIPED_WIDTH = 80


@click.command("redactions")
@paths("tei", "PATH...")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(list(FORMATS)),
    default="table",
    show_default=True,
    help="A table to read, CSV with one row a withheld span, or JSON with all totals.",
)
@jobs
@everywhere
def command(tei: tuple[Path, ...], format_name: str, jobs: int | None, quiet: bool, verbose: bool) -> None:
    """List what TEI files withhold: every gap with reason "redacted".

    Each span with its document, page, line of the TEI file, how much it is, exemption codes and the
    words that stand in its place; then totals by document, unit and code. What has an upper bound
    alone, or nothing, is counted and not added up. PATH is a file, or a folder searched for *.xml;
    anyone's TEI will do.
    """
    messages = Messages(quiet, verbose)
    documents, missing = named_documents(tei)
    messages.tell(missing)
    number = jobs_for((document.files[0] for document in documents), jobs)
    found: list[Entry] = []
    with messages.progress() as progress:
        for entries, faults in withheld(documents, number, progress):
            messages.tell(faults)
            found.extend(entries)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPED_WIDTH
    data = FORMATS[format_name](found, width).encode("utf-8", "replace")
    click.echo(data, nl=False)
    raise SystemExit(1 if messages.errors else 0)
