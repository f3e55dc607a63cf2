"""`edition convert`: what it writes, what it leaves alone, and with which status it ends."""

import os
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from edition.cli import COMMANDS, group

TEXT = "A short note on the matter, dated 17 February 1965.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["convert", *map(str, arguments)], prog_name="edition")


def command_named(name: str) -> click.Command:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return command


def make(folder: Path, *paths: str, data: bytes = TEXT.encode()) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def edit(file: Path) -> bytes:
    edited = file.read_bytes().replace(b"matter", b"affair")
    file.write_bytes(edited)
    return edited


def test_a_file_becomes_a_tei_file_of_its_name(tmp_path: Path) -> None:
    make(tmp_path, "iv-c.3.txt")
    result = run(tmp_path / "iv-c.3.txt", "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    assert list(files(tmp_path / "out")) == ["iv-c.3.xml"]
    root = etree.parse(tmp_path / "out" / "iv-c.3.xml").getroot()
    assert root.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert "1 document converted, 1 page" in result.stdout


def test_a_folder_becomes_one_document_with_a_page_for_each_file(tmp_path: Path) -> None:
    make(tmp_path / "volume", "10.txt", "9.txt")
    assert run(tmp_path / "volume", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "volume.xml").read_bytes().count(b"<pb") == 2


def test_each_makes_a_document_of_every_file_below(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.txt", "b/c.md")
    assert run(tmp_path / "in", "--each", "-o", tmp_path / "out").exit_code == 0
    assert list(files(tmp_path / "out")) == ["a.xml", "b--c.xml"]


def test_output_is_the_same_for_every_number_of_jobs_and_every_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "in", *(f"{number}.txt" for number in range(6)))
    assert run(tmp_path / "in", "--each", "-o", tmp_path / "one", "--jobs", 1).exit_code == 0
    monkeypatch.chdir(tmp_path / "in")
    assert run(".", "--each", "-o", "../two", "--jobs", 2).exit_code == 0
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_binary_file_is_named_and_the_rest_converted(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path, "scan.txt", data=b"%PDF-1.7\n")
    result = run(tmp_path / "scan.txt", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "scan.txt: error: is a PDF" in result.stderr
    assert list(files(tmp_path / "out")) == ["a.xml"]


def test_a_binary_file_alone_is_a_fault_of_the_material(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", data=b"\x00")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 1


def test_a_source_that_became_binary_leaves_its_old_tei(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    run(tmp_path / "a.txt", "-o", tmp_path / "out")
    before = files(tmp_path / "out")
    make(tmp_path, "a.txt", data=b"\x00")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 1
    assert files(tmp_path / "out") == before


def test_a_missing_file_is_named_and_the_rest_converted(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    result = run(tmp_path / "b.txt", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "b.txt: error: there is no such file" in result.stderr
    assert list(files(tmp_path / "out")) == ["a.xml"]


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u2028\xa0".encode()])
def test_a_white_file_is_a_document_without_pages_and_a_warning(tmp_path: Path, data: bytes) -> None:
    make(tmp_path, "a.txt", data=data)
    result = run(tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "warning" in result.stderr and "a.txt" in result.stderr
    tei = (tmp_path / "out" / "a.xml").read_bytes()
    etree.fromstring(tei)
    assert b"<pb" not in tei


@pytest.mark.parametrize(
    "paths",
    [["missing.txt"], ["missing.txt", "missing.md"], ["empty"], ["a.txt", "empty"], ["a.txt", "A.md"]],
    ids=["no file there", "none of two", "folder without sources", "with a file beside", "one name twice"],
)
def test_wrong_usage_writes_nothing(tmp_path: Path, paths: list[str]) -> None:
    make(tmp_path, "a.txt", "A.md")
    (tmp_path / "empty").mkdir()
    result = run(*(tmp_path / path for path in paths), "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("edition: ")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [".txt", "..txt", "...txt", "_edition.txt", "index.html.txt"])
def test_names_that_the_site_needs_are_refused(tmp_path: Path, name: str) -> None:
    make(tmp_path, name)
    assert run(tmp_path / name, "-o", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


def test_an_output_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out")
    for output in ("out", "out/deeper"):
        result = run(tmp_path / "a.txt", "-o", tmp_path / output)
        assert result.exit_code == 2
    assert (tmp_path / "out").read_bytes() == TEXT.encode()


def test_the_second_run_writes_nothing_new(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    run(tmp_path / "a.txt", "-o", tmp_path / "out")
    before = (tmp_path / "out" / "a.xml").stat()
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "a.xml").stat().st_ino == before.st_ino


def test_what_the_converter_wrote_is_written_anew_when_the_source_changes(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    run(tmp_path / "a.txt", "-o", tmp_path / "out")
    make(tmp_path, "a.txt", data=b"Other words.\n")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out").exit_code == 0
    assert b"Other words" in (tmp_path / "out" / "a.xml").read_bytes()


def test_a_file_edited_by_hand_is_left_alone_and_named(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    run(tmp_path, "--each", "-o", tmp_path / "out")
    edited = edit(tmp_path / "out" / "a.xml")
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "a.xml: error: was edited by hand" in result.stderr
    assert "b.xml" not in result.stderr
    assert (tmp_path / "out" / "a.xml").read_bytes() == edited


@pytest.mark.parametrize("data", [b"<TEI/>", b"no XML at all", b""])
def test_a_file_that_no_converter_wrote_is_left_alone_and_named(tmp_path: Path, data: bytes) -> None:
    make(tmp_path, "a.txt")
    make(tmp_path / "out", "a.xml", data=data)
    result = run(tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "a.xml: error: was not written by the converter" in result.stderr
    assert files(tmp_path / "out") == {"a.xml": data}


def test_force_moves_an_edited_file_aside_first(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    run(tmp_path / "a.txt", "-o", tmp_path / "out")
    converted = files(tmp_path / "out")["a.xml"]
    edits = []
    for _ in range(2):
        edits.append(edit(tmp_path / "out" / "a.xml"))
        result = run(tmp_path / "a.txt", "-o", tmp_path / "out", "--force")
        assert result.exit_code == 0
    assert "a.edited-2.xml" in result.stderr
    assert files(tmp_path / "out") == {
        "a.xml": converted,
        "a.edited-1.xml": edits[0],
        "a.edited-2.xml": edits[1],
    }


def test_force_moves_nothing_where_nothing_can_be_written(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", data=b"\x00")
    make(tmp_path / "out", "a.xml", data=b"<TEI/>")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out", "--force").exit_code == 1
    assert files(tmp_path / "out") == {"a.xml": b"<TEI/>"}


def test_a_source_in_an_edition_is_told_the_editions_settings(tmp_path: Path) -> None:
    make(tmp_path, "sources/part/a.txt")
    make(tmp_path, "edition.toml", data=b'[documents."part/*"]\ntitle = "A Matter"\n')
    run(tmp_path / "sources" / "part" / "a.txt", "-o", tmp_path / "out")
    assert "A Matter" in (tmp_path / "out" / "a.xml").read_text(encoding="utf-8")


def test_faulty_settings_are_told_with_their_line_and_nothing_is_written(tmp_path: Path) -> None:
    make(tmp_path, "sources/a.txt")
    make(tmp_path, "edition.toml", data=b'[edition]\ntitel = "A"\n')
    result = run(tmp_path / "sources" / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "edition.toml:2:1: error: unknown key 'titel'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_quiet_says_nothing_but_errors(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", data=b"caf\xe9")
    result = run(tmp_path / "a.txt", "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_a_file_that_is_no_utf_8_is_read_with_a_warning_that_names_the_byte(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", data=b"caf\xe9 noir")
    result = run(tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "a.txt:1:4: warning: not UTF-8: byte 4" in result.stderr
    assert "café" in (tmp_path / "out" / "a.xml").read_text(encoding="utf-8")


def test_nothing_is_left_beside_what_was_written(tmp_path: Path) -> None:
    make(tmp_path / "in", "a.txt", "b.txt")
    run(tmp_path / "in", "--each", "-o", tmp_path / "out")
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["a.xml", "b.xml"]


def test_a_file_named_twice_is_told_so(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    result = run(tmp_path / "a.txt", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "a.txt: was named twice" in result.stderr
    assert not (tmp_path / "out").exists()


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "a.txt" in result.stderr and "b.txt" in result.stderr


def test_a_folder_where_the_tei_would_be_is_found_before_anything_is_written(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "out" / "b.xml").mkdir(parents=True)
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "b.xml: cannot be written: a folder has this name" in result.stderr
    assert files(tmp_path / "out") == {}


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    make(tmp_path, "a\nb.txt", data=b"")
    result = run(tmp_path / "a\nb.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "a\ufffdb.txt: warning:" in result.stderr


def test_warnings_of_the_same_words_are_folded_unless_verbose(tmp_path: Path) -> None:
    make(tmp_path / "in", *(f"{number}.txt" for number in range(6)), data=b"")
    result = run(tmp_path / "in", "--each", "-o", tmp_path / "out")
    assert result.stderr.count("source/empty") == 4
    assert "and 3 files more: source/empty (--verbose names them)" in result.stderr
    verbose = run(tmp_path / "in", "--each", "-o", tmp_path / "out", "--verbose")
    assert verbose.stderr.count("source/empty") == 6


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_a_fault_of_the_material(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "a.txt").chmod(0)
    result = run(tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "a.txt: error: cannot be read" in result.stderr
    assert list(files(tmp_path / "out")) == ["b.xml"]


def test_no_path_is_refused_for_want_of_a_right_to_read() -> None:
    paths = [p for name in COMMANDS for p in command_named(name).params if isinstance(p.type, click.Path)]
    assert paths and not any(
        p.type.readable for p in paths if isinstance(p.type, click.Path) and p.name != "output"
    )


def test_merge_keeps_the_edit_and_brings_in_what_is_new(tmp_path: Path) -> None:
    make(tmp_path, "note.txt")
    out = tmp_path / "out"
    assert run(tmp_path / "note.txt", "-o", out, "--merge").exit_code == 0
    assert sorted(files(out)) == [".base/note.xml", "note.xml"]
    tei = out / "note.xml"
    tei.write_bytes(tei.read_bytes().replace(b"matter", b"<orgName>matter</orgName>"))
    make(tmp_path, "note.txt", data=TEXT.replace("short", "very short").encode())
    result = run(tmp_path / "note.txt", "-o", out, "--merge")
    assert (result.exit_code, "merged" in result.stderr) == (0, True)
    assert b"A very short note on the <orgName>matter</orgName>" in tei.read_bytes()


def test_merge_leaves_what_is_no_xml_and_names_its_place(tmp_path: Path) -> None:
    make(tmp_path, "note.txt")
    out = tmp_path / "out"
    run(tmp_path / "note.txt", "-o", out, "--merge")
    (out / "note.xml").write_bytes((out / "note.xml").read_bytes().replace(b"</TEI>", b""))
    before = files(out)
    result = run(tmp_path / "note.txt", "-o", out, "--merge")
    assert result.exit_code == 1 and "note.xml:" in result.stderr and "xml/ill-formed" in result.stderr
    assert result.stdout.startswith("0 documents converted")
    assert files(out) == before


def test_merge_and_force_together_are_wrong_usage(tmp_path: Path) -> None:
    make(tmp_path, "note.txt")
    assert run(tmp_path / "note.txt", "-o", tmp_path / "out", "--merge", "--force").exit_code == 2
