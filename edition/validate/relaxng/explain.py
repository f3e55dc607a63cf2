"""Why a tree is invalid: each element is held against its own pattern, its children known by name only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lxml import etree

from edition.validate.places import follow
from edition.validate.relaxng.grammar import Attribute, ElementPattern, Grammar

# A file of another kind altogether would give one for each element.
MOST = 1000
XML_PREFIX = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at an element; `name` is the element or attribute (`@when`) at fault."""

    at: etree._Element
    code: str
    name: str
    message: str
    help: str | None = None


def explain(root: etree._Element, grammar: Grammar) -> Iterator[Fault]:
    """The faults of a tree in document order, as far as an element and its children tell them."""
    todo: list[tuple[etree._Element, Sequence[ElementPattern]]] = []
    if any(pattern.allows(str(root.tag)) for pattern in grammar.start):
        todo.append((root, grammar.start))
    else:
        allowed = [name for pattern in grammar.start for name in pattern.names]
        yield _root_fault(root, allowed)
        todo.append((root, grammar.named(str(root.tag))))
    count = 0
    while todo and count < MOST:
        element, candidates = todo.pop()
        patterns = [pattern for pattern in candidates if pattern.allows(str(element.tag))]
        if not patterns:
            continue
        alone = shallow(element)
        right = [pattern for pattern in patterns if pattern.alone.validate(alone)]
        if not right:
            faults = min((_faults(element, alone, pattern, grammar) for pattern in patterns), key=len)
            yield from faults
            count += len(faults)
        children = [child for pattern in right or patterns for child in pattern.children]
        for child in reversed([c for c in element if isinstance(c.tag, str)]):
            # One that cannot stand here at all was told of, and is not looked into.
            todo.append((child, [pattern for pattern in children if pattern.allows(str(child.tag))]))


def shallow(element: etree._Element) -> etree._Element:
    """A copy of an element with its attributes, its text, and its children by name only."""
    # As the default namespace libxml2's paths name no prefix, and can be followed.
    namespace = etree.QName(element).namespace
    twin = etree.Element(element.tag, dict(element.attrib), nsmap={None: namespace} if namespace else {})
    twin.text = element.text
    last: etree._Element | None = None
    for child in element:
        if isinstance(child.tag, str):
            last = etree.SubElement(twin, child.tag)
            last.tail = child.tail
        elif last is None:  # a comment: what follows it is text of the element
            twin.text = (twin.text or "") + (child.tail or "")
        else:
            last.tail = (last.tail or "") + (child.tail or "")
    return twin


def _faults(
    element: etree._Element, alone: etree._Element, pattern: ElementPattern, grammar: Grammar
) -> list[Fault]:
    """What is wrong with one element; disorder only where no child is strange."""
    attributes = [*_unknown_attributes(element, pattern), *_missing_attributes(element, pattern)]
    attributes += _wrong_values(element, pattern, grammar)
    found = [*attributes, *_strange_children(element, pattern), *_stray_text(element, pattern)]
    # libxml2 takes a wrong attribute for a wrong content: it is asked only where nothing else is wrong.
    found = found or _disorder(element, alone, pattern)
    return found or [_at_odds(element, pattern)]


def _at_odds(element: etree._Element, pattern: ElementPattern) -> Fault:
    names = sorted({_attribute_name(a.name) for a in pattern.attributes if a.name and not a.required})
    return Fault(
        element,
        "attributes",
        _local(element),
        f"the attributes of <{_local(element)}> do not go together, or one is missing",
        _listed("it may have", names),
    )


def _unknown_attributes(element: etree._Element, pattern: ElementPattern) -> Iterator[Fault]:
    if any(attribute.name is None for attribute in pattern.attributes):
        return
    known = {attribute.name for attribute in pattern.attributes}
    names = sorted(_attribute_name(str(name)) for name in known)
    for name in map(str, element.attrib):
        if name not in known:
            said = _attribute_name(name)
            near = get_close_matches(said, names, 1)
            help_text = f"did you mean {near[0]}?" if near else _listed("it may have", names)
            yield Fault(
                element,
                "attribute-not-allowed",
                said,
                f"{said} is no attribute of <{_local(element)}>",
                help_text,
            )


def _missing_attributes(element: etree._Element, pattern: ElementPattern) -> Iterator[Fault]:
    for name in dict.fromkeys(a.name for a in pattern.attributes if a.required and a.name):
        if name not in element.attrib:
            said = _attribute_name(name)
            yield Fault(
                element,
                "attribute-missing",
                said,
                f"<{_local(element)}> has no {said}",
                f'add {said[1:]}="…"',
            )


def _wrong_values(element: etree._Element, pattern: ElementPattern, grammar: Grammar) -> Iterator[Fault]:
    for name, value in element.attrib.items():
        known = [attribute for attribute in pattern.attributes if attribute.name == name]
        if known and not any(grammar.accepts_value(attribute, str(value)) for attribute in known):
            said = _attribute_name(str(name))
            yield Fault(
                element,
                "value-not-allowed",
                said,
                f'"{value}" is no value of {said} on <{_local(element)}>',
                _values_help(known, grammar, str(value)),
            )


def _values_help(known: Sequence[Attribute], grammar: Grammar, value: str) -> str | None:
    values = [value for attribute in known for value in grammar.values(attribute)]
    near = get_close_matches(value, values, 1)
    return f"did you mean {near[0]}?" if near else _listed("it takes", values) if values else None


def _strange_children(element: etree._Element, pattern: ElementPattern) -> Iterator[Fault]:
    allowed = sorted({_bare(name) for child in pattern.children for name in child.names})
    for child in element:
        if isinstance(child.tag, str) and not any(each.allows(child.tag) for each in pattern.children):
            near = get_close_matches(_local(child), allowed, 1, 0.75)
            help_text = f"did you mean <{near[0]}>?" if near else _listed("here may stand", allowed)
            yield Fault(
                child,
                "element-not-allowed",
                _local(child),
                f"<{_local(child)}> cannot stand in <{_local(element)}>",
                help_text,
            )


def _stray_text(element: etree._Element, pattern: ElementPattern) -> Iterator[Fault]:
    texts = [element.text, *(child.tail for child in element)]
    words = next((text.split() for text in texts if text and text.strip()), None)
    if words and not pattern.mixed:
        allowed = {_bare(name) for child in pattern.children for name in child.names}
        holders = [name for name in ("p", "ab", "item", "cell", "head") if name in allowed]
        yield Fault(
            element,
            "text-not-allowed",
            _local(element),
            f'text cannot stand directly in <{_local(element)}>: "{" ".join(words[:4])}"',
            "put it into " + " or ".join(f"<{name}>" for name in holders) if holders else None,
        )


def _disorder(element: etree._Element, alone: etree._Element, pattern: ElementPattern) -> list[Fault]:
    """A child too many, too few, or in the wrong place: libxml2 says at which."""
    validator = pattern.alone
    validator.validate(alone)
    children = [child for child in element if isinstance(child.tag, str)]
    for entry in validator.error_log:
        at = follow(alone.getroottree(), entry.path)
        if at is not None and at.getparent() is alone:
            child = children[alone.index(at)]
            return [
                Fault(
                    child,
                    "element-out-of-place",
                    _local(child),
                    f"<{_local(child)}> cannot stand at this place in <{_local(element)}>",
                    "its order, or what stands before it, is not allowed",
                )
            ]
    if any("got nothing" in entry.message or "Expecting" in entry.message for entry in validator.error_log):
        allowed = sorted({_bare(name) for child in pattern.children for name in child.names})
        message = f"something is missing in <{_local(element)}>"
        return [Fault(element, "element-missing", _local(element), message, _listed("it holds", allowed))]
    return []


def _root_fault(root: etree._Element, allowed: Sequence[str]) -> Fault:
    local, names = _local(root), [_bare(name) for name in allowed]
    if local in names:
        name = next(each for each in allowed if _bare(each) == local)
        message = f"<{local}> is in the wrong namespace: {etree.QName(root).namespace or 'none'}"
        return Fault(root, "namespace", local, message, f'write xmlns="{name[1:].partition("}")[0]}" on it')
    return Fault(
        root, "element-not-allowed", local, f"<{local}> cannot be the root", _listed("roots are", names)
    )


def _listed(said: str, names: Sequence[str]) -> str | None:
    """At most six names, then how many more."""
    if not names:
        return None
    more = f", and {len(names) - 6} more" if len(names) > 6 else ""
    return f"{said} {', '.join(names[:6])}{more}"


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _attribute_name(name: str) -> str:
    return "@" + (f"xml:{_bare(name)}" if name.startswith(XML_PREFIX) else _bare(name))
