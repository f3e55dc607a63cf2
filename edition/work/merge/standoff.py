"""A TEI text as its source's characters and, off from them, what stands over and between them."""

from copy import deepcopy
from dataclasses import dataclass, field

import regex
from lxml import etree

from edition.document import WHITE_SPACE
from edition.xml import TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
CHOICE = f"{{{TEI}}}choice"

# What the edition adds. Source: encoding manual, "The two laws".
_ADDED = frozenset(f"{{{TEI}}}{name}" for name in "corr reg expan ex figDesc supplied standOff".split())
_CHARACTER = f"{{{TEI}}}g"
_PIECE = regex.compile("[" + "".join(regex.escape(sign) for sign in sorted(WHITE_SPACE)) + "]+")


@dataclass(slots=True)
class Item:
    """An element over characters start to end, white space not counted, or something at one place.

    `before` and `after` count the white space at those places that stands before its tags. What holds
    no character of the source is kept whole in `payload`. `within` is the `choice` it is a part of.
    """

    index: int
    tag: str
    attributes: dict[str, str]
    parent: int
    start: int
    end: int
    before: int
    after: int
    within: int = -1
    payload: etree._Element | None = None
    signature: str = ""

    @property
    def id(self) -> str | None:
        """Its `xml:id`."""
        return self.attributes.get(XML_ID)


@dataclass(slots=True)
class Standoff:
    """A text without white space, the white space before each character that has some, and the items."""

    text: str = ""
    spaces: dict[int, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)

    def words(self) -> list[int]:
        """The places where words begin."""
        return sorted(self.spaces)

    def ancestors(self, item: Item) -> list[Item]:
        """What an item stands in, the nearest first."""
        found, at = [], item.parent
        while at >= 0:
            found.append(self.items[at])
            at = self.items[at].parent
        return found


def read_standoff(text: etree._Element) -> Standoff:
    """The text element of a TEI file, taken apart."""
    reader = _Reader()
    walk = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    added = 0
    for event, element in walk:
        if event in ("comment", "pi"):
            if not added:
                reader.put(element)
        elif event == "start":
            own = not _is_source(element)
            if not added and not own:
                reader.enter(element)
            elif not added:
                reader.put(element)
            added += own
            continue
        elif not _is_source(element):
            added -= 1
        elif not added:
            reader.leave(element)
        if not added and element is not text:
            reader.take(element.tail)
    return reader.finished()


def _is_source(element: etree._Element) -> bool:
    """Whether an element's words are the source's."""
    return element.tag not in _ADDED and element.get("type") != "editor"


@dataclass(slots=True)
class _Reader:
    standoff: Standoff = field(default_factory=Standoff)
    open: list[int] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    at: int = 0

    def enter(self, element: etree._Element) -> None:
        if element.tag == _CHARACTER and not element.text and (element.get("n") or "").startswith("U+"):
            self._write(chr(int((element.get("n") or "")[2:], 16)))
            self.open.append(-1)
            return
        self.open.append(self._add(element).index)
        self.take(element.text)

    def leave(self, element: etree._Element) -> None:
        index = self.open.pop()
        if index < 0:
            return
        item = self.standoff.items[index]
        item.end, item.after = self.at, self._spaces()
        if item.start == item.end and index:
            del self.standoff.items[index + 1 :]
            item.payload = _copy(element)

    def put(self, element: etree._Element) -> None:
        """What is the edition's, as it is."""
        self._add(element).payload = _copy(element)

    def take(self, words: str | None) -> None:
        at = 0
        for match in _PIECE.finditer(words or ""):
            self._write(match.string[at : match.start()])
            self.standoff.spaces[self.at] = self.standoff.spaces.get(self.at, "") + match.group()
            at = match.end()
        self._write((words or "")[at:])

    def finished(self) -> Standoff:
        self.standoff.text = "".join(self.pieces)
        _sign(self.standoff)
        return self.standoff

    def _write(self, words: str) -> None:
        if words:
            self.pieces.append(words)
            self.at += len(words)

    def _add(self, element: etree._Element) -> Item:
        items = self.standoff.items
        parent = next((index for index in reversed(self.open) if index >= 0), -1)
        within = -1
        if parent >= 0:
            within = parent if items[parent].tag == CHOICE else items[parent].within
        tag = element.tag if isinstance(element.tag, str) else type(element).__name__
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        spaces = self._spaces()
        item = Item(len(items), tag, attributes, parent, self.at, self.at, spaces, spaces, within)
        items.append(item)
        return item

    def _spaces(self) -> int:
        return len(self.standoff.spaces.get(self.at, ""))


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _sign(standoff: Standoff) -> None:
    """What tells two items at one place apart, their ids left out; a `choice` is told by its parts."""
    for item in standoff.items:
        if item.payload is not None:
            item.signature = _signature(item.payload)
    for item in reversed(standoff.items):
        own = (
            f"{item.tag} {sorted((k, v) for k, v in item.attributes.items() if k != XML_ID)} {item.signature}"
        )
        if item.within >= 0:
            choice = standoff.items[item.within]
            choice.signature = f"{own}\n{choice.signature}"


def _signature(payload: etree._Element) -> str:
    identifier = payload.attrib.pop(XML_ID, None) if isinstance(payload.tag, str) else None
    written = etree.tostring(payload, encoding="unicode")
    if identifier is not None:
        payload.set(XML_ID, identifier)
    return written
