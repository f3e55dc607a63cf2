"""Where a node of a tree lies in its file, for diagnostics."""

from lxml import etree

from edition.diagnostics import Location
from edition.xml import Parsed
from edition.xml.positions import Positions, positions

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class Finder:
    """Places of the nodes of one tree; the file is read for them when the first is asked for."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._positions: Positions | None = None
        self._numbers: dict[etree._Element, int] = {}

    def location(self, element: etree._Element | None, line: int | None = None) -> Location:
        """The `<` of an element; only a line where that is all that is known."""
        number = self._number(element)
        point = self._read.element(number) if number is not None else None
        return self._location(point, line)

    def attribute(self, element: etree._Element, name: str) -> Location:
        """The first letter of the name of an attribute (`{namespace}local`)."""
        number, written = self._number(element), name.rpartition("}")[2]
        if name.startswith(f"{{{XML_NAMESPACE}}}"):
            written = f"xml:{written}"
        point = self._read.attribute(number, written) if number is not None else None
        return self._location(point, element.sourceline)

    def text(self, element: etree._Element, slot: int) -> Location:
        """The first word in an element after so many of its child elements; the element where it is hidden."""
        number = self._number(element)
        point = self._read.text(number, slot) if number is not None else None
        return self._location(point, None) if point else self.location(element, element.sourceline)

    def _location(self, point: tuple[int, int] | None, line: int | None) -> Location:
        return Location(self._parsed.file, *(point or (line or None, None)))

    @property
    def _read(self) -> Positions:
        if self._positions is None:
            self._positions = positions(self._parsed.text)
            self._numbers = {element: n for n, element in enumerate(self._parsed.root.iter("*"))}
        return self._positions

    def _number(self, element: etree._Element | None) -> int | None:
        _ = self._read
        return None if element is None else self._numbers.get(element)

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
