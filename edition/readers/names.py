"""Names of documents: what none can be called, and that no two are called the same."""

import unicodedata
from collections.abc import Iterable

from edition.diagnostics import UsageError

# The files at the top of a site, beside the documents' folders (`edition.site`).
TOP_FILES = frozenset(
    {
        f"{name}.html"
        for name in (
            "index about 404 search registers persons places organisations works chronology redactions readings"
        ).split()
    }
    | {"sitemap.xml"}
)
_REFUSED = TOP_FILES | {"", ".", "..", "_edition"}

# What file systems take, in bytes.
_LONGEST = 255


def refuse_names(names: Iterable[tuple[str, str]]) -> None:
    """Nothing, where all documents can stand side by side; names are pairs of name and place.

    Raises `UsageError` for a name that cannot be a folder of the site or a file, and for two documents
    of one name, compared without regard to case. Source: commands.md, "Everywhere", NAME.
    """
    seen: dict[str, str] = {}
    for name, place in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in _REFUSED:
            needed = f"no document can be called {name!r}, for the site needs that name"
            raise UsageError(f"{place}: {needed}; rename the file")
        if len(f"{name}.xml".encode()) > _LONGEST:
            raise UsageError(f"{place}: the name is too long for its TEI file; rename the file")
        if folded in seen:
            if seen[folded] == place:
                raise UsageError(f"{place}: was named twice, and a document is made once; name it once")
            both = f"{seen[folded]} and {place}"
            raise UsageError(f"two documents are called {name!r}: {both}; rename one (case does not count)")
        seen[folded] = place
