"""The site as files: each document's folder, the pages at the top, the assets; all written whole."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.site.document import RenderedDocument
from edition.site.frame import ASSETS, assets, page
from edition.site.marks import EVERY_FEATURE, marks
from edition.site.settings import SiteSettings

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
        for name, data in assets().items():
            write(out / ASSETS / name, data)
        for document in documents:
            diagnostics.extend(document.diagnostics)
            if document.pages:
                write_document(document, out)
                shown.append(_light(document))
        for name, data in top_pages(shown, settings):
            write(out / name, data)
    except OSError as error:
        raise UsageError(
            f"the site cannot be written: {error.strerror or error}", Location(str(out))
        ) from error
    if not shown:
        message = "no document could be rendered: the site has none"
        diagnostics.append(Diagnostic(Severity.WARNING, Location(str(out)), "site/empty", message))
    return tuple(sorted(diagnostics, key=Diagnostic.sort_key))


def write_document(document: RenderedDocument, out: Path) -> None:
    """Write a document's folder; text pages that it no longer has are removed."""
    folder = out / _folder_name(document.name)
    wanted = {name for name, _ in document.pages}
    for name, data in document.pages:
        write(folder / name, data)
    for old in sorted(folder.glob("*.html")):
        if old.name not in wanted and _made_by_us(old):
            old.unlink()


def _folder_name(name: str) -> str:
    """A document's name as a folder within the site, never outside it; raises `UsageError` for any other."""
    if name in ("", ".", "..", ASSETS) or set(name) & {"/", "\0"}:
        raise UsageError(f"“{name}” can be no document of the site: it is no name of a folder")
    return name


def _made_by_us(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_OURS)) == _OURS


def write(path: Path, data: bytes) -> None:
    """Write a file whole: beside its place, then moved into it; a file that is the same is left alone."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
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
    return RenderedDocument(
        document.name,
        (),
        document.summary,
        document.contents,
        document.source_pages,
        document.language,
        document.features,
        (),
    )


def top_pages(documents: Sequence[RenderedDocument], settings: SiteSettings) -> Iterator[tuple[str, bytes]]:
    """The pages at the top: home with the documents, or the one document's contents; about; 404."""
    listed = sorted(documents, key=lambda document: document.name.casefold())
    single = listed[0] if len(listed) == 1 else None
    title = settings.title or (single.summary.title if single else "Edition")
    shared = {
        "site_title": title,
        "language": settings.language,
        "documents": [_line(each) for each in listed],
    }
    yield "index.html", page("home.html", settings, "", {**shared, "single": single and _line(single)})
    shown = [(Markup(mark.html), mark.meaning, mark.view) for mark in marks(EVERY_FEATURE)]
    yield "about.html", page("site-about.html", settings, "", {**shared, "marks": shown})
    yield "404.html", page("404.html", settings, _root(settings), shared)


def _root(settings: SiteSettings) -> str:
    # A missing page may be asked for in any folder: only a full address leads home from there.
    return settings.base_url.rstrip("/") + "/" if settings.base_url else ""


def _line(document: RenderedDocument) -> dict[str, object]:
    """A document as a line of the list of documents."""
    return {
        "href": f"{quote(document.name)}/index.html",
        "folder": quote(document.name),
        "summary": document.summary,
        "source_pages": document.source_pages,
        "contents": document.contents,
    }
