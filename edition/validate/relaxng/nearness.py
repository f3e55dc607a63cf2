"""How near names are to one another: for "did you mean" and for lists that begin with the likeliest."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

LISTED = 6
# Less alike than that, and names stand by the alphabet: they are alike by chance.
ALIKE = 0.6
# Of a name of two letters nobody can tell what it should be.
SHORTEST = 3


@lru_cache(maxsize=65536)
def nearness(one: str, other: str) -> float:
    """From 0, nothing in common, to 1, the same but for capitals; letters changed about count little."""
    if one == other:
        return 1.0
    a, b = one.casefold(), other.casefold()
    if a == b:
        return 0.98
    if not a or not b:
        return 0.0
    # One slip of the hand, in names however short: "pb" and "p", "hed" and "head".
    slips = _distance(a, b)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return max(matcher.ratio(), 1 - slips / max(len(a), len(b))) - (0.01 if a[0] != b[0] else 0)


def _distance(a: str, b: str) -> int:
    """How many letters must be put in, left out, changed or exchanged (optimal string alignment)."""
    before, row = list[int](), list(range(len(b) + 1))
    for i, letter in enumerate(a, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def nearest_first(name: str, names: Iterable[str]) -> list[str]:
    """Names, those most like a name first, the rest by the alphabet."""

    def key(each: str) -> tuple[float, str]:
        near = round(nearness(name, each), 2)
        return (-near if near >= ALIKE else 0.0, each)

    return sorted(set(names), key=key)


def meant(name: str, names: Iterable[str]) -> str | None:
    """The name that was meant, where one is near enough."""
    first = next(iter(nearest_first(name, names)), None)
    if first is None or first == name:
        return None
    return first if same_misspelt(name, first) else None


def sole(name: str, allowed: Iterable[str], known: Iterable[str]) -> str | None:
    """The one allowed name that was meant beyond doubt: one slip away, and no other as near."""
    everywhere = set(known)
    if name in everywhere or len(name) < SHORTEST:
        return None
    slips = {each: _distance(name.casefold(), each.casefold()) for each in {*allowed} - {name}}
    if not slips:
        return None
    nearest, *others = sorted(slips, key=lambda each: (slips[each], each))
    best = slips[nearest]
    # "resource", of RDFa, is two letters from "source", and another word.
    if best > 1 or any(slips[each] < 2 for each in others):
        return None
    rivals = everywhere - {nearest}
    return None if any(_distance(name.casefold(), each.casefold()) <= best for each in rivals) else nearest


def same_misspelt(one: str, other: str) -> bool:
    """Whether a name is another with a slip or two in it, for every three letters one."""
    a, b = one.casefold(), other.casefold()
    return _distance(a, b) <= max(1, max(len(a), len(b)) // 3)


def listed(names: Iterable[str], name: str = "") -> str:
    """At most six names, the nearest first, then how many more."""
    ordered = nearest_first(name, names)
    more = len(ordered) - LISTED
    return ", ".join(ordered[:LISTED]) + (f", and {more} more" if more > 0 else "")
