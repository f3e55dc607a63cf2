"""Statements that whole pages are withheld, on lines and in paragraphs of their own (TEI `seg` and `gap`)."""

from collections.abc import Iterator, Sequence

import regex

from edition.findings import Finding, Passage, Rule
from edition.recognise.amounts import COUNTS, decimal, span_of_pages
from edition.recognise.bracketed_statements import gap
from edition.recognise.withholding import Statement

PAGES = Rule(
    "redactions/pages",
    "A line or a paragraph of its own states that pages are withheld at its place.",
    "28 Page(s) withheld entirely at this location in the file",
)

# "28 Page(s) withheld entirely at this location in the file", "X DELETED PAGE(S) X"; behind "in the file." may go on
# the form's text; "Next 3 Page(s) In Document Exempt"; "PAGES 4-6 DENIED IN FULL"; "This page has been withheld
# in full".
_LINE = regex.compile(
    r"(?im)^[^\w\[({\n]{0,3}(?:X{3,}+\W{1,3})?(?P<words>"
    r"(?P<count>[^\s\d]{1,3}\s|\d{1,4}\s)?page(?P<several>s|\s?\(s\))?"
    r"(?:\s(?P<numbers>\d{1,4}(?:\s?(?:[-–—]|through|to)\s?\d{1,4})?))?\s+"
    r"(?:withheld|deleted|denied)(?:\s+(?:entirely|in\s+full))?(?:\s+at\s+this\s+location(?:\s+in\s+the\s+file(?!\w))?)?"
    r"|(?:X\s+)*deleted\s+pages?\s?(?P<several>\(s\))(?:\s+X)*"
    r"|next\s+(?:(?P<count>\d{1,4})\s+)?page(?P<several>s|\s?\(s\))?\s+in\s+(?:this\s+)?document\s+(?:exempt|denied|withheld)"
    r"|this\s+page\s+(?:has\s+been|is)\s+(?:withheld|deleted|denied)\s+(?:entirely|in\s+(?:full|its\s+entirety))"
    r")(?:\W{0,3}$|(?<=in\s+the\s+file)\.\s+(?=\p{Lu}))"
)
# "Two pages containing copies of eleven receipts deleted because they contained sensitive information": no sentence,
# for it lacks its "were".
_PARAGRAPH = regex.compile(
    rf"(?is)\s*[^\w\s]?(?P<words>(?P<count>{'|'.join(COUNTS)}|\d{{1,3}}|\p{{L}}{{2,4}})\s+pages?\s(?P<what>.{{0,160}}?)"
    r"(?<!\b(?:was|were|is|are|be|been|being|have|has|had|not)\s)\b(?:deleted|withheld|removed|excised)\s+"
    r"(?:because|pursuant\s+to|under|for\s+reasons)\b[^.]{5,160}\.?)\W*"
)
# A verb of its own makes a sentence of it.
_SENTENCE = regex.compile(r"(?i)\b(?:was|were|is|are|ha[sd]|have|that|which)\b")


def withheld_pages(passage: Passage, _: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield each statement of withheld pages with its gap."""
    for match in _LINE.finditer(passage.text):
        count = (match["count"] or "" if match["count"] or match["several"] else "1").strip()
        if match["several"] and match["numbers"]:
            count = span_of_pages(match["numbers"])
        said = Statement("redacted", "page", count if count.isdigit() else None)
        yield from gap(*passage.span(*match.span("words")), said, PAGES)
    whole = _PARAGRAPH.fullmatch(passage.text)
    if whole and not _SENTENCE.search(whole["what"]):
        count = whole["count"].casefold()
        known = count in COUNTS or count.isdigit()
        said = Statement("redacted", "page", decimal(count) if known else None)
        yield from gap(*passage.span(*whole.span("words")), said, PAGES)
