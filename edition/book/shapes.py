"""How an element stands on the page: the Typst code round its content, and what content that is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from edition.book.compositor import Compositor

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Shape:
    """Code that opens and closes an element's content.

    `cost` is what it adds to the depth that Typst can bear. `flow` says whether naked words inside are a
    paragraph of their own; `lines` whether line ends are kept; `slots` which parts (`row`, `cell`) may stand
    inside, all else being wrapped; `slot` which part this is; `forced` that it is written though empty;
    `heads` that its head is a heading; `ruled` that it draws a line along its words, which no two may do;
    `one_line` that no paragraph may begin in it. `instead` is what is set in place of the children; `note` is
    the note it stands for; `apart` makes it a note under this mark; `then` follows.
    """

    open: str = ""
    close: str = ""
    block: bool = False
    cost: int = 0
    flow: bool | None = None
    lines: bool | None = None
    slots: frozenset[str] = frozenset()
    slot: str | None = None
    forced: bool = False
    ruled: bool = False
    one_line: bool = False
    heads: bool = False
    instead: tuple[Element, ...] | None = None
    note: Element | None = None
    apart: str | None = None
    then: "Shape | None" = None


Behaviour = Callable[[Element, "Compositor"], Shape | None]

# PDF/UA lets no line along words lie in another.
RULED = frozenset({"underline", "strike", "proposed"})
PLAIN = Shape()
PARAGRAPH = Shape("\n\n", "\n\n", block=True, flow=False, lines=False)
CONTAINER = Shape("\n\n", "\n\n", block=True, flow=True, lines=False)
STRAY = Shape("stray[", "],", block=True, flow=True)


def inline(function: str, cost: int = 1) -> Shape:
    """Content inside a line, set by a function of the template."""
    return Shape(f"#{function}[", "]", cost=cost, ruled=function in RULED)


def block(function: str, *, flow: bool = False, lines: bool = False) -> Shape:
    """A block of its own, set by a function of the template."""
    return Shape(f"\n\n#{function}[", "]\n\n", block=True, cost=4, flow=flow, lines=lines)


def name_of(node: Element) -> str:
    """The local name of an element; empty for a comment, an instruction or an entity."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """The children of these names, in order."""
    return [child for child in element if name_of(child) in names]


# Elements that make a block of whatever holds them.
BLOCKS = frozenset(
    (
        *(
            "p",
            "ab",
            "l",
            "lg",
            "sp",
            "spGrp",
            "list",
            "table",
            "quote",
            "head",
            "opener",
            "closer",
            "postscript",
        ),
        *("div", *(f"div{n}" for n in range(1, 8)), "body", "text", "group", "front", "back", "floatingText"),
        *("argument", "epigraph", "figure", "titlePage", "castList", "trailer", "byline", "u", "egXML", "eg"),
        *("listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "listObject", "listRelation"),
        *(
            "person",
            "personGrp",
            "place",
            "org",
            "event",
            "object",
            "bibl",
            "biblStruct",
            "biblFull",
            "msDesc",
        ),
        *("zone", "surface", "line"),
    )
)


def holds_blocks(element: Element) -> bool:
    """Whether an element holds paragraphs and the like rather than words."""
    return any(name_of(child) in BLOCKS for child in element)


def default(element: Element, at: "Compositor") -> Shape:
    """Words in the line where there is one, a paragraph where there is none; never silence."""
    if not at.flow:
        return PLAIN
    return CONTAINER if holds_blocks(element) else PARAGRAPH
