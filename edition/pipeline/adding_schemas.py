"""A schema's address or file → a schema known by name, its hash pinned; the one place where anything is fetched."""

import tempfile
from pathlib import Path
from urllib.error import URLError
from urllib.parse import unquote
from urllib.request import urlopen

from edition.diagnostics import UsageError
from edition.validate.addresses import split_address
from edition.validate.known_schemas import (
    INDEX,
    SUFFIXES,
    KnownSchema,
    folder,
    hash_of,
    index_of,
    known_schemas,
)
from edition.validate.relaxng.engine import automaton
from edition.validate.schematron import compiled
from edition.work.atomic import write_whole

SECONDS = 60
MOST_BYTES = 50_000_000


def add_schema(address: str, name: str | None = None, anew: bool = False) -> KnownSchema:
    """The schema, added; `UsageError` where it is wrong, cannot be had, or is not what had this name before."""
    path = Path(unquote(split_address(address).path))
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{address}: a schema is a {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]} file")
    called = name or path.stem
    if not called.strip() or set(called) & set("/\\"):
        raise UsageError(f"{called!r} can be no name of a schema")
    data = _data(address)
    schema = KnownSchema(called, address, f"{hash_of(data)}{path.suffix}", hash_of(data))
    known = known_schemas()
    if called in known and known[called].sha256 != schema.sha256 and not anew:
        raise UsageError(f"{called} is known, with another hash; --anew puts this one in its place")
    _check(schema, data)
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder()}: {(error.strerror or 'it cannot be made').lower()}") from error
    write_whole(schema.path, data)
    write_whole(folder() / INDEX, index_of({**known, called: schema}))
    return schema


def _data(address: str) -> bytes:
    scheme = split_address(address).scheme
    if scheme == "https":
        return _fetched(address)
    if scheme not in ("", "file"):
        raise UsageError(f"{address}: a schema is fetched by https only")
    path = Path(unquote(split_address(address).path)) if scheme else Path(address)
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{address}: {(error.strerror or 'it cannot be read').lower()}") from error


def _fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
            final = str(answer.geturl())
    except (URLError, TimeoutError, OSError) as error:
        raise UsageError(f"{address}: it cannot be fetched: {error}") from error
    if split_address(final).scheme != "https":
        raise UsageError(f"{address}: it leads to {final}, which is not https")
    if len(data) > MOST_BYTES:
        raise UsageError(f"{address}: it is larger than any schema")
    return data


def _check(schema: KnownSchema, data: bytes) -> None:
    """Nothing; `UsageError` where the schema is wrong, or where it needs other files beside it."""
    with tempfile.TemporaryDirectory() as beside:
        path = Path(beside) / f"{schema.name}{Path(schema.file).suffix}"
        path.write_bytes(data)
        try:
            _ = compiled(path) if path.suffix == ".sch" else automaton(path)
        except UsageError as error:
            raise UsageError(f"{schema.address}: {str(error).removeprefix(f'{beside}/')}") from error
