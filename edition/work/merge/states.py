"""What a merge works on: three states of a text, and nodes and conflicts that come of them."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from edition.work.conflicts import Conflict
from edition.work.merge.alignment import Alignment
from edition.work.merge.matching import match
from edition.work.merge.standoff import XML_ID, Item, Standoff
from edition.work.merge.texts import Merged


class Claim(IntEnum):
    """Whose a node is, the stronger the higher."""

    NEW = 0  # the converter's, found now
    SHARED = 1  # in what he has and in what the converter makes now
    EDITED = 2  # the editor's


@dataclass(slots=True)
class Node:
    """What stands over characters start to end of the merged text; `before` and `after` as in `Item`.

    `other` are the places where it stands in the editor's text, if those above are the converter's.
    """

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    before: int
    after: int
    claim: Claim
    edited: Item | None = None
    new: Item | None = None
    other: tuple[int, int] | None = None
    is_point: bool = False
    source: Item | None = None
    children: list["Node"] = field(default_factory=list)
    parent: "Node | None" = None


@dataclass(slots=True)
class States:
    """The three states, the text that stands, and which item is which."""

    base: Standoff
    edited: Standoff
    new: Standoff
    to_edited: Alignment
    to_new: Alignment
    merged: Merged
    from_edited: Mapping[int, int] = field(default_factory=dict)
    from_new: Mapping[int, int] = field(default_factory=dict)
    frozen: list[tuple[int, int]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def __post_init__(self) -> None:
        old, edited, new = self.base.items, self.edited.items, self.new.items
        self.from_edited = match(edited, old, self.to_edited.common_in_new, self.to_edited.common_in_old)
        self.from_new = match(new, old, self.to_new.common_in_new, self.to_new.common_in_old)

    def is_frozen(self, start: int, end: int) -> bool:
        """Whether a stretch lies where nothing new is let in."""
        return any(first <= start and end <= last for first, last in self.frozen)


_MOST_SHOWN = 80


def shown(standoff: Standoff, item: Item) -> str:
    """An item as a message shows it: its tag with attributes, and its first words."""
    name = item.tag.rpartition("}")[2]
    told = "".join(f' {k.rpartition("}")[2]}="{v}"' for k, v in item.attributes.items() if k != XML_ID)
    words = _spaced(standoff, item.start, min(item.end, item.start + _MOST_SHOWN))
    if item.payload is not None:
        words = " ".join("".join(map(str, item.payload.itertext())).split())
    return f"<{name}{told}>{words[:_MOST_SHOWN]}" if words else f"<{name}{told}/>"


def _spaced(standoff: Standoff, start: int, end: int) -> str:
    words = standoff.words()
    pieces, at = [], start
    for place in words[bisect_right(words, start) : bisect_right(words, end - 1)]:
        pieces.append(standoff.text[at:place])
        at = place
    return " ".join([*pieces, standoff.text[at:end]])
