"""Law 1, checked on the bytes that would be written: their text is the source. Shares nothing with the builder."""

from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from edition.diagnostics import Diagnostic, Severity
from edition.document import Document, squeeze

_TEI = "{http://www.tei-c.org/ns/1.0}"


def _names(names: str) -> frozenset[str]:
    return frozenset(_TEI + name for name in names.split())


# What the edition adds. Source: encoding manual, "The two laws".
_ADDED = _names("corr reg expan ex figDesc supplied standOff")
# Elements whose edges part no words.
_INLINE = _names(
    "q ref date seg choice sic orig abbr surplus unclear pc g gap hi foreign persName placeName orgName"
)
# Elements that stand within lines: their edges may part words or not.
_EITHER = _names("fw note label dateline salute signed")
_LINE, _CHARACTER = _TEI + "lb", _TEI + "g"


@dataclass(slots=True)
class _Reading:
    """Text without white space, as it is read; the places where words part, and where they may."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    parted: set[int] = field(default_factory=set)
    either: set[int] = field(default_factory=set)

    def read(self, text: str) -> None:
        """Take in a stretch of text, white space and all."""
        if "\u200b" in text or "\ufeff" in text:  # white space to the manual, not to Python
            text = text.replace("\u200b", " ").replace("\ufeff", " ")
        words = text.split()
        if not words:
            if text:
                self.parted.add(self.length)
            return
        if text[0].isspace():
            self.parted.add(self.length)
        ends = list(accumulate(map(len, words), initial=self.length))
        self.parted.update(ends[1:-1])
        self.pieces.extend(words)
        self.length = ends[-1]
        if text[-1].isspace():
            self.parted.add(self.length)

    @property
    def text(self) -> str:
        """All that was read."""
        return "".join(self.pieces)


def check_lossless(document: Document, tei: bytes) -> tuple[Diagnostic, ...]:
    """A fault where the text of the TEI is not the document's, character for character and word for word."""
    source, written = _Reading(), _read_tei(tei)
    source.read(document.text)
    want, got = source.text, written.text
    if want != got:
        at = _first_difference(want, got)
        message = (
            f"text lost or invented: the source has {want[at : at + 20]!r}, the TEI {got[at : at + 20]!r}"
        )
        return (_fault(document, at, "law1/lossy", message),)
    torn = (source.parted ^ written.parted) - written.either - {0, len(want)}
    if not torn:
        return ()
    at = min(torn)
    what = "joined" if at in source.parted else "torn apart"
    message = f"words {what}: {want[max(0, at - 20) : at]!r} and {want[at : at + 20]!r}"
    return (_fault(document, at, "law1/word-boundary", message),)


def _read_tei(tei: bytes) -> _Reading:
    """What stands under `text`, less what the edition adds."""
    reading = _Reading()
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(tei, parser)
    text = root.find(_TEI + "text")
    added = 0
    for event, element in etree.iterwalk(text, events=("start", "end")) if text is not None else ():
        tag = element.tag
        is_added = tag in _ADDED or element.get("type") == "editor"
        if event == "start":
            added += is_added
            if not added:
                _enter(reading, element)
            continue
        added -= is_added
        if not added:
            if not is_added:
                _mark(reading, element)
            if element.tail and element is not text:
                reading.read(element.tail)
    return reading


def _enter(reading: _Reading, element: etree._Element) -> None:
    _mark(reading, element)
    if element.tag == _CHARACTER and not element.text and (element.get("n") or "").startswith("U+"):
        reading.read(chr(int((element.get("n") or "")[2:], 16)))
    if element.text:
        reading.read(element.text)


def _mark(reading: _Reading, element: etree._Element) -> None:
    """What an element's edge says of the words beside it."""
    if element.tag in _INLINE:
        return
    if element.tag in _EITHER or (element.tag == _LINE and element.get("break") == "no"):
        reading.either.add(reading.length)
    else:
        reading.parted.add(reading.length)


def _first_difference(a: str, b: str) -> int:
    """Where two texts part; found by halving, for they are long and alike."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _fault(document: Document, at: int, code: str, message: str) -> Diagnostic:
    """A fault at a character of the text without white space."""
    place = _offset(document.text, at)
    return Diagnostic(
        Severity.ERROR, document.location(place), code, message, "this is a bug of edition: report it"
    )


def _offset(text: str, at: int) -> int:
    """The offset of the character that has `at` characters other than white space before it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(squeeze(text[:middle])) <= at:
            low = middle + 1
        else:
            high = middle
    return max(0, low - 1)
