"""Where the parts of an XML file lie: elements, their attributes, their texts; line and column of each."""

from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

import regex

# "wen=", the name of an attribute in a start tag and all of its value.
ATTRIBUTE = regex.compile(rb"""[ \t\r\n]([^ \t\r\n=<>/"']+)[ \t\r\n]*=[ \t\r\n]*(?:"[^"]*"|'[^']*')""")
TAG_NAME = regex.compile(rb"<[^ \t\r\n/>]+")
BLANK = " \t\r\n"

# Line and column, both from 1, columns in characters.
Point = tuple[int, int]


@dataclass(slots=True)
class Positions:
    """Places by the number of an element in document order, 0 the root.

    `texts` holds, for an element and the number of child elements before it, where words begin.
    """

    data: bytes
    elements: list[tuple[int, int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], Point] = field(default_factory=dict)

    def element(self, number: int) -> Point | None:
        """The `<` of a start tag."""
        return self.elements[number][:2] if number < len(self.elements) else None

    def attribute(self, number: int, name: str) -> Point | None:
        """The first letter of the name of an attribute, as it is written (`xml:id`); the tag where it is hidden."""
        if number >= len(self.elements):
            return None
        line, column, offset = self.elements[number]
        tag = TAG_NAME.match(self.data, offset)
        at = tag.end() if tag else None  # within an entity there is no tag to look at
        while at is not None:
            match = ATTRIBUTE.match(self.data, at) or regex.match(rb"[ \t\r\n]", self.data, pos=at)
            if match is None:
                break
            if match.lastindex and _bare(match[1]) == _bare(name.encode()):
                return _moved(line, column, self.data[offset : match.start(1)].decode("utf-8", "replace"))
            at = match.end()
        return line, column

    def text(self, number: int, slot: int) -> Point | None:
        """The first word in an element after so many of its child elements."""
        return self.texts.get((number, slot))


def _bare(name: bytes) -> bytes:
    # A prefix is the file's own affair, but for xml.
    return name if name.startswith(b"xml:") else name.rpartition(b":")[2]


def positions(text: str) -> Positions:
    """The places in the text of a file, as far as it is well-formed."""
    # The encoding is ours, whatever the declaration says; nothing outside the file is read.
    parser = expat.ParserCreate("utf-8")
    found = Positions(text.encode("utf-8", "surrogatepass"))
    stack: list[list[int]] = []  # for each open element its number and how many children it has so far

    def start(name: str, attributes: object) -> None:
        if stack:
            stack[-1][1] += 1
        stack.append([len(found.elements), 0])
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex
        found.elements.append(place)

    def end(name: str) -> None:
        stack.pop()

    def characters(words: str) -> None:
        if not stack or not words.strip(BLANK):
            return
        number, slot = stack[-1]
        if (number, slot) not in found.texts:
            before = words[: len(words) - len(words.lstrip(BLANK))]
            place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            found.texts[number, slot] = _moved(*place, before)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    # Whoever asks has the diagnostics of libxml2 already.
    with suppress(expat.ExpatError):
        parser.Parse(found.data, True)
    return found


def _moved(line: int, column: int, passed: str) -> Point:
    """A place after some characters."""
    breaks = passed.replace("\r\n", "\n").replace("\r", "\n")
    if "\n" not in breaks:
        return line, column + len(breaks)
    return line + breaks.count("\n"), len(breaks) - breaks.rfind("\n")
