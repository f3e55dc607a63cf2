"""Data beside the pages: letters for correspSearch (CMIF), pictures for IIIF viewers."""

import json
from pathlib import Path

from lxml import etree

from edition.site import SiteSettings, build_site, render_document

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000070000000508060000008d6f26e5"
    "0000000d49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><profileDesc>CORRESP</profileDesc></teiHeader>"""
CORRESP = """<correspDesc>
<correspAction type="sent"><persName ref="#p1">Luise</persName><placeName ref="https://www.geonames.org/1/">Wien</placeName>
<date when="1850-03-01">1 March</date></correspAction>
<correspAction type="received"><persName ref="https://d-nb.info/gnd/118540238">Goethe</persName></correspAction>
<correspAction type="transmitted"><persName>Nobody</persName></correspAction></correspDesc>"""
STAND_OFF = """<standOff><listPerson><person xml:id="p1"><persName>Luise H.</persName>
<idno type="URI">https://viaf.org/viaf/1</idno></person></listPerson></standOff>"""
T = {"t": "http://www.tei-c.org/ns/1.0"}


def built(folder: Path, body: str, base_url: str | None = "https://example.org/ed") -> Path:
    tei = HEAD.replace("CORRESP", CORRESP) + f"{STAND_OFF}{body}</TEI>"
    (folder / "a.xml").write_text(tei, encoding="utf-8")
    settings = SiteSettings(
        title="Letters", editors=("A. B.",), publisher="Press", licence="CC0", date="2026-01-15",
        base_url=base_url, documents=("a",),
    )  # fmt: skip
    document = render_document("a", tei.encode(), settings, str(folder / "a.xml"))
    build_site([document], settings, folder / "out")
    return folder / "out"


def test_letters_are_told_with_who_where_when_and_the_addresses_that_identify_them(tmp_path: Path) -> None:
    out = built(tmp_path, "<text><body><p>x</p></body></text>")
    root = etree.parse(out / "cmif.xml").getroot()
    (letter,) = root.findall(".//t:correspDesc", T)
    assert letter.get("ref") == "https://example.org/ed/a/" and letter.get("source") == "#edition"
    sent, received = letter.findall("t:correspAction", T)
    assert (sent.get("type"), received.get("type")) == ("sent", "received")
    assert sent.xpath("t:persName/@ref", namespaces=T) == ["https://viaf.org/viaf/1"]
    assert sent.xpath("t:date/@when", namespaces=T) == ["1850-03-01"]
    assert received.xpath("t:persName/@ref", namespaces=T) == ["https://d-nb.info/gnd/118540238"]
    assert root.findtext(".//t:idno[@type='url']", None, T) == "https://example.org/ed/cmif.xml"


def test_a_text_without_letters_or_an_address_has_no_file_of_them_and_an_old_one_goes(tmp_path: Path) -> None:
    out = built(tmp_path, "<text><body><p>x</p></body></text>")
    assert (out / "cmif.xml").is_file()
    built(tmp_path, "<text><body><p>x</p></body></text>", base_url=None)
    assert not (out / "cmif.xml").exists()
    (out / "cmif.xml").write_text("<mine/>")
    built(tmp_path, "<text><body><p>x</p></body></text>", base_url=None)
    assert (out / "cmif.xml").read_text() == "<mine/>"


PAGES = """<facsimile>
<surface xml:id="s2"><graphic url="https://example.net/iiif/2/info.json" width="1200px" height="1800px"/></surface>
<surface xml:id="s3" ulx="0" uly="0" lrx="400" lry="600"><graphic
 url="https://example.net/3.jpg"/><zone xml:id="z3"/></surface>
<surface xml:id="s4"><graphic url="https://example.net/4.jpg" width="12cm"/></surface></facsimile>
<text><body><p><pb n="1" facs="scan 1.png"/>a<pb n="2" facs="#s2"/>b<pb n="3" facs="#z3"/>c<pb n="4" facs="#s4"/>d
<pb n="5"/>e</p></body></text>"""


def test_pages_with_pictures_of_known_size_are_canvases(tmp_path: Path) -> None:
    (tmp_path / "scan 1.png").write_bytes(PNG)
    out = built(tmp_path, PAGES)
    manifest = json.loads((out / "a/manifest.json").read_bytes())
    assert manifest["type"] == "Manifest" and manifest["id"] == "https://example.org/ed/a/manifest.json"
    assert manifest["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    canvases = [
        (
            canvas["label"]["none"][0],
            (canvas["width"], canvas["height"]),
            canvas["items"][0]["items"][0]["body"]["id"],
        )
        for canvas in manifest["items"]
    ]
    assert canvases == [
        ("1", (7, 5), "https://example.org/ed/a/images/scan-1.png"),
        ("2", (1200, 1800), "https://example.net/iiif/2/full/max/0/default.jpg"),
        ("3", (400, 600), "https://example.net/3.jpg"),
    ]
    for canvas in manifest["items"]:
        (annotation,) = canvas["items"][0]["items"]
        assert annotation["target"] == canvas["id"] and annotation["motivation"] == "painting"
    page = (out / "a/index.html").read_text()
    assert '<a href="manifest.json">IIIF</a>' in page and "presentation/3/context.json" in page
    # Pictures elsewhere are links until a reader asks.
    assert 'src="https' not in page and 'href="https://example.net/iiif/2/full/max/0/default.jpg"' in page


def test_without_pictures_or_an_address_there_is_no_manifest(tmp_path: Path) -> None:
    (tmp_path / "scan 1.png").write_bytes(PNG)
    out = built(tmp_path, PAGES)
    assert (out / "a/manifest.json").is_file()
    built(tmp_path, PAGES, base_url=None)
    assert not (out / "a/manifest.json").exists()
    assert "manifest.json" not in (out / "a/index.html").read_text()
