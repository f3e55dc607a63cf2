"""Mark-up as spans over a source's characters, to hold what the converter makes against what a person made.

A span is a kind, a start and an end that count characters without white space, and a key (the number of a page or
note, the value of a date, a reading). Source: the encoding manual's definitions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from edition.document import squeeze

Span = tuple[str, int, int, str]

_ADDED = frozenset({"corr", "reg", "expan", "ex", "figDesc", "supplied", "standOff"})
_KINDS = {
    **{
        name: name
        for name in ("q", "quote", "head", "p", "table", "date", "surplus", "opener", "closer", "item")
    },
    "pb": "page",
}
_SEGMENTS = {"interpolation": "bracket", "redaction": "redaction", "illegible": "illegible"}
# An empty element is a span too where it says that something begins.
_MAY_BE_EMPTY = frozenset({"page"})


@dataclass(slots=True)
class _Reader:
    """Reads a tree from its first character to its last."""

    spans: set[Span]
    text: list[str]
    length: int = 0

    def take(self, words: str | None) -> None:
        kept = squeeze(words or "")
        self.text.append(kept)
        self.length += len(kept)

    def element(self, element: etree._Element) -> None:
        if not isinstance(element.tag, str):
            return
        name = etree.QName(element).localname
        if name in _ADDED or element.get("type") == "editor":
            return
        start = self.length
        if name == "g" and (element.get("n") or "").startswith("U+"):
            self.take(chr(int(str(element.get("n"))[2:], 16)))
        self.take(element.text)
        for child in element:
            self.element(child)
            self.take(child.tail)
        kind, key = _kind(name, element)
        if kind and (self.length > start or kind in _MAY_BE_EMPTY):
            self.spans.add((kind, start, self.length, key))


def _kind(name: str, element: etree._Element) -> tuple[str | None, str]:
    kind_of_element, number = element.get("type") or "", element.get("n") or ""
    if name == "fw":
        return f"fw:{kind_of_element}", ""
    if name == "seg":
        return _SEGMENTS.get(kind_of_element), ""
    if name == "note":
        return ("note:redaction", "") if kind_of_element == "redaction" else ("note", number)
    if name == "ref":
        return ("noteref", number) if kind_of_element == "noteref" else (None, "")
    if name == "pc":
        return ("join" if element.get("force") == "weak" else None), ""
    if name == "date":
        return "date", element.get("when") or f"{element.get('from')}/{element.get('to')}"
    if name == "choice":
        reading = element.find("{*}corr")
        return (
            ("correction", squeeze("".join(map(str, reading.itertext()))))
            if reading is not None
            else (None, "")
        )
    return _KINDS.get(name), number if name == "pb" else ""


def spans(tei: etree._Element) -> tuple[str, set[Span]]:
    """The characters of a TEI file's text without white space, and its spans."""
    text = tei.find(".//{*}text")
    reader = _Reader(set(), [])
    reader.element(tei if text is None else text)
    return "".join(reader.text), reader.spans


def shares(pairs: Iterable[tuple[set[Span], set[Span]]]) -> Mapping[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each kind over pairs of a person's spans and the converter's."""
    wanted: Counter[str] = Counter()
    made: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for person, converter in pairs:
        wanted.update(span[0] for span in person)
        made.update(span[0] for span in converter)
        right.update(span[0] for span in person & converter)
    return {kind: _share(right[kind], made[kind], wanted[kind]) for kind in sorted(wanted | made)}


def _share(right: int, made: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / made if made else 0.0, right / wanted if wanted else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0
