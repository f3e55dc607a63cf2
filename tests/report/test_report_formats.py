import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from edition.diagnostics import Diagnostic, Edit, Fix, Location, Severity
from edition.report import FORMATS, Report, Style

LIST = Diagnostic(
    Severity.ERROR,
    Location("letters/004.xml", 81, 7),
    "relaxng/element-not-allowed",
    "<list> cannot stand in <opener>",
    "close <opener> first",
    "list",
)
NONE = Diagnostic(Severity.WARNING, Location("b,c.xml"), "schema/none", "100% of it:\nunknown")
NOTE = Diagnostic(Severity.INFO, Location("b,c.xml", 3), "x/y", "look here", None, "@n")
EXCERPTS = {
    ("letters/004.xml", 81): "      <list><item>Copies to all posts</item></list>",
    ("b,c.xml", 3): "<p>",
}
REPORT = Report(3, 1, (LIST, NONE, NOTE), EXCERPTS, ("a.xml", "b,c.xml", "letters/004.xml"))


def written(name: str, report: Report = REPORT, style: Style | None = None) -> str:
    return FORMATS[name](report, style or Style())


def test_a_terminal_shows_the_line_a_caret_and_what_to_do() -> None:
    assert written("text", Report(3, 0, (LIST,), EXCERPTS)) == (
        "letters/004.xml:81:7: error: <list> cannot stand in <opener>   relaxng/element-not-allowed\n"
        "   |\n"
        "81 |       <list><item>Copies to all posts</item></list>\n"
        "   |       ^^^^^\n"
        "   = help: close <opener> first\n"
        "\n"
        "1 of 3 files invalid: 1 error, 0 warnings\n"
    )


def test_a_line_without_a_column_has_no_caret_and_a_place_without_a_line_no_excerpt() -> None:
    assert written("text", Report(1, 0, (NOTE, NONE), EXCERPTS)) == (
        "b,c.xml:3: info: look here   x/y\n"
        "  |\n"
        "3 | <p>\n"
        "\n"
        "b,c.xml: warning: 100% of it:\ufffdunknown   schema/none\n"
        "\n"
        "1 file valid: 1 warning\n"
    )


def test_what_went_well_is_one_line() -> None:
    assert written("text", Report(3, 2, ())) == "3 files valid, 2 skipped\n"
    assert written("text", Report(3, 2, ()), Style(summary=False)) == ""


def test_colour_is_for_what_is_wrong_and_only_where_asked() -> None:
    assert "\x1b" not in written("text")
    coloured = written("text", style=Style(colour=True))
    assert "\x1b[31merror:\x1b[0m" in coloured
    assert "\x1b[33mwarning:\x1b[0m" in coloured
    assert "\x1b[31m^^^^^\x1b[0m" in coloured


def test_a_long_line_is_cut_round_its_column() -> None:
    line = "x" * 5000 + "<list>" + "y" * 5000
    fault = Diagnostic(Severity.ERROR, Location("f", 1, 5001), "c", "m")
    shown = written("text", Report(1, 0, (fault,), {("f", 1): line}), Style(width=60)).split("\n")
    assert shown[2] == "1 | …" + "x" * 20 + "<list>" + "y" * 34 + "…"
    assert shown[3].index("^") == shown[2].index("<list")


def test_escape_sequences_of_a_file_do_not_reach_the_terminal() -> None:
    fault = Diagnostic(Severity.ERROR, Location("f\x1b[2J", 1, 1), "c", "m\x1b[2J", "h\x9b")
    assert not set("\x1b\x9b") & set(
        written("text", Report(1, 0, (fault,), {("f\x1b[2J", 1): "\x1b]0;x\x07"}))
    )


def test_json_is_the_object_of_the_manual() -> None:
    assert json.loads(written("json")) == {
        "version": 1,
        "files": 3,
        "skipped": 1,
        "invalid": 1,
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "file": "letters/004.xml",
                "line": 81,
                "column": 7,
                "severity": "error",
                "code": "relaxng/element-not-allowed",
                "element": "list",
                "message": "<list> cannot stand in <opener>",
                "help": "close <opener> first",
            },
            {
                "file": "b,c.xml",
                "line": None,
                "column": None,
                "severity": "warning",
                "code": "schema/none",
                "element": None,
                "message": "100% of it:\nunknown",
                "help": None,
            },
            {
                "file": "b,c.xml",
                "line": 3,
                "column": None,
                "severity": "info",
                "code": "x/y",
                "element": "@n",
                "message": "look here",
                "help": None,
            },
        ],
    }


def test_github_gets_one_escaped_command_a_line() -> None:
    assert written("github").splitlines() == [
        "::error file=letters/004.xml,line=81,col=7,title=relaxng/element-not-allowed::"
        "<list> cannot stand in <opener>%0Aclose <opener> first",
        "::warning file=b%2Cc.xml,title=schema/none::100%25 of it:%0Aunknown",
        "::notice file=b%2Cc.xml,line=3,title=x/y::look here",
    ]


def test_gitlab_fingerprints_stay_when_lines_move_and_differ_between_alike_faults() -> None:
    moved = Diagnostic(LIST.severity, Location("letters/004.xml", 99, 1), LIST.code, LIST.message)
    one, two = (json.loads(written("gitlab", Report(1, 0, found))) for found in ((LIST,), (moved, moved)))
    assert one[0]["fingerprint"] == two[0]["fingerprint"] != two[1]["fingerprint"]
    assert one[0]["location"] == {"path": "letters/004.xml", "lines": {"begin": 81}}
    assert [entry["severity"] for entry in json.loads(written("gitlab"))] == ["major", "minor", "info"]


def test_junit_has_a_case_for_each_file_and_a_failure_for_the_invalid() -> None:
    suite = etree.fromstring(written("junit").encode())[0]
    assert [case.get("name") for case in suite] == ["a.xml", "b,c.xml", "letters/004.xml"]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [len(case.findall("failure")) for case in suite] == [0, 0, 1]
    assert "schema/none" in (suite[1].findtext("system-out") or "")


def test_sarif_names_rule_level_and_region() -> None:
    run = json.loads(written("sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "relaxng/element-not-allowed",
        "schema/none",
        "x/y",
    ]
    first, second, third = run["results"]
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "letters/004.xml"},
        "region": {"startLine": 81, "startColumn": 7, "endColumn": 12},
    }
    assert second["locations"][0]["physicalLocation"] == {"artifactLocation": {"uri": "b%2Cc.xml"}}
    assert [result["level"] for result in (first, second, third)] == ["error", "warning", "note"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]


def test_only_errors_change_the_status_and_warnings_when_strict() -> None:
    assert REPORT.status() == 1
    warned = Report(1, 0, (NONE, NOTE))
    assert (warned.status(), warned.status(strict=True)) == (0, 1)
    assert Report(1, 0, (NOTE,)).status(strict=True) == 0


ANY_TEXT = st.text(st.characters(codec=None), max_size=20)


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(
    file=ANY_TEXT, message=ANY_TEXT, line=st.none() | st.integers(1, 9), column=st.none() | st.integers(1, 9)
)
def test_no_text_is_too_strange_for_a_format(
    name: str, file: str, message: str, line: int | None, column: int | None
) -> None:
    fault = Diagnostic(Severity.ERROR, Location(file, line, column), "c", message, message)
    text = written(name, Report(1, 0, (fault,), {(file, line or 1): message}))
    text.encode()
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name == "junit":
        etree.fromstring(text.encode())
    else:
        assert text


def test_sarif_is_what_its_schema_says_with_fixes_and_rules_explained() -> None:
    fix = Fix("<lisst> is called <list>", (Edit((81, 8), (81, 13), "list"), Edit((82, 3), (82, 8), "list")))
    report = Report(1, 0, (replace(LIST, fix=fix), NONE, NOTE), EXCERPTS)
    assert Sarif.model_validate_json(written("sarif", report)).version.value == "2.1.0"
    change = json.loads(written("sarif", report))["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    assert [each["insertedContent"]["text"] for each in change["replacements"]] == ["list", "list"]
    assert change["replacements"][1]["deletedRegion"]["startLine"] == 82
    rule = json.loads(written("sarif", report))["runs"][0]["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"]["text"] and "```xml" in rule["help"]["markdown"]


def test_what_sarif_does_not_know_is_refused() -> None:
    log = json.loads(written("sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(ValueError, match="level"):
        Sarif.model_validate(log)
