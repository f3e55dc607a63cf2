"""Excerpts of real records, marked up by a person who had not seen what the converter makes of them.

`tests/golden/excerpts/NAME.txt` is the source, `NAME.xml` that person's TEI. They are a measure, not a wish: the
floors below are what was reached, and what falls below them was worse before.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree
from scoring import shares, spans

from edition.convert import convert
from edition.document import squeeze
from edition.settings import Settings, SourcePart

EXCERPTS = sorted((Path(__file__).parent / "golden" / "excerpts").glob("*.txt"))
FLOORS = {
    "bracket": 0.90,
    "date": 0.82,
    "fw:classification": 0.87,
    "fw:declassification": 0.84,
    "fw:pageNum": 0.89,
    "head": 0.78,
    "join": 0.89,
    "note": 0.89,
    "note:redaction": 0.69,
    "noteref": 0.97,
    "p": 0.51,
    "page": 0.82,
    "q": 0.88,
    "quote": 0.93,
}


@pytest.fixture(scope="module")
def reached() -> Mapping[str, tuple[float, float, float]]:
    """Precision, recall and F1 by kind over all excerpts."""
    pairs = []
    for source in EXCERPTS:
        result = convert(source.stem, [SourcePart(source.name, source.read_bytes())], Settings())
        assert result.tei is not None
        person = etree.parse(source.with_suffix(".xml")).getroot()
        pairs.append((spans(person)[1], spans(etree.fromstring(result.tei))[1]))
    return shares(pairs)


@pytest.mark.parametrize("source", EXCERPTS, ids=lambda source: source.stem)
def test_a_persons_mark_up_loses_nothing(source: Path) -> None:
    text, found = spans(etree.parse(source.with_suffix(".xml")).getroot())
    assert text == squeeze(source.read_text("utf-8"))
    assert found


@pytest.mark.parametrize("kind", FLOORS)
def test_the_converter_finds_what_the_person_found(
    kind: str, reached: Mapping[str, tuple[float, float, float]]
) -> None:
    assert reached[kind][2] >= FLOORS[kind]
