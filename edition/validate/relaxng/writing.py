"""A grammar as a file of RELAX NG's XML syntax in the simple form, for libxml2 and for the cache."""

from collections import Counter

from lxml import etree

from edition.validate.relaxng.names import NameClass, known_names
from edition.validate.relaxng.patterns import Kind, Pattern, TypeName
from edition.validate.relaxng.simplify import Grammar
from edition.validate.relaxng.sources import RNG

TAGS = {
    Kind.EMPTY: "empty",
    Kind.NOT_ALLOWED: "notAllowed",
    Kind.TEXT: "text",
    Kind.CHOICE: "choice",
    Kind.GROUP: "group",
    Kind.INTERLEAVE: "interleave",
    Kind.ONE_OR_MORE: "oneOrMore",
    Kind.LIST: "list",
}
JOINED = frozenset((Kind.CHOICE, Kind.GROUP, Kind.INTERLEAVE, Kind.ONE_OR_MORE))


def written(grammar: Grammar) -> etree._Element:
    """The `grammar` element: each element pattern a definition, and what stands twice without attributes.

    Every class of names must list its names, as pruned grammars do.
    """
    return _Writer(grammar).root


class _Writer:
    """Writes each definition once, as it is first referred to."""

    def __init__(self, grammar: Grammar) -> None:
        self._empty = grammar.patterns.empty
        self._uses = Counter(
            part
            for pattern in grammar.patterns.all
            if pattern.kind in JOINED
            for part in pattern.parts
            if part.kind in JOINED
        )
        self._names: dict[Pattern, str] = {}
        self._todo: list[Pattern] = []
        self.root = etree.Element(f"{RNG}grammar", nsmap={None: RNG[1:-1]})
        self._write(grammar.start, etree.SubElement(self.root, f"{RNG}start"))
        while self._todo:
            pattern = self._todo.pop()
            define = etree.SubElement(self.root, f"{RNG}define", name=self._names[pattern])
            self._plain(pattern, define)

    def _write(self, pattern: Pattern, parent: etree._Element) -> None:
        if pattern.kind is Kind.ELEMENT or (self._uses[pattern] > 1 and not pattern.attributes):
            if pattern not in self._names:
                self._names[pattern] = f"d{pattern.number}"
                self._todo.append(pattern)
            etree.SubElement(parent, f"{RNG}ref", name=self._names[pattern])
        else:
            self._plain(pattern, parent)

    def _plain(self, pattern: Pattern, parent: etree._Element) -> None:
        kind = pattern.kind
        if kind in (Kind.ELEMENT, Kind.ATTRIBUTE):
            assert pattern.names is not None
            node = etree.SubElement(parent, f"{RNG}{'element' if kind is Kind.ELEMENT else 'attribute'}")
            _name(pattern.names, node)
            self._write(pattern.parts[0], node)
        elif kind in (Kind.DATA, Kind.VALUE):
            assert pattern.type is not None
            self._string(pattern, pattern.type, parent)
        elif kind is Kind.CHOICE and self._empty in pattern.parts:
            rest = [part for part in pattern.parts if part is not self._empty]
            node = etree.SubElement(parent, f"{RNG}optional")
            if len(rest) > 1:
                node = etree.SubElement(node, f"{RNG}choice")
            for part in rest:
                self._write(part, node)
        else:
            node = etree.SubElement(parent, f"{RNG}{TAGS[kind]}")
            for part in pattern.parts:
                self._write(part, node)

    def _string(self, pattern: Pattern, type_: TypeName, parent: etree._Element) -> None:
        data = pattern.kind is Kind.DATA
        node = etree.SubElement(parent, f"{RNG}{'data' if data else 'value'}", type=type_.name)
        node.set("datatypeLibrary", type_.library)
        if not data:
            node.text = pattern.value[0]
            return
        for name, value in type_.facets:
            etree.SubElement(node, f"{RNG}param", name=name).text = value
        for part in pattern.parts:
            self._write(part, etree.SubElement(node, f"{RNG}except"))


def _name(names: NameClass, parent: etree._Element) -> None:
    listed = known_names(names)
    node = parent if len(listed) == 1 else etree.SubElement(parent, f"{RNG}choice")
    for name in listed:
        etree.SubElement(node, f"{RNG}name", ns=name.namespace).text = name.local
