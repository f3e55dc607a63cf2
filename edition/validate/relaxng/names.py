"""Name classes of RELAX NG: which names an element or attribute pattern is for."""

from collections.abc import Iterator
from dataclasses import dataclass

XML = "http://www.w3.org/XML/1998/namespace"
# No document can write this name: it stands for all the names that a class does not tell apart.
ELSEWHERE = "\x00"


@dataclass(frozen=True, slots=True)
class Name:
    """One name."""

    namespace: str
    local: str


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Every name of a namespace (of any, where it is `None`) but those of another class."""

    namespace: str | None
    excluded: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of several classes."""

    classes: tuple["NameClass", ...]


NameClass = Name | AnyOf | Names


def contains(names: NameClass, namespace: str, local: str) -> bool:
    """Whether a name belongs to a class."""
    return any(_holds(each, namespace, local) for each in simple_classes(names))


def _holds(each: "Name | AnyOf", namespace: str, local: str) -> bool:
    if isinstance(each, Name):
        return each.local == local and each.namespace == namespace
    if each.namespace is not None and each.namespace != namespace:
        return False
    # An exclusion holds no exclusion of its own kind (section 4.16): two levels at most.
    return each.excluded is None or not contains(each.excluded, namespace, local)


def simple_classes(names: NameClass) -> Iterator[Name | AnyOf]:
    """The single classes that a class is made of."""
    todo: list[NameClass] = [names]
    while todo:
        each = todo.pop()
        if isinstance(each, Names):
            todo += reversed(each.classes)
        else:
            yield each


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name belongs to both classes (Clark's method: the names they tell apart, and one more)."""
    tried = {*_representatives(one), *_representatives(other)}
    return any(contains(one, *name) and contains(other, *name) for name in tried)


def is_finite(names: NameClass) -> bool:
    """Whether a class lists its names."""
    return all(isinstance(each, Name) for each in simple_classes(names))


def known_names(names: NameClass) -> tuple[Name, ...]:
    """The names that a class lists, those of exclusions apart."""
    return tuple(each for each in simple_classes(names) if isinstance(each, Name))


def _representatives(names: NameClass) -> Iterator[tuple[str, str]]:
    for each in simple_classes(names):
        if isinstance(each, Name):
            yield each.namespace, each.local
            continue
        yield ELSEWHERE if each.namespace is None else each.namespace, ELSEWHERE
        if each.excluded is not None:
            yield from _representatives(each.excluded)


def clark(name: Name) -> str:
    """A name as lxml writes it: `{namespace}local`."""
    return f"{{{name.namespace}}}{name.local}" if name.namespace else name.local


def split(tag: str) -> tuple[str, str]:
    """Namespace and local part of a name as lxml writes it."""
    namespace, _, local = tag.rpartition("}")
    return namespace[1:], local
