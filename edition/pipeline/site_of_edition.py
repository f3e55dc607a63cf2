"""The site of an edition: only pages that changed are made again, and what lists them only where it must.

What makes pages is imported where it is needed: a build in which nothing changed has ended before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import Location, UsageError
from edition.pipeline.run import Run
from edition.readers.files import read_bytes
from edition.work.atomic import write_changed
from edition.work.fingerprints import fingerprint
from edition.work.manifest import Parts, Record
from edition.work.stale import BOOKS

Downloads = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Site:
    """Where the site lies, what its pages depend on, and the books that they lead to."""

    out: Path
    parts: Mapping[str, Parts]
    offered: Downloads


def make_site(run: Run, index: bool = True) -> None:
    """Make the pages that changed, then what is made of all of them; without `index`, the search stays as it is."""
    out = run.edition.output / "site"
    run.made.site = out
    offered = _offered(run)
    site = Site(out, _parts(run, offered), offered)
    try:
        if stale := run.stale("page", run.made.documents, site.parts):
            from edition.pipeline.site_making import make_pages

            make_pages(run, site, stale)
        _offer(run, site)
        _whole(run, site, index)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(f"the site cannot be written: {reason}", Location(str(out))) from error


def _parts(run: Run, offered: Downloads) -> Mapping[str, Parts]:
    made = run.made
    names = [document.name for document in made.documents]
    return {
        document.name: run.inputs.page(
            document,
            made.mentioned[document.name],
            names,
            (offered[document.name], document.name in made.changed),
        )
        for document in made.documents
    }


def _whole(run: Run, site: Site, index: bool) -> None:
    """What is made of all documents: assets, pages at the top, the index."""
    records = [record for record in run.manifest.used() if record.step == "page" and record.facts]
    shared = {"settings": run.inputs.site, "version": run.inputs.program}
    names = [document.name for document in run.made.documents]
    documents = fingerprint([(record.name, record.facts["listed"]) for record in records], names)
    words = fingerprint([(record.name, record.facts["words"]) for record in records])
    assets = _current(run, "assets", shared)
    if assets is None:
        from edition.pipeline.site_making import make_assets

        assets = make_assets(run, site, shared)
    top = _current(run, "top", {**shared, "documents": documents})
    if top is None:
        from edition.pipeline.site_making import make_top

        top = make_top(run, site, {**shared, "documents": documents}, records)
    run.works.tell(top.diagnostics)
    if assets.facts["search"] and not index:
        run.manifest.keep("index", "")
    elif assets.facts["search"] and _current(run, "index", {**shared, "words": words}) is None:
        from edition.pipeline.site_making import make_index

        make_index(run, site, {**shared, "words": words}, records)


def _current(run: Run, step: str, parts: Parts) -> Record | None:
    return None if run.clean else run.manifest.current(step, "", parts)


def _offered(run: Run) -> Downloads:
    """The books that each document's pages lead to, as paths in the site: those that are there."""
    kinds = [kind for kind in BOOKS if kind in run.edition.formats]
    return {document.name: tuple(_books(run, document.name, kinds)) for document in run.made.documents}


def _books(run: Run, name: str, kinds: Sequence[str]) -> list[str]:
    there = [kind for kind in kinds if (run.edition.output / kind / f"{name}.{kind}").is_file()]
    return [f"{name}/{name}.{kind}" for kind in there]


def _offer(run: Run, site: Site) -> None:
    """Put the books where the pages lead: into the documents' folders, so that the site stands alone."""
    for name, paths in site.offered.items():
        for path in paths:
            kind = path.rpartition(".")[2]
            book, place = run.edition.output / kind / Path(path).name, site.out / path
            step, parts = f"offer {kind}", {"book": run.inputs.hashes.of(book) or ""}
            if place.parent.is_dir() and (run.clean or run.manifest.current(step, name, parts) is None):
                write_changed(place, read_bytes(book))
                run.manifest.record(step, name, parts, [place])
