"""The site as files: each document's folder, the pages at the top, the assets; all written whole."""

import os
import tempfile
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.site import cmif, iiif
from edition.site.document import RenderedDocument
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
        out.mkdir(parents=True, exist_ok=True)
        for name, data in assets(settings.search).items():
            write(out / ASSETS / name, data)
        for name, data in look_files(settings.look):
            write(out / ASSETS / name, data)
        for document in documents:
            diagnostics.extend(document.diagnostics)
            if document.pages:
                write_document(document, out)
                shown.append(_light(document))
        tops = dict(top_pages(shown, settings))
        for name, data in tops.items():
            write(out / name, data)
        _clear(out, tops)
        if (listed := sitemap(shown, tops, settings)) is not None:
            write(out / "sitemap.xml", listed)
        _write_or_clear(out / cmif.FILE, correspondence(shown, settings), cmif.BEGINS)
        if settings.search:
            _write_index(shown, settings, out / ASSETS / INDEX)
    except OSError as error:
        raise UsageError(
            f"the site cannot be written: {error.strerror or error}", Location(str(out))
        ) from error
    if not shown:
        message = "no document could be rendered: the site has none"
        diagnostics.append(Diagnostic(Severity.WARNING, Location(str(out)), "site/empty", message))
    if not settings.base_url:
        message = (
            "no base_url: citations name edition, document and page but no address, and there is no sitemap"
        )
        remedy = "set base_url in [edition] of edition.toml once the site has an address"
        diagnostics.append(Diagnostic(Severity.INFO, Location(str(out)), "site/no-address", message, remedy))
    return tuple(sorted(diagnostics, key=Diagnostic.sort_key))


def _write_index(documents: Iterable[RenderedDocument], settings: SiteSettings, folder: Path) -> None:
    """Write the search index; files of an older one go."""
    listed = sorted(documents, key=lambda document: document.name.casefold())
    pages = [each for document in listed for each in document.findables]
    wanted = set()
    for name, data in search_index(pages, settings.language.partition("-")[0].lower()):
        write(folder / name, data)
        wanted.add(folder / name)
    for old in sorted(folder.rglob("*")):
        if old.is_file() and old not in wanted:
            old.unlink()


def write_document(document: RenderedDocument, out: Path) -> None:
    """Write a document's folder; text pages that it no longer has are removed."""
    folder = out / _folder_name(document.name)
    for name, data in document.pages:
        write(folder / name, data)
    for name, source in document.images:
        write(folder / name, Path(source).read_bytes())
    _clear_images(folder, {name for name, _ in document.images})
    _clear(folder, {name for name, _ in document.pages})
    if iiif.FILE not in dict(document.pages):
        _write_or_clear(folder / iiif.FILE, None, iiif.BEGINS)


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
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _light(document: RenderedDocument) -> RenderedDocument:
    # What the pages at the top need; a library's texts must not all stay in memory.
    return replace(document, pages=(), diagnostics=())
