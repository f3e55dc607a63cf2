"""`edition verify`: what was altered since the build is named, wherever the files were taken."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group

TEXT = "A MEMORANDUM\n\nThe Stapes of the Union agreed on 17 February 1965.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, list(map(str, arguments)), prog_name="edition")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    (folder / "sources").mkdir(parents=True)
    toml = '[edition]\ndate = "2026-01-15"\n[build]\nformats = ["site", "pdf", "epub"]\n'
    (folder / "edition.toml").write_text(toml)
    for name in "ab":
        (folder / "sources" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert run("build", folder).exit_code == 0
    return folder


def certificate(folder: Path) -> dict[str, list[dict[str, dict[str, str]]]]:
    found: dict[str, list[dict[str, dict[str, str]]]] = json.loads(
        (folder / "build/certificate.json").read_text()
    )
    return found


def test_a_certificate_names_every_file_that_was_made(dossier: Path) -> None:
    made = certificate(dossier)
    named = {
        path for document in made["documents"] for key in ("html", "pdf", "epub") for path in document[key]
    }
    named |= set(made["site"])  # type: ignore[arg-type]  # a mapping by path
    output = dossier / "build"
    there = {f.relative_to(output).as_posix() for f in output.rglob("*") if f.is_file()}
    assert there - named == {"certificate.json"} and named <= there
    (first, _) = made["documents"]
    assert set(first["sources"]) == {"sources/a.txt"} and set(first["tei"]) == {"tei/a.xml"}
    assert first["law1"] == {
        "source to TEI": "kept", "TEI to HTML": "kept", "TEI to PDF": "kept", "TEI to EPUB": "kept",
    }  # fmt: skip


def test_what_nobody_altered_is_verified_here_and_elsewhere(dossier: Path, tmp_path: Path) -> None:
    assert run("verify", dossier).exit_code == 0
    shutil.move(dossier, tmp_path / "moved")
    assert run("verify", tmp_path / "moved").exit_code == 0
    shutil.copytree(tmp_path / "moved/build", tmp_path / "alone/public")
    result = run("verify", tmp_path / "alone/public", "--verbose")
    assert result.exit_code == 0 and "verify/partial" in result.stderr


@pytest.mark.parametrize(
    "path",
    ["sources/a.txt", "tei/a.xml", "build/site/a/index.html", "build/pdf/b.pdf", "build/site/index.html"],
)
def test_what_was_altered_or_is_gone_is_named(dossier: Path, path: str) -> None:
    file = dossier / path
    file.write_bytes(file.read_bytes() + b" ")
    result = run("verify", dossier)
    assert result.exit_code == 1 and f"{file}: error" in result.stderr and "verify/altered" in result.stderr
    file.unlink()
    result = run("verify", dossier)
    assert result.exit_code == 1 and f"{file}: error: is gone" in result.stderr


def test_a_certificate_that_was_tampered_with_says_so(dossier: Path) -> None:
    file = dossier / "build/certificate.json"
    file.write_text(file.read_text().replace('"kept"', '"lost"', 1))
    assert "the certificate itself" in run("verify", dossier).stderr
    for broken in ("{", "[]", '{"documents": 1}', "null"):
        file.write_text(broken)
        assert run("verify", dossier).exit_code == 1


def test_a_page_that_no_build_made_is_told(dossier: Path) -> None:
    (dossier / "build/site/a/offer.html").write_text("buy")
    result = run("verify", dossier)
    assert result.exit_code == 0 and "offer.html: warning" in result.stderr


def test_without_a_certificate_it_is_wrong_usage(dossier: Path, tmp_path: Path) -> None:
    (dossier / "build/certificate.json").unlink()
    assert run("verify", dossier).exit_code == 2
    assert run("verify", tmp_path / "nowhere").exit_code == 2


def test_text_that_was_changed_by_hand_is_in_the_certificate(dossier: Path) -> None:
    tei = dossier / "tei/a.xml"
    tei.write_text(tei.read_text().replace("agreed", "quarrelled"))
    assert run("build", dossier).exit_code == 1
    assert certificate(dossier)["documents"][0]["law1"]["source to TEI"] == "changed"
