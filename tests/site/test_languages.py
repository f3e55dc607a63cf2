"""The interface's languages: catalogues whole and sound, pages in them, dates and lists by CLDR."""

from pathlib import Path

import pytest
import regex
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from lxml import html

from edition.diagnostics import SourceError, UsageError
from edition.render.phrases import Phrases
from edition.site import Look, SiteSettings, build_site, render_document
from edition.site.dates import in_words
from edition.site.phrases import joined

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "templates" / "site" / "languages").glob("*.po"))
SOURCES = {
    "edition/pipeline": "python",
    "edition/render": "python",
    "edition/site": "python",
    "templates/site": "jinja2",
}

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>
<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader><text xml:lang="LANG"><body><pb n="3"/>
<p>On <date when="1965-02-17">that day</date> <choice><sic>teh</sic><corr type="ocr" cert="high">the</corr></choice>
<gap reason="illegible" quantity="2" unit="word"/> <note n="1">aside</note></p></body></text></TEI>"""


def messages() -> dict[str, str | None]:
    """Every message of templates and of Python, with its plural."""
    found: dict[str, str | None] = {}
    for folder, method in SOURCES.items():
        extension = "html" if method == "jinja2" else "py"
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, [(f"**.{extension}", method)]):
            one, many = message if isinstance(message, tuple) else (message, None)
            found[one] = many
    return found


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def test_there_are_catalogues_for_german_french_and_spanish() -> None:
    assert {path.stem for path in CATALOGUES} >= {"de", "es", "fr"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_has_every_message_and_no_other(path: Path) -> None:
    known = catalogue(path)
    said = {message.id[0] if isinstance(message.id, tuple) else message.id for message in known if message.id}
    wanted = set(messages())
    assert wanted - said == set() and said - wanted == set()
    assert not known.obsolete


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_each_translation_is_there_with_the_same_blanks_and_none_is_a_guess(path: Path) -> None:
    blanks = regex.compile(r"%(?:\(\w+\))?[sd]|…")
    for message in catalogue(path):
        if not message.id:
            continue
        forms = (message.string,) if isinstance(message.string, str) else message.string or ()
        original = message.id if isinstance(message.id, str) else message.id[-1]
        assert not message.fuzzy and all(forms), message.id
        assert all(sorted(blanks.findall(form)) == sorted(blanks.findall(original)) for form in forms), forms


def test_no_template_says_a_word_that_is_not_in_the_catalogues() -> None:
    # What stands between tags, tags themselves and Jinja's own taken out.
    own = regex.compile(r"\{[{%#].*?[}%#]\}|<!--.*?-->|<[^<>]*>", regex.DOTALL)
    for path in sorted((ROOT / "templates" / "site").glob("*.html")):
        text = regex.sub(
            r"\{% block kind %\}.*?\{% endblock %\}|\{[{%#].*?[}%#]\}",
            "",
            path.read_text(encoding="utf-8"),
            flags=regex.DOTALL,
        )
        words = regex.findall(r"\p{L}{3,}", own.sub(" ", text))
        assert set(words) <= {"BibTeX", "RIS", "CSL", "JSON", "TEI", "IIIF", "xml"}, path.name


def built(folder: Path, text_language: str = "en", **keys: object) -> Path:
    look = Look(folder=str(folder), **keys)  # type: ignore[arg-type]
    settings = SiteSettings(title="Ours", editors=("A", "B", "C"), documents=("a",), look=look)
    build_site(
        [render_document("a", TEI.replace("LANG", text_language).encode(), settings)],
        settings,
        folder / "out",
    )
    return folder / "out"


def test_a_site_in_german_speaks_german_everywhere_and_marks_the_text_as_english(tmp_path: Path) -> None:
    out = built(tmp_path, languages=("de",))
    page = html.document_fromstring((out / "a/index.html").read_bytes())
    assert page.get("lang") == "de" and page.xpath("//article/@lang") == ["en"]
    assert page.xpath("//a[@class='ed-pb']/@aria-label") == ["Seite 3"]
    # Its own words within the English text are marked as German.
    assert page.xpath("//article//span[@class='ed-why']/@lang") == ["de"]
    assert "von der Texterkennung verlesen, Sicherheit hoch" in page.text_content()
    assert page.xpath("//span[@class='ed-gap']/@aria-label") == ["2 Wörter, unleserlich"]
    for name in ("index", "about", "404", "chronology", "registers"):
        other = html.document_fromstring((out / f"{name}.html").read_bytes())
        assert other.get("lang") == "de" and not {"Contents", "About", "Registers"} & set(
            map(str.strip, other.xpath("//body//text()"))
        )
    assert "17. Februar 1965" in (out / "chronology.html").read_text()
    assert "herausgegeben von A, B und C" in (out / "index.html").read_text()


def test_without_a_choice_the_interface_has_the_language_of_the_edition_or_english(tmp_path: Path) -> None:
    for language, lang, word in (("fr", "fr", "Sommaire"), ("grc", "en", "Contents")):
        settings = SiteSettings(title="Ours", language=language, documents=("a",))
        build_site([render_document("a", TEI.encode(), settings)], settings, tmp_path / language)
        page = (tmp_path / language / "a/index.html").read_text()
        assert f'<html lang="{lang}">' in page and f">{word}</a>" in page


PO = """msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Contents"
msgstr "Inhoud <b>"

msgid "%(num)d page"
msgid_plural "%(num)d pages"
msgstr[0] "%(num)d bladzijde"
msgstr[1] "%(num)d bladzijden"
"""


def test_a_language_is_added_by_a_catalogue_of_the_edition_and_what_it_lacks_comes_from_the_next(
    tmp_path: Path,
) -> None:
    (tmp_path / "templates" / "languages").mkdir(parents=True)
    (tmp_path / "templates" / "languages" / "nl.po").write_text(PO, encoding="utf-8")
    page = (built(tmp_path, languages=("nl", "de")) / "a/index.html").read_text()
    assert '<html lang="nl">' in page and ">Inhoud &lt;b&gt;</a>" in page and ">Über</a>" in page


def test_a_phrase_of_ours_is_reworded_by_a_catalogue_of_the_edition(tmp_path: Path) -> None:
    (tmp_path / "templates" / "languages").mkdir(parents=True)
    own = PO.replace("Language: nl", "Language: de").replace("Inhoud <b>", "Übersicht")
    (tmp_path / "templates" / "languages" / "de.po").write_text(own, encoding="utf-8")
    page = (built(tmp_path, languages=("de",)) / "a/index.html").read_text()
    assert ">Übersicht</a>" in page and ">Über</a>" in page


@pytest.mark.parametrize("tag", ["nl", "../../../etc/passwd", "", "de/../fr"])
def test_a_language_without_a_catalogue_is_refused_with_those_there_are(tmp_path: Path, tag: str) -> None:
    with pytest.raises(UsageError, match="de, en, es, fr"):
        built(tmp_path, languages=(tag,))


@pytest.mark.parametrize(
    "text", ['msgid "a"\nmsgstr "b"\nnonsense\n', '\n\nmsgid "page %s"\nmsgstr "bladzijde %(page)s"\n']
)
def test_a_catalogue_that_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "templates" / "languages").mkdir(parents=True)
    (tmp_path / "templates" / "languages" / "nl.po").write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"nl\.po:3"):
        built(tmp_path, languages=("nl",))


def test_an_interface_that_reads_from_right_to_left_says_so(tmp_path: Path) -> None:
    (tmp_path / "templates" / "languages").mkdir(parents=True)
    (tmp_path / "templates" / "languages" / "ar.po").write_text(PO.replace("nl", "ar"), encoding="utf-8")
    page = html.document_fromstring((built(tmp_path, languages=("ar",)) / "a/index.html").read_bytes())
    assert page.get("dir") == "rtl" and page.xpath("//article/@dir") == ["ltr"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "17 February 1965"),
        ("en-US", "February 17, 1965"),
        ("de", "17. Februar 1965"),
        ("fr", "17 février 1965"),
        ("es", "17 de febrero de 1965"),
    ],
)
def test_dates_are_written_as_their_language_does(language: str, words: str) -> None:
    assert in_words("1965-02-17", Phrases(language)) == words


@pytest.mark.parametrize("key", ["1965-02-31", "10191-01-01", "nonsense", ""])
def test_what_is_no_day_stays_as_it_is(key: str) -> None:
    assert in_words(key, Phrases("de")) == key


def test_names_are_listed_as_their_language_does() -> None:
    assert [joined(("A", "B", "C"), Phrases(tag)) for tag in ("en", "de", "fr")] == [
        "A, B and C",
        "A, B und C",
        "A, B et C",
    ]
    assert joined((), Phrases()) == "" and joined(("A",), Phrases()) == "A"
