"""Where a TEI pointer leads: inside the document, to another one of the site, out to the web, or nowhere."""

from collections.abc import Callable, Collection
from urllib.parse import quote, unquote, urlsplit

import regex

from edition.render.html import anchor, plain_attribute

# Anything else (`javascript:`, `data:`, `vbscript:`, `file:`) is no place to send a reader.
_CLICKABLE = frozenset({"http", "https", "mailto"})

# Browsers drop these inside an address: "java\nscript:".
_DROPPED_BY_BROWSERS = regex.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")

# "urn:", "java.script:": what browsers take for a scheme, at the very start.
_SCHEME = regex.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")

# A target not yet known to exist: NUL, a kind, the identifier, NUL. XML cannot hold NUL,
# so no text of a document is ever taken for one.
PENDING = regex.compile("\x00(?P<kind>[hb])(?P<id>[^\x00]*)\x00")


def pending_link(identifier: str) -> str:
    """An `href` to be filled in when all portions are known, or dropped when nothing has that id."""
    return f"\x00h{anchor(identifier)}\x00"


def pending_back_links(identifier: str) -> str:
    """The links from a note back to the places that refer to it, filled in at the end."""
    return f"\x00b{anchor(identifier)}\x00"


def resolve(html: str, link: Callable[[str], str], back: Callable[[str], str]) -> str:
    """The HTML with each pending target replaced by what its function gives."""
    return PENDING.sub(lambda match: (link if match["kind"] == "h" else back)(match["id"]), html)


def internal(target: str) -> str | None:
    """The identifier that a pointer within the document names: `#n68` is `n68`."""
    return unquote(target[1:]) if len(target) > 1 and target[0] == "#" else None


def href(target: str, documents: Collection[str] = ()) -> str:
    """The `href` attribute for the first pointer of a TEI `@target`, or nothing where it leads nowhere safe.

    `documents` are the names of the site's documents, casefolded: `../tei/004.xml#p3` is a link
    where the site has a document called 004.
    """
    first = next(iter(target.split()), "")
    if (identifier := internal(first)) is not None:
        return pending_link(identifier)
    address = _DROPPED_BY_BROWSERS.sub("", first)
    if scheme := _SCHEME.match(address):
        return _outside(address) if scheme["scheme"].lower() in _CLICKABLE else ""
    return _neighbour(address, documents)


def remote(address: str) -> bool:
    """Whether an address leads to the web."""
    scheme = _SCHEME.match(address.strip())
    return scheme is not None and scheme["scheme"].lower() in ("http", "https")


# What a IIIF image service calls the description of a picture, and the picture in its full size.
_DESCRIPTION, _WHOLE = "/info.json", "/full/max/0/default.jpg"


def picture_address(address: str) -> str:
    """Where a picture is, of which a IIIF image service may have given the description's address."""
    return address.removesuffix(_DESCRIPTION) + _WHOLE if address.endswith(_DESCRIPTION) else address


def _outside(address: str) -> str:
    try:
        urlsplit(address)
    except ValueError:  # "http://[": no address at all
        return ""
    return f' href="{plain_attribute(address)}" rel="external noreferrer"'


def _neighbour(address: str, documents: Collection[str]) -> str:
    path, _, fragment = address.partition("#")
    name = unquote(path.rsplit("/", 1)[-1])
    stem = name[: -len(".xml")] if name.lower().endswith(".xml") else ""
    if not stem or stem.casefold() not in documents:
        return ""
    place = f"#{quote(fragment)}" if fragment else ""
    return f' href="../{quote(stem)}/index.html{plain_attribute(place)}"'
