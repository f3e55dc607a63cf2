"""`edition epub`: TEI files → EPUB files."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import everywhere, jobs, output_folder, paths
from edition.config import Config
from edition.pipeline.editions import nearest_edition
from edition.pipeline.epubs import epub_settings, pack_documents
from edition.pipeline.tei_documents import named_documents
from edition.pipeline.workers import jobs_for
from edition.readers.files import shown
from edition.readers.names import refuse_names


@click.command("epub")
@paths("tei", "TEI...")
@output_folder("NAME.epub of each document")
@jobs
@everywhere
def command(tei: tuple[Path, ...], output: Path, jobs: int | None, quiet: bool, verbose: bool) -> None:
    """Make EPUBs of TEI files: OUT/NAME.epub for each document.

    TEI is a file, or a folder searched for *.xml. The EPUB has the text and the notes of the PDF, a list
    of the source's pages, and says how accessible it is; it runs no script.
    """
    messages = Messages(quiet, verbose)
    documents, missing = named_documents(tei, output)
    refuse_names((document.name, shown(document.files[0])) for document in documents)
    edition = nearest_edition(documents[0].files[0].absolute().parent)
    settings = epub_settings(edition.config if edition else Config(), edition.folder if edition else None)
    messages.tell(missing)
    made = 0
    number = jobs_for((document.files[0] for document in documents), jobs)
    with messages.progress() as progress:
        for packed in pack_documents(documents, output, settings, number, progress):
            messages.tell(packed.diagnostics)
            made += packed.book is not None
    others = len(documents) - made
    messages.summary(f"{counted(made, 'EPUB')}: {shown(output)}" + (f"; {others} not" if others else ""))
    raise SystemExit(1 if messages.errors else 0)
