"""Languages bring months and words, once a process and without heavy imports."""

import subprocess
import sys
from dataclasses import replace

import pytest

from edition.conventions import Own
from edition.language import collection, language
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
    assert language("en-GB").months.items() >= language("en").months.items()
    assert language("en-GB").words is language("en").words


def test_an_unknown_language_has_empty_tables() -> None:
    assert not language("tlh").months
    assert not language("tlh").words


@pytest.mark.parametrize(
    ("code", "day_first", "stops"),
    [
        ("en", False, False),
        ("en-GB", True, False),
        ("fr", True, False),
        ("de", True, True),
        ("de-AT", True, True),
    ],
)
def test_a_language_orders_its_dates_in_figures(code: str, day_first: bool, stops: bool) -> None:
    assert (language(code).day_first, language(code).date_stops) == (day_first, stops)


@pytest.mark.parametrize(
    ("code", "name", "number"),
    [
        ("de", "märz", 3),
        ("de-AT", "jänner", 1),
        ("de", "okt", 10),
        ("fr", "févr", 2),
        ("fr", "août", 8),
        ("nl", "mei", 5),
    ],
)
def test_months_come_from_cldr(code: str, name: str, number: int) -> None:
    assert language(code).months[name] == number


def test_a_language_without_tables_has_the_months_of_cldr() -> None:
    assert language("nl").months["mei"] == 5


def test_months_are_written_small_in_french_only() -> None:
    assert [language(code).small_months for code in ("en", "de", "fr")] == [False, False, True]


@pytest.mark.parametrize(("code", "word"), [("de", "regierung"), ("fr", "gouvernement"), ("es", "gobierno")])
def test_other_languages_have_word_lists(code: str, word: str) -> None:
    assert language(code).words[word] > 0


def test_an_edition_adds_to_the_tables_or_replaces_them() -> None:
    own = Own(months=(("hornung", 2),), quotation_marks=(("‹", "›"),))
    assert language("de", own).months["hornung"] == 2
    assert language("de", own).months["februar"] == 2
    assert language("de", own).quotation_marks[:2] == (("‹", "›"), ("„", "“"))
    replaced = language("de", replace(own, replace=frozenset({"months", "quotation_marks"})))
    assert replaced.months == {"hornung": 2}
    assert replaced.quotation_marks == (("‹", "›"),)


def test_a_collection_is_chosen_by_name() -> None:
    assert {stamp.name for stamp in collection(("fbi",)).stamps} < {
        stamp.name for stamp in collection().stamps
    }
    assert not collection((), Own(replace=frozenset({"stamps"}))).stamps


def test_the_word_list_is_read_once() -> None:
    assert word_list("en") is word_list("en")
    assert language("en") is language("en")


def test_reading_words_does_not_import_the_spelling_corrector() -> None:
    code = (
        "import sys; from edition.language import language; language('en');"
        "sys.exit(any(name.startswith('symspellpy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
