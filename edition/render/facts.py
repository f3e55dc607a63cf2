"""What a renderer reads in a document before its text: who proposes, which characters, which notes are pointed at."""

from collections.abc import Collection, Iterator

from lxml import etree

from edition.render import rendition
from edition.render.html import anchor
from edition.render.state import XML, Element, Facts

_NOTEREFS = etree.XPath("//*[local-name()='ref'][@type='noteref']/@target", smart_strings=False)
_RESPONSIBLE = etree.XPath(
    "//*[local-name()='teiHeader']//*[local-name()='respStmt' or local-name()='editor'][@xml:id]"
)
_CHARACTERS = etree.XPath("//*[local-name()='char' or local-name()='glyph'][@xml:id]")
_MAPPING = etree.XPath("string(*[local-name()='mapping'][last()])", smart_strings=False)
_NAMES = etree.XPath("*[local-name()='resp' or local-name()='name' or contains(local-name(),'Name')]")
_UNMARKED = etree.XPath("boolean(//*[local-name()='quotation'][@marks='none'])")


def facts(root: Element, file: str, neighbours: Collection[str]) -> Facts:
    """The facts of a document that its behaviours ask for."""
    return Facts(
        file=file,
        noted=frozenset(anchor(target[1:]) for target in _NOTEREFS(root) if target.startswith("#")),
        responsible=dict(_responsible(root)),
        characters={_id(element): str(_MAPPING(element)).strip() for element in _CHARACTERS(root)},
        renditions=rendition.declared(root),
        unmarked=bool(_UNMARKED(root)),
        neighbours=frozenset(name.casefold() for name in neighbours),
    )


def _responsible(root: Element) -> Iterator[tuple[str, str]]:
    for statement in _RESPONSIBLE(root):
        words = [" ".join("".join(part.itertext()).split()) for part in _NAMES(statement)]
        words = words or [" ".join("".join(statement.itertext()).split())]
        yield _id(statement), ", ".join(filter(None, words))


def _id(element: Element) -> str:
    return str(element.get(f"{XML}id", ""))
