"""TEI files → the same with what is beyond doubt mended; each file whole, and never less valid than before."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from edition.diagnostics import Diagnostic, Fix, Severity
from edition.validate.mending import mended
from edition.work.atomic import write_whole
from edition.xml import decode
from edition.xml.encodings import declared_encoding, encode_like

# Each round mends something, so that files of many rounds are rare.
MOST_ROUNDS = 20
# Each of these takes a validation of the file.
MOST_ALONE = 50
# What is said of some bytes, in their own lines; and which of that may be mended.
Judge = Callable[[bytes], tuple[Diagnostic, ...]]
Choose = Callable[[bytes, tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of a file when nothing more was to mend, what is said of them, and how many faults are gone."""

    data: bytes
    diagnostics: tuple[Diagnostic, ...]
    number: int = 0


def fixed(data: bytes, judge: Judge, choose: Choose) -> Fixed:
    """The file with its faults mended again and again, until nothing changes."""
    state = Fixed(data, judge(data))
    for _ in range(MOST_ROUNDS):
        fixes = [each.fix for each in choose(state.data, state.diagnostics) if each.fix is not None]
        further = _round(state, fixes, judge)
        if further is None:
            break
        state = further
    return state


def _round(state: Fixed, fixes: list[Fix], judge: Judge) -> Fixed | None:
    """All fixes at once, or one by one where one of them makes another fault; none where nothing is better."""
    together = _tried(state, fixes, judge)
    if together is not None or len(fixes) < 2:
        return together
    further: Fixed | None = None
    for fix in sorted(fixes, key=lambda each: each.edits[0].start, reverse=True)[:MOST_ALONE]:
        # From the end, so that the places of the others stay.
        further = _tried(further or state, [fix], judge) or further
    return further


def _tried(state: Fixed, fixes: list[Fix], judge: Judge) -> Fixed | None:
    encoding = declared_encoding(state.data)
    text, number = mended(decode(state.data, encoding), fixes)
    after = encode_like(text, state.data, encoding) if number else None
    if after is None or after == state.data:
        return None
    now = judge(after)
    # Fewer faults, and no error in the place of a warning: else it was not what was meant.
    if (_errors(now), len(now)) >= (_errors(state.diagnostics), len(state.diagnostics)):
        return None
    return Fixed(after, now, state.number + number)


def _errors(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def difference(file: str, before: bytes, after: bytes) -> str:
    """What was changed in a file, as `diff -u` gives it; in characters, whatever the file's encoding."""
    name = file.lstrip("/")
    told = unified_diff(_lines(before), _lines(after), f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in told
    )


def _lines(data: bytes) -> list[str]:
    # A carriage return belongs to its line, as it does for diff.
    *whole, last = decode(data, declared_encoding(data)).split("\n")
    return [*(f"{line}\n" for line in whole), *([last] if last else [])]


def rewrite(file: str, before: bytes, after: bytes) -> bool:
    """Whether the file, or the one it links to, holds the new bytes; not where it changed meanwhile.

    Its rights stay as they were. Raises `OutputError` where it cannot be written.
    """
    path = Path(os.path.realpath(file))
    try:
        mode, now = path.stat().st_mode, path.read_bytes()
    except OSError:
        return False
    if now != before:
        return False
    write_whole(path, after)
    with suppress(OSError):
        path.chmod(mode & 0o7777)
    return True
