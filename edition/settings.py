"""What a conversion may know beyond the source's bytes: facts an editor states in `edition.toml`."""

from dataclasses import dataclass

from edition.conventions import NOTHING_OWN, Own


@dataclass(frozen=True, slots=True)
class Settings:
    """Facts and choices for one document; `None` or empty means nobody said.

    The fields are the keys of `[edition]`, `[documents."GLOB"]` and `[convert]`
    of `edition.toml` that touch conversion. `schemas` is the folder, relative to
    the TEI, that its `xml-model` instructions point to. Picklable.
    """

    title: str | None = None
    edition_title: str | None = None
    editors: tuple[str, ...] = ()
    publisher: str | None = None
    licence: str | None = None
    language: str = "en"
    date: str | None = None
    document_date: str | None = None
    kind: str | None = None
    year: int | None = None
    repository: str | None = None
    scan: str | None = None
    facs: str | None = None
    collections: tuple[str, ...] = ()
    rules_off: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    running_titles: tuple[str, ...] = ()
    own: Own = NOTHING_OWN
    schemas: str | None = None


@dataclass(frozen=True, slots=True)
class SourcePart:
    """One source file as bytes: the path that messages name, and what it holds."""

    file: str
    data: bytes
