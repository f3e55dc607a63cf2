"""A Schematron schema as it is run: what it includes in its place, what is abstract made concrete."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex
from lxml import etree

from edition.diagnostics import Location
from edition.validate.relaxng.sources import RNG, SchemaError, Sources
from edition.xml import TEI

SCH = "{http://purl.oclc.org/dsdl/schematron}"
# What Schematron was called before ISO took it up; older schemas of TEI have it.
ASCC = "{http://www.ascc.net/xml/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
# Where rules stand in a grammar, nobody says what their prefixes mean but its own declarations.
PREFIXES = {"tei": TEI, "teix": "http://www.tei-c.org/ns/Examples", "rng": RNG.strip("{}")}
ALL, DEFAULT = "#ALL", "#DEFAULT"
# Notes from which file a part was taken in.
FILE = "{urn:x-edition:schematron}file"
# Elements of XSLT that read or write files, or run what nobody has looked at.
REFUSED = frozenset(
    "import include import-schema use-package result-document source-document evaluate merge stream message".split()
)


@dataclass(frozen=True, slots=True)
class Rules:
    """A schema's parts, ready to be run; `binding` is the query language it names, if it names one.

    Elements are all in ISO's namespace. `foreign` are the keys and functions of XSLT that stand at its top.
    """

    path: Path
    binding: str | None
    namespaces: Mapping[str, str]
    lets: tuple[etree._Element, ...]
    patterns: tuple[etree._Element, ...]
    diagnostics: Mapping[str, etree._Element]
    foreign: tuple[etree._Element, ...] = ()

    def place(self, node: etree._Element) -> Location:
        """Where an element of it stands, in the file that it was taken in from."""
        files = (each.get(FILE) for each in (node, *node.iterancestors()))
        return Location(next((file for file in files if file), str(self.path)), node.sourceline)


def read_rules(path: Path, phase: str | None = None) -> Rules:
    """The rules of a schema, or within a grammar, of one phase; `SchemaError` where they are wrong."""
    root = Sources().root(path)
    inside = not _is(root, "schema")
    if inside and not str(root.tag).startswith(RNG):
        message = f"<{etree.QName(root).localname}> is no Schematron schema"
        help_text = f'it begins with <schema xmlns="{SCH.strip("{}")}">'
        raise SchemaError(message, Location(str(path), root.sourceline), help_text)
    whole = _embedded(root) if inside else _included(deepcopy(root), path, (path,))
    _in_one_namespace(whole)
    _complete(whole, path)
    _extended(whole, path)
    active, lets = _phase(whole, path, phase)
    patterns = [each for each in _concrete(whole, path) if active is None or each.get("id") in active]
    namespaces = {str(each.get("prefix")): str(each.get("uri")) for each in whole.iterfind(f".//{SCH}ns")}
    if inside:
        declared = {prefix: uri for each in whole for prefix, uri in each.nsmap.items() if prefix}
        namespaces = {**PREFIXES, **declared, **namespaces}
    return Rules(
        path,
        whole.get("queryBinding"),
        namespaces,
        (*whole.iterfind(f"{SCH}let"), *lets),
        tuple(patterns),
        {str(each.get("id")): each for each in whole.iterfind(f".//{SCH}diagnostic")},
        tuple(each for each in whole if str(each.tag).startswith(XSL)),
    )


@lru_cache(maxsize=64)
def holds_rules(path: Path) -> bool:
    """Whether a grammar carries rules of Schematron."""
    try:
        data = path.read_bytes()
    except OSError:  # said where the grammar itself is read
        return False
    return path.suffix != ".rnc" and any(space.strip("{}").encode() in data for space in (SCH, ASCC))


@lru_cache(maxsize=64)
def phases(path: Path) -> frozenset[str]:
    """The phases that a schema has."""
    root = Sources().root(path)
    return frozenset(str(each.get("id")) for each in root.iter(f"{SCH}phase", f"{ASCC}phase"))


def _is(element: etree._Element, name: str) -> bool:
    return element.tag in (SCH + name, ASCC + name)


def _embedded(root: etree._Element) -> etree._Element:
    """A schema made of the rules that stand in a grammar; a rule without a pattern is one by itself."""
    whole = etree.Element(f"{SCH}schema")
    for each in root.iter(*(space + name for space in (SCH, ASCC) for name in _TOP)):
        above = each.getparent()
        if above is None or str(above.tag).startswith((SCH, ASCC)):
            continue
        copied = deepcopy(each)
        copied.tail = None
        if _is(each, "rule"):
            pattern = etree.SubElement(whole, f"{SCH}pattern")
            pattern.append(copied)
        else:
            whole.append(copied)
    return whole


_TOP = ("ns", "let", "phase", "pattern", "rule", "diagnostics")


def _included(root: etree._Element, path: Path, within: tuple[Path, ...]) -> etree._Element:
    """The schema with each `include` replaced by what it names; loops are refused."""
    for each in list(root.iter(f"{SCH}include", f"{SCH}extends")):
        if _is(each, "extends") and each.get("href") is None:
            continue
        target = Sources().beside(each, path)
        if target.resolve() in {one.resolve() for one in within}:
            raise SchemaError(f"{each.get('href')} includes itself", Location(str(path), each.sourceline))
        inner = _included(deepcopy(Sources().root(target)), target, (*within, target))
        above = each.getparent()
        if above is None:
            continue
        # `extends` takes in what another schema holds, `include` the element itself.
        parts = list(inner) if _is(each, "extends") or _is(inner, "schema") else [inner]
        at = above.index(each)
        above.remove(each)
        for number, part in enumerate(parts):
            part.tail = None
            part.set(FILE, str(target))
            above.insert(at + number, part)
    return root


def _in_one_namespace(root: etree._Element) -> None:
    for each in root.iter(f"{ASCC}*"):
        each.tag = SCH + etree.QName(each).localname


def _complete(root: etree._Element, path: Path) -> None:
    """Nothing; `SchemaError` where a part lacks what makes it one."""
    for each in root.iter(f"{SCH}rule", f"{SCH}assert", f"{SCH}report", f"{SCH}let"):
        local = etree.QName(each).localname
        name = _NEEDED[local]
        if not each.get(name) and not (local == "rule" and each.get("abstract") == "true"):
            place = Location(str(path), each.sourceline)
            raise SchemaError(f"<{local}> has no {name}", place)


_NEEDED = {"rule": "context", "assert": "test", "report": "test", "let": "name"}


def _extended(root: etree._Element, path: Path) -> None:
    """Each rule that extends an abstract one with what that holds."""
    abstract = {
        str(each.get("id")): each for each in root.iter(f"{SCH}rule") if each.get("abstract") == "true"
    }
    for _ in range(len(abstract) + 1):  # an abstract rule may extend another
        todo = list(root.iter(f"{SCH}extends"))
        for each in todo:
            above, found = each.getparent(), abstract.get(each.get("rule", ""))
            place = Location(str(path), each.sourceline)
            if found is None or above is None:
                raise SchemaError(f'there is no abstract rule "{each.get("rule")}"', place)
            at = above.index(each)
            above.remove(each)
            for number, part in enumerate(deepcopy(list(found))):
                above.insert(at + number, part)
        if not todo:
            return
    raise SchemaError("its abstract rules extend one another in a circle", Location(str(path)))


def _phase(
    root: etree._Element, path: Path, phase: str | None
) -> tuple[frozenset[str] | None, tuple[etree._Element, ...]]:
    """The patterns that are active (`None`: all), and the variables of the phase."""
    name = root.get("defaultPhase", ALL) if phase in (None, DEFAULT) else phase
    if name == ALL:
        return None, ()
    for each in root.iterfind(f"{SCH}phase"):
        if each.get("id") == name:
            active = " ".join(one.get("pattern", "") for one in each.iterfind(f"{SCH}active"))
            return frozenset(active.split()), tuple(each.iterfind(f"{SCH}let"))
    known = sorted(phases(path))
    has = f"it has {', '.join(known)}" if known else "it has none"
    raise SchemaError(f'there is no phase "{name}": {has}', Location(str(path)))


def _concrete(root: etree._Element, path: Path) -> Iterator[etree._Element]:
    """The patterns but the abstract ones; those that are instances of these, filled in."""
    abstract = {
        str(each.get("id")): each for each in root.iterfind(f"{SCH}pattern") if each.get("abstract") == "true"
    }
    for each in root.iterfind(f"{SCH}pattern"):
        if each.get("abstract") == "true":
            continue
        name = each.get("is-a")
        if name is None:
            yield each
            continue
        if name not in abstract:
            raise SchemaError(f'there is no abstract pattern "{name}"', Location(str(path), each.sourceline))
        yield _instance(abstract[name], each)


def _instance(abstract: etree._Element, instance: etree._Element) -> etree._Element:
    made = deepcopy(abstract)
    said = [*abstract.iterfind(f"{SCH}param"), *instance.iterfind(f"{SCH}param")]
    values = {str(each.get("name")): each.get("value", "") for each in said}
    for param in list(made.iterfind(f"{SCH}param")):
        made.remove(param)
    del made.attrib["abstract"]
    made.set("id", instance.get("id") or str(abstract.get("id")))
    # "$row" is a parameter; "$rows" is another, or a variable.
    names = "|".join(regex.escape(name) for name in sorted(values, key=len, reverse=True))
    wanted = regex.compile(rf"\$({names})(?![\w.-])") if names else None
    for element in made.iter("*"):
        for name, value in element.items():
            if wanted is not None and "$" in value:
                element.set(name, wanted.sub(lambda match: values[match[1]], value))
    return made


def expressions(nodes: Sequence[etree._Element]) -> Iterator[str]:
    """All expressions in some elements of a schema, those of XSLT among them."""
    for node in nodes:
        for each in node.iter("*"):
            name = str(each.tag)
            for attribute in _EXPRESSIONS if name.startswith(SCH) else each.attrib:
                value = each.get(str(attribute))
                if value:
                    yield value


_EXPRESSIONS = ("context", "test", "value", "select", "path", "subject")
