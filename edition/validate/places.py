"""Where a node of a tree lies in its file, for diagnostics."""

from lxml import etree

from edition.diagnostics import Location
from edition.xml import Parsed, Place


class Finder:
    """Places of the nodes of one tree; the file is read for them when the first is asked for."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._places: dict[etree._Element, Place] | None = None

    def location(self, element: etree._Element | None, line: int | None = None) -> Location:
        """The `<` of an element; only a line where that is all that is known."""
        if self._places is None:
            elements = self._parsed.root.iter("*")
            self._places = dict(zip(elements, self._parsed.places(), strict=False))
        place = self._places.get(element) if element is not None else None
        if place is None:
            return Location(self._parsed.file, line or None)
        return Location(self._parsed.file, place.line, place.column)

    def at(self, path: str | None) -> etree._Element | None:
        """The element an XPath leads to: its own, its attribute's or its text's."""
        return follow(self._parsed.tree, path)


def follow(tree: "etree._ElementTree[etree._Element]", path: str | None) -> etree._Element | None:
    """The element an XPath of libxml2 leads to in a tree; none where it leads nowhere."""
    if not path:
        return None
    try:
        found = tree.xpath(path)
    except etree.XPathError:  # it names a prefix that the file declares and the path does not
        return None
    node = found[0] if isinstance(found, list) and found else None
    if isinstance(node, etree._ElementUnicodeResult):
        return node.getparent()
    return node if isinstance(node, etree._Element) else None
