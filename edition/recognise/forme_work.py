"""Forme work (TEI `fw`): stamps, classification, running titles, control numbers, an extraction tool's lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Line, Lineation
from edition.language.collections import Stamp
from edition.likeness import likeness
from edition.readers.page_marks import (
    DOCID_PAGE,
    EXTRACTION_COUNT,
    EXTRACTION_PAGE,
    EXTRACTION_RULE,
    RECORD_STAMP,
)
from edition.recognise.control_numbers import (
    CONTROL_BEHIND,
    CONTROL_NUMBER,
    FILE_NUMBER,
    RECORD_BEFORE,
    RECORD_NUMBER,
    RELEASE,
    SCAN_PAGE,
    folios,
    is_record,
    record_in_name,
)
from edition.recognise.control_numbers import DOCID as DOCID_LINE
from edition.recognise.evidence import ZONE, ZONE_IN_PIECES
from edition.recognise.forme_pieces import Piece, before_docid, with_top, without_check_boxes
from edition.recognise.forme_rules import (
    CLASSIFICATION,
    CONTROL,
    DAMAGED_CLASSIFICATION,
    DOCID,
    EXTRACTION,
    FOLIO,
    FORM,
    LETTERHEAD,
    OWN,
    RECORD,
    RECURRING,
    STAMP,
    TELETYPE,
)
from edition.recognise.markings import marking_before_prose, marking_in, stretch_of_marking
from edition.recognise.running_titles import (
    TELETYPE_LINE,
    is_form_number,
    is_letterhead,
    is_place,
    title_in,
)
from edition.recognise.stamps import goes_on, stamp_of, without_neighbours

# What an editor names for his own edition is taken at his word.
_OWN_LIKENESS = 0.8
# `DECLASSIFIED` alone, and what archives write below it: `E.O. 11652, Sec. 3(E)`, `Authority NND 750064`,
# `By NLT-HC, NARS Date 5-2-74`, `DATE 8-12-93 BY SP-1`.
_DECLASSIFIED = regex.compile(r"\W{0,3}DECLASSIFIED\W{0,3}")
_AUTHORITY = regex.compile(
    r"\W{0,3}(?:E\. ?O\.|Executive Order|Authority\b|AUTHORITY\b|NND ?\d|N[LI][A-Z]\b|MR[ -]\d"
    r"|SANITIZED\b|ISCAP\b|PER\b"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\W{0,3}$"
    r"|DATE[:;.$]? ?[\dSOIl$].{0,30}\bBY|(?:By|BY)\b.{0,40}(?:(?i:date)|NAR[AS]|\d{1,2}[-/]\d))"
)
_TOOL_LINES = (EXTRACTION_RULE, EXTRACTION_PAGE, EXTRACTION_COUNT)
# All such numbers have one, but for what `FILE_NUMBER` takes besides.
_FIGURE = regex.compile(r"\d")
_EDGES = " \t\xa0.,;:'\"‘’“”*•■_|-—~^°[](){}"


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole document tells of its forme work: the record's number, folios, whether a tool made it."""

    record: str | None
    folios: frozenset[int]
    by_tool: bool


def forme_work(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `fw` for each contiguous run of lines of one kind, and readings of damaged levels.

    Source: encoding manual, "Pages and what is printed around the text".
    """
    by_tool = any(page.mark.startswith("extraction") for page in context.document.pages)
    known = _Known(record_in_name(context.document.name), folios(context), by_tool)
    for _, group in groupby(context.lines, key=lambda line: line.page):
        lines = list(group)
        pieces = without_check_boxes(context, lines, list(_page_pieces(context, known, lines)))
        pieces = with_top(context, lines, before_docid(context, lines, pieces))
        yield from _merge(context, [*chain.from_iterable(pieces)])


def _page_pieces(
    context: Context, known: _Known, lines: Sequence[Line]
) -> Iterator[tuple[Piece | None, ...]]:
    """Each line's pieces, `None` for a line without; the zones are judged more boldly."""
    previous: Piece | None = None
    zone = ZONE_IN_PIECES if context.evidence.lineation is Lineation.SPACED else ZONE
    for number, line in enumerate(lines):
        text = context.text(line)
        piece = (
            _extraction(known, line, text)
            or _anywhere(context, known, line, text)
            or _rest_of_stamp(context, previous, line, text)
        )
        if piece is None and (number < zone or len(lines) - number <= zone):
            page_line = _teletype_line(line, text) if number < zone else ()
            if page_line:
                yield page_line
                previous = page_line[-1]
                continue
            piece = _in_zone(context, line, text, previous, number in (0, len(lines) - 1))
            if piece is None and number < zone and (end := marking_before_prose(text)):
                piece = Piece("classification", line.start, line.start + end, CLASSIFICATION)
        elif piece is None:
            beside = previous is not None and previous.kind == "classification"
            if beside or text.isupper():
                piece = _marking(context, line, text, in_zone=beside)
        behind = _behind_marking(line, text, piece)
        yield (piece, behind) if behind else (piece,)
        previous = piece


def _teletype_line(line: Line, text: str) -> tuple[Piece, ...]:
    """`PAGE 2 DAR ES SALAAM 1144 SECRET`: what follows the number of a teletype's page, and its level."""
    match = TELETYPE_LINE.fullmatch(text)
    if match is None:
        return ()
    parts = (("header", "title", TELETYPE), ("classification", "level", CLASSIFICATION))
    spans = [(kind, *match.span(name), rule) for kind, name, rule in parts if match.group(name)]
    return tuple(Piece(kind, line.start + start, line.start + end, rule) for kind, start, end, rule in spans)


def _behind_marking(line: Line, text: str, marking: Piece | None) -> Piece | None:
    """`SECRET CSCI-316/00718-64`: the number that follows a marking on its line."""
    if marking is None or marking.kind != "classification":
        return None
    match = CONTROL_BEHIND.search(text)
    if match is None or line.start + match.start() < marking.end:
        return None
    return Piece("control", line.end - len(match.group().lstrip()), line.end, CONTROL)


def _rest_of_stamp(context: Context, previous: Piece | None, line: Line, text: str) -> Piece | None:
    """`Page 3` on a line of its own after `DocId:32281781`; `E.O. 11652, Sec. 3(E)` after `DECLASSIFIED`."""
    if _DECLASSIFIED.fullmatch(text):
        return Piece("declassification", line.start, line.end, STAMP)
    if previous is None:
        return None
    if previous.rule is RECORD and (match := RECORD_BEFORE.match(text)):
        return Piece("control", line.start, line.start + match.end(), RECORD)
    if previous.rule is DOCID and SCAN_PAGE.fullmatch(text):
        return Piece("control", line.start, line.end, DOCID)
    if previous.kind == "declassification" and len(text) < 70 and _AUTHORITY.match(text):
        return Piece("declassification", line.start, line.end, STAMP, stamp=previous.stamp)
    if previous.stamp is not None and goes_on(text, previous.stamp, context.settings.collections):
        return _stamp_piece(context, line, text, previous.stamp)
    return None


def _stamp_piece(context: Context, line: Line, text: str, stamp: Stamp) -> Piece:
    start, end = without_neighbours(text, stamp, context.settings.collections)
    # What a form prints of itself is a header or a footer by where it stands.
    kind = "header" if stamp.kind == "footer" and _at_head(context, line) else stamp.kind
    return Piece(kind, line.start + start, line.start + end, STAMP, stamp=stamp)


def _extraction(known: _Known, line: Line, text: str) -> Piece | None:
    if not known.by_tool:
        return None
    if line.page < 0 or any(mark.fullmatch(text) for mark in _TOOL_LINES):
        return Piece("extraction", line.start, line.end, EXTRACTION)
    return None


def _anywhere(context: Context, known: _Known, line: Line, text: str) -> Piece | None:
    """What its words alone tell wherever it stands."""
    if len(text) > 220:
        return None
    number = _number(known, line, text)
    if number is not None:
        return number
    if line.start in known.folios:
        return Piece("control", line.start, line.end, FOLIO)
    own = _own_stamp(context, text)
    if own is not None:
        return Piece(own, line.start, line.end, OWN)
    if not context.collection.stamps:
        return None
    stamp = stamp_of(text, context.settings.collections)
    return _stamp_piece(context, line, text, stamp) if stamp else None


def _own_stamp(context: Context, text: str) -> str | None:
    """What kind of the edition's own stamps a line is of."""
    for stamp in context.settings.own.stamps:
        if any(likeness(text, model) >= _OWN_LIKENESS for model in stamp.lines):
            return stamp.kind
    return None


def _number(known: _Known, line: Line, text: str) -> Piece | None:
    """A line that is the number of a record, a docket or a scan."""
    if not _FIGURE.search(text) and "NOT RECORDED" not in text:
        return None
    if RECORD_STAMP.fullmatch(text) or RELEASE.fullmatch(text):
        return Piece("control", line.start, line.end, CONTROL)
    if DOCID_PAGE.fullmatch(text):
        return Piece("control", line.start, line.end, DOCID)
    if len(text) > 44:
        return None
    if CONTROL_NUMBER.fullmatch(text) or FILE_NUMBER.fullmatch(text):
        return Piece("control", line.start, line.end, CONTROL)
    if DOCID_LINE.fullmatch(text):
        return Piece("control", line.start, line.end, DOCID)
    own = known.record is not None and line.page <= 0 and is_record(text, known.record)
    if own or RECORD_NUMBER.fullmatch(text):
        return Piece("control", line.start, line.end, RECORD, known.record if own else None)
    return None


def _in_zone(context: Context, line: Line, text: str, previous: Piece | None, at_edge: bool) -> Piece | None:
    if len(text) > 90:
        return None
    return (
        _marking(context, line, text, in_zone=True, at_edge=at_edge)
        or _letterhead(context, line, text, previous)
        or _running_title(context, line, text)
    )


def _letterhead(context: Context, line: Line, text: str, previous: Piece | None) -> Piece | None:
    """An office's name and place at the head of a page; what a form prints of itself at its edges."""
    at_head = _at_head(context, line)
    before = context.document.text[max(0, line.start - 20) : line.start].rstrip()
    if before.endswith((" the", " by", " of", " for", " to")):
        return None  # `STATEMENT OF POLICY by the NATIONAL SECURITY COUNCIL`
    if at_head and (
        (is_letterhead(text) and (is_letterhead(text, True) or not _is_in_capitals(context, line)))
        or (previous is not None and previous.rule is LETTERHEAD and is_place(text))
    ):
        body = text.lstrip(_EDGES)
        start = line.end - len(body)
        return Piece("header", start, line.end, LETTERHEAD)
    if is_form_number(text):
        return Piece("header" if at_head else "footer", line.start, line.end, FORM)
    return None


def _is_in_capitals(context: Context, line: Line) -> bool:
    """Whether all of a page is in capitals, as a teletype's is."""
    page = context.document.pages[max(0, line.page)]
    letters = [c for c in context.document.text[page.start : min(page.end, page.start + 3000)] if c.isalpha()]
    return sum(1 for c in letters if c.isupper()) * 10 > 8 * len(letters)


def _marking(context: Context, line: Line, text: str, in_zone: bool, at_edge: bool = False) -> Piece | None:
    """A line, or all of it but a number and debris, that is a marking."""
    own = context.settings.own
    if in_zone and (own.classifications or context.language.classifications):
        start, end = stretch_of_marking(text)
        for levels, rule in ((own.classifications, OWN), (context.language.classifications, CLASSIFICATION)):
            if any(likeness(text[start:end], level) >= _OWN_LIKENESS for level in levels):
                return Piece("classification", line.start + start, line.start + end, rule)
    if "classifications" in own.replace:
        return None
    marking = marking_in(text, context.language.words, in_zone, context.evidence.recurring, at_edge)
    if marking is None:
        return None
    rule = CLASSIFICATION if marking.whole else DAMAGED_CLASSIFICATION
    return Piece(
        "classification", line.start + marking.start, line.start + marking.end, rule, marking.reading
    )


def _running_title(context: Context, line: Line, text: str) -> Piece | None:
    kind = "header" if _at_head(context, line) else "footer"
    if any(likeness(text, own) >= _OWN_LIKENESS for own in context.settings.running_titles):
        return Piece(kind, line.start, line.end, OWN)
    span = title_in(text, context.evidence.recurring)
    return Piece(kind, line.start + span[0], line.start + span[1], RECURRING) if span else None


def _at_head(context: Context, line: Line) -> bool:
    page = context.document.pages[line.page] if line.page >= 0 else context.document.pages[0]
    return line.start - page.start < page.end - line.end


def _merge(context: Context, pieces: Sequence[Piece | None]) -> Iterator[Finding]:
    """One `fw` for each run of lines of a kind; an extraction tool's lines and numbers stand for themselves."""
    for run in _runs(context, pieces):
        first, last = run[0], run[-1]
        yield Annotation("fw", first.start, last.end, first.rule, (("type", first.kind),))
        for piece in run:
            if piece.reading is not None:
                yield from _reading(context, piece, piece.reading)


def _reading(context: Context, piece: Piece, reading: str) -> Iterator[Finding]:
    """What a damaged level or number should read, without the signs at its edges."""
    body = context.document.text[piece.start : piece.end]
    start = piece.start + len(body) - len(body.lstrip(_EDGES))
    end = piece.start + len(body.rstrip(_EDGES))
    if context.document.text[start:end] != reading:
        yield Correction(start, end, reading, piece.rule, Certainty.MEDIUM)


def _runs(context: Context, pieces: Sequence[Piece | None]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        joins = run and piece is not None and piece.kind == run[-1].kind
        joins = (
            joins
            and piece is not None
            and (piece.kind in _IN_BLOCKS or piece.rule is run[-1].rule in _IN_PIECES)
            and not _OTHER_WORD.search(context.document.text, run[-1].end, piece.start)
        )
        if run and not joins:
            yield run
            run = []
        if piece is not None:
            run.append(piece)
    if run:
        yield run


# What stands between the pieces of one block is debris.
_OTHER_WORD = regex.compile(r"[\p{L}\d]{3}")
_IN_BLOCKS = frozenset({"declassification", "classification", "header"})
# Rules of stamps whose pieces OCR gives a line each.
_IN_PIECES = (DOCID, RECORD)
