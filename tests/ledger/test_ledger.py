"""The ledger of what is withheld: its rows are exactly the redacted gaps, anyone's."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from readings import converted

from edition.diagnostics import SourceError
from edition.ledger import FORMATS, Entry, Extent, entries, totals
from edition.ledger.formats import amount
from edition.xml import parse

TEI = "http://www.tei-c.org/ns/1.0"
SAMPLES = Path(__file__).parents[2] / "../shared/tei-samples"

FOREIGN = f"""<?xml version="1.0"?>
<TEI xmlns="{TEI}"><teiHeader><encodingDesc><classDecl><taxonomy xml:id="t">
  <category xml:id="b1"><catDesc>FOIA (b)(1)</catDesc><category xml:id="b3"><gloss>statute</gloss></category></category>
</taxonomy></classDecl></encodingDesc></teiHeader>
<text><body>
<pb n="7"/><p>The agent <gap reason="redacted" unit="word" quantity="2" ana="#b1 other.xml#zz"/> left for
  Paris, <hi>with <gap reason="redacted" unit="word" atMost="3"/></hi>.</p>
<pb/><p><gap reason="illegible" unit="line" quantity="4"/><gap reason="redacted" extent="about a page"><desc>page
  withheld</desc></gap></p>
<pb n="9"/><p>Said <choice><sic>teh</sic><corr>the</corr></choice>
  <seg type="redaction"><gap reason="redacted" unit="line" quantity="1.5"/>[1½ lines <lb/>deleted]</seg>
  <note type="redaction" ana="#b3">(b)(3)</note> and so
  <note type="redaction" ana="#b1">(b)(1)</note></p>
</body></text></TEI>"""


def ledger(text: str) -> list[Entry]:
    return list(entries("test", parse(text.encode(), "test.xml")))


def test_a_row_says_where_how_much_and_why() -> None:
    assert [(e.page, e.pb, e.line, e.unit, e.quantity, e.at_most, e.extent) for e in ledger(FOREIGN)] == [
        ("7", 1, 6, "word", Decimal(2), None, None),
        ("7", 1, 7, "word", None, Decimal(3), None),
        (None, 2, 8, None, None, None, "about a page"),
        ("9", 3, 11, "line", Decimal("1.5"), None, None),
    ]


def test_codes_are_named_by_the_header_and_else_by_themselves() -> None:
    assert [entry.codes for entry in ledger(FOREIGN)] == [("FOIA (b)(1)", "zz"), (), (), ("statute",)]


def test_words_are_the_statement_the_description_or_what_stands_round_the_gap() -> None:
    assert [entry.words for entry in ledger(FOREIGN)] == [
        "The agent […] left for Paris, with .",
        "with […]",
        "page withheld",
        "[1½ lines deleted]",
    ]


def test_what_the_edition_adds_is_no_word_of_the_source() -> None:
    (entry,) = ledger(
        f'<TEI xmlns="{TEI}"><p><choice><sic>teh</sic><corr>the</corr></choice><!-- no --> man'
        '<gap reason="redacted"/> came</p></TEI>'
    )
    assert entry.words == "teh man […] came"


def test_tei_without_a_namespace_counts_and_other_xml_does_not() -> None:
    assert len(ledger('<TEI.2><pb n="1"/><p>a <gap reason="redacted"/></p></TEI.2>')) == 1
    assert ledger('<x xmlns="urn:other"><gap reason="redacted"/></x>') == []


def test_notes_before_and_after_a_statement_give_codes_and_notes_beyond_words_do_not() -> None:
    header = '<category xml:id="a"/><category xml:id="b"/><category xml:id="c"/>'
    note = '<note type="redaction" ana="#{}">x</note>'
    (entry,) = ledger(
        f'<TEI xmlns="{TEI}">{header}<p>{note.format("a")} <lb/><q><seg><gap reason="redacted"/>[…]</seg></q>, '
        f"{note.format('b')} word {note.format('c')}</p></TEI>"
    )
    assert entry.codes == ("a", "b")


def test_a_gap_deep_in_hostile_nesting_is_found() -> None:
    deep = 2000
    text = f'<TEI xmlns="{TEI}">{"<seg>" * deep}<gap reason="redacted"/>{"</seg>" * deep}</TEI>'
    assert len(ledger(text)) == 1


def test_a_line_beyond_what_libxml2_counts_is_right() -> None:
    (entry,) = ledger(f'<TEI xmlns="{TEI}"><p>{chr(10) * 70_000}<gap reason="redacted"/></p></TEI>')
    assert entry.line == 70_001


@pytest.mark.parametrize("quantity", ["unknown", "3-4", "-1", "NaN", ""])
def test_a_quantity_that_is_no_number_is_unknown(quantity: str) -> None:
    (entry,) = ledger(f'<TEI xmlns="{TEI}"><gap reason="redacted" unit="line" quantity="{quantity}"/></TEI>')
    assert entry.quantity is None
    assert amount(entry) == "unknown line"


def test_bounds_and_the_unknown_are_counted_and_never_added_up() -> None:
    groups = totals(ledger(FOREIGN))
    assert groups["unit"]["word"].extents == {"word": Extent(Decimal(2), counted=1, at_most=1)}
    assert groups["unit"]["line"].extents == {"line": Extent(Decimal("1.5"), counted=1)}
    assert groups["unit"]["(no unit)"].extents == {"(no unit)": Extent(unknown=1)}
    assert groups["document"]["test"].spans == 4
    assert groups["code"]["(no code)"].spans == 2


def test_csv_has_a_row_for_each_span_and_no_formula() -> None:
    found = ledger(FOREIGN.replace("[1½", "=1½"))
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](found, 80))))
    assert [row["page"] for row in rows] == ["7", "7", "", "9"]
    assert rows[0]["codes"] == "FOIA (b)(1); zz"
    assert rows[3]["quantity"] == "1.5" and rows[3]["words"].startswith("'=")


def test_json_holds_every_span_and_all_totals() -> None:
    whole = json.loads(FORMATS["json"](ledger(FOREIGN), 80))
    assert whole["spans"] == len(whole["entries"]) == 4
    assert whole["entries"][1]["quantity"] is None and whole["entries"][1]["at_most"] == 3
    assert whole["entries"][3]["quantity"] == 1.5
    assert sum(total["spans"] for total in whole["totals"]["unit"]) == 4


def test_the_table_fits_eighty_columns() -> None:
    lines = FORMATS["table"](ledger(FOREIGN), 80).splitlines()
    assert max(map(len, lines)) <= 80
    assert any("at most 3 words" in line for line in lines)
    assert FORMATS["table"]([], 80) == "Nothing is withheld.\n"


def test_rows_of_converted_tei_are_exactly_its_gaps() -> None:
    root = converted(
        "The agent met with [1 line not declassified] in the capital, and then he left for home.\n\n"
        "He paid [less than 1 line not declassified] to the man who had come with ██████ from Mexico.\n\n"
        "It was [illegible] and nothing more was said of the matter by anybody there at the time.\n"
    )
    found = ledger(etree.tostring(root, encoding="unicode"))
    gaps = root.xpath("//t:gap[@reason='redacted']", namespaces={"t": TEI})
    assert len(gaps) >= 3
    assert [(e.unit, e.quantity) for e in found] == [
        (gap.get("unit"), Decimal(gap.get("quantity")) if gap.get("quantity") else None) for gap in gaps
    ]
    assert found[0].words == "[1 line not declassified]"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="TEI of other projects is not beside the repository")
def test_rows_of_other_projects_tei_are_exactly_their_gaps() -> None:
    files = gaps = 0
    for file in sorted(SAMPLES.rglob("*.xml")):
        # None of them withholds anything: what they leave out for other reasons stands for it here.
        data = file.read_bytes().replace(b'reason="illegible"', b'reason="redacted"')
        try:
            parsed = parse(data, file.name)
        except SourceError:
            continue
        wanted = [gap for gap in parsed.root.iter("gap", f"{{{TEI}}}gap") if gap.get("reason") == "redacted"]
        assert len(list(entries(file.stem, parsed))) == len(wanted), file
        files, gaps = files + 1, gaps + len(wanted)
    assert files > 10 and gaps > 10
