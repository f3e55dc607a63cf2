"""Heads and signatures of letters, memoranda and cables (TEI `opener`, `seg`, `dateline`, `closer`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.findings import Annotation, Certainty, Context, Finding, Line, Rule
from edition.recognise.bureau_heads import bureau_heads
from edition.recognise.letter_heads import Field, letter_heads
from edition.recognise.open_lines import open_lines
from edition.recognise.report_heads import report_heads
from edition.recognise.signatures import signatures

HEAD = Rule(
    "correspondence/head",
    "Lines with the labels of a memorandum, letter or cable stand together: who to whom, about what.",
    "MEMORANDUM FOR: Chairman, Information Review Committee",
)
BUREAU = Rule(
    "correspondence/bureau-head",
    "The Director of the FBI and a field office stand on lines near each other: one writes to the other.",
    "SAC, Miami (105-2855)\n3/16/64\nDirector, FBI (97-4474)",
)
REPORT = Rule(
    "correspondence/report-head",
    "From COUNTRY to SOURCE stand the labels of an information report, whatever OCR left of them.",
    "SUBJECT Armando (patronymic unknown) DATE DISTR. 9 September 1964",
)
DATE_LINE = Rule(
    "correspondence/date-line",
    "A date alone on its line stands above the labels of a head or among them.",
    "18 December 1975",
)
SIGNATURE = Rule(
    "correspondence/signature",
    "Below the text of a letter stand a name and what its bearer is.",
    "A. B. Swider\nDDO Appeals Officer",
)

_Head = tuple[Rule, list[Field]]


@dataclass(frozen=True, slots=True)
class CorrespondenceHead:
    """What the head at start to end says, in the source's words; `None` where it says nothing."""

    start: int
    end: int
    sender: str | None
    addressee: str | None
    date: str | None
    subject: str | None
    reference: str | None


def correspondence(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `opener` with its fields for each head, and a `closer` for each signature after one.

    Source: encoding manual, "Text", and "Where TEI's order binds".
    """
    lines = open_lines(context, found)
    heads = _heads(context, lines)
    for rule, fields in heads:
        start, end = lines[fields[0].first].start, lines[fields[-1].last].end
        cert = Certainty.MEDIUM if rule is HEAD else Certainty.LOW
        yield Annotation("opener", start, end, rule, (), cert)
        for field in fields:
            yield from _field(lines, field, rule)
    for first, last in signatures(context, lines, [fields for _, fields in heads]):
        yield Annotation("closer", lines[first].start, lines[last].end, SIGNATURE, (), Certainty.MEDIUM)


def correspondence_facts(context: Context, found: Sequence[Finding]) -> tuple[CorrespondenceHead, ...]:
    """What each head says, for `correspDesc`; `found` is what was found before `correspondence` ran."""
    lines = open_lines(context, found)
    return tuple(
        _facts(context, lines, fields) for rule, fields in _heads(context, lines) if rule is not REPORT
    )


def _heads(context: Context, lines: Sequence[Line]) -> list[_Head]:
    """The heads of a document in order; where two claim a line, the one by labels stands."""
    heads: list[_Head] = [(REPORT, fields) for fields in report_heads(context, lines)]
    heads = _beside(heads, [(HEAD, fields) for fields in letter_heads(context, lines)])
    return _beside(heads, [(BUREAU, fields) for fields in bureau_heads(context, lines)])


def _beside(heads: list[_Head], others: Sequence[_Head]) -> list[_Head]:
    """The heads, and those of the others that take no line of theirs."""
    taken = {line for _, fields in heads for line in range(fields[0].first, fields[-1].last + 1)}
    free = [
        (rule, fields)
        for rule, fields in others
        if taken.isdisjoint(range(fields[0].first, fields[-1].last + 1))
    ]
    return sorted((*heads, *free), key=lambda head: head[1][0].first)


def _field(lines: Sequence[Line], field: Field, rule: Rule) -> Iterator[Finding]:
    start, end = lines[field.first].start, lines[field.last].end
    if field.kind == "date":
        yield Annotation("dateline", start, end, DATE_LINE)
    elif field.kind:
        yield Annotation("seg", start, end, rule, (("type", field.kind),))


def _facts(context: Context, lines: Sequence[Line], fields: Sequence[Field]) -> CorrespondenceHead:
    said: dict[str, str] = {}
    for field in fields:
        words = " ".join(context.document.text[field.value : lines[field.last].end].split()).strip(" :;")
        if words and field.kind:
            said.setdefault(field.kind, words)
    start, end = lines[fields[0].first].start, lines[fields[-1].last].end
    return CorrespondenceHead(
        start, end, said.get("from"), said.get("to"), said.get("date"), said.get("subject"), said.get("ref")
    )
