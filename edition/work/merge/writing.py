"""A tree of nodes over a merged text → the element `text`."""

from bisect import bisect_left
from copy import deepcopy
from dataclasses import dataclass

import regex
from lxml import etree

from edition.work.merge.nesting import takes_words
from edition.work.merge.states import Node
from edition.work.merge.texts import Merged
from edition.xml import TEI

_NOT_XML = regex.compile(r"[\x00-\x08\x0e-\x1b\ufffe\uffff\ud800-\udfff]")
# White space that XML itself does not call so, between blocks.
_FOREIGN = regex.compile(r"[^\S\n\t ]|[\u200b\ufeff]")


@dataclass(slots=True)
class _Frame:
    node: Node
    element: etree._Element
    at: int = 0
    last: etree._Element | None = None


class _Text:
    """The text with its white space, and how far it has been written."""

    def __init__(self, merged: Merged) -> None:
        self._text, self._spaces = merged.text, merged.spaces
        self._places = sorted(merged.spaces)
        self._at = self._done = 0  # a place, and how much of the white space before it is written

    def up_to(self, place: int, spaces: int) -> str:
        """What is still to be written before a tag at a place; -1 is all the white space there."""
        pieces: list[str] = []
        while self._at < place:
            pieces.append(self._spaces.get(self._at, "")[self._done :])
            index = bisect_left(self._places, self._at + 1)
            following = min(place, self._places[index] if index < len(self._places) else place)
            pieces.append(self._text[self._at : following])
            self._at, self._done = following, 0
        here = self._spaces.get(place, "") if self._at == place else ""
        wanted = len(here) if spaces < 0 else min(spaces, len(here))
        if wanted > self._done:
            pieces.append(here[self._done : wanted])
            self._done = wanted
        return "".join(pieces)


def write_text(root: Node, merged: Merged, top: etree._Element) -> etree._Element:
    """The element `text`, made in `top`: each character once, within what stands over it."""
    text = _Text(merged)
    element = etree.SubElement(top, root.tag, root.attributes)
    frames = [_Frame(root, element)]
    while frames:
        frame = frames[-1]
        if frame.at == len(frame.node.children):
            # An element's end stands before the white space that follows it, unless it was otherwise.
            spaces = frame.node.after if frame.node.after >= 0 else 0
            spaces = -1 if len(frames) == 1 else spaces
            _append(frame, text.up_to(frame.node.end, spaces))
            frames.pop()
            continue
        child = frame.node.children[frame.at]
        frame.at += 1
        _append(frame, text.up_to(child.start, child.before))
        if child.is_point:
            frame.last = _point(child, frame.element)
        else:
            frame.last = etree.SubElement(frame.element, child.tag, child.attributes)
            frames.append(_Frame(child, frame.last))
    return element


def _point(node: Node, parent: etree._Element) -> etree._Element:
    payload = node.source.payload if node.source else None
    element = deepcopy(payload) if payload is not None else _made(node)
    if isinstance(element.tag, str) and list(element.attrib.items()) != list(node.attributes.items()):
        element.attrib.clear()
        element.attrib.update(node.attributes)
    parent.append(element)
    return element


def _made(node: Node) -> etree._Element:
    """An element without words: an anchor, or a `choice` whose words are gone from the source."""
    element = etree.Element(node.tag, node.attributes, nsmap={None: TEI})
    for child in node.children:
        element.append(_point(child, element))
    return element


def _append(frame: _Frame, words: str) -> None:
    if not words:
        return
    if not takes_words(frame.node.tag):
        words = _FOREIGN.sub(" ", words)
    at = 0
    for match in _NOT_XML.finditer(words):
        _put(frame, words[at : match.start()])
        frame.last = etree.SubElement(frame.element, f"{{{TEI}}}g", {"n": f"U+{ord(match.group()):04X}"})
        at = match.end()
    _put(frame, words[at:])


def _put(frame: _Frame, words: str) -> None:
    if frame.last is None:
        frame.element.text = (frame.element.text or "") + words
    else:
        frame.last.tail = (frame.last.tail or "") + words
