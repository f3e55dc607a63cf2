"""Languages and collections as data: tables in `tables/`, what CLDR has beside them, and an edition's own."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from edition.conventions import NOTHING_OWN, Collection, Language, Own
from edition.language.cldr import Calendar, calendar
from edition.language.collections import COLLECTIONS, bundled
from edition.language.tables import Table, table
from edition.language.words import pair_list, word_list

__all__ = ["COLLECTIONS", "collection", "language"]

_Value = TypeVar("_Value")


@cache
def language(code: str, own: Own = NOTHING_OWN) -> Language:
    """What is known of a language by its code, `en` or `de-AT`, with an edition's own tables.

    One that nobody described has the months of CLDR, if CLDR has them, and no words.
    """
    primary = code.partition("-")[0].casefold()
    known = table("languages", primary)
    known_calendar = calendar(code) if code.casefold() not in ("en", "en-us") else Calendar()
    return Language(
        code,
        months=_months(code, known, known_calendar, own),
        words=word_list(primary),
        pairs=pair_list(primary),
        total=sum(word_list(primary).values()),
        names=frozenset(known.texts("names")),
        whole_months=known_calendar.whole or frozenset(known.texts("whole_months")),
        small_months=known_calendar.small,
        day_first=known_calendar.day_first,
        date_stops=known_calendar.stops,
        quotation_marks=_beside(
            "quotation_marks", _pairs(known.texts("quotation_marks")), own.quotation_marks, own
        ),
        letter_labels=_merged("letter_labels", known.mapping("letter_labels"), own.letter_labels, own),
        page_words=_beside("page_words", known.texts("page_words"), own.page_words, own),
        classifications=() if "classifications" in own.replace else known.texts("classifications"),
        withheld=known.texts("withheld"),
        illegible=known.texts("illegible"),
        less=known.texts("less"),
        units=known.mapping("units"),
        numbers=known.mapping("numbers"),
    )


@cache
def collection(names: tuple[str, ...] = (), own: Own = NOTHING_OWN) -> Collection:
    """What the collections named print on their papers, of all where none is named, with an edition's own."""
    known = bundled(names)
    return Collection(
        stamps=known.stamps if "stamps" not in own.replace else (),
        classifications=_beside("classifications", known.classifications, own.classifications, own),
        handling=known.handling if "classifications" not in own.replace else frozenset(),
        page_marks=_beside("page_marks", known.page_marks, own.page_marks, own),
        exemptions=_merged("exemptions", known.exemptions, own.exemptions, own),
    )


def _months(code: str, known: Table, months: Calendar, own: Own) -> Mapping[str, int]:
    if "months" in own.replace:
        return MappingProxyType(dict(own.months))
    if not own.months and not months.names:
        return known.numbers("months")
    return MappingProxyType({**months.names, **known.numbers("months"), **dict(own.months)})


def _beside(name: str, known: tuple[_Value, ...], added: tuple[_Value, ...], own: Own) -> tuple[_Value, ...]:
    return added if name in own.replace else (*added, *known)


def _merged(
    name: str, known: Mapping[str, str], added: Iterable[tuple[str, str]], own: Own
) -> Mapping[str, str]:
    return MappingProxyType({**({} if name in own.replace else known), **dict(added)})


def _pairs(texts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((text[0], text[1]) for text in texts)
