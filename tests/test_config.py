"""`edition.toml`: what it may say, and how a fault in it is told."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.book.settings import DESIGNS, NOTE_PLACES, PAPERS
from edition.config import Config, document_facts, parse_config, parse_tables, settings_for
from edition.config.checks import DOCUMENT_KEYS, KEYS, WrongValueError
from edition.config.places import key_places
from edition.conventions import Stamp
from edition.diagnostics import Diagnostic, Severity


def faults_in(text: str) -> tuple[Diagnostic, ...]:
    return parse_config(text.encode(), "edition.toml")[1]


def fault_in(text: str) -> Diagnostic:
    (fault,) = faults_in(text)
    return fault


def read(text: str) -> Config:
    config, faults = parse_config(text.encode(), "edition.toml")
    assert faults == ()
    return config


def test_an_empty_file_is_a_config_in_which_nobody_said_anything() -> None:
    assert read("") == Config("edition.toml")


def test_an_unknown_key_is_an_error_with_its_place_and_the_nearest_key() -> None:
    fault = fault_in('# settings\n[edition]\n  titel = "A"\n')
    assert fault.severity is Severity.ERROR
    assert str(fault.location) == "edition.toml:3:3"
    assert fault.code == "config/unknown-key"
    assert "'titel'" in fault.message and "'title'" in fault.message


def test_an_unknown_table_is_an_error_with_the_nearest_table() -> None:
    fault = fault_in('[edition]\ntitle = "A"\n\n[bulid]\n')
    assert str(fault.location) == "edition.toml:4:2"
    assert "'build'" in fault.message


def test_an_unknown_key_of_a_document_names_its_glob() -> None:
    fault = fault_in('[documents."part-2*"]\nyaer = 1965\n')
    assert str(fault.location) == "edition.toml:2:1"
    assert '[documents."part-2*"]' in fault.message and "'year'" in fault.message


def test_a_fault_in_an_inline_table_has_its_own_column() -> None:
    fault = fault_in('[documents]\n"a*" = { title = "A", yaer = 1965 }\n')
    assert str(fault.location) == "edition.toml:2:23"


@pytest.mark.parametrize(
    "line",
    [
        "title = 3",
        'title = ""',
        'editors = "A. Editor"',
        'editors = ["A. Editor", 3]',
        'language = "not a tag"',
        'date = "17 February 1965"',
        'date = "1965-02-30"',
        "date = 1965-02-17T10:00:00",
        'base_url = "example.org"',
        'base_url = "javascript:alert(1)"',
    ],
)
def test_a_wrong_value_is_an_error_that_says_what_is_expected(line: str) -> None:
    fault = next(f for f in faults_in(f"[edition]\n{line}\n") if f.severity is Severity.ERROR)
    assert fault.code == "config/wrong-value"
    assert str(fault.location) == "edition.toml:2:1"
    assert "must be" in fault.message


def test_every_fault_is_told_in_the_order_of_the_file() -> None:
    lines = [f.location.line for f in faults_in("[edition]\nx = 1\ntitle = 2\n[convert]\ny = 3\n[z]\n")]
    assert lines == [2, 3, 5, 6]


def test_a_year_is_a_number_and_not_true() -> None:
    assert fault_in('[documents."a"]\nyear = true\n').code == "config/wrong-value"


def test_what_is_not_toml_has_its_line() -> None:
    fault = fault_in('[edition]\ntitle = "A\n')
    assert fault.code == "config/syntax"
    assert fault.location.line == 2


def test_what_is_not_utf_8_has_its_line() -> None:
    (fault,) = parse_config(b'[edition]\ntitle = "\xe9"\n', "edition.toml")[1]
    assert (fault.code, fault.location.line) == ("config/encoding", 2)


def test_brackets_without_end_are_no_crash() -> None:
    assert fault_in("x = " + "[" * 100_000).code == "config/syntax"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse_config(b'\xef\xbb\xbf[edition]\r\ntitle = "A"\r\n', "edition.toml")[1] == ()


def test_a_key_that_has_no_effect_yet_is_a_warning() -> None:
    fault = fault_in("[book]\none_volume = true\n")
    assert (fault.severity, fault.code) == (Severity.WARNING, "config/without-effect")


def test_a_later_glob_adds_to_an_earlier_one() -> None:
    config = read('[documents."*"]\nkind = "cable"\nyear = 1965\n[documents."a-*"]\nyear = 1968\n')
    assert document_facts(config, "a-1") == {"kind": "cable", "year": 1968}
    assert document_facts(config, "b-1") == {"kind": "cable", "year": 1965}


def test_settings_keep_the_editions_title_apart_from_the_documents() -> None:
    config = read(
        '[edition]\ntitle = "Dossier"\neditors = ["A"]\ndate = 2026-01-31\n'
        '[documents."part-2/*"]\ntitle = "Cable"\ndate = "1965-02-17"\n'
        '[convert]\nrules_off = ["dates/day"]\n'
    )
    told = settings_for(config, "part-2--1", "part-2/1.txt", schemas="../schemas")
    assert (told.edition_title, told.title) == ("Dossier", "Cable")
    assert (told.date, told.document_date) == ("2026-01-31", "1965-02-17")
    assert told.editors == ("A",)
    assert told.rules_off == {"dates/day"}
    assert told.schemas == "../schemas"


def test_every_key_that_is_promised_is_known() -> None:
    promised = {
        "edition": "title editors publisher licence language date base_url",
        "convert": "collections rules_off",
        "validate": "schema select ignore per_path",
        "site": "theme languages navigation pages footer colours fonts logo",
        "book": "design paper notes lines one_volume fonts system_fonts",
        "build": "output formats",
    }
    for table, keys in promised.items():
        assert set(keys.split()) <= set(KEYS[table])
    assert set(DOCUMENT_KEYS) == set(["title", "kind", "date", "year", "repository", "scan", "facs", "group"])


def test_the_choices_of_a_book_are_those_the_book_knows() -> None:
    for key, known in (("design", DESIGNS), ("paper", PAPERS), ("notes", NOTE_PLACES)):
        check = KEYS["book"][key].check
        assert [check(choice) for choice in known] == list(known)
        with pytest.raises(WrongValueError, match=", ".join(f'"{choice}"' for choice in known)):
            check("other")


def test_places_are_found_behind_strings_that_look_like_toml() -> None:
    text = 'a = """\n[b]\nc = 1\n"""\nd = [1, # ]\n  { e = "}" }]\n[[f.g]]\n"h.i" = 1\n'
    tomllib.loads(text)
    assert key_places(text) == {
        ("a",): (1, 1),
        ("d",): (5, 1),
        ("d", "e"): (6, 5),
        ("f",): (7, 3),
        ("f", "g"): (7, 5),
        ("f", "g", "h.i"): (8, 1),
    }


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    config, faults = parse_config(data, "edition.toml")
    assert config.file == "edition.toml"
    assert all(fault.location.file == "edition.toml" for fault in faults)


_KEYS = st.text('ab1é .["]#=\\', min_size=1, max_size=5)
_VALUES = st.recursive(
    st.integers() | st.booleans() | st.text('ab"]},#\n', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_toml(k)} = {_toml(v)}" for k, v in value.items()) + "}"
    return str(value)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dictionaries(_KEYS, st.dictionaries(_KEYS, _VALUES, max_size=3), max_size=3))
def test_each_unknown_table_has_a_place(tables: dict[str, dict[str, object]]) -> None:
    text = "".join(
        f"[{_toml(name)}]\n" + "".join(f"{_toml(key)} = {_toml(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )
    places = key_places(text)
    assert {path[0] for path in places} == set(tables)
    assert {path[:2] for path in places if len(path) > 1} == {(t, k) for t in tables for k in tables[t]}


OWN_TABLES = """
[convert]
collections = ["nara", "koblenz.toml"]
stamps = ["FREIGEGEBEN", { lines = ["Bundesarchiv", "Koblenz"], kind = "control", page = true }]
classifications = ["VS-VERTRAULICH"]
page_marks = ["Blatt {n}"]
exemptions = { "§ 99.{n}" = "Geheimhaltung" }
months = { "Hornung." = 2 }
quotation_marks = ["„“"]
letter_labels = { "Betreff:" = "subject" }
page_words = ["Blatt"]
replace = ["months"]
"""


def test_an_edition_has_tables_of_its_own() -> None:
    told = settings_for(read(OWN_TABLES), "letter")
    assert told.collections == ("nara",)
    assert told.own.stamps == (
        Stamp("FREIGEGEBEN", "declassification", ("FREIGEGEBEN",)),
        Stamp("Bundesarchiv", "control", ("Bundesarchiv", "Koblenz"), page=True),
    )
    assert (told.own.months, told.own.letter_labels) == ((("hornung", 2),), (("betreff", "subject"),))
    assert told.own.quotation_marks == (("„", "“"),)
    assert told.own.replace == {"months"}
    assert hash(told.own)


def test_tables_of_a_file_stand_behind_those_of_the_edition() -> None:
    values, faults = parse_tables(b'\xef\xbb\xbfstamps = ["GELESEN"]\n\n[months]\njul = 7\n', "koblenz.toml")
    assert not faults
    told = settings_for(read(OWN_TABLES), "letter", tables=(values,))
    assert [stamp.name for stamp in told.own.stamps] == ["FREIGEGEBEN", "Bundesarchiv", "GELESEN"]
    assert told.own.months == (("hornung", 2), ("jul", 7))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("stamps = [7]", "a list of texts, or of tables"),
        ('stamps = [{ kind = "control" }]', "a list of texts, or of tables"),
        ('stamps = [{ lines = ["a"], kind = "seal" }]', "a kind of"),
        ('page_marks = ["{n}"]', "more than a number"),
        ("months = { hornung = 13 }", "1 to 12"),
        ("months = { hornung = true }", "1 to 12"),
        ('quotation_marks = ["„"]', "a list of pairs"),
        ('letter_labels = { betr = "topic" }', '"subject"'),
        ('replace = ["rules_off"]', "some of"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(line: str, expected: str) -> None:
    values, faults = parse_tables(f"\n{line}\n".encode(), "koblenz.toml")
    assert not values
    assert [(fault.code, fault.location.line) for fault in faults] == [("config/wrong-value", 2)]
    assert expected in faults[0].message


def test_an_unknown_table_has_its_nearest() -> None:
    _, faults = parse_tables(b"stemps = []\n", "koblenz.toml")
    assert "'stamps'" in faults[0].message
