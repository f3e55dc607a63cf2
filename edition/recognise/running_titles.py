"""Running titles, letterheads and the lines that forms print at their edges (TEI `fw` header and footer)."""

from collections.abc import Mapping

import regex

from edition.likeness import likeness
from edition.recognise.evidence import recurring_key
from edition.recognise.markings import NUMBER_AFTER, NUMBER_BEFORE

# Offices as their letterheads name them, told by likeness.
_NAMED = (
    "CENTRAL INTELLIGENCE AGENCY", "CENTRAL INTELLIGENCE GROUP", "FEDERAL BUREAU OF INVESTIGATION",
    "DEPARTMENT OF STATE", "DEPARTMENT OF JUSTICE", "UNITED STATES DEPARTMENT OF JUSTICE", "DEPARTMENT OF DEFENSE",
    "OFFICE OF THE SECRETARY OF DEFENSE", "THE SECRETARY OF DEFENSE", "THE JOINT CHIEFS OF STAFF", "THE WHITE HOUSE",
    "NATIONAL SECURITY COUNCIL", "NATIONAL SECURITY AGENCY", "EXECUTIVE OFFICE OF THE PRESIDENT",
    "UNITED STATES GOVERNMENT", "UNITED STATES SENATE", "OFFICE OF STRATEGIC SERVICES", "WAR DEPARTMENT",
    "NAVY DEPARTMENT", "DEFENSE INTELLIGENCE AGENCY", "UNITED NATIONS", "FOREIGN OFFICE, S.W.1",
    "INFORMATION REPORT INFORMATION REPORT", "WARD & PAUL", "ALDERSON REPORTING COMPANY, INC.",
)  # fmt: skip
_NAMED_LIKENESS = 0.88
# Others by their shape: `OFFICE OF THE ATTORNEY GENERAL`, `AMERICAN EMBASSY`, `WASHINGTON, D.C. 20505`.
_OFFICE = regex.compile(
    r"(?:(?:THE|UNITED STATES|U\. ?S\.|US|AMERICAN|BRITISH) )?"
    r"(?:OFFICE|BUREAU|DEPARTMENT|MINISTRY|EMBASSY|COMMITTEE|COMMISSION|COUNCIL|SECRETARY|DIRECTOR) "
    r"(?:OF|ON|FOR) [\p{Lu},& ]+"
    r"|(?:(?!FOR |TO |BY |FROM |OF )\p{Lu}[\p{Lu}.]*+ ){1,5}(?:AGENCY|BUREAU|DEPARTMENT|COMMISSION|GOVERNMENT|HOUSE)"
    r"|(?:THE |AMERICAN |BRITISH )EMBASSY|NATIONS UNIES|WASHINGTON,? ?(?:D\. ?C\.?|25)?[ ,]*(?:\d{5})?"
)
# `PAGE 2 DAR ES SALAAM 1144 SECRET`, `PAGE 02        SAIGON  05402  01 OF 02  110416Z`: the number is its own matter.
TELETYPE_LINE = regex.compile(
    r"PAGE[ \t]{0,4}(?:(?:TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|[A-Z]) |\d{1,3}(?:[ \t]{1,12}|(?=\p{Lu}{3})))"
    r"(?P<title>[\p{Lu}][\p{Lu} .,]{2,30}[ \t]{1,6}[\dOIlAS-]{2,6}[\p{Lu}\d-]{0,3}"
    r"(?:[ \t]{1,6}\d\d OF \d\d)?(?:[ \t]{1,6}\d{6}Z)?)"
    r"(?:\s+(?P<level>(?:T ?O ?P )?S ?E ?C ?R ?E ?[TI]|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|UNCLAS\w*))?"
    r"(?: [\p{Lu}\d. ]{0,20})?"
)
# Where an office sits, below its name.
_PLACE = regex.compile(r"(?i)\W{0,4}washington,? ?(?:25,? ?)?d\.? ?c\.? ?(?:\d{2,5})?\W{0,3}")
# `FORM NO. 237 Use previous editions`, `OPTIONAL FORM NO. 10`, `FD-302 (Rev. 1-25-60)`, `v9.1`.
_FORM_NUMBER = regex.compile(
    r"\W{0,3}(?:(?:OPTIONAL|STANDARD|CIA|DD|DS|SF|GSA|AF|DA|NAVY|STATE|FBI|GPO)[ -]*)?"
    r"(?:FORM (?:NO\.? ?)?|Form No\.? ?)\d[\d-]*[A-Za-z]?(?!\p{L})[^\n]{0,60}"
    r"|\W{0,3}[FP]?D-\d{2,3}[a-z]? ?\(\p{L}{2,3}[.,]? ?[\d-]{5,9}\)[^\n]{0,40}|[vV]\d\.[\dl]"
)
_WORD_OF_LETTERS = regex.compile(r"\p{L}{3,}")
# `Piccolo Interview, Page 5.`: the number's part of a running title's line.
_PAGE_TAIL = regex.compile(r"(?<=[\s,.;:])(?i:page)\s+[\dIlOo]{1,4}\W{0,3}$")
_DEBRIS_BEFORE = regex.compile(r"(?:[^\p{L}\d(]|\p{L} )+")
# `downgrading and`, a line of the box that exempts a record: a redaction note, on however many pages.
_GROUP_BOX = regex.compile(r"(?i)downgrad|declassif|automatic|impdet")
_BOX = ("excluded from automatic", "downgrading and", "declassification")
_BOX_LIKENESS = 0.7
_FEWEST = 3
_DAMAGED_LIKENESS = 0.85
_EDGES = " .,:;'‘’`|"


def is_letterhead(text: str, in_capitals: bool = False) -> bool:
    """Whether a line in capitals is an office's name or place.

    Where all of a page is in capitals, as a teletype's is, only the names that letterheads are known to bear count.
    """
    if not text.isupper() or not 8 < len(text) < 80:
        return False
    bare = text.strip(_EDGES)
    if not in_capitals and _OFFICE.fullmatch(bare):
        return True
    return any(abs(len(bare) - len(name)) < 5 and likeness(bare, name) >= _NAMED_LIKENESS for name in _NAMED)


def is_place(text: str) -> bool:
    """Whether a line is where an office sits, whatever its letters' case."""
    return len(text) < 40 and _PLACE.fullmatch(text) is not None


def is_form_number(text: str) -> bool:
    """Whether a line is what a form prints of itself: its number, its edition."""
    return len(text) < 90 and _FORM_NUMBER.fullmatch(text) is not None


def title_in(text: str, recurring: Mapping[str, int]) -> tuple[int, int] | None:
    """The stretch of a line that is a running title of the document: the page's number beside it is not of it."""
    # A signature of one word stands below many cables, a table's head on many pages.
    if "\t" in text or text.endswith(":") or text.count(":") > 1 or len(_WORD_OF_LETTERS.findall(text)) < 2:
        return None
    key = recurring_key(text)
    if recurring.get(key, 0) < _FEWEST and not _is_like_title(key, recurring):
        return None
    if _GROUP_BOX.search(text) or any(likeness(text, line) >= _BOX_LIKENESS for line in _BOX):
        return None
    debris = _DEBRIS_BEFORE.match(text)
    if debris is not None and recurring.get(recurring_key(text[debris.end() :]), 0) >= _FEWEST:
        return debris.end(), len(text)
    tail = _PAGE_TAIL.search(text)
    if tail is not None:
        return 0, len(text[: tail.start()].rstrip())
    number = NUMBER_BEFORE.match(text)
    start = number.end() if number else 0
    tail = NUMBER_AFTER.search(text, start)
    return start, tail.start() if tail else len(text)


def _is_like_title(key: str, recurring: Mapping[str, int]) -> bool:
    """Whether OCR damaged a title that stands whole on several pages."""
    if not 12 < len(key) < 70:
        return False
    return any(
        count > _FEWEST and abs(len(title) - len(key)) < 5 and likeness(key, title) >= _DAMAGED_LIKENESS
        for title, count in recurring.items()
    )
