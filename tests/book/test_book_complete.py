"""The search for lost words: what is there is found in order, what is gone is named."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.book import BookSettings, make_pdf
from edition.book.complete import lost_among, lost_in_order, wanted_words
from edition.book.tagged import ESCAPE, _unescape, _unescaped, tagged_text

TEI = "http://www.tei-c.org/ns/1.0"


def wanted(body: str) -> list:  # type: ignore[type-arg]  # stretches
    return wanted_words([etree.fromstring(f'<text xmlns="{TEI}">{body}</text>')])


def pdf_of(body: str, **choices: str) -> bytes:
    tei = f'<TEI xmlns="{TEI}" xml:lang="en"><text><body>{body}</body></text></TEI>'
    book = make_pdf("x", tei.encode(), BookSettings(date="2024-01-01", **choices), "x.xml")  # type: ignore[arg-type]
    assert not [d for d in book.diagnostics if d.severity == "error"], book.diagnostics
    assert book.pdf is not None
    return book.pdf


def test_a_word_that_is_gone_is_lost() -> None:
    stretches = wanted("<p>On the <hi>seventeenth</hi> of February</p>")
    assert [one.words for one in lost_in_order(stretches, "On the of February", "")] == ["seventeenth"]
    assert [one.words for one in lost_among(stretches, ["On the ", " of February"])] == ["seventeenth"]


def test_a_word_that_is_there_once_is_not_there_twice() -> None:
    stretches = wanted("<p><hi>seventeenth</hi></p><p><hi>seventeenth</hi></p>")
    assert len(lost_in_order(stretches, "seventeenth", "")) == 1


def test_hyphens_of_line_ends_spaces_and_composition_make_no_difference() -> None:
    stretches = wanted("<p>in<pc force='weak'>-</pc><lb break='no'/>formed caf\u00e9</p>")
    assert lost_in_order(stretches, "in\u00ad\nformed cafe\u0301", "") == []


def test_notes_are_looked_for_apart() -> None:
    stretches = wanted("<p>a message<note>Deptel 1783</note> to Saigon</p>")
    assert lost_in_order(stretches, "a message1 to Saigon", "1Deptel 1783") == []
    assert [one.words for one in lost_in_order(stretches, "a message1 to Saigon", "1")] == ["Deptel 1783"]


def test_the_text_of_a_pdf_is_read_in_the_order_of_its_tags() -> None:
    text = tagged_text(pdf_of("<p>First words<note>The note.</note> last words.</p><p>Second.</p>"))
    main = " ".join("".join(text.main).split())
    assert main.index("First words") < main.index("last words.") < main.index("Second.")
    assert "The note." in "".join(text.notes) and "The note." not in main


def test_words_from_right_to_left_are_read_in_their_order() -> None:
    text = "".join(tagged_text(pdf_of('<p xml:lang="he">שלום abc עולם</p>')).main)
    assert text.index("שלום") < text.index("abc") < text.index("עולם")


def test_a_heading_above_nothing_but_notes_is_told_in_the_colophon() -> None:
    body = '<p>a <ref target="#n">1</ref></p><div><head>ENDNOTES</head><note xml:id="n">N.</note></div>'
    text = "".join(tagged_text(pdf_of(f"<div>{body}</div>")).main)
    assert "heading “ENDNOTES”" in text
    assert "ENDNOTES" in "".join(tagged_text(pdf_of(f"<div>{body}</div>", notes="end")).main)


def tags(pdf: bytes, *keys: str) -> set[str]:
    """What the structure elements of a PDF say under these keys."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        return {str(one[key]) for one in found for key in keys if key in one}


def test_levels_of_headings_languages_of_passages_and_link_descriptions() -> None:
    body = (
        '<div><head>A</head><div><head>B</head><p>x <foreign xml:lang="de">deutsch</foreign> '
        '<ref target="https://example.org/">there</ref></p></div></div>'
    )
    pdf = pdf_of(body)
    kinds = tags(pdf, "/S")
    assert "/H1" in kinds and "/H2" in kinds and "/Link" in kinds
    with pikepdf.open(io.BytesIO(pdf)) as document:
        # A passage within a line bears its language where its words are.
        assert any(b"/Lang(de)" in page.Contents.read_bytes() for page in document.pages)
        links = [
            a for page in document.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"
        ]
        assert links and all("/Contents" in link for link in links)


def test_a_picture_has_its_description_as_alternative_text(tmp_path: object) -> None:
    pytest.importorskip("PIL")
    from pathlib import Path

    from PIL import Image

    folder = Path(str(tmp_path))
    Image.new("RGB", (40, 20)).save(folder / "dot.png")
    figure = "<figure><head>F</head><graphic url='{}'/>{}</figure>"
    tei = (
        f'<TEI xmlns="{TEI}" xml:lang="en"><text><body>{figure.format("dot.png", "<figDesc>Dark.</figDesc>")}'
        f"{figure.format('dot.png', '')}</body></text></TEI>"
    )
    book = make_pdf("x", tei.encode(), BookSettings(date="2024"), str(folder / "x.xml"))
    assert [d.code for d in book.diagnostics] == ["book/no-description"]
    assert book.pdf is not None
    assert "Dark." in tags(book.pdf, "/Alt")


def test_other_readings_stand_at_the_foot_under_line_and_lemma() -> None:
    lines = "".join(f"<l>line {n}</l>" for n in range(1, 5))
    body = f'<lg>{lines}<l>a <app><lem wit="#A">sea</lem><rdg wit="#B">see</rdg></app></l></lg>'
    notes = " ".join("".join(tagged_text(pdf_of(body)).notes).split())
    assert "a 5sea] A;see B" in notes


@given(st.text("\\()nrtbfx012789au\n\xfe", max_size=12))
def test_a_string_is_read_by_pythons_escapes_as_by_pdfs_own(written: str) -> None:
    inside = written.encode("latin-1")
    by_pdf = (ESCAPE.sub(_unescaped, piece) for piece in inside.split(b"\\\\"))
    assert _unescape(inside) == b"\\".join(by_pdf)
