"""TEI that was edited by hand: whether its text is still its source's (law 1)."""

from lxml import etree

from edition.conventions import NOTHING_OWN
from edition.diagnostics import Diagnostic, SourceError
from edition.readers import READERS
from edition.readers.files import Source, read_bytes, read_parts, shown, unreadable
from edition.tei.lossless import check_lossless
from edition.xml import parse


def text_changes(source: Source, tei: Source) -> tuple[Diagnostic, ...]:
    """A fault where the text of an edited file differs from its source without saying so.

    Words an editor joined or parted are his to decide; a file that is no XML is left to the
    validator, which names its place.
    """
    try:
        document, _ = READERS["text"](source.name, read_parts(source), NOTHING_OWN)
    except SourceError as error:
        return unreadable(error, source.path)
    try:
        # Whole again, with every entity expanded: the check reads bytes and nothing else.
        root = parse(read_bytes(tei.files[0]), shown(tei.files[0])).root
    except SourceError:
        return ()
    faults = check_lossless(document, etree.tostring(root, encoding="utf-8"))
    return tuple(_changed(fault, tei) for fault in faults if fault.code == "law1/lossy")


def _changed(fault: Diagnostic, tei: Source) -> Diagnostic:
    reading = fault.message.partition(": ")[2]
    message = f"{shown(tei.files[0])} was edited so that its text is no longer the source's: {reading}"
    remedy = 'wrap the change in choice/sic+corr, or mark what you add with type="editor"'
    return Diagnostic(fault.severity, fault.location, "law1/changed", message, remedy)
