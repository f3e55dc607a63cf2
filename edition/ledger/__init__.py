"""The ledger of what is withheld: every `gap[@reason='redacted']` of any TEI, a row each, and totals.

`entries.py` reads rows off a tree, `totals.py` adds them up, `formats.py` writes them.
"""

from edition.ledger.entries import Entry, entries
from edition.ledger.formats import FORMATS
from edition.ledger.totals import Extent, Total, totals

__all__ = ["FORMATS", "Entry", "Extent", "Total", "entries", "totals"]
