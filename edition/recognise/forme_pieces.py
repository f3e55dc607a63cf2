"""Pieces of forme work, and what the lines around tell of one: halves of stamps, split levels, check boxes."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from edition.findings import Context, Line, Rule
from edition.language.collections import Stamp
from edition.likeness import likeness
from edition.recognise.control_numbers import DOCID_CASE
from edition.recognise.forme_rules import DAMAGED_CLASSIFICATION, DOCID
from edition.recognise.markings import is_top


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line that is forme work of a kind."""

    kind: str
    start: int
    end: int
    rule: Rule
    reading: str | None = None
    stamp: Stamp | None = None


# A routing slip: `SENDER WILL CHECK CLASSIFICATION TOP AND BOTTOM`.
_CHECK_BOXES = regex.compile(
    r"(?i)sender will|check class|routing and|official routing|top an[do] bottom|record sheet|\bintern[ai]l\b"
)


def with_top(
    context: Context, lines: Sequence[Line], pieces: Sequence[tuple[Piece | None, ...]]
) -> list[tuple[Piece | None, ...]]:
    """The pieces, with TOP on a line of its own before a line that opens with SECRET."""
    mended = list(pieces)
    for at, (piece, *_) in enumerate(pieces[:-1]):
        following = pieces[at + 1][0]
        if piece is None and following is not None and following.kind == "classification":
            line = lines[at]
            if line.end - line.start < 6 and is_top(context.text(line), context.text(lines[at + 1])):
                mended[at] = (Piece("classification", line.start, line.end, DAMAGED_CLASSIFICATION),)
    return mended


def without_check_boxes(
    context: Context, lines: Sequence[Line], pieces: Sequence[tuple[Piece | None, ...]]
) -> list[tuple[Piece | None, ...]]:
    """The pieces, without the lowest level where a routing slip offers all of them to be checked."""
    text = context.document.text
    kept = list(pieces)
    for at, (piece, *_) in enumerate(pieces):
        if (
            piece is None
            or piece.kind != "classification"
            or likeness(text[piece.start : piece.end], "unclassified") < 0.75
        ):
            continue
        near = text[lines[max(0, at - 8)].start : lines[min(len(lines), at + 9) - 1].end]
        if _CHECK_BOXES.search(near):
            kept[at] = (None,)
    return kept


def before_docid(
    context: Context, lines: Sequence[Line], pieces: Sequence[tuple[Piece | None, ...]]
) -> list[tuple[Piece | None, ...]]:
    """The pieces, with the first half of a scan's stamp that OCR damaged: `N# 47055` before `DocId: 32272010`."""
    mended = list(pieces)
    for at, (piece, *_) in enumerate(pieces[:-1]):
        following = pieces[at + 1][0]
        if piece is None and following is not None and following.rule is DOCID:
            line = lines[at]
            if line.end - line.start < 14 and DOCID_CASE.fullmatch(context.text(line)):
                mended[at] = (Piece("control", line.start, line.end, DOCID),)
    return mended
