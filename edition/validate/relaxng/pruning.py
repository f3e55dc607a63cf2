"""A grammar pruned to the names that occur: the same verdict on files of these names, and a small grammar."""

from collections.abc import Iterator, Sequence

from edition.validate.relaxng.names import (
    AnyOf,
    Name,
    NameClass,
    Names,
    clark,
    contains,
    known_names,
    simple_classes,
    split,
)
from edition.validate.relaxng.patterns import Kind, Pattern, Patterns
from edition.validate.relaxng.simplify import Grammar
from edition.validate.survey import Used


def pruned(grammar: Grammar, used: Used) -> Grammar:
    """The grammar without what none of these names can be; every class of names lists those that are left.

    An element or attribute pattern that no name of a file belongs to matches nothing in it: `notAllowed`
    stands for it, and takes away what cannot be without it (rules of sections 4.20 and 4.21).
    """
    return _Pruner(used).grammar(grammar)


class _Pruner:
    """Makes each pattern again, once; those with attributes once for each set of attributes an element has."""

    def __init__(self, used: Used) -> None:
        self._elements = [Name(*split(tag)) for tag, name in sorted(used) if not name]
        self._of: dict[str, set[str]] = {}
        for tag, name in used:
            if name:
                self._of.setdefault(tag, set()).add(name)
        # The attributes of the element that is being made.
        self._attributes: tuple[Name, ...] = ()
        self._made = Patterns()
        self._again: dict[Pattern, Pattern] = {}
        self._with_attributes: dict[tuple[Pattern, tuple[Name, ...]], Pattern] = {}
        # Elements whose content is still to be made.
        self._todo: list[tuple[Pattern, Pattern]] = []

    def grammar(self, grammar: Grammar) -> Grammar:
        """The whole."""
        start = self._pattern(grammar.start)
        while self._todo:
            made, old = self._todo.pop()
            assert made.names is not None
            tags = [clark(name) for name in known_names(made.names)]
            attributes = set().union(*(self._of.get(tag, ()) for tag in tags))
            self._attributes = tuple(Name(*split(name)) for name in sorted(attributes))
            made.parts = (self._pattern(old.parts[0]),)
        return Grammar(self._made, start, grammar.files)

    def _pattern(self, old: Pattern) -> Pattern:
        if old.attributes:
            key = (old, self._attributes)
            known = self._with_attributes.get(key)
            if known is None:
                known = self._with_attributes[key] = self._make(old)
            return known
        known = self._again.get(old)
        if known is None:
            known = self._again[old] = self._make(old)
        return known

    def _make(self, old: Pattern) -> Pattern:
        made, kind = self._made, old.kind
        if kind is Kind.ELEMENT:
            return self._element(old)
        if kind is Kind.ATTRIBUTE:
            assert old.names is not None
            left = _left(old.names, self._attributes)
            return made.attribute(left, self._pattern(old.parts[0])) if left else made.not_allowed
        parts = [self._pattern(part) for part in old.parts]
        if kind is Kind.CHOICE:
            return made.choice(parts)
        if kind is Kind.GROUP:
            return made.group(parts)
        if kind is Kind.INTERLEAVE:
            return made.interleave(parts)
        if kind is Kind.ONE_OR_MORE:
            return made.one_or_more(parts[0])
        if kind is Kind.LIST:
            return made.list(parts[0])
        if kind is Kind.TEXT:
            return made.text
        if kind is Kind.EMPTY:
            return made.empty
        if old.type is None:
            return made.not_allowed
        if kind is Kind.VALUE:
            return made.value(old.type, *old.value)
        return made.data(old.type, parts[0] if parts else None)

    def _element(self, old: Pattern) -> Pattern:
        assert old.names is not None
        left = _left(old.names, self._elements)
        if left is None:
            return self._made.not_allowed
        made = self._made.element(left)
        self._todo.append((made, old))
        return made


def _left(names: NameClass, used: Sequence[Name]) -> NameClass | None:
    """The names of a class that occur."""
    found = tuple(_belonging(names, used))
    if not found:
        return None
    return found[0] if len(found) == 1 else Names(found)


def _belonging(names: NameClass, used: Sequence[Name]) -> Iterator[Name]:
    classes = list(simple_classes(names))
    if any(isinstance(each, AnyOf) for each in classes):
        yield from (name for name in used if contains(names, name.namespace, name.local))
    else:
        listed = set(classes)
        yield from (name for name in used if name in listed)
