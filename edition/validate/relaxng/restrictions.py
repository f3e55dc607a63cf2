"""What a grammar may not say though each part of it is right (specification, section 7)."""

from collections.abc import Iterator
from enum import IntEnum, IntFlag, auto
from itertools import combinations

from edition.diagnostics import Location
from edition.validate.relaxng.names import Name, contains, is_finite, overlap, simple_classes
from edition.validate.relaxng.patterns import Kind, Pattern, Patterns
from edition.validate.relaxng.simplify import Grammar
from edition.validate.relaxng.sources import SchemaError


class Within(IntFlag):
    """What a pattern stands in."""

    START = auto()
    ATTRIBUTE = auto()
    LIST = auto()
    EXCEPT = auto()
    REPEATED = auto()
    REPEATED_SEQUENCE = auto()


class Type(IntEnum):
    """What an element holds by a pattern: nothing, elements and text, or a string."""

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


STRINGS = (Kind.DATA, Kind.VALUE, Kind.LIST)
SEQUENCES = (Kind.GROUP, Kind.INTERLEAVE)
# Where which patterns may not stand (7.1), and how the place is called.
FORBIDDEN: tuple[tuple[Within, tuple[Kind, ...], str], ...] = (
    (
        Within.START,
        (Kind.ATTRIBUTE, *STRINGS, Kind.TEXT, *SEQUENCES, Kind.ONE_OR_MORE, Kind.EMPTY),
        "where a grammar starts",
    ),
    (Within.ATTRIBUTE, (Kind.ATTRIBUTE, Kind.ELEMENT), "in an attribute"),
    (Within.LIST, (Kind.ELEMENT, Kind.ATTRIBUTE, Kind.TEXT, Kind.LIST, Kind.INTERLEAVE), "in a list"),
    (
        Within.EXCEPT,
        (Kind.ATTRIBUTE, Kind.ELEMENT, Kind.LIST, Kind.TEXT, *SEQUENCES, Kind.ONE_OR_MORE, Kind.EMPTY),
        "in the exception of data",
    ),
    (Within.REPEATED_SEQUENCE, (Kind.ATTRIBUTE,), "in a sequence that is repeated"),
)
SAID = {Kind.ONE_OR_MORE: "oneOrMore", Kind.NOT_ALLOWED: "notAllowed"}


def check(grammar: Grammar) -> None:
    """Nothing where a grammar keeps the rules; raises `SchemaError` at the first place where it does not."""
    _Check(grammar).whole()


class _Check:
    """One check of one grammar; what was seen in a place is not looked at again."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._made: Patterns = grammar.patterns
        self._seen: set[tuple[Pattern, Within]] = set()
        self._types: dict[Pattern, Type] = {}
        self._names: dict[Pattern, tuple[frozenset[Name], tuple[Pattern, ...]]] = {}

    def whole(self) -> None:
        """The start, then each element."""
        self._walk(self._grammar.start, Within.START)
        # What cannot be reached from the start is taken away before these rules are asked (4.19).
        for element in self._grammar.elements():
            self._walk(element.parts[0], Within(0))
            self._type(element.parts[0])
            self._attributes(element.parts[0])

    def _error(self, pattern: Pattern, message: str) -> SchemaError:
        place = self._made.places.get(pattern)
        if place is None:
            inner = (self._made.places.get(part) for part in pattern.parts)
            place = next((found for found in inner if found), Location(str(self._grammar.files[0])))
        return SchemaError(message, place)

    def _walk(self, pattern: Pattern, within: Within) -> None:
        todo = [(pattern, within)]
        while todo:
            each, where = todo.pop()
            if (each, where) in self._seen:
                continue
            self._seen.add((each, where))
            for place, kinds, said in FORBIDDEN:
                if where & place and each.kind in kinds:
                    name = SAID.get(each.kind, each.kind.name.lower())
                    raise self._error(each, f"<{name}> cannot stand {said}")
            if each.kind is Kind.ATTRIBUTE and not where & Within.REPEATED and not is_finite(each.names):  # type: ignore[arg-type]
                raise self._error(
                    each, "an attribute of any name must be repeated: <zeroOrMore> or <oneOrMore>"
                )
            if each.kind is Kind.INTERLEAVE:
                self._interleave(each)
            todo += self._parts(each, where)

    @staticmethod
    def _parts(pattern: Pattern, where: Within) -> Iterator[tuple[Pattern, Within]]:
        inner = where
        if pattern.kind is Kind.ELEMENT:
            return
        if pattern.kind is Kind.ATTRIBUTE:
            inner = Within.ATTRIBUTE
        elif pattern.kind is Kind.LIST:
            inner = where | Within.LIST
        elif pattern.kind is Kind.DATA:
            inner = where | Within.EXCEPT
        elif pattern.kind is Kind.ONE_OR_MORE:
            inner = where | Within.REPEATED
        elif pattern.kind in SEQUENCES and where & Within.REPEATED:
            inner = where | Within.REPEATED_SEQUENCE
        for part in pattern.parts:
            yield part, inner

    def _type(self, pattern: Pattern) -> Type:
        """What an element holds by a pattern (7.2)."""
        if pattern not in self._types:
            self._types[pattern] = self._of(pattern)
        return self._types[pattern]

    def _of(self, pattern: Pattern) -> Type:
        kind = pattern.kind
        if kind in STRINGS:
            return Type.SIMPLE
        if kind in (Kind.TEXT, Kind.ELEMENT):
            return Type.COMPLEX
        if kind is Kind.ATTRIBUTE:
            self._type(pattern.parts[0])
            return Type.EMPTY
        types = [self._type(part) for part in pattern.parts]
        whole = max(types, default=Type.EMPTY)
        alone = kind is Kind.CHOICE or whole is not Type.SIMPLE
        if alone or (kind in SEQUENCES and sorted(types)[-2] is Type.EMPTY):
            return whole
        raise self._error(pattern, "a string of a type cannot stand beside other content")

    def _attributes(self, pattern: Pattern) -> tuple[frozenset[Name], tuple[Pattern, ...]]:
        """The attributes in a pattern: single names, and patterns of endlessly many (7.3)."""
        if pattern in self._names:
            return self._names[pattern]
        names: set[Name] = set()
        others: list[Pattern] = []
        if pattern.kind is Kind.ATTRIBUTE:
            assert pattern.names is not None
            finite = is_finite(pattern.names)
            names = {n for n in simple_classes(pattern.names) if isinstance(n, Name)} if finite else set()
            others = [] if finite else [pattern]
        elif pattern.attributes:
            parts = [self._attributes(part) for part in pattern.parts if part.attributes]
            if pattern.kind in SEQUENCES:
                self._disjoint(pattern, parts)
            names = {name for part in parts for name in part[0]}
            others = [each for part in parts for each in part[1]]
        known = frozenset(names), tuple(dict.fromkeys(others))
        self._names[pattern] = known
        return known

    def _disjoint(self, pattern: Pattern, parts: list[tuple[frozenset[Name], tuple[Pattern, ...]]]) -> None:
        total = sum(len(part[0]) for part in parts)
        union: set[Name] = set().union(*(part[0] for part in parts))
        if total != len(union):
            double = next(n for n in sorted(union, key=str) if sum(n in part[0] for part in parts) > 1)
            raise self._error(pattern, f"the attribute {double.local} is given twice")
        for one, other in combinations(parts, 2):
            for endless in one[1]:
                self._apart(pattern, endless, other)
            for endless in other[1]:
                self._apart(pattern, endless, (one[0], ()))

    def _apart(
        self, pattern: Pattern, endless: Pattern, other: tuple[frozenset[Name], tuple[Pattern, ...]]
    ) -> None:
        assert endless.names is not None
        for name in other[0]:
            if contains(endless.names, name.namespace, name.local):
                raise self._error(pattern, f"the attribute {name.local} is given twice, once among any names")
        for each in other[1]:
            if each.names is not None and overlap(endless.names, each.names):
                raise self._error(pattern, "attributes of any name are given twice")

    def _interleave(self, pattern: Pattern) -> None:
        """Elements of one name, or text, may stand in one part only (7.4)."""
        parts = [self._letters(part) for part in pattern.parts]
        for one, other in combinations(parts, 2):
            if self._made.text in one and self._made.text in other:
                raise self._error(pattern, "text stands in two parts of what is interleaved")
            for a in one - {self._made.text}:
                for b in other - {self._made.text}:
                    if a.names is not None and b.names is not None and overlap(a.names, b.names):
                        raise self._error(
                            pattern, "elements of one name stand in two parts of what is interleaved"
                        )

    def _letters(self, pattern: Pattern) -> set[Pattern]:
        """The elements in a pattern, and text."""
        found: set[Pattern] = set()
        seen: set[Pattern] = set()
        todo = [pattern]
        while todo:
            each = todo.pop()
            if each in seen:
                continue
            seen.add(each)
            if each.kind in (Kind.ELEMENT, Kind.TEXT):
                found.add(each)
            elif each.kind not in (Kind.ATTRIBUTE, *STRINGS):
                todo += each.parts
        return found
