"""`edition.toml` → what an editor decided, as one frozen value; each fault with its line and a remedy."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from fnmatch import fnmatchcase
from types import MappingProxyType

import regex

from edition.config import checks
from edition.config.checks import DOCUMENT_KEYS, Key, WrongValueError
from edition.config.conventions import TABLES, own_tables
from edition.config.places import KeyPath, Place, key_places
from edition.diagnostics import Diagnostic, Location, Severity
from edition.settings import Settings

CONFIG_FILE = "edition.toml"

_OWN_TABLES: Mapping[str, Key] = {name: Key(check) for name, check in TABLES.items()}
KEYS: Mapping[str, Mapping[str, Key]] = {
    **checks.KEYS,
    "convert": {**checks.KEYS["convert"], **_OWN_TABLES},
}

# "Invalid value (at line 3, column 5)", as tomllib words it.
_PLACE_IN_MESSAGE = regex.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")

Values = Mapping[str, object]
_NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Config:
    """What `edition.toml` says, table by table, checked; a key nobody wrote is absent.

    `documents` pairs each glob with its facts, in the file's order: a later one adds to an earlier.
    """

    file: str = CONFIG_FILE
    edition: Values = field(default_factory=dict)
    documents: tuple[tuple[str, Values], ...] = ()
    convert: Values = field(default_factory=dict)
    validate: Values = field(default_factory=dict)
    site: Values = field(default_factory=dict)
    book: Values = field(default_factory=dict)
    build: Values = field(default_factory=dict)
    places: Mapping[KeyPath, Place] = field(default_factory=dict)

    def place(self, *path: str) -> Location:
        """Where a key stands, else its table, else the file."""
        return _place_of(self.file, self.places, path)


def parse_config(data: bytes, file: str) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The settings in the bytes of an `edition.toml`, and every fault in it, in the file's order.

    What is wrong is left out of the settings; whoever asks must not go on where there are errors.
    """
    tables, reader = _read(data, file)
    config = reader.config(tables)
    return config, tuple(sorted(reader.faults, key=Diagnostic.sort_key))


def parse_tables(data: bytes, file: str) -> tuple[Values, tuple[Diagnostic, ...]]:
    """The tables of a file that `collections` names, and every fault in it, in the file's order."""
    tables, reader = _read(data, file)
    values = reader.values((), tables, _OWN_TABLES)
    return values, tuple(sorted(reader.faults, key=Diagnostic.sort_key))


def _read(data: bytes, file: str) -> tuple[Values, "_TableReader"]:
    """A TOML file's tables and who reads them; no tables and a fault where it is none."""
    try:
        # Windows' own editor begins each file with a byte-order mark.
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start + 1} is not UTF-8; save the file as UTF-8"
        return _NOTHING, _TableReader(file, {}, [_error(Location(file, line), "config/encoding", message)])
    try:
        return tomllib.loads(text), _TableReader(file, key_places(text))
    except tomllib.TOMLDecodeError as error:
        return _NOTHING, _TableReader(file, {}, [_syntax_error(str(error), text, file)])
    except RecursionError:
        message = "brackets are nested too deeply to be settings"
        return _NOTHING, _TableReader(file, {}, [_error(Location(file), "config/syntax", message)])


def document_facts(config: Config, *names: str) -> Values:
    """What `[documents."GLOB"]` says of a document, known by any of its names; later globs add to earlier."""
    facts: dict[str, object] = {}
    for glob, values in config.documents:
        if any(fnmatchcase(name, glob) for name in names):
            facts.update(values)
    return facts


def listed(values: Values, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The texts of a key that holds a list."""
    value = values.get(key, default)
    return value if isinstance(value, tuple) else (str(value),)


# Keys of `[edition]` and `[documents]` whose name differs from the field of `Settings`.
_EDITION_FIELDS = {"title": "edition_title"}
_DOCUMENT_FIELDS = {"date": "document_date"}
_OF_EDITION = frozenset({"title", "editors", "publisher", "licence", "language", "date"})
_OF_DOCUMENT = frozenset({"title", "kind", "date", "year", "repository", "scan", "facs"})
TABLE_FILE = ".toml"
"""How the name of a file of tables ends, where `collections` names one beside those that are known."""


def settings_for(
    config: Config,
    *names: str,
    words: frozenset[str] = frozenset(),
    tables: Sequence[Values] = (),
    schemas: str | None = None,
) -> Settings:
    """What the conversion of one document, known by any of its names, is told.

    `tables` are those of the files that `collections` names.
    """
    facts: dict[str, object] = {"words": words, "schemas": schemas}
    facts.update({_EDITION_FIELDS.get(k, k): v for k, v in config.edition.items() if k in _OF_EDITION})
    collections = listed(config.convert, "collections")
    facts["collections"] = tuple(name for name in collections if not name.endswith(TABLE_FILE))
    facts["running_titles"] = listed(config.convert, "running_titles")
    facts["own"] = own_tables((config.convert, *tables))
    documents = document_facts(config, *names)
    facts.update({_DOCUMENT_FIELDS.get(k, k): v for k, v in documents.items() if k in _OF_DOCUMENT})
    facts["rules_off"] = frozenset(listed(config.convert, "rules_off"))
    return replace(Settings(), **facts)  # type: ignore[arg-type]  # each value was checked by KEYS


@dataclass(slots=True)
class _TableReader:
    """Reads the tables of one file and gathers its faults."""

    file: str
    places: Mapping[KeyPath, Place]
    faults: list[Diagnostic] = field(default_factory=list)

    def config(self, tables: Values) -> Config:
        known = [*KEYS, "documents"]
        for name in tables:
            if name not in known:
                self._unknown((name,), known, "table")
        read = {name: self.values((name,), tables.get(name), keys) for name, keys in KEYS.items()}
        documents = tuple(self._documents(tables.get("documents", {})))
        return Config(self.file, documents=documents, places=self.places, **read)

    def _documents(self, value: object) -> Iterator[tuple[str, Values]]:
        if not isinstance(value, dict):
            self._wrong(("documents",), 'tables such as [documents."part-2*"]')
            return
        for glob, facts in value.items():
            yield glob, self.values(("documents", glob), facts, DOCUMENT_KEYS)

    def values(self, path: KeyPath, table: object, keys: Mapping[str, Key]) -> Values:
        """A table's values as their checks give them."""
        if table is None:
            return _NOTHING
        if not isinstance(table, dict):
            self._wrong(path, f"a table, {_header(path)}")
            return _NOTHING
        values: dict[str, object] = {}
        for name, value in table.items():
            if name in keys:
                self._check((*path, name), value, keys[name], values)
            else:
                self._unknown((*path, name), list(keys), "key")
        return MappingProxyType(values)

    def _check(self, path: KeyPath, value: object, key: Key, values: dict[str, object]) -> None:
        try:
            values[path[-1]] = key.check(value)
        except WrongValueError as error:
            self._wrong(path, str(error))
            return
        if not key.used:
            message = (
                f"{path[-1]!r} in {_header(path[:-1])} is known, but this version does nothing with it yet"
            )
            self.faults.append(
                Diagnostic(Severity.WARNING, self._place(path), "config/without-effect", message)
            )

    def _wrong(self, path: KeyPath, expected: str) -> None:
        where = f" in {_header(path[:-1])}" if path[:-1] else ""
        message = f"the value of {path[-1]!r}{where} must be {expected}"
        self.faults.append(_error(self._place(path), "config/wrong-value", message))

    def _unknown(self, path: KeyPath, known: list[str], what: str) -> None:
        word = path[-1]
        nearest = max(known, key=lambda name: SequenceMatcher(None, word.lower(), name.lower()).ratio())
        where = f" in {_header(path[:-1])}" if path[:-1] else ""
        message = f"unknown {what} {word!r}{where}; the nearest known {what} is {nearest!r}"
        remedy = "known here: " + ", ".join(known)
        self.faults.append(_error(self._place(path), "config/unknown-key", message, remedy))

    def _place(self, path: KeyPath) -> Location:
        return _place_of(self.file, self.places, path)


def _place_of(file: str, places: Mapping[KeyPath, Place], path: KeyPath) -> Location:
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return Location(file, *places[path[:length]])
    return Location(file)


def _header(path: KeyPath) -> str:
    """A table as the file heads it."""
    return f"[{path[0]}]" if len(path) == 1 else f'[{path[0]}."{path[1]}"]'


def _syntax_error(message: str, text: str, file: str) -> Diagnostic:
    match = _PLACE_IN_MESSAGE.search(message)
    if match is None:
        return _error(Location(file), "config/syntax", message)
    line = match["line"]
    place = (
        Location(file, int(line), int(match["column"]))
        if line
        else Location(file, max(1, text.count("\n") + 1))
    )
    reason = message[: match.start()]
    return _error(place, "config/syntax", f"not TOML: {reason[:1].lower()}{reason[1:]}")


def _error(place: Location, code: str, message: str, remedy: str | None = None) -> Diagnostic:
    return Diagnostic(Severity.ERROR, place, code, message, remedy)
