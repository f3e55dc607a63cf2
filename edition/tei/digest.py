"""The digest of what was written, in the header: whether a TEI file was edited by hand since."""

from hashlib import sha256

from lxml import etree

from edition.xml import TEI as TEI

# One fixed path and no search: every document is asked this on every build.
_PLACE = tuple(f"{{{TEI}}}{name}" for name in ("teiHeader", "encodingDesc", "appInfo"))
_APPLICATION = f"{{{TEI}}}application"
_DESC = f"{{{TEI}}}desc"


def written_digest(root: etree._Element) -> str | None:
    """The digest the header carries; none where no converter wrote the file."""
    place = _digest_element(root)
    return (place.text or "").strip() or None if place is not None else None


def compute_digest(root: etree._Element) -> str:
    """SHA-256 of the whole document's canonical XML (C14N 1.0, with comments), the digest itself blank.

    Processing instructions before the root are part of the document.
    """
    place = _digest_element(root)
    if place is None:
        return _digest(root)
    written, place.text = place.text, None
    try:
        return _digest(root)
    finally:
        place.text = written


def seal(root: etree._Element) -> None:
    """Put the digest into the header, for a tree that is complete; `ValueError` if it has no place for it."""
    place = _digest_element(root)
    if place is None:
        raise ValueError("the header has no application 'edition' with a desc of type 'digest'")
    place.text = compute_digest(root)


def is_untouched(root: etree._Element) -> bool:
    """Whether the tree is as a converter wrote it: it has a digest, and the right one."""
    written = written_digest(root)
    return written is not None and written == compute_digest(root)


def _digest(root: etree._Element) -> str:
    return sha256(etree.tostring(root.getroottree(), method="c14n", with_comments=True)).hexdigest()


def _digest_element(root: etree._Element) -> etree._Element | None:
    element: etree._Element | None = root
    for tag in _PLACE:
        if element is None:
            return None
        element = element.find(tag)
    if element is None:
        return None
    for application in element.iterchildren(_APPLICATION):
        if application.get("ident") == "edition":
            for desc in application.iterchildren(_DESC):
                if desc.get("type") == "digest":
                    return desc
    return None
