"""The lines as they were typed, measured where OCR left out their indents or gives them in pieces (TEI `p`)."""

from collections.abc import Sequence
from typing import Protocol

import regex

# Signs before a word are debris as often as not.
_FIRST_WORD = regex.compile(r"(?:[^\s\p{L}\d]+\s+)?(\S+)")
# A typist's indent; what ragged lines leave is less.
_INDENT = 4
# A line is full to its last word.
_ENDS, _FULL = 0.88, 0.9
# The widest of a column's lines is a little wider than the measure tells.
_OVER = 1.06


class Piece(Protocol):
    """A line as OCR gives it: its words."""

    @property
    def text(self) -> str:
        """Without white space at its edges."""


def would_have_fitted(length: int, following: str, width: float) -> bool:
    """Whether the next line's first word would still have fitted on a line of so many characters."""
    word = _FIRST_WORD.match(following)
    return length + 1 + (len(word[1]) if word else 0) < width


def is_clearly_short(length: int, following: str, width: int) -> bool:
    """Whether a line ends before its column does, though the next word would have fitted."""
    return would_have_fitted(length, following, width * _ENDS)


def opens_indented(last: Piece, line: Piece, following: Piece, width: int, *, pieces: bool) -> bool:
    """Whether a line is shorter than the one after it by an indent that OCR left out.

    "Agency-sponsored radio propaganda aimed at" before "Cuba reached its peak in early 1965 with an actual": the
    typist would have put `Cuba` on the first of the two, had it not begun further in. Of `pieces` only such as
    cannot have stood on the line before tell.
    """
    if pieces and (
        len(last.text) + 1 + len(line.text) <= width * _OVER or len(following.text) < width * _FULL
    ):
        return False
    longer = len(following.text) - len(line.text) >= _INDENT
    return longer and would_have_fitted(len(line.text) + _INDENT, following.text, width)


def begins_typed_line(last: Piece, line: Piece, ahead: Sequence[Piece], width: int) -> bool:
    """Whether a piece begins a line of the page, and does not go on with that of the piece before it.

    "with Wood.", "It would be", "appreciated if your Bureau would furnish this": the second and the third fill a
    line, so the first is the end of another.
    """
    if len(last.text) + 1 + len(line.text) > width:
        return True
    full = width * _FULL
    return _length_from(line, ahead, width) >= full > _length_from(last, (line, *ahead), width)


def _length_from(line: Piece, ahead: Sequence[Piece], width: int) -> int:
    """How long the typed line is that a piece begins, as far as the next ones fit on it."""
    length = len(line.text)
    for piece in ahead:
        if length + 1 + len(piece.text) > width * _OVER:
            break
        length += 1 + len(piece.text)
    return length
