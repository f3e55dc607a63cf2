"""Identification forms: lines of label and value (TEI `table` of two `cell`s a `row`)."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise

import regex

from edition.findings import Annotation, Context, Finding, Line, Rule
from edition.likeness import likeness
from edition.recognise.legibility import legibility
from edition.recognise.open_lines import open_lines

IDENTIFICATION = Rule(
    "tables/identification-form",
    "A page has the labels of an identification form, each with its value behind or below it.",
    "RECORD NUMBER : 119-10003-10181",
)

# The labels of the forms that archives lay before records; `SURE` ones stand on no memorandum.
SURE = (
    "RECORD NUMBER",
    "RECORD SERIES",
    "RECORDS SERIES",
    "AGENCY FILE NUMBER",
    "ORIGINATOR",
    "AGENCY ORIGINATOR",
    "DOCUMENT TYPE",
    "RESTRICTIONS",
    "CURRENT STATUS",
    "DATE OF LAST REVIEW",
    "OPENING CRITERIA",
)
LABELS = (*SURE, "AGENCY", "FROM", "TO", "TITLE", "DATE", "PAGES", "SUBJECTS", "CLASSIFICATION", "COMMENTS")
# "‘PAGES : 9", "RESTRICTIONS; Consulted", "CLASSIFICATION =": a label and what parts it from its value.
LABELLED = regex.compile(r"\W{0,6}(?P<label>[A-Z][A-Za-z’'!. ]{1,24}?)\s*[:;=]")
# "DOCUMENT TYPE PRINTED FORM", "DATE 06/00/1975", "PAGES": the colon is lost.
BARE = regex.compile(
    r"\W{0,6}(?P<label>DATE OF LAST ?REVIEW|DOCUMENT TYPE|RECORDS? (?:NUMBER|SERIES)|AGENCY FILE NUMBER"
    r"|CURRENT STATUS|OPENING CRITERIA|CLASSIFICATION|RESTRICTIONS|PAGES|SUBJECTS|TITLE"
    r"|(?:AGENCY )?ORIGINATOR|COMMENTS|DATE(?=\s*$| \d))(?!\S)"
)
# "CLASSTE CATION +", "RESTRI RIEL IONS :": capitals that may be a label on a page that has others.
CAPITALS = regex.compile(r"\W{0,6}(?P<label>[A-Z][A-Z ]{5,24}[A-Z])\s*(?:[:;=+](?!\S)|$)")
# "Document Information", "[R] - ITEM IS RESTRICTED", "v9.1": what ends a value.
ENDS = regex.compile(
    r"(?i)\W*(?:agency|document) information\W*|.{0,3}R.?[\])}] ?- ?ITEM|v\d\.\d\b|.*\bDocI?[dl]\b"
)
# Labels whose values take several lines.
LONG_VALUES = frozenset(["SUBJECTS", "COMMENTS", "TITLE", "RESTRICTIONS"])
LIKE = 0.72
LEGIBLE = 0.6
LIKE_ON_A_FORM = 0.55
LONGEST_LABEL = 36
FEWEST_LABELS = 4
# What the values of some labels have to hold.
SHAPES = {
    "DATE": regex.compile(r"\d|\[|UNK|N\.?D"),
    "PAGES": regex.compile(r"^\W*[\dlIOSo]{1,4}\W*$"),
    "RECORD NUMBER": regex.compile(r"\d{3}"),
}
FEWEST_SURE = 2
# So many labels without a value, one after the other: OCR read the columns one after the other.
EMPTY_RUN = 4
# Of so many fields and more the last alone has no value: what stands below it belongs to the first.
MOST_ALONE = 2
DATE_OR_NUMBER = regex.compile(r"\W*\d{1,4}(?:/\d{1,2}/\d{2,4})?\W*")
# ": GUATEMALA\n: PAPER": the colons of other labels.
COLON_OF_ANOTHER = regex.compile(r"\n\s*:")


@dataclass(frozen=True, slots=True)
class Field:
    """A label that ends at `colon` and its value: from `value` of its own line on, then whole lines."""

    label: str
    line: Line
    colon: int
    value: int
    more: tuple[Line, ...]

    @property
    def end(self) -> int:
        """After the last character."""
        return self.more[-1].end if self.more else self.line.end

    @property
    def is_empty(self) -> bool:
        """Whether the form has no value here."""
        return self.value >= self.line.end and not self.more


def _parts_forms(context: Context, claim: Annotation) -> bool:
    """Whether no table of labels and values runs across a claim: a head, or a notice of several lines."""
    text = context.document.text
    return claim.element == "head" or (
        claim.element == "note" and text.count("\n", claim.start, claim.end) > 2
    )


def identification_forms(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a table for each group of labels with their values on a page that is an identification form."""
    edges = sorted(f.start for f in found if isinstance(f, Annotation) and _parts_forms(context, f))
    forms = form_pages(context)
    # A short note is what a value says: `CIA - released in part`.
    claims = [
        f
        for f in found
        if not (isinstance(f, Annotation) and f.element == "note") or _parts_forms(context, f)
    ]
    for _, group in groupby(open_lines(context, claims), key=lambda line: line.page):
        lines = list(group)
        texts = [context.text(line) for line in lines]
        labels = [_label(text) for text in texts]
        sure = {label for label, _ in filter(None, labels) if label in SURE}
        is_form = lines[0].page in forms or len(sure) >= FEWEST_SURE
        if is_form and sum(label is not None for label in labels) >= FEWEST_LABELS:
            labels = [label or _damaged(text) for label, text in zip(labels, texts, strict=True)]
            for first, last in _stretches(lines, edges):
                for fields in _groups(context, lines[first:last], labels[first:last]):
                    if all(_fits(context, field) for field in fields):
                        yield from _table(fields)


def _stretches(lines: Sequence[Line], edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The lines parted where a head or a note stands between two."""
    cuts = [
        at
        for at in range(1, len(lines))
        if bisect_left(edges, lines[at - 1].end) != bisect_left(edges, lines[at].start)
    ]
    return pairwise([0, *cuts, len(lines)])


def form_pages(context: Context) -> frozenset[int]:
    """The pages that are identification forms: their labels open no letter."""
    return _form_pages(context.document.text, context.lines)


@lru_cache(maxsize=1)  # several recognisers ask
def _form_pages(source: str, lines: tuple[Line, ...]) -> frozenset[int]:
    sure: dict[int, set[str]] = {}
    for line in lines:
        text = source[line.start : line.end]
        if text[:8].upper() == text[:8] and (label := _label(text)) is not None and label[0] in SURE:
            sure.setdefault(line.page, set()).add(label[0])
    return frozenset(page for page, labels in sure.items() if len(labels) > FEWEST_SURE)


def _label(text: str) -> tuple[str, int] | None:
    """The label a line opens with, and how many characters it takes with its colon."""
    head = text[:LONGEST_LABEL]
    if not (":" in head or ";" in head or "=" in head or head[:9].upper() == head[:9]):
        return None
    match = LABELLED.match(text)
    if match is not None and (label := _nearest(match["label"], LIKE)) is not None:
        return label, match.end()
    bare = BARE.match(text)
    return (bare["label"], bare.end()) if bare is not None else None


def _damaged(text: str) -> tuple[str, int] | None:
    """The label that capitals at the head of a line were, on a page that is a form."""
    match = None if ENDS.match(text) else CAPITALS.match(text)
    label = _nearest(match["label"], LIKE_ON_A_FORM) if match is not None else None
    return (label, match.end()) if match is not None and label is not None else None


@lru_cache(maxsize=4096)
def _nearest(label: str, least: float) -> str | None:
    """The label of a form that OCR made this of."""
    folded = label.upper()
    if folded in LABELS:
        return folded
    # Short ones resemble each other by chance.
    if len(folded) < 6:
        return None
    best = max(LABELS, key=lambda known: likeness(folded, known))
    return best if likeness(folded, best) >= least else None


def _groups(
    context: Context, lines: Sequence[Line], labels: Sequence[tuple[str, int] | None]
) -> Iterator[list[Field]]:
    """The fields of a page, parted where a heading or other text stands between, or where values are lost."""
    fields: list[Field] = []
    at = 0
    while at < len(lines):
        label = labels[at]
        if label is None:
            yield from _with_values(context, fields)
            fields, at = [], at + 1
            continue
        last = _last_of_value(context, lines, labels, at)
        line = lines[at]
        colon = line.start + label[1]
        rest = context.document.text[colon : line.end].lstrip()
        fields.append(Field(label[0], line, colon, line.end - len(rest), tuple(lines[at + 1 : last + 1])))
        at = last + 1
    yield from _with_values(context, fields)


def _last_of_value(
    context: Context, lines: Sequence[Line], labels: Sequence[tuple[str, int] | None], at: int
) -> int:
    """The last line of a label's value: up to the next label, or one line where no label follows."""
    label = labels[at]
    stop = at + 1
    while stop < len(lines) and labels[stop] is None and not ENDS.match(context.text(lines[stop])):
        stop += 1
    followed = stop < len(lines) and labels[stop] is not None
    has_value = label is not None and lines[at].start + label[1] < lines[at].end
    if followed and label is not None and (stop - at <= 2 or label[0] in LONG_VALUES):
        return stop - 1
    if has_value or stop == at + 1:
        return at
    below, words = lines[at + 1], context.language.words
    read = legibility(context.document.text, below.start, below.end, words, context.evidence.vocabulary)
    # What stands alone below the last label may be debris of a stamp.
    return at + 1 if read >= LEGIBLE or not words else at


def _with_values(context: Context, fields: list[Field]) -> Iterator[list[Field]]:
    """Fields without the runs of empty labels that columns read one after the other leave."""
    kept: list[Field] = []
    cut = False
    for empty, group in groupby(_without_head(fields), key=lambda field: field.is_empty):
        run = list(group)
        if empty and len(run) >= EMPTY_RUN:
            yield from _parts(kept)
            kept = []
        else:
            # Below so many labels come all their values, which the last of the labels has not.
            kept += run[1:] if cut and _has_values_of_others(context, run[0]) else run
        cut = empty and len(run) >= EMPTY_RUN
    yield from _parts(kept)


def _has_values_of_others(context: Context, field: Field) -> bool:
    """Whether a date or a number alone on its line heads several lines of value."""
    text = context.document.text
    first = text[field.value : field.line.end].strip() or (context.text(field.more[0]) if field.more else "")
    return len(field.more) > 1 and DATE_OR_NUMBER.fullmatch(first) is not None


def _without_head(fields: list[Field]) -> list[Field]:
    """Fields without the date and page number that head such a form: they are forme work."""
    first = next((at for at, field in enumerate(fields) if field.label in SURE or field.label == "AGENCY"), 0)
    return fields[first:] if all(field.label in ("DATE", "PAGES") for field in fields[:first]) else fields


def _parts(fields: list[Field]) -> Iterator[list[Field]]:
    """The agency's fields and the document's, each a table."""
    at = next(
        (at for at, field in enumerate(fields) if at and field.label.endswith("ORIGINATOR")), len(fields)
    )
    for part in (fields[:at], fields[at:]):
        full = [field for field in part if not field.is_empty]
        if len(part) > 1 and full and not (len(part) > MOST_ALONE and full == part[-1:]):
            yield part


def _fits(context: Context, field: Field) -> bool:
    """Whether a value is what its label asks for: one that is not tells that OCR parted labels and values."""
    shape = SHAPES.get(field.label)
    value = context.document.text[field.value : field.end]
    if len(COLON_OF_ANOTHER.findall(value)) > 1:
        return False
    return shape is None or field.is_empty or shape.search(value) is not None


def _table(fields: Sequence[Field]) -> Iterator[Finding]:
    yield Annotation("table", fields[0].line.start, fields[-1].end, IDENTIFICATION)
    for field in fields:
        yield Annotation("row", field.line.start, field.end, IDENTIFICATION)
        yield from _cells(field)


def _cells(field: Field) -> Iterator[Finding]:
    start = field.line.start
    # "DATE:09/02/66": what the source writes together stays together.
    if field.colon < field.value < field.line.end:
        yield Annotation("cell", start, field.colon, IDENTIFICATION)
        yield Annotation("cell", field.value, field.end, IDENTIFICATION)
        return
    yield Annotation("cell", start, field.line.end, IDENTIFICATION)
    value = field.more[0].start if field.more else field.line.end
    yield Annotation("cell", value, field.end, IDENTIFICATION)
