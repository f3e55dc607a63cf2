"""An edition on disk: its folder, its settings, and what a document in it is told."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from os.path import abspath, exists, isdir, isfile, normpath
from pathlib import Path

from edition.config import (
    CONFIG_FILE,
    TABLE_FILE,
    Config,
    Values,
    listed,
    parse_config,
    parse_tables,
    settings_for,
)
from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.language import COLLECTIONS
from edition.readers.files import Source, read_bytes, shown
from edition.readers.text import decode
from edition.settings import Settings

SOURCES = "sources"
TEI = "tei"
SCHEMAS = "schemas"


class ConfigError(UsageError):
    """The settings are faulty; nothing was done. `diagnostics` holds each fault with its line."""

    def __init__(self, file: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{file} has faults; nothing was made")
        self.diagnostics = diagnostics


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its folder, its settings, its own words and tables, and warnings about the settings."""

    folder: Path
    config: Config
    words: frozenset[str] = frozenset()
    tables: tuple[Values, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def output(self) -> Path:
        """Where what can be made again lies."""
        return Path(normpath(self.folder / str(self.config.build.get("output", "build"))))

    @property
    def formats(self) -> Collection[str]:
        """What a build makes of the TEI."""
        return listed(self.config.build, "formats", ("site", "pdf"))

    def settings(self, source: Source, schemas: str | None) -> Settings:
        """What the conversion of a source is told; a glob may name it by its name or by its path."""
        names = self._names(source)
        return settings_for(self.config, *names, words=self.words, tables=self.tables, schemas=schemas)

    def globs_of_nothing(self, documents: Collection[Source]) -> Iterator[Diagnostic]:
        """A warning for each `[documents."GLOB"]` that names none of the edition's documents."""
        names = {name for document in documents for name in self._names(document)}
        for glob, _ in self.config.documents:
            if not any(fnmatchcase(name, glob) for name in names):
                message = f'[documents."{glob}"] names no document of this edition'
                nearest = get_close_matches(glob, sorted(names), 1, 0)
                remedy = f"the nearest name is {nearest[0]!r}" if nearest else None
                place = self.config.place("documents", glob)
                yield Diagnostic(Severity.WARNING, place, "config/no-document", message, remedy)

    def _names(self, source: Source) -> set[str]:
        names = {source.name, source.path, source.path.rpartition(".")[0] or source.path}
        return names.union(self._paths_in_sources(source))

    def _paths_in_sources(self, source: Source) -> list[str]:
        # A file named on the command line is known by its path in `sources/` too.
        root = (self.folder / SOURCES).resolve()
        place = source.files[0].resolve()
        if not place.is_relative_to(root):
            return []
        path = shown(place.relative_to(root).as_posix())
        stem = path.rpartition(".")[0]
        folder = path.rpartition("/")[0]
        paths = [path, stem, folder] if folder else [path, stem]
        return [*paths, *(name.replace("/", "--") for name in paths)]


def load_edition(folder: Path) -> Edition:
    """The edition in a folder. Raises `UsageError` where there is none, `ConfigError` for faulty settings."""
    file = folder / CONFIG_FILE
    if not isfile(file):
        raise UsageError(f"{shown(folder)}: {_no_edition(folder)}")
    config, faults = parse_config(read_bytes(file), shown(file))
    faults = (*faults, *_misplaced(folder, config), *_absent(folder, config), *_unknown(config))
    tables: tuple[Values, ...] = ()
    if not any(fault.severity is Severity.ERROR for fault in faults):
        tables, faults_of_tables = _tables(folder, config)
        faults = (*faults, *faults_of_tables)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise ConfigError(shown(file), faults)
    return Edition(folder, config, _words(folder, config), tables, faults)


def output_of(folder: Path) -> tuple[Path, Path]:
    """An edition's folder and its output; of a folder without `edition.toml`, where its output may have been taken."""
    if isfile(folder / CONFIG_FILE):
        return folder, load_edition(folder).output
    if isdir(folder / "build"):
        return folder, folder / "build"
    return folder.absolute().parent, folder


def _no_edition(folder: Path) -> str:
    if isdir(folder):
        return f"no edition here: {CONFIG_FILE} is missing; `edition new` makes one"
    if exists(folder):
        return f"is a file; name the folder that holds {CONFIG_FILE}"
    return "there is no such folder; `edition new` makes an edition"


def _misplaced(folder: Path, config: Config) -> Iterator[Diagnostic]:
    """Output among what it is made of would be taken for it by the next build."""
    output = Path(abspath(folder / str(config.build.get("output", "build"))))
    for name in (SOURCES, TEI, SCHEMAS):
        if output.is_relative_to(abspath(folder / name)):
            message = f"the value of 'output' in [build] lies in {name}/, which is read, not made"
            remedy = 'name a folder of its own, such as "build"'
            yield _wrong(config.place("build", "output"), message, remedy)


def _absent(folder: Path, config: Config) -> Iterator[Diagnostic]:
    """A fault for each file that the settings name and that is not there."""
    for key, what, names in (
        ("word_lists", "word list", listed(config.convert, "word_lists")),
        ("collections", "file of tables", _table_files(config)),
    ):
        for name in names:
            if not isfile(folder / name):
                message = f"the {what} {name!r} is not there: {shown(folder / name)}"
                yield _wrong(config.place("convert", key), message, "its path is relative to edition.toml")


def _table_files(config: Config) -> Iterator[str]:
    return (name for name in listed(config.convert, "collections") if name.endswith(TABLE_FILE))


def _tables(folder: Path, config: Config) -> tuple[tuple[Values, ...], tuple[Diagnostic, ...]]:
    """The tables in the files that `collections` names, and their faults."""
    files = (folder / name for name in _table_files(config))
    read = [parse_tables(read_bytes(file), shown(file)) for file in files]
    return tuple(values for values, _ in read), tuple(fault for _, faults in read for fault in faults)


def _unknown(config: Config) -> Iterator[Diagnostic]:
    """A fault for a collection nobody knows; a warning for a rule, for rules come and go between versions."""
    for name in listed(config.convert, "collections"):
        if name not in COLLECTIONS and not name.endswith(TABLE_FILE):
            known = ", ".join(f'"{known}"' for known in COLLECTIONS)
            message = f"'collections' in [convert] names no collection: {name!r}"
            remedy = f"known are {known}, and files of tables, their names ending in .toml"
            yield _wrong(config.place("convert", "collections"), message, remedy)
    if not (rules_off := listed(config.convert, "rules_off")):
        return
    # Imported where it is needed: a build in which nothing changed asks no recogniser.
    from edition.recognise.rules import RULES, nearest_rule

    for name in rules_off:
        if name not in RULES:
            nearest = nearest_rule(name)
            nearest_known = f"the nearest is {nearest!r}" if nearest else "docs/rules.md lists them"
            place = config.place("convert", "rules_off")
            message = f"'rules_off' in [convert] names no rule: {name!r}"
            yield Diagnostic(Severity.WARNING, place, "config/no-rule", message, nearest_known)


def _wrong(place: Location, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, place, "config/wrong-value", message, remedy)


def nearest_edition(folder: Path) -> Edition | None:
    """The edition a folder lies in or is: that of the nearest `edition.toml`."""
    for place in (folder, *folder.absolute().parents):
        if isfile(place / CONFIG_FILE):
            return load_edition(place)
    return None


def settings_finder(output: Path) -> Callable[[Source], Settings]:
    """What tells each source's settings: those of the edition it lies in, so that they are as in a build."""
    nearest = cache(nearest_edition)
    schemas = f"../{SCHEMAS}" if isfile(output.absolute().parent / CONFIG_FILE) else None

    def settings(source: Source) -> Settings:
        edition = nearest(source.files[0].absolute().parent)
        return edition.settings(source, schemas) if edition else Settings(schemas=schemas)

    return settings


def _words(folder: Path, config: Config) -> frozenset[str]:
    """The words of the edition's own lists, one a line."""
    words: set[str] = set()
    for name in listed(config.convert, "word_lists"):
        file = folder / name
        text, _, _ = decode(read_bytes(file), shown(file))
        words.update(filter(None, (line.strip() for line in text.splitlines())))
    return frozenset(words)
