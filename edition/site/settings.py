"""What `edition.toml` says about the site as a whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The keys of `[edition]` that a page shows; `None` or empty means nobody said.

    `documents` are the names of all documents of the site, so that pointers between them become links.
    """

    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    language: str = "en"
    base_url: str | None = None
    editors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
