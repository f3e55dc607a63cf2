"""The printed heads of identification forms (TEI `head`), and the date a form was printed (`fw`)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from edition.findings import Annotation, Context, Finding, Line, Rule
from edition.likeness import fold, likeness
from edition.recognise.forms import form_pages
from edition.recognise.open_lines import open_lines

TITLE = Rule(
    "form_heads/title",
    "On a page of labels and values stands the title that forms of this kind bear.",
    "JFK ASSASSINATION SYSTEM\nIDENTIFICATION FORM",
)
SECTION = Rule(
    "form_heads/section",
    "On a page of labels and values stands the head of a part that forms of this kind have.",
    "AGENCY INFORMATION",
)
PRINTED = Rule(
    "form_heads/printed",
    "A date beside the page number of a form tells when it was printed, nothing of the record.",
    "Date: 10/08/98",
)

# Titles and heads of parts, as they should read; a title may stand on two lines.
_TITLES = (
    "JFK ASSASSINATION SYSTEM IDENTIFICATION FORM",
    "JFK ASSASSINATION SYSTEM",
    "IDENTIFICATION FORM",
    "ASSASSINATION RECORDS REVIEW BOARD FINAL DETERMINATION NOTIFICATION",
    "ASSASSINATION RECORDS REVIEW BOARD",
    "FINAL DETERMINATION NOTIFICATION",
)
_SECTIONS = ("AGENCY INFORMATION", "DOCUMENT INFORMATION")
_LIKE = 0.85
# The same of other collections: `LANTERN RECORDS SYSTEM`, `DONOR INFORMATION`.
_TITLE_SHAPE = regex.compile(r"[\p{Lu} ]{4,40} (?:SYSTEM|IDENTIFICATION FORM|NOTIFICATION|CONTROL SHEET)")
_SECTION_SHAPE = regex.compile(r"\p{Lu}{4,16} INFORMATION")
_LONGEST = 70
# `Date: 10/08/98`, `Date:⏎06/01/95`.
_PRINTED = regex.compile(r"\W{0,3}(?:S \. )?Date\s?:\s*\d{1,2}/\d{1,2}/\d{2,4}\W{0,2}")
_DATE_LABEL = regex.compile(r"\W{0,3}Date\s?:\W{0,2}")


def form_heads(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the heads of each identification form, and an `fw` for the date it was printed on.

    Source: encoding manual, "Pages and what is printed around the text", row 4; "Text", last row.
    """
    forms = form_pages(context)
    if not forms:
        return
    lines = [line for line in open_lines(context, found) if line.page in forms]
    for _, group in groupby(lines, key=lambda line: line.page):
        yield from _of_page(context, list(group))


def _of_page(context: Context, lines: Sequence[Line]) -> Iterator[Finding]:
    at = 0
    while at < len(lines):
        line, text = lines[at], context.text(lines[at])
        following = lines[at + 1] if at + 1 < len(lines) else None
        at += 1
        if _is_one_of(text, _SECTIONS):
            yield Annotation("head", line.start, line.end, SECTION)
        elif _is_one_of(text, _TITLES):
            if following and _is_one_of(context.text(following), _TITLES):
                line, at = Line(line.start, following.end, line.indent, line.gap, line.page), at + 1
            yield Annotation("head", line.start, line.end, TITLE)
        elif _PRINTED.fullmatch(text):
            yield Annotation("fw", line.start, line.end, PRINTED, (("type", "header"),))
        elif (
            following
            and _DATE_LABEL.fullmatch(text)
            and _PRINTED.fullmatch(f"Date: {context.text(following)}")
        ):
            yield Annotation("fw", line.start, following.end, PRINTED, (("type", "header"),))
            at += 1


def _is_one_of(text: str, models: Sequence[str]) -> bool:
    if len(text) > _LONGEST or len(fold(text)) < 10 or ":" in text:
        return False
    shape = _SECTION_SHAPE if models is _SECTIONS else _TITLE_SHAPE
    return shape.fullmatch(text) is not None or any(likeness(text, model) >= _LIKE for model in models)
