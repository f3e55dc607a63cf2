"""A grammar as an automaton over trees, made as far as documents need it: states of content, and what leads on."""

from collections.abc import Sequence

from edition.validate.relaxng.datatypes import Namespaces, ident, same_value, test_of, words
from edition.validate.relaxng.derivatives import Derivatives, Leaves
from edition.validate.relaxng.names import clark, contains, known_names, split
from edition.validate.relaxng.patterns import STRINGS, Kind, Pattern
from edition.validate.relaxng.simplify import Grammar

SPACE = " \t\n\r"


class Content:
    """What may follow within an element: a pattern for each of the element patterns it may be by.

    `open_text`: any text may stand here and changes nothing. `typed`: a string may stand here whose value matters.
    """

    __slots__ = (
        "after",
        "attributes",
        "closed",
        "is_closed",
        "open_text",
        "opened",
        "patterns",
        "text",
        "typed",
    )

    def __init__(self, patterns: tuple[Pattern, ...], open_text: bool, typed: bool) -> None:
        self.patterns = patterns
        self.open_text = open_text
        self.typed = typed
        self.opened: dict[str, Opening | None] = {}
        self.after: dict[Leaves, Content] = {}
        self.attributes: dict[str, tuple[tuple[Pattern, ...], Content | None]] = {}
        self.closed: Content | None = None
        self.is_closed = False
        self.text: Content | None = None


class Opening:
    """What a child may be: its element patterns, where its content starts, and the parent's state after it."""

    __slots__ = ("content", "elements", "following", "whole")

    def __init__(self, elements: tuple[Pattern, ...], content: Content, following: Content) -> None:
        self.elements = elements
        self.whole: Leaves = frozenset(elements)
        self.content = content
        self.following = following  # if the child is right by all of its patterns


class Automaton:
    """The states of one grammar, each made once."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.derivatives = Derivatives(grammar.patterns)
        self._contents: dict[tuple[Pattern, ...], Content] = {}
        self._values: dict[tuple[Pattern, str], bool] = {}
        self._inside: dict[tuple[Pattern, ...], dict[str, list[Pattern]]] = {}
        self._idents: dict[Pattern, str | None] = {}
        # Which attributes hold ids, as `identities` finds out when it is first asked.
        self.typed: dict[tuple[str, str], str] | None = None
        self.start = self.content((grammar.start,))

    def content(self, patterns: tuple[Pattern, ...]) -> Content:
        """The state of some patterns."""
        known = self._contents.get(patterns)
        if known is None:
            known = self._contents[patterns] = self._make(patterns)
        return known

    def _make(self, patterns: tuple[Pattern, ...]) -> Content:
        if any(pattern.attributes for pattern in patterns):
            return Content(patterns, False, False)
        text = frozenset((self.grammar.patterns.text,))
        firsts = [self.derivatives.first(pattern) for pattern in patterns]
        typed = any(leaf.kind in STRINGS for first in firsts for leaf in first)
        return Content(patterns, all(self.derivatives.after(p, text) is p for p in patterns), typed)

    def opening(self, content: Content, tag: str) -> Opening | None:
        """What a child of some name may be in a state; none where none may stand."""
        if tag in content.opened:
            return content.opened[tag]
        found = self.candidates(content, tag)
        opening = None
        if found:
            inner = self.content(tuple(element.parts[0] for element in found))
            opening = Opening(found, inner, self.following(content, frozenset(found)))
        content.opened[tag] = opening
        return opening

    def candidates(self, content: Content, tag: str) -> tuple[Pattern, ...]:
        """The element patterns of some name that may come next."""
        name = split(tag)
        return tuple(
            dict.fromkeys(
                leaf
                for pattern in content.patterns
                for leaf in self.derivatives.first(pattern)
                if leaf.kind is Kind.ELEMENT and leaf.names is not None and contains(leaf.names, *name)
            )
        )

    def following(self, content: Content, elements: Leaves) -> Content:
        """The state after a child that is right by these of its patterns."""
        known = content.after.get(elements)
        if known is None:
            after = self.derivatives.after
            known = self.content(tuple(after(pattern, elements) for pattern in content.patterns))
            content.after[elements] = known
        return known

    def after_attribute(
        self, content: Content, name: str, value: str, namespaces: Namespaces
    ) -> Content | None:
        """The state after an attribute, within its start tag; none where it may not stand or be so."""
        leaves, whole = content.attributes.get(name) or self._attribute(content, name)
        right = [leaf for leaf in leaves if self.matches(leaf.parts[0], value, namespaces)]
        if len(right) == len(leaves):
            return whole
        return self._after_attribute(content, right) if right else None

    def attribute_patterns(self, content: Content, name: str) -> tuple[Pattern, ...]:
        """The attribute patterns of some name in a state."""
        return (content.attributes.get(name) or self._attribute(content, name))[0]

    def _attribute(self, content: Content, name: str) -> tuple[tuple[Pattern, ...], Content | None]:
        found = split(name)
        leaves = tuple(
            dict.fromkeys(
                leaf
                for pattern in content.patterns
                for leaf in self.derivatives.attributes(pattern)
                if leaf.names is not None and contains(leaf.names, *found)
            )
        )
        known = leaves, self._after_attribute(content, leaves) if leaves else None
        content.attributes[name] = known
        return known

    def _after_attribute(self, content: Content, leaves: Sequence[Pattern]) -> Content | None:
        after, chosen = self.derivatives.after_attribute, frozenset(leaves)
        left = tuple(after(pattern, chosen) for pattern in content.patterns)
        return None if self.is_dead(left) else self.content(left)

    def closed(self, content: Content) -> Content | None:
        """The state when a start tag ends; none where an attribute is missing."""
        if not content.is_closed:
            left = tuple(self.derivatives.without_attributes(pattern) for pattern in content.patterns)
            content.closed = None if self.is_dead(left) else self.content(left)
            content.is_closed = True
        return content.closed

    def after_text(self, content: Content) -> Content | None:
        """The state after text beside elements; none where there may be none."""
        if content.text is None:
            text = frozenset((self.grammar.patterns.text,))
            content.text = self.content(tuple(self.derivatives.after(p, text) for p in content.patterns))
        return None if self.is_dead(content.text.patterns) else content.text

    def right_strings(self, content: Content, string: str, namespaces: Namespaces) -> list[bool]:
        """For each pattern of a state, whether a string may be all that an element holds."""
        blank = not string.strip(SPACE)
        return [
            (blank and pattern.nullable) or self._string(pattern, string, namespaces)
            for pattern in content.patterns
        ]

    def matches(self, pattern: Pattern, string: str, namespaces: Namespaces) -> bool:
        """Whether a string is what a pattern of an attribute's value or of an element's text wants."""
        if pattern is self.grammar.patterns.text:
            return True
        key = (pattern, string)
        known = self._values.get(key)
        if known is None:
            known = (pattern.nullable and not string.strip(SPACE)) or self._string(
                pattern, string, namespaces
            )
            # What depends on prefixes is asked again each time.
            if len(string) < 200 and not _has_names(pattern):
                self._values[key] = known
        return known

    def _string(self, pattern: Pattern, string: str, namespaces: Namespaces) -> bool:
        leaves = self.derivatives.first(pattern)
        right = frozenset(leaf for leaf in leaves if self.accepts(leaf, string, namespaces))
        return bool(right) and self.derivatives.after(pattern, right).nullable

    def accepts(self, leaf: Pattern, string: str, namespaces: Namespaces) -> bool:
        """Whether a leaf takes a string: text any, the others by their types."""
        if leaf.kind is Kind.TEXT:
            return True
        if leaf.kind is Kind.LIST:
            return self._list(leaf.parts[0], words(string), namespaces)
        if leaf.type is None:
            return False
        if leaf.kind is Kind.VALUE:
            return same_value(leaf.type, string, namespaces, *leaf.value)
        return test_of(leaf.type)(string, namespaces) and not (
            leaf.parts and self.matches(leaf.parts[0], string, namespaces)
        )

    def _list(self, pattern: Pattern, items: Sequence[str], namespaces: Namespaces) -> bool:
        for item in items:
            leaves = self.derivatives.first(pattern)
            right = frozenset(leaf for leaf in leaves if self.accepts(leaf, item, namespaces))
            pattern = self.derivatives.after(pattern, right)
        return pattern.nullable

    def is_dead(self, patterns: Sequence[Pattern]) -> bool:
        """Whether nothing can come of any of some patterns."""
        dead = self.grammar.patterns.not_allowed
        return all(pattern is dead for pattern in patterns)

    def first(self, content: Content) -> list[Pattern]:
        """The leaves that may come next in a state."""
        return list(dict.fromkeys(leaf for p in content.patterns for leaf in self.derivatives.first(p)))

    def inside(self, content: Content) -> dict[str, list[Pattern]]:
        """The elements that have a place anywhere in a state, now or later, by their names (`{namespace}local`)."""
        key = content.patterns
        if key not in self._inside:
            found: dict[str, list[Pattern]] = {}
            seen: set[Pattern] = set()
            todo = list(reversed(key))
            while todo:
                pattern = todo.pop()
                if pattern in seen:
                    continue
                seen.add(pattern)
                if pattern.kind is Kind.ELEMENT and pattern.names is not None:
                    for name in known_names(pattern.names):
                        found.setdefault(clark(name), []).append(pattern)
                elif pattern.kind is not Kind.ATTRIBUTE:
                    todo += reversed(pattern.parts)
            self._inside[key] = found
        return self._inside[key]

    def ident(self, attribute: Pattern) -> str | None:
        """Whether the values of an attribute pattern are ids or point at ids."""
        if attribute not in self._idents:
            types = [leaf.type for leaf in self.derivatives.first(attribute.parts[0]) if leaf.type]
            self._idents[attribute] = next((found for type_ in types if (found := ident(type_))), None)
        return self._idents[attribute]


def _has_names(pattern: Pattern) -> bool:
    """Whether qualified names stand in a pattern of strings, whose meaning hangs on their place."""
    todo = [pattern]
    while todo:
        each = todo.pop()
        if each.type is not None and each.type.name in ("QName", "NOTATION"):
            return True
        todo += each.parts
    return False
