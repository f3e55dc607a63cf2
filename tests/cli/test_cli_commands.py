"""The command `edition` itself: help, version, what it loads, how it ends."""

import os
import subprocess
import sys
from pathlib import Path

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


def test_a_wrong_command_is_told_the_nearest() -> None:
    result = CliRunner().invoke(group, ["convret"], prog_name="edition")
    assert result.exit_code == 2
    assert "did you mean convert?" in result.stderr


def all_shown(terminal: int) -> str:
    """What was written to a pseudo-terminal whose other end is closed; one read may give a part of it."""
    shown = b""
    try:
        while part := os.read(terminal, 65536):
            shown += part
    except OSError:  # Linux: nothing more will come
        pass
    os.close(terminal)
    return shown.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Some text.")
    command = [
        sys.executable,
        "-m",
        "edition",
        "convert",
        str(tmp_path / "a.txt"),
        "-o",
        str(tmp_path / "out"),
    ]
    terminal, end = os.openpty()
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=end, text=True, check=True)
    os.close(end)
    shown = all_shown(terminal)
    assert "convert" in shown and "1/1" in shown
    assert run.stdout == f"1 document converted, 1 page: {tmp_path / 'out'}\n"
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(("no_colour", "styled"), [("", True), ("1", False)])
def test_messages_on_a_terminal_keep_to_no_color(tmp_path: Path, no_colour: str, styled: bool) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    command = [
        sys.executable,
        "-m",
        "edition",
        "convert",
        str(tmp_path / "a.txt"),
        "-o",
        str(tmp_path / "out"),
    ]
    terminal, end = os.openpty()
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": no_colour}
    subprocess.run(command, stdout=subprocess.PIPE, stderr=end, env=environment, check=True)
    os.close(end)
    shown = all_shown(terminal)
    line = next(line for line in shown.splitlines() if "source/empty" in line)
    assert ("\x1b[2msource/empty" in line) is styled


def test_python_m_edition_is_the_command() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "edition", "--version"], capture_output=True, text=True, check=True
    )
    assert run.stdout == f"edition, version {__version__}\n"
