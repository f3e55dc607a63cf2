"""What the whole document tells: its lines, how they stand to paragraphs, what recurs, its words."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import regex

from edition.document import WHITE_SPACE, Document
from edition.findings import Evidence, Line, Lineation

# A byte-order mark within a text is where two files were joined.
_LINE_ENDS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ufeff"
_LINE = regex.compile(rf"([^{_LINE_ENDS}]*+)(?:\r\n|[{_LINE_ENDS}]|\Z)")
_EDGES = "".join(WHITE_SPACE)
_WORD = regex.compile(r"\p{L}[\p{L}'’]*+")
_EDGE_NUMBER = regex.compile(r"^[^\p{L}]*\d[^\p{L}]*(?=\p{L})|(?<=\p{L}\W{0,3})[^\p{L}]*\d[^\p{L}]*$")
# Pages so near one another that a running title would stand on several of them.
_NEAR = 12

# A typewriter or a printed column has at most this many characters a line.
_LONGEST_COLUMN = 110
ZONE = 6
"""How many lines at a page's head, and at its foot, forme work may stand in."""
ZONE_IN_PIECES = 10
"""The same where OCR gives a line in pieces, each a line."""


def find_lines(document: Document) -> tuple[Line, ...]:
    """The lines that are not blank, each on the page where it begins."""
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    text, pages = document.text, document.pages
    page, gap = -1, 0
    for match in _LINE.finditer(text):
        raw = match.group(1)
        body = raw.lstrip(_EDGES)
        if body:
            indent = len(raw) - len(body)
            start = match.start() + indent
            while page + 1 < len(pages) and pages[page + 1].start <= start:
                page += 1
            yield Line(start, start + len(body.rstrip(_EDGES)), _columns(raw, indent), gap, page)
            gap = 0
        else:
            gap += 1


def _columns(raw: str, indent: int) -> int:
    return len(raw[:indent].expandtabs(8)) if indent else 0


def gather(document: Document, lines: Sequence[Line]) -> Evidence:
    """What the whole document tells about its parts."""
    lineation = _lineation(lines)
    return Evidence(lineation, _width(lines), _recurring(document, lines), _vocabulary(document.text))


def _lineation(lines: Sequence[Line]) -> Lineation:
    """Measured: text mostly in lines too long for a page is re-joined; lines mostly apart are spaced."""
    total = sum(line.end - line.start for line in lines)
    long = sum(line.end - line.start for line in lines if line.end - line.start > _LONGEST_COLUMN)
    if total and long * 2 > total:
        return Lineation.REJOINED
    apart = sum(1 for line in lines if line.gap)
    if len(lines) > 4 and apart * 10 > len(lines) * 8:
        return Lineation.SPACED
    return Lineation.BROKEN


def _width(lines: Sequence[Line]) -> int:
    """The length that nine lines in ten of running text do not exceed."""
    lengths = sorted(length for line in lines if 20 < (length := line.end - line.start) <= _LONGEST_COLUMN)
    return lengths[len(lengths) * 9 // 10] if lengths else 60


def recurring_key(text: str) -> str:
    """A line as it is compared from page to page: without a number at its edges, case folded.

    Figures within it tell one line from another: `Saigon 12601 (to SecState)` is no running title.
    """
    return _EDGE_NUMBER.sub("", " ".join(text.split())).casefold()


def _recurring(document: Document, lines: Sequence[Line]) -> Mapping[str, int]:
    seen: defaultdict[str, list[int]] = defaultdict(list)
    for number, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        zone = page if len(page) <= 2 * ZONE else page[:ZONE] + page[-ZONE:]
        for key in {
            recurring_key(text) for line in zone if len(text := document.text[line.start : line.end]) < 160
        }:
            seen[key].append(number)
    return {key: _most_near(pages) for key, pages in seen.items() if len(pages) > 1}


def _most_near(pages: Sequence[int]) -> int:
    """How many of the pages stand near one another at the most."""
    return max(bisect_right(pages, page + _NEAR) - at for at, page in enumerate(pages))


def _vocabulary(text: str) -> Mapping[str, int]:
    counts: Counter[str] = Counter()
    for token, times in Counter(text.casefold().split()).items():  # each token is taken apart once
        word = token.rstrip(",.;:)")
        if word.isalpha() and word.isascii():  # as most are
            counts[word] += times
            continue
        for word in _WORD.findall(token):
            counts[word] += times
    return counts
