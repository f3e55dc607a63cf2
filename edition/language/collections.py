"""Stamps, banners and markings that collections print on their pages: `data/stamps.toml`, `data/markings.toml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from edition import conventions
from edition.language.tables import data


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp's lines as they should read, and what it is.

    `kind` is `fw/@type`; `page` is true where each page begins with it. `lines` are
    the stamp's own in order; any of them may be missing, damaged or run together.
    `collection` is its name in `[convert] collections` of `edition.toml`.
    """

    name: str
    collection: str
    kind: str
    lines: tuple[str, ...]
    page: bool = False


def _stamps() -> Iterator[Stamp]:
    rows = data("stamps.toml")["stamps"]
    assert isinstance(rows, list)
    for row in rows:
        lines, page = tuple(row["lines"]), row.get("page", False)
        yield Stamp(row["name"], row["collection"], row["kind"], lines, page)


def _markings(key: str) -> tuple[str, ...]:
    words = data("markings.toml")[key]
    assert isinstance(words, list)
    return tuple(words)


STAMPS: tuple[Stamp, ...] = tuple(_stamps())
"""The most particular first."""

CLASSIFICATIONS: tuple[str, ...] = _markings("levels")
"""Levels, as they stand alone at the head or foot of a page."""

HANDLING: frozenset[str] = frozenset(_markings("handling"))
"""Words that may stand beside a level in a marking, and make one without a level if all are of them."""

HANDLING_ALONE: frozenset[str] = frozenset(_markings("handling_alone"))
"""Of these one or more make a phrase of handling words a marking without a level."""


def stamps_of(collections: tuple[str, ...]) -> tuple[Stamp, ...]:
    """The stamps of the collections named; of all where none is named."""
    return tuple(stamp for stamp in STAMPS if not collections or stamp.collection in collections)


COLLECTIONS: tuple[str, ...] = tuple(sorted({stamp.collection for stamp in STAMPS}))
"""The names that `[convert] collections` may give."""


@cache
def bundled(names: tuple[str, ...]) -> conventions.Collection:
    """What the collections named print on their papers; all of them where none is named."""
    stamps = (
        conventions.Stamp(stamp.name, stamp.kind, stamp.lines, stamp.page) for stamp in stamps_of(names)
    )
    return conventions.Collection(tuple(stamps), CLASSIFICATIONS, HANDLING)
