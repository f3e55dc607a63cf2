"""Fingerprints of files and of values: what something was made of, in one line of hexadecimals."""

import json
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import sha256
from os import stat_result
from os.path import isdir
from pathlib import Path

from edition.work.atomic import OutputError, write_whole

# A file written within so many seconds before it was read may have been written again since, its
# time unchanged: file systems count time coarsely. Such a file is read again.
_SETTLED = 2.0


def fingerprint(*values: object) -> str:
    """The fingerprint of values made of dataclasses, mappings, sets, sequences, text, numbers and paths."""
    digest = sha256()
    waiting: list[object] = list(reversed(values))
    while waiting:
        value = waiting.pop()
        if is_dataclass(value) and not isinstance(value, type):
            value = {field.name: getattr(value, field.name) for field in fields(value)}
        if isinstance(value, bytes):
            digest.update(b"b%d:" % len(value) + value)
        elif isinstance(value, Mapping):
            digest.update(b"{%d" % len(value))
            for key in sorted(value, key=str, reverse=True):
                waiting += [value[key], key]
        elif isinstance(value, set | frozenset):
            digest.update(b"<%d" % len(value))
            waiting += sorted(value, key=str, reverse=True)
        elif isinstance(value, list | tuple):
            digest.update(b"[%d" % len(value))
            waiting += reversed(value)
        else:
            written = f"{type(value).__name__} {value}".encode("utf-8", "surrogatepass")
            digest.update(b"s%d:" % len(written) + written)
    return digest.hexdigest()


class Hashes:
    """SHA-256 of files, remembered by size and times so that a file at rest is not read again."""

    def __init__(self, store: Path) -> None:
        self._store = store
        self._known: dict[str, tuple[list[int], str]] = {}
        self._changed = False
        with suppress(OSError, ValueError, TypeError, AttributeError):
            self._known = {
                path: (list(marks), str(digest))
                for path, (marks, digest) in json.loads(store.read_bytes()).items()
            }

    def of(self, file: Path) -> str | None:
        """The hash of a file; none where there is none, or it cannot be read."""
        try:
            state = file.stat()
            known = self._known.get(str(file))
            if known and known[0] == _marks(state):
                return known[1]
            if isdir(file):
                return None
            digest = sha256(file.read_bytes()).hexdigest()
        except OSError:
            return None
        if state.st_mtime < time.time() - _SETTLED:
            self._known[str(file)] = (_marks(state), digest)
            self._changed = True
        return digest

    def of_all(self, files: Iterable[Path]) -> str:
        """One fingerprint of files and of which are there."""
        return fingerprint([(file.name, self.of(file)) for file in files])

    def of_folder(self, folder: Path) -> str:
        """One fingerprint of all files below a folder."""
        files = sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []
        return fingerprint([(file.relative_to(folder).as_posix(), self.of(file)) for file in files])

    def save(self) -> None:
        """Nothing; what is known is then remembered. What cannot be written is found out anew next time."""
        if self._changed:
            with suppress(OutputError):
                write_whole(self._store, json.dumps(self._known).encode("utf-8", "replace"))


def _marks(state: stat_result) -> list[int]:
    return [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
