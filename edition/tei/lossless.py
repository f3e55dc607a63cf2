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
    "q ref date seg choice sic orig abbr surplus unclear pc g gap hi foreign persName placeName orgName anchor"
)
# Elements that stand within lines: their edges may part words or not.
_EITHER = _names("fw note label dateline salute signed")
_LINE, _CHARACTER = _TEI + "lb", _TEI + "g"


@dataclass(slots=True)
class _Reading:
    """A text in pieces as it is read; the pieces before which words part, and before which they may."""

    pieces: list[str] = field(default_factory=list)
    parted: list[int] = field(default_factory=list)
    either: list[int] = field(default_factory=list)


def check_lossless(document: Document, tei: bytes) -> tuple[Diagnostic, ...]:
    """A fault where the text of the TEI is not the document's, character for character and word for word."""
    reading = _read_tei(tei)
    want, want_parted = _words(document.text)
    got, got_parted = _words("".join(reading.pieces))
    if want != got:
        at = _first_difference(want, got)
        message = (
            f"text lost or invented: the source has {want[at : at + 20]!r}, the TEI {got[at : at + 20]!r}"
        )
        return (_fault(document, at, "law1/lossy", message),)
    ends = list(accumulate(map(_length, reading.pieces), initial=0))
    got_parted.update(ends[index] for index in reading.parted)
    torn = (want_parted ^ got_parted) - {ends[index] for index in reading.either} - {0, len(want)}
    if not torn:
        return ()
    at = min(torn)
    what = "joined" if at in want_parted else "torn apart"
    message = f"words {what}: {want[max(0, at - 20) : at]!r} and {want[at : at + 20]!r}"
    return (_fault(document, at, "law1/word-boundary", message),)


def _length(piece: str) -> int:
    """How many characters of a piece are no white space."""
    return 0 if piece.isspace() else len(squeeze(piece))


def _words(text: str) -> tuple[str, set[int]]:
    """A text without white space, and the places in it where white space stood."""
    if "\u200b" in text or "\ufeff" in text:  # white space to the manual, not to Python
        text = text.replace("\u200b", " ").replace("\ufeff", " ")
    words = text.split()
    return "".join(words), set(accumulate(map(len, words)))


def _read_tei(tei: bytes) -> _Reading:
    """What stands under `text`, less what the edition adds."""
    reading = _Reading()
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    text = etree.fromstring(tei, parser).find(_TEI + "text")
    if text is None:
        return reading
    pieces, added = reading.pieces, 0
    for event, element in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):  # an editor's remark: the words behind it are the source's
            if element.tail and not added:
                pieces.append(element.tail)
            continue
        tag = element.tag
        is_added = tag in _ADDED or element.get("type") == "editor"
        if event == "start":
            added += is_added
            if not added:
                _enter(reading, element)
            continue
        added -= is_added
        if added:
            continue
        if not is_added and tag not in _INLINE:
            _mark(reading, element)
        if element.tail and element is not text:
            pieces.append(element.tail)
    return reading


def _enter(reading: _Reading, element: etree._Element) -> None:
    if element.tag not in _INLINE:
        _mark(reading, element)
    elif element.tag == _CHARACTER and not element.text and (element.get("n") or "").startswith("U+"):
        reading.pieces.append(chr(int((element.get("n") or "")[2:], 16)))
    if element.text:
        reading.pieces.append(element.text)


def _mark(reading: _Reading, element: etree._Element) -> None:
    """What an element's edge says of the words beside it."""
    either = element.tag in _EITHER or (element.tag == _LINE and element.get("break") == "no")
    (reading.either if either else reading.parted).append(len(reading.pieces))


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
