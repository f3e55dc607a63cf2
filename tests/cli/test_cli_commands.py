"""The command `edition` itself: help, version, what it loads, how it ends."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from edition import __version__
from edition.cli import COMMANDS, group


def test_version_is_the_packages() -> None:
    result = CliRunner().invoke(group, ["--version"], prog_name="edition")
    assert (result.exit_code, result.stdout) == (0, f"edition, version {__version__}\n")


def test_help_names_every_command() -> None:
    result = CliRunner().invoke(group, ["--help"], prog_name="edition")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_of_its_own(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None and command.name == name
    result = CliRunner().invoke(group, [name, "--help"], prog_name="edition")
    assert result.exit_code == 0
    assert "--quiet" in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, edition.cli; edition.cli.group.main(['--help'], standalone_mode=False);"
        "print(sorted({'lxml','jinja2','rich','typst','regex','symspellpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments", [["convret"], ["convert"], ["convert", "a.txt"], ["convert", "a.txt", "--outptu", "x"]]
)
def test_wrong_usage_ends_with_2_and_a_sentence(arguments: list[str]) -> None:
    result = CliRunner().invoke(group, arguments, prog_name="edition")
    assert result.exit_code == 2
    assert "Error: " in result.stderr and "Traceback" not in result.output


def test_python_m_edition_is_the_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "edition", "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"edition, version {__version__}\n"
