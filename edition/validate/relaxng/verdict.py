"""Whether a tree is valid: one walk through it, no words wasted."""

from collections.abc import Iterable

from lxml import etree

from edition.validate.relaxng.automaton import SPACE, Automaton, Content, Opening
from edition.validate.relaxng.patterns import Pattern


def is_valid(root: etree._Element, automaton: Automaton) -> bool:
    """Whether a tree is valid by a grammar; ids and pointers to ids by their types apart."""
    return _walk(root, automaton.start, automaton)


def is_right(element: etree._Element, pattern: Pattern, automaton: Automaton) -> bool:
    """Whether an element, and all in it, is right by one element pattern."""
    return _walk(element, automaton.content((pattern,)), automaton)


def _walk(root: etree._Element, start: Content, automaton: Automaton) -> bool:
    stack: list[tuple[Content, Opening]] = []
    content: Content | None = start
    opening: Opening | None
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="*"):
        assert content is not None
        if event == "start":
            if not content.open_text and stack and _says_something(element, automaton, content):
                content = automaton.after_text(content)
                if content is None:
                    return False
            tag = str(element.tag)
            opening = content.opened.get(tag) or automaton.opening(content, tag)
            if opening is None:
                return False
            stack.append((content, opening))
            content = started(element, opening.content, automaton)
            if content is None:
                return False
            continue
        content = _ended(element, content, automaton, *stack.pop())
        if content is None:
            return False
    return True


def started(element: etree._Element, whole: Content, automaton: Automaton) -> Content | None:
    """The state after a start tag, from that of all an element may hold; none where its attributes are wrong."""
    content: Content | None = whole
    for name, value in element.items():
        assert content is not None
        content = automaton.after_attribute(content, name, value, element.nsmap if ":" in value else {})
        if content is None:
            return None
    assert content is not None
    return automaton.closed(content)


def _ended(
    element: etree._Element, content: Content, automaton: Automaton, parent: Content, opening: Opening
) -> Content | None:
    right = survivors(element, content, automaton)
    if all(right):
        return opening.following
    chosen = frozenset(e for e, r in zip(opening.elements, right, strict=True) if r)
    return automaton.following(parent, chosen) if chosen else None


def survivors(element: etree._Element, content: Content, automaton: Automaton) -> list[bool]:
    """By which of its patterns an element is right at its end tag; its last text is still to be seen."""
    last = element[-1] if len(element) else None
    if content.typed and next(element.iterchildren("*"), None) is None:
        return automaton.right_strings(content, "".join(texts(element)), element.nsmap)
    if not content.open_text:
        said = (element.text if last is None else trailing(element)) or ""
        if said.strip(SPACE):
            after = automaton.after_text(content)
            if after is None:
                return [False] * len(content.patterns)
            content = after
    return [pattern.nullable for pattern in content.patterns]


def _says_something(element: etree._Element, automaton: Automaton, content: Content) -> bool:
    """Whether words stand between an element and the one before it, or its parent's start tag."""
    node: etree._Element | None = element
    while True:
        assert node is not None
        before = node.getprevious()
        parent = node.getparent()
        said = before.tail if before is not None else parent.text if parent is not None else None
        if said and said.strip(SPACE):
            return True
        if before is None or isinstance(before.tag, str):
            return False
        node = before


def trailing(element: etree._Element) -> str:
    """The text after the last child element."""
    found: list[str] = []
    for node in reversed(element):
        found.append(node.tail or "")
        if isinstance(node.tag, str):
            return "".join(reversed(found))
    return "".join((element.text or "", *reversed(found)))


def texts(element: etree._Element) -> Iterable[str]:
    """The text of an element without child elements; comments in it apart."""
    yield element.text or ""
    for node in element:
        yield node.tail or ""
