"""Numbers by which collections, offices and scanners know records (TEI `fw type="control"`)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

import regex

from edition.findings import Context, Line
from edition.recognise.evidence import ZONE

# `104-10338-10018`, `124-10278-10418*`: the number of a JFK record; `CSCI-316/00718-64` and the like.
RECORD_NUMBER = regex.compile(r"\W{0,3}\d{3,4}[-‑–] ?\d{5} ?[-‑–] ?\d{5}\W{0,3}")
# The same before a date on its line.
RECORD_BEFORE = regex.compile(r"\W{0,3}\d{3}[-‑–] ?\d{5}[-‑–] ?\d{5}(?=\s)")
CONTROL_NUMBER = regex.compile(r"\W{0,3}CSC[I1l]-\d{3}[/; ]?\d{5}-\d{2}\W{0,3}")
# `2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992`, whoever's act it is.
RELEASE = regex.compile(
    r"\W{0,3}(?:\p{L}{1,2} )?\d{4} RELEASE UNDER THE [\p{Lu} .,']{8,80} ACT OF \d{4}\W{0,3}"
)
# `SECRET  CSCI-316/00718-64`: behind a marking.
CONTROL_BEHIND = regex.compile(r"(?<=\S)\s+CSC[I1l]-\d{3}[/; ]?\d{5}-\d{2}\W{0,3}$")
# `751G.5/3-1953: Secret File`, by which the Department of State filed; `MHENO: 95-2326398`; a docket's stamps.
FILE_NUMBER = regex.compile(
    r"\W{0,3}(?:[\dOGlI]{3,4}[A-Z]?[.,] ?[\w.]{1,10} ?/ ?\d{1,2}-[\w;]{3,5}"
    r"(?:\s?:\s?(?i:top |too )?(?i:secret|telegram|confidential|file)[\w ]{0,12})?"
    r"|[A-Z]{4,6}:{1,2} ?\d{2}-\d{6,8}|NOT RECORDED|(?:REC|EX|ST)[- ]{1,2}\d{1,3}"
    r"|(?:COPY|Copy)(?: (?:NO|No)\.?)? ?#?\d{1,3}(?: (?:OF|of) \d{1,3})(?: (?:COPIES|copies))?"
    r"|\d{2,3} (?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6} ?\d{1,2}[, ]{1,2}19\d\d)\W{0,3}"
)
# `DocId:32281781`, `NW 68261`, the two halves of a stamp that OCR parted; `DOCID: 3978516`, `Doc ID: 6637207`.
DOCID = regex.compile(
    r"(?i)\W{0,3}(?:(?:[HNAR1][HWV]{1,2} ?\d{5} ?)?Do[co] ?[Il1t|][da][:;.]? ?\d{6,8}\W{0,3}|[HNAR][HW] \d{5})"
)
# `N# 47055`, before the rest of such a stamp.
DOCID_CASE = regex.compile(r"\W{0,3}[A-Z#|1]{1,3} ?\d{5}\W{0,3}")
# `Page 3`, cut off from the number of the scanned record before it.
SCAN_PAGE = regex.compile(r"(?i)pa[gy]e \d{1,4}\W{0,2}")
_NAMED = regex.compile(r"\d{3}-\d{5}-\d{5}|\d{7,9}")
_FOLIO = regex.compile(r"\W{0,3}(?P<before>[A-Z]{0,6}[- .]?)(?P<figures>\d{4,10})\W{0,3}")
_HAS_NUMBER = regex.compile(r"\d{2}[^\n]{0,6}\d{2}")
# A day is none: `15 November 1974`, `4/17/78`.
_DAY = regex.compile(
    r"(?i)\W*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\W*|.*\b(?:19|20)\d\d\b.*\p{L}{3}.*|.*\p{L}{3}.*\b(?:19|20)\d\d\b.*"
)
_NOT_ALPHANUMERIC = regex.compile(r"[\W_]+")
_FIGURE = regex.compile(r"\d")
_NAME_LIKENESS = 0.72
_SAME_NUMBER = 0.92
_FEWEST = 3


def record_in_name(name: str) -> str | None:
    """The record's number that a document's name holds: `jfk-104-10061-10386`, `docid-32301583`."""
    match = _NAMED.search(name)
    return match.group() if match else None


def is_record(text: str, record: str) -> bool:
    """Whether a short line is most like a record's number, whatever OCR lost of it: `04-10128-1011`."""
    if len(text) > 30 or len(_FIGURE.findall(text)) * 2 < len(record):
        return False
    bare, whole = _NOT_ALPHANUMERIC.sub("", text), _NOT_ALPHANUMERIC.sub("", record)
    ratio = SequenceMatcher(None, bare, whole, autojunk=False).ratio()
    # Well formed and otherwise, it is another record's.
    return ratio >= (_SAME_NUMBER if RECORD_NUMBER.fullmatch(text) else _NAME_LIKENESS)


def folios(context: Context) -> frozenset[int]:
    """Where lines begin that number pages for an archive: at heads or feet, one more on each page, or one on all.

    Four figures at least: printed page numbers are shorter. `00738`, `00739`; `78 0705837` three times.
    """
    runs: defaultdict[tuple[str, int], list[Line]] = defaultdict(list)
    same: defaultdict[str, list[Line]] = defaultdict(list)
    for line, text in _numbered_lines(context):
        folio = _FOLIO.fullmatch(text)
        if folio is not None:
            runs[folio.group("before").strip(), int(folio.group("figures")) - line.page].append(line)
        same[" ".join(text.split())].append(line)
    found = {line.start for lines in runs.values() if _on_pages(lines) >= _FEWEST for line in lines}
    found.update(
        line.start
        for key, lines in same.items()
        if _on_pages(lines) >= _FEWEST and sum(c.isalpha() for c in key) <= 8 and not _DAY.fullmatch(key)
        for line in lines
    )
    return frozenset(found)


def _on_pages(lines: Sequence[Line]) -> int:
    return len({line.page for line in lines})


def _numbered_lines(context: Context) -> Iterator[tuple[Line, str]]:
    """Short lines at heads and feet with several figures."""
    for _, group in groupby(context.lines, key=lambda line: line.page):
        page = list(group)
        zone = page if len(page) <= 2 * ZONE else page[:ZONE] + page[-ZONE:]
        for line in zone:
            if line.end - line.start < 30 and _HAS_NUMBER.search(context.document.text, line.start, line.end):
                yield line, context.text(line)
