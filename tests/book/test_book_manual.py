"""The manual of the books (docs/books.md): its examples are made, and do what is said of them."""

import io
import tomllib
from pathlib import Path

import pikepdf
import pytest
import regex

from edition.book import BookSettings, make_pdf
from edition.config import parse_config
from edition.diagnostics import Severity
from edition.pipeline.printing import book_settings

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "books.md").read_text(encoding="utf-8")
TEI = (
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>'
    b"<p>A <choice><sic>wrod</sic><corr>word</corr></choice>.</p></body></text></TEI>"
)


def examples(kind: str) -> list[str]:
    return regex.findall(rf"```{kind}\n(.*?)```", MANUAL, regex.DOTALL)


def told(example: str) -> BookSettings:
    config, faults = parse_config(example.encode(), "edition.toml")
    assert not faults
    return book_settings(config)


def test_the_page_is_what_the_settings_say() -> None:
    settings = told(examples("toml")[0])
    book = make_pdf("letters", TEI, settings)
    assert book.diagnostics == ()
    assert book.pdf is not None
    with pikepdf.open(io.BytesIO(book.pdf)) as document:
        millimetres = [round(float(edge) / 72 * 25.4) for edge in document.pages[0].mediabox[2:]]
        assert millimetres == [210, 297]
        assert str(document.docinfo["/CreationDate"]).startswith("D:20260131")


def test_every_example_of_settings_is_known() -> None:
    for example in examples("toml"):
        assert tomllib.loads(example)
        told(example)


def test_a_template_of_the_editions_takes_the_place_of_the_programs(tmp_path: Path) -> None:
    own = (ROOT / "templates" / "book" / "elements.typ").read_text(encoding="utf-8")
    (tmp_path / "elements.typ").write_text(own + examples("typst")[0], encoding="utf-8")
    plain = make_pdf("one", TEI, BookSettings(date="2026"))
    italic = make_pdf("one", TEI, BookSettings(date="2026", templates=str(tmp_path)))
    assert plain.pdf and italic.pdf
    assert plain.pdf != italic.pdf
    assert not [each for each in italic.diagnostics if each.severity is Severity.ERROR]


@pytest.mark.parametrize("name", ["book.typ", "front.typ", "elements.typ", "back.typ", "words.typ"])
def test_the_templates_it_names_are_there(name: str) -> None:
    assert f"`{name}`" in MANUAL
    assert (ROOT / "templates" / "book" / name).is_file()
