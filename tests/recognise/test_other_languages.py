"""Marks, labels and statements of other languages than English, each by its tables."""

import pytest
from contexts import context_of
from lxml import etree

from edition.conventions import Own
from edition.convert import convert
from edition.recognise.letter_labels import label_of
from edition.recognise.quotation_marks import marks_of, pair
from edition.recognise.quotations import quotations
from edition.settings import Settings, SourcePart


def quoted(text: str, code: str, own: Own | None = None) -> list[str]:
    settings = Settings(language=code, own=own) if own else Settings(language=code)
    found = quotations(context_of(text, settings), ())
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Er sagte „so ist es“ und ging.", ["„so ist es“"]),
        ("de", "Er sagte »so ist es« und ging.", ["»so ist es«"]),
        ("de", "Er sagte: „Die »Lage« ist ernst.“", ["„Die »Lage« ist ernst.“", "»Lage«"]),
        ("fr", "Il a dit « c'est ainsi » et il est parti.", ["« c'est ainsi »"]),
        ("fr", 'Il a dit "c\'est ainsi" et il est parti.', ['"c\'est ainsi"']),
        ("en", "He said “it is so” and left.", ["“it is so”"]),
    ],
)
def test_a_language_has_marks_of_its_own(code: str, text: str, expected: list[str]) -> None:
    assert sorted(quoted(text, code)) == sorted(expected)


def test_a_mark_that_closes_in_german_opens_in_english() -> None:
    assert [(m.opens, m.closes) for m in marks_of("so “ ist", (("„", "“"),))] == [(False, True)]
    assert pair("“so”", tuple(marks_of("“so”"))).pairs


def test_an_edition_names_marks() -> None:
    assert quoted("Er sagte ‹so ist es› und ging.", "de") == []
    own = Own(quotation_marks=(("‹", "›"),))
    assert quoted("Er sagte ‹so ist es› und ging.", "de", own) == ["‹so ist es›"]


@pytest.mark.parametrize(
    ("labels", "text", "kind"),
    [
        ({"betreff": "subject"}, "Betreff: Lage", "subject"),
        ({"betreff": "subject"}, "Betrifft: Lage", None),
        ({"à l'attention de": "attention"}, "À l'attention de : M. Roux", "attention"),
        ({}, "Betreff: Lage", None),
        ({"an": "to"}, "An: das Auswärtige Amt", "to"),
        ({"an": "to"}, "An dem Tag: nichts", None),
    ],
)
def test_labels_of_letters_are_the_languages(labels: dict[str, str], text: str, kind: str | None) -> None:
    label = label_of(text, labels=labels)
    assert (label[0] if label else None) == kind


def test_a_language_without_tables_is_converted_all_the_same() -> None:
    text = 'Hij zei op 17 maart 1965: "Het is zo". [2 regels zwart]\n'
    result = convert("brief", [SourcePart("brief.txt", text.encode())], Settings(language="nl"))
    assert result.tei is not None
    tei = etree.fromstring(result.tei)
    assert [date.get("when") for date in tei.iterfind(".//{*}body//{*}date")] == ["1965-03-17"]
    assert not tei.findall(".//{*}gap")


def test_an_editions_own_codes_are_notes_with_their_meaning() -> None:
    own = Own(exemptions=(("§ 5.{n}", "Bundesarchivgesetz § 5"),))
    text = (
        "Er sagte es dem Minister. [2 Zeilen geschwärzt] §5.2\n\n§ 5.3\n\n"
        "Nach § 5.4 des Gesetzes sind Akten dreißig Jahre geschlossen, sagte der Minister.\n"
    )
    result = convert("note", [SourcePart("note.txt", text.encode())], Settings(language="de", own=own))
    assert result.tei is not None
    tei = etree.fromstring(result.tei)
    notes = tei.findall(".//{*}note[@type='redaction']")
    assert ["".join(note.itertext()) for note in notes] == ["§5.2", "§ 5.3"]
    ids = {note.get("ana", "")[1:] for note in notes}
    categories = {
        each.get("{http://www.w3.org/XML/1998/namespace}id"): "".join(each.itertext()).strip()
        for each in tei.iterfind(".//{*}category")
    }
    assert {categories[each] for each in ids} == {
        "Bundesarchivgesetz § 5: §5.2",
        "Bundesarchivgesetz § 5: § 5.3",
    }
