"""Series of paragraphs: what a colon announces, and how far enumerators bind the blocks behind it."""

from collections.abc import Sequence
from itertools import pairwise

import regex

from edition.recognise.enumerators import Enumerator
from edition.recognise.paragraphs import Block

# `as follows: 68/`: a colon, behind it a note reference at most.
COLON = regex.compile(
    r"(?::|(?<=\bfollow(?:s|ing)[^.:;]{0,30});)[\"”’]*\s*(?:[(£]?\d{1,3}/|\*|\(\d{1,3}\))?[^\p{L}\d]*$"
)
# `(?) Develop`, `p. Approved`: a figure that OCR lost, in the shape of the series.
_MISREAD = {"(": regex.compile(r"\([^\s()]{1,3}\)\s"), "": regex.compile(r"[^\w\s]?\w{1,2}[.)\-•«»*]\s")}
# `(?) Develop`: nothing else has this shape.
_LOST = regex.compile(r"\(\W{1,2}\)\s")
# `..... 430`, `......A-35`: dots, or what OCR made of them, and a page.
_ENTRY_END = regex.compile(r"(?:[.•*,-]\s?){5}\W*(?:\p{L}{1,3}-? ?)?\d{1,4}\W*$")
# So many entries are a table of contents; one takes so many paragraphs at the most.
_FEWEST_ENTRIES, _MOST_OF_ENTRY = 3, 3
# A scrap between two items.
SCRAP = 2


def series(blocks: Sequence[Block]) -> int:
    """How many blocks make one series of enumerators, from its beginning, misread ones and scraps within it too."""
    previous = blocks[0].enumerator()
    if previous is None or not previous.begins():
        return 0
    count = 1
    while count < len(blocks) and not blocks[count].lines[0].apart:
        step = _step(previous, blocks, count)
        if step is None:
            break
        previous, count = step
    return count


def _step(previous: Enumerator, blocks: Sequence[Block], at: int) -> tuple[Enumerator, int] | None:
    """The next enumerator of a series, and how many blocks it reaches with that item; none where it ends."""
    mark = blocks[at].enumerator()
    if mark is not None and mark.follows(previous):
        return mark, at + 1
    if not previous.ordinals:
        return None
    text, expected = blocks[at].text, previous.next()
    following = (
        blocks[at + 1].enumerator() if at + 1 < len(blocks) and not blocks[at + 1].lines[0].apart else None
    )
    if following is not None:
        if len(text) <= SCRAP and following.follows(previous):
            return following, at + 2
        if _MISREAD[previous.shape[:-1]].match(text) and following.follows(expected):
            return expected, at + 1
    return (expected, at + 1) if previous.shape == "()" and _LOST.match(text) else None


def follows(block: Block, following: Block) -> bool:
    """Whether a series binds two paragraphs."""
    first, second = block.enumerator(), following.enumerator()
    return first is not None and second is not None and second.follows(first)


def with_series(blocks: Sequence[Block], at: int) -> int:
    """After a block, and after the series that a colon at its end introduces."""
    if at + 1 < len(blocks) and COLON.search(blocks[at].text[-60:]):
        length = series(blocks[at + 1 :])
        if length > 1:
            return at + 1 + length
    return at + 1


def contents(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    """The entries of a table of contents that begins here: each ends with dots and a page; none where they are few."""
    entries: list[Sequence[Block]] = []
    first = 0
    while first < len(blocks):
        near = range(first, min(first + _MOST_OF_ENTRY, len(blocks)))
        last = next((at for at in near if is_entry_end(blocks[at].text)), None)
        if last is None or any(blocks[at].lines[0].apart for at in range(first, last + 1) if at):
            break
        if last > first and not entries and blocks[first].enumerator() is None:
            break  # the title, or the word "Page" above the numbers
        # `IV. PROGRAM 5` above `A. Prelude ... 1`: a part that has no page of its own is an entry too.
        begins = [first, *(at for at in range(first + 1, last + 1) if blocks[at].enumerator()), last + 1]
        entries.extend(blocks[begin:end] for begin, end in pairwise(begins))
        first = last + 1
    return entries if len(entries) >= _FEWEST_ENTRIES else []


def is_entry_end(text: str) -> bool:
    """Whether a paragraph ends with a row of dots and the number of a page."""
    return _ENTRY_END.search(text, max(0, len(text) - 24)) is not None
