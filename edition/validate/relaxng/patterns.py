"""Patterns of a simplified grammar, each made once: equal patterns are the same object."""

from dataclasses import dataclass
from enum import IntEnum

from edition.diagnostics import Location
from edition.validate.relaxng.names import NameClass


class Kind(IntEnum):
    """What a pattern is; `LEAVES` are those that one thing in a document can use up."""

    EMPTY = 0
    NOT_ALLOWED = 1
    TEXT = 2
    CHOICE = 3
    GROUP = 4
    INTERLEAVE = 5
    ONE_OR_MORE = 6
    ELEMENT = 7
    ATTRIBUTE = 8
    DATA = 9
    VALUE = 10
    LIST = 11


STRINGS = frozenset((Kind.DATA, Kind.VALUE, Kind.LIST))
# What a grammar may be nested into itself, its definitions put in place; TEI's come to about twenty.
DEPTH_LIMIT = 200


@dataclass(frozen=True, slots=True)
class TypeName:
    """A datatype with its facets: library, name, and the pairs of its `param`s in order."""

    library: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()


class Pattern:
    """A pattern; compare with `is`. Made by `Patterns` only, but for `parts` of elements, which come later.

    `parts`: of a choice, group or interleave; the content of one-or-more, element, attribute and list;
    the exception of data, if any. `names` of elements and attributes, `type` of data and values.
    """

    __slots__ = ("attributes", "depth", "kind", "names", "nullable", "number", "parts", "type", "value")

    attributes: bool
    depth: int

    def __init__(
        self,
        number: int,
        kind: Kind,
        parts: tuple["Pattern", ...] = (),
        names: NameClass | None = None,
        type_: TypeName | None = None,
        value: tuple[str, str] = ("", ""),
    ) -> None:
        self.number = number
        self.kind = kind
        self.parts = parts
        self.names = names
        self.type = type_
        self.value = value  # the string, and the namespace for its prefix if it is a name
        inner = parts if kind in (Kind.CHOICE, Kind.GROUP, Kind.INTERLEAVE, Kind.ONE_OR_MORE) else ()
        # Whether it has attributes, outside the elements in it.
        self.attributes = kind is Kind.ATTRIBUTE or any(part.attributes for part in inner)
        self.depth = 1 + max((part.depth for part in inner), default=0)
        self.nullable = _nullable(kind, parts)


def _nullable(kind: Kind, parts: tuple[Pattern, ...]) -> bool:
    if kind in (Kind.EMPTY, Kind.TEXT):
        return True
    if kind is Kind.CHOICE:
        return any(part.nullable for part in parts)
    if kind in (Kind.GROUP, Kind.INTERLEAVE, Kind.ONE_OR_MORE):
        return all(part.nullable for part in parts)
    return False


class TooDeep(Exception):  # noqa: N818  # it says what is wrong
    """A grammar that is nested more deeply than it can be walked."""


class Patterns:
    """Makes patterns, by the rules of section 4.20 and 4.21 of the specification, and keeps them."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Pattern] = {}
        self.all: list[Pattern] = []
        # Where in the schema a pattern was first written, for what is wrong with it.
        self.places: dict[Pattern, Location] = {}
        self.empty = self._make(Kind.EMPTY)
        self.not_allowed = self._make(Kind.NOT_ALLOWED)
        self.text = self._make(Kind.TEXT)

    def choice(self, parts: "tuple[Pattern, ...] | list[Pattern]") -> Pattern:
        """Any of the parts; without doubles and the impossible."""
        flat: dict[Pattern, None] = {}
        for part in parts:
            for each in part.parts if part.kind is Kind.CHOICE else (part,):
                flat[each] = None
        flat.pop(self.not_allowed, None)
        if self.empty in flat and any(part.nullable for part in flat if part is not self.empty):
            del flat[self.empty]
        if len(flat) < 2:
            return next(iter(flat), self.not_allowed)
        return self._make(Kind.CHOICE, tuple(sorted(flat, key=_number)))

    def group(self, parts: "tuple[Pattern, ...] | list[Pattern]") -> Pattern:
        """The parts one after another."""
        return self._sequence(Kind.GROUP, parts)

    def interleave(self, parts: "tuple[Pattern, ...] | list[Pattern]") -> Pattern:
        """The parts, what is in them mingled."""
        return self._sequence(Kind.INTERLEAVE, parts)

    def _sequence(self, kind: Kind, parts: "tuple[Pattern, ...] | list[Pattern]") -> Pattern:
        flat: list[Pattern] = []
        for part in parts:
            if part is self.not_allowed:
                return part
            if part.kind is kind:
                flat += part.parts
            elif part is not self.empty:
                flat.append(part)
        if len(flat) < 2:
            return flat[0] if flat else self.empty
        if kind is Kind.INTERLEAVE:
            flat.sort(key=_number)
        return self._make(kind, tuple(flat))

    def one_or_more(self, part: Pattern) -> Pattern:
        """A part once or again and again."""
        if part.kind in (Kind.EMPTY, Kind.NOT_ALLOWED, Kind.ONE_OR_MORE, Kind.TEXT):
            return part
        if part.kind is Kind.CHOICE and self.empty in part.parts:
            rest = self.choice([each for each in part.parts if each is not self.empty])
            return self.choice([self.empty, self.one_or_more(rest)])
        return self._make(Kind.ONE_OR_MORE, (part,))

    def optional(self, part: Pattern) -> Pattern:
        """A part or nothing."""
        return self.choice([self.empty, part])

    def attribute(self, names: NameClass, content: Pattern) -> Pattern:
        """An attribute of one of some names."""
        if content is self.not_allowed:
            return content
        return self._make(Kind.ATTRIBUTE, (content,), names)

    def data(self, type_: TypeName, exception: Pattern | None = None) -> Pattern:
        """A string of a type, but those that an exception takes."""
        if exception is None or exception is self.not_allowed:
            return self._make(Kind.DATA, (), None, type_)
        return self._make(Kind.DATA, (exception,), None, type_)

    def value(self, type_: TypeName, string: str, namespace: str) -> Pattern:
        """One value of a type."""
        return self._make(Kind.VALUE, (), None, type_, (string, namespace))

    def list(self, content: Pattern) -> Pattern:
        """Words, one after another."""
        return content if content is self.not_allowed else self._make(Kind.LIST, (content,))

    def element(self, names: NameClass) -> Pattern:
        """An element pattern, each another, its content to be set by `parts`."""
        pattern = Pattern(len(self.all), Kind.ELEMENT, (), names)
        self.all.append(pattern)
        return pattern

    def _make(
        self,
        kind: Kind,
        parts: tuple[Pattern, ...] = (),
        names: NameClass | None = None,
        type_: TypeName | None = None,
        value: tuple[str, str] = ("", ""),
    ) -> Pattern:
        key = (kind, parts, names, type_, value)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = Pattern(len(self.all), kind, parts, names, type_, value)
            self.all.append(made)
            if made.depth > DEPTH_LIMIT:
                raise TooDeep
        return made


def _number(pattern: Pattern) -> int:
    return pattern.number
