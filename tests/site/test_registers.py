"""Registers: who is meant decides, days are in order, what is withheld is counted, every link arrives."""

from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html

from edition.render import Mention
from edition.render.phrases import ENGLISH
from edition.site import SiteSettings, build_site, render_document
from edition.site.dates import day_of, in_words
from edition.site.registers import Listed, registers
from edition.site.registers.model import MOST_LINKS, pages
from edition.site.registers.redactions import measure

TEI = "http://www.tei-c.org/ns/1.0"


def tei(body: str, after: str = "", header: str = "") -> bytes:
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>{header}'
        f"</teiHeader><text><body>{body}</body></text>{after}</TEI>"
    ).encode()


def built(folder: Path, **documents: bytes) -> Path:
    settings = SiteSettings(title="All", documents=tuple(documents))
    build_site([render_document(name, data, settings) for name, data in documents.items()], settings, folder)
    return folder


def rows(page: Path, term: str = "dt") -> list[str]:
    tree = html.document_fromstring(page.read_bytes())
    return [" ".join(element.text_content().split()) for element in tree.iter(term)]


def assert_links_arrive(page: Path) -> None:
    tree = html.document_fromstring(page.read_bytes())
    for address in map(str, tree.xpath("//main//a/@href")):
        if "://" in address:
            continue
        file, anchor = urldefrag(address)
        target = page.parent / unquote(file) if file else page
        assert target.is_file(), address
        if anchor:
            assert unquote(anchor) in html.document_fromstring(target.read_bytes()).xpath("//@id"), address


STAND_OFF = """<standOff><listPerson><person xml:id="p1"><persName><surname>Rusk</surname>
<forename>Dean</forename></persName><idno type="GND">https://d-nb.info/gnd/118604139</idno></person>
<person xml:id="p2"><persName>Never named</persName></person></listPerson></standOff>"""


def test_names_that_point_at_one_record_are_one_entry_with_its_name_and_authority(tmp_path: Path) -> None:
    body = '<pb n="54"/><p><persName ref="#p1">the Secretary</persName> and <rs type="person" ref="#p1">he</rs></p>'
    persons = built(tmp_path, a=tei(body, STAND_OFF)) / "persons.html"
    (entry,) = rows(persons)
    assert entry.startswith("Rusk, Dean") and "GND" in entry and "the Secretary" in entry
    assert "Never named" not in persons.read_text()
    assert_links_arrive(persons)


def test_a_record_of_another_document_is_found_and_a_name_without_pointer_is_entered_as_spelt(
    tmp_path: Path,
) -> None:
    lists = tei("<p>x</p>", STAND_OFF)
    text = tei(
        '<p><persName ref="lists.xml#p1">he</persName>, <persName>Öyvind</persName>, '
        "<persName>OYVIND</persName></p>"
    )
    built(tmp_path, lists=lists, text=text)
    assert [row.split(" GND")[0] for row in rows(tmp_path / "persons.html")] == ["Öyvind", "Rusk, Dean"]


def test_the_same_id_for_two_persons_in_two_documents_makes_two_entries(tmp_path: Path) -> None:
    body = '<p><persName ref="#p1">he</persName></p>'
    other = STAND_OFF.replace("Rusk", "Ball").replace("Dean", "George")
    built(tmp_path, a=tei(body, STAND_OFF), b=tei(body, other))
    assert [row.split("GND")[0].strip() for row in rows(tmp_path / "persons.html")] == [
        "Ball, George",
        "Rusk, Dean",
    ]


def test_correspondents_of_the_header_are_entered(tmp_path: Path) -> None:
    action = "<correspAction><persName>Zweig</persName></correspAction>"
    header = f"<profileDesc><correspDesc>{action}</correspDesc></profileDesc>"
    persons = built(tmp_path, a=tei("<p>x</p>", header=header)) / "persons.html"
    assert rows(persons) == ["Zweig"]
    assert_links_arrive(persons)


def test_days_are_in_order_and_those_without_a_year_come_last(tmp_path: Path) -> None:
    body = "".join(
        f'<p>on <date when="{when}">a day</date> it was</p>'
        for when in ("1965-02-17", "--02-18", "1964", "-0044-03-15", "1965-02", "nonsense", "1965-13-01")
    )
    page = built(tmp_path, a=tei(body)) / "chronology.html"
    assert rows(page) == ["15 March 44 BC", "1964", "February 1965", "17 February 1965", "18 February"]
    assert "on a day it was" in " ".join(html.document_fromstring(page.read_bytes()).text_content().split())
    assert_links_arrive(page)


def test_a_span_of_days_has_both_ends() -> None:
    assert in_words("1957-10/1958-03", ENGLISH) == "October 1957 – March 1958"
    assert day_of("1957-10") < day_of("1957-10-03") < day_of("--01-01")


def test_the_ledger_counts_by_unit_and_counts_the_unknown_as_such(tmp_path: Path) -> None:
    body = "".join(
        f'<p>a <seg type="redaction"><gap reason="redacted" {extent}/>[x not declassified]</seg></p>'
        for extent in ('unit="line" quantity="2"', 'unit="line" quantity="1"', 'unit="line" atMost="1"', "")
    )
    page = built(tmp_path, a=tei(body)) / "redactions.html"
    tree = html.document_fromstring(page.read_bytes())
    table = [[cell.text_content() for cell in row] for row in tree.xpath("(//table)[1]//tr")]
    assert ["line", "3", "3", "1", "–"] in table
    assert ["not stated", "1", "–", "–", "1"] in table
    assert ["all", "4", "", "", ""] in table
    assert_links_arrive(page)


def test_the_codes_of_the_note_beside_a_redaction_are_its_reason(tmp_path: Path) -> None:
    header = (
        '<encodingDesc><classDecl><taxonomy><category xml:id="c1"><catDesc>E.O. 3.3(b)(1)</catDesc></category>'
        "</taxonomy></classDecl></encodingDesc>"
    )
    body = (
        '<p><seg type="redaction"><gap reason="redacted"/>[deleted]</seg> <note type="redaction" ana="#c1">3.3</note>'
        '</p><p><seg type="redaction"><gap reason="redacted"/>[deleted]</seg> <note type="redaction">(b)(7)</note></p>'
    )
    page = (built(tmp_path, a=tei(body, header=header)) / "redactions.html").read_text()
    assert '<td class="soft">E.O. 3.3(b)(1)</td>' in page and '<td class="soft">(b)(7)</td>' in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ((("unit", "line"), ("quantity", "1")), "1 line"),
        ((("unit", "lines"), ("quantity", "2")), "2 lines"),
        ((("unit", "line"), ("atMost", "1")), "at most 1 line"),
        ((("extent", "half a page"),), "half a page"),
        ((), "not stated"),
    ],
)
def test_how_much_is_withheld_is_said_in_words(facts: tuple[tuple[str, str], ...], words: str) -> None:
    assert measure(Mention("redaction", "", "", "a", 0, None, facts=facts), ENGLISH) == words


def test_proposed_readings_are_gathered_the_least_certain_first(tmp_path: Path) -> None:
    body = (
        '<p><choice><sic>tvo</sic><corr cert="high" type="ocr">two</corr></choice> '
        '<choice><sic>tvo</sic><corr cert="high" type="ocr">two</corr></choice> '
        '<choice><sic>ane</sic><corr cert="low">one</corr></choice></p>'
    )
    page = built(tmp_path, a=tei(body)) / "readings.html"
    text = page.read_text()
    assert text.index("Certainty low") < text.index("Certainty high")
    assert text.count("<s>tvo</s>") == 1 and "misread by OCR" in text
    assert_links_arrive(page)


def test_nothing_empty_is_shown(tmp_path: Path) -> None:
    built(tmp_path, a=tei("<p>plain words</p>"))
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["404.html", "about.html", "index.html"]
    assert "egisters" not in (tmp_path / "index.html").read_text()
    assert "registers.html" not in (tmp_path / "a" / "index.html").read_text()


def test_a_register_that_is_no_more_goes(tmp_path: Path) -> None:
    built(tmp_path, a=tei('<p><date when="1965">x</date></p>'))
    assert (tmp_path / "chronology.html").is_file()
    assert "registers.html" in (tmp_path / "a" / "index.html").read_text()
    built(tmp_path, a=tei("<p>x</p>"))
    assert not (tmp_path / "chronology.html").exists() and not (tmp_path / "registers.html").exists()


def test_a_long_register_is_cut_into_pages_that_lead_to_each_other(tmp_path: Path) -> None:
    mentions = tuple(
        Mention("date", "x", f"19{n // 365 % 100:02}-01-{n % 28 + 1:02}", f"d{n}", 0, str(n))
        for n in range(4000)
    )
    (register,) = registers([Listed("a", "A", ("index.html",), mentions)], ENGLISH)
    cut = pages(register)
    assert [name for name, _ in cut][:2] == ["chronology.html", "chronology-2.html"]
    assert all(sum(e.weight for g in part.groups for e in g.entries) <= MOST_LINKS + 200 for _, part in cut)
    assert sum(len(g.entries) for _, part in cut for g in part.groups) == sum(
        len(g.entries) for g in register.groups
    )


def test_names_in_a_record_are_no_places_of_the_text(tmp_path: Path) -> None:
    built(
        tmp_path,
        a=tei(
            "<listPerson><person><persName>A</persName><birth when='1900'><date when='1900'>x</date>"
            "</birth></person></listPerson>"
        ),
    )
    assert not (tmp_path / "persons.html").exists() and not (tmp_path / "chronology.html").exists()


def test_hostile_names_get_out_of_no_quotation_mark(tmp_path: Path) -> None:
    evil = '<p><persName ref="javascript:alert(1)">&lt;script&gt;"\'x</persName></p>'
    page = (built(tmp_path, a=tei(evil)) / "persons.html").read_text()
    assert "<script>" not in page and 'href="javascript' not in page
