"""Behaviours: what HTML stands before and after the content of an element, and how it sits among others."""

from collections.abc import Callable
from dataclasses import dataclass, field

from edition.render.html import escape
from edition.render.state import XML, Element, Rendering, Tags

Behaviour = Callable[[Element, Rendering], Tags]
"""Gives an element's tags once its content is written; `Rendering.block` and `link` tell of that content."""

Diversion = Callable[[Element, Rendering, str, int], str]
"""Takes an element's content out of the line and gives what stays there.

The last argument is the length of the content's text in characters.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of behaviours.

    `flow` is `inline`, `block`, or `container`: a container's tags are written before its content is
    known, and the text may be cut into portions between its children. `host` is a block after which
    its notes are set (`inside`: at its own end). `aside` is no part of the line of reading: a word may
    run on over it. `members` are the children HTML allows it; any other is wrapped in what `between`
    gives for the parent. `opens` says that the element must be opened even where it is empty.
    """

    behaviour: Behaviour
    flow: str = "inline"
    host: str | None = None
    aside: bool = False
    divert: Diversion | None = None
    members: frozenset[str] | None = None
    between: Behaviour | None = None
    opens: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        # Asked of every element: worked out once.
        opens = self.divert is not None or self.host is not None or self.flow == "container"
        object.__setattr__(self, "opens", opens)


def inline(name: str, tag: str = "span", aside: bool = False) -> Row:
    """A stretch of running text with a class; it becomes a `div` where it holds blocks."""
    plain = (f'<{tag} class="{name}">', f"</{tag}>")

    def behaviour(element: Element, here: Rendering) -> Tags:
        if here.block:
            return f"<div{here.attributes(element, name)}>", "</div>"
        if not element.attrib:
            return plain
        return f"<{tag}{here.attributes(element, name)}>", plain[1]

    return Row(behaviour, aside=aside)


def block(name: str, tag: str = "div", host: str | None = None) -> Row:
    """A block with a class."""

    def behaviour(element: Element, here: Rendering) -> Tags:
        return f"<{tag}{here.attributes(element, name)}>", f"</{tag}>\n"

    return Row(behaviour, "block", host)


def container(name: str, tag: str = "div") -> Row:
    """A block between whose children the text may be cut into portions."""

    def behaviour(element: Element, here: Rendering) -> Tags:
        return f"<{tag}{here.attributes(element, name)}>\n", f"</{tag}>\n"

    return Row(behaviour, "container")


def prose(name: str, tag: str = "p", role: str = "paragraph") -> Row:
    """A paragraph or line of text: HTML's own element, or a `div` in its role where it holds blocks."""

    def behaviour(element: Element, here: Rendering) -> Tags:
        attributes = here.attributes(element, name)
        if name == "p" and here.facts.registers and " id=" not in attributes:
            attributes += here.paragraph(element)
        if here.block:
            return f'<div{attributes} role="{role}">' if role else f"<div{attributes}>", "</div>\n"
        return f"<{tag}{attributes}>", f"</{tag}>\n"

    return Row(behaviour, "block", "after")


# The attributes that make a difference on the page.
_TOLD = frozenset({f"{XML}id", f"{XML}lang", "rend", "rendition", "style", "cert"})


def transparent(element: Element, here: Rendering) -> Tags:
    """No tags, unless something points at the element or it says what language it is in."""
    if _TOLD.isdisjoint(element.keys()):
        return "", ""
    attributes = here.attributes(element)
    if not attributes:
        return "", ""
    name = "div" if here.block else "span"
    return f"<{name}{attributes}>", f"</{name}>"


def labelled(label: str, name: str) -> Row:
    """A block that says what it is, in the edition's words: a field of a description."""

    def behaviour(element: Element, here: Rendering) -> Tags:
        words = f'<span class="ed-label"{here.facts.marking}>{escape(here.gettext(label))}</span> '
        return f"<div{here.attributes(element, f'field {name}')}>{words}", "</div>\n"

    return Row(behaviour, "block", "inside")
