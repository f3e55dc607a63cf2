"""The cheapest way to make the children of an element right: what to skip, to rename, to suppose as missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal

from edition.validate.relaxng.automaton import Automaton, Content
from edition.validate.relaxng.names import known_names, split
from edition.validate.relaxng.nearness import nearness, same_misspelt
from edition.validate.relaxng.patterns import Kind, Pattern

# What a repair costs. A name almost right is likelier than one too many, and that than one too few.
NAMESPACE = 0.3
MISSPELT = 0.5
SKIPPED = 1.0
MISSING_AT_END = 1.05
MISSING = 1.1
# What the parent does hold is not likely to be too much: rather something before it is missing.
SKIPPED_AT_HOME = 1.15
# A name that stands for quite another: cheaper than to take it away and then to miss something.
REPLACED = 1.6
# Two neighbours in each other's place.
SWAPPED = 0.95
INCOMPLETE = 5.0
# Steps of the search; beyond them a way that is good enough is taken.
STEPS = 1_000_000

Act = Literal["right", "skipped", "renamed", "replaced", "swapped", "missing", "incomplete"]


@dataclass(frozen=True, slots=True)
class Item:
    """A child element by its name, or words (`tag` is `None`); `number` counts child elements before it."""

    tag: str | None
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with an item, or before it (`missing`); `elements` are the patterns it is, or was meant, by.

    `swapped` takes two items at once; `others` are the patterns of the second.
    """

    act: Act
    at: int
    before: Content
    after: Content
    elements: tuple[Pattern, ...] = ()
    others: tuple[Pattern, ...] = ()


# The patterns by which a child is right, of those that it may be by.
Resolve = Callable[[int, tuple[Pattern, ...]], tuple[Pattern, ...]]


def repaired(
    items: Sequence[Item], content: Content, automaton: Automaton, resolve: Resolve, known: frozenset[str]
) -> list[Step]:
    """The steps of the cheapest repair, in order; `known` are the names that the grammar has anywhere."""
    return _Search(items, automaton, resolve, known).best(content)


class _Search:
    """Dijkstra's search over places in the list of children and states of the content."""

    def __init__(
        self, items: Sequence[Item], automaton: Automaton, resolve: Resolve, known: frozenset[str]
    ) -> None:
        self._items = items
        self._automaton = automaton
        self._resolve = resolve
        self._known = known
        self._home: Mapping[str, Sequence[Pattern]] = {}

    def best(self, content: Content) -> list[Step]:
        """The steps from a state to the end."""
        self._home = self._automaton.inside(content)
        way: dict[tuple[int, Content], Step | None] = {}
        # Of the same cost what is further on comes first; the number keeps the order and compares no states.
        queue: list[tuple[float, int, int, Content, Step | None]] = [(0.0, 0, 0, content, None)]
        pushed = 0
        while queue:
            cost, back, _, here, step = heappop(queue)
            at = -back
            if (at, here) in way:
                continue
            way[at, here] = step
            if at > len(self._items) or pushed > STEPS:
                return self._steps(way, (at, here))
            for price, next_at, after, taken in self._moves(at, here):
                if (next_at, after) not in way:
                    pushed += 1
                    heappush(queue, (cost + price, -next_at, pushed, after, taken))
        return []

    def _steps(self, way: dict[tuple[int, Content], Step | None], last: tuple[int, Content]) -> list[Step]:
        steps: list[Step] = []
        step = way[last]
        while step is not None:
            if step.act != "right" or step.at < len(self._items):
                steps.append(step)
            step = way[step.at, step.before]
        return steps[::-1]

    def _moves(self, at: int, here: Content) -> Iterator[tuple[float, int, Content, Step]]:
        """The moves from a place: cost, where to, state there, the step."""
        if at == len(self._items):
            yield from self._end(at, here)
            return
        item = self._items[at]
        right = self._right(at, item, here)
        if right is not None:
            yield 0.0, at + 1, right.after, right
            return
        price = SKIPPED_AT_HOME if item.tag in self._home else SKIPPED
        yield price, at + 1, here, Step("skipped", at, here, here)
        if item.tag is not None:
            yield from self._swapped(at, here)
            yield from self._renamed(at, item.tag, here)
            yield from self._missing(at, here, MISSING)

    def _right(self, at: int, item: Item, here: Content) -> Step | None:
        if item.tag is None:
            after = here if here.open_text else self._automaton.after_text(here)
            return Step("right", at, here, after) if after else None
        opening = self._automaton.opening(here, item.tag)
        if opening is None:
            return None
        elements = self._resolve(at, opening.elements)
        following = self._automaton.following(here, frozenset(elements))
        return Step("right", at, here, following, elements)

    def _swapped(self, at: int, here: Content) -> Iterator[tuple[float, int, Content, Step]]:
        first, second = self._items[at], self._items[at + 1] if at + 1 < len(self._items) else None
        if second is None or second.tag is None:
            return
        earlier = self._right(at + 1, second, here)
        later = self._right(at, first, earlier.after) if earlier else None
        if earlier and later:
            step = Step("swapped", at, here, later.after, later.elements, earlier.elements)
            yield SWAPPED, at + 2, later.after, step

    def _renamed(self, at: int, tag: str, here: Content) -> Iterator[tuple[float, int, Content, Step]]:
        namespace, local = split(tag)
        others: dict[Content, list[Pattern]] = {}
        for leaf in self._leaves(here):
            assert leaf.names is not None
            price = REPLACED
            for name in known_names(leaf.names):
                if name.local == local and name.namespace != namespace:
                    price = min(price, NAMESPACE)
                elif (
                    tag not in self._known
                    and name.namespace == namespace
                    and same_misspelt(local, name.local)
                ):
                    price = min(price, MISSPELT + (1 - nearness(local, name.local)) / 2)
            after = self._automaton.following(here, frozenset((leaf,)))
            if price < REPLACED:
                yield price, at + 1, after, Step("renamed", at, here, after, (leaf,))
            elif after is not here:
                others.setdefault(after, []).append(leaf)
        for after, leaves in others.items():
            yield REPLACED, at + 1, after, Step("replaced", at, here, after, tuple(leaves))

    def _missing(self, at: int, here: Content, price: float) -> Iterator[tuple[float, int, Content, Step]]:
        groups: dict[Content, list[Pattern]] = {}
        for leaf in self._leaves(here):
            after = self._automaton.following(here, frozenset((leaf,)))
            if after is not here:
                groups.setdefault(after, []).append(leaf)
        for after, leaves in groups.items():
            yield price, at, after, Step("missing", at, here, after, tuple(leaves))

    def _end(self, at: int, here: Content) -> Iterator[tuple[float, int, Content, Step]]:
        if all(pattern.nullable for pattern in here.patterns):
            yield 0.0, at + 1, here, Step("right", at, here, here)
            return
        yield from self._missing(at, here, MISSING_AT_END)
        yield INCOMPLETE, at + 1, here, Step("incomplete", at, here, here)

    def _leaves(self, here: Content) -> Iterator[Pattern]:
        for pattern in here.patterns:
            for leaf in self._automaton.derivatives.first(pattern):
                if leaf.kind is Kind.ELEMENT:
                    yield leaf
