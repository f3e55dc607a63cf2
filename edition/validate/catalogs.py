"""OASIS XML catalogs: which file an address stands for; ours, and those that `XML_CATALOG_FILES` names."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from edition.diagnostics import UsageError
from edition.resources import resource
from edition.validate.addresses import split_address
from edition.xml import IllFormed, parse

CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
# An entry that names one address, and the attribute it does so by.
NAMES = {"uri": "name", "system": "systemId", "public": "publicId"}
# One that names the beginning of addresses, and what stands in its place.
BEGINNINGS = {
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
}
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def in_catalogs(address: str) -> Path | None:
    """The file that an address or a name stands for; none where no catalog knows it, or the file is not there."""
    for file in _catalogs():
        for path in _entries(file, address):
            if path.is_file():
                return path
    return None


def _catalogs() -> Iterator[Path]:
    """The catalogs, those that others name after them; each once."""
    named = os.environ.get("XML_CATALOG_FILES", "").split()
    todo = [resource("schemas") / "catalog.xml", *(path for each in named if (path := _local(each)))]
    seen: set[Path] = set()
    while todo:
        file = todo.pop(0)
        if file in seen or not file.is_file():
            continue
        seen.add(file)
        yield file
        todo += [_beside(file, node, "catalog") for node in _root(file).iter(f"{CATALOG}nextCatalog")]


def _entries(file: Path, address: str) -> Iterator[Path]:
    rewritten: list[tuple[int, Path]] = []
    for node in _root(file).iter(f"{CATALOG}*"):
        kind = str(node.tag).removeprefix(CATALOG)
        if kind in NAMES and node.get(NAMES[kind]) == address:
            yield _beside(file, node, "uri")
        elif kind in BEGINNINGS:
            start = node.get(BEGINNINGS[kind][0], "")
            if start and address.startswith(start):
                rest = unquote(address[len(start) :])
                rewritten.append((len(start), _beside(file, node, BEGINNINGS[kind][1]) / rest))
    # Of the beginnings the longest counts.
    yield from (path for _, path in sorted(rewritten, key=lambda each: -each[0]))


def _beside(file: Path, node: etree._Element, attribute: str) -> Path:
    base = file.parent
    for holder in reversed((node, *node.iterancestors())):
        base = base / (_local(holder.get(XML_BASE, "")) or "")
    return base / (_local(node.get(attribute, "")) or "\0")


def _local(address: str) -> Path | None:
    """The path of an address that names a file; none for others, which are never fetched."""
    parts = split_address(address)
    return Path(unquote(parts.path)) if parts.scheme in ("", "file") and parts.path else None


@lru_cache(maxsize=64)
def _root(file: Path) -> etree._Element:
    try:
        return parse(file.read_bytes(), str(file)).root
    except (IllFormed, OSError) as error:
        raise UsageError(f"{file}: this catalog cannot be read: {error}") from error
