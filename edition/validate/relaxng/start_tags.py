"""What is wrong with the attributes of an element, and what may follow when they are mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from edition.validate.relaxng.automaton import Automaton, Content
from edition.validate.relaxng.faults import Fault, attribute_name, local, prefixed
from edition.validate.relaxng.names import XML, Name, clark, known_names
from edition.validate.relaxng.nearness import listed, meant, sole
from edition.validate.relaxng.patterns import Kind, Pattern
from edition.validate.relaxng.strings import wrong_value
from edition.validate.relaxng.verdict import started

XSI = "http://www.w3.org/2001/XMLSchema-instance"
HINT = "it is a hint for XML Schema, which TEI does not know: take it away"
# Attributes of other standards that get into TEI by their tools, and what to do about them.
FOREIGN: Mapping[str, str] = {
    f"{{{XSI}}}{name}": HINT for name in ("schemaLocation", "noNamespaceSchemaLocation")
}

# Attributes that TEI has renamed: no likeness of the names would tell.
RENAMED: Mapping[tuple[str, str], str] = {("biblScope", "@type"): "@unit"}


def start_tag(element: etree._Element, pattern: Pattern, automaton: Automaton) -> tuple[list[Fault], Content]:
    """The faults of a start tag by one element pattern, and the state after it."""
    whole = automaton.content((pattern.parts[0],))
    right = started(element, whole, automaton)
    if right is not None:
        return [], right
    faults: list[Fault] = []
    content = whole
    for name, value in sorted(element.items()):
        patterns = automaton.attribute_patterns(whole, name)
        if not patterns:
            fault, near = _unknown(element, name, whole, automaton)
            faults.append(fault)
            content = _as_meant(element, near, value, content, automaton)
            continue
        fitting = [p for p in patterns if automaton.matches(p.parts[0], value, element.nsmap)]
        if not fitting:
            faults.append(wrong_value(element, name, value, patterns, automaton))
        after = _after(content, fitting or list(patterns), automaton)
        if after is None:
            faults.append(_at_odds(element, name, whole, automaton))
        content = after or content
    closed = automaton.closed(content)
    if closed is None:
        # A name that is nowhere known is likely to be the one that is missing.
        faults += _missing(element, content, automaton, [fault.name for fault in faults])
        closed = automaton.content((_without(content.patterns[0], automaton),))
    return faults, closed


def _as_meant(
    element: etree._Element, near: str | None, value: str, content: Content, automaton: Automaton
) -> Content:
    """The state after an attribute that was misspelt, as if it were not; its value may say what else there can be."""
    if near is None:
        return content
    meant_name = f"{{{XML}}}{near[5:]}" if near.startswith("@xml:") else near[1:]
    patterns = automaton.attribute_patterns(content, meant_name)
    fitting = [p for p in patterns if automaton.matches(p.parts[0], value, element.nsmap)]
    return _after(content, fitting, automaton) or content


def _after(content: Content, patterns: Sequence[Pattern], automaton: Automaton) -> Content | None:
    after = automaton.derivatives.after_attribute
    left = tuple(after(pattern, frozenset(patterns)) for pattern in content.patterns)
    return None if automaton.is_dead(left) else automaton.content(left)


def attribute_names(content: Content, automaton: Automaton) -> list[str]:
    """The names of the attributes that a state has a place for."""
    return [
        attribute_name(clark(name))
        for pattern in content.patterns
        for leaf in automaton.derivatives.attributes(pattern)
        if leaf.names is not None
        for name in known_names(leaf.names)
    ]


def _unknown(
    element: etree._Element, name: str, whole: Content, automaton: Automaton
) -> tuple[Fault, str | None]:
    """The fault, and the attribute that was meant (`@when`)."""
    bare, said = attribute_name(name), prefixed(element, name)
    present = {attribute_name(str(each)) for each in element.attrib}
    names = [each for each in attribute_names(whole, automaton) if each not in present]
    renamed = RENAMED.get((local(element), bare))
    near = renamed if renamed in names else _meant(bare, names)
    message = f"{said} is no attribute of <{local(element)}>"
    beyond_doubt = _beyond_doubt(said, near, names, automaton)
    if name in FOREIGN:
        help_text: str | None = FOREIGN[name]
    elif bare in names:
        message, help_text = f"{said} is in a namespace, and should be in none", f"write {bare[1:]} alone"
    elif near:
        help_text = f"did you mean {near}?"
    else:
        help_text = f"it may have {listed(names, bare)}" if names else "it has no attributes: take it away"
    return Fault(element, "attribute-not-allowed", said, message, help_text, name, beyond_doubt), near


def _beyond_doubt(said: str, near: str | None, names: Sequence[str], automaton: Automaton) -> str | None:
    """What an attribute is to be called, where only one name can have been meant."""
    if near is None or ":" in said:
        return None
    known = {
        name.local for p in automaton.grammar.patterns.all if p.kind is Kind.ATTRIBUTE for name in _named(p)
    }
    if near == f"@xml:{said[1:]}":
        plain = (name for name in names if not name.startswith("@xml:"))
        return near[1:] if sole(said[1:], (name[1:] for name in plain), known) is None else None
    return near[1:] if sole(said[1:], (name[1:] for name in names), known) == near[1:] else None


def _named(pattern: Pattern) -> Iterable[Name]:
    return known_names(pattern.names) if pattern.names is not None else ()


def _meant(said: str, names: Sequence[str]) -> str | None:
    """@id for @xml:id, or a name that was misspelt."""
    bare = next((name for name in names if name == f"@xml:{said[1:]}"), None)
    near = meant(said[1:], [name[1:] for name in names])
    return bare or (f"@{near}" if near else None)


def _at_odds(element: etree._Element, name: str, whole: Content, automaton: Automaton) -> Fault:
    said = attribute_name(name)
    others = [attribute_name(str(other)) for other in element.attrib if other != name]
    rivals = [other for other in others if _exclude(element, name, other, whole, automaton)]
    message = f"{said} cannot stand beside {' and '.join(rivals or others)} on <{local(element)}>"
    return Fault(element, "attributes", said, message, "keep one of them", name)


def _exclude(element: etree._Element, name: str, other: str, whole: Content, automaton: Automaton) -> bool:
    full = next(str(each) for each in element.attrib if attribute_name(str(each)) == other)
    first = automaton.attribute_patterns(whole, full)
    after = _after(whole, first, automaton) if first else None
    return after is not None and not automaton.attribute_patterns(after, name)


def _missing(
    element: etree._Element, content: Content, automaton: Automaton, strange: Sequence[str]
) -> Iterator[Fault]:
    """A fault for each attribute that must be there, or one for the several of which one must."""
    while automaton.closed(content) is None:
        single, needed = _candidates(content, automaton)
        leaves = single or needed
        if not leaves:
            message = f"the attributes of <{local(element)}> do not go together"
            yield Fault(element, "attributes", local(element), message)
            return
        after = _after(content, leaves[:1], automaton)
        classes = [leaf.names for leaf in leaves if leaf.names is not None]
        names = [attribute_name(clark(name)) for each in classes for name in known_names(each)]
        names = list(dict.fromkeys(names)) if single else names[:1]
        if not any(_meant(said, names) for said in strange):
            yield _missing_fault(element, names)
        if after is None or after is content:
            return
        content = after


def _missing_fault(element: etree._Element, names: Sequence[str]) -> Fault:
    if len(names) == 1:
        said = names[0]
        message, help_text = f"<{local(element)}> has no {said}", f'add {said[1:]}="…"'
        return Fault(element, "attribute-missing", said, message, help_text)
    message = f"<{local(element)}> lacks an attribute"
    return Fault(element, "attribute-missing", local(element), message, f"add one of {listed(names)}")


def _candidates(content: Content, automaton: Automaton) -> tuple[list[Pattern], list[Pattern]]:
    """Attributes each of which would do alone; and those without which nothing does."""
    single: list[Pattern] = []
    needed: list[Pattern] = []
    for leaf in dict.fromkeys(a for p in content.patterns for a in automaton.derivatives.attributes(p)):
        after = _after(content, [leaf], automaton)
        if after is not None and automaton.closed(after) is not None:
            single.append(leaf)
        elif all(_needs(pattern, leaf) for pattern in content.patterns):
            needed.append(leaf)
    return single, needed


def _needs(pattern: Pattern, leaf: Pattern) -> bool:
    """Whether nothing can be of a pattern without an attribute."""
    if pattern.kind is Kind.CHOICE:
        return all(_needs(part, leaf) for part in pattern.parts)
    if pattern.kind in (Kind.GROUP, Kind.INTERLEAVE, Kind.ONE_OR_MORE):
        return any(_needs(part, leaf) for part in pattern.parts if part.attributes)
    return pattern is leaf


def _without(pattern: Pattern, automaton: Automaton) -> Pattern:
    """A pattern, each attribute in it taken as given."""
    made = automaton.grammar.patterns
    if not pattern.attributes:
        return pattern
    parts = (
        [_without(part, automaton) for part in pattern.parts] if pattern.kind is not Kind.ATTRIBUTE else []
    )
    if pattern.kind is Kind.CHOICE:
        return made.choice(parts)
    if pattern.kind is Kind.GROUP:
        return made.group(parts)
    if pattern.kind is Kind.INTERLEAVE:
        return made.interleave(parts)
    return made.one_or_more(parts[0]) if parts else made.empty
