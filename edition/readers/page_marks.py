"""Where the pages of a source begin (TEI `pb`): a table of the ways sources mark them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import median

import regex

from edition.conventions import NOTHING_OWN, Own
from edition.document import Page, Part
from edition.readers.own_marks import marked_as_told
from edition.readers.page_repeats import learned_boundaries, stamp_boundaries


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
    return regex.compile(rf"^[ \t]*+(?:{pattern})[ \t]*$", regex.MULTILINE)


# `## Page 3`, written by an extraction tool before each page; `--- Page 3 ---`, `=== PAGE 3 ===`, `<!-- page 3 -->`.
EXTRACTION_PAGE = _line(
    r"#{1,6}[ \t]+[Pp](?:age|AGE)[ \t]+\d{1,5}\b[^\n\r]{0,20}?"
    r"|(?:[-=*_+]{3,20}|<!--|\[\[|\{\{)[ \t]*(?i:page)[ \t:#|]*\d{1,5}(?:[ \t]*(?:of|/)[ \t]*\d{1,5})?[ \t]*"
    r"(?:[-=*_+]{3,20}|-->|\]\]|\}\})"
)
# `-- 3 of 12 --`, written by such a tool behind each page.
EXTRACTION_COUNT = _line(r"--[ \t]?\d{1,5} of \d{1,5}[ \t]?--")
# `[Page 123]`, by which an edition of printed volumes keeps their pages.
BRACKETED_PAGE = _line(r"\[(?i:page|p\.)[ \t]?[\dA-Zivxlc]{1,7}\]")
# `---`, written by the same tools between two pages.
EXTRACTION_RULE = _line(r"---")
# `# 104-10061-10386`, the title such a tool gives before its first page.
EXTRACTION_TITLE = regex.compile(r"\s*#[ \t]+\S[^\n\r]*")
FORM_FEED = regex.compile("\f")
# `14-00000`, the stamp a record carries at the head of each of its pages, with its tails (`..-`).
RECORD_STAMP = _line(r"[^\w\n\r]{0,3}(?:1?[34]|1)[-‑–.][0Oo1]{4,6}[cđ]?[ \t]?[^\w\n\r]{0,5}?")
# `HW 50955 Docld:32204973 Page 2`, at the foot of each page.
DOCID_PAGE = _line(
    r"[^\n\r]{0,24}?\b(?i:d[o0]{1,2}c?[il1t|][da])[ :;.,]{1,4}\d{6,9}[^\w\n\r]{0,4}\s{0,4}"
    r"(?i:pa[gy]e)[ \t]+\d{1,4}[^\n\r]{0,6}?"
    # `| poora: 32306571 Page 6`: its number and the page's tell it.
    r"|[^\d\n\r]{0,12}(?:\b[HNAR][HW] ?\d{5}[ \t]{1,3}[^\s\d]{4,6}:?[ \t])?\d{7,9}"
    r"[^\w\n\r]{0,3}[ \t](?i:pa[gy]e)[ \t]+\d{1,4}[^\n\r]{0,6}?"
)
# Two blank lines and more, where a tool parts pages so.
BLANK_LINES = regex.compile(r"\n(?:[ \t]*+\n){2,}")

PAGE_MARKS: tuple[PageMark, ...] = (
    PageMark("extraction-page", EXTRACTION_PAGE, Edge.AT, "## Page 3", ("Page", "PAGE", "page"), alone=True),
    PageMark("extraction-rule", EXTRACTION_RULE, Edge.AFTER, "---", ("---",), alone=True),
    PageMark("extraction-count", EXTRACTION_COUNT, Edge.AFTER, "-- 3 of 12 --", (" of ",), alone=True),
    PageMark("bracketed-page", BRACKETED_PAGE, Edge.AT, "[Page 123]", ("[P", "[p"), alone=True),
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
come last: see `_parted` and `page_repeats`."""

_TEXT = regex.compile(r"[^\s\u200b\ufeff\x1c-\x1f]")
# A page holds more lines than a section between two gaps.
_LINES_OF_A_PAGE = 12
# What a hand or a typewriter left alone between two gaps is a page's number, not a page.
_SCRAP = regex.compile(r"[^\s\p{L}]{0,3}[^\s]?[^\s\p{L}]{0,3}")
_LONGEST_SCRAP = 4
# How much of a page may stand below the number of its scan.
_LONGEST_TAIL = 25
# What every number of a scan has, and few texts besides: asked first, for it is quickly found.
_SCAN_NUMBER = regex.compile(r"\d{6,9}[^\w\n\r]{0,4}\s{0,4}(?i:pa[gy]e)")
_SCAN_PAGE = regex.compile(r"(?i)pa[gy]e[ \t]+(\d{1,4})[^\d]*$")


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
    """The marks that stand on lines; where form feeds mark the pages, stamps and blank lines do not."""
    told = list(marked_as_told(text, own))
    yield from told
    if told or "page_marks" in own.replace:
        return
    found: list[tuple[int, str]] = []
    scans: list[tuple[int, int, int]] = []
    for mark in PAGE_MARKS:
        if not any(sign in text for sign in mark.signs) or (fed and not mark.alone):
            continue
        if mark.pattern is DOCID_PAGE and not _SCAN_NUMBER.search(text):
            continue
        spans = [match.span() for match in mark.pattern.finditer(text)]
        found.extend((span[0 if mark.edge is Edge.AT else 1], mark.name) for span in spans)
        if spans and mark.alone:
            yield from found
            return
        if mark.name == "docid-page":
            scans = [(*span, _scan_page(text[slice(*span)])) for span in spans]
    if fed:
        return
    stamps = [(start, "stamp") for start in stamp_boundaries(text)]
    if not stamps:
        found = _with_gaps(text, found, scans, list(_parted(text)))
    found.extend(stamps)
    if not found:
        starts, name = learned_boundaries(text)
        found.extend((start, name) for start in starts)
    yield from found


def _scan_page(stamp: str) -> int:
    match = _SCAN_PAGE.search(stamp)
    return int(match.group(1)) if match else -1


def _with_gaps(
    text: str,
    found: Sequence[tuple[int, str]],
    scans: Sequence[tuple[int, int, int]],
    gaps: Sequence[tuple[int, int]],
) -> list[tuple[int, str]]:
    """The marks and the gaps between pages: a gap just below a scan's number is that page's end.

    Where one scan's number follows another there is no page between; a number alone between two gaps
    is of the page before.
    """
    ends = {end: _first_gap(text, end, gaps) for _, end, _ in scans}
    kept = [(ends.get(offset) or offset, name) for offset, name in found]
    moved = {offset for offset in ends.values() if offset}
    for (start, end), (before, _) in zip(gaps, [(0, 0), *gaps], strict=False):
        between = text[before:start].strip()
        if end in moved or _is_within_a_scan(start, scans) or (before and _is_scrap(between)):
            continue
        kept.append((end, "blank-lines"))
    return kept


def _first_gap(text: str, end: int, gaps: Sequence[tuple[int, int]]) -> int | None:
    """The end of the gap that follows a scan's number, but for a scrap between."""
    index = bisect_left(gaps, (end, end))
    if index == len(gaps) or gaps[index][0] - end > 100:
        return None
    between = text[end : gaps[index][0]].strip()
    return gaps[index][1] if len(between) <= _LONGEST_TAIL else None


def _is_within_a_scan(gap: int, scans: Sequence[tuple[int, int, int]]) -> bool:
    """Whether a gap lies between the numbers of two scans that follow one another."""
    index = bisect_left(scans, (gap, gap, 0))
    if not 0 < index < len(scans):
        return False
    (_, end, before), (_, _, after) = scans[index - 1], scans[index]
    return before > 0 and after == before + 1 and gap > end + 1


def _is_scrap(between: str) -> bool:
    return 0 < len(between) <= _LONGEST_SCRAP and _SCRAP.fullmatch(between) is not None


def _parted(text: str) -> Iterator[tuple[int, int]]:
    """Runs of blank lines, if what lies between them is mostly as long as a page."""
    runs = [match.span() for match in BLANK_LINES.finditer(text)]
    pages = (text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *runs, (len(text), 0)]))
    lengths = [sum(1 for line in page.splitlines() if line and not line.isspace()) for page in pages]
    lengths = [length for length in lengths if length]
    if runs and lengths and median(lengths) >= _LINES_OF_A_PAGE:
        yield from runs
