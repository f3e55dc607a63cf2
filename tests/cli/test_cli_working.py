"""`edition status`, `diff` and `adopt`: what an editor asks before and between builds."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group

TEXT = "A MEMORANDUM\n\nThe matter was settled on 17 February 1965, and the others left for Saigon.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, list(map(str, arguments)), prog_name="edition")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(f): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ndate = "2026-01-15"\n[build]\nformats = ["site"]\n')
    for name in "abc":
        (tmp_path / "sources" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", tmp_path).exit_code == 0
    return tmp_path


def test_status_of_an_edition_where_all_is_as_it_should_be(dossier: Path) -> None:
    result = run("status", dossier)
    assert (result.exit_code, result.stdout) == (
        0, "3 documents: 0 edited, 0 stale, 0 orphans, 0 conflicts\n",
    )  # fmt: skip


def test_status_names_what_is_edited_stale_orphaned_and_in_conflict(dossier: Path) -> None:
    edit(dossier / "tei/a.xml", "Saigon", "<placeName>Saigon</placeName>")
    edit(dossier / "tei/b.xml", 'when="1965-02-17"', 'when="1964-02-17"')
    edit(dossier / "sources/b.txt", "1965", "1966")
    assert run("build", dossier).exit_code == 1
    edit(dossier / "sources/c.txt", "Saigon", "Hue")
    (dossier / "sources/a.txt").unlink()
    before = contents(dossier)
    result = run("status", dossier)
    assert result.exit_code == 1
    assert "a.xml: orphaned, its source is gone; edited" in result.stdout
    assert "b.xml: edited; 1 conflict" in result.stdout
    assert "c.xml: stale (changed: source)" in result.stdout
    assert "kept 1964-02-17; the converter has 1966-02-17" in result.stderr
    assert contents(dossier) == before


def test_diff_shows_what_a_build_would_change_and_writes_nothing(dossier: Path) -> None:
    assert run("diff", dossier).stdout == ""
    edit(dossier / "tei/a.xml", "Saigon", "<placeName>Saigon</placeName>")
    edit(dossier / "sources/a.txt", "settled", "closed")
    edit(dossier / "edition.toml", "[build]", '[convert]\nrules_off = ["dates/day"]\n[build]')
    before = contents(dossier)
    result = run("diff", dossier)
    assert result.exit_code == 0
    assert "+" in result.stdout and "-" in result.stdout and "a build would change 3 files" in result.stderr
    added = [line for line in result.stdout.splitlines() if line.startswith("+")]
    assert any("closed on 17 February 1965" in line and "<placeName>Saigon" in line for line in added)
    assert contents(dossier) == before
    run("build", dossier)
    assert run("diff", dossier).stdout == ""


def test_an_orphan_is_offered_to_a_source_with_the_same_text_and_adopted(dossier: Path) -> None:
    other = TEXT.replace("Saigon", "Hue").replace("settled", "put off until the winter had come")
    (dossier / "sources/b.txt").write_text(other * 3, encoding="utf-8")
    (dossier / "sources/c.txt").unlink()
    run("build", dossier)
    edit(dossier / "tei/a.xml", "Saigon", "<placeName>Saigon</placeName>")
    (dossier / "sources/a.txt").rename(dossier / "sources/z.txt")
    edit(dossier / "sources/z.txt", "matter", "question")
    told = run("build", dossier)
    offer = f"edition adopt {dossier / 'tei/a.xml'} {dossier / 'sources/z.txt'}"
    assert told.exit_code == 0 and offer in told.stderr and offer in run("status", dossier).stdout
    assert run("adopt", dossier / "tei/a.xml", dossier / "sources/z.txt").exit_code == 0
    assert run("build", dossier).exit_code == 0
    tei = (dossier / "tei/z.xml").read_text(encoding="utf-8")
    assert "The question was settled" in tei and "<placeName>Saigon</placeName>" in tei
    assert not (dossier / "tei/a.xml").exists() and not (dossier / "tei/.base/a.xml").exists()
    assert not (dossier / "build/site/a").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("a", "b", "is no orphan"),
        ("nothing", "b", "there is no such TEI"),
        ("orphan", "nothing", "there is no such source"),
        ("orphan", "b", "was edited by hand itself"),
    ],
)
def test_what_cannot_be_adopted_is_wrong_usage(
    dossier: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, words: str
) -> None:
    (dossier / "tei/orphan.xml").write_bytes((dossier / "tei/a.xml").read_bytes())
    edit(dossier / "tei/b.xml", "Saigon", "<placeName>Saigon</placeName>")
    monkeypatch.chdir(dossier)
    before = contents(dossier)
    result = run("adopt", old, new)
    assert result.exit_code == 2 and words in result.stderr
    assert contents(dossier) == before
