"""`edition render`: TEI files → a static site."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import everywhere, jobs, output_folder, paths
from edition.diagnostics import Severity
from edition.pipeline.editions import nearest_edition
from edition.pipeline.rendering import render_documents, site_settings
from edition.pipeline.tei_documents import named_documents
from edition.pipeline.workers import jobs_for
from edition.readers.files import shown
from edition.readers.names import refuse_names


@click.command("render")
@paths("tei", "TEI...")
@output_folder("the site")
@click.option("--no-search", is_flag=True, help="Make no search page and no index for it.")
@jobs
@everywhere
def command(
    tei: tuple[Path, ...], output: Path, no_search: bool, jobs: int | None, quiet: bool, verbose: bool
) -> None:
    """Make a static site of TEI files: OUT/index.html, OUT/NAME/ for each document.

    TEI is a file, or a folder searched for *.xml. The site needs no server and no script.
    """
    messages = Messages(quiet, verbose)
    documents, missing = named_documents(tei, output)
    refuse_names((document.name, shown(document.files[0])) for document in documents)
    edition = nearest_edition(documents[0].files[0].absolute().parent)
    settings = site_settings(edition, search=not no_search)
    messages.tell(missing)
    number = jobs_for((document.files[0] for document in documents), jobs)
    with messages.progress() as progress:
        found = render_documents(documents, output, settings, number, progress)
    messages.tell(found)
    failed = {fault.location.file for fault in found if fault.severity is Severity.ERROR}
    made = len(documents) - sum(shown(document.files[0]) in failed for document in documents)
    where = f"open {shown(output / 'index.html')}" if made else "none could be rendered"
    messages.summary(f"{counted(made, 'document')}: {where}")
    raise SystemExit(1 if messages.errors else 0)
