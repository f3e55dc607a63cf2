"""TEI tree → the Typst source of a whole book: its facts, its text, what stands before and after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from edition.book.compositor import Compositor, Proposal
from edition.book.facts import Facts, characters_of, facts_of, marks_are_gone
from edition.book.images import Pictures
from edition.book.literals import array, literal
from edition.book.notes import join_notes
from edition.book.settings import BookSettings
from edition.book.shapes import Element, name_of


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document ready to be set: the Typst source, and what its setting found."""

    source: str
    facts: Facts
    printed: tuple[Element, ...]
    too_deep: Element | None


def header_of(root: Element) -> Element | None:
    """The first header of a document or corpus."""
    return next((child for child in root.iter("{*}teiHeader", "teiHeader")), None)


def printed_parts(root: Element) -> list[Element]:
    """What of a document is printed: its text, else its transcription, else what stands beside both.

    Each text of a corpus is asked for itself.
    """
    found = [
        part for name in PRINTED for part in root.iter(f"{{*}}{name}", name) if _is_outermost(part, root)
    ]
    best: dict[Element, int] = {}
    for part in found:
        owner = _owner(part, root)
        rank = PRINTED.index(name_of(part))
        best[owner] = min(best.get(owner, rank), rank)
    chosen = {part for part in found if best[_owner(part, root)] == PRINTED.index(name_of(part))}
    if any(name_of(part) != "standOff" for part in chosen):
        chosen = {part for part in chosen if name_of(part) != "standOff"}
    return [part for part in root.iter("*") if part in chosen] or [root]


# The first of these that a document has is printed.
PRINTED = ("text", "sourceDoc", "standOff")


def _owner(part: Element, root: Element) -> Element:
    owner = part.getparent() if part is not root else root
    assert owner is not None
    return owner


def manuscript(
    root: Element, name: str, settings: BookSettings, day: date, pictures: Pictures | None = None
) -> Manuscript:
    """The Typst source of a document's book."""
    header, parts = header_of(root), printed_parts(root)
    facts = facts_of(header, root, name, settings)
    compositor = Compositor(
        notes=join_notes(parts),
        tongue=facts.tongue,
        supplies_marks=marks_are_gone(header),
        characters=characters_of(header),
        notes_at_end=settings.notes == "end",
        pictures=pictures or Pictures(),
    )
    body = compositor.set(parts)
    source = "\n".join(
        (
            '#import "elements.typ": *',
            '#import "book.typ": book',
            '#import "back.typ": colophon, end-notes, proposed-readings',
            f"#let known = {_dictionary({identifier: 'true' for identifier in compositor.anchors})}",
            "#let goto = goto.with(known)",
            "#let raised = raised.with(known)",
            f"#let facts = {_facts(facts, name, settings, day, compositor)}",
            f"#show: book.with(facts, [{_back(compositor)}])",
            body,
        )
    )
    return Manuscript(source, facts, tuple(parts), compositor.too_deep)


def _is_outermost(part: Element, root: Element) -> bool:
    """Whether no other text holds this one: those in a `group` or a `floatingText` come with it."""
    return part is root or all(name_of(above) not in ("text", "teiHeader") for above in part.iterancestors())


def _facts(facts: Facts, name: str, settings: BookSettings, day: date, compositor: Compositor) -> str:
    said = {
        "title": literal(facts.title),
        "edition-title": _optional(facts.edition_title),
        "authors": array(facts.authors),
        "editors": array(facts.editors),
        "publisher": _optional(facts.publisher),
        "date": _optional(facts.date),
        "licence": array(facts.licence),
        "licence-target": _optional(facts.licence_target),
        "source": array(facts.source),
        "made": array(facts.made),
        "declarations": "(" + "".join(f"{array(pair)}, " for pair in facts.declarations) + ")",
        "day": f"datetime(year: {day.year}, month: {day.month}, day: {day.day})",
        "tongue": f"({facts.tongue.code()})" if facts.tongue else "(:)",
        "language": literal(facts.tongue.language if facts.tongue else "en"),
        "design": literal(settings.design),
        "paper": literal(settings.paper),
        "fonts": array(settings.fonts),
        "tei": literal(f"{name}.xml".replace("\\", "_")),
        "headings": str(compositor.headings),
        "opens-with-heading": "true" if compositor.opens_with_heading else "false",
        "forme-work": str(compositor.counts.get("fw", 0)),
        "debris": str(compositor.counts.get("surplus", 0)),
        "proposals": str(len(compositor.proposals)),
        "redactions": str(compositor.counts.get("redaction", 0)),
        "note-titles": array(tuple(compositor.note_titles)),
        "lines": literal(settings.lines),
        "source-pages": str(compositor.counts.get("pb", 0)),
    }
    return _dictionary(said)


def _back(compositor: Compositor) -> str:
    notes = "".join(f"({literal(mark)}, [{body}]), " for mark, body in compositor.endnotes)
    # The same misreading often stands many times on a page: it is listed once, and counted.
    proposals = "".join(_proposal(one, times) for one, times in Counter(compositor.proposals).items())
    return f"#end-notes(facts, ({notes}))\n#proposed-readings(facts, ({proposals}))\n#colophon(facts)"


def _proposal(one: Proposal, times: int) -> str:
    cert = _optional(one.cert)
    return f"({literal(one.page)}, {literal(one.reading)}, {array(one.source)}, {cert}, {times}), "


def _optional(text: str | None) -> str:
    return "none" if text is None else literal(text)


def _dictionary(entries: Mapping[str, str]) -> str:
    return (
        "("
        + "".join(f"{literal(key)}: {value}, " for key, value in entries.items())
        + (")" if entries else ":)")
    )
