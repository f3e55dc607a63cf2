"""The tables that travel with the package: TOML, a file for each language, read once a process."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Table:
    """A file's keys; one it does not have is empty."""

    keys: Mapping[str, object]

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.keys.get(name, ())
        assert isinstance(value, list | tuple)
        return tuple(str(text) for text in value)

    def mapping(self, name: str) -> Mapping[str, str]:
        """A table of texts."""
        return MappingProxyType({key: str(value) for key, value in self._table(name).items()})

    def numbers(self, name: str) -> Mapping[str, int]:
        """A table of numbers."""
        return MappingProxyType({key: int(str(value)) for key, value in self._table(name).items()})

    def _table(self, name: str) -> Mapping[str, object]:
        value = self.keys.get(name, {})
        assert isinstance(value, dict)
        return value


@cache
def data(name: str) -> Mapping[str, object]:
    """A file of tables that belongs to no language, by its name."""
    return MappingProxyType(
        tomllib.loads(files("edition.language").joinpath("data", name).read_text("utf-8"))
    )


@cache
def table(folder: str, name: str) -> Table:
    """The table of a language or a collection; an empty one where there is none."""
    file = files("edition.language").joinpath("data", folder, f"{name}.toml")
    if not name.isalnum() or not file.is_file():
        return Table(MappingProxyType({}))
    return Table(MappingProxyType(tomllib.loads(file.read_text("utf-8"))))
