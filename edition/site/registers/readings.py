"""Proposed readings, the least certain first: what the source has, what the edition reads, why, and where."""

from collections.abc import Iterable, Sequence

from edition.render import Mention
from edition.render.phrases import N_, Phrases
from edition.site.registers.model import Entry, Listed, Places, Register, all_of, grouped, places
from edition.site.registers.names import folded

_CERTAINTY = ("low", "medium", "high", "")
_HEADINGS = {
    "low": N_("Certainty low"),
    "medium": N_("Certainty medium"),
    "high": N_("Certainty high"),
    "": N_("No certainty stated"),
}


def readings(documents: Sequence[Listed], phrases: Phrases) -> Iterable[Register]:
    """Yield the register of proposed readings where there is one."""
    found: dict[tuple[str, str, str, str], list[tuple[Listed, Mention]]] = {}
    for document, mention in all_of(documents, "reading"):
        facts = dict(mention.facts)
        cert = facts.get("cert", "") if facts.get("cert", "") in _CERTAINTY else ""
        key = (cert, mention.words, facts.get("source", ""), facts.get("why", ""))
        found.setdefault(key, []).append((document, mention))
    if not found:
        return
    keys = sorted(found, key=lambda key: (_CERTAINTY.index(key[0]), folded(key[1]), key))
    lines = [
        (phrases.gettext(_HEADINGS[key[0]]), _entry(key, places(found[key], phrases), number))
        for number, key in enumerate(keys, 1)
    ]
    places_in_all = sum(map(len, found.values()))
    says = phrases.gettext(
        "What the edition reads where the source has something else: proposals, open to your doubt. "
        "The source’s own reading is never more than a click away."
    )
    count = phrases.ngettext("in %(num)d place", "in %(num)d places", places_in_all)
    title = phrases.gettext("Proposed readings")
    yield Register("readings", title, says, "readings.html", grouped(lines), count)


def _entry(key: tuple[str, str, str, str], found: tuple[Places, ...], number: int) -> Entry:
    _, proposed, source, why = key
    return Entry(proposed, f"reading-{number}", found, (source, why))
