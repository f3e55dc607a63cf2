"""Registers of persons, places, organisations and works: who is meant decides, not how they are spelt."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from edition.render import Authority, Mention
from edition.render.addresses import remote
from edition.render.html import slug
from edition.render.phrases import N_, Phrases
from edition.site.registers.model import Entry, Listed, Register, all_of, grouped, places

# Kind, file, title, what it says of itself, how many entries it has.
_REGISTERS: tuple[tuple[str, str, str, str, Callable[[Phrases, int], str]], ...] = (
    (
        "person",
        "persons",
        N_("Persons"),
        N_("Persons named in the text, and where."),
        lambda of, n: of.ngettext("%(num)d person", "%(num)d persons", n),
    ),
    (
        "place",
        "places",
        N_("Places"),
        N_("Places named in the text, and where."),
        lambda of, n: of.ngettext("%(num)d place", "%(num)d places", n),
    ),
    (
        "organisation",
        "organisations",
        N_("Organisations"),
        N_("Organisations named in the text, and where."),
        lambda of, n: of.ngettext("%(num)d organisation", "%(num)d organisations", n),
    ),
    (
        "work",
        "works",
        N_("Works"),
        N_("Books, papers and other works named in the text, and where."),
        lambda of, n: of.ngettext("%(num)d work", "%(num)d works", n),
    ),
)

# Well-known keepers of names, by the host of their addresses.
_HOSTS = {
    "d-nb.info": "GND",
    "viaf.org": "VIAF",
    "wikidata.org": "Wikidata",
    "geonames.org": "GeoNames",
    "id.loc.gov": "Library of Congress",
    "orcid.org": "ORCID",
    "pleiades.stoa.org": "Pleiades",
    "wikipedia.org": "Wikipedia",
    "syriaca.org": "Syriaca.org",
    "isni.org": "ISNI",
    "trismegistos.org": "Trismegistos",
}

# An authority's own forms shown beside the name it is entered under.
_MOST_FORMS = 6
_MOST_LINKS = 3


@dataclass(slots=True)
class _Somebody:
    """One person, place or thing while its mentions are gathered."""

    name: str | None
    links: dict[str, None] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[tuple[Listed, Mention]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.name or max(self.forms, key=lambda form: (self.forms[form], form))

    def others(self) -> tuple[str, ...]:
        """Other spellings in the text, the usual first."""
        forms = sorted(self.forms, key=lambda form: (-self.forms[form], form))
        same = folded(self.words)
        return tuple(form for form in forms if folded(form) != same)[:_MOST_FORMS]


def names_of_persons(mentions: Iterable[Mention], records: Iterable[Authority]) -> tuple[str, ...]:
    """The persons that some mentions name, each once, as their records or else the text has it."""
    known = {record.id: record.name for record in records if record.kind == "person"}
    names = (
        known.get(each.key.rpartition("#")[2]) or each.words for each in mentions if each.kind == "person"
    )
    return tuple(dict.fromkeys(filter(None, names)))


def name_registers(documents: Sequence[Listed], phrases: Phrases) -> Iterable[Register]:
    """Yield the registers of names that have an entry."""
    for kind, name, title, says, counted in _REGISTERS:
        found = tuple(_gather(documents, kind))
        if not found:
            continue
        entries = sorted(found, key=lambda each: (_order(each.words), each.words))
        anchors: Counter[str] = Counter()
        lines = [(_initial(each.words), _entry(each, anchors, phrases)) for each in entries]
        title, says = phrases.gettext(title), phrases.gettext(says)
        yield Register(name, title, says, "register.html", grouped(lines), counted(phrases, len(lines)))


def _gather(documents: Sequence[Listed], kind: str) -> Iterable[_Somebody]:
    records = _records(documents, kind)
    found: dict[str, _Somebody] = {}
    for document, mention in all_of(documents, kind):
        record = _record(document, mention, records)
        if not (record or mention.words):
            continue
        somebody = found.setdefault(_identity(mention, record), _Somebody(record.name if record else None))
        for link in (*(record.links if record else ()), *([mention.key] if remote(mention.key) else [])):
            somebody.links.setdefault(link)
        if mention.words:
            somebody.forms[mention.words] += 1
        somebody.mentions.append((document, mention))
    return found.values()


def _records(documents: Sequence[Listed], kind: str) -> Mapping[tuple[str, str], Authority]:
    """The records of a kind, by document and id, and by id alone where no other document has it."""
    records: dict[tuple[str, str], Authority] = {}
    for document in documents:
        for record in document.authorities:
            if record.kind == kind:
                records.setdefault((document.name, record.id), record)
                records.setdefault(("", record.id), record)
    return records


def _record(
    document: Listed, mention: Mention, records: Mapping[tuple[str, str], Authority]
) -> Authority | None:
    identifier = mention.key.rpartition("#")[2] or mention.key
    return records.get((document.name, identifier)) or records.get(("", identifier))


def _identity(mention: Mention, record: Authority | None) -> str:
    # Two documents may each have a `#p1`: the same one where it has the same name.
    if record is not None:
        return f"{record.id}\n{folded(record.name)}"
    return mention.key or f"\n{folded(mention.words)}"


def _entry(somebody: _Somebody, anchors: Counter[str], phrases: Phrases) -> Entry:
    wish = slug(somebody.words) or "entry"
    anchors[wish] += 1
    anchor = wish if anchors[wish] == 1 else f"{wish}--{anchors[wish]}"
    found = places(somebody.mentions, phrases)
    return Entry(somebody.words, anchor, found, somebody.others(), _known(somebody.links, phrases))


def _known(links: Iterable[str], phrases: Phrases) -> tuple[tuple[str, str], ...]:
    """The addresses that identify somebody, those of well-known keepers first, one of each."""
    by_host: dict[str, str] = {}
    for link in links:
        by_host.setdefault(_host(link) or phrases.gettext("record"), link)
    known = set(_HOSTS.values())
    return tuple(sorted(by_host.items(), key=lambda pair: pair[0] not in known)[:_MOST_LINKS])


def _host(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    known = next((name for end, name in _HOSTS.items() if host == end or host.endswith("." + end)), None)
    return known or host.removeprefix("www.")


def folded(words: str) -> str:
    """Words without regard to case, accents and double spaces."""
    words = words.casefold()
    if words.isascii():
        return " ".join(words.split())
    decomposed = unicodedata.normalize("NFKD", words)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _order(words: str) -> str:
    return folded(words).lstrip("“”\"'‘’([«„ ")


def _initial(words: str) -> str:
    first = _order(words)[:1]
    return first.upper() if first.isalpha() else "–"
