"""What an edition decides of how its texts are shown: its own words, behaviours of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from edition.render.behaviour import Row
from edition.render.phrases import ENGLISH, Phrases
from edition.render.table import Rows


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """`phrases` are the interface's words, `rows` the table of behaviours."""

    phrases: Phrases = ENGLISH
    rows: Mapping[str, Row] = field(default_factory=Rows)


AS_SHIPPED = House()
