"""What a grammar defines: its `define`s and `start`, includes merged in, by name (sections 4.6 to 4.18)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from edition.diagnostics import Location
from edition.validate.relaxng.sources import RNG, SchemaError, Sources

# No definition can be called so: it stands for `start`.
START = "<start>"


@dataclass(frozen=True, slots=True)
class Part:
    """A node of a schema as it stands in its place: file, inherited namespace, files it is inside of."""

    node: etree._Element
    file: Path
    namespace: str
    library: str
    opened: tuple[Path, ...]

    @property
    def place(self) -> Location:
        """Where it is written."""
        return Location(str(self.file), self.node.sourceline)

    @property
    def local(self) -> str:
        """The name of its element."""
        return str(self.node.tag).removeprefix(RNG)

    def children(self) -> "list[Part]":
        """Its children in RELAX NG's namespace, what it hands down in their reach."""
        return [self.child(node) for node in self.node if str(node.tag).startswith(RNG)]

    def child(self, node: etree._Element) -> "Part":
        """A child with what it inherits."""
        namespace, library = node.get("ns"), node.get("datatypeLibrary")
        return Part(
            node,
            self.file,
            self.namespace if namespace is None else namespace,
            self.library if library is None else library,
            self.opened,
        )

    def error(self, message: str, help_text: str | None = None) -> SchemaError:
        """An error at this place."""
        return SchemaError(message, self.place, help_text)


@dataclass(eq=False, slots=True)
class Scope:
    """The definitions of one grammar; `parent` is the grammar round it."""

    parent: "Scope | None"
    definitions: dict[str, list[Part]] = field(default_factory=dict)


def opened(path: Path, sources: Sources, namespace: str, before: tuple[Path, ...], by: Part | None) -> Part:
    """The root of a file, where another asks for it."""
    if path in before:
        assert by is not None
        raise by.error(f"{path.name} includes itself")
    root = sources.root(path)
    if not str(root.tag).startswith(RNG):
        message = f"<{etree.QName(root).localname}> is no RELAX NG"
        raise SchemaError(message, Location(str(path), root.sourceline), f"its namespace must be {RNG[1:-1]}")
    own = root.get("ns")
    inherited = namespace if own is None else own
    return Part(root, path, inherited, root.get("datatypeLibrary", ""), (*before, path))


def scope_of(grammar: Part, parent: Scope | None, sources: Sources) -> Scope:
    """The definitions of a `grammar`."""
    scope = Scope(parent)
    for name, part in _definitions(grammar, sources):
        scope.definitions.setdefault(name, []).append(part)
    for name, parts in scope.definitions.items():
        _check_combine(name, parts)
    return scope


def _definitions(grammar: Part, sources: Sources) -> Iterator[tuple[str, Part]]:
    todo = list(reversed(grammar.children()))
    while todo:
        part = todo.pop()
        if part.local == "div":
            todo += reversed(part.children())
        elif part.local == "include":
            yield from _included(part, sources)
        elif part.local == "start":
            yield START, part
        elif part.local == "define":
            yield _name(part), part
        else:
            raise part.error(f"<{part.local}> cannot stand in <grammar>")


def _name(part: Part) -> str:
    name = (part.node.get("name") or "").strip()
    if not name:
        raise part.error(f"<{part.local}> has no name")
    return name


def _included(include: Part, sources: Sources) -> Iterator[tuple[str, Part]]:
    path = sources.beside(include.node, include.file)
    root = opened(path, sources, include.namespace, include.opened, include)
    if root.local != "grammar":
        raise include.error(f"{path.name} is no grammar, and cannot be included")
    own = list(_definitions(include, sources))
    replaced = {name for name, _ in own}
    theirs = list(_definitions(root, sources))
    known = {name for name, _ in theirs}
    for name, part in own:
        if name not in known:
            raise part.error(f"{path.name} does not define {_said(name)}, which is to be replaced here")
    yield from (each for each in theirs if each[0] not in replaced)
    yield from own


def _check_combine(name: str, parts: list[Part]) -> None:
    methods = [part.node.get("combine") for part in parts]
    if len(parts) > 1 and methods.count(None) > 1:
        second = [part for part in parts if part.node.get("combine") is None][1]
        raise second.error(f"{_said(name)} is defined twice", 'say combine="choice" or combine="interleave"')
    for part, method in zip(parts, methods, strict=True):
        if method not in (None, "choice", "interleave"):
            raise part.error(f'combine="{method}" means nothing', "it takes choice or interleave")
    if len(set(methods) - {None}) > 1:
        raise parts[-1].error(f"{_said(name)} is combined in two ways")


def _said(name: str) -> str:
    return "start" if name == START else name
