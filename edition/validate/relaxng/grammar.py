"""A RELAX NG grammar taken apart: its element patterns, what each may hold, a validator for each alone."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

RNG_NAMESPACE = "http://relaxng.org/ns/structure/1.0"
RNG = f"{{{RNG_NAMESPACE}}}"
XML = "http://www.w3.org/XML/1998/namespace"
# A pattern inside one of these need not be there.
OPTIONAL = frozenset(f"{RNG}{name}" for name in ("optional", "zeroOrMore", "choice"))
# These say that an element holds text of some kind.
TEXTUAL = frozenset(f"{RNG}{name}" for name in ("text", "data", "value", "list", "mixed"))
NAME_CLASSES = frozenset(f"{RNG}{name}" for name in ("name", "anyName", "nsName", "choice"))


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute pattern, by its name (`{namespace}local`; none for any), whether it must be there."""

    name: str | None
    required: bool
    node: etree._Element


class ElementPattern:
    """What a grammar says of an element at one place of it."""

    def __init__(self, node: etree._Element, grammar: "Grammar") -> None:
        self.node = node
        self._grammar = grammar
        self.names = _names(node)

    @cached_property
    def children(self) -> tuple["ElementPattern", ...]:
        """The patterns of the elements that may stand in it."""
        found = (n for n, _ in self._grammar.inside(self.node) if n.tag == f"{RNG}element")
        return tuple(self._grammar.pattern(node) for node in dict.fromkeys(found))

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes it may have."""
        return tuple(
            Attribute(name, required, node)
            for node, required in self._grammar.inside(self.node)
            if node.tag == f"{RNG}attribute"
            for name in _names(node) or (None,)
        )

    @cached_property
    def mixed(self) -> bool:
        """Whether text of any kind may stand in it."""
        return any(node.tag in TEXTUAL for node, _ in self._grammar.inside(self.node))

    @cached_property
    def alone(self) -> etree.RelaxNG:
        """A validator of this element by itself: its children are asked for their names only."""
        return self._grammar.alone(self.node)

    def allows(self, name: str) -> bool:
        """Whether it is a pattern of an element so named (`{namespace}local`)."""
        return not self.names or name in self.names


class Grammar:
    """A grammar in one file, in the XML syntax."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._defines: dict[str, list[etree._Element]] = {}
        for define in root.iter(f"{RNG}define"):
            self._defines.setdefault(str(define.get("name")), []).append(define)
        self._patterns: dict[etree._Element, ElementPattern] = {}
        self._by_name: dict[str, list[ElementPattern]] = {}
        for node in root.iter(f"{RNG}element"):
            pattern = ElementPattern(node, self)
            self._patterns[node] = pattern
            for name in pattern.names:
                self._by_name.setdefault(name, []).append(pattern)

    @cached_property
    def whole(self) -> bool:
        """Whether all of it lies in this one grammar, so that a part of it can be cut out."""
        others = ("include", "externalRef", "parentRef", "div")
        grammars = sum(1 for _ in self._root.iter(f"{RNG}grammar"))
        return grammars <= 1 and next(self._root.iter(*(f"{RNG}{name}" for name in others)), None) is None

    @cached_property
    def start(self) -> tuple[ElementPattern, ...]:
        """The patterns of the roots."""
        starts = [self._root] if self._root.tag == f"{RNG}element" else list(self._root.iter(f"{RNG}start"))
        found: list[etree._Element] = []
        for start in starts:
            if start.tag == f"{RNG}element":
                found.append(start)
            else:
                found += [node for node, _ in self.inside(start) if node.tag == f"{RNG}element"]
        return tuple(self._patterns[node] for node in dict.fromkeys(found))

    def pattern(self, node: etree._Element) -> ElementPattern:
        """The element pattern written at a node of the grammar."""
        return self._patterns[node]

    def named(self, name: str) -> Sequence[ElementPattern]:
        """All patterns of elements so named, wherever they stand."""
        return self._by_name.get(name, ())

    def inside(self, node: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
        """The patterns in another, its elements and attributes not opened; and whether each must be there."""
        seen: set[tuple[str, bool]] = set()
        todo = [(child, True) for child in reversed(node)]
        while todo:
            here, required = todo.pop()
            if not isinstance(here.tag, str) or (here.tag in NAME_CLASSES and _is_name_class(here)):
                continue
            yield here, required
            if here.tag == f"{RNG}ref":
                key = (str(here.get("name")), required)
                if key not in seen:
                    seen.add(key)
                    todo += [
                        (child, required)
                        for define in reversed(self._defines.get(key[0], []))
                        for child in reversed(define)
                    ]
            elif here.tag not in (f"{RNG}element", f"{RNG}attribute"):
                inner = required and here.tag not in OPTIONAL
                todo += [(child, inner) for child in reversed(here)]

    def alone(self, node: etree._Element) -> etree.RelaxNG:
        """A validator of one element pattern, its child elements empty."""
        root = self._empty()
        start = etree.SubElement(root, f"{RNG}start")
        start.append(_shallow(node, keep_root=True))
        for name in self._referred(node):
            root.extend(_shallow(define) for define in self._defines.get(name, []))
        return etree.RelaxNG(root)

    def _empty(self) -> etree._Element:
        # What all patterns inherit from the root of the grammar.
        inherited = {name: v for name in ("ns", "datatypeLibrary") if (v := self._root.get(name)) is not None}
        return etree.Element(f"{RNG}grammar", inherited, nsmap=self._root.nsmap)

    def _referred(self, node: etree._Element) -> dict[str, None]:
        """The names of the definitions that a pattern needs, attributes and all, child elements apart."""
        names: dict[str, None] = {}
        todo = [node]
        while todo:
            for here, _ in self.inside(todo.pop()):
                if here.tag == f"{RNG}ref":
                    names[str(here.get("name"))] = None
                elif here.tag == f"{RNG}attribute":
                    todo.append(here)
        return names

    def accepts_value(self, attribute: Attribute, value: str) -> bool:
        """Whether an attribute pattern takes a value, all else apart."""
        root = self._empty()
        element = etree.SubElement(
            etree.SubElement(root, f"{RNG}start"), f"{RNG}element", name="value", ns=""
        )
        element.append(copy.deepcopy(attribute.node))
        for name in self._referred(attribute.node):
            root.extend(copy.deepcopy(define) for define in self._defines.get(name, []))
        instance = etree.Element("value", {attribute.name or "any": value})
        return bool(etree.RelaxNG(root).validate(instance))

    def values(self, attribute: Attribute) -> tuple[str, ...]:
        """The values that an attribute pattern lists, if it lists any."""
        found = (n.text or "" for n, _ in self.inside(attribute.node) if n.tag == f"{RNG}value")
        return tuple(dict.fromkeys(found))


def _shallow(node: etree._Element, keep_root: bool = False) -> etree._Element:
    """A copy in which each element within holds nothing."""
    twin = copy.deepcopy(node)
    twin.tail = None
    for element in list(twin.iter(f"{RNG}element")):
        if keep_root and element is twin:
            continue
        named = None if element.get("name") else next(c for c in element if c.tag in NAME_CLASSES)
        for child in list(element):
            if child is not named:
                element.remove(child)
        etree.SubElement(element, f"{RNG}empty")
    return twin


def _is_name_class(node: etree._Element) -> bool:
    parent = node.getparent()
    return (
        parent is not None
        and parent.tag in (f"{RNG}element", f"{RNG}attribute")
        and parent.get("name") is None
        and parent.index(node) == min((parent.index(c) for c in parent if c.tag in NAME_CLASSES), default=-1)
    )


def _names(node: etree._Element) -> tuple[str, ...]:
    """The names of an element or attribute pattern; empty where it takes any."""
    if node.get("name") is not None:
        local = str(node.get("name"))
        namespace = node.get("ns") if node.tag == f"{RNG}attribute" else _inherited_ns(node)
        if local.startswith("xml:"):
            return (f"{{{XML}}}{local[4:]}",)
        return (f"{{{namespace}}}{local}" if namespace else local,)
    classes = next((child for child in node if child.tag in NAME_CLASSES), None)
    if classes is None or next(classes.iter(f"{RNG}anyName", f"{RNG}nsName"), None) is not None:
        return ()
    return tuple(_name(name) for name in classes.iter(f"{RNG}name"))


def _name(node: etree._Element) -> str:
    local = (node.text or "").strip()
    if local.startswith("xml:"):
        return f"{{{XML}}}{local[4:]}"
    namespace = _inherited_ns(node)
    return f"{{{namespace}}}{local}" if namespace else local


def _inherited_ns(node: etree._Element) -> str | None:
    here: etree._Element | None = node
    while here is not None:
        if here.get("ns") is not None:
            return here.get("ns")
        here = here.getparent()
    return None
