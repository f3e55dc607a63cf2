"""Which items of one state of a text are which of another."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from edition.content import IDENTIFIED
from edition.work.merge.standoff import Item
from edition.xml import TEI

Place = Callable[[int], int]
"""How many characters that both texts have stand before a place."""

_IDENTIFIED = frozenset(f"{{{TEI}}}{name}" for name in IDENTIFIED)


def match(
    ours: Sequence[Item], theirs: Sequence[Item], our_place: Place, their_place: Place
) -> Mapping[int, int]:
    """For each of our items that is also theirs, by index, which of theirs it is.

    By its id; else by its words and attributes; else by its words alone; last, a block by the word
    with which it begins. Parts of a `choice` are no items of their own here.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in _keys(our_place, their_place):
        waiting: dict[object, list[int]] = defaultdict(list)
        for item in reversed(theirs):
            if item.within < 0 and item.index not in taken and (name := key(item, their_place)):
                waiting[name].append(item.index)
        for item in ours:
            if item.within >= 0 or item.index in pairs or not (name := key(item, our_place)):
                continue
            if found := waiting.get(name):
                pairs[item.index] = found.pop()
                taken.add(pairs[item.index])
    return pairs


Key = Callable[[Item, Place], object]


def _keys(our_place: Place, their_place: Place) -> Iterator[Key]:
    yield _by_id
    yield _by_words_and_attributes
    yield _by_words
    yield _by_first_word


def _by_id(item: Item, place: Place) -> object:
    return (item.id, item.tag, item.payload is None) if item.id else None


def _by_words_and_attributes(item: Item, place: Place) -> object:
    own = frozenset(pair for pair in item.attributes.items() if not pair[0].endswith("}id"))
    return (*_words(item, place), own, item.signature)


def _by_words(item: Item, place: Place) -> object:
    return _words(item, place)


def _words(item: Item, place: Place) -> tuple[object, ...]:
    return (item.tag, item.payload is None, place(item.start), place(item.end))


def _by_first_word(item: Item, place: Place) -> object:
    if item.tag not in _IDENTIFIED or item.payload is not None:
        return None
    return (item.tag, place(item.start))
