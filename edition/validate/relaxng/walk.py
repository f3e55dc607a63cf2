"""Why a tree is invalid: a walk by derivatives that mends each fault in thought and goes on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from edition.validate.relaxng.automaton import SPACE, Automaton, Content
from edition.validate.relaxng.children import Children, told
from edition.validate.relaxng.faults import Fault, local, local_names, tags
from edition.validate.relaxng.names import known_names, split
from edition.validate.relaxng.nearness import listed, meant
from edition.validate.relaxng.patterns import Kind, Pattern
from edition.validate.relaxng.repair import Item, Step, repaired
from edition.validate.relaxng.start_tags import start_tag
from edition.validate.relaxng.strings import wrong_string
from edition.validate.relaxng.verdict import is_right, texts

# A file of another kind altogether would give one for each element.
MOST = 1000
MISSING = ("attribute-missing", "element-missing")


@dataclass(frozen=True, slots=True)
class _Task:
    """An element to be looked into, by patterns it may be by; `following` is its parent's state after it.

    What `strays` has no place where it stands, or another name: that is told, and not what is missing in it too.
    """

    element: etree._Element
    patterns: tuple[Pattern, ...]
    following: Content | None
    strays: bool = False


def explain(root: etree._Element, automaton: Automaton) -> list[Fault]:
    """The faults of a tree, each once; in no order."""
    return _Walk(root, automaton).faults()


class _Walk:
    """One walk through one tree."""

    def __init__(self, root: etree._Element, automaton: Automaton) -> None:
        self._root = root
        self._automaton = automaton
        self._by_tag: dict[str, list[Pattern]] = {}
        for pattern in automaton.grammar.patterns.all:
            if pattern.kind is Kind.ELEMENT and pattern.parts:
                for tag in tags(pattern):
                    self._by_tag.setdefault(tag, []).append(pattern)
        self._known = frozenset(self._by_tag)
        # Namespaces that were told to be wrong, and what they should be.
        self._meant: dict[str, str] = {}
        self._told: set[str] = set()
        self._faults: list[Fault] = []

    def faults(self) -> list[Fault]:
        """All of them, up to a limit."""
        todo = [self._first()]
        while todo and len(self._faults) < MOST:
            task, known = todo.pop(), len(self._faults)
            todo += reversed(self._element(task))
            if task.strays:
                self._faults[known:] = [f for f in self._faults[known:] if f.code not in MISSING]
        return self._faults

    def _first(self) -> _Task:
        start, root = self._automaton.start, self._root
        opening = self._automaton.opening(start, self._tag(root))
        if opening is not None:
            return _Task(root, opening.elements, None)
        roots = [leaf for p in start.patterns for leaf in self._automaton.derivatives.first(p)]
        same = [leaf for leaf in roots if local(root) in local_names([leaf])]
        if same:
            self._namespace(root, same[0])
            return _Task(root, tuple(same), None)
        names = local_names(roots)
        near = meant(local(root), names)
        help_text = f"did you mean <{near}>?" if near else f"a root may be {listed(names)}" if names else None
        message = f"<{local(root)}> cannot be the root"
        self._faults.append(Fault(root, "element-not-allowed", local(root), message, help_text))
        renamed = tuple(leaf for leaf in roots if near and near in local_names([leaf]))
        return _Task(root, renamed or tuple(self._by_tag.get(self._tag(root), ())), None)

    def _tag(self, element: etree._Element) -> str:
        """The name of an element, in the namespace that was meant."""
        tag = str(element.tag)
        if not self._meant:
            return tag
        namespace, name = split(tag)
        if namespace not in self._meant:
            return tag
        wanted = self._meant[namespace]
        return f"{{{wanted}}}{name}" if wanted else name

    def _namespace(self, element: etree._Element, pattern: Pattern) -> None:
        """Tell of a namespace, once a file."""
        namespace, name = split(str(element.tag))
        assert pattern.names is not None
        wanted = next(n.namespace for n in known_names(pattern.names) if n.local == name)
        self._meant.setdefault(namespace, wanted)
        if namespace in self._told:
            return
        self._told.add(namespace)
        help_text = f'write xmlns="{wanted}" on it' if wanted else "it belongs to none"
        if element.prefix is None and element is not self._root and wanted:
            help_text = f'the namespace is "{wanted}"'
        message = f"<{name}> is in the wrong namespace: {namespace or 'none'}"
        # Only where none was written: another may have been meant to be another.
        mended = wanted if not namespace and element is self._root else None
        self._faults.append(Fault(element, "namespace", name, message, help_text, meant=mended))

    def _element(self, task: _Task) -> list[_Task]:
        """The tasks that an element's children are; its own faults are noted."""
        element = task.element
        if not task.patterns:
            # Nothing is known of it, but its children may be known for themselves.
            return [self._alone(child) for child in element.iterchildren("*")]
        pattern = self._best(element, task.patterns)
        faults, content = start_tag(element, pattern, self._automaton)
        self._faults += faults
        children = list(element.iterchildren("*"))
        if content.typed and not children:
            string = "".join(texts(element))
            if not any(self._automaton.right_strings(content, string, element.nsmap)):
                self._faults.append(wrong_string(element, string, content.patterns[0]))
            return []
        return self._children(element, children, content, task.following)

    def _alone(self, child: etree._Element) -> _Task:
        return _Task(child, tuple(self._by_tag.get(self._tag(child), ())), None, True)

    def _children(
        self,
        element: etree._Element,
        children: Sequence[etree._Element],
        content: Content,
        following: Content | None,
    ) -> list[_Task]:
        items = list(self._items(element))
        nodes = [None if item.tag is None else children[item.number] for item in items]

        def resolve(at: int, patterns: tuple[Pattern, ...]) -> tuple[Pattern, ...]:
            child = nodes[at]
            if len(patterns) < 2 or child is None:
                return patterns
            return tuple(p for p in patterns if is_right(child, p, self._automaton)) or patterns

        steps = repaired(items, content, self._automaton, resolve, self._known)
        around = Children(element, items, nodes, steps, content, following, self._automaton, self._known)
        tasks: list[_Task] = []
        for step in steps:
            node = nodes[step.at] if step.at < len(nodes) else None
            if step.act == "renamed" and node is not None and self._is_namespace(node, step.elements[0]):
                self._namespace(node, step.elements[0])
            elif step.act != "right":
                self._faults += told(step, around)
            tasks += self._further(step, node)
            second = nodes[step.at + 1] if step.act == "swapped" else None
            if second is not None:
                tasks.append(_Task(second, step.others, None))
        return tasks

    def _further(self, step: Step, node: etree._Element | None) -> Iterator[_Task]:
        """What is to be looked into after a step."""
        if node is None or step.act in ("missing", "incomplete"):
            return
        if step.act in ("skipped", "replaced"):
            yield self._alone(node)
        else:
            after = None if step.act == "swapped" else step.after
            yield _Task(node, step.elements, after, step.act == "renamed")

    @staticmethod
    def _is_namespace(node: etree._Element, pattern: Pattern) -> bool:
        return local(node) in local_names([pattern])

    def _items(self, element: etree._Element) -> Iterator[Item]:
        number = 0
        words = element.text or ""
        for node in element:
            if isinstance(node.tag, str):
                if words.strip(SPACE):
                    yield Item(None, number)
                yield Item(self._tag(node), number)
                number += 1
                words = ""
            words += node.tail or ""
        if words.strip(SPACE):
            yield Item(None, number)

    def _best(self, element: etree._Element, patterns: tuple[Pattern, ...]) -> Pattern:
        """The pattern that fits best: that of the fewest faults in the start tag and among the children."""
        if len(patterns) == 1:
            return patterns[0]
        return min(patterns, key=lambda pattern: self._misfit(element, pattern))

    def _misfit(self, element: etree._Element, pattern: Pattern) -> int:
        if is_right(element, pattern, self._automaton):
            return -1
        faults, content = start_tag(element, pattern, self._automaton)
        allowed = self._automaton.inside(content)
        misfit = 3 * len(faults)
        for child in element.iterchildren("*"):
            found = allowed.get(self._tag(child), ())
            # A child without a place weighs more than one with a fault in it.
            misfit += 2 - bool(found) - any(is_right(child, each, self._automaton) for each in found)
        return misfit
