"""What languages and archives print, as data: months, marks and labels; stamps, levels and page marks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_PAIRS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Language:
    """What a language brings: data for the recognisers, no code. Names and words are case folded.

    `months` maps names and abbreviations to their numbers, `whole_months` are the names; `small_months`: they
    are written small, as in French. `day_first`: figures give the day before the month; `date_stops`: with full
    stops between.
    `words` is the word list with frequencies, `total` their sum; `pairs` counts the commonest pairs of words
    beside one another, `of the`, on the same scale; `names` are words with a capital wherever they stand.
    `quotation_marks` pairs an opening with a closing mark.
    `letter_labels` maps what stands before a field of a letter's head to its `seg/@type`. `page_words` stand
    before a page's number, `classifications` alone at its head or foot. `withheld` and `illegible` say so of
    text, `less` that it is at most so much; `units` maps what they count to `gap/@unit`, a noun's singular
    first, `numbers` counts in words to figures.
    """

    code: str
    months: Mapping[str, int]
    words: Mapping[str, int]
    pairs: Mapping[str, int] = field(default_factory=lambda: NO_PAIRS)
    total: int = 0
    names: frozenset[str] = frozenset()
    whole_months: frozenset[str] = frozenset()
    small_months: bool = False
    day_first: bool = False
    date_stops: bool = False
    quotation_marks: tuple[tuple[str, str], ...] = ()
    letter_labels: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    page_words: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    illegible: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    units: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    numbers: Mapping[str, str] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp's lines as they should read, and what it is.

    `kind` is `fw/@type`; `page` is true where each page begins with it. `lines` are the stamp's own in
    order; any of them may be missing, damaged or run together.
    """

    name: str
    kind: str
    lines: tuple[str, ...]
    page: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """What the papers of an archive, or of several, have printed on them.

    `classifications` are levels as they stand alone at a page's head or foot; `handling` words, case
    folded, may stand beside a level, and make a marking without one if all are of them. `page_marks` are
    lines that begin a page, `{n}` for its number. `exemptions` maps a code's form, `{n}` for a number and
    `{a}` for a letter, to what it means.
    """

    stamps: tuple[Stamp, ...] = ()
    classifications: tuple[str, ...] = ()
    handling: frozenset[str] = frozenset()
    page_marks: tuple[str, ...] = ()
    exemptions: Mapping[str, str] = field(default_factory=lambda: NOTHING)


NO_COLLECTION = Collection()


@dataclass(frozen=True, slots=True)
class Own:
    """What an edition adds to these tables, or puts in their place: `[convert]` of its `edition.toml`.

    Fields are as in `Language` and `Collection`, mappings as pairs. `replace` names those that stand in
    the place of what is known, not beside it. Hashable and picklable.
    """

    stamps: tuple[Stamp, ...] = ()
    classifications: tuple[str, ...] = ()
    page_marks: tuple[str, ...] = ()
    exemptions: tuple[tuple[str, str], ...] = ()
    months: tuple[tuple[str, int], ...] = ()
    quotation_marks: tuple[tuple[str, str], ...] = ()
    letter_labels: tuple[tuple[str, str], ...] = ()
    page_words: tuple[str, ...] = ()
    replace: frozenset[str] = field(default_factory=frozenset)


NOTHING_OWN = Own()
