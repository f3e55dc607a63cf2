"""TEI that was edited by hand: whether its text is still its source's (law 1)."""

from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from edition.conventions import NOTHING_OWN
from edition.diagnostics import Diagnostic, SourceError
from edition.readers import READERS
from edition.readers.files import Source, read_bytes, read_parts, shown, unreadable
from edition.settings import SourcePart
from edition.tei.lossless import check_lossless
from edition.xml import parse


def text_changes(source: Source, tei: Path) -> tuple[Diagnostic, ...]:
    """A fault where the text of an edited file differs from its source without saying so."""
    try:
        return changes_of(source.name, read_parts(source), shown(tei), read_bytes(tei))
    except SourceError as error:
        return unreadable(error, source.path)


def changes_of(name: str, parts: Sequence[SourcePart], file: str, tei: bytes) -> tuple[Diagnostic, ...]:
    """The same for bytes; the fault stands at the source's place, and names the file and both readings.

    Words an editor joined or parted are his to decide; a file that is no XML is left to the
    validator, which names its place.
    """
    document, _ = READERS["text"](name, parts, NOTHING_OWN)
    try:
        # Whole again, with every entity expanded: the check reads bytes and nothing else.
        root = parse(tei, file).root
    except SourceError:
        return ()
    faults = check_lossless(document, etree.tostring(root, encoding="utf-8"))
    return tuple(_changed(fault, file) for fault in faults if fault.code == "law1/lossy")


def _changed(fault: Diagnostic, file: str) -> Diagnostic:
    reading = fault.message.partition(": ")[2]
    message = f"{file} was edited so that its text is no longer the source's: {reading}"
    remedy = 'wrap the change in choice/sic+corr, or mark what you add with type="editor"'
    return Diagnostic(fault.severity, fault.location, "law1/changed", message, remedy)
