"""The table of behaviours: every element has a row or takes the default, never silence."""

from collections.abc import Mapping

from edition.render.behaviour import Row, inline
from edition.render.breaks import BREAKS
from edition.render.core import CORE
from edition.render.editorial import EDITORIAL
from edition.render.figures import FIGURES, MATH, MATHML
from edition.render.html import escape
from edition.render.literature import LITERATURE
from edition.render.notes import NOTES
from edition.render.records import EXAMPLE, EXAMPLES, INCLUSION, RECORDS, XINCLUDE
from edition.render.structure import STRUCTURE
from edition.render.transcription import TRANSCRIPTION

BEHAVIOURS: Mapping[str, Row] = {
    **RECORDS,
    **LITERATURE,
    **TRANSCRIPTION,
    **FIGURES,
    **STRUCTURE,
    **CORE,
    **EDITORIAL,
    **BREAKS,
    **NOTES,
}


class Rows(dict[str, Row]):
    """The rows by qualified name, each worked out when its element is first met.

    TEI is known by its local names, in whatever namespace a project has put it.
    """

    def __init__(self, behaviours: Mapping[str, Row] = BEHAVIOURS) -> None:
        super().__init__()
        self.behaviours = behaviours

    def __missing__(self, tag: str) -> Row:
        namespace, _, name = tag.rpartition("}")
        if f"{namespace}}}" == MATHML:
            row = MATH
        elif f"{namespace}}}" == EXAMPLES:
            row = EXAMPLE
        elif f"{namespace}}}" == XINCLUDE:
            row = INCLUSION
        else:
            row = self.behaviours.get(name) or default(name)
        self[tag] = row
        return row


def default(name: str) -> Row:
    """The row of an element nobody has told us about: its words stay, in the line or as a block."""
    return inline(escape(name[:60]))
