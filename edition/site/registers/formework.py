"""Stamps and markings (TEI `fw`): what the record's keepers put on its pages, and on which."""

from collections.abc import Iterable, Sequence

from edition.render import Mention
from edition.render.phrases import N_, Phrases
from edition.site.registers.model import Entry, Listed, Register, all_of, grouped, places
from edition.site.registers.names import folded

# In the order they are listed in.
_KINDS = {
    "declassification": N_("Stamps of declassification and release"),
    "classification": N_("Classification markings"),
    "control": N_("Record and control numbers"),
}


def forme_work(documents: Sequence[Listed], phrases: Phrases) -> Iterable[Register]:
    """Yield the register of stamps and markings where there is one; those alike are one entry."""
    found: dict[tuple[str, str], list[tuple[Listed, Mention]]] = {}
    for document, mention in all_of(documents, "forme work"):
        found.setdefault((mention.key, folded(mention.words)), []).append((document, mention))
    if not found:
        return
    order = list(_KINDS)
    keys = sorted(found, key=lambda key: (order.index(key[0]), key[1]))
    lines = [
        (phrases.gettext(_KINDS[key[0]]), _entry(found[key], number, phrases))
        for number, key in enumerate(keys, 1)
    ]
    says = phrases.gettext(
        "What stands around the text: stamps, markings and numbers that the record's keepers gave it."
    )
    title = phrases.gettext("Stamps and markings")
    count = phrases.ngettext("in %(num)d place", "in %(num)d places", sum(map(len, found.values())))
    yield Register("markings", title, says, "register.html", grouped(lines), count)


def _entry(run: list[tuple[Listed, Mention]], number: int, phrases: Phrases) -> Entry:
    return Entry(run[0][1].words, f"marking-{number}", places(run, phrases))
