"""The ledger of what the record withholds: every place with its measure and codes, and the totals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from edition.render import Mention
from edition.render.phrases import N_, Phrases, amount, at_most, unit_in_words
from edition.site.registers.model import Entry, Listed, Register, all_of, grouped, places

_NO_UNIT, _NO_CODE = N_("not stated"), N_("none stated")


def redactions(documents: Sequence[Listed], phrases: Phrases) -> Iterable[Register]:
    """Yield the ledger where something is withheld."""
    found = list(all_of(documents, "redaction"))
    if not found:
        return
    lines = [
        (document.title, _entry(document, mention, number, phrases))
        for number, (document, mention) in enumerate(found, 1)
    ]
    mentions = [mention for _, mention in found]
    totals = [tuple(_by_unit(mentions, phrases)), tuple(_by_code(mentions, phrases))]
    if len({document.name for document, _ in found}) > 1:
        totals.append(tuple(_by_document(found, phrases)))
    says = phrases.gettext(
        "Every place where the record withholds something, in the words the record has for it."
    )
    count = phrases.ngettext("in %(num)d place", "in %(num)d places", len(lines))
    title = phrases.gettext("Redactions")
    yield Register("redactions", title, says, "redactions.html", grouped(lines), count, tuple(totals))


def _entry(document: Listed, mention: Mention, number: int, phrases: Phrases) -> Entry:
    codes = "; ".join(value for name, value in mention.facts if name == "code")
    around = places([(document, mention)], phrases, in_context=True)
    return Entry(mention.words or "[…]", f"withheld-{number}", around, (measure(mention, phrases), codes))


def measure(mention: Mention, phrases: Phrases) -> str:
    """How much is withheld, in words: "2 lines", "at most 1 line"."""
    facts = dict(mention.facts)
    unit = facts.get("unit", "").rstrip("s")
    number = facts.get("quantity") or facts.get("atMost")
    if not number:
        return facts.get("extent") or unit_in_words(phrases, unit) or phrases.gettext(_NO_UNIT)
    words = amount(phrases, number, unit)
    return words if facts.get("quantity") else at_most(phrases, words)


def _by_unit(mentions: Sequence[Mention], phrases: Phrases) -> Iterator[tuple[str, ...]]:
    heads = (N_("Unit"), N_("Places"), N_("Stated in all"), N_("At most"), N_("Amount unknown"))
    yield tuple(map(phrases.gettext, heads))
    units: dict[str, list[dict[str, str]]] = {}
    for mention in mentions:
        facts = dict(mention.facts)
        units.setdefault(facts.get("unit", "").rstrip("s"), []).append(facts)
    for unit, rows in sorted(units.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        known = [_number(row.get("quantity")) for row in rows]
        bounded = [_number(row.get("atMost")) for row in rows if _number(row.get("quantity")) is None]
        unknown = len(rows) - sum(value is not None for value in (*known, *bounded))
        named = unit_in_words(phrases, unit) or phrases.gettext(_NO_UNIT)
        yield (named, str(len(rows)), _sum(known), _sum(bounded), str(unknown or "–"))
    if len(units) > 1:
        yield (phrases.gettext("all"), str(len(mentions)), "", "", "")


def _number(value: str | None) -> Decimal | None:
    try:
        number = Decimal(value or "")
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _sum(values: Iterable[Decimal | None]) -> str:
    stated = [value for value in values if value is not None]
    return f"{sum(stated, Decimal(0)).normalize():f}" if stated else "–"


def _by_code(mentions: Sequence[Mention], phrases: Phrases) -> Iterator[tuple[str, ...]]:
    yield (phrases.gettext("Reason"), phrases.gettext("Places"))
    codes = Counter(
        code
        for mention in mentions
        for code in [value for name, value in mention.facts if name == "code"] or [phrases.gettext(_NO_CODE)]
    )
    for code, count in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])):
        yield (code, str(count))


def _by_document(found: Sequence[tuple[Listed, Mention]], phrases: Phrases) -> Iterator[tuple[str, ...]]:
    yield (phrases.gettext("Document"), phrases.gettext("Places"))
    for title, count in Counter(document.title for document, _ in found).items():
        yield (title, str(count))
