"""Forme work (TEI `fw`): stamps, classification, running titles, control numbers, an extraction tool's lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Line, Lineation, Rule
from edition.language.collections import CLASSIFICATIONS, HANDLING, stamps_of
from edition.likeness import fold, likeness
from edition.readers.page_marks import DOCID_PAGE, EXTRACTION_PAGE, EXTRACTION_RULE, RECORD_STAMP
from edition.recognise.evidence import ZONE, ZONE_IN_PIECES, recurring_key

EXTRACTION = Rule(
    "forme_work/extraction",
    "An extraction tool wrote the line to mark pages; the record does not have it.",
    "## Page 3",
)
STAMP = Rule(
    "forme_work/stamp",
    "The line is most like one of a stamp known to be printed on records of this kind.",
    "Declassified pcr Executive Ordcr 13526, Section 3.3",
)
CLASSIFICATION = Rule(
    "forme_work/classification",
    "At a page's head or foot stands a line of nothing but a level and handling words.",
    "TOP SECRET - Sensitive",
)
DAMAGED_CLASSIFICATION = Rule(
    "forme_work/damaged-classification",
    "A word alone at a page's head or foot is no word of the language and one or two letters from a level.",
    "SERRET",
)
CONTROL = Rule(
    "forme_work/control",
    "The line holds nothing but a record's or a docket's number.",
    "14-00000",
)
RECORD = Rule(
    "forme_work/record-number",
    "The line holds nothing but the number by which a collection knows the record.",
    "104-10338-10018",
)
DOCID = Rule(
    "forme_work/docid",
    "The line holds the number of a scanned record, and may tell the scan's page.",
    "HW 50955 Docld:32204973 Page 2",
)
OWN = Rule(
    "forme_work/own",
    "The line is most like a stamp or a running title that the edition's settings name.",
    "The Harbour Talks, Part 2",
)
LETTERHEAD = Rule(
    "forme_work/letterhead",
    "The name of an office, or where it sits, in capitals at the head of a page.",
    "CENTRAL INTELLIGENCE AGENCY",
)
RECURRING = Rule(
    "forme_work/recurring",
    "The line stands at the head or foot of several pages: a running title.",
    "The Rolling Thunder Program Begins",
)

# `104-10338-10018`, `124-10278-10418*`: the number of a JFK record; `CSCI-316/00718-64` and the like.
_RECORD_NUMBER = regex.compile(r"\W{0,3}\d{3,4}[-‑–] ?\d{5} ?[-‑–] ?\d{5}\W{0,3}")
_CONTROL_NUMBER = regex.compile(r"\W{0,3}CSC[I1l]-\d{3}[/; ]\d{5}-\d{2}\W{0,3}")
# `2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992`, whoever's act it is.
_RELEASE = regex.compile(
    r"\W{0,3}(?:\p{L}{1,2} )?\d{4} RELEASE UNDER THE [\p{Lu} .,']{8,80} ACT OF \d{4}\W{0,3}"
)
# `DocId:32281781`, `NW 68261`, the two halves of a stamp that OCR parted.
_DOCID = regex.compile(
    r"(?i)\W{0,3}(?:(?:[HNAR1][HWV]{1,2} ?\d{5} ?)?Do[co][Il1t|][da][:;.]? ?\d{7,8}\W{0,3}|[HNAR][HW] \d{5})"
)
# `70`, `5h`, `A-12`, `xiv`: any short token that has a figure or could be one.
_NUMBERISH = r"(?:(?:[A-Z]{1,4}-)?(?=\S{0,3}[\dIloO])[\dIlioOSshBZ]{1,4}|[ivxlc]{2,6})"
# The same before a marking, and behind it, with its frame: `- 2 - SECRET`.
NUMBER_BEFORE = regex.compile(rf"\W{{0,4}}{_NUMBERISH}\W{{0,4}}[ \t](?=\W*[A-Z])")
NUMBER_AFTER = regex.compile(rf"[ \t]\W{{0,4}}{_NUMBERISH}\W{{0,4}}$")
# What may stand round a marking without being of it: `‘ TOP SECRET - Sensitive .`
_DEBRIS = regex.compile(r"(?:[^\w(\[]|(?<!\S)\w(?!\S))*+")
_DEBRIS_AFTER = " \t\xa0.,;:'\"‘’“”*•■_|-—~^°"
_NOTHING = regex.compile("")
_WORD = regex.compile(r"[^\W_]+")
_WORD_OF_LETTERS = regex.compile(r"\p{L}{3,}")
# `S-E-C-R-E-T`: letters set apart for emphasis.
_LETTERS_APART = regex.compile(r"\b(?:[A-Z][- ]){3,}[A-Z]\b")
# `downgrading and`, a line of the box that exempts a record: a redaction note, on however many pages.
_GROUP_BOX = regex.compile(r"(?i)downgrad|declassif|automatic|impdet")
_LEVEL_WORDS = frozenset(" ".join(CLASSIFICATIONS).casefold().split())
_LEVELS = tuple(level.casefold() for level in CLASSIFICATIONS)
# A line of few letters resembles a stamp's by chance.
_STAMP_LIKENESS = 0.7
_SHORT_STAMP_LIKENESS = 0.8
_MARKING_LIKENESS = 0.75
# What an editor names for his own edition is taken at his word.
_OWN_LIKENESS = 0.8
_LONGEST_MARKING = 48
# `CENTRAL INTELLIGENCE AGENCY`, `OFFICE OF THE SECRETARY OF DEFENSE`, `WASHINGTON, D.C. 20505`, `THE WHITE HOUSE`.
_OFFICE = regex.compile(
    r"(?:THE )?(?:OFFICE|BUREAU|DEPARTMENT|MINISTRY|EMBASSY|COMMITTEE|COMMISSION|COUNCIL|SECRETARY|DIRECTOR) "
    r"(?:OF|ON|FOR) [\p{Lu},& ]+|[\p{Lu}. ]+ (?:AGENCY|BUREAU|DEPARTMENT|COMMISSION|GOVERNMENT|HOUSE)"
    r"|FEDERAL BUREAU OF INVESTIGATION|JOINT CHIEFS OF STAFF|WASHINGTON,? ?(?:D\. ?C\.?|25)?[ ,]*(?:\d{5})?"
)
# `DECLASSIFIED` alone, and what archives write below it: `E.O. 11652, Sec. 3(E)`, `Authority NND 750064`,
# `By NLT-HC, NARS Date 5-2-74`.
_DECLASSIFIED = regex.compile(r"\W{0,3}DECLASSIFIED\W{0,3}")
_AUTHORITY = regex.compile(
    r"\W{0,3}(?:E\. ?O\.|Executive Order|Authority\b|NND ?\d|NL[A-Z]\b|By\b.{0,40}(?:Date|NAR[AS]|\d{1,2}[-/]\d))"
)
# `Page 3`, cut off from the number of the scanned record before it.
_SCAN_PAGE = regex.compile(r"(?i)pa[gy]e \d{1,4}\W{0,2}")
# Some letters that any reading of a stamp's line keeps.
_STAMP_ANCHOR = regex.compile(
    "(?i)eclas|lassif|xecut|project n|NND|by nar|objecti|release|sanit|histor|review|informat|inclu|assassin"
    "|reprod|backgr|return"
)
_FEWEST_RECURRENCES = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line that is forme work of a kind."""

    kind: str
    start: int
    end: int
    rule: Rule
    reading: str | None = None


def forme_work(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `fw` for each contiguous run of lines of one kind, and readings of damaged levels.

    Source: encoding manual, "Pages and what is printed around the text".
    """
    for _, group in groupby(context.lines, key=lambda line: line.page):
        yield from _merge(context, list(_page_pieces(context, list(group))))


def _page_pieces(context: Context, lines: Sequence[Line]) -> Iterator[_Piece | None]:
    """Each line's piece, `None` for a line that is none; the zones are judged more boldly."""
    previous: _Piece | None = None
    zone = ZONE_IN_PIECES if context.evidence.lineation is Lineation.SPACED else ZONE
    for number, line in enumerate(lines):
        text = context.text(line)
        piece = (
            _extraction(context, line, text)
            or _anywhere(context, line, text)
            or _rest_of_stamp(previous, line, text)
        )
        if piece is None and (number < zone or len(lines) - number <= zone):
            piece = _in_zone(context, line, text)
        elif piece is None and len(text) < _LONGEST_MARKING and text.isupper():
            piece = _marking(line, text)
        yield piece
        previous = piece


def _rest_of_stamp(previous: _Piece | None, line: Line, text: str) -> _Piece | None:
    """`Page 3` on a line of its own after `DocId:32281781`; `E.O. 11652, Sec. 3(E)` after `DECLASSIFIED`."""
    if _DECLASSIFIED.fullmatch(text):
        return _Piece("declassification", line.start, line.end, STAMP)
    if previous is None:
        return None
    if previous.rule is DOCID and _SCAN_PAGE.fullmatch(text):
        return _Piece("control", line.start, line.end, DOCID)
    if previous.kind == "declassification" and len(text) < 70 and _AUTHORITY.match(text):
        return _Piece("declassification", line.start, line.end, STAMP)
    return None


def _extraction(context: Context, line: Line, text: str) -> _Piece | None:
    if line.page < 0 or text == "---" or text.startswith("#"):
        by_tool = any(page.mark.startswith("extraction") for page in context.document.pages)
        if by_tool and (line.page < 0 or EXTRACTION_RULE.fullmatch(text) or EXTRACTION_PAGE.fullmatch(text)):
            return _Piece("extraction", line.start, line.end, EXTRACTION)
    return None


def _anywhere(context: Context, line: Line, text: str) -> _Piece | None:
    """What its words alone tell wherever it stands."""
    if len(text) > 160:
        return None
    if (
        RECORD_STAMP.fullmatch(text)
        or _RELEASE.fullmatch(text)
        or (len(text) < 34 and _CONTROL_NUMBER.fullmatch(text))
    ):
        return _Piece("control", line.start, line.end, CONTROL)
    if len(text) < 34 and _RECORD_NUMBER.fullmatch(text):
        return _Piece("control", line.start, line.end, RECORD)
    if DOCID_PAGE.fullmatch(text) or (len(text) < 34 and _DOCID.fullmatch(text)):
        return _Piece("control", line.start, line.end, DOCID)
    own = _own_stamp(context, text)
    if own is not None:
        return _Piece(own, line.start, line.end, OWN)
    if context.collection.stamps and _STAMP_ANCHOR.search(text):
        best, kind = _nearest_stamp(fold(text), context.settings.collections)
        if best >= (_STAMP_LIKENESS if len(text) > 30 else _SHORT_STAMP_LIKENESS):
            return _Piece(kind, line.start, line.end, STAMP)
    return None


def _own_stamp(context: Context, text: str) -> str | None:
    """What kind of the edition's own stamps a line is of."""
    for stamp in context.settings.own.stamps:
        if any(likeness(text, model) >= _OWN_LIKENESS for model in stamp.lines):
            return stamp.kind
    return None


@lru_cache(maxsize=4096)  # the same stamp on every page
def _nearest_stamp(folded: str, collections: tuple[str, ...]) -> tuple[float, str]:
    """How like the likest stamp of the collections a line is, and that stamp's kind."""
    models = (
        (stamp.kind, model)
        for stamp in stamps_of(collections)
        for model in (*stamp.lines, " ".join(stamp.lines[:2]))
    )
    return max(((likeness(folded, model), kind) for kind, model in models), default=(0.0, ""))


def _in_zone(context: Context, line: Line, text: str) -> _Piece | None:
    if len(text) > 90:
        return None
    return (
        _classification(context, line, text)
        or _letterhead(context, line, text)
        or _running_title(context, line, text)
    )


def _letterhead(context: Context, line: Line, text: str) -> _Piece | None:
    """An office's name and place in capitals at the head of a page."""
    if (
        text.isupper()
        and len(text) < 60
        and _at_head(context, line)
        and _OFFICE.fullmatch(text.strip(" .,:;'"))
    ):
        return _Piece("header", line.start, line.end, LETTERHEAD)
    return None


def _classification(context: Context, line: Line, text: str) -> _Piece | None:
    """A marking, beside which a page number may stand: `70  TOP SECRET - Sensitive`."""
    start, end = _marking_span(text)
    if any(likeness(text[start:end], own) >= _OWN_LIKENESS for own in context.settings.own.classifications):
        return _Piece("classification", line.start + start, line.start + end, OWN)
    if "classifications" in context.settings.own.replace:
        return None
    whole = _marking(line, text)
    if whole is not None:
        return whole
    start, end = _marking_span(text)
    body = text[start:end]
    reading = _nearest_level(context, body)
    if reading is None and not _is_like_marking(context, body):
        return None
    return _Piece("classification", line.start + start, line.start + end, DAMAGED_CLASSIFICATION, reading)


def _marking(line: Line, text: str) -> _Piece | None:
    """A line, or all of it but a number and debris, that is a marking to the letter."""
    start, end = _marking_span(text)
    words = _WORD.findall(_LETTERS_APART.sub(_joined_letters, text[start:end]).casefold())
    if words and all(word in HANDLING or word in _LEVEL_WORDS for word in words) and _is_marking(words):
        return _Piece("classification", line.start + start, line.start + end, CLASSIFICATION)
    return None


def _is_like_marking(context: Context, body: str) -> bool:
    """Whether a line is most like a marking that stands on several pages: `TOP SECRET - Sensili.`"""
    if not 8 < len(body) < 40 or not body[:2].isupper():
        return False
    return any(
        count >= _FEWEST_RECURRENCES and len(key) < 40 and likeness(body, key) >= _MARKING_LIKENESS
        for key, count in context.evidence.recurring.items()
        if any(level in key for level in _LEVELS)
    )


def _marking_span(text: str) -> tuple[int, int]:
    """Where a line's marking would stand: without a number at either end, and without debris."""
    number = NUMBER_BEFORE.match(text) or _NOTHING.match(text)
    start = number.end() if number else 0
    tail = NUMBER_AFTER.search(text, start)
    end = tail.start() if tail else len(text)
    debris = _DEBRIS.match(text, start)
    start = debris.end() if debris and debris.end() < end else start
    return start, start + len(text[start:end].rstrip(_DEBRIS_AFTER))


def _joined_letters(match: regex.Match[str]) -> str:
    return regex.sub(r"[- ]", "", match.group())


def _is_marking(words: Sequence[str]) -> bool:
    """A level, or a phrase of handling words; `this` or `and when` alone is none."""
    line = " ".join(words)
    return any(level in line for level in _LEVELS) or (
        len(words) > 1
        and bool({"dissem", "noforn", "nodis", "exdis", "eyes", "handle", "rybat", "orcon"} & {*words})
    )


def _nearest_level(context: Context, body: str) -> str | None:
    """The level a single damaged capital word stands for."""
    if not 4 <= len(body) <= 14 or body.upper() != body or " " in body:
        return None
    letters = fold(body).replace(" ", "")
    if letters in context.language.words or len(letters) < 4:
        return None
    ratio, level = max(
        (SequenceMatcher(None, letters, level).ratio(), level) for level in ("secret", "confidential")
    )
    return level.upper() if ratio >= 0.7 else None


def _running_title(context: Context, line: Line, text: str) -> _Piece | None:
    if any(likeness(text, own) >= _OWN_LIKENESS for own in context.settings.running_titles):
        return _Piece("header" if _at_head(context, line) else "footer", line.start, line.end, OWN)
    # A signature of one word stands below many cables, a table's head on many pages.
    if (
        "\t" in text
        or text.endswith(":")
        or len(_WORD_OF_LETTERS.findall(text)) < 2
        or _GROUP_BOX.search(text)
    ):
        return None
    if context.evidence.recurring.get(recurring_key(text), 0) < _FEWEST_RECURRENCES:
        return None
    # `16 Foreign Relations`: the page's number beside its title is not of it.
    number = NUMBER_BEFORE.match(text)
    start = number.end() if number else 0
    tail = NUMBER_AFTER.search(text, start)
    span = (line.start + start, line.start + (tail.start() if tail else len(text)))
    return _Piece("header" if _at_head(context, line) else "footer", *span, RECURRING)


def _at_head(context: Context, line: Line) -> bool:
    page = context.document.pages[line.page] if line.page >= 0 else context.document.pages[0]
    return line.start - page.start < page.end - line.end


def _merge(context: Context, pieces: Sequence[_Piece | None]) -> Iterator[Finding]:
    """One `fw` for each run of lines of a kind; an extraction tool's lines and numbers stand for themselves."""
    for run in _runs(pieces):
        first, last = run[0], run[-1]
        yield Annotation("fw", first.start, last.end, first.rule, (("type", first.kind),))
        for piece in run:
            if piece.reading is not None and context.document.text[piece.start : piece.end] != piece.reading:
                yield Correction(piece.start, piece.end, piece.reading, piece.rule, Certainty.MEDIUM)


def _runs(pieces: Sequence[_Piece | None]) -> Iterator[list[_Piece]]:
    run: list[_Piece] = []
    for piece in pieces:
        joins = run and piece is not None and piece.kind == run[-1].kind
        joins = (
            joins
            and piece is not None
            and (piece.kind in _IN_BLOCKS or piece.rule is run[-1].rule in _IN_PIECES)
        )
        if run and not joins:
            yield run
            run = []
        if piece is not None:
            run.append(piece)
    if run:
        yield run


_IN_BLOCKS = frozenset({"declassification", "classification", "header"})
# Rules of stamps whose pieces OCR gives a line each.
_IN_PIECES = (DOCID, RECORD)
