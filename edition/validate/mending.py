"""Faults to what mends them: edits of the characters of a file, and nothing else of it touched."""

from bisect import bisect_right
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat

import regex
from lxml import etree

from edition.diagnostics import Edit, Fix
from edition.xml import Parsed

LINE_END = regex.compile(r"\r\n|\r|\n")
# "<tei:p", "</p": a tag as far as its name.
TAG = regex.compile(r"</?((?:[^\s:/<>]+:)?)([^\s:/<>]+)")
# 'wen = "1965"': the name of an attribute, and its value with its marks.
ATTRIBUTE = regex.compile(r"""\s+([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
EMPTY = regex.compile(r"\s*/>")


@dataclass(frozen=True, slots=True)
class _Tags:
    """Where the tags of an element begin, in characters from 0; the second means nothing where there is one."""

    start: int
    end: int


class Mender:
    """Makes fixes for the elements of one tree; the file is read for them when the first is asked for."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._text = ""
        self._tags: dict[etree._Element, _Tags] | None = None
        self._lines: list[int] = []

    def element_renamed(self, element: etree._Element, name: str) -> Fix | None:
        """An element with another name, in both of its tags."""
        tags = self._read().get(element)
        old = etree.QName(element).localname
        if tags is None:
            return None
        places = (tags.start,) if self._is_empty(tags.start) else (tags.start, tags.end)
        spans = [self._name_in_tag(at, old) for at in places]
        edits = [self._edit(*span, name) for span in spans if span is not None]
        # A tag that comes of an entity is not where the tree says.
        return Fix(f"<{old}> is called <{name}>", tuple(edits)) if len(edits) == len(spans) else None

    def attribute_renamed(self, element: etree._Element, old: str, name: str) -> Fix | None:
        """An attribute with another name; `old` as lxml writes it."""
        found = self._attribute(element, old)
        if found is None:
            return None
        return Fix(f"@{old} is called @{name}", (self._edit(*found.span(1), name),))

    def namespaced(self, root: etree._Element, namespace: str) -> Fix | None:
        """The root with a namespace, where it has none."""
        tags = self._read().get(root)
        span = self._name_in_tag(tags.start, etree.QName(root).localname) if tags else None
        if span is None or None in root.nsmap or '"' in namespace:
            return None
        edit = self._edit(span[1], span[1], f' xmlns="{namespace}"')
        return Fix("the root says its namespace", (edit,))

    def trimmed(self, element: etree._Element, name: str) -> Fix | None:
        """An attribute without the white space at the end of its value."""
        found = self._attribute(element, name)
        if found is None:
            return None
        value = found[2][1:-1]
        kept = len(value.rstrip(" \t\r\n"))
        if kept in (0, len(value)):
            return None
        start = found.start(2) + 1
        edit = self._edit(start + kept, start + len(value), "")
        return Fix("the space at the end of the value is gone", (edit,))

    def _attribute(self, element: etree._Element, name: str) -> "regex.Match[str] | None":
        tags = self._read().get(element)
        tag = TAG.match(self._text, tags.start) if tags else None
        if tag is None or ("}" in name and not name.startswith("{http://www.w3.org/XML/1998/namespace}")):
            return None
        written = f"xml:{name.rpartition('}')[2]}" if "}" in name else name
        at = tag.end()
        while (match := ATTRIBUTE.match(self._text, at)) is not None:
            if match[1] == written:
                return match
            at = match.end()
        return None

    def _is_empty(self, at: int) -> bool:
        """Whether a tag is the only one of its element: the parser is past it when it says that it ends."""
        tag = TAG.match(self._text, at)
        end = tag.end() if tag else at
        while (match := ATTRIBUTE.match(self._text, end)) is not None:
            end = match.end()
        return EMPTY.match(self._text, end) is not None

    def _name_in_tag(self, at: int, name: str) -> tuple[int, int] | None:
        match = TAG.match(self._text, at)
        return match.span(2) if match is not None and match[2] == name else None

    def _edit(self, start: int, end: int, text: str) -> Edit:
        return Edit(self._point(start), self._point(end), text)

    def _point(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def _read(self) -> dict[etree._Element, _Tags]:
        if self._tags is None:
            self._text = self._parsed.text
            self._lines = line_starts(self._text)
            found = _tags(self._text)
            self._tags = dict(zip(self._parsed.root.iter("*"), found, strict=False))
        return self._tags


def line_starts(text: str) -> list[int]:
    """Where each line of a file begins, as XML counts lines."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def mended(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """The text with the fixes in it, and how many; one that overlaps another is left for the next time."""
    lines = line_starts(text)
    taken: list[tuple[int, int, str]] = []
    number = 0
    for fix in dict.fromkeys(fixes):
        spans = [(_at(lines, edit.start), _at(lines, edit.end), edit.text) for edit in fix.edits]
        if not any(_overlap(one, other) for one in spans for other in taken):
            taken += spans
            number += 1
    for start, end, new in sorted(taken, reverse=True):
        text = text[:start] + new + text[end:]
    return text, number


def _at(lines: list[int], point: tuple[int, int]) -> int:
    return lines[point[0] - 1] + point[1] - 1


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _tags(text: str) -> list[_Tags]:
    """The tags of all elements, in document order."""
    parser = expat.ParserCreate("utf-8")
    data = text.encode("utf-8", "surrogatepass")
    starts: list[int] = []
    ends: dict[int, int] = {}
    stack: list[int] = []

    def start(name: str, attributes: object) -> None:
        stack.append(len(starts))
        starts.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        ends[stack.pop()] = parser.CurrentByteIndex

    parser.StartElementHandler, parser.EndElementHandler = start, end
    with suppress(expat.ExpatError):
        parser.Parse(data, True)
    places = _in_characters(data, sorted({*starts, *ends.values()}))
    return [_Tags(places[at], places[ends.get(number, at)]) for number, at in enumerate(starts)]


def _in_characters(data: bytes, places: list[int]) -> dict[int, int]:
    """Places in bytes of UTF-8 as places in characters; they are in order."""
    found: dict[int, int] = {}
    at = characters = 0
    for place in places:
        characters += len(data[at:place].decode("utf-8", "surrogatepass"))
        found[place], at = characters, place
    return found
