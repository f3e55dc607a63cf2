"""Languages bring months and words, once a process and without heavy imports."""

import subprocess
import sys

from edition.language import language
from edition.language.words import word_list


def test_english_knows_names_and_abbreviations_of_all_months() -> None:
    months = language("en").months
    assert set(months.values()) == set(range(1, 13))
    assert months["sept"] == months["september"] == 9
    assert all(name == name.casefold() for name in months)


def test_english_words_have_frequencies() -> None:
    words = language("en").words
    assert len(words) > 80_000
    assert words["the"] > words["bombardment"] > 0


def test_a_regional_code_takes_the_tables_of_its_language() -> None:
    assert language("en-GB").months is language("en").months
    assert language("en-GB").words is language("en").words


def test_an_unknown_language_has_empty_tables() -> None:
    assert not language("tlh").months
    assert not language("tlh").words


def test_the_word_list_is_read_once() -> None:
    assert word_list("en") is word_list("en")
    assert language("en") is language("en")


def test_reading_words_does_not_import_the_spelling_corrector() -> None:
    code = (
        "import sys; from edition.language import language; language('en');"
        "sys.exit(any(name.startswith('symspellpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
