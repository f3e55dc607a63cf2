"""`edition convert`: text files → TEI files."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import everywhere, jobs, output_folder, paths
from edition.diagnostics import UsageError
from edition.pipeline.conversion import OnEdited, Outcome, convert_sources, left_alone
from edition.pipeline.editions import settings_finder
from edition.pipeline.workers import jobs_for
from edition.readers.files import named_sources, shown
from edition.readers.names import refuse_names
from edition.work.tei_files import Hand


@click.command("convert")
@paths("sources", "SOURCE...")
@output_folder("NAME.xml of each document")
@click.option("--each", is_flag=True, help="Walk folders: every .txt or .md file in them is a document.")
@click.option("--force", is_flag=True, help="Move an edited file to NAME.edited-N.xml and write anew.")
@click.option(
    "--merge",
    is_flag=True,
    help="Merge an edited file with what the converter makes now; OUT/.base/ keeps that.",
)
@jobs
@everywhere
def command(
    sources: tuple[Path, ...],
    output: Path,
    each: bool,
    force: bool,
    merge: bool,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Convert sources to TEI: OUT/NAME.xml for each document.

    A file is a document; a folder is one document of its page files, in natural order, or with
    --each a document for every text file below it. A TEI file that was edited by hand, or that no
    converter wrote, is left alone and named.
    """
    if force and merge:
        raise UsageError("--force takes the place of an edited file, --merge keeps it: give one of them")
    on_edited = OnEdited.MERGE if merge else OnEdited.ASIDE if force else OnEdited.LEAVE
    messages = Messages(quiet, verbose)
    documents, missing = named_sources(sources, each)
    refuse_names((source.name, shown(source.files[0])) for source in documents)
    settings_of = settings_finder(output)
    messages.tell(missing)
    written = pages = 0
    with messages.progress() as progress:
        number = jobs_for((file for source in documents for file in source.files), jobs)
        for outcome in convert_sources(documents, output, settings_of, number, progress, on_edited):
            _tell(outcome, messages, on_edited)
            written += outcome.written
            pages += outcome.pages if outcome.written else 0
    messages.summary(_summary(written, len(documents) - written, pages, output))
    raise SystemExit(1 if messages.errors else 0)


def _tell(outcome: Outcome, messages: Messages, on_edited: OnEdited) -> None:
    messages.tell((*outcome.diagnostics, *outcome.changes))
    if outcome.aside:
        messages.note(f"{shown(outcome.tei)}: moved to {shown(outcome.aside.name)}")
    elif outcome.merged:
        messages.note(f"{shown(outcome.tei)}: edited by hand, merged with what the converter finds now")
    elif on_edited is OnEdited.LEAVE and (fault := left_alone(outcome)):
        messages.tell([fault])
    elif on_edited is OnEdited.MERGE and outcome.hand in (Hand.EDITED, Hand.EDITOR):
        messages.detail(f"{shown(outcome.tei)}: edited by hand, nothing new to merge")
    if outcome.written:
        messages.detail(f"{shown(outcome.tei)}: {counted(outcome.pages, 'page')}")


def _summary(written: int, others: int, pages: int, output: Path) -> str:
    line = f"{counted(written, 'document')} converted, {counted(pages, 'page')}: {shown(output)}"
    return f"{line}; {others} not" if others else line
