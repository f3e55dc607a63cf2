"""Files that are whole or not there: written beside their place and moved into it."""

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from edition.diagnostics import UsageError

BESIDE = ".edition-"
"""How the name begins of what is written beside its place, here and in the site."""

# One process writes many files; a name is never used twice in it.
_SERIAL = count()


class OutputError(UsageError):
    """Something cannot be written: a folder that is none, no right to write, a full disk."""


def write_whole(file: Path, data: bytes) -> None:
    """Nothing; the file then holds the bytes, or what it held before where `OutputError` is raised."""
    # The name is short whatever the file's is: systems bound a name's length.
    beside = file.with_name(f"{BESIDE}{os.getpid()}-{next(_SERIAL)}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
        beside.replace(file)
    except OSError as error:
        raise OutputError(_unwritable(file, error)) from error
    finally:
        # Moved, it is no longer there; left over by a fault or a signal, it goes.
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def write_changed(file: Path, data: bytes) -> bool:
    """Whether the file had to be written: not where it holds these bytes already."""
    with suppress(OSError):
        if file.read_bytes() == data:
            return False
    write_whole(file, data)
    return True


def make_folder(folder: Path) -> None:
    """Nothing; the folder is then there and takes files, or `OutputError` says why not.

    It is asked before work begins, so that a conversion of an hour does not end in vain.
    """
    probe = folder / f"{BESIDE}{os.getpid()}-{next(_SERIAL)}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise OutputError(_unwritable(folder, error)) from error


def refuse_folder(file: Path) -> None:
    """Nothing, where a file may be written; `OutputError` where a folder has its name."""
    if file.is_dir():
        raise OutputError(f"{_shown(file)}: cannot be written: a folder has this name; move it away")


def _unwritable(path: Path, error: OSError) -> str:
    return f"{_shown(path)}: cannot be written: {error.strerror or error}"


def _shown(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
