"""Languages as data: month names and word lists for the recognisers."""

from functools import cache
from types import MappingProxyType

from edition.findings import Language
from edition.language.months import MONTHS
from edition.language.words import word_list

__all__ = ["language"]


@cache
def language(code: str) -> Language:
    """The tables of a language by its code, `en` or `en-GB`; empty tables for one nobody described."""
    primary = code.partition("-")[0].casefold()
    return Language(code, MONTHS.get(primary, MappingProxyType({})), word_list(primary))
