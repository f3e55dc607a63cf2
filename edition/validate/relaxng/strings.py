"""What is wrong with the value of an attribute or the string in an element, and what would be right."""

from collections.abc import Iterator, Mapping, Sequence

import regex
from lxml import etree

from edition.validate.relaxng.automaton import Automaton
from edition.validate.relaxng.datatypes import collapse, normalise
from edition.validate.relaxng.faults import Fault, attribute_name, local
from edition.validate.relaxng.nearness import listed, meant
from edition.validate.relaxng.patterns import Kind, Pattern, TypeName

SHOWN = 40
# "1856/1860", "1961-1963", "1965-02-01 - 1965-03-01"
RANGE = regex.compile(r"\d{4}(?:-\d\d){0,2}(?: *[/–] *| +- +)\d{4}(?:-\d\d){0,2}|\d{4}-\d{4}")
DATES = frozenset(("date", "gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay", "dateTime", "time"))
# Types in an editor's words; those of dates come together.
WORDS: Mapping[str, str] = {
    "anyURI": "an address (#id, https://…)",
    "boolean": "true or false",
    "decimal": "a number",
    "double": "a number",
    "float": "a number",
    "integer": "a whole number",
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
    "language": "a language (en, grc-Latn)",
    "NCName": "a name (letters, figures, - . _, no figure first)",
    "Name": "a name (letters, figures, - . _, no figure first)",
    "ID": "an id (a name, no figure first)",
    "IDREF": "an id that stands in this file",
    "duration": "a duration (P3DT12H)",
}
NO_SPACE = frozenset((r"[^\p{C}\p{Z}]+", r"\S+", r"(\p{L}|\p{N}|\p{P}|\p{S})+"))


def wrong_value(
    element: etree._Element, name: str, value: str, patterns: Sequence[Pattern], automaton: Automaton
) -> Fault:
    """The fault of an attribute's value."""
    said = attribute_name(name)
    leaves = list(_leaves([pattern.parts[0] for pattern in patterns]))
    message, help_text = _told(value, leaves, f"{said} on <{local(element)}>", said)
    return Fault(element, "value-not-allowed", said, message, help_text, name)


def wrong_string(element: etree._Element, string: str, pattern: Pattern) -> Fault:
    """The fault of a string that is all an element holds."""
    name = local(element)
    message, help_text = _told(string, list(_leaves([pattern])), f"<{name}>", f"<{name}>")
    return Fault(element, "value-not-allowed", name, message, help_text, 0 if collapse(string) else None)


def _leaves(patterns: Sequence[Pattern]) -> Iterator[Pattern]:
    """The values and types in patterns of strings, lists opened."""
    todo = list(reversed(patterns))
    seen: set[Pattern] = set()
    while todo:
        pattern = todo.pop()
        if pattern in seen:
            continue
        seen.add(pattern)
        if pattern.kind in (Kind.VALUE, Kind.DATA, Kind.TEXT):
            yield pattern
        else:
            todo += reversed(pattern.parts)


def _told(value: str, leaves: Sequence[Pattern], holder: str, said: str) -> tuple[str, str | None]:
    shown = value if len(value) <= SHOWN else value[:SHOWN] + "…"
    values = [normalise(leaf.type, leaf.value[0]) for leaf in leaves if leaf.kind is Kind.VALUE and leaf.type]
    types = [leaf.type for leaf in leaves if leaf.kind is Kind.DATA and leaf.type]
    near = next((found for word in value.split() or [value] if (found := meant(word, values))), None)
    if near and value not in values:
        return f'"{shown}" is no value of {holder}', f"did you mean {near}?"
    if any(type_.name in DATES for type_ in types) and not values:
        return f'"{shown}" is no date: {said} takes 1965, 1965-02, 1965-02-28, --02-28 or a time', _dates(
            value
        )
    ways = list(dict.fromkeys(_described(type_) for type_ in types))
    if values:
        ways.insert(0, listed(values, value))
    return f'"{shown}" is no value of {holder}', f"it takes {' or '.join(ways)}" if ways else None


def _dates(value: str) -> str:
    if RANGE.fullmatch(value.strip()):
        return (
            "this is two dates: write the first as @from and the second as @to, or @notBefore and @notAfter"
        )
    parts = value.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and len(parts[0]) == 4:
        if 1 <= int(parts[1]) <= 12:
            return "this month has no such day"
        return "there are twelve months, and the month stands before the day"
    return "write year, month and day with all their figures: 1965-02-08"


def _described(type_: TypeName) -> str:
    patterns = [value for name, value in type_.facets if name == "pattern"]
    if any(pattern in NO_SPACE for pattern in patterns) and type_.name in ("token", "string"):
        return "a word without spaces"
    said = WORDS.get(type_.name, f"a string of the type {type_.name}")
    if type_.name in ("token", "string"):
        return f"what matches {patterns[0]}" if patterns else "any string"
    return said
