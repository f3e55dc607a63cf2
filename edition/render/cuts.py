"""Where a text may be cut into portions: before a division, or between two blocks, never inside one."""

from dataclasses import dataclass

from edition.render.state import Element, local_name

# A portion is as much as a browser likes: it ends before a division once it has LEAST of either,
# and between any two blocks once it has MOST.
LEAST_PAGES, MOST_PAGES = 20, 32
LEAST_CHARACTERS, MOST_CHARACTERS = 80_000, 150_000

# What begins something: a good place for a new portion.
_BEGINNINGS = frozenset(["div", "div1", "div2", "text", "front", "body", "back", "group", "TEI", "surface"])

# What may stand between the beginning of a page and of the division on it.
_PAGE_HEAD = frozenset(["pb", "fw", "cb", "gb", "milestone", "note", "lb"])

# What belongs to the block before it.
_ENDINGS = frozenset(["closer", "trailer", "signed", "postscript", "note", "fw"])


@dataclass(frozen=True, slots=True)
class Start:
    """What had been written when a portion began; `at_page` where it begins with a page of the source."""

    chars: int
    pages: int
    headings: int
    at_page: bool


def may_end_before(element: Element, block: bool, characters: int, pages: int) -> bool:
    """Whether a portion of so many characters and pages may end before an element between blocks."""
    if characters < LEAST_CHARACTERS and pages < LEAST_PAGES:
        return False
    name = local_name(element)
    if not block and name != "pb":
        return False
    long = characters >= MOST_CHARACTERS or pages >= MOST_PAGES
    if long and name not in _ENDINGS:
        return name == "pb" or not _heads_stand_before(element)
    return begins(element)


def _heads_stand_before(element: Element) -> bool:
    """Whether the page that begins just before would be left behind: it had to be cut there, or not yet."""
    before = element.getprevious()
    while before is not None and isinstance(before.tag, str) and local_name(before) in _PAGE_HEAD:
        if local_name(before) == "pb":
            return True
        before = before.getprevious()
    return False


def begins(element: Element) -> bool:
    """Whether a division begins here, or a page with a division at its head."""
    name = local_name(element)
    if name != "pb":
        return name in _BEGINNINGS
    following = element.getnext()
    while following is not None and isinstance(following.tag, str):
        name = local_name(following)
        if name not in _PAGE_HEAD:
            return name in _BEGINNINGS
        following = following.getnext()
    return False


def first_of_page(element: Element) -> bool:
    """Whether a page of the source begins with this element, or at the very head of it."""
    first: Element | None = element
    while first is not None and isinstance(first.tag, str):
        name = local_name(first)
        if name in ("pb", "surface"):
            return True
        if first.text and first.text.strip():
            return False
        first = first[0] if len(first) else None
    return False


def continued(tag: str) -> str:
    """The tag that takes a container up again in a new portion: its id stays where it began."""
    before, found, rest = tag.partition(' id="')
    return before + rest.partition('"')[2] if found else tag
