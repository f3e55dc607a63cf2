"""Word lists with frequencies, read once a process from the packages that keep them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import TraversableResources
from importlib.util import find_spec
from types import MappingProxyType

# The package that keeps each language's list, and the file's name within it:
# on each line a word, a space and its frequency.
WORD_LISTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"en": ("symspellpy", "frequency_dictionary_en_82_765.txt")}
)


@cache
def word_list(code: str) -> Mapping[str, int]:
    """Words, case folded, to their frequencies; empty for a language without a list."""
    if code not in WORD_LISTS:
        return MappingProxyType({})
    words: dict[str, int] = {}
    for line in _read(*WORD_LISTS[code]).splitlines():
        word, _, count = line.rpartition(" ")
        words[word.casefold()] = int(count)
    return MappingProxyType(words)


def _read(package: str, name: str) -> str:
    # `importlib.resources.files` would import the package, and all it imports with it.
    spec = find_spec(package)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no package {package}, which keeps a word list", name=package)
    reader = spec.loader.get_resource_reader(package)  # type: ignore[attr-defined]  # optional in the protocol
    assert isinstance(reader, TraversableResources)
    return reader.files().joinpath(name).read_text("utf-8-sig")
