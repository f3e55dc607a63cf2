"""A reading → how often each rule fired and lost, and places of it picked at random."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from edition.convert import Reading
from edition.diagnostics import Location
from edition.explain.excerpts import ExcerptLine, Lines, excerpt
from edition.explain.marks import attributes_of, shortened
from edition.findings import Attributes, Correction, Finding, Rule
from edition.recognise.resolve import descend

UNMARKED = "unmarked"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many places to pick of each rule named (of every rule, where none is), by which seed."""

    size: int = 0
    seed: int = 0
    rules: frozenset[str] = frozenset()

    def wants(self, rule: Rule) -> bool:
        """Whether places of a rule are picked."""
        return self.size > 0 and (not self.rules or rule.name in self.rules)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a rule fired, with its lines; `draw` is the number it drew in the lottery."""

    draw: int
    location: Location
    element: str
    attributes: Attributes
    reading: str | None
    words: str
    lines: tuple[ExcerptLine, ...]


@dataclass(slots=True)
class Census:
    """Per rule: how often it stands, by certainty; how often it was set aside; the places picked."""

    fired: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    places: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def times(self, rule: str) -> int:
        """How often a rule's finding stands, whatever its certainty."""
        return sum(count for (name, _), count in self.fired.items() if name == rule)

    def add(self, other: "Census", sampling: Sampling) -> None:
        """Take in the census of another document; of the places those with the lowest draw stay."""
        self.fired += other.fired
        self.lost += other.lost
        for rule, places in other.places.items():
            together = (*self.places.get(rule, ()), *places)
            self.places[rule] = tuple(heapq.nsmallest(sampling.size, together, key=_draw))


def census(reading: Reading, sampling: Sampling) -> Census:
    """The rules that made the mark-up of one document, and the places it gives to the sample."""
    found = [node.finding for node in descend(reading.body) if node is not reading.body]
    counted = Counter((finding.rule.name, finding.cert or UNMARKED) for finding in found)
    lost = Counter(each.finding.rule.name for each in reading.lost)
    return Census(counted, lost, dict(_sampled(reading, found, sampling)))


def _sampled(
    reading: Reading, found: list[Finding], sampling: Sampling
) -> Iterator[tuple[str, tuple[Place, ...]]]:
    name = reading.context.document.name
    drawn: dict[str, list[tuple[int, Finding]]] = {}
    for finding in found:
        if sampling.wants(finding.rule):
            drawn.setdefault(finding.rule.name, []).append((_lot(sampling.seed, name, finding), finding))
    lines = Lines(reading.context.document)
    for rule, lots in drawn.items():
        picked = heapq.nsmallest(sampling.size, lots, key=lambda lot: lot[0])
        yield rule, tuple(_place(draw, finding, lines, reading) for draw, finding in picked)


def _lot(seed: int, document: str, finding: Finding) -> int:
    """A number as good as drawn at random, the same for the same place on every run.

    So the lowest N over all documents are a fair sample however the work was shared out, and a
    place keeps its lot when rules elsewhere change.
    """
    place = f"{seed}\0{document}\0{finding.rule.name}\0{finding.start}\0{finding.end}"
    return int.from_bytes(blake2b(place.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _place(draw: int, finding: Finding, lines: Lines, reading: Reading) -> Place:
    file = lines.at(finding.start)
    return Place(
        draw=draw,
        location=file.location(finding.start),
        element="choice" if isinstance(finding, Correction) else finding.element,
        attributes=attributes_of(finding),
        reading=finding.reading if isinstance(finding, Correction) else None,
        words=shortened(
            reading.context.document.text[finding.start : min(finding.end, finding.start + 2000)]
        ),
        lines=excerpt(file, finding.start, finding.end),
    )


def _draw(place: Place) -> int:
    return place.draw


def by_frequency(census: Census, rules: Mapping[str, Rule]) -> list[str]:
    """The names of all rules, the most frequent first, those that never fired last."""
    names = {*rules, *(name for name, _ in census.fired), *census.lost}
    return sorted(names, key=lambda name: (-census.times(name), name))
