"""Pages of a site that are due: each document's, those at the top, the index; recorded as they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from edition.diagnostics import Diagnostic
from edition.pipeline.rendering import CHANGED, rendered, site_settings
from edition.pipeline.run import Run
from edition.pipeline.site_of_edition import Site
from edition.readers.files import Source
from edition.site import RenderedDocument, SiteSettings
from edition.site.build import light, of_the_whole, write_assets, write_document, write_index, write_top
from edition.work.fingerprints import fingerprint
from edition.work.keepsakes import keep, kept_again
from edition.work.manifest import Parts, Record

Kept = TypeVar("Kept")

_LIGHT, _WORDS = "documents", "words"


def make_pages(run: Run, site: Site, documents: Sequence[Source]) -> None:
    """Make the pages of some documents."""
    results = rendered(
        documents, site.out, _settings(run), run.works.jobs_for(documents), run.works.progress,
        site.offered, dict.fromkeys(run.made.changed, CHANGED),
    )  # fmt: skip
    for document, result in zip(documents, results, strict=True):
        found = result if isinstance(result, tuple) else result.diagnostics
        found = tuple(sorted(found, key=Diagnostic.sort_key))
        run.works.tell(found)
        files, facts = _written(run, result, site.out)
        run.manifest.record("page", document.name, site.parts[document.name], files, found, facts)


def _written(
    run: Run, result: RenderedDocument | tuple[Diagnostic, ...], out: Path
) -> tuple[tuple[Path, ...], Mapping[str, object]]:
    """The files of a document's pages, and what the site as a whole needs to know of them."""
    if isinstance(result, tuple) or not result.pages:
        return (), {}
    folder, name = run.manifest.folder, result.name
    files = write_document(result, out)
    summary = replace(light(result), findables=())
    kept = (keep(folder, _LIGHT, name, summary), keep(folder, _WORDS, name, result.findables))
    return (*files, *kept), {"words": fingerprint(result.findables), "listed": fingerprint(summary)}


def make_assets(run: Run, site: Site, parts: Parts) -> Record:
    """What all pages share."""
    settings = _settings(run)
    written = write_assets(settings, site.out)
    return run.manifest.record("assets", "", parts, written, facts={"search": settings.search})


def make_top(run: Run, site: Site, parts: Parts, records: Sequence[Record]) -> Record:
    """The pages at the top, and what is to be said of the site as a whole."""
    run.works.progress.begin("contents", 0)
    settings = _settings(run)
    documents = list(_again(run, site, records, _LIGHT, RenderedDocument).values())
    written = write_top(documents, settings, site.out)
    found = tuple(of_the_whole(len(documents), settings, site.out))
    return run.manifest.record("top", "", parts, written, found)


def make_index(run: Run, site: Site, parts: Parts, records: Sequence[Record]) -> Record:
    """The search index."""
    run.works.progress.begin("index", 0)
    pages = _again(run, site, records, _WORDS, tuple)
    return run.manifest.record("index", "", parts, write_index(pages, _settings(run), site.out))


def _again(
    run: Run, site: Site, records: Sequence[Record], kind: str, form: type[Kept]
) -> Mapping[str, Kept]:
    """What was kept of each document; where it cannot be read, its pages are made again."""
    folder = run.manifest.folder
    found = {record.name: kept_again(folder, kind, record.name, form) for record in records}
    lost = {name for name, kept in found.items() if kept is None}
    if lost:
        make_pages(run, site, [document for document in run.made.documents if document.name in lost])
        found |= {name: kept_again(folder, kind, name, form) for name in lost}
    again = {name: kept for name, kept in found.items() if kept is not None}
    assert len(again) == len(records), "what was kept just now must be plain data of ours"
    return again


def _settings(run: Run) -> SiteSettings:
    names = tuple(document.name for document in run.made.documents)
    return replace(site_settings(run.edition), documents=names)
