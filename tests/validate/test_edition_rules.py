"""`edition.sch`: each rule can fail, at the node it is about."""

from pathlib import Path

import pytest
from lxml import etree

from edition.resources import resource
from edition.validate import validate

SCH = "{http://purl.oclc.org/dsdl/schematron}"

# Rule, sample, a change that breaks it, the element that is told.
BROKEN: tuple[tuple[str, str, str, str, str], ...] = (
    ("id-unique", "narrative", 'xml:id="n3"', 'xml:id="q1"', "q"),
    ("resp-arrives", "narrative", 'resp="#edition"', 'resp="#nobody"', "corr"),
    ("resp-arrives", "narrative", 'resp="#edition"', 'resp="#q1"', "corr"),
    ("resp-arrives-each", "narrative", 'resp="#edition"', 'resp="#edition #nobody"', "corr"),
    ("date-cert", "narrative", '<date when="--06"', '<date when="--06" resp="#edition"', "date"),
    ("ana-arrives", "records", 'ana="#code.1B"', 'ana="#code.2"', "note"),
    ("ana-arrives", "records", 'ana="#code.1B"', 'ana="#code.1B #code.2"', "note"),
    ("noteref-arrives", "narrative", 'target="#n3"', 'target="#q1"', "ref"),
    ("target-arrives", "edited", 'type="editor" resp', 'type="editor" target="#gone" resp', "note"),
    ("corresp-arrives", "edited", "<signed>", '<signed corresp="#gone">', "signed"),
    ("ref-arrives", "edited", 'ref="#lom"', 'ref="#gone"', "placeName"),
    ("who-arrives", "edited", 'who="#edition"', 'who="#gone"', "change"),
    ("next-arrives", "narrative", 'next="#q2"', 'next="#n3"', "q"),
    ("prev-arrives", "narrative", 'prev="#q1"', 'prev="#n3"', "q"),
    ("redaction-gap", "narrative", '<gap reason="redacted" unit="line" quantity="1"/>', "", "seg"),
    ("redaction-gap", "narrative", '<gap reason="redacted"', '<gap reason="illegible"', "seg"),
    ("redaction-words", "narrative", "[1 line not declassified]", "", "seg"),
    ("illegible-gap", "narrative", '<gap reason="illegible"/>', "", "seg"),
    ("gap-place", "narrative", 'type="illegible"', 'type="portion"', "seg"),
    ("field-in-opener", "records", "Forwarded", '<seg type="to">Forwarded</seg>', "seg"),
    ("gap-unit", "narrative", ' unit="line"', "", "gap"),
    ("corr-differs", "narrative", "<sic>7</sic>", "<sic>]</sic>", "choice"),
    ("note-label", "narrative", "<label>4/</label>", "4/", "note"),
    ("pb-before-text", "narrative", "<pb n=", "<fw type='header'>Lom</fw><pb n=", "text"),
    ("respstmt-edition", "edited", '<respStmt xml:id="edition"', '<respStmt xml:id="software"', "titleStmt"),
    ("title-said", "edited", ">A sample</title>", "> </title>", "titleStmt"),
    ("taxonomies", "edited", 'xml:id="exemptions"', 'xml:id="codes"', "classDecl"),
)
WARNINGS = {"corr-differs", "field-in-opener", "note-label", "pb-before-text"}


@pytest.mark.parametrize(("rule", "sample", "old", "new", "element"), BROKEN)
def test_a_rule_that_is_broken_is_told_at_its_element(
    samples: dict[str, etree._Element], rule: str, sample: str, old: str, new: str, element: str
) -> None:
    text = etree.tostring(samples[sample], encoding="unicode")
    assert old in text
    changed = text.replace(old, new, 1)
    found = [d for d in validate(changed.encode(), "s.xml") or () if d.code == f"schematron/{rule}"]
    assert found, validate(changed.encode(), "s.xml")
    assert found[0].element == element
    place = found[0].location
    assert place.line is not None and place.column is not None
    line = changed.split("\n")[place.line - 1]
    assert line.startswith(f"<{element}", place.column - 1)
    assert (found[0].severity == "warning") == (rule in WARNINGS)


def test_every_rule_has_its_case() -> None:
    rules = etree.parse(resource("schemas") / "edition.sch").iter(f"{SCH}assert", f"{SCH}report")
    assert {rule.get("id") for rule in rules} == {case[0] for case in BROKEN}


def test_several_pointers_may_all_arrive(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["records"], encoding="unicode")
    two = text.replace('ana="#code.1B"', 'ana="#code.1B #class.secret"', 1)
    assert two != text
    assert validate(two.encode(), "s.xml") == ()


def test_what_an_extraction_tool_wrote_may_stand_before_the_first_page(
    samples: dict[str, etree._Element],
) -> None:
    assert b'<fw type="extraction"># 900' in etree.tostring(samples["records"])
    assert validate(etree.tostring(samples["records"]), "s.xml") == ()


def test_rules_in_another_language_are_not_run_and_that_is_said(tmp_path: Path) -> None:
    schema = tmp_path / "s.sch"
    schema.write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xquery"/>')
    data = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
    found = validate(data, "s.xml", [str(schema)]) or ()
    assert [(d.severity, d.code) for d in found] == [("warning", "schematron/query-binding")]


def test_a_depth_that_the_processor_cannot_walk_is_no_crash(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["edited"], encoding="unicode")
    deep = text.replace("A drawing", "<q>" * 2000 + "</q>" * 2000 + "A drawing")
    assert validate(deep.encode(), "s.xml")
