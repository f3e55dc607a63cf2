"""Faults among the children of an element, in words: misplaced, misspelt, missing, out of order; stray text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from edition.validate.relaxng.automaton import Automaton, Content
from edition.validate.relaxng.faults import Fault, local, local_names
from edition.validate.relaxng.names import split
from edition.validate.relaxng.nearness import listed, meant, nearest_first, sole
from edition.validate.relaxng.patterns import Kind, Pattern
from edition.validate.relaxng.repair import Item, Step

# What holds text in TEI, the likeliest first.
HOLDERS = ("p", "ab", "item", "cell", "head", "l", "title", "note")
# What TEI's parts mostly begin with, where one of many is missing.
USUAL = ("text", "body", "div", *HOLDERS)

XINCLUDE = "http://www.w3.org/2001/XInclude"
# What is met in TEI files that no TEI schema holds unless it was made for it.
FOREIGN: Mapping[str, str] = {
    "http://www.w3.org/1998/Math/MathML": "MathML",
    "http://www.w3.org/2000/svg": "SVG",
    "http://www.w3.org/1999/xhtml": "HTML",
}


@dataclass(frozen=True, slots=True)
class Children:
    """The children of an element and how they are repaired; `following` is the parent's state after it."""

    element: etree._Element
    items: Sequence[Item]
    nodes: Sequence[etree._Element | None]
    steps: Sequence[Step]
    content: Content
    following: Content | None
    automaton: Automaton
    known: frozenset[str]


def told(step: Step, around: Children) -> Iterator[Fault]:
    """The fault that a step of the repair stands for; none where another step tells of it."""
    if step.act == "missing":
        if not _moved(step, around):
            yield _late(step, around) or _missing(step, around)
    elif step.act == "swapped":
        yield _swapped(step, around)
    elif step.act == "incomplete":
        name = local(around.element)
        message = f"something is missing in <{name}>"
        allowed = [split(tag)[1] for tag in around.automaton.inside(step.before)]
        yield Fault(around.element, "element-missing", name, message, f"it may hold {listed(allowed)}")
    elif around.items[step.at].tag is None:
        yield _stray_text(step, around)
    elif step.act == "renamed":
        yield _renamed(step, around)
    elif step.act == "replaced":
        yield _replaced(step, around)
    else:
        yield _skipped(step, around)


def _moved(step: Step, around: Children) -> bool:
    """Whether what is missing was skipped elsewhere: then it is out of place, which is told there."""
    names = set(local_names(_missed(step, around)))
    skipped = (s for s in around.steps if s.act == "skipped" and around.items[s.at].tag is not None)
    return any(split(around.items[s.at].tag or "")[1] in names for s in skipped)


def _late(step: Step, around: Children) -> Fault | None:
    """What is missing stands further on, from where it can be taken away: then it is only late."""
    names = set(local_names(_missed(step, around)))
    following = around.items[step.at].tag if step.at < len(around.items) else None
    if following is None:
        return None
    for other in around.steps:
        if other.act != "right" or other.at <= step.at or other.at >= len(around.items):
            continue
        node, tag = around.nodes[other.at], around.items[other.at].tag
        if node is not None and tag and local(node) in names and _can_go(other, around):
            message = f"<{local(node)}> must come before <{split(following)[1]}>"
            help_text = f"the order in <{local(around.element)}> is fixed: move it"
            return Fault(node, "element-out-of-place", local(node), message, help_text)
    return None


def _can_go(step: Step, around: Children) -> bool:
    """Whether what follows a child would be right without it."""
    following = around.items[step.at + 1].tag if step.at + 1 < len(around.items) else None
    if following is None:
        return step.at + 1 < len(around.items) or all(p.nullable for p in step.before.patterns)
    return around.automaton.opening(step.before, following) is not None


def _swapped(step: Step, around: Children) -> Fault:
    first, second = around.nodes[step.at], around.nodes[step.at + 1]
    assert first is not None and second is not None
    message = f"<{local(second)}> must come before <{local(first)}>"
    help_text = f"the order in <{local(around.element)}> is fixed: exchange them"
    return Fault(first, "element-out-of-place", local(first), message, help_text)


def _missing(step: Step, around: Children) -> Fault:
    parent, names = local(around.element), local_names(_missed(step, around))
    place = _place(step, around)
    if len(names) == 1:
        message = f"<{parent}> has no <{names[0]}>"
        return Fault(around.element, "element-missing", parent, message, f"put <{names[0]}> {place}")
    likely = [name for name in USUAL if name in names][:2]
    message = f"something is missing in <{parent}>{'' if place == 'into it' else f' {place}'}"
    first = f"add {' or '.join(f'<{name}>' for name in likely)}, or" if likely else "add"
    rest = [name for name in names if name not in likely]
    return Fault(around.element, "element-missing", parent, message, f"{first} one of {listed(rest)}")


def _missed(step: Step, around: Children) -> list[Pattern]:
    """The elements any of which would do at a place: with it, what follows is right."""
    found = list(step.elements)
    following = around.items[step.at] if step.at < len(around.items) else None
    for leaf in around.automaton.first(step.before):
        if leaf.kind is not Kind.ELEMENT or leaf in found:
            continue
        after = around.automaton.following(step.before, frozenset((leaf,)))
        if following is None:
            right = all(pattern.nullable for pattern in after.patterns)
        else:
            right = following.tag is not None and around.automaton.opening(after, following.tag) is not None
        if right:
            found.append(leaf)
    return found


def _place(step: Step, around: Children) -> str:
    if step.at < len(around.items) and around.items[step.at].tag is not None:
        return f"before <{split(around.items[step.at].tag or '')[1]}>"
    last = next((item.tag for item in reversed(around.items[: step.at]) if item.tag), None)
    return f"after <{split(last)[1]}>" if last else "into it"


def _stray_text(step: Step, around: Children) -> Fault:
    parent = local(around.element)
    number = around.items[step.at].number
    allowed = [split(tag)[1] for tag in around.automaton.inside(around.content)]
    holders = [f"<{name}>" for name in HOLDERS if name in allowed][:2]
    help_text = f"put it into {' or '.join(holders)}" if holders else None
    if around.following is not None and not holders and not allowed:
        help_text = f"<{parent}> is empty: take it away, or put it outside"
    message = f"text is not allowed directly in <{parent}>"
    return Fault(around.element, "text-not-allowed", parent, message, help_text, number)


def _renamed(step: Step, around: Children) -> Fault:
    node = around.nodes[step.at]
    assert node is not None
    near = nearest_first(local(node), local_names(step.elements))[0]
    message = f"<{local(node)}> cannot stand in <{local(around.element)}>"
    one = _beyond_doubt(str(around.items[step.at].tag), around)
    help_text = f"did you mean <{near}>?"
    return Fault(
        node, "element-not-allowed", local(node), message, help_text, meant=one if one == near else None
    )


def _replaced(step: Step, around: Children) -> Fault:
    node = around.nodes[step.at]
    assert node is not None
    if _is_foreign(str(node.tag), around):
        return _skipped(step, around)
    names = local_names(step.elements)
    wanted = f"<{names[0]}> must" if len(names) == 1 else f"one of {listed(names)} must"
    message = f"<{_shown(node, around)}> stands in <{local(around.element)}> where {wanted}"
    return Fault(
        node, "element-not-allowed", local(node), message, "put it there, before this or instead of it"
    )


def _is_foreign(tag: str, around: Children) -> bool:
    """Whether no element of a namespace is known to the grammar."""
    namespace = split(tag)[0]
    return all(split(known)[0] != namespace for known in around.known)


def _shown(node: etree._Element, around: Children) -> str:
    """The name of an element, with its namespace where that is another than its parent's."""
    namespace = split(str(node.tag))[0]
    return (
        local(node)
        if namespace == split(str(around.element.tag))[0]
        else f'{local(node)} xmlns="{namespace}"'
    )


def _skipped(step: Step, around: Children) -> Fault:
    node, tag = around.nodes[step.at], str(around.items[step.at].tag)
    assert node is not None
    name, parent = local(node), local(around.element)
    allowed = around.automaton.inside(around.content)
    if tag in allowed:
        return _out_of_place(step, around, node)
    message = f"<{_shown(node, around)}> cannot stand in <{parent}>"
    if around.following is not None and around.automaton.opening(around.following, tag):
        message += f"; close <{parent}> first"
    help_text = _instead(tag, parent, allowed, around)
    return Fault(node, "element-not-allowed", name, message, help_text, meant=_beyond_doubt(tag, around))


def _beyond_doubt(tag: str, around: Children) -> str | None:
    """The one name of its namespace that an unknown element can have been meant to have."""
    namespace, name = split(tag)
    allowed = around.automaton.inside(around.content)
    near, known = (
        [split(each)[1] for each in tags if split(each)[0] == namespace] for tags in (allowed, around.known)
    )
    return sole(name, near, known)


def _instead(tag: str, parent: str, allowed: Iterable[str], around: Children) -> str:
    """What to do about an element that cannot stand in its parent."""
    namespace, name = split(tag)
    names = [split(each)[1] for each in allowed]
    if _is_foreign(tag, around):
        if namespace == XINCLUDE:
            return "what it includes was not put in its place: it is checked as an element like others"
        kind = FOREIGN.get(namespace, "an element of another namespace")
        return f"it is {kind}, of which this schema knows nothing: choose one that does, or take it out"
    if tag not in around.known:
        if near := meant(name, [split(each)[1] for each in allowed if split(each)[0] == namespace]):
            return f"did you mean <{near}>?"
        if other := meant(name, [split(each)[1] for each in around.known if split(each)[0] == namespace]):
            return f"did you mean <{other}>? It cannot stand here either"
    return f"here may stand {listed(names, name)}" if names else f"<{parent}> holds no elements"


def _out_of_place(step: Step, around: Children, node: etree._Element) -> Fault:
    """An element that the parent holds, at another place or not twice."""
    name, parent = local(node), local(around.element)
    where = _later(step, around) or _earlier(step, around)
    if where is not None:
        return Fault(node, "element-out-of-place", name, where, f"the order in <{parent}> is fixed: move it")
    before = [around.items[s.at].tag for s in around.steps if s.act == "right" and s.at < step.at]
    now = local_names(around.automaton.first(step.before))
    help_text = f"here may stand {listed(now, name)}" if now else "nothing more can stand here"
    if around.items[step.at].tag in before:
        message = f"<{parent}> has its <{name}> already, and takes no other here"
    else:
        message = f"<{name}> cannot stand at this place in <{parent}>"
    return Fault(node, "element-out-of-place", name, message, help_text)


def _later(step: Step, around: Children) -> str | None:
    """What must come before an element, where it could stand further on."""
    tag = str(around.items[step.at].tag)
    for other in around.steps:
        if other.at < step.at or other.act != "right" or around.items[other.at].tag is None:
            continue
        if around.automaton.opening(other.after, tag) is not None:
            return f"<{split(str(around.items[other.at].tag))[1]}> must come before <{split(tag)[1]}>"
    return None


def _earlier(step: Step, around: Children) -> str | None:
    """What an element must come before, where it could have stood further back."""
    tag = str(around.items[step.at].tag)
    for other in reversed(around.steps):
        if other.at >= step.at or other.act != "right" or around.items[other.at].tag is None:
            continue
        opening = around.automaton.opening(other.before, tag)
        if opening is not None and around.automaton.opening(
            opening.following, str(around.items[other.at].tag)
        ):
            return f"<{split(tag)[1]}> must come before <{split(str(around.items[other.at].tag))[1]}>"
    return None
