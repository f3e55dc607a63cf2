"""Fragments to pages: whole documents as a folder of the site, safe to open from anywhere."""

import pickle
from pathlib import Path

import pytest
import regex
from lxml import etree, html

from edition.diagnostics import Diagnostic, Severity, UsageError
from edition.site import RenderedDocument, SiteSettings, build_site, render_document

TEI = "http://www.tei-c.org/ns/1.0"
HEADER = """<fileDesc><titleStmt><title>The &lt;b&gt;Title&lt;/b&gt;</title></titleStmt>
<publicationStmt><availability><licence target="https://creativecommons.org/publicdomain/zero/1.0/">CC0</licence>
</availability></publicationStmt>
<sourceDesc><bibl>The OCR file <idno type="sha256">0ba6c3</idno></bibl></sourceDesc></fileDesc>
<encodingDesc><editorialDecl><correction method="markup"><p>Nothing silently.</p></correction></editorialDecl>
</encodingDesc>"""
BODY = """<div><head>First</head><pb n="1"/>
<p>one <choice><sic>tvo</sic><corr cert="high">two</corr></choice></p></div>
<div><head>Second</head><pb n="2"/><fw type="header">top</fw><p>three<note>a note</note></p></div>"""


def tei(body: str = BODY, header: str = HEADER) -> bytes:
    return (
        f'<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>'.encode()
    )


def page(document: RenderedDocument, name: str) -> str:
    return dict(document.pages)[name].decode()


def made(name: str = "seed", body: str = BODY, **facts: str) -> RenderedDocument:
    return render_document(name, tei(body), SiteSettings(**facts))  # type: ignore[arg-type]


def faults(diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.INFO]


def test_a_document_is_a_folder_with_text_contents_about_and_its_tei() -> None:
    document = made()
    assert [name for name, _ in document.pages] == ["index.html", "contents.html", "about.html", "seed.xml"]
    assert dict(document.pages)["seed.xml"] == tei()
    assert not document.diagnostics


def test_every_page_has_one_h1_landmarks_a_skip_link_and_a_language() -> None:
    for name, data in made().pages:
        if not name.endswith(".html"):
            continue
        tree = html.document_fromstring(data)
        assert len(tree.xpath("//h1")) == 1
        assert len(tree.xpath("//main")) == 1
        assert tree.xpath("//a[@class='skip'][@href='#ed-text']") and tree.xpath("//main[@id='ed-text']")
        assert tree.get("lang") == "en"


def test_no_page_has_script_inline_style_or_an_address_that_is_fetched() -> None:
    for name, data in made().pages:
        if name.endswith(".html"):
            text = data.decode()
            assert not regex.search(r"<style|\sstyle=|\son\w+=|<iframe|<object|@import", text)
            for script in html.document_fromstring(data).xpath("//script"):
                # Nothing between the tags runs: a script of ours is a file, and waits for the page.
                data_alone = script.get("type") == "application/ld+json"
                assert data_alone or (
                    script.get("src") and script.get("defer") is not None and not script.text
                )
            tree = html.document_fromstring(data)
            (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert str(policy).startswith("default-src 'none'; style-src 'self'; script-src 'self';")
            assert "unsafe" not in str(policy)
            assert all(
                "//" not in address
                for address in map(str, tree.xpath("//img/@src | //link/@href | //script/@src"))
            )


def test_the_header_s_facts_are_on_the_about_page() -> None:
    about = page(made(), "about.html")
    for words in ("0ba6c3", "CC0", "Nothing silently.", "method: markup", "The &lt;b&gt;Title&lt;/b&gt;"):
        assert words in about
    assert "tvo" not in about  # samples show the marks, not the text


def test_the_contents_lead_to_divisions_and_pages() -> None:
    contents = page(made(), "contents.html")
    assert 'href="index.html#first"' in contents
    assert 'href="index.html#page-2"' in contents


def test_of_very_many_source_pages_the_contents_name_those_each_page_of_the_site_holds() -> None:
    long = "".join(f'<pb n="{n}"/><p>page {n}</p>' for n in range(1, 400))
    contents = page(made(body=long), "contents.html")
    assert '<a href="index.html">1–' in contents and contents.count("<li>") < 40


def test_a_title_of_markup_is_words() -> None:
    assert "<b>Title" not in page(made(), "index.html")


def test_a_document_travels_between_processes() -> None:
    document = made()
    assert pickle.loads(pickle.dumps(document)) == document


def test_ill_formed_tei_is_an_error_with_its_place_and_no_page() -> None:
    document = render_document("x", b"<TEI>\n<p></TEI>", SiteSettings(), "tei/x.xml")
    assert document.pages == ()
    assert [(d.location.file, d.location.line) for d in document.diagnostics] == [("tei/x.xml", 2)]


def test_a_file_without_text_gets_a_page_from_its_header() -> None:
    only = f'<TEI xmlns="{TEI}"><teiHeader>{HEADER}</teiHeader></TEI>'.encode()
    document = render_document("x", only, SiteSettings())
    assert "This document has no text" in page(document, "index.html")


def test_a_transcription_beside_a_text_has_pages_of_its_own() -> None:
    surfaces = "".join(f'<surface n="{n}"><zone><line>line {n}</line></zone></surface>' for n in range(70))
    both = (
        f'<TEI xmlns="{TEI}"><teiHeader>{HEADER}</teiHeader><sourceDoc>{surfaces}</sourceDoc>'
        f"<text><body>{BODY}</body></text></TEI>"
    )
    document = render_document("x", both.encode(), SiteSettings())
    names = [name for name, _ in document.pages if name.startswith("transcription")]
    assert names[0] == "transcription.html" and len(names) > 1
    assert "line 69" in page(document, names[-1]) and "line 69" not in page(document, "index.html")
    assert 'href="transcription.html"' in page(document, "index.html")
    assert not [fault for fault in document.diagnostics if fault.severity is Severity.ERROR]


def test_the_site_is_written_whole_and_the_same_each_time(tmp_path: Path) -> None:
    settings = SiteSettings(title="All", documents=("a", "b"))
    for folder in ("one", "two"):
        documents = [render_document(name, tei(), settings) for name in ("b", "a")]
        assert not faults(build_site(documents, settings, tmp_path / folder))
    files = sorted(
        path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()
    )
    assert Path("_edition/edition.css") in files and Path("a/index.html") in files
    assert not [file for file in files if file.name.startswith(".")]
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    home = (tmp_path / "one" / "index.html").read_text()
    assert home.index("a/index.html") < home.index("b/index.html")


def test_one_document_s_contents_are_on_the_first_page(tmp_path: Path) -> None:
    build_site([made()], SiteSettings(), tmp_path)
    assert 'href="seed/index.html#first"' in (tmp_path / "index.html").read_text()


def test_every_link_within_the_site_arrives(tmp_path: Path) -> None:
    pages = "".join(f'<pb n="{n}"/><p>page {n}<note>n{n}</note></p>' for n in range(1, 101))
    settings = SiteSettings(title="Long", documents=("a name with spaces & more", "b"))
    documents = [render_document(name, tei(BODY + pages), settings) for name in settings.documents]
    build_site(documents, settings, tmp_path)
    for path in tmp_path.rglob("*.html"):
        if path.name == "404.html":
            continue
        assert_links_arrive(path)


def assert_links_arrive(path: Path) -> None:
    from urllib.parse import unquote, urldefrag

    tree = html.document_fromstring(path.read_bytes())
    for address in map(str, tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src")):
        if "://" in address:
            continue
        file, anchor = urldefrag(address)
        target = path.parent / unquote(file) if file else path
        assert target.is_file(), (path, address)
        if anchor:
            ids = html.document_fromstring(target.read_bytes()).xpath("//@id")
            assert unquote(anchor) in ids, (path, address)


def test_pages_that_are_no_more_go_and_foreign_files_stay(tmp_path: Path) -> None:
    long = "".join(f'<pb n="{n}"/><p>page {n}</p>' for n in range(1, 101))
    build_site([made(body=long)], SiteSettings(), tmp_path)
    assert (tmp_path / "seed" / "page-33.html").is_file()
    (tmp_path / "seed" / "mine.html").write_text("<p>mine</p>")
    build_site([made()], SiteSettings(), tmp_path)
    assert not (tmp_path / "seed" / "page-33.html").exists()
    assert (tmp_path / "seed" / "mine.html").is_file()


def test_an_unreadable_document_keeps_its_last_good_page(tmp_path: Path) -> None:
    build_site([made()], SiteSettings(), tmp_path)
    before = (tmp_path / "seed" / "index.html").read_bytes()
    diagnostics = build_site([render_document("seed", b"<TEI>", SiteSettings())], SiteSettings(), tmp_path)
    assert (tmp_path / "seed" / "index.html").read_bytes() == before
    assert {diagnostic.severity for diagnostic in diagnostics} >= {"error"}


def test_a_folder_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        build_site([made()], SiteSettings(), tmp_path / "out")


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "_edition"])
def test_a_name_that_leads_out_of_the_site_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        build_site([made(name)], SiteSettings(), tmp_path / "site")
    assert not [path for path in tmp_path.rglob("*.xml")]


@pytest.mark.parametrize("name", ['a"b', "a%20b", "a#b?c", "<i>", "ä ö", "a'b&c", "100%"])
def test_any_other_name_makes_pages_whose_links_arrive(tmp_path: Path, name: str) -> None:
    assert not faults(build_site([made(name), made("other")], SiteSettings(), tmp_path))
    for path in tmp_path.rglob("*.html"):
        if path.name != "404.html":
            assert_links_arrive(path)


def test_templates_are_well_formed_html() -> None:
    for name, data in made().pages:
        if name.endswith(".html"):
            xml = data.removeprefix(b"<!doctype html>").replace(b" checked", b"")
            xml = xml.replace(b" download", b"").replace(b" defer>", b">")
            etree.fromstring(regex.sub(rb"<(meta|link|input|br)\b([^>]*)>", rb"<\1\2/>", xml))
