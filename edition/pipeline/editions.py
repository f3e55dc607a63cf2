"""An edition on disk: its folder, its settings, and what a document in it is told."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from os.path import isfile, normpath
from pathlib import Path

from edition.config import CONFIG_FILE, Config, listed, parse_config, settings_for
from edition.diagnostics import Diagnostic, Severity, UsageError
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
    """An edition: its folder, its settings, its own words, and warnings about the settings."""

    folder: Path
    config: Config
    words: frozenset[str] = frozenset()
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
        names = {source.name, source.path, source.path.rpartition(".")[0] or source.path}
        names.update(self._paths_in_sources(source))
        return settings_for(self.config, *names, words=self.words, schemas=schemas)

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
        raise UsageError(
            f"{shown(folder)}: no edition here: {CONFIG_FILE} is missing; `edition new` makes one"
        )
    config, faults = parse_config(read_bytes(file), shown(file))
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise ConfigError(shown(file), faults)
    return Edition(folder, config, _words(folder, config), faults)


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
        if not isfile(file):
            raise UsageError(f"{config.file}: the word list {name!r} is not there: {shown(file)}")
        text, _, _ = decode(read_bytes(file), shown(file))
        words.update(filter(None, (line.strip() for line in text.splitlines())))
    return frozenset(words)
