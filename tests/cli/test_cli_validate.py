"""`edition validate`: its formats, its statuses, where it looks."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group

VALID = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
    "<publicationStmt><p>Ours</p></publicationStmt><sourceDesc><p>A letter</p></sourceDesc></fileDesc>"
    "</teiHeader><text><body><p>Dear Sir</p></body></text></TEI>"
)
SCHEMA = (
    '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
    "<zeroOrMore><text/></zeroOrMore></element>"
)


def run(*arguments: object, **more: str) -> Result:
    return CliRunner().invoke(group, ["validate", *map(str, arguments)], prog_name="edition", **more)  # type: ignore[arg-type]  # input is text


def make(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_what_the_converter_writes_is_valid(tmp_path: Path) -> None:
    make(tmp_path, {"a.txt": "A MEMORANDUM\n\nDated 17 February 1965, from Mr. Smith.\n"})
    CliRunner().invoke(group, ["convert", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out")])
    result = run(tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "1 file valid\n")


def test_an_ill_formed_file_is_1_and_has_its_place(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID, "b.xml": VALID.replace("</p></body>", "</body>")})
    result = run(tmp_path, "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["version"], report["files"], report["invalid"], report["errors"]) == (1, 2, 1, 1)
    fault = next(d for d in report["diagnostics"] if d["severity"] == "error")
    assert fault["file"] == str(tmp_path / "b.xml")
    assert (fault["code"], fault["line"]) == ("xml/ill-formed", 1)


def test_standard_input_is_a_dash() -> None:
    result = run("-", "--format", "json", input=VALID)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["diagnostics"][0]["file"] == "-"


def test_warnings_count_only_with_strict(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    assert run(tmp_path / "a.xml").exit_code == 0
    result = run(tmp_path / "a.xml", "--strict")
    assert result.exit_code == 1
    assert "schema/none" in result.stdout


def test_a_schema_named_on_the_command_line_is_the_one(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID, "text-only.rng": SCHEMA})
    result = run(tmp_path / "a.xml", "--schema", tmp_path / "text-only.rng")
    assert result.exit_code == 1
    assert "relaxng/" in result.stdout
    assert run(tmp_path / "a.xml", "--schema", "none", "--strict").exit_code == 0


def test_the_schema_of_the_editions_settings_is_found_beside_them(tmp_path: Path) -> None:
    make(
        tmp_path, {"edition.toml": '[validate]\nschema = "own.rng"\n', "own.rng": SCHEMA, "tei/a.xml": VALID}
    )
    result = run(tmp_path / "tei/a.xml")
    assert result.exit_code == 1
    assert "relaxng/" in result.stdout


def test_output_takes_the_report(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    result = run(tmp_path / "a.xml", "--format", "sarif", "--output", tmp_path / "report.sarif")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((tmp_path / "report.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_an_output_that_cannot_be_written_is_2(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    assert run(tmp_path / "a.xml", "--output", tmp_path / "a.xml" / "report").exit_code == 2


def test_a_missing_file_beside_others_is_1_and_the_others_are_checked(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    result = run(tmp_path / "b.xml", tmp_path / "a.xml", "--format", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    assert (report["files"], report["invalid"]) == (2, 1)
    assert {d["code"] for d in report["diagnostics"]} == {"file/missing", "schema/none"}


@pytest.mark.parametrize(
    "files", [{}, {"a.txt": "text"}, {"a.xml": "<taxonomy/>"}, {"build/x/.y.xml": VALID}]
)
def test_a_folder_without_tei_is_2(tmp_path: Path, files: dict[str, str]) -> None:
    make(tmp_path, files)
    assert run(tmp_path).exit_code == 2


def test_a_file_that_is_no_tei_is_skipped_in_a_folder_and_a_fault_when_named(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID, "b.xml": "<taxonomy/>"})
    assert "1 skipped" in run(tmp_path).stdout
    result = run(tmp_path / "b.xml")
    assert result.exit_code == 1
    assert "tei/not-tei" in result.stdout


@pytest.mark.parametrize("schema", ["nowhere.rng", "a.xml"])
def test_a_schema_that_is_none_is_2(tmp_path: Path, schema: str) -> None:
    make(tmp_path, {"a.xml": VALID, "wrong.rng": "<grammar"})
    assert run(tmp_path / "a.xml", "--schema", tmp_path / schema).exit_code == 2
    assert run(tmp_path / "a.xml", "--schema", tmp_path / "wrong.rng").exit_code == 2


def test_every_format_is_the_same_for_every_number_of_jobs(tmp_path: Path) -> None:
    make(tmp_path, {f"{n}.xml": VALID.replace("</p></body>", "</body>" * (n % 2)) for n in range(4)})
    for name in ("text", "json", "sarif", "github", "gitlab", "junit"):
        assert run(tmp_path, "--format", name, "-j1").stdout == run(tmp_path, "--format", name, "-j2").stdout


def test_quiet_tells_errors_alone(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    assert run(tmp_path / "a.xml", "--quiet").output == ""


def test_the_summary_counts_missing_files_among_the_files(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID.replace("</p></body>", "</body>")})
    result = run(tmp_path / "b.xml", tmp_path / "a.xml")
    assert result.stdout.splitlines()[-1] == "2 of 2 files invalid: 2 errors, 0 warnings"


def test_a_line_is_shown_in_the_encoding_that_the_file_declares(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="iso-8859-5"?>\n' + VALID.replace("Dear Sir</p>", "Привет")
    (tmp_path / "a.xml").write_bytes(text.encode("iso-8859-5"))
    assert "Привет" in run(tmp_path / "a.xml").stdout


@pytest.mark.parametrize(
    ("others", "words"), [(1, "an XML file that is none"), (2, "2 XML files that are none")]
)
def test_a_folder_of_other_xml_is_told_in_a_sentence(tmp_path: Path, others: int, words: str) -> None:
    make(tmp_path, {f"{number}.xml": "<taxonomy/>" for number in range(others)})
    result = run(tmp_path)
    assert result.exit_code == 2
    assert words in result.stderr


def test_strict_and_quiet_still_say_what_was_counted(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": VALID})
    result = run(tmp_path / "a.xml", "--strict", "--quiet")
    assert result.exit_code == 1
    assert "schema/none" in result.stdout


def test_codes_are_left_out_by_option_by_settings_and_by_path(tmp_path: Path) -> None:
    make(tmp_path, {"s.rng": SCHEMA, "letters/a.xml": VALID, "drafts/b.xml": VALID})

    def told(*arguments: object) -> set[str]:
        result = run(tmp_path / "letters", tmp_path / "drafts", "--format", "json", *arguments)
        return {Path(d["file"]).name for d in json.loads(result.stdout)["diagnostics"]}

    schema = ("--schema", tmp_path / "s.rng")
    assert told(*schema) == {"a.xml", "b.xml"}
    assert told(*schema, "--ignore", "relaxng/element-not-allowed") == set()
    assert told(*schema, "--select", "schematron") == set()
    (tmp_path / "edition.toml").write_text(
        '[validate]\nper_path = { "drafts/*" = { ignore = ["relaxng"] } }\n'
    )
    assert told(*schema) == {"a.xml"}
    (tmp_path / "edition.toml").write_text('[validate]\nignore = ["relaxng"]\n')
    assert told(*schema) == set()


def test_a_code_that_is_none_is_wrong_usage_and_the_nearest_is_named() -> None:
    result = run("x.xml", "--ignore", "relaxng/id-twise")
    assert result.exit_code == 2
    assert "did you mean relaxng/id-twice?" in result.stderr


def test_a_code_is_explained_without_any_file() -> None:
    result = run("--explain", "relaxng/id-twice")
    assert result.exit_code == 0
    assert result.stdout.startswith("relaxng/id-twice\n") and 'xml:id="b"' in result.stdout
    assert run("--explain", "relaxng/nothing").exit_code == 2


def test_no_more_is_shown_than_wanted_and_all_is_counted(tmp_path: Path) -> None:
    make(tmp_path, {"s.rng": SCHEMA, "a.xml": VALID, "b.xml": VALID})
    arguments = (tmp_path / "a.xml", tmp_path / "b.xml", "--schema", tmp_path / "s.rng", "--max-diagnostics")
    report = json.loads(run(*arguments, 1, "--format", "json").stdout)
    assert (len(report["diagnostics"]), report["invalid"]) == (1, 2)
    assert "more (--max-diagnostics" in run(*arguments, 0).stdout
    assert run(*arguments, 0).exit_code == 1
