"""Prunings of a grammar kept in the user's cache folder: as RELAX NG, each with the names it was pruned to.

They lie in `$XDG_CACHE_HOME/edition/grammars` (else `~/.cache`), in a folder for each schema called by the
hash of its file; `files` lists the hashes of what that includes. All of it may be deleted at any time, and
what cannot be read or written is done without.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from lxml import etree

from edition import __version__
from edition.validate.survey import Used

# What a change of the form of these files, or of what is pruned, counts up.
FORMAT = 1
# Prunings of one schema, and schemas: the oldest go.
PRUNINGS = 16
GRAMMARS = 32
INCLUDED = "files"


def cache_folder() -> Path:
    """Where the prunings of this user lie."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "edition" / "grammars"


class Kept:
    """The prunings kept of one schema; none where its file cannot be read."""

    def __init__(self, schema: Path) -> None:
        self._schema = schema
        self._folder: Path | None = None
        with suppress(OSError):
            said = f"{FORMAT} {__version__} ".encode()
            self._folder = cache_folder() / hashlib.sha256(said + schema.read_bytes()).hexdigest()

    def names(self) -> Iterator[tuple[Used, Path]]:
        """The names that each pruning is for, and its file; nothing where the schema has changed since."""
        if self._folder is None or not self._is_unchanged(self._folder):
            return
        for file in sorted(self._folder.glob("*.names")):
            with suppress(OSError, ValueError):
                pairs = (line.partition(" ") for line in file.read_text(encoding="utf-8").split("\n"))
                yield frozenset((tag, name) for tag, _, name in pairs), file.with_suffix(".rng")

    def _is_unchanged(self, folder: Path) -> bool:
        try:
            lines = (folder / INCLUDED).read_text(encoding="utf-8").splitlines()
            return all(
                _hash(self._schema.parent / name) == digest
                for digest, _, name in (line.partition(" ") for line in lines)
            )
        except (OSError, ValueError):
            return False

    def keep(self, used: Used, written: etree._Element, files: Sequence[Path]) -> None:
        """Keep a pruning; `files` are all that the schema was made of."""
        folder = self._folder
        if folder is None:
            return
        with suppress(OSError, ValueError):
            included = "".join(
                f"{_hash(file)} {os.path.relpath(file, self._schema.parent)}\n"
                for file in files
                if file != self._schema
            )
            folder.mkdir(parents=True, exist_ok=True)
            if not self._is_unchanged(folder):
                for old in folder.glob("*.names"):
                    old.unlink(missing_ok=True)
                _write(folder / INCLUDED, included.encode())
            names = "\n".join(f"{tag} {name}" for tag, name in sorted(used)).encode()
            stem = hashlib.sha256(names).hexdigest()[:16]
            _write(folder / f"{stem}.rng", etree.tostring(written))
            # The last: what has names is whole.
            _write(folder / f"{stem}.names", names)
            _clear_up(folder)


def _clear_up(folder: Path) -> None:
    by_age = sorted(folder.glob("*.names"), key=lambda file: file.stat().st_mtime)
    for old in by_age[:-PRUNINGS]:
        old.unlink(missing_ok=True)
        old.with_suffix(".rng").unlink(missing_ok=True)
    grammars = sorted(folder.parent.iterdir(), key=lambda each: each.stat().st_mtime)
    for grammar in grammars[:-GRAMMARS]:
        for file in grammar.iterdir():
            file.unlink(missing_ok=True)
        grammar.rmdir()


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _write(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}-{os.getpid()}.part")
    beside.write_bytes(data)
    beside.replace(file)
