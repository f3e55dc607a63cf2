"""A pruned grammar made ready for files of its names: libxml2 judges their structure, we their strings and ids.

libxml2 takes seconds to make the whole of TEI ready, and milliseconds for what one file uses of it. What it
refuses is looked at again by our own engine, which has the last word. What it lets pass is so: it sees hardly
a datatype, and the tests hold it against the engine over random grammars, samples and mutants.
"""

from collections import Counter

from lxml import etree

from edition.validate.relaxng.automaton import Automaton
from edition.validate.relaxng.identities import typed_attributes
from edition.validate.relaxng.names import clark, known_names
from edition.validate.relaxng.patterns import STRINGS, Kind, Pattern
from edition.validate.relaxng.simplify import Grammar
from edition.validate.relaxng.sources import RNG
from edition.validate.relaxng.verdict import is_right
from edition.validate.survey import Survey

Attribute = tuple[str, str]
# Values of one attribute that are remembered.
MANY = 10_000
# Types whose values hang on the prefixes that hold at a place.
NAMES = frozenset(("QName", "NOTATION"))


class Form:
    """A pruned grammar; `accepts` is a sure yes or a doubtful no."""

    def __init__(self, grammar: Grammar, written: etree._Element) -> None:
        self._automaton = Automaton(grammar)
        self._kinds = typed_attributes(self._automaton)
        self._strings: dict[Attribute, list[Pattern]] = {}
        self._typed: dict[str, list[Pattern]] = {}
        # Values that were looked at already, in this file or another.
        self._right: dict[Attribute, set[str]] = {}
        self._named = any(p.type is not None and p.type.name in NAMES for p in grammar.patterns.all)
        for element in grammar.elements():
            self._learn(element)
        self._structure = _structure(written)

    def _learn(self, element: Pattern) -> None:
        assert element.names is not None
        tags = [clark(name) for name in known_names(element.names)]
        if _holds_strings(element.parts[0]):
            for tag in tags:
                self._typed.setdefault(tag, []).append(element)
        for attribute in self._automaton.derivatives.attributes(element.parts[0]):
            assert attribute.names is not None
            if attribute.parts[0].kind is not Kind.TEXT:
                for name in known_names(attribute.names):
                    for tag in tags:
                        self._strings.setdefault((tag, clark(name)), []).append(attribute.parts[0])

    def accepts(self, root: etree._Element, seen: Survey) -> bool:
        """Whether a tree is valid beyond doubt, its names being among those of the pruning."""
        return (
            self._structure is not None
            and not self._named
            and self._values_are_right(seen)
            and self._ids_are_right(seen)
            and self._structure.validate(root)
            and all(
                is_right(element, pattern, self._automaton)
                for tag, patterns in self._typed.items()
                for element in root.iter(tag)
                for pattern in patterns
            )
        )

    def _values_are_right(self, seen: Survey) -> bool:
        for attribute, values in seen.values.items():
            right = self._right.setdefault(attribute, set())
            # Where an attribute has one type here and another there, only what both take is beyond doubt.
            for value in values.keys() - right:
                patterns = self._strings.get(attribute, ())
                if not all(self._automaton.matches(pattern, value, {}) for pattern in patterns):
                    return False
                if len(right) < MANY:
                    right.add(value)
        return True

    def _ids_are_right(self, seen: Survey) -> bool:
        ids: set[str] = set()
        pointers: set[str] = set()
        for attribute, values in seen.values.items():
            kind = self._kinds.get(attribute)
            if kind is None:
                continue
            for value, count in values.items():
                for word in value.split():
                    if kind != "ID":
                        pointers.add(word)
                    elif word in ids or count > 1:
                        return False
                    else:
                        ids.add(word)
        return pointers <= ids


def _holds_strings(content: Pattern) -> bool:
    """Whether the value of the text in an element matters."""
    todo = [content]
    while todo:
        pattern = todo.pop()
        if pattern.kind in STRINGS:
            return True
        if pattern.kind not in (Kind.ELEMENT, Kind.ATTRIBUTE):
            todo += pattern.parts
    return False


def _structure(written: etree._Element) -> etree.RelaxNG | None:
    """The grammar for libxml2, types of attributes left out; none where it cannot read the rest."""
    for element in written.iter(f"{RNG}element"):
        attributes = list(element.iter(f"{RNG}attribute"))
        names = Counter(name for attribute in attributes for name in _names(attribute))
        for attribute in attributes:
            # Where one pattern alone is for a name, its values decide of nothing but themselves.
            if all(names[name] == 1 for name in _names(attribute)):
                del attribute[1:]
                etree.SubElement(attribute, f"{RNG}text")
    for data in written.iter(f"{RNG}data"):
        if data.get("type") in ("ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES"):
            # With these libxml2 changes the tree.
            data.set("type", "token")
            del data[:]
    try:
        return etree.RelaxNG(written)
    except etree.RelaxNGParseError:
        return None


def _names(attribute: etree._Element) -> list[tuple[str | None, str | None]]:
    return [(name.get("ns"), name.text) for name in attribute[0].iter(f"{RNG}name")]
