"""Schemas that a user has added once, by name and by address, each with the hash it must have.

They lie in `$XDG_DATA_HOME/edition/schemas` (else `~/.local/share`), with a list of them in JSON.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from edition.diagnostics import UsageError

INDEX = "schemas.json"
SUFFIXES = (".rng", ".rnc", ".sch")


@dataclass(frozen=True, slots=True)
class KnownSchema:
    """A schema by its name; `address` is where it came from, `file` what it is called in the folder."""

    name: str
    address: str
    file: str
    sha256: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return folder() / self.file


def folder() -> Path:
    """Where the schemas of this user lie."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "edition" / "schemas"


def known_schemas() -> Mapping[str, KnownSchema]:
    """All of them by name; `UsageError` where the list cannot be understood."""
    index = folder() / INDEX
    if not index.is_file():
        return {}
    try:
        rows = [KnownSchema(**row) for row in json.loads(index.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f"{index}: the list of schemas cannot be read: {error}") from error
    return {row.name: row for row in rows}


def known_path(name: str) -> Path | None:
    """The file of a schema by name, file name or address; `UsageError` where it is not what was added."""
    for known in known_schemas().values():
        if name in (known.name, known.address, f"{known.name}{Path(known.file).suffix}"):
            return _checked(known)
    return None


def index_of(schemas: Mapping[str, KnownSchema]) -> bytes:
    """The list as it is written."""
    rows = [asdict(schemas[name]) for name in sorted(schemas)]
    return (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode()


def hash_of(data: bytes) -> str:
    """SHA-256, in hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()


def _checked(known: KnownSchema) -> Path:
    path = known.path
    state = path.stat() if path.is_file() else None
    if state is None or _hash_of_file(path, state.st_mtime_ns, state.st_size) != known.sha256:
        raise UsageError(
            f"{path}: the schema {known.name} is not the one that was added;"
            f" add it anew: edition schema add {known.address}"
        )
    return path


@lru_cache(maxsize=64)
def _hash_of_file(path: Path, changed: int, size: int) -> str:
    return hash_of(path.read_bytes())
