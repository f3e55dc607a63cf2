"""Which schema applies, and what happens where it cannot be had."""

from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import UsageError
from edition.validate import validate
from edition.validate.schemas import OURS, named_schemas

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
BARE = f"<TEI {NAMESPACE}><p/></TEI>"
GRAMMAR = (
    '<element xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0" name="TEI">'
    "<element name='p'><text/></element></element>"
)


def codes(
    text: str, file: str = "f.xml", schemas: tuple[str, ...] = (), settings: tuple[str, ...] = ()
) -> list[str]:
    return [d.code for d in validate(text.encode(), file, schemas, settings) or ()]


@pytest.fixture
def grammar(tmp_path: Path) -> Path:
    path = tmp_path / "schemas" / "my.rng"
    path.parent.mkdir()
    path.write_text(GRAMMAR)
    return path


def test_without_a_schema_one_warning_says_how_to_name_one() -> None:
    found = validate(BARE.encode(), "f.xml") or ()
    assert [(d.severity, d.code) for d in found] == [("warning", "schema/none")]
    assert "--schema" in (found[0].help or "")


def test_ours_applies_where_the_header_names_edition(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["records"], encoding="unicode")
    assert codes(text) == []
    assert codes(text.replace("<signed>", "<signet>").replace("</signed>", "</signet>")) == [
        "relaxng/element-not-allowed"
    ]
    assert codes(text.replace('ident="edition"', 'ident="other"')) == ["schema/none"]


def test_none_switches_schemas_off(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["records"], encoding="unicode").replace("<signed>J. Weir</signed>", "<x/>")
    assert codes(text, schemas=("none",)) == []


def test_the_option_goes_before_the_instruction_and_that_before_the_settings(grammar: Path) -> None:
    tmp_path = grammar.parents[1]
    wrong = tmp_path / "wrong.rng"
    wrong.write_text(GRAMMAR.replace("'p'", "'q'"))
    file = str(tmp_path / "f.xml")
    instructed = f'<?xml-model href="schemas/my.rng" type="application/xml"?>\n{BARE}'
    assert codes(instructed, file) == []
    assert codes(instructed, file, schemas=(str(wrong),)) == ["relaxng/element-not-allowed"]
    assert codes(BARE, file, settings=(str(wrong),)) == ["relaxng/element-not-allowed"]
    assert codes(BARE, file, schemas=(str(grammar),), settings=(str(wrong),)) == []


def test_the_instruction_goes_before_the_settings(grammar: Path) -> None:
    tmp_path = grammar.parents[1]
    wrong = tmp_path / "wrong.rng"
    wrong.write_text(GRAMMAR.replace("'p'", "'q'"))
    instructed = f'<?xml-model href="schemas/my.rng"?>\n{BARE}'
    assert codes(instructed, str(tmp_path / "f.xml"), settings=(str(wrong),)) == []


def test_several_instructions_all_apply(grammar: Path) -> None:
    rules = grammar.parent / "my.sch"
    rules.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron">'
        '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:p">'
        '<assert id="said" role="warning" test="text()">say it</assert></rule></pattern></schema>'
    )
    both = "".join(f'<?xml-model href="schemas/{name}"?>\n' for name in ("my.rng", "my.sch"))
    file = str(grammar.parents[1] / "f.xml")
    found = validate((both + BARE).encode(), file) or ()
    assert [(d.code, d.severity, d.location.line, d.location.column) for d in found] == [
        ("schematron/said", "warning", 3, BARE.index("<p") + 1)
    ]


@pytest.mark.parametrize(
    "href",
    [
        "gone.rng",
        "https://example.org/tei_all.rng",
        "//example.org/x.rng",
        "",
        "ftp://x/y.rng",
        "http://[x/y.rng",
    ],
)
def test_an_instruction_that_leads_nowhere_is_an_error_at_its_line(href: str) -> None:
    found = validate(f'<!-- c -->\n<?xml-model href="{href}"?>\n{BARE}'.encode(), "f.xml") or ()
    assert [(d.code, d.severity, d.location.line) for d in found] == [("schema/unknown", "error", 2)]


def test_an_instruction_in_a_language_not_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.xsd").write_text("<schema/>")
    assert codes(f'<?xml-model href="x.xsd"?>{BARE}', str(tmp_path / "f.xml")) == ["schema/kind"]


def test_an_odd_must_be_compiled_first(tmp_path: Path) -> None:
    (tmp_path / "x.odd").write_text("<TEI/>")
    found = validate(f'<?xml-model href="x.odd"?>{BARE}'.encode(), str(tmp_path / "f.xml")) or ()
    assert [(d.code, "Roma" in (d.help or "")) for d in found] == [("schema/kind", True)]
    with pytest.raises(UsageError, match="must be compiled"):
        codes(BARE, schemas=(str(tmp_path / "x.odd"),))


@pytest.mark.parametrize(
    "content", ["<grammar", "<x/>", '<element xmlns="http://relaxng.org/ns/structure/1.0"/>']
)
def test_a_schema_that_is_wrong_stops_the_work_and_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "wrong.rng"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"wrong\.rng:1: this schema is wrong"):
        codes(BARE, schemas=(str(path),))


def test_rules_that_are_wrong_stop_the_work_and_are_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.sch"
    path.write_text("<schema/>")
    with pytest.raises(UsageError, match=r"wrong\.sch:1: this schema is wrong"):
        codes(BARE, schemas=(str(path),))


def test_a_schema_that_is_not_there_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no schema gone"):
        named_schemas("gone")


def test_our_own_have_a_name_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "edition.rng").write_text("<x/>")
    monkeypatch.chdir(tmp_path)
    assert named_schemas("edition") == OURS
    assert all(schema.path.is_file() for schema in OURS)


def test_tei_p4_is_checked_for_its_form_alone() -> None:
    assert codes("<TEI.2/>") == ["tei/p4"]


def test_what_is_no_tei_is_a_fault_where_it_was_named_and_passed_over_elsewhere() -> None:
    assert [d.code for d in validate(b"<svg/>", "f.xml") or ()] == ["tei/not-tei"]
    assert validate(b"<svg/>", "f.xml", named=False) is None
    assert validate(f"<body {NAMESPACE}/>".encode(), "f.xml", named=False) is not None


def test_an_ill_formed_file_is_an_error_of_that_file() -> None:
    found = validate(b"<TEI>\n<p>", "f.xml") or ()
    assert [(d.code, d.location.line) for d in found] == [("xml/ill-formed", 2)]
