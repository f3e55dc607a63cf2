"""An edition → its TEI, its site, its books: every stage in order, and only what changed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from edition.diagnostics import Diagnostic, Location, Severity, SourceError, UsageError
from edition.pipeline.certifying import certify
from edition.pipeline.conversion import OnEdited, Outcome, convert_sources, open_conflicts, tei_of
from edition.pipeline.editions import SCHEMAS, SOURCES, TEI, Edition
from edition.pipeline.inputs import Inputs, Mentioned, mentioned
from edition.pipeline.new_edition import lay_schemas
from edition.pipeline.run import Build, Haste, Run, Works
from edition.pipeline.site_of_edition import make_site
from edition.pipeline.tei_documents import documents_below
from edition.readers.files import Source, edition_sources, read_bytes, shown
from edition.readers.names import refuse_names
from edition.work.atomic import make_folder
from edition.work.conflicts import conflicts_file
from edition.work.fingerprints import Hashes
from edition.work.lock import only_one
from edition.work.manifest import FOLDER, Manifest, Parts
from edition.work.stale import BOOKS, clear_left_over, clear_stale, remove
from edition.work.tei_files import Hand, base_of, hand_of_file
from edition.xml import parse

if TYPE_CHECKING:
    from edition.pipeline.books import Bound

# What this version makes of TEI: a key of `[build] formats`, a folder of the output.
MADE = ("site", *BOOKS)

# What the edition adds to a text. Source: encoding manual, "The two laws".
_ADDED = frozenset("corr reg expan ex figDesc supplied".split())

# `memo.edited-1.xml`: what `convert --force` moved out of the way; a copy to look at, no document.
_SET_ASIDE = regex.compile(r"\.edited-\d+\Z")


@dataclass(frozen=True, slots=True)
class Materials:
    """What an edition is made of: sources, the editors' own TEI, and TEI whose source is gone."""

    sources: tuple[Source, ...]
    own: tuple[Source, ...]
    orphans: tuple[Source, ...]


def build(edition: Edition, works: Works, clean: bool = False, haste: Haste = Haste.NONE) -> Build:
    """What a build of the edition came to; its files are written, its faults told as they are found.

    What was made by an earlier build and depends on nothing that changed stays as it is, unless `clean`.
    What is made of documents that are no more, or asked for no more, is taken away. Raises `UsageError`,
    with nothing written, where there is nothing to build, two documents have one name, somebody else
    builds the edition, or the output cannot be written.
    """
    materials = gather(edition.folder)
    _make_folders(edition)
    with only_one(edition.folder / FOLDER):
        hashes = Hashes(edition.folder / FOLDER / "hashes.json")
        manifest = Manifest(edition.folder, hashes.of)
        run = Run(edition, works, manifest, Inputs(edition, hashes), Build(), clean, haste)
        try:
            if manifest.was_cut_off:
                clear_left_over(edition.folder / TEI, edition.output, edition.folder / FOLDER)
            manifest.begin()
            _make(run, materials)
        finally:
            hashes.save()
        manifest.finish()
    return run.made


def _make(run: Run, materials: Materials) -> None:
    edition, made = run.edition, run.made
    run.works.tell(edition.warnings)
    run.works.tell(edition.globs_of_nothing((*materials.sources, *materials.own, *materials.orphans)))
    _convert(run, materials)
    _drop_orphans(run, materials)
    made.documents = _documents(edition.folder)
    _read(run)
    _validate(run)
    for kind in BOOKS:
        if kind in edition.formats:
            _bind(run, kind)
    if "site" in edition.formats:
        make_site(run, index=run.haste is not Haste.NO_INDEX)
    clear_stale(edition.output, {document.name for document in made.documents}, made.removed)
    remove(run.manifest.orphaned(), edition.output)
    certify(run, materials.sources)


def _make_folders(edition: Edition) -> None:
    """Make every folder that is written to, so that nothing is where one of them cannot be."""
    made = [edition.output / name for name in MADE if name in edition.formats]
    for folder in (edition.folder / TEI, edition.output, *made):
        make_folder(folder)
    lay_schemas(edition.folder)


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


def _convert(run: Run, materials: Materials) -> None:
    """Convert what changed; of the rest, tell again what was found."""
    edition, works, tei = run.edition, run.works, run.edition.folder / TEI
    settings = {source.name: edition.settings(source, f"../{SCHEMAS}") for source in materials.sources}
    parts = {
        source.name: run.inputs.conversion(source, settings[source.name]) for source in materials.sources
    }
    current = {
        source.name: outcome
        for source in materials.sources
        if (outcome := _standing(run, source, tei_of(tei, source), parts[source.name]))
    }
    stale = tuple(source for source in materials.sources if source.name not in current)
    for source in stale:
        run.say_why("convert", source, parts[source.name])
    outcomes = convert_sources(
        stale,
        tei,
        lambda source: settings[source.name],
        works.jobs_for(stale),
        works.progress,
        OnEdited.MERGE,
    )
    for source in materials.sources:
        outcome = current.get(source.name) or next(outcomes)
        _take(run, outcome, parts[source.name])


def _standing(run: Run, source: Source, file: Path, parts: Parts) -> Outcome | None:
    """What stands for a source that need not be converted again; none where it must."""
    record = None if run.clean else run.manifest.current("convert", source.name, parts)
    base = base_of(file)
    if record is None or not isfile(file) or run.inputs.hashes.of(base) != record.facts["base"]:
        return None
    pages, doubts = (int(str(record.facts[each])) for each in ("pages", "doubts"))
    outcome = Outcome(source, file, Hand.CONVERTER, pages, record.diagnostics, doubts=doubts)
    if run.inputs.hashes.of(file) == record.facts["base"]:
        return outcome
    edited = run.inputs.edited(source, file, base)
    known = run.manifest.current("edited", source.name, edited)
    if known is None:
        from edition.pipeline.edited import text_changes

        hand = hand_of_file(file)
        changes = text_changes(source, file) if hand is not Hand.CONVERTER else ()
        known = run.manifest.record("edited", source.name, edited, (), changes, {"hand": hand.value})
    if known.facts["hand"] == Hand.CONVERTER:
        return None  # another version of what a converter wrote: it is written anew
    found = (*record.diagnostics, *(open_conflicts(file) if isfile(conflicts_file(file)) else ()))
    return Outcome(
        source, file, Hand(str(known.facts["hand"])), pages, found, doubts=doubts, changes=known.diagnostics
    )


def _take(run: Run, outcome: Outcome, parts: Parts) -> None:
    """Tell what became of a source, and keep it in the records."""
    name, made = outcome.source.name, run.made
    run.works.tell((*outcome.diagnostics, *outcome.changes))
    if outcome.written:
        run.works.tell([_converted(outcome)])
    if outcome.hand in (Hand.EDITED, Hand.EDITOR):
        (made.merged if outcome.merged else made.edited).append(name)
    if outcome.changes:
        made.changed.add(name)
    if outcome.base is not None:
        # Conflicts are kept beside the base, and told from there.
        found = [each for each in outcome.diagnostics if each.code != "work/conflict"]
        facts = {"base": outcome.base, "pages": outcome.pages, "doubts": outcome.doubts}
        run.manifest.record("convert", name, parts, (), found, facts)


def _converted(outcome: Outcome) -> Diagnostic:
    message = f"converted: pages {outcome.pages}, doubts {outcome.doubts}"
    return Diagnostic(Severity.INFO, Location(shown(outcome.tei)), "build/converted", message)


def _drop_orphans(run: Run, materials: Materials) -> None:
    """Remove TEI whose source is gone, where nobody edited it and a build of this edition made it.

    What was converted elsewhere has nothing in `.base/`: the file may be all that there is of it.
    """
    for orphan in materials.orphans:
        file = orphan.files[0]
        if not isfile(base_of(file)):
            run.works.tell([_from_elsewhere(file)])
        elif hand_of_file(file) is Hand.CONVERTER:
            for gone in (file, base_of(file), conflicts_file(file)):
                with suppress(FileNotFoundError):
                    gone.unlink()
            run.made.removed.append(orphan.name)
        else:
            run.works.tell([_orphan(run, file, materials.sources)])


def _orphan(run: Run, file: Path, sources: Sequence[Source]) -> Diagnostic:
    from edition.pipeline.adopting import adopters

    message = "its source is gone; it is kept, for it was edited by hand"
    fitting = adopters(run.edition, file, sources)
    remedy = "put the source back, or delete the file if it is no longer wanted"
    if fitting:
        remedy = f"its text is that of {fitting[0]}, which takes it on by: edition adopt {shown(file)} {fitting[0]}"
    return Diagnostic(Severity.WARNING, Location(shown(file)), "work/orphan", message, remedy)


def _from_elsewhere(file: Path) -> Diagnostic:
    message = "edition converted it, but not here, and its source is not in sources/; it is kept as it is"
    remedy = f"put its source into {SOURCES}/ under the same name if it is to be converted again"
    return Diagnostic(Severity.WARNING, Location(shown(file)), "work/orphan", message, remedy)


def _read(run: Run) -> None:
    """Count pages and doubtful places in the TEI as it stands, whoever wrote it, and see what else it names."""
    for document in run.made.documents:
        parts = run.inputs.tei(document)
        record = None if run.clean else run.manifest.current("read", document.name, parts)
        record = record or run.manifest.record("read", document.name, parts, facts=_facts(document))
        run.made.pages += int(str(record.facts["pages"]))
        run.made.doubts += int(str(record.facts["doubts"]))
        named = (record.facts["addresses"], record.facts["neighbours"])
        run.made.mentioned[document.name] = Mentioned(*(tuple(map(str, each)) for each in named))  # type: ignore[call-overload]


def _facts(document: Source) -> Mapping[str, object]:
    """What is counted in one TEI file, and what it names; the same for one that cannot be read."""
    pages = doubts = 0
    added: Counter[str] = Counter()
    certainty: Counter[str] = Counter()
    named, readable = Mentioned((), ()), False
    with suppress(SourceError):
        data = read_bytes(document.files[0])
        named = mentioned(data)
        root = parse(data, shown(document.files[0])).root
        readable = True
        for element in root.iter("{*}*"):
            name, cert = str(element.tag).rpartition("}")[2], element.get("cert")
            pages += name == "pb"
            doubts += cert is not None and cert != "high"
            if name in _ADDED or element.get("type") == "editor":
                added[name] += 1
            if cert is not None:
                certainty[cert] += 1
    facts = {"pages": pages, "doubts": doubts, "added": dict(added), "certainty": dict(certainty)}
    return {**facts, "readable": readable, **{key: list(value) for key, value in asdict(named).items()}}


def _validate(run: Run) -> None:
    documents, works = run.made.documents, run.works
    parts = {
        each.name: run.inputs.validation(each, run.made.mentioned[each.name], documents) for each in documents
    }
    stale = run.stale("validate", documents, parts)
    if not stale:
        return
    from edition.pipeline.validation import validate_documents

    for document, found in zip(
        stale, validate_documents(stale, works.jobs_for(stale), works.progress), strict=True
    ):
        works.tell(found)
        run.manifest.record("validate", document.name, parts[document.name], (), found)


def _bind(run: Run, kind: str) -> None:
    """Make the books of one kind; one that cannot be made leaves its old book in place."""
    output, documents = run.edition.output / kind, run.made.documents
    if run.haste is not Haste.NONE:
        for each in documents:
            run.manifest.keep(kind, each.name)
        return
    parts = {each.name: run.inputs.book(each, run.made.mentioned[each.name]) for each in documents}
    stale = run.stale(kind, documents, parts)
    for bound in _bound(run, kind, stale) if stale else ():
        run.works.tell(bound.diagnostics)
        name = bound.source.name
        there = [book] if (book := output / f"{name}.{kind}").is_file() else []
        run.manifest.record(kind, name, parts[name], there, bound.diagnostics)
    run.made.books[kind] = sum((output / f"{each.name}.{kind}").is_file() for each in documents)


def _bound(run: Run, kind: str, documents: Sequence[Source]) -> "Iterator[Bound]":
    # The rooms that make books are large: they are entered only where a book is due.
    from edition.pipeline.epubs import epub_settings, pack_documents
    from edition.pipeline.printing import book_settings, print_documents

    edition, works = run.edition, run.works
    make, settings = (print_documents, book_settings) if kind == "pdf" else (pack_documents, epub_settings)
    told = settings(edition.config, edition.folder)
    return make(documents, edition.output / kind, told, works.jobs_for(documents), works.progress)
