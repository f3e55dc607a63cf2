"""Entries of the ledger → totals by document, unit and code; what is not known is counted, never added up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from edition.ledger.entries import Entry

NO_UNIT = "(no unit)"
NO_CODE = "(no code)"


@dataclass(slots=True)
class Extent:
    """How much of one unit is withheld: `known` adds up the quantities of `counted` spans.

    `at_most` spans have an upper bound alone, `unknown` ones not even that.
    """

    known: Decimal = Decimal(0)
    counted: int = 0
    at_most: int = 0
    unknown: int = 0

    def add(self, entry: Entry) -> None:
        """Count a span."""
        if entry.quantity is not None and entry.at_most is None:
            self.known += entry.quantity
            self.counted += 1
        elif entry.at_most is not None:
            self.at_most += 1
        else:
            self.unknown += 1


@dataclass(slots=True)
class Total:
    """How many spans a document, a unit or a code has, and their extents by unit."""

    spans: int = 0
    extents: dict[str, Extent] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Count a span."""
        self.spans += 1
        self.extents.setdefault(entry.unit or NO_UNIT, Extent()).add(entry)


def totals(found: Iterable[Entry]) -> Mapping[str, Mapping[str, Total]]:
    """Totals by `document`, by `unit` and by `code`; a span under two codes counts for each of them."""
    groups: dict[str, dict[str, Total]] = {name: {} for name in _KEYS}
    for entry in found:
        for name, keys in _KEYS.items():
            for key in keys(entry):
                groups[name].setdefault(key, Total()).add(entry)
    return {
        "document": groups["document"],
        **{name: dict(sorted(groups[name].items(), key=_by_number)) for name in ("unit", "code")},
    }


def _by_number(item: tuple[str, Total]) -> tuple[int, str]:
    return -item[1].spans, item[0]


_KEYS: Mapping[str, Callable[[Entry], tuple[str, ...]]] = {
    "document": lambda entry: (entry.document,),
    "unit": lambda entry: (entry.unit or NO_UNIT,),
    "code": lambda entry: entry.codes or (NO_CODE,),
}
