"""Bytes of an XML file to a tree, for every room: the one place where TEI from users is parsed.

Input is hostile until shown otherwise: nothing outside the file is read, nothing is fetched, internal
entities are expanded within a limit, and no depth breaks a walk. Files that it includes (XInclude) are
put into the tree by the room that shows it.
"""

import codecs
from dataclasses import dataclass

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.xml.encodings import decode, without_utf_32
from edition.xml.entities import Outside, entities_stay_small, missing, refused
from edition.xml.faults import IllFormed, faults
from edition.xml.places import Place, element_places

__all__ = ["TEI", "IllFormed", "Parsed", "Place", "decode", "parse"]

# The namespace of TEI P5.
TEI = "http://www.tei-c.org/ns/1.0"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree and what it was made of; `diagnostics` hold what was odd but could be read.

    Elements, comments and text only: every entity is expanded.
    """

    file: str
    data: bytes
    tree: "etree._ElementTree[etree._Element]"
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def root(self) -> etree._Element:
        """The root element."""
        return self.tree.getroot()

    @property
    def text(self) -> str:
        """The file's characters, as its lines and columns count them."""
        return decode(self.data, self.tree.docinfo.encoding)

    def places(self) -> tuple[Place, ...]:
        """Where each element begins, in document order; made anew, for files with diagnostics."""
        return element_places(self.text)


def parse(data: bytes, file: str) -> Parsed:
    """The tree of an XML file; `IllFormed` where it has none. `file` is its name in messages."""
    data = without_utf_32(data)
    outside = Outside()
    huge = entities_stay_small(data, file)
    # Without huge_tree a text of 10 MB or 256 levels end the parse; with it libxml2 counts no entities.
    parser = etree.XMLParser(
        resolve_entities=True,  # those from outside are answered by Outside, with nothing
        no_network=True,
        load_dtd=False,
        collect_ids=False,
        huge_tree=huge,
        encoding="utf-8" if data.startswith(codecs.BOM_UTF8) else None,
    )
    parser.resolvers.add(outside)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise IllFormed(faults(error, parser, data, file)) from error
    tree = root.getroottree()
    used = tuple(refused(outside, tree, data, file))
    if used:
        raise IllFormed(used)
    return Parsed(file, data, tree, tuple(missing(outside, file)))
