"""A schema's files to one grammar of simple patterns (RELAX NG specification, section 4)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from edition.diagnostics import Location
from edition.validate.relaxng.datatypes import XSD, WrongType, collapse, test_of
from edition.validate.relaxng.names import XML, AnyOf, Name, NameClass, Names, is_finite, simple_classes
from edition.validate.relaxng.patterns import Kind, Pattern, Patterns, TooDeep, TypeName
from edition.validate.relaxng.scopes import START, Part, Scope, opened, scope_of
from edition.validate.relaxng.sources import RNG, Find, SchemaError, Sources, beside

XMLNS = "http://www.w3.org/2000/xmlns"
NAME_CLASSES = ("name", "anyName", "nsName", "choice")
# "tei:p", "p"
QNAME = regex.compile(r"(?:[\w.·-]+:)?[\w.·-]+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """A simplified grammar: its patterns, where it starts, and the files it was made of."""

    patterns: Patterns
    start: Pattern
    files: tuple[Path, ...] = ()

    def elements(self) -> Iterator[Pattern]:
        """The element patterns that can be reached from the start, each once."""
        seen: set[Pattern] = set()
        todo = [self.start]
        while todo:
            pattern = todo.pop()
            if pattern not in seen:
                seen.add(pattern)
                todo += pattern.parts
                if pattern.kind is Kind.ELEMENT:
                    yield pattern


def read_grammar(path: Path, find: Find = beside) -> Grammar:
    """The grammar of a schema file; `SchemaError` where it is wrong, with its line."""
    sources = Sources(find)
    try:
        return _Simplifier(sources).grammar(path)
    except (TooDeep, RecursionError) as error:
        raise SchemaError("it is nested too deeply", Location(str(path))) from error


class _Simplifier:
    """Makes patterns of nodes; each definition and each element once."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._made = Patterns()
        self._definitions: dict[tuple[Scope, str], Pattern | None] = {}
        # Elements whose content is still to be read.
        self._todo: list[tuple[Pattern, Part, Scope | None]] = []

    def grammar(self, path: Path) -> Grammar:
        """The whole."""
        root = opened(path, self._sources, "", (), None)
        start = self._pattern(root, None)
        while self._todo:
            element, part, scope = self._todo.pop()
            children = part.children()
            content = children if part.node.get("name") is not None else children[1:]
            if not content:
                raise part.error("<element> has no content", "write <empty/> or <text/>")
            element.parts = (self._group(content, scope),)
        return Grammar(self._made, start, tuple(self._sources.read))

    def _pattern(self, part: Part, scope: Scope | None) -> Pattern:
        make = _MAKERS.get(part.local)
        if make is None:
            raise part.error(f"<{part.local}> is no pattern")
        made = make(self, part, scope)
        self._made.places.setdefault(made, part.place)
        return made

    def _group(self, parts: Sequence[Part], scope: Scope | None) -> Pattern:
        return self._made.group([self._pattern(part, scope) for part in parts])

    def _children(self, part: Part, scope: Scope | None) -> list[Pattern]:
        children = part.children()
        if not children:
            raise part.error(f"<{part.local}> is empty")
        return [self._pattern(child, scope) for child in children]

    def _content(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.group(self._children(part, scope))

    # What the elements of the XML syntax mean; each takes the node and the grammar round it.

    def element(self, part: Part, scope: Scope | None) -> Pattern:
        made = self._made.element(self._names(part, part.namespace))
        self._made.places[made] = part.place
        self._todo.append((made, part, scope))
        return made

    def attribute(self, part: Part, scope: Scope | None) -> Pattern:
        # A name in an attribute takes no namespace from outside (section 4.8).
        names = self._names(part, part.node.get("ns", ""))
        _check_attribute_names(part, names)
        children = part.children()
        content = children if part.node.get("name") is not None else children[1:]
        if len(content) > 1:
            raise content[1].error(f"<{content[1].local}> is one too many in <attribute>")
        return self._made.attribute(names, self._group(content, scope) if content else self._made.text)

    def group(self, part: Part, scope: Scope | None) -> Pattern:
        return self._content(part, scope)

    def interleave(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.interleave(self._children(part, scope))

    def choice(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.choice(self._children(part, scope))

    def optional(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.optional(self._content(part, scope))

    def zero_or_more(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.optional(self._made.one_or_more(self._content(part, scope)))

    def one_or_more(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.one_or_more(self._content(part, scope))

    def list_(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.list(self._content(part, scope))

    def mixed(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.interleave([self._made.text, self._content(part, scope)])

    def empty(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.empty

    def text(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.text

    def not_allowed(self, part: Part, scope: Scope | None) -> Pattern:
        return self._made.not_allowed

    def ref(self, part: Part, scope: Scope | None) -> Pattern:
        if scope is None:
            raise part.error("<ref> stands in no grammar")
        return self._defined(part, scope)

    def parent_ref(self, part: Part, scope: Scope | None) -> Pattern:
        if scope is None or scope.parent is None:
            raise part.error("<parentRef> stands in no grammar within a grammar")
        return self._defined(part, scope.parent)

    def nested(self, part: Part, scope: Scope | None) -> Pattern:
        inner = scope_of(part, scope, self._sources)
        if START not in inner.definitions:
            raise part.error("this grammar has no start", "write <start> and a pattern in it")
        start = self._definition(inner, START, part)
        for name, parts in inner.definitions.items():
            # Nothing need refer to a definition for it to be wrong.
            self._definition(inner, name, parts[0])
        return start

    def external(self, part: Part, scope: Scope | None) -> Pattern:
        path = self._sources.beside(part.node, part.file)
        return self._pattern(opened(path, self._sources, part.namespace, part.opened, part), None)

    def data(self, part: Part, scope: Scope | None) -> Pattern:
        name = collapse(part.node.get("type") or "")
        facets: list[tuple[str, str]] = []
        exceptions: list[Part] = []
        for child in part.children():
            if child.local == "param" and not exceptions:
                facets.append((collapse(child.node.get("name") or ""), child.node.text or ""))
            elif child.local == "except" and not exceptions:
                exceptions.append(child)
            else:
                raise child.error(f"<{child.local}> cannot stand here in <data>")
        type_ = _checked(TypeName(part.library, name, tuple(facets)), part)
        excluded = self._made.choice(self._children(exceptions[0], scope)) if exceptions else None
        return self._made.data(type_, excluded)

    def value(self, part: Part, scope: Scope | None) -> Pattern:
        name = part.node.get("type")
        string = part.node.text or ""
        type_ = TypeName(part.library, collapse(name)) if name is not None else TypeName("", "token")
        _checked(type_, part)
        if type_.library != XSD or type_.name not in ("QName", "NOTATION"):
            return self._made.value(type_, string, "")
        prefix, colon, _ = collapse(string).rpartition(":")
        namespace = part.node.nsmap.get(prefix) if colon else part.namespace
        if namespace is None:
            raise part.error(f"the prefix {prefix} belongs to no namespace")
        return self._made.value(type_, string, namespace)

    # Definitions.

    def _defined(self, part: Part, scope: Scope) -> Pattern:
        name = (part.node.get("name") or "").strip()
        if name not in scope.definitions:
            raise part.error(f"{name or 'something without a name'} is referred to and not defined")
        return self._definition(scope, name, part)

    def _definition(self, scope: Scope, name: str, by: Part) -> Pattern:
        key = (scope, name)
        if key in self._definitions:
            known = self._definitions[key]
            if known is None:
                raise by.error(f"{name} refers to itself, and no element lies between")
            return known
        for waiting in self._needed(scope, name):
            if (waiting.scope, waiting.name) not in self._definitions:
                self._define(waiting.scope, waiting.name)
        return self._definitions[key] or self._made.not_allowed

    def _define(self, scope: Scope, name: str) -> None:
        self._definitions[scope, name] = None
        parts = scope.definitions[name]
        made = [self._content(part, scope) for part in parts]
        method = next((m for part in parts if (m := part.node.get("combine"))), "choice")
        whole = self._made.interleave(made) if method == "interleave" else self._made.choice(made)
        self._definitions[scope, name] = whole if len(made) > 1 else made[0]

    def _needed(self, scope: Scope, name: str) -> "list[_Named]":
        """What a definition refers to, however far, what is needed first standing first; itself the last.

        A chain of definitions may be longer than Python's stack is deep.
        """
        order: dict[_Named, None] = {}
        seen: set[_Named] = set()
        todo = [(_Named(scope, name), False)]
        while todo:
            named, done = todo.pop()
            if done:
                order[named] = None
            elif named not in seen and (named.scope, named.name) not in self._definitions:
                seen.add(named)
                todo.append((named, True))
                todo += [(_Named(named.scope, each), False) for each in _referred(named)]
        return list(order)

    # Names.

    def _names(self, part: Part, namespace: str) -> NameClass:
        name = part.node.get("name")
        if name is not None:
            return _qualified(collapse(name), part, namespace)
        children = part.children()
        if not children or children[0].local not in NAME_CLASSES:
            raise part.error(f"<{part.local}> has no name")
        return self._class(children[0], namespace)

    def _class(self, part: Part, outer: str, inside: str | None = None) -> NameClass:
        namespace = part.node.get("ns", outer)
        if part.local == "name":
            return _qualified(collapse(part.node.text or ""), part, namespace)
        children = part.children()
        if part.local == "choice":
            return Names(tuple(self._class(child, namespace, inside) for child in children))
        if part.local not in ("anyName", "nsName"):
            raise part.error(f"<{part.local}> is no name class")
        if inside and (inside == "nsName" or part.local == "anyName"):
            raise part.error(f"<{part.local}> cannot stand in the exception of <{inside}>")
        if not children:
            return AnyOf(None if part.local == "anyName" else namespace)
        if len(children) > 1 or children[0].local != "except":
            raise children[-1].error(f"<{children[-1].local}> cannot stand in <{part.local}>")
        excluded = tuple(self._class(child, namespace, part.local) for child in children[0].children())
        return AnyOf(None if part.local == "anyName" else namespace, Names(excluded))


@dataclass(frozen=True, slots=True)
class _Named:
    """A definition by its name."""

    scope: Scope
    name: str


def _referred(named: _Named) -> list[str]:
    """What a definition refers to outside the elements in it; grammars within look after themselves."""
    found: list[str] = []
    for part in named.scope.definitions.get(named.name, ()):
        todo = list(part.node)
        while todo:
            node = todo.pop()
            if node.tag == f"{RNG}ref":
                found.append((node.get("name") or "").strip())
            elif node.tag not in (f"{RNG}element", f"{RNG}grammar"):
                todo += node
    return [name for name in found if name in named.scope.definitions]


def _qualified(name: str, part: Part, namespace: str) -> Name:
    if QNAME.fullmatch(name) is None:
        raise part.error(f'"{name}" is no name')
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return Name(namespace, local)
    found = XML if prefix == "xml" else part.node.nsmap.get(prefix)
    if found is None:
        raise part.error(f"the prefix {prefix} belongs to no namespace")
    return Name(found, local)


def _checked(type_: TypeName, part: Part) -> TypeName:
    try:
        test_of(type_)
    except WrongType as error:
        raise part.error(str(error)) from error
    return type_


def _check_attribute_names(part: Part, names: NameClass) -> None:
    for each in simple_classes(names):
        if each.namespace == XMLNS or (isinstance(each, Name) and each == Name("", "xmlns")):
            raise part.error("a declaration of a namespace is no attribute")
    if not is_finite(names) and not _repeated(part):
        raise part.error("an attribute of any name must stand in <oneOrMore> or <zeroOrMore>")


def _repeated(part: Part) -> bool:
    # A definition may be repeated where it is referred to: only what is plain is said here.
    node = part.node.getparent()
    while node is not None:
        if node.tag in (f"{RNG}oneOrMore", f"{RNG}zeroOrMore", f"{RNG}define"):
            return True
        node = node.getparent()
    return False


_MAKERS: Mapping[str, Callable[[_Simplifier, Part, Scope | None], Pattern]] = {
    "element": _Simplifier.element,
    "attribute": _Simplifier.attribute,
    "group": _Simplifier.group,
    "interleave": _Simplifier.interleave,
    "choice": _Simplifier.choice,
    "optional": _Simplifier.optional,
    "zeroOrMore": _Simplifier.zero_or_more,
    "oneOrMore": _Simplifier.one_or_more,
    "list": _Simplifier.list_,
    "mixed": _Simplifier.mixed,
    "empty": _Simplifier.empty,
    "text": _Simplifier.text,
    "notAllowed": _Simplifier.not_allowed,
    "ref": _Simplifier.ref,
    "parentRef": _Simplifier.parent_ref,
    "grammar": _Simplifier.nested,
    "externalRef": _Simplifier.external,
    "data": _Simplifier.data,
    "value": _Simplifier.value,
}
