"""The printed book read back: claims, attachment, outline, page labels, words, repeated bytes."""

import io
import pickle
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from edition.book import Book, BookSettings, make_pdf
from edition.diagnostics import Severity

TEI = "http://www.tei-c.org/ns/1.0"
SAMPLES = Path(__file__).resolve().parents[3] / "shared"

HEADER = """<teiHeader><fileDesc>
<titleStmt><title>The Harbour Papers</title><editor>Ann Editor</editor></titleStmt>
<publicationStmt><publisher>Made-up Press</publisher><date when="2024-05-17"/>
<availability><licence target="https://example.org/licence">Free to all</licence></availability>
</publicationStmt>
<sourceDesc><bibl>Typescript, box 7</bibl></sourceDesc></fileDesc>
<encodingDesc><editorialDecl>
<correction><p>Nothing is corrected silently.</p></correction></editorialDecl></encodingDesc>
</teiHeader>"""

BODY = """<body>
<pb n="54"/><fw type="classification">TOP SECRET</fw>
<div><head>First division</head>
<p>On <date when="--02-17">February 17</date>, the Ambassador in<pc force="weak">-</pc><lb break="no"/>
formed the Secretary, who sent a message <ref type="noteref" n="68" target="#n68">68/</ref> to Saigon. They
<choice><sic>eonsider</sic><corr cert="high">consider</corr></choice> it done.</p>
<quote><p>Quoted words
<seg type="redaction"><gap reason="redacted"/>[1 line not declassified]</seg>.</p></quote>
<list><label>a.</label><item>first item</item><label>b.</label><item>second item</item></list>
<table><row role="label"><cell>Day</cell><cell>Sorties</cell></row>
<row><cell>Monday</cell><cell>12</cell></row></table>
</div>
<div><head>Second division</head>
<opener><dateline>Saigon, 1 May</dateline><seg type="to">TO: All posts</seg></opener>
<p>Text code #read("source.xml") $x$ @label *bold* _it_ // comment \\
`raw` &lt;angle&gt; -- [bracket] = head.</p>
<closer>RUSK</closer></div>
<note xml:id="n68" n="68" place="end"><label>68.</label> Deptel 1783 to Saigon.</note>
</body>"""

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed"
)


def tei_of(body: str, header: str = HEADER) -> bytes:
    return f'<TEI xmlns="{TEI}" xml:lang="en">{header}<text>{body}</text></TEI>'.encode()


def printed(body: str = BODY, settings: BookSettings | None = None) -> Book:
    return make_pdf("harbour", tei_of(body), settings or BookSettings())


def pdf_of(body: str = BODY, settings: BookSettings | None = None) -> bytes:
    book = printed(body, settings)
    assert book.pdf is not None, book.diagnostics
    return book.pdf


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_both_standards_are_claimed() -> None:
    pdf = pdf_of()
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf


def test_the_same_input_gives_the_same_bytes() -> None:
    assert pdf_of() == pdf_of()


def test_a_book_and_its_settings_travel_between_processes() -> None:
    assert pickle.loads(pickle.dumps(printed())) == printed()
    assert pickle.loads(pickle.dumps(BookSettings())) == BookSettings()


@needs_poppler
def test_the_words_of_the_text_are_in_the_book() -> None:
    text = text_of(pdf_of())
    for words in (
        "the Ambassador informed the Secretary",
        "They consider it done",
        "Quoted words [1 line not declassified]",
        "a. first item",
        "Monday",
        "Deptel 1783 to Saigon.",
        "TO: All posts",
        "RUSK",
    ):
        assert words in text
    assert "TOP SECRET" not in text


@needs_poppler
def test_text_is_never_code() -> None:
    text = text_of(pdf_of())
    assert 'Text code #read("source.xml") $x$ @label *bold* _it_ // comment \\ `raw`' in text
    assert "<angle> -- [bracket] = head." in text


@needs_poppler
def test_what_the_header_says_stands_before_and_after_the_text() -> None:
    text = text_of(pdf_of())
    for words in ("The Harbour Papers", "Ann Editor", "Made-up Press", "Typescript, box 7", "Free to all"):
        assert words in text
    for words in ("Contents", "First division", "Nothing is corrected silently.", "consider for eonsider"):
        assert words in text
    assert "1 piece of forme work" in text.replace("one piece", "1 piece")


def test_the_tei_lies_inside_as_the_source() -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.open(io.BytesIO(pdf_of())) as pdf:
        (name,) = pdf.attachments
        assert name == "harbour.xml"
        assert pdf.attachments[name].get_file().read_bytes() == tei_of(BODY)
        (specification,) = pdf.Root.AF
        assert specification.AFRelationship == pikepdf.Name.Source


def test_title_language_date_tags_and_page_labels() -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.open(io.BytesIO(pdf_of())) as pdf:
        assert str(pdf.docinfo.Title) == "The Harbour Papers"
        assert str(pdf.Root.Lang).startswith("en")
        assert str(pdf.docinfo.CreationDate).startswith("D:20240517")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        labels = [page.label for page in pdf.pages]
        assert labels[0] == "i"
        assert "1" in labels
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[:2] == ["First division", "Second division"]


def test_notes_are_tagged_as_notes_and_margin_numbers_are_artifacts() -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    with pikepdf.open(io.BytesIO(pdf_of())) as pdf:
        kinds = {
            str(thing.S) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing
        }
        assert {"/Note", "/H1", "/L", "/LI", "/Lbl", "/Table", "/TR"} <= kinds
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        assert b"/Artifact" in contents


def test_a_date_of_the_edition_is_the_date_of_the_file() -> None:
    assert b"D:19991231" in pdf_of(settings=BookSettings(date="1999-12-31"))


def test_without_any_date_there_is_a_warning() -> None:
    book = make_pdf("x", tei_of("<body><p>a</p></body>", ""), BookSettings())
    assert book.pdf is not None
    assert [(d.severity, d.code) for d in book.diagnostics] == [(Severity.WARNING, "book/undated")]


def test_a_character_no_font_has_is_a_fault_that_names_script_character_and_line() -> None:
    book = printed("<body><p>a</p>\n<p>漢 and 漢</p></body>")
    assert book.pdf is None
    (fault,) = book.diagnostics
    assert (fault.severity, fault.code) == (Severity.ERROR, "book/no-glyph")
    assert "漢" in fault.message and "U+6F22" in fault.message and "Han" in fault.message
    assert fault.location.line is not None


@needs_poppler
def test_it_is_printed_as_its_code_where_that_is_allowed() -> None:
    book = printed("<body><p>a 漢 b</p></body>", BookSettings(allow_missing=True))
    assert book.pdf is not None
    assert "a [U+6F22] b" in text_of(book.pdf)
    assert [d.severity for d in book.diagnostics] == [Severity.WARNING]


@needs_poppler
def test_debris_of_ocr_has_glyphs() -> None:
    text = text_of(pdf_of("<body><p>x ■ ● █ ж Ω ┌ ☐ £ � y</p></body>"))
    assert "x■●█жΩ┌☐£�y" in text.replace(" ", "")


def test_format_characters_that_no_font_has_are_dropped_in_silence() -> None:
    book = printed("<body><p>a\u202cb\u2066c\u200bd\ufeff</p></body>")
    assert book.pdf is not None and not book.diagnostics


def test_a_private_use_character_is_shown_as_a_square_with_a_warning() -> None:
    book = printed("<body><p>a \ue000</p></body>")
    assert book.pdf is not None
    assert [d.code for d in book.diagnostics] == ["book/private-use"]


def test_ill_formed_input_is_a_fault_with_its_place() -> None:
    book = make_pdf("x", b"<TEI><text></TEI>", BookSettings(), "a/x.xml")
    assert book.pdf is None
    assert book.diagnostics[0].location.file == "a/x.xml"
    assert book.diagnostics[0].severity is Severity.ERROR


def test_nesting_too_deep_for_typst_is_flattened_with_a_warning() -> None:
    for name in ("quote", "hi rend='italic'", "emph", "note", "seg xml:lang='de'"):
        end = name.split()[0]
        depth = 300
        book = printed(f"<body><p>{f'<{name}>' * depth}word{f'</{end}>' * depth}</p></body>")
        assert book.pdf is not None, (name, book.diagnostics)


def test_nested_lists_and_tables_beyond_all_measure_are_printed() -> None:
    for opening, closing in (
        ("<list><item>", "</item></list>"),
        ("<table><row><cell>", "</cell></row></table>"),
    ):
        book = printed(f"<body>{opening * 100}word{closing * 100}</body>")
        assert book.pdf is not None, book.diagnostics
        assert [d.code for d in book.diagnostics] == ["book/too-deep"]


CHOICES = (
    BookSettings(design="study"),
    BookSettings(paper="a4"),
    BookSettings(paper="a5"),
    BookSettings(paper="letter"),
    BookSettings(notes="end"),
    BookSettings(edition_title='A "Series"', editors=("B #C",)),
)


@pytest.mark.parametrize("settings", CHOICES)
def test_every_choice_prints(settings: BookSettings) -> None:
    assert pdf_of(settings=settings)


@needs_poppler
def test_a_template_of_the_edition_takes_the_place_of_the_program_s(tmp_path: Path) -> None:
    own = (
        "#let front(facts) = [Our own front, " + "#facts.title]\n#pagebreak()\n#let half-title(facts) = none"
    )
    (tmp_path / "front.typ").write_text(own)
    assert "Our own front, The Harbour Papers" in text_of(
        pdf_of(settings=BookSettings(templates=str(tmp_path)))
    )


def test_an_unknown_font_of_the_edition_does_not_stop_the_press() -> None:
    assert pdf_of(settings=BookSettings(fonts=("No Such Face",)))


def test_source_in_another_encoding_is_attached_as_it_is() -> None:
    pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not installed")
    tei = f'<?xml version="1.0" encoding="iso-8859-1"?><TEI xmlns="{TEI}"><text><p>caf\xe9</p></text></TEI>'
    data = tei.encode("latin-1")
    book = make_pdf("x", data, BookSettings(date="2020"))
    assert book.pdf is not None
    with pikepdf.open(io.BytesIO(book.pdf)) as pdf:
        assert pdf.attachments["x.xml"].get_file().read_bytes() == data


GOLD = sorted((SAMPLES / "gold" / "dev").glob("*.xml"))


@pytest.mark.skipif(not GOLD, reason="the gold set is not beside the repository")
def test_every_gold_document_is_printed() -> None:
    for path in GOLD:
        book = make_pdf(path.stem, path.read_bytes(), BookSettings())
        assert book.pdf is not None, (path.name, book.diagnostics)


def test_where_typst_breaks_down_is_named_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst's own bugs come and go: here it breaks down over a word, as it does, with a panic that names no place."""

    class PanicException(BaseException):  # the name that pyo3 gives it
        pass

    compile_typst: Any = typst.compile

    def breaking(main: Path, **choices: object) -> object:
        if "calamity" in main.read_text(encoding="utf-8"):
            raise PanicException("index out of bounds")
        return compile_typst(main, **choices)

    monkeypatch.setattr("edition.book.press.typst.compile", breaking)
    body = "<body>\n<p>Well.</p>\n<p>A <hi>calamity</hi>.</p>\n</body>"
    tei = f'<TEI xmlns="{TEI}"><text>{body}</text></TEI>'.encode()
    book = make_pdf("x", tei, BookSettings(date="2024"), "x.xml")
    assert book.pdf is None
    (fault,) = book.diagnostics
    assert (fault.code, fault.location.line, fault.element) == ("book/typst", 3, "hi")
    assert "index out of bounds" in fault.message


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not here")
@pytest.mark.parametrize(("tongue", "outer"), [("en", (380, 440)), ("ar", (0, 60))])
def test_pages_of_the_source_stand_in_the_outer_margin_however_a_book_is_bound(
    tmp_path: Path, tongue: str, outer: tuple[int, int]
) -> None:
    """Typst's own letters do for both: the direction is the language's."""
    body = '<body><div><head>One</head><p>Begins.</p><p>And goes <pb n="77"/>on and on.</p></div></body>'
    tei = f'<TEI xmlns="{TEI}"><text xml:lang="{tongue}">{body}</text></TEI>'.encode()
    book = make_pdf("x", tei, BookSettings(date="2024"), "x.xml")
    assert book.pdf is not None
    assert not book.diagnostics
    (tmp_path / "x.pdf").write_bytes(book.pdf)
    command = ["pdftotext", "-bbox", str(tmp_path / "x.pdf"), "-"]
    words = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    (number,) = [line for line in words if ">77<" in line]
    left = float(number.partition('xMin="')[2].partition('"')[0])
    assert outer[0] < left < outer[1]
