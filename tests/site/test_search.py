"""What search reads of a page, and the index as files."""

from pathlib import Path

import pytest

from edition.render import render
from edition.site import SiteSettings, build_site, render_document, searchable
from edition.site.findable import findable
from edition.xml import parse

TEI = "http://www.tei-c.org/ns/1.0"


def text_of(body: str, forme_work: bool = False) -> str:
    root = parse(f'<TEI xmlns="{TEI}"><text><body>{body}</body></text></TEI>'.encode(), "t").root
    (portion,) = render(root, "t").portions
    return findable("a/index.html", "A", portion.html, "en", {}, forme_work).html.partition("<body")[2]


def test_a_word_broken_in_the_source_is_whole() -> None:
    text = text_of(
        '<p>in<pc force="weak">-</pc>\n<surplus>.</surplus><lb break="no"/>\nformed Security<lb/>Council</p>'
    )
    assert " informed Security Council" in text


def test_both_readings_are_there_the_proposed_one_in_its_place() -> None:
    text = text_of("<p>they <choice><sic>eonsider</sic><corr cert='high'>consider</corr></choice> it</p>")
    assert "they consider it" in text and "(source: eonsider)" in text
    assert "certainty" not in text and "proposed" not in text


def test_forme_work_is_left_out_unless_asked_for() -> None:
    body = "<p>a <fw type='header'>TOP SECRET</fw> b</p>"
    assert "SECRET" not in text_of(body) and "a  b" in text_of(body).replace("a b", "a  b")
    assert "TOP SECRET" in text_of(body, forme_work=True)


def test_each_source_page_has_its_anchor() -> None:
    text = text_of('<pb n="54" xml:id="p54"/><p>one</p><pb n="55"/><p>two</p>')
    assert '<h2 id="p54">54</h2><p> one' in text and '<h2 id="page-55">55</h2><p> two' in text


def test_without_source_pages_divisions_are_the_anchors() -> None:
    text = text_of(
        '<div xml:id="d1"><head>First</head><p>one</p></div><div xml:id="d2"><head>Second</head><p>two</p></div>'
    )
    assert '<h2 id="d1"> First</h2>' in text and '<h2 id="d2"> Second</h2>' in text


def test_blocks_part_words_and_names_of_elements_do_not_show() -> None:
    assert " one" in text_of("<list><item>one</item><item>two</item></list>")
    assert "onetwo" not in text_of("<list><item>one</item><item>two</item></list>")


def test_markup_in_facets_stays_in_its_quotation_marks() -> None:
    page = findable("u", 'A "<b>', "<p>x</p>", "en", {"document": ['"><script>']})
    assert "<script>" not in page.html and "<b>" not in page.html


def test_without_search_there_is_no_index_no_page_and_no_link(tmp_path: Path) -> None:
    data = f'<TEI xmlns="{TEI}"><text><body><p>x</p></body></text></TEI>'.encode()
    build_site([render_document("a", data, SiteSettings())], SiteSettings(), tmp_path)
    assert not (tmp_path / "search.html").exists() and not (tmp_path / "_edition" / "pagefind").exists()
    assert "search.html" not in (tmp_path / "a" / "index.html").read_text()


@pytest.mark.skipif(not searchable(), reason="pagefind is not installed (pip install 'pagefind[bin]')")
def test_the_index_is_the_same_each_time_and_an_old_one_goes(tmp_path: Path) -> None:
    def build(folder: Path, words: str) -> dict[str, bytes]:
        settings = SiteSettings(search=True, documents=("a", "b"))
        body = f'<TEI xmlns="{TEI}"><text><body><pb n="1"/><p>{words}</p></body></text></TEI>'.encode()
        build_site([render_document(name, body, settings) for name in settings.documents], settings, folder)
        index = folder / "_edition" / "pagefind"
        return {
            str(path.relative_to(index)): path.read_bytes() for path in index.rglob("*") if path.is_file()
        }

    first = build(tmp_path / "one", "some words")
    assert first == build(tmp_path / "two", "some words")
    assert (tmp_path / "one" / "search.html").is_file()
    second = build(tmp_path / "one", "others altogether")
    assert second == build(tmp_path / "three", "others altogether") != first
