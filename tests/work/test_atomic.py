"""Files are whole or not there."""

from pathlib import Path

import pytest

from edition.work.atomic import OutputError, make_folder, write_changed, write_whole


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.xml", b"one")
    write_whole(tmp_path / "a.xml", b"two")
    assert [file.name for file in tmp_path.iterdir()] == ["a.xml"]
    assert (tmp_path / "a.xml").read_bytes() == b"two"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(tmp_path / "a.xml", b"one")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError, match=r"a\.xml: cannot be written: No space left"):
        write_whole(tmp_path / "a.xml", b"two")
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"one"]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").mkdir()
    with pytest.raises(OutputError, match=r"a\.xml: cannot be written"):
        write_whole(tmp_path / "a.xml", b"one")
    assert [file.name for file in tmp_path.iterdir()] == ["a.xml"]


def test_a_long_name_is_written_or_told(tmp_path: Path) -> None:
    write_whole(tmp_path / ("n" * 251 + ".xml"), b"one")
    with pytest.raises(OutputError, match="cannot be written"):
        write_whole(tmp_path / ("n" * 252 + ".xml"), b"one")


def test_what_holds_the_bytes_already_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    assert write_changed(file, b"one")
    before = file.stat()
    assert not write_changed(file, b"one")
    assert file.stat().st_ino == before.st_ino
    assert write_changed(file, b"two")


def test_a_folder_that_cannot_be_made_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        make_folder(tmp_path / "file" / "out")
    make_folder(tmp_path / "a" / "b")
    assert list((tmp_path / "a" / "b").iterdir()) == []
