"""The search index: Pagefind over the words of every text page; all of it files of the site."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from edition.diagnostics import EditionError
from edition.site.findable import Findable
from edition.site.steady import steadied

INDEX = "pagefind"

# Pagefind brings pages of its own to search with; ours does it in the site's look.
_NOT_WANTED = (
    "pagefind-ui",
    "pagefind-modular-ui",
    "pagefind-component-ui",
    "pagefind-highlight",
    "pagefind-worker",
)


def searchable() -> bool:
    """Whether an index can be made: Pagefind and its program are installed (`pagefind[bin]`)."""
    program = find_spec("pagefind_bin") or find_spec("pagefind_bin_extended")
    return find_spec("pagefind") is not None and program is not None


def search_index(pages: Sequence[Findable], language: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index by name, in order; raises `EditionError` where Pagefind fails.

    One index whatever languages the texts are in: a reader looks for a word, not in a language.
    """
    with tempfile.TemporaryDirectory(prefix="edition-search-") as folder:
        try:
            # A thread of its own: whoever calls us may be running an event loop already.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(lambda: asyncio.run(_index(pages, language, folder))).result()
        except (AssertionError, OSError, RuntimeError, TypeError) as error:
            raise EditionError(f"the search index cannot be made: {error}") from error
        written = (path for path in Path(folder).rglob("*") if path.is_file())
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in written
            if not path.name.startswith(_NOT_WANTED)
        }
    yield from sorted(steadied(files).items())


async def _index(pages: Sequence[Findable], language: str, folder: str) -> None:
    from pagefind.index import IndexConfig, PagefindIndex

    config = IndexConfig(force_language=language, keep_index_url=True, output_path=folder)
    async with PagefindIndex(config=config) as index:
        for page in pages:
            await index.add_html_file(url=page.url, content=page.html)


def facets(
    document: str, kind: str | None, year: str | None, persons: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """What a search can be narrowed to, as the index names it; what nobody said is absent."""
    named = {
        "document": (document,),
        "kind": (kind,) if kind else (),
        "year": (year,) if year else (),
        "person": persons,
    }
    return {name: values for name, values in named.items() if values}
