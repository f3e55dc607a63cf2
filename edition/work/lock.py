"""One build of an edition at a time: a lock that the system lets go of when its process dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from edition.diagnostics import UsageError
from edition.work.atomic import OutputError, make_folder


class LockedError(UsageError):
    """Somebody else is building the edition."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the lock in a folder. Raises `LockedError` where a living process holds it."""
    make_folder(folder)
    try:
        stream = (folder / "lock").open("a+b")
    except OSError as error:
        raise OutputError(f"{folder / 'lock'}: cannot be written: {error.strerror or error}") from error
    with stream:
        if not _take(stream):
            stream.seek(0)
            holder = stream.read(20).decode("ascii", "replace").strip()
            whose = f" (process {holder})" if holder else ""
            raise LockedError(
                f"another build of this edition is running{whose}; nothing was made: wait for it, or end it"
            )
        stream.truncate(0)
        stream.write(str(os.getpid()).encode())
        stream.flush()
        try:
            yield
        finally:
            with suppress(OSError):
                stream.truncate(0)


def _take(stream: IO[bytes]) -> bool:
    """Whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(1024)  # beyond what is written there: a locked byte cannot be read
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
