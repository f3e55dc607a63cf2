"""Statements of redaction in other languages than English."""

import pytest

from edition.language import language
from edition.recognise.statements import statement_in


@pytest.mark.parametrize(
    ("code", "words", "expected"),
    [
        ("de", "geschwärzt", ("redacted", None, None, False)),
        ("de", "2 Zeilen geschwärzt", ("redacted", "line", "2", False)),
        ("de", "Name geschwärzt", ("redacted", "name", "1", False)),
        ("de", "Zeilen nicht freigegeben", ("redacted", "line", None, False)),
        ("de", "weniger als eine Zeile nicht freigegeben", ("redacted", "line", "1", True)),
        ("de", "Gesperrt: drei Seiten", ("redacted", "page", "3", False)),
        ("de", "1,5 Zeilen unleserlich", ("illegible", "line", "1.5", False)),
        ("fr", "trois lignes occultées", ("redacted", "line", "3", False)),
        ("fr", "moins d'une ligne occultée", ("redacted", "line", "1", True)),
        ("fr", "nom occulté", ("redacted", "name", "1", False)),
        ("fr", "2 pages non communicables", ("redacted", "page", "2", False)),
        ("fr", "illisible", ("illegible", None, None, False)),
    ],
)
def test_a_statement_says_how_much_of_what(code: str, words: str, expected: tuple[object, ...]) -> None:
    said = statement_in(words, language(code))
    assert said is not None
    assert (said.reason, said.unit, said.quantity, said.at_most) == expected


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("de", "die Akten wurden nicht freigegeben"),
        ("de", "der Schornstein war geschwärzt"),
        ("de", "2 Zeilen geschwärzt und eine Seite entnommen"),
        ("fr", "les documents non communicables du ministère"),
        ("fr", "ligne de chemin de fer"),
        ("en", "2 lines not declassified"),
        ("nl", "2 regels zwart"),
    ],
)
def test_a_sentence_is_none(code: str, words: str) -> None:
    assert statement_in(words, language(code)) is None
