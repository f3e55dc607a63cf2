"""What docs/ci.md and action.yml tell a CI service to run, run as it stands."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import regex
import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
GRAMMAR = (
    '<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="http://relaxng.org/ns/structure/1.0">'
    '<oneOrMore><element name="p"><text/></element></oneOrMore></element>'
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><p>Lom</p>{}</TEI>'
# ```yaml … ```
BLOCK = regex.compile(r"^```yaml\n(.*?)^```", regex.MULTILINE | regex.DOTALL)


@pytest.fixture(params=[("", 0), ("\n<q/>", 1)], ids=["valid", "invalid"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    content, status = request.param
    (tmp_path / "tei").mkdir()
    (tmp_path / "schemas").mkdir()
    (tmp_path / "tei" / "a.xml").write_text(TEI.format(content))
    (tmp_path / "schemas" / "our.rng").write_text(GRAMMAR)
    return tmp_path, status


def bash(script: str, folder: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    env = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def blocks() -> list[Any]:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return [yaml.safe_load(block) for block in BLOCK.findall(text)]


def test_the_action_validates_and_tells_github_beside_the_lines(project: tuple[Path, int]) -> None:
    folder, status = project
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][1]
    assert set(step["env"].values()) <= {f"${{{{ inputs.{name} }}}}" for name in action["inputs"]}
    # What the step before installs: the edition that is tested.
    (folder / "temp" / "edition" / "bin").mkdir(parents=True)
    (folder / "temp" / "edition" / "bin" / "edition").symlink_to(Path(sys.executable).parent / "edition")
    environment = {"EDITION_PATHS": "tei\n", "EDITION_SCHEMA": "schemas/our.rng", "EDITION_SARIF": "t.sarif"}
    done = bash(
        step["run"], folder, RUNNER_TEMP=str(folder / "temp"), EDITION_ARGUMENTS="--jobs\n1\n", **environment
    )
    assert done.returncode == status, done.stderr
    assert done.stdout.startswith("::error file=tei/a.xml,line=2,col=1,") == bool(status)
    assert len(json.loads((folder / "t.sarif").read_text())["runs"][0]["results"]) == status


def test_the_job_for_gitlab_writes_both_reports_and_fails_where_it_should(project: tuple[Path, int]) -> None:
    folder, status = project
    job = next(block["validate-tei"] for block in blocks() if "validate-tei" in block)
    shims = folder / "bin"
    shims.mkdir()
    (shims / "edition").symlink_to(Path(sys.executable).parent / "edition")
    (shims / "pip").symlink_to("/bin/true")  # edition is there already
    done = bash("\n".join(job["script"]), folder, PATH=f"{shims}:{os.environ['PATH']}")
    assert done.returncode == status, done.stderr
    reports = job["artifacts"]["reports"]
    assert len(json.loads((folder / reports["codequality"]).read_text())) == status
    assert etree.parse(folder / reports["junit"]).getroot().find("testsuite").get("failures") == str(status)  # type: ignore[union-attr]


def test_the_hook_and_the_page_agree() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    used = [
        hook["id"] for block in blocks() if "repos" in block for r in block["repos"] for hook in r["hooks"]
    ]
    assert used == [hook["id"] for hook in hooks]


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    workflow = next(block for block in blocks() if "jobs" in block)
    given = [step.get("with", {}) for step in workflow["jobs"]["validate"]["steps"]]
    assert {name for each in given for name in each} <= set(inputs)
