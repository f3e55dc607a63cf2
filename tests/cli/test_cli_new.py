"""`edition new`: a working edition in an empty folder."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group
from edition.pipeline.editions import load_edition


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["new", *map(str, arguments)], prog_name="edition")


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def test_a_new_edition_has_settings_a_small_example_and_schemas(tmp_path: Path) -> None:
    result = run(tmp_path / "dossier")
    assert result.exit_code == 0
    found = files(tmp_path / "dossier")
    assert {"edition.toml", "README.md", ".gitignore", "schemas/edition.rng", "schemas/edition.sch"} <= found
    assert any(file.startswith("sources/") for file in found)
    assert (tmp_path / "dossier" / "tei").is_dir()


def test_the_settings_it_lays_down_have_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    folder = tmp_path / 'a "quoted" \\ name'
    run(folder, "--from", tmp_path / "a.txt")
    edition = load_edition(folder)
    assert edition.warnings == ()
    assert edition.config.edition["title"] == folder.name


def test_the_example_is_built_in_its_own_folder(tmp_path: Path) -> None:
    run(tmp_path / "dossier")
    edition = load_edition(tmp_path / "dossier")
    assert edition.warnings == ()
    assert edition.output == tmp_path / "dossier" / "build"
    assert edition.config.documents


def test_from_copies_sources_and_tei_instead_of_the_example(tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    (tmp_path / "volume" / "1.txt").write_bytes(b"one")
    (tmp_path / "volume" / "2.txt").write_bytes(b"two")
    (tmp_path / "memo.txt").write_bytes(b"memo")
    (tmp_path / "own.xml").write_bytes(b"<TEI/>")
    origins = [f"--from={tmp_path / name}" for name in ("volume", "memo.txt", "own.xml")]
    assert run(tmp_path / "dossier", *origins).exit_code == 0
    found = files(tmp_path / "dossier")
    assert {f for f in found if f.startswith(("sources", "tei"))} == {
        "sources/volume/1.txt",
        "sources/volume/2.txt",
        "sources/memo.txt",
        "tei/own.xml",
    }


def test_an_empty_folder_may_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(".").exit_code == 0
    assert "edition.toml" in files(tmp_path)


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes(b"mine")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert files(tmp_path) == {"letter.txt"}


@pytest.mark.parametrize(
    ("origin", "status"),
    [("missing.txt", 2), ("scan.txt", 1), ("empty", 2)],
    ids=["missing", "binary", "empty"],
)
def test_what_cannot_be_copied_leaves_nothing_behind(tmp_path: Path, origin: str, status: int) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "dossier", "--from", tmp_path / origin)
    assert result.exit_code == status
    assert origin in result.stderr
    assert not (tmp_path / "dossier").exists()


def test_two_sources_of_one_name_are_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "memo.txt").write_bytes(b"memo")
    result = run(
        tmp_path / "new", "--from", tmp_path / "a" / "memo.txt", "--from", tmp_path / "b" / "memo.txt"
    )
    assert result.exit_code == 2
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert run(tmp_path / "file" / "dossier").exit_code == 2


def test_its_settings_are_its_own_not_the_repositorys(tmp_path: Path) -> None:
    run(tmp_path / "dossier")
    settings = (tmp_path / "dossier/edition.toml").read_text(encoding="utf-8")
    assert settings.startswith("# Settings of this edition.")
    assert "edition build example" not in settings and "output" not in settings


def test_a_file_of_its_name_is_told_as_a_file(tmp_path: Path) -> None:
    (tmp_path / "dossier").write_bytes(b"")
    result = run(tmp_path / "dossier")
    assert result.exit_code == 2
    assert "dossier: is a file" in result.stderr


def test_tei_that_was_copied_in_survives_the_build(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"A note of 17 February 1965.\n")
    commands = (
        ["convert", tmp_path / "a.txt", "-o", tmp_path / "out"],
        ["new", tmp_path / "dossier", "--from", tmp_path / "out"],
        ["build", tmp_path / "dossier"],
    )
    for arguments in commands:
        assert CliRunner().invoke(group, list(map(str, arguments)), prog_name="edition").exit_code == 0
    assert (tmp_path / "dossier/tei/a.xml").read_bytes() == (tmp_path / "out/a.xml").read_bytes()
