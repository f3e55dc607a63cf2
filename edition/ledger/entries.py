"""A TEI tree → one entry for each span it says is withheld (TEI `gap` with `@reason` redacted)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from edition.ledger.codes import Labels, code_labels, codes_at
from edition.ledger.words import name_of, words_at
from edition.xml import Parsed

REASON = "redacted"

# What TEI says of an extent without being sure, each as a reader would put it.
_RANGES: Mapping[str, str] = {"atLeast": "at least {}", "min": "from {}", "max": "to {}"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A withheld span: where it stands, how much it is, under which codes, and what the paper has in its place.

    `document` is a name, `file` its path; `page` is the number of the page (`pb/@n`), `pb` how many
    pages have begun, `line` the line of the TEI file. `quantity` and `at_most` are as TEI gives them,
    `None` where it does not; `extent` is what else it says of the amount. `words` has its spaces
    joined.
    """

    document: str
    file: str
    page: str | None
    pb: int
    line: int | None
    unit: str | None
    quantity: Decimal | None
    at_most: Decimal | None
    extent: str | None
    codes: tuple[str, ...]
    words: str


@dataclass(slots=True)
class _Page:
    """The page that a walk through a tree has come to."""

    number: str | None = None
    count: int = 0

    def turn(self, pb: etree._Element) -> None:
        self.number = pb.get("n") or None
        self.count += 1


@dataclass(slots=True)
class _Lines:
    """The line of each element, found out when the first is asked for: most files withhold nothing."""

    parsed: Parsed
    _lines: list[int] = field(default_factory=list)
    _whole: bool = True

    def of(self, element: etree._Element, position: int) -> int | None:
        # libxml2 counts no further than line 65,535; the places are counted anew.
        if not self._lines:
            self._lines = [place.line for place in self.parsed.places()]
            self._whole = len(self._lines) == sum(1 for _ in self.parsed.root.iter(etree.Element))
        return self._lines[position] if self._whole else element.sourceline


def entries(document: str, parsed: Parsed) -> Iterator[Entry]:
    """Yield an entry for every `gap[@reason='redacted']`, in the order of the text; anyone's TEI, any version."""
    labels = code_labels(parsed.root)
    lines = _Lines(parsed)
    page = _Page()
    for position, element in enumerate(parsed.root.iter(etree.Element)):
        name = name_of(element)
        if name == "pb":
            page.turn(element)
        elif name == "gap" and element.get("reason") == REASON:
            yield _entry(document, parsed.file, element, page, lines.of(element, position), labels)


def _entry(
    document: str, file: str, gap: etree._Element, page: _Page, line: int | None, labels: Labels
) -> Entry:
    return Entry(
        document=document,
        file=file,
        page=page.number,
        pb=page.count,
        line=line,
        unit=gap.get("unit") or None,
        quantity=_number(gap.get("quantity")),
        at_most=_number(gap.get("atMost")),
        extent=_extent(gap),
        codes=codes_at(gap, labels),
        words=words_at(gap),
    )


def _extent(gap: etree._Element) -> str | None:
    """What the gap says of its amount besides quantity and upper bound, in words."""
    said = [text.format(value) for name, text in _RANGES.items() if (value := gap.get(name))]
    if extent := gap.get("extent"):
        said.append(extent)
    return " ".join(" ".join(said).split()) or None


def _number(value: str | None) -> Decimal | None:
    """A number as TEI writes it; none where what is written is no number (`unknown`, `3-4`)."""
    if value is None:
        return None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None
