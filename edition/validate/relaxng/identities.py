"""Ids given twice and pointers at ids that are not there, by the types that a grammar gives to attributes."""

from collections.abc import Iterator

from lxml import etree

from edition.validate.relaxng.automaton import Automaton
from edition.validate.relaxng.datatypes import words
from edition.validate.relaxng.faults import Fault, attribute_name, local
from edition.validate.relaxng.names import clark, known_names
from edition.validate.relaxng.nearness import meant
from edition.validate.relaxng.patterns import Pattern


def identities(root: etree._Element, automaton: Automaton) -> Iterator[Fault]:
    """A fault for each id that another element has too, and each pointer by type (`IDREF`) that arrives nowhere.

    Source: *RELAX NG DTD Compatibility*, section 5; as it wants, an attribute's type hangs on its element's
    name and its own, not on the place.
    """
    typed = typed_attributes(automaton)
    if not typed:
        return
    names = {name for _, name in typed}
    ids: dict[str, etree._Element] = {}
    pointers: list[tuple[etree._Element, str, str]] = []
    for element in root.iter("*"):
        for name in names:
            value = element.get(name)
            kind = None if value is None else typed.get((str(element.tag), name)) or typed.get(("*", name))
            for word in words(value) if value and kind else ():
                if kind != "ID":
                    pointers.append((element, name, word))
                elif word in ids:
                    yield _twice(element, name, word, ids[word])
                else:
                    ids[word] = element
    for element, name, word in pointers:
        if word not in ids:
            yield _nowhere(element, name, word, ids)


def typed_attributes(automaton: Automaton) -> dict[tuple[str, str], str]:
    """ID, IDREF or IDREFS by the names of element and attribute; `*` for elements of any name."""
    known = automaton.typed
    if known is None:
        known = {}
        for element in automaton.grammar.elements():
            known.update(_of(element, automaton))
        automaton.typed = known
    return known


def _of(element: Pattern, automaton: Automaton) -> Iterator[tuple[tuple[str, str], str]]:
    assert element.names is not None
    owners = [clark(name) for name in known_names(element.names)] or ["*"]
    for attribute in automaton.derivatives.attributes(element.parts[0]):
        kind = automaton.ident(attribute)
        if kind and attribute.names is not None:
            for name in known_names(attribute.names):
                yield from (((owner, clark(name)), kind) for owner in owners)


def _twice(element: etree._Element, name: str, word: str, first: etree._Element) -> Fault:
    said = attribute_name(name)
    message = f'{said}="{word}" stands in this file already, on <{local(first)}>'
    help_text = f"an id is given once; that <{local(first)}> is at line {first.sourceline}"
    return Fault(element, "id-twice", said, message, help_text, name)


def _nowhere(element: etree._Element, name: str, word: str, ids: dict[str, etree._Element]) -> Fault:
    said = attribute_name(name)
    near = meant(word, ids) if len(ids) < 5000 else None
    help_text = f"did you mean {near}?" if near else None
    return Fault(
        element, "idref", said, f'{said} points at "{word}", and nothing has this id', help_text, name
    )
