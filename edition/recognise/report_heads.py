"""Heads of information reports, as the CIA sent them out: labels in two columns, from COUNTRY to SOURCE."""

from collections.abc import Iterator, Sequence

import regex

from edition.findings import Context, Line
from edition.likeness import fold, likeness
from edition.recognise.enumerators import enumerator
from edition.recognise.letter_heads import Field

# "county =| Cuba feront NO. CSCI-316/00718-64", "country. Cuba", "COUNTRY Cuba".
_COUNTRY = regex.compile(r"(?i)[^\p{L}]{0,4}(?P<label>\p{L}{6,8})(?=\W)")
_SOURCE = regex.compile(r"(?i)[^\p{L}]{0,4}(?P<label>source)\b(?! grad)[\s.,:;]*")
# What only such a head has; OCR leaves most of it.
_SIGNS = (
    regex.compile(r"(?i)\bREP[O0]RT N[O0]\b|\bCS[CD]?[BIl1]?[ -]*[\d/]"),
    regex.compile(r"(?i)\b[DO]?ATE D[I1]STR"),
    regex.compile(r"(?i)\bN[O0]\.? (?:OF )?P?A[GO]ES"),
    regex.compile(r"(?i)\b[DO]ATE AC[QO]|\bPLACE\W{0,3}[&8]"),
    regex.compile(r"(?i)UNEVAL|APPRAISAL.{0,6}CONTENT|GRADINGS"),
)
_FEWEST_SIGNS = 3
_LONGEST = 36
# A source is named in few lines.
_MOST_SOURCE = 4
_COMMENT = regex.compile(r"(?i)[^\p{L}]{0,4}headquarters? ")
# "One of several reports.", "official Spanish service. (5)", "quoting Manolo Ray.\"": a sentence ends.
_ENDS = regex.compile(r"\.[\s\"'”’\])]*(?:\(\w{1,3}\))?\W*$")
# "| praisal of Content:": a label comes after it.
_LABEL = regex.compile(r"^(?:\S+\s+){0,4}\S+:\W*$")
_SCRAPS = "\\\"'“‘ |.,-"


def report_heads(context: Context, lines: Sequence[Line]) -> Iterator[list[Field]]:
    """The heads of reports, each as fields without a type."""
    at = 0
    while at < len(lines):
        last = _last(context, lines, at) if _is_country(context.text(lines[at])) else None
        if last is not None:
            yield [Field("", at, last, lines[at].start)]
            at = last
        at += 1


def _is_country(text: str) -> bool:
    match = _COUNTRY.match(text)
    return match is not None and likeness(fold(match["label"]), "country") >= 0.8


def _last(context: Context, lines: Sequence[Line], first: int) -> int | None:
    """The last line of the head that begins at a line: the end of what it says of the source."""
    signs: set[int] = set()
    for at in range(first, min(first + _LONGEST, len(lines))):
        text = context.text(lines[at])
        if lines[at].page != lines[first].page:
            return None
        signs.update(number for number, sign in enumerate(_SIGNS) if sign.search(text))
        if at > first and _SOURCE.match(text) and len(signs) >= _FEWEST_SIGNS and not _COMMENT.match(text):
            return _last_of_source(context, lines, at)
    return None


def _last_of_source(context: Context, lines: Sequence[Line], source: int) -> int:
    """To the end of the sentence, before the first numbered paragraph or the comment."""
    last = source
    while (
        last + 1 < len(lines) and last - source < _MOST_SOURCE and lines[last + 1].page == lines[source].page
    ):
        following = context.text(lines[last + 1])
        said = _SOURCE.sub("", context.text(lines[last]), 1) if last == source else context.text(lines[last])
        if (
            _ENDS.search(said)
            or _LABEL.search(following)
            or enumerator(following.lstrip(_SCRAPS)) is not None
            or _COMMENT.match(following)
        ):
            break
        last += 1
    return last
