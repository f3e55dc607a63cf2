"""An edition → its TEI, its site, its books: every stage in order."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from os.path import isfile
from pathlib import Path

import regex

from edition.diagnostics import Diagnostic, Location, Severity, SourceError, UsageError
from edition.pipeline.conversion import OnEdited, Outcome, convert_sources
from edition.pipeline.editions import SCHEMAS, SOURCES, TEI, Edition
from edition.pipeline.epubs import epub_settings, pack_documents
from edition.pipeline.new_edition import lay_schemas
from edition.pipeline.printing import book_settings, print_documents
from edition.pipeline.progress import Progress
from edition.pipeline.rendering import render_documents, site_settings
from edition.pipeline.tei_documents import documents_below
from edition.pipeline.validation import validate_documents
from edition.pipeline.workers import jobs_for
from edition.readers.files import Source, edition_sources, read_bytes, shown
from edition.readers.names import refuse_names
from edition.render.phrases import N_
from edition.work.atomic import make_folder, write_changed
from edition.work.stale import BOOKS, clear_books, clear_stale
from edition.work.tei_files import Hand, base_of, hand_of_file
from edition.xml import parse

Tell = Callable[[Iterable[Diagnostic]], None]
Downloads = Mapping[str, tuple[str, ...]]

# What this version makes of TEI: a key of `[build] formats`, a folder of the output.
MADE = ("site", *BOOKS)

CHANGED = N_(
    "The text of this document was changed by hand, and is not that of its source: the change is not marked."
)

# `memo.edited-1.xml`: what `convert --force` moved out of the way; a copy to look at, no document.
_SET_ASIDE = regex.compile(r"\.edited-\d+\Z")


@dataclass(frozen=True, slots=True)
class Materials:
    """What an edition is made of: sources, the editors' own TEI, and TEI whose source is gone."""

    sources: tuple[Source, ...]
    own: tuple[Source, ...]
    orphans: tuple[Source, ...]


@dataclass(slots=True)
class Build:
    """What a build came to, counted as it goes."""

    pages: int = 0
    doubts: int = 0
    documents: tuple[Source, ...] = ()
    edited: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    notices: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    site: Path | None = None
    books: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Works:
    """With what a build works: how many processes, where it shows its progress, whom it tells of faults."""

    jobs: int | None
    progress: Progress
    tell: Tell

    def jobs_for(self, documents: Iterable[Source]) -> int:
        """How many processes these documents are worth."""
        return jobs_for((file for document in documents for file in document.files), self.jobs)


def build(edition: Edition, works: Works, clean: bool = False) -> Build:
    """What a build of the edition came to; its files are written, its faults told as they are found.

    Pages and books of documents that are no more are taken away; with `clean`, also what the settings
    ask for no more. Raises `UsageError`, with nothing written, where there is nothing to build, two
    documents have one name, or the output cannot be written.
    """
    materials = gather(edition.folder)
    works.tell(edition.warnings)
    works.tell(edition.globs_of_nothing((*materials.sources, *materials.own, *materials.orphans)))
    _make_folders(edition)
    made = Build()
    _convert(edition, materials, made, works)
    _drop_orphans(materials, made, works)
    made.documents = _documents(edition.folder)
    _count(made)
    works.tell(validate_documents(made.documents, works.jobs_for(made.documents), works.progress))
    if "site" in edition.formats:
        works.tell(_render(edition, made, works, _offered(edition, made)))
    if "pdf" in edition.formats:
        _print(edition, made, works)
    if "epub" in edition.formats:
        _pack(edition, made, works)
    if made.site:
        _offer(edition, made, works)
    _clear(edition, made, clean)
    return made


def _make_folders(edition: Edition) -> None:
    """Make every folder that is written to, so that nothing is where one of them cannot be."""
    for folder in (edition.folder / TEI, edition.output, *(edition.output / name for name in _made(edition))):
        make_folder(folder)
    lay_schemas(edition.folder)


def _made(edition: Edition) -> list[str]:
    return [name for name in MADE if name in edition.formats]


def _clear(edition: Edition, made: Build, clean: bool) -> None:
    """Take away what documents that are no more left behind, so that a later build equals a clean one."""
    names = {document.name for document in made.documents}
    clear_stale(edition.output, names, made.removed)
    for kind in BOOKS:
        if clean and kind not in edition.formats:
            clear_books(edition.output, names, (kind,))


def gather(folder: Path) -> Materials:
    """What the edition in a folder is made of. Raises `UsageError` where that is nothing, or names clash."""
    sources = edition_sources(folder / SOURCES)
    names = {source.name for source in sources}
    others = [tei for tei in _documents(folder) if tei.name not in names]
    hands = {tei: hand_of_file(tei.files[0]) for tei in others}
    refuse_names((document.name, shown(document.files[0])) for document in (*sources, *others))
    if not sources and not others:
        where = f"{shown(folder / SOURCES)} and {shown(folder / TEI)}"
        raise UsageError(f"nothing to build: no .txt or .md file and no TEI in {where}")
    own = tuple(tei for tei in others if hands[tei] is Hand.EDITOR)
    return Materials(tuple(sources), own, tuple(tei for tei in others if tei not in own))


def _documents(folder: Path) -> tuple[Source, ...]:
    """The TEI files that belong to an edition."""
    found = documents_below(folder / TEI)
    return tuple(tei for tei in found if not _SET_ASIDE.search(tei.files[0].stem))


def _convert(edition: Edition, materials: Materials, made: Build, works: Works) -> None:
    tei = edition.folder / TEI
    outcomes = convert_sources(
        materials.sources,
        tei,
        lambda source: edition.settings(source, f"../{SCHEMAS}"),
        works.jobs_for(materials.sources),
        works.progress,
        OnEdited.MERGE,
    )
    for outcome in outcomes:
        works.tell(outcome.diagnostics)
        if outcome.written:
            works.tell([_converted(outcome)])
        if outcome.hand in (Hand.EDITED, Hand.EDITOR):
            (made.merged if outcome.merged else made.edited).append(outcome.source.name)
            works.tell(outcome.changes)
        if outcome.changes:
            made.notices[outcome.source.name] = CHANGED


def _converted(outcome: Outcome) -> Diagnostic:
    message = f"converted: pages {outcome.pages}, doubts {outcome.doubts}"
    return Diagnostic(Severity.INFO, Location(shown(outcome.tei)), "build/converted", message)


def _drop_orphans(materials: Materials, made: Build, works: Works) -> None:
    """Remove TEI whose source is gone, where nobody edited it and a build of this edition made it.

    What was converted elsewhere has nothing in `.base/`: the file may be all that there is of it.
    """
    for orphan in materials.orphans:
        file = orphan.files[0]
        if not isfile(base_of(file)):
            works.tell([_from_elsewhere(file)])
        elif hand_of_file(file) is Hand.CONVERTER:
            for gone in (file, base_of(file)):
                with suppress(FileNotFoundError):
                    gone.unlink()
            made.removed.append(orphan.name)
        else:
            works.tell([_orphan(file)])


def _orphan(file: Path) -> Diagnostic:
    message = "its source is gone; it is kept, for it was edited by hand"
    remedy = "put the source back, or delete the file if it is no longer wanted"
    return Diagnostic(Severity.WARNING, Location(shown(file)), "work/orphan", message, remedy)


def _from_elsewhere(file: Path) -> Diagnostic:
    message = "edition converted it, but not here, and its source is not in sources/; it is kept as it is"
    remedy = f"put its source into {SOURCES}/ under the same name if it is to be converted again"
    return Diagnostic(Severity.WARNING, Location(shown(file)), "work/orphan", message, remedy)


def _count(made: Build) -> None:
    """Count pages and doubtful places in the TEI as it stands, whoever wrote it."""
    for document in made.documents:
        with suppress(SourceError):
            root = parse(read_bytes(document.files[0]), shown(document.files[0])).root
            made.pages += sum(1 for _ in root.iter("{*}pb"))
            made.doubts += sum(element.get("cert", "high") != "high" for element in root.iter("{*}*"))


def _render(edition: Edition, made: Build, works: Works, downloads: Downloads) -> tuple[Diagnostic, ...]:
    made.site = edition.output / "site"
    settings, jobs = site_settings(edition), works.jobs_for(made.documents)
    return render_documents(
        made.documents, made.site, settings, jobs, works.progress, downloads, made.notices
    )


def _print(edition: Edition, made: Build, works: Works) -> None:
    settings = book_settings(edition.config, edition.folder)
    output, jobs = edition.output / "pdf", works.jobs_for(made.documents)
    for printed in print_documents(made.documents, output, settings, jobs, works.progress):
        works.tell(printed.diagnostics)
        made.books["pdf"] += printed.book is not None


def _pack(edition: Edition, made: Build, works: Works) -> None:
    settings = epub_settings(edition.config, edition.folder)
    output, jobs = edition.output / "epub", works.jobs_for(made.documents)
    for packed in pack_documents(made.documents, output, settings, jobs, works.progress):
        works.tell(packed.diagnostics)
        made.books["epub"] += packed.book is not None


def _offer(edition: Edition, made: Build, works: Works) -> None:
    """Put the books where the pages lead: into the documents' folders, so that the site stands alone."""
    assert made.site is not None
    offered = _offered(edition, made)
    there: dict[str, tuple[str, ...]] = {}
    for document in made.documents:
        for path in offered.get(document.name, ()):
            book, place = edition.output / path.rpartition(".")[2] / Path(path).name, made.site / path
            if book.is_file() and place.parent.is_dir():
                write_changed(place, read_bytes(book))
        there[document.name] = tuple(p for p in offered.get(document.name, ()) if (made.site / p).is_file())
    if there != offered:
        # Pages were made before it was known that a book is missing: they must not lead to it.
        _render(edition, made, works, there)


def _offered(edition: Edition, made: Build) -> Downloads:
    """The books that each document's pages lead to, as paths in the site."""
    kinds = [kind for kind in BOOKS if kind in edition.formats]
    return {
        document.name: tuple(f"{document.name}/{document.name}.{kind}" for kind in kinds)
        for document in made.documents
    }
