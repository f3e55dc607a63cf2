"""Where the pages of a source begin (TEI `pb`): a table of the ways sources mark them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from statistics import median

import regex

from edition.conventions import NOTHING_OWN, Own
from edition.document import Page, Part
from edition.language.collections import STAMPS
from edition.likeness import likeness


class Edge(Enum):
    """On which side of its mark a page begins."""

    AT = "at"  # the mark is the page's first line
    AFTER = "after"  # the mark is the last line of the page before


@dataclass(frozen=True, slots=True)
class PageMark:
    """One way a source marks its pages; `example` is such a mark as OCR gives it.

    `signs`: without one of them in the text the mark is not there. `alone`: where it occurs it marks
    every page, and the rows below need not be asked.
    """

    name: str
    pattern: regex.Pattern[str]
    edge: Edge
    example: str
    signs: tuple[str, ...]
    alone: bool = False


# Line ends, one character for one: offsets stay. A byte-order mark within a text is where two files were joined.
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029\ufeff", "\n"))
_ODD_LINE_END = regex.compile("[\r\x0b\x0c\x85\u2028\u2029\ufeff]")


def _line(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"^[ \t]*+{pattern}[ \t]*$", regex.MULTILINE)


# `## Page 3`, written by an extraction tool before each page.
EXTRACTION_PAGE = _line(r"#{1,6}[ \t]+[Pp](?:age|AGE)[ \t]+\d{1,5}\b[^\n\r]{0,20}?")
# `---`, written by the same tools between two pages.
EXTRACTION_RULE = _line(r"---")
# `# 104-10061-10386`, the title such a tool gives before its first page.
EXTRACTION_TITLE = regex.compile(r"\s*#[ \t]+\S[^\n\r]*")
FORM_FEED = regex.compile("\f")
# `14-00000`, the stamp a record carries at the head of each of its pages, with its tails (`..-`).
RECORD_STAMP = _line(r"[^\w\n\r]{0,3}1?[34][-‑–]0{4,5}[cđ]?[ \t]?[^\w\n\r]{0,5}?")
# `HW 50955 Docld:32204973 Page 2`, at the foot of each page.
DOCID_PAGE = _line(
    r"[^\n\r]{0,24}?\b(?i:d[o0]{1,2}c?[il1t|][da])[ :;.,]{1,4}\d{6,9}[^\w\n\r]{0,4}\s{0,4}"
    r"(?i:pa[gy]e)[ \t]+\d{1,4}[^\n\r]{0,6}?"
)
# Two blank lines and more, where a tool parts pages so.
BLANK_LINES = regex.compile(r"\n(?:[ \t]*+\n){2,}")

PAGE_MARKS: tuple[PageMark, ...] = (
    PageMark("extraction-page", EXTRACTION_PAGE, Edge.AT, "## Page 3", ("#",), alone=True),
    PageMark("extraction-rule", EXTRACTION_RULE, Edge.AFTER, "---", ("---",), alone=True),
    PageMark("record-stamp", RECORD_STAMP, Edge.AT, "14-00000", ("0000",)),
    PageMark(
        "docid-page",
        DOCID_PAGE,
        Edge.AFTER,
        "HW 50955 Docld:32204973 Page 2",
        ("Page", "Paye", "page", "PAGE"),
    ),
)
"""The most telling first. Form feeds are told in any case; stamps and blank lines, which need measuring,
come last: see `_stamped`, `_parted`."""

_ANY_LINE = regex.compile(r"[^\n]+")
_TEXT = regex.compile(r"[^\s\u200b\ufeff\x1c-\x1f]")
_PAGE_STAMPS = tuple(
    model for stamp in STAMPS if stamp.page for model in (stamp.lines[0], " ".join(stamp.lines))
)
# Some letters that any reading of a stamp's line keeps: `pcr Executive Ordcr`.
_STAMP_ANCHOR = regex.compile(r"eclas|lassif|xecut|Ord[ec]r 1")
# A page holds more lines than a section between two gaps.
_LINES_OF_A_PAGE = 12
_STAMP_LIKENESS = 0.7


def find_pages(text: str, parts: Sequence[Part], own: Own = NOTHING_OWN) -> tuple[Page, ...]:
    """The pages of a text in order, each from its first character to the next one's.

    A text without marks is one page, a white one has none. A title that an extraction tool
    wrote stands before the first page. `own` may bring page marks and stamps of the edition's own.
    """
    first = _first_text(text, 0)
    if first is None:
        return ()
    starts: dict[int, str] = {}
    lines = text
    if _ODD_LINE_END.search(text):
        lines = text.replace("\r\n", " \n").translate(_LINE_ENDS)
    feeds = [(match.end(), "form-feed") for match in FORM_FEED.finditer(text)]
    for offset, mark in (*_joined(parts), *feeds, *_marked(lines, bool(feeds), own)):
        begin = _first_text(text, offset)
        if begin is not None:
            starts.setdefault(begin, mark)
    if not _titled(text, starts):
        starts.setdefault(first, "text")
    ordered = sorted(starts)
    return tuple(Page(start, end, starts[start]) for start, end in pairwise([*ordered, len(text)]))


def _titled(text: str, starts: dict[int, str]) -> bool:
    """Whether the text before the first page is a tool's title and nothing else."""
    title = EXTRACTION_TITLE.match(text)
    return title is not None and starts.get(_first_text(text, title.end()) or -1) == "extraction-page"


def _first_text(text: str, offset: int) -> int | None:
    found = _TEXT.search(text, offset)
    return found.start() if found else None


def _joined(parts: Sequence[Part]) -> Iterator[tuple[int, str]]:
    """In a folder a file is a page."""
    if len(parts) > 1:
        yield from ((part.start, "file") for part in parts)


def _marked(text: str, fed: bool, own: Own) -> Iterator[tuple[int, str]]:
    """The marks that stand on lines; where form feeds mark the pages, blank lines do not."""
    marked = list(_marked_as_told(text, own))
    yield from marked
    if marked or "page_marks" in own.replace:
        return
    for mark in PAGE_MARKS:
        if not any(sign in text for sign in mark.signs):
            continue
        at = 0 if mark.edge is Edge.AT else 1
        offsets = [match.span()[at] for match in mark.pattern.finditer(text)]
        yield from ((offset, mark.name) for offset in offsets)
        if offsets and mark.alone:
            return
    stamps = list(_stamped(text))
    yield from stamps
    if not stamps and not fed:
        yield from _parted(text)


def _marked_as_told(text: str, own: Own) -> Iterator[tuple[int, str]]:
    """The lines that begin a page as the edition's settings say."""
    for form in own.page_marks:
        yield from ((match.start(), "own-mark") for match in _of_form(form).finditer(text))
    models = [model for stamp in own.stamps if stamp.page for model in stamp.lines[:1]]
    if models:
        for match in _ANY_LINE.finditer(text):
            if any(likeness(match[0], model) >= _STAMP_LIKENESS for model in models):
                yield match.start(), "own-stamp"


@cache
def _of_form(form: str) -> regex.Pattern[str]:
    """The pattern of a line in which `{n}` stands for a number, and white space for any."""
    words = (r"\d{1,5}".join(map(regex.escape, word.split("{n}"))) for word in form.split())
    return _line(r"[ \t]+".join(words))


def _stamped(text: str) -> Iterator[tuple[int, str]]:
    """A stamp opens its page, unless the whole document shows that it closes it."""
    stamps = list(_stamp_lines(text))
    if not stamps:
        return
    opens = _first_text(text, 0) == _first_text(text, stamps[0][0])
    closes = _first_text(text, stamps[-1][1]) is None
    at = 1 if closes and not opens else 0
    yield from ((stamp[at], "stamp") for stamp in stamps)


def _stamp_lines(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for anchor in _STAMP_ANCHOR.finditer(text):
        if anchor.start() < end:
            continue
        # A stamp's line is short: what reaches further is prose.
        start = text.rfind("\n", max(0, anchor.start() - 60), anchor.start()) + 1
        if not start and anchor.start() > 60:
            continue
        edge = text.find("\n", anchor.end(), anchor.end() + 120)
        end = edge if edge >= 0 else anchor.end() + 120
        if any(likeness(text[start:end], stamp) >= _STAMP_LIKENESS for stamp in _PAGE_STAMPS):
            yield start, end


def _parted(text: str) -> Iterator[tuple[int, str]]:
    """Runs of blank lines, if what lies between them is mostly as long as a page."""
    runs = [match.span() for match in BLANK_LINES.finditer(text)]
    pages = (text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *runs, (len(text), 0)]))
    lengths = [sum(1 for line in page.splitlines() if line and not line.isspace()) for page in pages]
    lengths = [length for length in lengths if length]
    if runs and lengths and median(lengths) >= _LINES_OF_A_PAGE:
        yield from ((end, "blank-lines") for _, end in runs)
