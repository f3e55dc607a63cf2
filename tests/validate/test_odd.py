"""The ODD says of our schema what the schema itself says: its elements, their attributes, their closed values."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import Severity
from edition.resources import resource
from edition.validate import validate

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "http://www.w3.org/XML/1998/namespace"
ODDS = Path(__file__).resolve().parents[3] / "shared" / "schemas-upstream" / "tei_odds.rng"
ODD = resource("schemas") / "edition.odd"
# An attribute's values where they are closed; none where they are open.
Values = frozenset[str] | None
Lists = Mapping[str, Mapping[str, Values]]


def of_grammar() -> Lists:
    root = etree.parse(resource("schemas") / "edition.rng").getroot()
    defined: dict[str, list[etree._Element]] = {}
    for each in root.iter(f"{RNG}define"):
        defined.setdefault(str(each.get("name")), []).append(each)
    found: dict[str, dict[str, Values]] = {}
    for element in root.iter(f"{RNG}element"):
        known = found.setdefault(named(element), {})
        for attribute in parts(element, defined, f"{RNG}attribute"):
            values = frozenset(str(each.text) for each in parts(attribute, defined, f"{RNG}value"))
            is_open = next(iter(parts(attribute, defined, f"{RNG}data", f"{RNG}text", f"{RNG}list")), None)
            name = named(attribute)
            before = known.get(name, frozenset())
            is_closed = is_open is None and values and before is not None
            known[name] = values | (before or frozenset()) if is_closed else None
    return found


def parts(
    above: etree._Element, defined: Mapping[str, list[etree._Element]], *tags: str
) -> list[etree._Element]:
    """What of these tags belongs to an element or attribute, by way of definitions, and to none within it."""
    found: list[etree._Element] = []
    todo, seen = list(above), set[str]()
    while todo:
        each = todo.pop(0)
        if each.tag in tags:
            found.append(each)
        elif each.tag == f"{RNG}ref" and str(each.get("name")) not in seen:
            seen.add(str(each.get("name")))
            todo += [child for one in defined[str(each.get("name"))] for child in one]
        elif each.tag not in (f"{RNG}element", f"{RNG}attribute"):
            todo += list(each)
    return found


def named(node: etree._Element) -> str:
    name = node.find(f"{RNG}name")
    assert name is not None
    return f"xml:{name.text}" if name.get("ns") == XML else str(name.text)


def of_odd() -> Lists:
    found: dict[str, dict[str, Values]] = {}
    for element in etree.parse(ODD).iter(f"{TEI}elementSpec"):
        known = found.setdefault(str(element.get("ident")), {})
        for attribute in element.iter(f"{TEI}attDef"):
            if attribute.get("mode") != "delete":
                closed = attribute.find(f"{TEI}valList[@type='closed']")
                items = closed.iter(f"{TEI}valItem") if closed is not None else None
                known[str(attribute.get("ident"))] = (
                    frozenset(str(each.get("ident")) for each in items) if items is not None else None
                )
    return found


def test_the_odd_lists_what_the_grammar_has() -> None:
    assert of_odd() == of_grammar()


def test_every_module_and_its_elements_are_named() -> None:
    tree = etree.parse(ODD)
    included = [name for each in tree.iter(f"{TEI}moduleRef") for name in (each.get("include") or "").split()]
    assert sorted(included) == sorted(of_grammar())
    modules = {each.get("key"): (each.get("include") or "").split() for each in tree.iter(f"{TEI}moduleRef")}
    for element in tree.iter(f"{TEI}elementSpec"):
        assert element.get("ident") in modules[element.get("module")]


def test_everything_has_a_gloss() -> None:
    for each in etree.parse(ODD).iter(f"{TEI}elementSpec", f"{TEI}attDef", f"{TEI}valItem"):
        assert (each.findtext(f"{TEI}desc") or "").strip(), each.get("ident")


@pytest.mark.skipif(not ODDS.exists(), reason="tei_odds.rng of the TEI Consortium is not here")
def test_the_odd_is_valid() -> None:
    found = validate(ODD.read_bytes(), str(ODD), [str(ODDS)], rules=False) or ()
    assert [d for d in found if d.severity is Severity.ERROR] == []
