"""`edition schema`: what is added is known by name and address, as long as it is what it was."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group
from edition.pipeline import adding_schemas
from edition.validate.known_schemas import known_schemas

SCHEMA = (
    '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
    "<zeroOrMore><text/></zeroOrMore></element>"
)
ADDRESS = "https://example.org/schemas/tiny.rng"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, list(map(str, arguments)), prog_name="edition")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    (tmp_path / "tiny.rng").write_text(SCHEMA)
    return tmp_path / "tiny.rng"


def codes(file: Path, *arguments: object) -> list[str]:
    result = run("validate", file, "--format", "json", *arguments)
    return [d["code"] for d in json.loads(result.stdout)["diagnostics"]]


def test_a_file_is_added_once_and_known_by_its_name(tiny: Path, tmp_path: Path) -> None:
    assert run("schema", "add", tiny).exit_code == 0
    tiny.unlink()
    tei = tmp_path / "a.xml"
    tei.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p/></TEI>')
    assert (
        codes(tei, "--schema", "tiny")
        == codes(tei, "--schema", "tiny.rng")
        == ["relaxng/element-not-allowed"]
    )
    assert "tiny\t" in run("schema", "list").stdout
    shown = run("schema", "show", "tiny").stdout
    assert known_schemas()["tiny"].sha256 in shown and "relaxng" in shown


def test_an_address_is_fetched_by_add_alone_and_then_known_to_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Answer(io.BytesIO):
        def geturl(self) -> str:
            return ADDRESS

    tei = tmp_path / "a.xml"
    tei.write_text(f'<?xml-model href="{ADDRESS}"?><TEI xmlns="http://www.tei-c.org/ns/1.0">x</TEI>')
    assert codes(tei) == ["schema/unknown"]
    monkeypatch.setattr(adding_schemas, "urlopen", lambda address, timeout: Answer(SCHEMA.encode()))
    assert run("schema", "add", ADDRESS).exit_code == 0
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert codes(tei) == []


def test_a_schema_that_is_not_what_it_was_is_refused(tiny: Path, tmp_path: Path) -> None:
    run("schema", "add", tiny)
    known_schemas()["tiny"].path.write_text(SCHEMA.replace("text", "empty"))
    (tmp_path / "a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    result = run("validate", tmp_path / "a.xml", "--schema", "tiny")
    assert result.exit_code == 2 and "not the one that was added" in result.stderr


def test_another_of_the_same_name_takes_its_place_only_when_told(tiny: Path) -> None:
    run("schema", "add", tiny)
    tiny.write_text(SCHEMA.replace("<text/>", "<empty/>"))
    assert run("schema", "add", tiny).exit_code == 2
    assert run("schema", "add", tiny, "--anew").exit_code == 0
    assert run("schema", "add", tiny, "--name", "other").exit_code == 0
    assert set(known_schemas()) == {"tiny", "other"}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("http://example.org/a.rng", "by https only"),
        ("a.xsd", "a schema is a .rng, .rnc or .sch file"),
        ("gone.rng", "no such file"),
    ],
)
def test_what_cannot_be_added_is_wrong_usage(what: str, words: str) -> None:
    result = run("schema", "add", what)
    assert result.exit_code == 2 and words in result.stderr


def test_a_schema_that_is_wrong_is_not_added(tiny: Path) -> None:
    tiny.write_text("<grammar")
    assert run("schema", "add", tiny).exit_code == 2
    assert run("schema", "show", "tiny").exit_code == 2
    assert run("schema", "add").exit_code == 2
    assert known_schemas() == {}
