"""Recognisers of other packages, named by the entry point `edition.recognisers`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"

# What docs/recognisers.md shows.
SEALS = (Path(__file__).resolve().parents[2] / "docs" / "recognisers.md").read_text("utf-8")


def package(folder: Path, code: str, name: str = "seals") -> None:
    """A package as `pip install` lays it down."""
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    meta = folder / f"{name}-1.2.dist-info"
    meta.mkdir()
    (meta / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", encoding="utf-8")
    (meta / "entry_points.txt").write_text(
        f"[edition.recognisers]\n{name} = {name}:{name}\n", encoding="utf-8"
    )


def converted(folder: Path, text: str, settings: str | None = None) -> tuple[int, str, etree._Element | None]:
    """Exit status, messages and TEI of `edition convert` where the package is installed."""
    (folder / "source.txt").write_text(text, encoding="utf-8")
    if settings:
        (folder / "edition.toml").write_text(settings, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "edition", "convert", "source.txt", "--output", "tei"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(Path(__file__).parents[2])])},
        capture_output=True,
        text=True,
        check=False,
    )
    tei = folder / "tei" / "source.xml"
    return run.returncode, run.stderr, etree.parse(tei).getroot() if tei.exists() else None


def example() -> str:
    """The recogniser that the docs show."""
    return SEALS.partition("```python\n")[2].partition("```")[0]


def test_the_example_of_the_docs_finds_seals(tmp_path: Path) -> None:
    package(tmp_path, example())
    status, messages, tei = converted(tmp_path, "Done at Vienna. [L.S.] The Envoy signed it.\n")
    assert (status, tei is not None) == (0, True), messages
    assert tei is not None
    assert [seal.text for seal in tei.iterfind(f".//{TEI}seg[@type='seal']")] == ["[L.S.]"]
    labels = [label.text for label in tei.iterfind(f".//{TEI}application/{TEI}label")]
    assert labels[1:] == ["recogniser seals of seals 1.2"]


def test_its_rule_is_switched_off_by_name(tmp_path: Path) -> None:
    package(tmp_path, example())
    settings = '[convert]\nrules_off = ["seals/locus-sigilli"]\n'
    status, messages, tei = converted(tmp_path, "Done at Vienna. [L.S.]\n", settings)
    assert status == 0, messages
    assert "config/no-rule" not in messages
    assert tei is not None
    assert not tei.findall(f".//{TEI}seg[@type='seal']")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def seals(context, found):\n    yield 1 / 0\n", "failed: ZeroDivisionError: division by zero"),
        ("def seals(context, found):\n    yield 'a seal'\n", "yielded what is no finding: 'a seal'"),
        ("import a_module_that_is_not_there\n", "a_module_that_is_not_there"),
        ("seals = 7\n", "no function of a known stage"),
    ],
)
def test_one_that_fails_is_named_and_nothing_is_written(tmp_path: Path, code: str, said: str) -> None:
    package(tmp_path, code)
    status, messages, tei = converted(tmp_path, "Done at Vienna.\n")
    assert (status, tei) == (1, None)
    assert "source.txt" in messages
    assert "'seals' of seals 1.2" in messages
    assert said in " ".join(messages.split())
    assert "Traceback" not in messages
