"""`edition pdf`: TEI files → PDF files."""

from dataclasses import replace
from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import everywhere, jobs, output_folder, paths
from edition.config import Config
from edition.pipeline.editions import nearest_edition
from edition.pipeline.printing import book_settings, print_documents
from edition.pipeline.tei_documents import named_documents
from edition.pipeline.workers import jobs_for
from edition.readers.files import shown
from edition.readers.names import refuse_names


@click.command("pdf")
@paths("tei", "TEI...")
@output_folder("NAME.pdf of each document")
@click.option("--system-fonts", is_flag=True, help="Use this machine's fonts too; bytes then depend on it.")
@click.option("--allow-missing", is_flag=True, help="Print [U+6F22] for a character that no font has.")
@jobs
@everywhere
def command(
    tei: tuple[Path, ...],
    output: Path,
    system_fonts: bool,
    allow_missing: bool,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Print TEI files as PDF: OUT/NAME.pdf for each document.

    TEI is a file, or a folder searched for *.xml. The PDF is accessible (PDF/UA-1), fit for
    archives (PDF/A-3a), and carries the TEI it was made of.
    """
    messages = Messages(quiet, verbose)
    documents, missing = named_documents(tei, output)
    refuse_names((document.name, shown(document.files[0])) for document in documents)
    edition = nearest_edition(documents[0].files[0].absolute().parent)
    settings = book_settings(edition.config if edition else Config(), edition.folder if edition else None)
    settings = replace(
        settings,
        system_fonts=system_fonts or settings.system_fonts,
        allow_missing=allow_missing,
    )
    messages.tell(missing)
    made = 0
    number = jobs_for((document.files[0] for document in documents), jobs)
    with messages.progress() as progress:
        for printed in print_documents(documents, output, settings, number, progress):
            messages.tell(printed.diagnostics)
            made += printed.book is not None
    others = len(documents) - made
    messages.summary(f"{counted(made, 'PDF')}: {shown(output)}" + (f"; {others} not" if others else ""))
    raise SystemExit(1 if messages.errors else 0)
