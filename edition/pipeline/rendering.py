"""TEI files → a static site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from edition.config import Config, listed
from edition.diagnostics import Diagnostic, SourceError
from edition.pipeline.editions import Edition
from edition.pipeline.progress import Progress, stepping
from edition.pipeline.workers import in_order
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.render.phrases import N_
from edition.site import RenderedDocument, SiteSettings, build_site, render_document
from edition.site.look import AS_SHIPPED, Look
from edition.site.search import searchable
from edition.work.atomic import make_folder
from edition.work.tei_files import bytes_of

CHANGED = N_(
    "The text of this document was changed by hand, and is not that of its source: the change is not marked."
)
STALE = N_(
    "This page is out of date: its TEI file cannot be read at present, and what you see was made of the last one"
    " that could."
)


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    file: str
    tei: bytes
    settings: SiteSettings
    downloads: tuple[str, ...]
    notice: str | None = None
    last: bytes | None = None
    faults: tuple[Diagnostic, ...] = ()


def site_settings(edition: Edition | None, search: bool = True) -> SiteSettings:
    """What a site is told by `[edition]` and `[site]`; a site of no edition is told nothing."""
    config = edition.config if edition else Config()
    keys = ("title", "publisher", "licence", "language", "base_url", "date")
    said = {key: config.edition[key] for key in keys if key in config.edition}
    return SiteSettings(
        editors=listed(config.edition, "editors"),
        search=search and searchable(),
        look=_look(edition),
        **said,  # type: ignore[arg-type]  # checked by KEYS
    )


def _look(edition: Edition | None) -> Look:
    if edition is None:
        return AS_SHIPPED
    told = dict(edition.config.site)
    for table in ("colours", "fonts", "behaviours"):
        told[table] = tuple(_mapping(told.get(table)).items())
    links = told.get("navigation", ())
    assert isinstance(links, tuple)
    told["navigation"] = tuple((link["title"], link["href"]) for link in links)
    return Look(folder=str(edition.folder), **told)  # type: ignore[arg-type]  # checked by KEYS


def _mapping(value: object) -> Mapping[str, str]:
    return value if isinstance(value, Mapping) else {}


def render_documents(
    documents: Sequence[Source], output: Path, settings: SiteSettings, jobs: int, progress: Progress
) -> tuple[Diagnostic, ...]:
    """What was found while the site of all TEI files was made in `output`.

    A file that is no XML keeps its last good pages, marked as such. Raises `UsageError` where the folder
    cannot be written.
    """
    make_folder(output)
    faults: list[Diagnostic] = []
    known = replace(settings, documents=tuple(document.name for document in documents))
    found = build_site(_readable(rendered(documents, output, known, jobs, progress), faults), known, output)
    return tuple(sorted((*faults, *found), key=Diagnostic.sort_key))


def rendered(
    documents: Sequence[Source],
    output: Path,
    settings: SiteSettings,
    jobs: int,
    progress: Progress,
    downloads: Mapping[str, tuple[str, ...]] | None = None,
    notices: Mapping[str, str] | None = None,
) -> Iterator[RenderedDocument | tuple[Diagnostic, ...]]:
    """Yield each document as the site has it, in order, or why it cannot be read.

    `downloads` are files of the site to offer, `notices` what pages warn of, by document.
    """
    tasks = (
        _task(
            document, output, settings, (downloads or {}).get(document.name, ()),
            (notices or {}).get(document.name),
        )
        for document in documents
    )  # fmt: skip
    return stepping(in_order(_render, tasks, jobs), progress, "render", len(documents))


def _task(
    document: Source, output: Path, settings: SiteSettings, downloads: tuple[str, ...], notice: str | None
) -> _Task:
    file = document.files[0]
    last = bytes_of(output / document.name / f"{document.name}.xml")
    task = _Task(document.name, shown(file), b"", settings, downloads, notice, last)
    try:
        return replace(task, tei=read_bytes(file))
    except SourceError as error:
        return replace(task, faults=unreadable(error, file))


def _render(task: _Task) -> RenderedDocument | tuple[Diagnostic, ...]:
    if task.faults:
        return task.faults
    try:
        made = render_document(task.name, task.tei, task.settings, task.file, task.downloads, task.notice)
        if made.pages or task.last is None:
            return made
        last = render_document(task.name, task.last, task.settings, task.file, task.downloads, STALE)
        return replace(last, diagnostics=made.diagnostics)
    except SourceError as error:
        return unreadable(error, task.file)


def _readable(
    rendered: Iterator[RenderedDocument | tuple[Diagnostic, ...]], faults: list[Diagnostic]
) -> Iterator[RenderedDocument]:
    for each in rendered:
        if isinstance(each, tuple):
            faults.extend(each)
        else:
            yield each
