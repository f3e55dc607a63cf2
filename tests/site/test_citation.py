"""Citations: in words, for reference managers, for machines; safe whatever stands in a title."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html

from edition.site import SiteSettings, build_site, render_document
from edition.site.citation import Citation

TEI = "http://www.tei-c.org/ns/1.0"
SETTINGS = SiteSettings(
    title="Two Records",
    editors=("A. Editor", "B. Editor"),
    publisher="Press & Sons",
    licence="CC0",
    date="2026-11-24",
    base_url="https://example.org/e/",
    documents=("a", "b"),
)
FULL = Citation(
    key="a", title="A record", within="Two Records", authors=("C. Clerk",), editors=("A. Editor", "B. Editor"),
    publisher="Press & Sons", date="2026-11-24", licence="CC0", language="en", first="54", last="57",
    address="https://example.org/e/a/",
)  # fmt: skip


def tei(
    title: str = "A record", body: str = '<pb n="54"/><p>one</p><pb n="57"/><p>two</p><p>three</p>'
) -> bytes:
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>{title}</title><author>C. Clerk</author>'
        f"</titleStmt></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    ).encode()


def built(folder: Path, settings: SiteSettings = SETTINGS, **facts: str) -> Path:
    documents = [render_document(name, tei(**facts), settings) for name in ("a", "b")]
    build_site(documents, settings, folder)
    return folder


def test_the_words_name_author_edition_editors_publisher_and_pages() -> None:
    assert FULL.words() == (
        "C. Clerk, “A record”, in: Two Records, edited by A. Editor and B. Editor "
        "(Press & Sons, 2026), pages 54–57"
    )


def test_what_nobody_said_is_absent() -> None:
    bare = replace(
        FULL, authors=(), editors=(), publisher=None, date=None, first=None, last=None, address=None
    )
    assert bare.words() == "“A record”, in: Two Records"
    assert "PB" not in bare.ris() and "url" not in bare.bibtex() and "URL" not in bare.csl()


def test_bibtex_escapes_what_would_end_a_field() -> None:
    entry = replace(FULL, title="A } \\evil{50 %} & #1_x", key="a b/c").bibtex()
    assert entry.startswith("@incollection{a-b-c,\n")
    assert r"title = {A \} \textbackslash{}evil\{50 \%\} \& \#1\_x}," in entry
    assert "pages = {54--57}" in entry


def test_ris_has_one_line_for_each_field() -> None:
    lines = replace(FULL, title="A\nrecord\nER  - ").ris().splitlines()
    assert lines[0] == "TY  - CHAP" and lines[-1] == "ER  - "
    assert (
        "TI  - A record ER -" in lines and "SP  - 54" in lines and "UR  - https://example.org/e/a/" in lines
    )
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "]


def test_csl_is_json_with_the_year_as_a_number() -> None:
    (item,) = json.loads(FULL.csl())
    assert item["issued"] == {"date-parts": [[2026]]} and item["page"] == "54–57"


def test_json_ld_cannot_end_its_script() -> None:
    written = replace(FULL, title="</script><script>alert(1)</script>").json_ld()
    assert "<" not in written
    assert json.loads(written)["name"] == "</script><script>alert(1)</script>"


def test_every_page_has_its_citation_and_its_address(tmp_path: Path) -> None:
    built(tmp_path)
    for page in tmp_path.rglob("*.html"):
        tree = html.document_fromstring(page.read_bytes())
        if page.name == "404.html":
            continue
        assert tree.xpath("//details[@id='ed-cite']"), page
        (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
        expected = page.relative_to(tmp_path).as_posix().removesuffix("index.html")
        assert canonical == f"https://example.org/e/{expected}"
        assert tree.xpath("//meta[@name='citation_title']/@content") and tree.xpath(
            "//meta[@property='og:title']"
        )
        json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)


def test_zotero_finds_author_editors_and_pages(tmp_path: Path) -> None:
    tree = html.document_fromstring((built(tmp_path) / "a" / "index.html").read_bytes())
    said = {(m.get("name"), m.get("content")) for m in tree.xpath("//meta[starts-with(@name, 'citation_')]")}
    assert {
        ("citation_author", "C. Clerk"),
        ("citation_editor", "B. Editor"),
        ("citation_firstpage", "54"),
        ("citation_publication_date", "2026/11/24"),
    } <= said


def test_the_sitemap_names_every_page_but_404(tmp_path: Path) -> None:
    built(tmp_path)
    tree = etree.parse(str(tmp_path / "sitemap.xml"))
    named = {str(each.text) for each in tree.getroot().iter("{*}loc")}
    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")} - {"404.html"}
    assert named == {f"https://example.org/e/{file.removesuffix('index.html')}" for file in made}


def test_without_an_address_nothing_is_made_up_and_the_build_says_what_is_missing(tmp_path: Path) -> None:
    settings = replace(SETTINGS, base_url=None)
    documents = [render_document("a", tei(), settings)]
    found = build_site(documents, settings, tmp_path)
    assert [(each.code, str(each.severity)) for each in found] == [("site/no-address", "info")]
    assert not (tmp_path / "sitemap.xml").exists()
    assert "canonical" not in (tmp_path / "a" / "index.html").read_text()


def test_each_paragraph_has_an_address_that_other_pages_of_the_source_do_not_change(tmp_path: Path) -> None:
    def ids(body: str, folder: str) -> list[str]:
        page = built(tmp_path / folder, body=body) / "a" / "index.html"
        return [str(each) for each in html.document_fromstring(page.read_bytes()).xpath("//article//p/@id")]

    assert ids('<pb n="54"/><p>one</p><pb n="57"/><p>two</p><p>three</p>', "one") == [
        "p54-par1", "p57-par1", "p57-par2",
    ]  # fmt: skip
    longer = (
        '<pb n="54"/><p>one</p><p>new <pb n="56"/>and on</p><pb n="57"/><p>two</p><p xml:id="own">three</p>'
    )
    assert ids(longer, "two") == ["p54-par1", "p54-par2", "p57-par1", "own"]


@pytest.mark.parametrize(
    "title", ["&lt;/script>&lt;script>alert(1)&lt;/script>", "&quot;>&lt;img src=x>", "%\\}"]
)
def test_a_hostile_title_gets_nowhere(tmp_path: Path, title: str) -> None:
    built(tmp_path, title=title)
    for page in tmp_path.rglob("*.html"):
        tree = html.document_fromstring(page.read_bytes())
        assert not tree.xpath("//img[@src='x']") and "<script>alert" not in page.read_text()
