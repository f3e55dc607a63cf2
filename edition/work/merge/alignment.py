"""Two states of one text: which characters are the same, and where a place in one lies in the other."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

# Two stretches without a word of their own in common are compared sign by sign up to this much work.
_MOST_COMPARISONS = 400_000
# Below this likeness only runs of signs as long as this are more than chance.
_ALIKE = 0.5
_SHORTEST_RUN = 6


class Run(NamedTuple):
    """Characters `old` to `old + length` of one text are `new` to `new + length` of the other."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The runs that two texts have in common, in order, and the lengths of both."""

    runs: tuple[Run, ...]
    old: int
    new: int
    _olds: list[int] = field(default_factory=list, compare=False, repr=False)
    _news: list[int] = field(default_factory=list, compare=False, repr=False)
    _before: list[int] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._olds.extend(run.old for run in self.runs)
        self._news.extend(run.new for run in self.runs)
        self._before.extend(accumulate((run.length for run in self.runs), initial=0))

    @property
    def same(self) -> bool:
        """Whether the two texts are one."""
        return self.old == self.new == self._before[-1]

    def common_in_old(self, place: int) -> int:
        """How many common characters stand before a place in the old text."""
        return self._common(self._olds, place)

    def common_in_new(self, place: int) -> int:
        """How many common characters stand before a place in the new text."""
        return self._common(self._news, place)

    def _common(self, starts: Sequence[int], place: int) -> int:
        at = bisect_right(starts, place) - 1
        if at < 0:
            return 0
        return self._before[at] + min(place - starts[at], self.runs[at].length)

    def start(self, place: int) -> int:
        """Where in the new text begins what begins at a place in the old: with its first character."""
        if place >= self.old:
            return self.new
        at = bisect_right(self._olds, place) - 1
        if at >= 0 and place < self.runs[at].old + self.runs[at].length:
            return self.runs[at].new + place - self.runs[at].old
        return self._within(at, place)

    def end(self, place: int) -> int:
        """Where in the new text ends what ends at a place in the old: behind its last character."""
        if place <= 0:
            return 0
        at = bisect_right(self._olds, place - 1) - 1
        if at >= 0 and place <= self.runs[at].old + self.runs[at].length:
            return self.runs[at].new + place - self.runs[at].old
        return self._within(at, place)

    def _within(self, at: int, place: int) -> int:
        """A place in a stretch between two runs: its edges to its edges, what is between in proportion."""
        before = self.runs[at] if at >= 0 else Run(0, 0, 0)
        after = self.runs[at + 1] if at + 1 < len(self.runs) else Run(self.old, self.new, 0)
        old, new = before.old + before.length, before.new + before.length
        return new + (place - old) * (after.new - new) // max(1, after.old - old)


def identity(length: int) -> Alignment:
    """The alignment of a text with itself."""
    return Alignment((Run(0, 0, length),) if length else (), length, length)


def align(old: str, new: str, old_words: Sequence[int], new_words: Sequence[int]) -> Alignment:
    """What two texts without white space have in common; `…_words` are the places where words begin.

    Words that stand once in both are found first, what lies between them is compared more closely:
    near linear for texts that are much alike.
    """
    head = _common_beginning(old, new)
    tail = _common_beginning(old[head:][::-1], new[head:][::-1])
    middle = _middle(
        _Text(old, _slices(old_words, head, len(old) - tail)),
        _Text(new, _slices(new_words, head, len(new) - tail)),
    )
    runs = [Run(0, 0, head), *middle, Run(len(old) - tail, len(new) - tail, tail)]
    return Alignment(tuple(_joined(runs)), len(old), len(new))


def _common_beginning(old: str, new: str) -> int:
    """How many characters two texts begin with alike."""
    least, most = 0, min(len(old), len(new))
    while least < most:
        middle = (least + most + 1) // 2
        if old[least:middle] == new[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _slices(words: Sequence[int], start: int, end: int) -> list[tuple[int, int]]:
    """The words between two places, cut at them."""
    cuts = sorted({start, end, *(word for word in words if start < word < end)})
    return list(pairwise(cuts))


@dataclass(slots=True)
class _Text:
    """A text, the places of its words, and the words themselves."""

    text: str
    places: list[tuple[int, int]]
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [self.text[start:end] for start, end in self.places]

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """The characters of words first to last."""
        return (self.places[first][0], self.places[last - 1][1]) if last > first else (0, 0)


def _middle(old: _Text, new: _Text) -> list[Run]:
    runs: list[Run] = []
    waiting = [(0, len(old.words), 0, len(new.words))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        while a0 < a1 and b0 < b1 and old.words[a0] == new.words[b0]:
            runs.append(_word_run(old, new, a0, b0))
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and old.words[a1 - 1] == new.words[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            runs.append(_word_run(old, new, a1, b1))
        if a0 == a1 or b0 == b1:
            continue
        pairs = _once_in_both(old.words, new.words, (a0, a1, b0, b1))
        if not pairs:
            runs.extend(_closely(old, new, (a0, a1, b0, b1)))
        for a, b in pairs:
            runs.append(_word_run(old, new, a, b))
            waiting.append((a0, a, b0, b))
            a0, b0 = a + 1, b + 1
        if pairs:
            waiting.append((a0, a1, b0, b1))
    return sorted(runs)


def _word_run(old: _Text, new: _Text, a: int, b: int) -> Run:
    return Run(old.places[a][0], new.places[b][0], len(old.words[a]))


def _once_in_both(
    old: Sequence[str], new: Sequence[str], within: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """The longest row of words, in the order of both texts, that stand once in each."""
    a0, a1, b0, b1 = within
    in_old, in_new = Counter(old[a0:a1]), Counter(new[b0:b1])
    where = {new[b]: b for b in range(b0, b1) if in_new[new[b]] == 1}
    pairs = [(a, where[old[a]]) for a in range(a0, a1) if in_old[old[a]] == 1 and old[a] in where]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest rising subsequence by the second number."""
    tails: list[int] = []
    ends: list[int] = []
    came_from: list[int] = []
    for index, (_, b) in enumerate(pairs):
        at = bisect_right(tails, b)
        came_from.append(ends[at - 1] if at else -1)
        tails[at:] = [b] if at == len(tails) else [b, *tails[at + 1 :]]
        ends[at:] = [index] if at == len(ends) else [index, *ends[at + 1 :]]
    found = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(pairs[index])
        index = came_from[index]
    return found[::-1]


def _closely(old: _Text, new: _Text, within: tuple[int, int, int, int]) -> Iterator[Run]:
    """Runs of characters, where the stretches are alike and short enough to be compared."""
    a0, a1, b0, b1 = within
    a_start, a_end = old.bounds(a0, a1)
    b_start, b_end = new.bounds(b0, b1)
    if (a_end - a_start) * (b_end - b_start) > _MOST_COMPARISONS:
        return
    matcher = SequenceMatcher(None, old.text[a_start:a_end], new.text[b_start:b_end], autojunk=False)
    blocks = matcher.get_matching_blocks()
    longest = max(a_end - a_start, b_end - b_start)
    shortest = 1 if sum(block.size for block in blocks) >= _ALIKE * longest else _SHORTEST_RUN
    for block in blocks:
        if block.size >= shortest:
            yield Run(a_start + block.a, b_start + block.b, block.size)


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs that follow upon one another as one."""
    last = Run(0, 0, 0)
    for run in runs:
        if run.old == last.old + last.length and run.new == last.new + last.length:
            last = Run(last.old, last.new, last.length + run.length)
            continue
        if last.length:
            yield last
        last = run
    if last.length:
        yield last
