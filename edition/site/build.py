"""The site as files: each document's folder, the pages at the top, the assets; all written whole."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.site import cmif, iiif
from edition.site.document import RenderedDocument
from edition.site.findable import Findable
from edition.site.frame import ASSETS, assets
from edition.site.images import FOLDER
from edition.site.look import look_files
from edition.site.search import INDEX, search_index
from edition.site.settings import SiteSettings
from edition.site.top import correspondence, sitemap, top_pages

# A text page made by us begins so: only what we made is ever taken away.
_OURS = b"<!doctype html>\n<!-- edition -->"


def build_site(
    documents: Iterable[RenderedDocument], settings: SiteSettings, out: Path
) -> tuple[Diagnostic, ...]:
    """The diagnostics of all documents; their pages are written below `out` as they come.

    A document that could not be read keeps its old pages; pages of a portion that is no more go.
    Raises `UsageError` where `out` cannot be written.
    """
    diagnostics: list[Diagnostic] = []
    shown: list[RenderedDocument] = []
    try:
        write_assets(settings, out)
        for document in documents:
            diagnostics.extend(document.diagnostics)
            if document.pages:
                write_document(document, out)
                shown.append(light(document))
        write_top(shown, settings, out)
        if settings.search:
            pages = {document.name: document.findables for document in shown}
            write_index(pages, settings, out)
    except OSError as error:
        raise UsageError(
            f"the site cannot be written: {error.strerror or error}", Location(str(out))
        ) from error
    return tuple(sorted((*diagnostics, *of_the_whole(len(shown), settings, out)), key=Diagnostic.sort_key))


def of_the_whole(documents: int, settings: SiteSettings, out: Path) -> Iterator[Diagnostic]:
    """What is to be said of a site as a whole that has so many documents."""
    if not documents:
        message = "no document could be rendered: the site has none"
        yield Diagnostic(Severity.WARNING, Location(str(out)), "site/empty", message)
    if not settings.base_url:
        message = (
            "no base_url: citations name edition, document and page but no address, and there is no sitemap"
        )
        remedy = "set base_url in [edition] of edition.toml once the site has an address"
        yield Diagnostic(Severity.INFO, Location(str(out)), "site/no-address", message, remedy)


def write_assets(settings: SiteSettings, out: Path) -> tuple[Path, ...]:
    """Write what all pages share; the files there are now."""
    out.mkdir(parents=True, exist_ok=True)
    files = {**assets(settings.search), **dict(look_files(settings.look))}
    for name, data in files.items():
        write(out / ASSETS / name, data)
    return tuple(out / ASSETS / name for name in files)


def write_top(documents: Sequence[RenderedDocument], settings: SiteSettings, out: Path) -> tuple[Path, ...]:
    """Write the pages at the top of the site; older ones go. The files there are now."""
    tops = dict(top_pages(documents, settings))
    for name, data in tops.items():
        write(out / name, data)
    _clear(out, tops)
    written = [out / name for name in tops]
    if (listed := sitemap(documents, tops, settings)) is not None:
        write(out / "sitemap.xml", listed)
        written.append(out / "sitemap.xml")
    letters = correspondence(documents, settings)
    _write_or_clear(out / cmif.FILE, letters, cmif.BEGINS)
    written += [out / cmif.FILE] if letters is not None else []
    return tuple(written)


def write_index(
    documents: Mapping[str, Sequence[Findable]], settings: SiteSettings, out: Path
) -> tuple[Path, ...]:
    """Write the search index of the pages of each document; files of an older one go. The files there are now."""
    folder = out / ASSETS / INDEX
    pages = [each for name in sorted(documents, key=str.casefold) for each in documents[name]]
    wanted = set()
    for name, data in search_index(pages, settings.language.partition("-")[0].lower()):
        write(folder / name, data)
        wanted.add(folder / name)
    for old in sorted(folder.rglob("*")):
        if old.is_file() and old not in wanted:
            old.unlink()
    return tuple(sorted(wanted))


def write_document(document: RenderedDocument, out: Path) -> tuple[Path, ...]:
    """Write a document's folder; text pages that it no longer has are removed. The files there are now."""
    folder = out / _folder_name(document.name)
    for name, data in document.pages:
        write(folder / name, data)
    for name, source in document.images:
        write(folder / name, Path(source).read_bytes())
    _clear_images(folder, {name for name, _ in document.images})
    _clear(folder, {name for name, _ in document.pages})
    if iiif.FILE not in dict(document.pages):
        _write_or_clear(folder / iiif.FILE, None, iiif.BEGINS)
    return tuple(folder / name for name, _ in (*document.pages, *document.images))


def _write_or_clear(path: Path, data: bytes | None, begins: bytes) -> None:
    """Write a file that not every site has; an old one of ours goes where there is none any more."""
    if data is not None:
        write(path, data)
    elif path.is_file() and _begins(path, begins):
        path.unlink()


def _clear_images(folder: Path, wanted: Collection[str]) -> None:
    """Remove the pictures of a document's own folder of pictures that it no longer has."""
    for old in sorted((folder / FOLDER).glob("*")):
        if f"{FOLDER}/{old.name}" not in wanted and old.is_file():
            old.unlink()


def _clear(folder: Path, wanted: Collection[str]) -> None:
    """Remove the pages of a folder that we made and that are no more."""
    for old in sorted(folder.glob("*.html")):
        if old.name not in wanted and _begins(old, _OURS):
            old.unlink()


def _folder_name(name: str) -> str:
    """A document's name as a folder within the site, never outside it; raises `UsageError` for any other."""
    if name in ("", ".", "..", ASSETS) or set(name) & {"/", "\0"}:
        raise UsageError(f"“{name}” can be no document of the site: it is no name of a folder")
    return name


def _begins(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start


def write(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place, then moved into it; a file that is the same is left alone."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".edition-")
    try:
        with os.fdopen(handle, "wb", buffering=0) as file:
            left = memoryview(data)
            while left:
                left = left[file.write(left) :]
            os.fchmod(file.fileno(), 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def light(document: RenderedDocument) -> RenderedDocument:
    """What the pages at the top need of a document; a library's texts must not all stay in memory."""
    return replace(document, pages=(), diagnostics=())
