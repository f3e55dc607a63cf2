"""Month names and their abbreviations by language, case folded, to the month's number."""

from collections.abc import Mapping
from types import MappingProxyType

# "Sept." and "Febr." are the period's; the recogniser allows the full stop.
_ENGLISH: tuple[tuple[str, ...], ...] = (
    ("january", "jan"),
    ("february", "feb", "febr"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)

MONTHS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "en": MappingProxyType(
            {name: number for number, names in enumerate(_ENGLISH, start=1) for name in names}
        ),
    }
)
