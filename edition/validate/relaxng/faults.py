"""What is wrong at a place of a tree, before it is put into words and lines."""

from dataclasses import dataclass

from lxml import etree

from edition.validate.relaxng.names import XML, clark, known_names, split
from edition.validate.relaxng.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of an element (`part` is `None`), of an attribute of it (its name), or of its text (a number).

    The number says after how many child elements the text stands. `name` is the culprit: an element, or `@when`.
    `meant` is the one name, or namespace, that is right beyond doubt, where there is one.
    """

    at: etree._Element
    code: str
    name: str
    message: str
    help: str | None = None
    part: str | int | None = None
    meant: str | None = None


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return split(str(element.tag))[1]


def attribute_name(name: str) -> str:
    """`@when`, `@xml:id`."""
    namespace, bare = split(name)
    return f"@xml:{bare}" if namespace == XML else f"@{bare}"


def prefixed(element: etree._Element, name: str) -> str:
    """An attribute's name as the file writes it: `@xsi:schemaLocation`."""
    namespace, bare = split(name)
    prefix = next((p for p, n in element.nsmap.items() if n == namespace and p), None)
    return f"@{prefix}:{bare}" if namespace and prefix else attribute_name(name)


def local_names(patterns: "tuple[Pattern, ...] | list[Pattern]") -> list[str]:
    """The local names of element patterns, each once."""
    names = [n.local for p in patterns if p.names is not None for n in known_names(p.names)]
    return list(dict.fromkeys(names))


def tags(pattern: Pattern) -> list[str]:
    """The names of a pattern as lxml writes them."""
    return [] if pattern.names is None else [clark(name) for name in known_names(pattern.names)]
