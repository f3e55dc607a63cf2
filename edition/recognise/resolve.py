"""Overlapping findings → nested ones, by one table of ranks; what lost, why, and to what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from edition.content import MAY_CONTAIN, MIXED
from edition.document import WHITE_SPACE
from edition.findings import Annotation, Finding, Rule

ROOT = Rule("resolve/body", "The whole text.", "")

# Of two findings that overlap in part, or of which one may not stand in the other, the one further
# up stays; of two over the same characters it stands outside. Blocks before what stands in them;
# forme work before any reading of its words; what is withheld before brackets and quotations.
RANKS: tuple[str, ...] = (
    *("pb", "div", "list", "table", "quote", "row", "label", "item", "opener", "closer", "head", "p", "cell"),
    *("note", "fw", "ab", "dateline", "salute", "signed", "lb", "ref", "seg", "gap", "q", "date"),
    *("unclear", "choice", "pc", "surplus", "g"),
)
_RANK = {element: rank for rank, element in enumerate(RANKS)}
# Elements whose edges part words.
_BLOCKS = frozenset(
    {"div", "list", "table", "quote", "row", "item", "opener", "closer", "head", "p", "cell", "ab"}
)
# What may be one sign, an asterisk by itself, and no debris.
_SIGNS = frozenset({"label", "ref"})
# Empty elements that stand at a place and not at an element's beginning.
_MILESTONES = frozenset({"pb", "lb"})


@dataclass(slots=True)
class Node:
    """A finding and what is nested in it, in order."""

    finding: Finding
    children: list["Node"] = field(default_factory=list)
    element: str = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.widen(self.finding)

    def widen(self, finding: Finding) -> None:
        """Stand for another finding, with its element and its characters; a correction is a `choice`."""
        self.finding = finding
        self.element = finding.element if isinstance(finding, Annotation) else "choice"
        self.start, self.end = finding.start, finding.end


def descend(body: Node) -> list[Node]:
    """A node and all within it, in the text's order."""
    nodes, waiting = [body], [iter(body.children)]
    while waiting:
        for node in waiting[-1]:
            nodes.append(node)
            if node.children:
                waiting.append(iter(node.children))
                break
        else:
            waiting.pop()
    return nodes


@dataclass(frozen=True, slots=True)
class Lost:
    """A finding that was set aside, and the one it lost to."""

    finding: Finding
    reason: str
    to: Finding | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """Findings nested within one another, `body` outermost, and those set aside."""

    body: Node
    lost: tuple[Lost, ...]


def resolve(text: str, findings: Iterable[Finding]) -> Resolution:
    """Nest findings over a text: none overlaps another in part, each stands where the manual lets it.

    Linear in the findings but for sorting them.
    """
    root = Node(Annotation("body", 0, len(text), ROOT))
    nesting = _Nesting([root], [])
    for finding in sorted(findings, key=_order):
        if _cuts_a_word(text, finding):
            nesting.lost.append(Lost(finding, "its edge would cut a word in two", None))
        else:
            nesting.place(Node(finding))
    return Resolution(root, tuple(nesting.lost))


def _order(finding: Finding) -> tuple[int, bool, int, int, bool]:
    """By beginning, the longer first, the outer first; a milestone before what begins where it stands."""
    element = finding.element if isinstance(finding, Annotation) else "choice"
    # A label that is all there is of a note stands in it.
    rank = _RANK["note"] if element == "label" else _RANK[element]
    return (finding.start, element not in _MILESTONES, -finding.end, rank, element == "label")


def _cuts_a_word(text: str, finding: Finding) -> bool:
    """What is together in the source stays together: a block begins and ends at white space. Source: law 1."""
    if not isinstance(finding, Annotation) or finding.element not in _BLOCKS:
        return False
    return _inside_word(text, finding.start) or _inside_word(text, finding.end)


def _inside_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1] not in WHITE_SPACE and text[at] not in WHITE_SPACE


def may_hold(parent: Node, child: Node) -> bool:
    """Whether the manual lets one stand in the other; words may stand anywhere until they are given a block."""
    holder = "sic" if parent.element == "choice" else parent.element
    return child.element in MAY_CONTAIN[holder] or (
        holder not in MIXED and child.element in MAY_CONTAIN["p"] - _BLOCKS
    )


@dataclass(slots=True)
class _Nesting:
    """The nodes open at a place, outermost first, and what was set aside so far."""

    open: list[Node]
    lost: list[Lost]

    def place(self, node: Node) -> None:
        """Put a node where it belongs, or set aside what may not overlap."""
        self._close_before(node)
        if node.element == "gap":
            self._put_gap(node)
            return
        while True:
            top = self.open[-1]
            nested = node.end <= top.end
            if node.element == "surplus" and top.element == "choice" and nested and node.start == top.start:
                self.lost.append(Lost(node.finding, "a reading was proposed for it", top.finding))
                return
            if (
                node.element == "surplus"
                and top.element in _SIGNS
                and (node.start, node.end) == (top.start, top.end)
            ):
                self.lost.append(Lost(node.finding, "it is the sign of a note", top.finding))
                return
            if nested and may_hold(top, node):
                self._put(top, node)
                return
            reason = "it cannot stand there" if nested else "they overlap in part"
            if top is self.open[0] or _RANK[node.element] >= _RANK[top.element]:
                self.lost.append(Lost(node.finding, reason, top.finding))
                return
            self.lost.append(Lost(top.finding, reason, node.finding))
            self._dissolve_top()

    def _put(self, top: Node, node: Node) -> None:
        top.children.append(node)
        if node.end > node.start:
            self.open.append(node)

    def _put_gap(self, gap: Node) -> None:
        """A gap stands before the words of the statement that it opens."""
        for place in reversed(self.open):
            if place.start == gap.start and may_hold(place, gap):
                place.children.insert(0, gap)
                return
        self.lost.append(Lost(gap.finding, "no statement begins there", None))

    def _close_before(self, node: Node) -> None:
        """An empty cell or item at its row's or list's end still belongs there."""
        empty = node.start == node.end and node.element not in _MILESTONES
        while len(self.open) > 1:
            top = self.open[-1]
            if top.end > node.start or (empty and top.end == node.start and may_hold(top, node)):
                return
            self.open.pop()

    def _dissolve_top(self) -> None:
        """Give the children of the innermost open node to its parent, as far as they may stand there."""
        top = self.open.pop()
        parent = self.open[-1]
        parent.children.remove(top)
        parent.children.extend(released(parent, top, self.lost))


def released(parent: Node, node: Node, lost: list[Lost]) -> list[Node]:
    """What a node sets free in its parent when it goes: its children, or theirs where they cannot stand there."""
    free: list[Node] = []
    waiting = list(reversed(node.children))
    while waiting:
        child = waiting.pop()
        if may_hold(parent, child):
            free.append(child)
        else:
            lost.append(Lost(child.finding, "what it stood in was set aside", node.finding))
            waiting.extend(reversed(child.children))
    return free
