"""Registers: names, dates, proposed readings and what is withheld, each entry with its places in the text."""

from collections.abc import Sequence

from edition.render.phrases import Phrases
from edition.site.registers.chronology import chronology
from edition.site.registers.formework import forme_work
from edition.site.registers.model import Listed, Register, pages
from edition.site.registers.names import name_registers
from edition.site.registers.readings import readings
from edition.site.registers.redactions import redactions

__all__ = ["Listed", "Register", "pages", "registers"]

# In the order they are listed in.
_MAKERS = (name_registers, chronology, redactions, readings, forme_work)


def registers(documents: Sequence[Listed], phrases: Phrases) -> tuple[Register, ...]:
    """The registers of an edition that have an entry; `documents` in the order they are listed in."""
    return tuple(register for make in _MAKERS for register in make(documents, phrases))
