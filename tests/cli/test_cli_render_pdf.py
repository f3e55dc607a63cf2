"""`edition render` and `edition pdf`: any TEI files or folders, faults named, the rest made."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
    "<title>A letter</title></titleStmt><publicationStmt><p>Ours</p></publicationStmt>"
    "<sourceDesc><p>Paper</p></sourceDesc></fileDesc></teiHeader><text><body>"
    "<p>Dear Sir</p></body></text></TEI>"
)
BOTH = pytest.mark.parametrize(("name", "made"), [("render", "{}/index.html"), ("pdf", "{}.pdf")])


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, list(map(str, arguments)), prog_name="edition")


def make(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@BOTH
def test_files_and_folders_become_documents(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {"in/a.xml": TEI, "in/b/c.xml": TEI, "in/list.xml": "<taxonomy/>", "d.e.xml": TEI})
    result = run(name, tmp_path / "in", tmp_path / "d.e.xml", "--output", tmp_path / "out")
    assert result.exit_code == 0
    for document in ("a", "b--c", "d.e"):
        assert (tmp_path / "out" / made.format(document)).is_file()
    assert not (tmp_path / "out" / made.format("list")).exists()


@BOTH
def test_an_ill_formed_file_is_named_and_the_rest_made(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {"a.xml": TEI, "b.xml": TEI.replace("</p></body>", "</body>")})
    result = run(name, tmp_path / "b.xml", tmp_path / "a.xml", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "b.xml:1:" in result.stderr and "xml/ill-formed" in result.stderr
    assert (tmp_path / "out" / made.format("a")).is_file()
    assert not (tmp_path / "out" / made.format("b")).exists()


@BOTH
def test_a_missing_file_is_named_and_the_rest_made(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {"a.xml": TEI})
    result = run(name, tmp_path / "b.xml", tmp_path / "a.xml", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "b.xml: error: there is no such file" in result.stderr
    assert (tmp_path / "out" / made.format("a")).is_file()


@BOTH
@pytest.mark.parametrize("inputs", [["no.xml"], ["empty"], ["a.xml", "b/A.xml"], ["index.html.xml"]])
def test_wrong_usage_writes_nothing(tmp_path: Path, name: str, made: str, inputs: list[str]) -> None:
    make(tmp_path, {"a.xml": TEI, "b/A.xml": TEI, "index.html.xml": TEI, "empty/list.xml": "<taxonomy/>"})
    result = run(name, *(tmp_path / path for path in inputs), "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


@BOTH
def test_an_output_that_is_a_file_is_2(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {"a.xml": TEI, "out": ""})
    assert run(name, tmp_path / "a.xml", "-o", tmp_path / "out").exit_code == 2
    assert run(name, tmp_path / "a.xml", "-o", tmp_path / "out/x").exit_code == 2


@BOTH
def test_bytes_are_the_same_for_every_number_of_jobs(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {f"in/{n}.xml": TEI for n in range(3)})
    for jobs in (1, 2):
        assert run(name, tmp_path / "in", "-o", tmp_path / str(jobs), "-j", jobs).exit_code == 0
    for file in (tmp_path / "1").rglob("*"):
        if file.is_file():
            assert (tmp_path / "2" / file.relative_to(tmp_path / "1")).read_bytes() == file.read_bytes()


def test_a_character_without_a_font_is_a_fault_that_names_it_unless_allowed(tmp_path: Path) -> None:
    make(tmp_path, {"a.xml": TEI.replace("Sir", "\U0001f9ff")})
    result = run("pdf", tmp_path / "a.xml", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "U+1F9FF" in result.stderr and "book/no-glyph" in result.stderr
    assert run("pdf", tmp_path / "a.xml", "-o", tmp_path / "out", "--allow-missing").exit_code == 0


@pytest.mark.parametrize("epoch", ["", "0", "1700000000", "soon", "9" * 30, "-5"])
def test_any_source_date_epoch_is_read_or_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    make(tmp_path, {"a.xml": TEI})
    assert run("pdf", tmp_path / "a.xml", "-o", tmp_path / "out").exit_code == 0


@BOTH
def test_output_within_the_folder_that_is_read_is_passed_over(tmp_path: Path, name: str, made: str) -> None:
    make(tmp_path, {"a.xml": TEI})
    for _ in range(2):
        result = run(name, tmp_path, "-o", tmp_path / "out")
        assert result.exit_code == 0
        assert result.stdout.startswith("1 ")


@BOTH
@pytest.mark.parametrize("encoding", ["Shift_JIS", "nobody-knows", "windows-1252"])
def test_any_encoding_may_be_declared(tmp_path: Path, name: str, made: str, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    make(tmp_path, {"in/a.xml": declared + TEI, "in/list.xml": declared + "<taxonomy/>"})
    result = run(name, tmp_path / "in", "-o", tmp_path / "out")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (1 if encoding == "nobody-knows" else 0)
    assert "list.xml" not in result.stderr
