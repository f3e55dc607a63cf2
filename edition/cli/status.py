"""`edition status`: where each TEI file of an edition stands."""

from pathlib import Path

import click

from edition.cli.messages import Messages, counted
from edition.cli.options import PATH, everywhere
from edition.pipeline.editions import load_edition
from edition.pipeline.standing import Standing, standings
from edition.readers.files import shown
from edition.work.tei_files import Hand


@click.command("status")
@click.argument("folder", metavar="[DIR]", default=".", type=PATH)
@everywhere
def command(folder: Path, quiet: bool, verbose: bool) -> None:
    """Tell what in DIR/tei is edited, stale, orphaned or in conflict; nothing is written.

    Stale is what the next build converts again, and why; --verbose lists the files that are as they
    should be, too. Exit status 1 where a conflict is open or a file cannot be read.
    """
    messages = Messages(quiet, verbose)
    found = list(standings(load_edition(folder)))
    for each in found:
        words = _words(each)
        if words or verbose:
            messages.summary(f"{shown(each.tei)}: {'; '.join(words) or 'as converted'}")
        messages.tell(each.faults)
    messages.summary(_total(found))
    raise SystemExit(1 if messages.errors else 0)


def _words(each: Standing) -> list[str]:
    words = []
    if each.is_orphan:
        words.append("orphaned, its source is gone")
    if each.hand is Hand.EDITED:
        words.append("edited" if each.has_base else "edited, and without a base to merge with")
    elif each.hand is Hand.EDITOR:
        words.append("an editor's own")
    if each.stale:
        words.append(f"stale ({each.stale})")
    if each.broken:
        words.append("cannot be read")
    if each.conflicts:
        words.append(counted(len(each.conflicts), "conflict"))
    words.extend(f"fits {source}: edition adopt {shown(each.tei)} {source}" for source in each.adopters[:1])
    return words


def _total(found: list[Standing]) -> str:
    edited = sum(each.hand is Hand.EDITED for each in found)
    stale, orphans = sum(bool(each.stale) for each in found), sum(each.is_orphan for each in found)
    conflicts = sum(len(each.conflicts) for each in found)
    return (
        f"{counted(len(found), 'document')}: {edited} edited, {stale} stale, {counted(orphans, 'orphan')}, "
        f"{counted(conflicts, 'conflict')}"
    )
