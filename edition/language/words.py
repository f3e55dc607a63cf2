"""Word lists with frequencies, read once a process from the packages that keep them."""

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable, TraversableResources
from importlib.util import find_spec
from types import MappingProxyType

# Two packages keep lists under permissive licences: symspellpy one of English (the words of SCOWL with their
# frequencies in Google Books, so without what only misprints have, but in British spelling), and one of
# pairs of words; pyspellchecker lists of more languages, and English as Americans spell it.
_ENGLISH = ("symspellpy", "frequency_dictionary_en_82_765.txt")
_PAIRS = ("symspellpy", "frequency_bigramdictionary_en_243_342.txt")
_OTHERS = ("spellchecker", "resources/{}.json.gz")
# symspellpy counts words by the hundred thousand million, pyspellchecker those of subtitles by the
# thousand million.
_SCALE = 300
# In the second list stand words of a dictionary that nobody used, with this count.
_UNUSED = 50
# Shorter ones are abbreviations and foreign words: in misread text they are more often halves of words.
_SHORTEST = 5


@cache
def word_list(code: str) -> Mapping[str, int]:
    """Words, case folded, to their frequencies; empty for a language without a list."""
    if code != "en":
        return MappingProxyType(dict(_counted_in_json(*_OTHERS, code)))
    words = _counted_lines(*_ENGLISH)
    american = ((word, count) for word, count in _counted_in_json(*_OTHERS, code) if len(word) >= _SHORTEST)
    words.update({word: count for word, count in american if word not in words})
    return MappingProxyType(words)


@cache
def pair_list(code: str) -> Mapping[str, int]:
    """Pairs of words, case folded, to their frequencies; empty for a language without a list."""
    if code != "en":
        return MappingProxyType({})
    return Pairs(_resource(*_PAIRS).read_text("utf-8-sig").splitlines())


class Pairs(Mapping[str, int]):
    """Pairs of words that stand beside one another often, `of the`, to how often: looked up, never unpacked.

    A quarter of a million lines take a hundredth of a second to sort, ten times as long to make a dictionary of.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = sorted(lines)

    def __getitem__(self, pair: str) -> int:
        head = f"{pair} "
        at = bisect_left(self._lines, head)
        if at < len(self._lines) and self._lines[at].startswith(head):
            return int(self._lines[at][len(head) :])
        raise KeyError(pair)

    def __iter__(self) -> Iterator[str]:
        return (line.rpartition(" ")[0] for line in self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _counted_lines(package: str, name: str) -> dict[str, int]:
    """On each line a word, a space and its frequency."""
    words: dict[str, int] = {}
    for line in _resource(package, name).read_text("utf-8-sig").splitlines():
        word, _, count = line.rpartition(" ")
        words[word.casefold()] = int(count)
    return words


def _counted_in_json(package: str, name: str, code: str) -> Iterator[tuple[str, int]]:
    """An object of words and frequencies, compressed; on the scale of the other list."""
    file = _resource(package, name.format(code))
    if not code.isalpha() or not file.is_file():
        return
    for word, count in json.loads(gzip.decompress(file.read_bytes())).items():
        if word.isalpha():
            yield word.casefold(), count * _SCALE if count > _UNUSED else 1


def _resource(package: str, name: str) -> Traversable:
    # `importlib.resources.files` would import the package, and all it imports with it.
    spec = find_spec(package)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(f"no package {package}, which keeps a word list", name=package)
    reader = spec.loader.get_resource_reader(package)  # type: ignore[attr-defined]  # optional in the protocol
    assert isinstance(reader, TraversableResources)
    return reader.files().joinpath(*name.split("/"))
