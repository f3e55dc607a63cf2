"""A search index in one order: Pagefind writes its facets in another order on every run, and we never.

Its two kinds of file concerned are gzipped CBOR after a signature: a facet's values with their pages, and
the list of all files. Both hold nothing but arrays, texts and numbers.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping

SIGNATURE = b"pagefind_dcd"

Value = int | str | list["Value"]

_NUMBER, _TEXT, _ARRAY = 0, 3, 4


class _UnknownFormError(Exception):
    """The file is not of the form we know: it stays as Pagefind wrote it."""


def steadied(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, its facets sorted, named by what they hold; as they were where we know them not."""
    try:
        return _steadied(dict(files))
    except (_UnknownFormError, KeyError, IndexError, TypeError, ValueError):
        return dict(files)


def _steadied(files: dict[str, bytes]) -> dict[str, bytes]:
    renamed: dict[Value, Value] = {}
    for name in sorted(name for name in files if name.startswith("filter/")):
        facet, values = _pair(_read(files.pop(name)))
        data = _written([facet, _sorted(values)])
        old = name.removeprefix("filter/").removesuffix(".pf_filter")
        renamed[old] = new = f"{old.partition('_')[0]}_{_digest(data, 7)}"
        files[f"filter/{new}.pf_filter"] = data
    entry = json.loads(files["pagefind-entry.json"])
    for language in entry["languages"].values():
        data = files.pop(f"pagefind.{language['hash']}.pf_meta")
        meta = _read(data)
        if not isinstance(meta, list) or not isinstance(meta[3], list):
            raise _UnknownFormError
        meta[3] = _sorted([[name, renamed[file]] for name, file in map(_pair, meta[3])])
        data = _written(meta)
        language["hash"] = f"{language['hash'].partition('_')[0]}_{_digest(data, 10)}"
        files[f"pagefind.{language['hash']}.pf_meta"] = data
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def _pair(value: Value) -> tuple[Value, Value]:
    if not isinstance(value, list) or len(value) != 2:
        raise _UnknownFormError
    return value[0], value[1]


def _sorted(values: Value) -> Value:
    if not isinstance(values, list):
        raise _UnknownFormError
    return sorted(values, key=lambda pair: str(_pair(pair)[0]))


def _digest(data: bytes, length: int) -> str:
    return hashlib.sha256(data).hexdigest()[:length]


# ---- CBOR (RFC 8949), as much of it as there is here ------------------------------------------------------


def _read(data: bytes) -> Value:
    plain = gzip.decompress(data)
    if not plain.startswith(SIGNATURE):
        raise _UnknownFormError
    root: list[Value] = []
    # Arrays still open, each with how many members it lacks.
    opened: list[tuple[list[Value], int]] = [(root, 1)]
    at = len(SIGNATURE)
    while opened:
        array, lacking = opened.pop()
        if not lacking:
            continue
        opened.append((array, lacking - 1))
        kind, number, at = _head(plain, at)
        if kind == _NUMBER:
            array.append(number)
        elif kind == _TEXT:
            array.append(plain[at : at + number].decode())
            at += number
        elif kind == _ARRAY:
            inner: list[Value] = []
            array.append(inner)
            opened.append((inner, number))
        else:
            raise _UnknownFormError
    if at != len(plain):
        raise _UnknownFormError
    return root[0]


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number < 24:
        return kind, number, at
    if number > 27:
        raise _UnknownFormError
    size = 1 << (number - 24)
    return kind, int.from_bytes(data[at : at + size], "big"), at + size


def _written(value: Value) -> bytes:
    out = bytearray(SIGNATURE)
    pending = [value]
    while pending:
        each = pending.pop()
        if isinstance(each, int):
            out += _number(_NUMBER, each)
        elif isinstance(each, str):
            text = each.encode()
            out += _number(_TEXT, len(text)) + text
        else:
            out += _number(_ARRAY, len(each))
            pending.extend(reversed(each))
    return gzip.compress(bytes(out), mtime=0)


def _number(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + number.to_bytes(1 << power, "big")
