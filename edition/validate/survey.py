"""What occurs in a tree: names, and the values of attributes; one walk for all who ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

# Names of elements and of attributes on them, as lxml writes them: ("{…}p", "") and ("{…}p", "n").
Used = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Survey:
    """The names of a tree; by the names of element and attribute, how often each value of it occurs."""

    used: Used
    values: Mapping[tuple[str, str], Mapping[str, int]]

    def values_of(self, name: str) -> set[str]:
        """The values of an attribute on any element."""
        return {value for (_, each), counts in self.values.items() if each == name for value in counts}


def survey(root: etree._Element) -> Survey:
    """The survey of a tree."""
    used: set[tuple[str, str]] = set()
    values: dict[tuple[str, str], dict[str, int]] = {}
    for element in root.iter("*"):
        tag = str(element.tag)
        used.add((tag, ""))
        for name, value in element.items():
            counts = values.setdefault((tag, name), {})
            counts[value] = counts.get(value, 0) + 1
    return Survey(frozenset(used.union(values)), values)
