"""Which files are checked."""

import io
import sys
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, UsageError
from edition.validate.files import NamedFile, read, tei_files


def test_folders_are_searched_and_what_is_nobodys_text_is_passed_over(tmp_path: Path) -> None:
    for name in (
        *("b/2.xml", "b/10.XML", "a.xml", "c.txt", ".hidden/x.xml", ".x.xml", "node_modules/x.xml"),
        *(".venv/x.xml", "edition/build/x.xml", "edition/tei/e.xml", "build/y.xml"),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<a/>")
    (tmp_path / "edition/edition.toml").touch()
    (tmp_path / "linked").symlink_to(tmp_path / "b")
    found, faults = tei_files([tmp_path])
    names = [str(Path(item.file).relative_to(tmp_path)) for item in found]
    assert names == ["a.xml", "b/10.XML", "b/2.xml", "build/y.xml", "edition/tei/e.xml"]
    assert faults == []
    assert not any(item.named for item in found)


def test_the_path_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.xml").touch()
    assert [item.file for item in tei_files(["x"])[0]] == ["x/a.xml"]
    assert tei_files(["x/a.xml", "x"])[0] == [NamedFile("x/a.xml", True)]


def test_a_missing_file_beside_others_is_a_fault_and_alone_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "a.xml").touch()
    found, faults = tei_files([tmp_path / "a.xml", tmp_path / "gone.xml"])
    assert [item.file for item in found] == [str(tmp_path / "a.xml")]
    assert [fault.code for fault in faults] == ["file/missing"]
    with pytest.raises(UsageError, match="no such file"):
        tei_files([tmp_path / "gone.xml"])


def test_a_folder_without_xml_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no XML"):
        tei_files([tmp_path])


def test_what_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    found = read(NamedFile(str(tmp_path), True))
    assert isinstance(found, Diagnostic)
    assert (found.code, found.message) == ("file/unreadable", "is a directory")


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<a/>")))
    assert tei_files(["-"])[0] == [NamedFile("-", True)]
    assert read(NamedFile("-", True)) == b"<a/>"
