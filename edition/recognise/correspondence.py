"""Heads and signatures of letters, memoranda and cables (TEI `opener`, `seg`, `dateline`, `closer`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Line, Lineation, Rule
from edition.likeness import likeness
from edition.recognise.enumerators import enumerator
from edition.recognise.forms import form_pages
from edition.recognise.open_lines import open_lines

HEAD = Rule(
    "correspondence/head",
    "Lines with the labels of a memorandum, letter or cable stand together: who to whom, about what.",
    "MEMORANDUM FOR: Chairman, Information Review Committee",
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

# What each label names, as `seg/@type`.
KINDS = {
    "MEMORANDUM FOR": "to",
    "MEMORANDUM TO": "to",
    "MEMO FOR": "to",
    "TO": "to",
    "ACTION": "to",
    "FROM": "from",
    "ATTENTION": "attention",
    "ATTN": "attention",
    "VIA": "attention",
    "THRU": "attention",
    "THROUGH": "attention",
    "INFO": "attention",
    "SUBJECT": "subject",
    "SUBJ": "subject",
    "REFERENCE": "ref",
    "REFERENCES": "ref",
    "REF": "ref",
    "REFS": "ref",
    "CITE": "ref",
    "DATE": "date",
}
# "MEMORANDUM FOR THE RECORD", "MEMORANDUM FOK THE SECKETARY": a memorandum opens so, with a colon or without.
MEMORANDUM = regex.compile(r"\W{0,3}(?P<label>MEM[OQ]\p{Lu}{0,7} (?:F[O0][RK]|TO)\b)[:;.]?\s*")
# "TO : Director", "SUBJECI: Rima ZMITROOK", "FROM\t:".
LABELLED = regex.compile(
    r"\W{0,3}(?P<label>\p{Lu}{2,10}|Subject|Subj|Reference|Ref|To|From|Date|Via|Attn)\s*[:;]\s*"
)
# "TO", "SUBJECT" alone on a line: OCR parted labels and values.
ALONE = regex.compile(
    r"\W{0,2}(?P<label>TO|FROM|SUBJECT|REFERENCE|ATTENTION|VIA|THROUGH|THRU|REF|INFO)\W{0,2}"
)
# "CITE DIR 85245", "INFO EURIA, SA/DO/O": in cables no colon stands behind these.
CABLE = regex.compile(r"\W{0,2}(?P<label>CITE|INFO|TO|REF|FROM)\s+(?=[^a-z]{4,}$)")
# "18 December 1975", "4 Maroh 1984", "March 19, 1975", "2 SEP 1966", "3/16/64".
DATED = regex.compile(
    r"\W{0,3}(?:\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}\.?,?\s+\d{2,4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4})\W{0,3}"
)
# "Dear Duch,": the salutation of a letter.
SALUTATION = regex.compile(r"[^\w\"“]{0,2}(?:My )?[DO]ear[!,.]?\s+\p{L}[\p{L}. ]{1,40}[,:;.]?\W*")
ROUTING = regex.compile(r"(?i)\(op.{0,2}ona|\(of.{0,4}r d|room n|buil.ing\)|officer.{0,3} comment")
WORDS = regex.compile(r"\p{L}{2}")
ANNOUNCED = regex.compile(r":[\"”’]*\s*(?:\S{1,3}/)?\W*$")
LOWER = regex.compile(r"[\W\d]{0,2}\p{Ll}")
OPEN_END = regex.compile(r"(?:[,;(&-]|\b(?:of|the|and|for|to|in|on|by|from|with|at))\W{0,2}$", regex.I)
# "Sincerely,", "Very truly yours,".
COMPLIMENT = regex.compile(
    r"(?i)\W{0,2}(?:very |most )?(?:sincerely|truly|respectfully|faithfully|cordially)(?: yours?)?[,.]?\W*|"
    r"(?i)\W{0,2}(?:yours )(?:sincerely|truly|faithfully|respectfully)\b.{0,6}"
)
# "A. B. Swider", "/s/ John F. Pereira", "(signed) William C. Foster", "T. J. H. TRAPNELL".
NAME = regex.compile(
    r"\[names? not declassified\]"
    r"|\W{0,3}(?:(?:/?s/|\(?[Ss]igned\)?)\s*)?(?:(?:\p{Lu}\. ?){1,3}|\p{Lu}[\p{L}'’-]+ (?:\p{Lu}\.? )?)"
    r"\p{Lu}[\p{L}'’-]{2,}(?:,? [JS]r\.)?[.,]?"
)
SIGNED = regex.compile(r"\W{0,3}(?:/?s/|\(?[Ss]igned\)?)\s")
# What stands below a name: what its bearer is.
TITLE = regex.compile(
    r"(?i)\b(?:chief|chairman|director|deputy|officer|secretary|assistant|ambassador|attorney|counsel|agent|minister|general|"
    r"colonel|captain|major|lieutenant|admiral|commander|us[an]f?|president|representative|coordinator|inspector|staff)\b"
)
OFFICE = regex.compile(
    r"\b(?:Section|Branch|Division|Desk|Bureau|Department|Embassy|Staff|Committee)\b|^[A-Z]{1,4}(?:/[A-Z0-9-]{1,6}){1,4}\W*$"
)
FARTHEST_DATE = 4
FARTHEST_LABEL = 6
FARTHEST_SALUTATION = 12
LONGEST_HEAD = 40
# A subject takes few lines, a list of references more.
LONGEST_VALUE = (4, 20)
LONGEST_TITLE = 60
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a head: its kind, the open lines it takes, and where behind the label its value begins."""

    kind: str
    first: int
    last: int
    value: int


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
    heads = list(_heads(context, lines))
    for fields in heads:
        yield Annotation("opener", lines[fields[0].first].start, lines[fields[-1].last].end, HEAD)
        for field in fields:
            yield from _field(lines, field)
    if heads:
        yield from _signatures(context, lines, heads)


def correspondence_facts(context: Context, found: Sequence[Finding]) -> tuple[CorrespondenceHead, ...]:
    """What each head says, for `correspDesc`; `found` is what was found before `correspondence` ran."""
    lines = open_lines(context, found)
    return tuple(_facts(context, lines, fields) for fields in _heads(context, lines))


def _field(lines: Sequence[Line], field: Field) -> Iterator[Finding]:
    start, end = lines[field.first].start, lines[field.last].end
    if field.kind == "date":
        yield Annotation("dateline", start, end, DATE_LINE)
    elif field.kind:
        yield Annotation("seg", start, end, HEAD, (("type", field.kind),))


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


def _heads(context: Context, lines: Sequence[Line]) -> Iterator[list[Field]]:
    """The heads of a document, each the fields in order."""
    forms: frozenset[int] | None = None
    at, free = 0, 0
    while at < len(lines):
        text = context.text(lines[at])
        fields: list[Field] = []
        if _label(text) is not None:
            forms = form_pages(context) if forms is None else forms
            fields = _fields(context, lines, at) if lines[at].page not in forms else []
            if _is_head(context, lines, fields) and not _is_announced(context, lines, at):
                yield _with_date(context, lines, _with_value(context, lines, fields), free)
                free = fields[-1].last + 1
        elif "ear" in text[:8] and SALUTATION.fullmatch(text) and not _is_announced(context, lines, at):
            fields = _letter(context, lines, at, free)
            yield fields
            free = at + 1
        at = max(at, fields[-1].last if fields else at) + 1


def _is_announced(context: Context, lines: Sequence[Line], at: int) -> bool:
    """Whether the text before announces a document: one quoted in full has paragraphs, no opener."""
    if at == 0:
        return False
    before = context.text(lines[at - 1])
    return len(before) > LONGEST_TITLE and ANNOUNCED.search(before, len(before) - 12) is not None


def _letter(context: Context, lines: Sequence[Line], at: int, free: int) -> list[Field]:
    """The head of a letter with this salutation: addressee and date above it."""
    salutation = Field("to", at, at, lines[at].start)
    for date in range(at - 1, max(free, at - FARTHEST_SALUTATION) - 1, -1):
        text = context.text(lines[date])
        if lines[date].page != lines[at].page or len(text) > context.evidence.width * 0.7:
            break
        if DATED.fullmatch(text):
            head = [Field("date", date, date, lines[date].start)]
            addressee = [Field("to", date + 1, at - 1, lines[date + 1].start)] if date + 1 < at else []
            return [*head, *addressee, salutation]
    return [salutation]


def _fields(context: Context, lines: Sequence[Line], at: int) -> list[Field]:
    """The fields that follow each other from a line on."""
    fields: list[Field] = []
    first, start = at, at
    while at < len(lines) and at - start < LONGEST_HEAD and lines[at].page == lines[start].page:
        text = context.text(lines[at])
        label = _label(text)
        if label is None:
            before = context.text(lines[at - 1]) if fields else ""
            if fields and DATED.fullmatch(text) and not OPEN_END.search(before):
                label = ("date", 0)
            elif at - first >= FARTHEST_LABEL or not fields or not _label_follows(context, lines, at):
                break
            else:
                fields[-1] = replace(fields[-1], last=at)
                at += 1
                continue
        fields.append(Field(label[0], at, at, lines[at].start + label[1]))
        first = at
        at += 1
    return fields


def _with_value(context: Context, lines: Sequence[Line], fields: list[Field]) -> list[Field]:
    """The fields, the last with all lines of its value."""
    last = fields[-1]
    return [*fields[:-1], replace(last, last=_last_of_value(context, lines, last))]


def _label_follows(context: Context, lines: Sequence[Line], at: int) -> bool:
    """Whether another label of a head follows within a few lines, with no numbered paragraph before it."""
    for line in lines[at : at + FARTHEST_LABEL]:
        text = context.text(line)
        if line.page != lines[at].page or len(text) > context.evidence.width * 2:
            return False
        if _label(text) is not None:
            return True
        mark = enumerator(text)
        if mark is not None and mark.begins() and ("1", 1) in mark.ordinals:
            return False
    return False


def _label(text: str) -> tuple[str, int] | None:
    """The kind of field that a line's label opens, and the label's length."""
    if not text[:4].lstrip(" \t\xa0'‘“\"*.,-~_|•:").strip()[:1].isupper():
        return None
    if (match := MEMORANDUM.match(text)) is not None:
        return "to", match.end()
    match = LABELLED.match(text)
    if match is not None and (kind := _kind(match["label"].upper())) is not None:
        return kind, match.end()
    match = ALONE.fullmatch(text) or CABLE.match(text)
    return (KINDS[match["label"]], match.end()) if match is not None else None


def _kind(label: str) -> str | None:
    """The kind of a label, also of one that OCR damaged."""
    if label in KINDS:
        return KINDS[label]
    if len(label) < 5:
        return None
    best = max(KINDS, key=lambda known: likeness(label, known))
    return KINDS[best] if likeness(label, best) >= 0.7 else None


def _is_head(context: Context, lines: Sequence[Line], fields: Sequence[Field]) -> bool:
    """Whether labels make a head: a memorandum's words, or two kinds of field that stand together there."""
    if not fields:
        return False
    said = " ".join(context.document.text[f.value : lines[f.last].end] for f in fields if f.kind)
    # A routing sheet has the labels of a letter, and says what to write there.
    if not WORDS.search(said) or ROUTING.search(said):
        return False
    kinds = {field.kind for field in fields}
    memorandum = MEMORANDUM.match(context.text(lines[fields[0].first])) is not None
    return memorandum or len(kinds & {"to", "from", "subject", "ref"}) > 1


def _with_date(context: Context, lines: Sequence[Line], fields: list[Field], free: int) -> list[Field]:
    """A head with the date line that stands a little above it, no higher than the line `free`."""
    first = fields[0].first
    for at in range(first - 1, max(free, first - FARTHEST_DATE) - 1, -1):
        if lines[at].page != lines[first].page or len(context.text(lines[at])) > context.evidence.width * 0.7:
            break
        if DATED.fullmatch(context.text(lines[at])):
            between = [Field("", other, other, lines[other].start) for other in range(at + 1, first)]
            return [Field("date", at, at, lines[at].start), *between, *fields]
    return fields


def _last_of_value(context: Context, lines: Sequence[Line], field: Field) -> int:
    """The last line of a head's last field."""
    last = field.first
    counted = enumerator(context.document.text[field.value : lines[last].end])
    while last + 1 < len(lines) and last - field.first < LONGEST_VALUE[field.kind == "ref"]:
        line, text = lines[last + 1], context.text(lines[last + 1])
        mark = enumerator(text)
        if mark is not None and mark.ordinals:
            empty = field.value >= lines[field.first].end and last == field.first
            follows = mark.follows(counted) if counted else empty and mark.begins()
            if field.kind != "ref" or not follows:
                break
            counted = mark
        elif not _goes_on(context, lines, field, last, line):
            break
        last += 1
    return last


# "MEMO FOR -THE. RECORD:", with what OCR made of it.
FOR_THE_RECORD = regex.compile(r"(?i)\bREC[O0]RDS?\W*$")


def _goes_on(context: Context, lines: Sequence[Line], field: Field, last: int, line: Line) -> bool:
    """Whether a line continues the value of a field."""
    text, before = context.text(line), context.text(lines[last])
    if line.page != lines[last].page or len(text) > context.evidence.width * 1.2:
        return False
    if FOR_THE_RECORD.search(before):
        return False  # a memorandum for the record has no further addressee
    if text.startswith(":") or LOWER.match(text) or OPEN_END.search(before):
        return True
    if field.value >= lines[field.first].end and last == field.first:
        return True
    # "C.." alone on its line: what it counts follows.
    if len(before) <= SHORTEST:
        return True
    if (
        context.evidence.lineation is Lineation.BROKEN
        and not line.gap
        and line.indent > lines[field.first].indent + 3
    ):
        return True
    wrapped = len(before) > context.evidence.width * 0.55 and not before.endswith((".", "?", ":"))
    apart = line.gap > 0 and context.evidence.lineation is Lineation.BROKEN
    return wrapped and not apart and len(text) < context.evidence.width * 0.75


def _signatures(
    context: Context, lines: Sequence[Line], heads: Sequence[Sequence[Field]]
) -> Iterator[Finding]:
    """A closer for the first signature after each head."""
    ends = [fields[-1].last for fields in heads]
    starts = [*(fields[0].first for fields in heads[1:]), len(lines)]
    for at, until in zip(ends, starts, strict=True):
        for first in range(at + 2, until - 1):
            last = _signature(context, lines, first, until)
            if last is not None:
                yield Annotation(
                    "closer", lines[first].start, lines[last].end, SIGNATURE, (), Certainty.MEDIUM
                )
                break


def _signature(context: Context, lines: Sequence[Line], first: int, until: int) -> int | None:
    """The last line of the signature that begins at a line, if one does."""
    text = context.text(lines[first])
    if len(text) > LONGEST_TITLE:
        return None
    name: int | None = first
    if COMPLIMENT.fullmatch(text):
        near = range(first + 1, min(first + 4, until))
        name = next((at for at in near if NAME.fullmatch(context.text(lines[at]))), None)
    elif not NAME.fullmatch(text) or not _is_after_text(context, lines, first):
        name = None
    if name is None:
        return None
    last = name
    while last + 1 < until and last - name < 3 and _is_title(context, lines, last + 1):
        last += 1
    return last if last > first or SIGNED.match(text) else None


def _is_after_text(context: Context, lines: Sequence[Line], at: int) -> bool:
    return context.text(lines[at - 1]).rstrip("\"'”’ •■").endswith((".", "?", "!", "]"))


def _is_title(context: Context, lines: Sequence[Line], at: int) -> bool:
    text = context.text(lines[at])
    if len(text) > LONGEST_TITLE or text.endswith(":"):
        return False
    # What its bearer is, or where he sits: "C/SR/C1/R", "Tides and Currents Section".
    return TITLE.search(text) is not None or OFFICE.search(text) is not None
