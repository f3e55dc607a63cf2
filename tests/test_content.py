"""The tables of what may stand in what, held against the grammar they are taken from."""

from collections.abc import Iterator

import pytest
from lxml import etree

from edition.content import IDENTIFIED, MAY_CONTAIN, MIXED
from edition.resources import resource

RNG = "{http://relaxng.org/ns/structure/1.0}"


class Grammar:
    """The element patterns of `edition.rng` that a text reaches, by name."""

    def __init__(self) -> None:
        root = etree.parse(resource("schemas") / "edition.rng").getroot()
        self.defines = {str(define.get("name")): define for define in root.iter(f"{RNG}define")}
        self.elements: dict[str, etree._Element] = {}
        open_patterns = [self.defines["text"].find(f"{RNG}element")]
        while open_patterns:
            pattern = open_patterns.pop()
            assert pattern is not None
            if self.name(pattern) in self.elements:
                assert self.elements[self.name(pattern)] is pattern, "two patterns for one name"
                continue
            self.elements[self.name(pattern)] = pattern
            open_patterns.extend(node for node in self.inside(pattern) if node.tag == f"{RNG}element")

    def name(self, pattern: etree._Element) -> str:
        return str(pattern.findtext(f"{RNG}name"))

    def inside(self, pattern: etree._Element) -> Iterator[etree._Element]:
        """The patterns of an element's content and attributes, no deeper than its child elements."""
        seen: set[str] = set()
        todo = list(pattern)
        while todo:
            node = todo.pop()
            yield node
            if node.tag == f"{RNG}ref":
                name = str(node.get("name"))
                if name not in seen:
                    seen.add(name)
                    todo.extend(self.defines[name])
            elif node.tag not in (f"{RNG}element", f"{RNG}attribute"):
                todo.extend(node)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return Grammar()


def test_the_table_has_a_row_for_each_element_of_the_grammar(grammar: Grammar) -> None:
    assert set(MAY_CONTAIN) == set(grammar.elements)


def test_each_row_allows_what_the_grammar_allows(grammar: Grammar) -> None:
    for name, pattern in grammar.elements.items():
        children = {grammar.name(node) for node in grammar.inside(pattern) if node.tag == f"{RNG}element"}
        assert MAY_CONTAIN[name] == children, name


def test_text_stands_where_the_grammar_allows_it(grammar: Grammar) -> None:
    assert {
        name
        for name, pattern in grammar.elements.items()
        if any(node.tag == f"{RNG}text" for node in grammar.inside(pattern))
    } == MIXED


def test_ids_are_demanded_where_the_grammar_demands_them(grammar: Grammar) -> None:
    assert {
        name
        for name, pattern in grammar.elements.items()
        if any(node.get("name") == "required.id" for node in grammar.inside(pattern))
    } == IDENTIFIED
