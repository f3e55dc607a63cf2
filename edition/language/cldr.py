"""Month names and the order of a date in figures, from the Unicode CLDR as babel carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_CONTEXTS, _WIDTHS = ("format", "stand-alone"), ("wide", "abbreviated")


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a language writes dates; `names` are case folded, without the full stop of an abbreviation.

    `whole` are those that are no abbreviations.
    """

    names: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    whole: frozenset[str] = frozenset()
    small: bool = False
    day_first: bool = False
    stops: bool = False


def calendar(code: str) -> Calendar:
    """What CLDR knows of a language by its BCP 47 code; nothing where it does not know it.

    Source: Unicode Technical Standard 35, "Dates".
    """
    # Babel takes its time to load, and English has its own table.
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Calendar()
    wide = {str(name) for name in locale.months["format"]["wide"].values()}
    pattern = str(locale.date_formats["short"].pattern)
    return Calendar(
        names=MappingProxyType(
            {
                name.rstrip(".").casefold(): number
                for context in _CONTEXTS
                for width in _WIDTHS
                for number, name in locale.months[context][width].items()
                if not name.isdecimal()
            }
        ),
        whole=frozenset(name.casefold() for name in wide),
        small=all(name[0].islower() for name in wide),
        day_first=pattern.lstrip("'").startswith("d"),
        stops="." in pattern,
    )
