"""Heads of letters, memoranda, cables and e-mail by their labels: which lines each field takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from edition.findings import Context, Line, Lineation
from edition.recognise.enumerators import enumerator
from edition.recognise.forms import form_pages
from edition.recognise.letter_labels import DATED, SALUTATION, TITLE, is_memorandum, label_of, may_salute

ROUTING = regex.compile(r"(?i)\(op.{0,2}ona|\(of.{0,4}r d|room n|buil.ing\)|officer.{0,3} comment")
WORDS = regex.compile(r"\p{L}{2}")
ANNOUNCED = regex.compile(r":[\"”’]*\s*(?:\S{1,3}/)?\W*$")
LOWER = regex.compile(r"[\W\d]{0,2}\p{Ll}")
OPEN_END = regex.compile(r"(?:[,;(&-]|\b(?:of|the|and|for|to|in|on|by|from|with|at))\W{0,2}$", regex.I)
# "MEMO FOR -THE. RECORD:", with what OCR made of it.
FOR_THE_RECORD = regex.compile(r"(?i)\bREC[O0]RDS?\W*$")
# "C.." alone on its line: what it counts follows.
COUNT_ALONE = regex.compile(r"\W?\w{1,2}[.)]{1,2}\W?")
# "The Honorable", "Mr. A. Duch": where an addressee begins.
ADDRESSEE = regex.compile(
    r"\W?(?:Mr|Mrs|Miss|Ms|Dr|Hon|The Hon\w*|General|Gen|Colonel|Senator|Director|The \p{Lu}\p{Ll}+)\b"
)
# `SECRET 041555Z MAR 77 STAFF` stands above a cable's labels, `CARACAS 32414` above it.
DATE_TIME_GROUP = regex.compile(
    r"\b\d{6}Z? ?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\p{Lu}{0,6} ?\d{2}\b"
)
NUMBER = regex.compile(r"\d{4,6}")
# `Federal Bureau of Investigation`: a value has few small words.
SMALL_WORD, MOST_SMALL_WORDS = regex.compile(r"(?<!\p{L})\p{Ll}+"), 2
# A subject alone stands among the first lines of its page.
_TOP = 3
FARTHEST_DATE = 4
FARTHEST_LABEL = 6
FARTHEST_SALUTATION = 12
LONGEST_HEAD = 40
LONGEST_TITLE = 60
# A subject takes few lines, a list of references more.
LONGEST_VALUE = (4, 20)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a head: its kind, the open lines it takes, and where behind the label its value begins."""

    kind: str
    first: int
    last: int
    value: int


def letter_heads(context: Context, lines: Sequence[Line]) -> Iterator[list[Field]]:
    """The heads of a document, each the fields in order."""
    forms: frozenset[int] | None = None
    at, free = 0, 0
    while at < len(lines):
        text = context.text(lines[at])
        fields: list[Field] = []
        titled = len(text) < LONGEST_TITLE and TITLE.fullmatch(text) is not None
        if titled or _label(context, text) is not None:
            forms = form_pages(context) if forms is None else forms
            if lines[at].page not in forms and not is_announced(context, lines, at):
                fields = _titled(context, lines, at) if titled else _untitled(context, lines, at)
            if fields:
                yield _with_date(context, lines, _with_value(context, lines, fields), free)
                free = fields[-1].last + 1
        elif may_salute(text) and SALUTATION.fullmatch(text) and not is_announced(context, lines, at):
            fields = _letter(context, lines, at, free)
            yield fields
            free = fields[-1].last + 1
        at = max(at, fields[-1].last if fields else at) + 1


def is_announced(context: Context, lines: Sequence[Line], at: int) -> bool:
    """Whether the text before announces a document: one quoted in full has paragraphs, no opener."""
    if at == 0:
        return False
    before = context.text(lines[at - 1])
    return len(before) > LONGEST_TITLE and ANNOUNCED.search(before, len(before) - 12) is not None


def _untitled(context: Context, lines: Sequence[Line], at: int) -> list[Field]:
    """The head whose first label stands on a line, if the labels make one."""
    fields = _fields(context, lines, at)
    if _is_head(context, lines, fields) or _is_title(context, lines, fields):
        return fields
    return _with_values_below(context, lines, fields)


def _is_title(context: Context, lines: Sequence[Line], fields: Sequence[Field]) -> bool:
    """Whether a subject alone opens a paper: at the very top of its page, above text."""
    if len(fields) != 1 or fields[0].kind != "subject" or fields[0].value >= lines[fields[0].first].end:
        return False
    first, below = fields[0].first, fields[0].last + 1
    top = first < _TOP or lines[first - _TOP].page != lines[first].page
    if (
        not top
        or not _says_something(context, lines, fields)
        or "(" in context.document.text[fields[0].value :][:3]
    ):
        return False
    text = [context.text(line) for line in lines[below : below + 3] if line.page == lines[first].page]
    return any(len(line) > context.evidence.width * 0.6 and not line.isupper() for line in text)


def _with_values_below(context: Context, lines: Sequence[Line], fields: list[Field]) -> list[Field]:
    """A head whose labels OCR gave first, one after the other, and then their values."""
    if context.evidence.lineation is not Lineation.SPACED or len({field.kind for field in fields}) < 2:
        return []
    if any(field.last > field.first or field.value < lines[field.first].end for field in fields):
        return []
    first = last = fields[-1].last + 1
    while last < len(lines) and last - first < 2 * len(fields):
        text = context.text(lines[last])
        prose = len(text) > context.evidence.width * 0.6 or len(SMALL_WORD.findall(text)) > MOST_SMALL_WORDS
        if prose or lines[last].page != lines[fields[0].first].page:
            break
        last += 1
    if last - first < len(fields):
        return []
    return [*fields, Field("", first, last - 1, lines[first].start)]


def _label(context: Context, text: str, *, among: bool = False) -> tuple[str, int] | None:
    return label_of(text, among=among, labels=context.language.letter_labels)


def _titled(context: Context, lines: Sequence[Line], at: int) -> list[Field]:
    """The head below the title of a memorandum, where one label is enough; the title in capitals belongs to it."""
    for first in range(at + 1, min(at + 4, len(lines))):
        if lines[first].page != lines[at].page:
            break
        if _label(context, context.text(lines[first]), among=True) is None:
            continue
        fields = _fields(context, lines, first)
        kinds = {field.kind for field in fields}
        if not kinds & {"to", "from", "subject"} or not _says_something(context, lines, fields):
            break
        if context.text(lines[at]).isupper() and first == at + 1:
            return [Field("", at, at, lines[at].start), *fields]
        return fields
    return []


def _letter(context: Context, lines: Sequence[Line], at: int, free: int) -> list[Field]:
    """The head of a letter with this salutation: addressee and date above it, its subject below."""
    salutation = [Field("to", at, at, lines[at].start), *_subject_below(context, lines, at)]
    addressee = at
    for above in range(at - 1, max(free, at - FARTHEST_SALUTATION) - 1, -1):
        text = context.text(lines[above])
        if lines[above].page != lines[at].page or len(text) > context.evidence.width * 0.7:
            break
        if DATED.fullmatch(text):
            between = [Field("to", above + 1, at - 1, lines[above + 1].start)] if above + 1 < at else []
            return [Field("date", above, above, lines[above].start), *between, *salutation]
        if ADDRESSEE.match(text):
            addressee = above
    if addressee < at:
        return [Field("to", addressee, at - 1, lines[addressee].start), *salutation]
    return salutation


def _subject_below(context: Context, lines: Sequence[Line], at: int) -> list[Field]:
    """`Re: Joseph Merola` below a salutation."""
    if at + 1 >= len(lines) or lines[at + 1].page != lines[at].page:
        return []
    label = _label(context, context.text(lines[at + 1]), among=True)
    if label is None or label[0] not in ("subject", "ref"):
        return []
    field = Field(label[0], at + 1, at + 1, lines[at + 1].start + label[1])
    return [replace(field, last=_last_of_value(context, lines, field))]


def _fields(context: Context, lines: Sequence[Line], at: int) -> list[Field]:
    """The fields that follow each other from a line on."""
    fields: list[Field] = []
    first, start = at, at
    while at < len(lines) and at - start < LONGEST_HEAD and lines[at].page == lines[start].page:
        text = context.text(lines[at])
        label = _label(context, text, among=bool(fields) or at == start)
        if label is None:
            before = context.text(lines[at - 1]) if fields else ""
            if fields and DATED.fullmatch(text) and not OPEN_END.search(before):
                label = ("date", 0)
            elif (
                at - first >= FARTHEST_LABEL
                or not fields
                or not _label_follows(context, lines, at, fields[-1])
            ):
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
    if not last.kind:
        return fields
    return [*fields[:-1], replace(last, last=_last_of_value(context, lines, last))]


def _label_follows(context: Context, lines: Sequence[Line], at: int, field: Field) -> bool:
    """Whether another label of a head follows within a few lines, with no numbered paragraph before it."""
    for line in lines[at : at + FARTHEST_LABEL]:
        text = context.text(line)
        if line.page != lines[at].page or len(text) > context.evidence.width * 2:
            return False
        if _label(context, text, among=True) is not None:
            return True
        mark = enumerator(text)
        if mark is None or not mark.begins():
            continue
        if ("1", 1) in mark.ordinals or (mark.ordinals and field.kind != "ref" and len(text) > LONGEST_TITLE):
            return False
    return False


def _is_head(context: Context, lines: Sequence[Line], fields: Sequence[Field]) -> bool:
    """Whether labels make a head: a memorandum's words, or two kinds of field that stand together there."""
    if not fields or not _says_something(context, lines, fields):
        return False
    kinds = {field.kind for field in fields}
    memorandum = is_memorandum(context.text(lines[fields[0].first]))
    return memorandum or len(kinds & {"to", "from", "subject", "ref"}) > 1


def _says_something(context: Context, lines: Sequence[Line], fields: Sequence[Field]) -> bool:
    """Whether words stand behind the labels: a routing sheet has a letter's labels, and says what to write there."""
    said = " ".join(context.document.text[f.value : lines[f.last].end] for f in fields if f.kind)
    return WORDS.search(said) is not None and ROUTING.search(said) is None


def _with_date(context: Context, lines: Sequence[Line], fields: list[Field], free: int) -> list[Field]:
    """A head with the date line that stands a little above it, no higher than the line `free`."""
    first = fields[0].first
    for at in range(first - 1, max(free, first - FARTHEST_DATE) - 1, -1):
        text = context.text(lines[at])
        if lines[at].page != lines[first].page or len(text) > context.evidence.width * 0.7:
            break
        dated = DATED.fullmatch(text)
        if dated or DATE_TIME_GROUP.search(text):
            between = [Field("", other, other, lines[other].start) for other in range(at + 1, first)]
            above = [] if dated else _station(context, lines, at - 1, first, free)
            return [*above, Field("date" if dated else "", at, at, lines[at].start), *between, *fields]
    return fields


def _station(context: Context, lines: Sequence[Line], at: int, first: int, free: int) -> list[Field]:
    """The line above a date-time group that has the number of the cable which the first field cites."""
    if at < free or lines[at].page != lines[first].page:
        return []
    number = NUMBER.search(context.text(lines[at]))
    if number is None or number.group() not in context.text(lines[first]):
        return []
    return [Field("ref", at, at, lines[at].start)]


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
    if COUNT_ALONE.fullmatch(before):
        return True
    if _is_caption(context, field, line):
        return True
    apart = line.gap > 0 and context.evidence.lineation is Lineation.BROKEN
    if (
        context.evidence.lineation is Lineation.BROKEN
        and not apart
        and line.indent > lines[field.first].indent + 3
    ):
        return True
    wrapped = len(before) > context.evidence.width * 0.55 and not before.endswith((".", "?", ":"))
    return wrapped and not apart and len(text) < context.evidence.width * 0.75


def _is_caption(context: Context, field: Field, line: Line) -> bool:
    """Whether a line in capitals goes on with a subject in capitals, above a text that has small letters."""
    text = context.text(line)
    if field.kind != "subject" or not text.isupper() or len(text) > context.evidence.width * 0.75:
        return False
    subject = context.document.text[field.value : line.end]
    page = context.document.pages[max(line.page, 0)]
    return subject.isupper() and not context.document.text[line.end : min(page.end, line.end + 400)].isupper()
