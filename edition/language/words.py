"""Word lists with frequencies, read once a process from the packages that keep them."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources.abc import Traversable, TraversableResources
from importlib.util import find_spec
from types import MappingProxyType

# Two packages keep lists under permissive licences: symspellpy one of English (the words of SCOWL with their
# frequencies in Google Books, so without what only misprints have), pyspellchecker lists of more languages.
_ENGLISH = ("symspellpy", "frequency_dictionary_en_82_765.txt")
_OTHERS = ("spellchecker", "resources/{}.json.gz")


@cache
def word_list(code: str) -> Mapping[str, int]:
    """Words, case folded, to their frequencies; empty for a language without a list."""
    words = _counted_lines(*_ENGLISH) if code == "en" else _counted_in_json(*_OTHERS, code)
    return MappingProxyType(words)


def _counted_lines(package: str, name: str) -> dict[str, int]:
    """On each line a word, a space and its frequency."""
    words: dict[str, int] = {}
    for line in _resource(package, name).read_text("utf-8-sig").splitlines():
        word, _, count = line.rpartition(" ")
        words[word.casefold()] = int(count)
    return words


def _counted_in_json(package: str, name: str, code: str) -> dict[str, int]:
    """An object of words and frequencies, compressed."""
    file = _resource(package, name.format(code))
    if not code.isalpha() or not file.is_file():
        return {}
    counted = json.loads(gzip.decompress(file.read_bytes()))
    return {word.casefold(): count for word, count in counted.items()}


def _resource(package: str, name: str) -> Traversable:
    # `importlib.resources.files` would import the package, and all it imports with it.
    spec = find_spec(package)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no package {package}, which keeps a word list", name=package)
    reader = spec.loader.get_resource_reader(package)  # type: ignore[attr-defined]  # optional in the protocol
    assert isinstance(reader, TraversableResources)
    return reader.files().joinpath(*name.split("/"))
