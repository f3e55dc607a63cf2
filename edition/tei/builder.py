"""Document + nested findings → the tree of `text`: the only place that makes its elements."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex
from lxml import etree

from edition.content import MIXED
from edition.document import WHITE_SPACE, Document
from edition.findings import Correction
from edition.recognise.resolve import Node, descend
from edition.tei.digest import TEI

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
RESPONSIBLE = "#edition"
_NAMES = {"xml:id": XML_ID}

# What XML 1.0 cannot hold, white space left out.
_NOT_XML = regex.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff\ud800-\udfff]")
# White space that XML cannot hold, or would read as a line feed.
_AS_LINE_FEED = "\r\x0b\x0c\x1c\x1d\x1e\x1f"
_WHITE_SPACE_IN_XML = str.maketrans(dict.fromkeys(_AS_LINE_FEED, "\n"))
_ODD = regex.compile(
    r"[^\n\t\x20-\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u2010-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\ue000-\ufefe\uff00-\ufffd]"
)
# Between blocks nothing may stand but what XML itself calls white space.
_BETWEEN_BLOCKS = str.maketrans(dict.fromkeys(WHITE_SPACE - {"\n", "\t", " "}, " ") | _WHITE_SPACE_IN_XML)
_ELEMENTS = (
    "text body div head p ab quote q list item label table row cell note opener closer dateline salute signed "
    "seg gap ref date fw surplus unclear choice sic corr pc lb pb g"
)
# Containers whose first block an editor finds on the next line.
_ON_LINES_OF_THEIR_OWN = frozenset({"div", "quote", "list", "table"})
# Attributes that point at what may have been set aside.
_POINTERS = frozenset({"next", "prev", "xml:id"})
_TAGS: Mapping[str, str] = {name: f"{{{TEI}}}{name}" for name in _ELEMENTS.split()}


@dataclass(slots=True)
class _Frame:
    """A node whose element is being filled; `last` is the element's last child so far."""

    node: Node
    element: etree._Element
    children: Iterator[Node]
    last: etree._Element | None = None


def build_text(document: Document, body: Node, ids: Mapping[int, str]) -> etree._Element:
    """The `text` of a document, from nodes in TEI's order and their ids.

    Every character is written once and in its place: in a node, or between two.
    """
    text = etree.Element(_TAGS["text"], nsmap={None: TEI})
    nodes = descend(body)
    attributes = _Attributes(
        ids, dict(_note_targets(nodes, ids)), frozenset(_own_ids(nodes, set(ids.values())))
    )
    top = etree.SubElement(text, _TAGS["body"])
    text.text = top.text = top.tail = "\n"
    frames = [_Frame(body, top, iter(body.children))]
    # Most texts have nothing that XML cannot hold, and need not be searched piece by piece.
    write = _write if _ODD.search(document.text) else _append
    at = 0
    while frames:
        frame = frames[-1]
        child = next(frame.children, None)
        place = frame.node.end if child is None else child.start
        if place > at:
            write(frame, document.text[at:place])
            at = place
        if child is None:
            frames.pop()
        else:
            frame.last, inner = _make(frame.element, child, attributes)
            if child.children or child.end > at:
                frames.append(_Frame(child, inner, iter(child.children)))
    return text


def _make(
    parent: etree._Element, node: Node, attributes: "_Attributes"
) -> tuple[etree._Element, etree._Element]:
    """A node's element in its parent, and the one that takes its words: for a correction, its `sic`."""
    finding = node.finding
    if not isinstance(finding, Correction):
        element = etree.SubElement(parent, _TAGS[finding.element], attributes.of(node))
        if finding.element in _ON_LINES_OF_THEIR_OWN:
            element.text = "\n"
        return element, element
    choice = etree.SubElement(parent, _TAGS["choice"])
    sic = etree.SubElement(choice, _TAGS["sic"])
    proposal = {"type": finding.kind, "resp": RESPONSIBLE, "cert": str(finding.cert)}
    etree.SubElement(choice, _TAGS["corr"], proposal).text = finding.reading
    return choice, sic


def _write(frame: _Frame, words: str) -> None:
    """Words after a frame's last child; a character that XML cannot hold becomes a `g`."""
    mixed = frame.node.element in MIXED or frame.node.element == "choice"
    words = words.translate(_WHITE_SPACE_IN_XML if mixed else _BETWEEN_BLOCKS)
    at = 0
    for match in _NOT_XML.finditer(words):
        _append(frame, words[at : match.start()])
        name = {"n": f"U+{ord(match.group()):04X}"}
        frame.last = etree.SubElement(frame.element, _TAGS["g"], name)
        at = match.end()
    _append(frame, words[at:])


def _append(frame: _Frame, words: str) -> None:
    if frame.last is None:
        frame.element.text = (frame.element.text or "") + words
    else:
        frame.last.tail = (frame.last.tail or "") + words


@dataclass(frozen=True, slots=True)
class _Attributes:
    """What attributes need to know of the whole: ids of nodes, and targets of note references, by `id()`."""

    ids: Mapping[int, str]
    targets: Mapping[int, str]
    own: frozenset[str]

    def of(self, node: Node) -> dict[str, str]:
        """A node's attributes: its id first, then its finding's own, its certainty last."""
        finding = node.finding
        attributes: dict[str, str] = {}
        if identifier := self.ids.get(id(node)):
            attributes[XML_ID] = identifier
        if not isinstance(finding, Correction):
            attributes |= (
                (_NAMES.get(name, name), value)
                for name, value in finding.attributes
                if self._holds(name, value)
            )
            if finding.cert is not None:
                attributes |= {"resp": RESPONSIBLE, "cert": str(finding.cert)}
        if target := self.targets.get(id(node)):
            attributes["target"] = target
        return attributes

    def _holds(self, name: str, value: str) -> bool:
        """Whether an attribute says something: it is not empty, and what it points at is there."""
        return bool(value) and (name not in _POINTERS or value.removeprefix("#") in self.own)


def _own_ids(nodes: Sequence[Node], taken: set[str]) -> Iterator[str]:
    """The ids that recognisers gave, so that findings may point at one another, as far as they are unique."""
    own = Counter(
        value
        for node in nodes
        if node.element == "q" and not isinstance(node.finding, Correction)
        for name, value in node.finding.attributes
        if name == "xml:id"
    )
    return (value for value, count in own.items() if count == 1 and value not in taken)


def _note_targets(nodes: Sequence[Node], ids: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Each note reference with the next note of its number: the foot of its page, the end of its chapter."""
    notes: dict[str, str] = {}
    for node in reversed(nodes):
        if node.element not in ("note", "ref") or isinstance(node.finding, Correction):
            continue
        number = dict(node.finding.attributes).get("n")
        if number and node.element == "note":
            notes[number] = ids[id(node)]
        elif number and number in notes:
            yield id(node), f"#{notes[number]}"
