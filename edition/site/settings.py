"""What `edition.toml` says about the site as a whole."""

from dataclasses import dataclass

from edition.site.look import AS_SHIPPED, Look


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The keys of `[edition]` that a page shows; `None` or empty means nobody said.

    `documents` are the names of all documents of the site, so that pointers between them become links.
    `search` asks for an index and a page to search it (see `searchable`), `search_forme_work` for stamps
    and running titles in it. `look` are the keys of `[site]`.
    """

    title: str | None = None
    publisher: str | None = None
    licence: str | None = None
    language: str = "en"
    base_url: str | None = None
    date: str | None = None
    editors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    search: bool = False
    search_forme_work: bool = False
    look: Look = AS_SHIPPED
