"""What quotations in running text are made of: stretches, the marks of a passage, what the document tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from edition.findings import Attributes, Certainty, Passage, Rule
from edition.recognise.quotation_marks import Mark, Pairing

# "’neutralization": a single mark before a word; not "'64", "'em".
SINGLE_OPENING = regex.compile(
    r"(?<![\w.,;:!?)'‘’-])['‘’](?=\p{L}{2})(?!['‘’](?:em|til|tis|twas|ve|ll|re)\b)"
)
PARAGRAPH_START = regex.compile(r"[\s.•■*]*")
WORDS = regex.compile(r"\p{L}[\p{L}'’-]*|\d+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a passage's text that is quoted, its marks inside; `sign` is where a misread mark begins."""

    start: int
    end: int
    rule: Rule
    cert: Certainty | None = None
    sign: int | None = None
    length: int = 1
    reading: str = '"'
    sure: Certainty = Certainty.MEDIUM


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage, whether it is part of a displayed quotation, and its marks; `opening` counts single ones."""

    passage: Passage
    displayed: bool
    marks: tuple[Mark, ...]
    pairing: Pairing
    singles: tuple[Quoted, ...]
    opening: int


@dataclass(frozen=True, slots=True)
class Trust:
    """What the whole document tells: whether its single marks are some, and its marks without a partner.

    `curly` tells that its pairs are mostly curly; `rare` are the signs that few of its marks have: a curly
    one among straight ones is a speck.
    """

    singles: bool
    lone: bool
    unclosed: bool = True
    curly: bool = False
    rare: frozenset[str] = frozenset()


Joins = Mapping[tuple[int, int], Attributes]
"""What joins the parts of a quotation, by the passage's start and the part's start in it."""
