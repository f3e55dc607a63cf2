"""Exemption marks, review notes and withdrawal notices on lines of their own (TEI `note`)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Correction, Finding, Line, Rule
from edition.likeness import likeness
from edition.recognise.exemptions import exemptions
from edition.recognise.keys import holding, lowered

MARKS = Rule(
    "redactions/exemption-marks",
    "Lines that hold nothing but marks of an exemption from automatic declassification.",
    "E2 IMPDET CL BY 054979",
)
GROUP = Rule(
    "redactions/group-box",
    "A box with a group's number and its standing sentence exempts a paper from automatic downgrading.",
    "GROUP 1 / Excluded from automatic / downgrading and / declassification",
)
STATUS = Rule(
    "redactions/status",
    "A line states that a paper was released or postponed with parts withheld.",
    "RELEASED WITH DELETIONS",
)
NOTICE = Rule(
    "redactions/notice",
    "A notice stands where a paper or its pages were withheld, and fills the page.",
    "The item identified below has been withdrawn from this file:",
)

# A cheap look over the whole text, in lower case; only the lines it meets are read closely.
KEYS = (
    *(
        "impdet",
        "group",
        "excluded from",
        "cl by",
        "cl. by",
        "cl, by",
        "c1 by",
        "cl ry",
        "cl ey",
        "reason",
        "decl on",
    ),
    *(
        "declassif",
        "decl:",
        "decl oadr",
        "classified by",
        "drv ",
        "derived from",
        "exempt",
        "gds",
        "25x",
        "50x",
    ),
    *(
        "jfk act",
        "2107",
        "sanitized",
        "deletions",
        "in part",
        "postpone",
        "in full",
        "restricted",
        "withdraw",
    ),
    *("deleted page", "releases this", "b7", "b1", "b2", "b3", "b6", "(a)", "(b)", "(c)", "(k)"),
)

_EDGE = r"[^\p{L}\d\[({]{0,4}"
_LAST = r"[^\p{L}\d\])}]{0,6}"
_PARAGRAPH = r"(?:\s?[({\[]\s?[\p{L}\d]{1,2}\s?[)}\]])"
# The marks, each as printed or as OCR has it; a line of them is a note.
_MARK = "|".join(
    (
        # "E,2. IMPDET", "EZ IMPDET- N"
        r"(?:[BEC£#]?[\s.,o-]{0,2}[2Z3L]?[\s.,-]{0,2})IMPDET(?:\W{0,2}(?:N|WN-SISM))?",
        r"C[L1][.,']?\s?(?:BY|EY|RY|&)\W{0,3}(?:[\dO,.]{4,9})?",  # "CL BY: 062147", "CL RY 054979"
        rf"CL\s?REASONS?\W{{0,3}}(?:\d\.\d\s?{_PARAGRAPH}{{0,3}})?",  # "CL REASON: 1.5(c)"
        rf"REASONS?\W{{1,3}}\d\.\d\s?{_PARAGRAPH}{{0,3}}",
        r"DECL[.,]?\s?(?:[O0]N)?\W{1,3}"
        r"(?:(?:X\d|25X\w?|50X\S{0,6}|OADR|MR|M\.R|[\d/]{6,10}|\d{1,2}\s\p{L}+\s\d{2,4})[,;\s]{0,2}){0,8}",
        r"DECLASSIFY\s[O0]N\b.{0,20}",  # "Declassify on! OADRZeles"
        r"(?:DRV|DERIVED)\W{0,2}(?:FR?M|FROM|FRO)\W{0,3}[\p{L}\d/ .-]{0,30}",  # "DRV FM: NSA/CSS Manual"
        r"Dated\W{1,3}\d{1,2}\s\p{L}+\s\d{4}",
        r"CLASSIFIED\s+BY\b.{0,30}",
        r"EXEMPT(?:ED)?\s+(?:PER|FROM)\b.{0,60}",
        r"DATE\s+EXEMPTED\b.{0,20}",
        r"EXCLUDED\s+FROM\s+GDS",
        r"X?GDS\W{0,2}\d?(?:\s?[,&]\s?\d)?",
        r"SCHEDULE\s+OF\s+E\.?O.{0,12}",
        r"(?:EXEMPTION\s+)?CATEGORY\W{1,3}.{0,12}",
        r"SEC(?:TION)?[.,]?\s?[1-6]\.\d(?:\s?\([a-z\d]\)){1,3}",
        r"(?:E\.?\s?[O0]\.?,?\s?)\d{5}\W{0,3}(?:as\s+amended\W{0,3})?(?:SEC(?:TION)?[.,]?\s?)?[1-6]\.\d"
        rf"{_PARAGRAPH}{{1,3}}\S{{0,10}}",  # "E.O. 12958 3.4(b)(1)>25Yrs"
        rf"[1-6]\.\d{_PARAGRAPH}{{1,3}}(?:>\s?\d\d\s?Y\p{{L}}{{1,2}})?",  # "3.3(b)(1)"
        r"\(?[bk]\)\s?\(\d\)(?:\s?\([A-F]\))?",  # "(b)(7)(C)"
        r"b7\s?\(?[A-F]\)?(?![\p{L}\d])|b[1-9](?:[\s,;]{1,3}b[1-9][A-F]?)+(?![\p{L}\d])",  # "b7C", "b1, b3"
        r"(?:25|50)X\d?[A-Z]?\d?(?:-(?:HUM|WMD))?",
        rf"JFK\s+Act(?:,?\s+Sec(?:tion|\.)?)?\s+\d{{1,2}}{_PARAGRAPH}{{1,4}}",  # "JFK Act 5 (9) (2) (D)"
        rf"(?:44)?\s?U?SC\s?2107\s?\(\d\)?{_PARAGRAPH}{{1,4}}",
    )
)
MARKS_LINE = regex.compile(
    rf"(?i){_EDGE}(?:(?:SECRET|CONFIDENTIAL)\s)?(?>{_MARK})(?:[\s;,.:•®]{{0,4}}(?>{_MARK}))*+{_LAST}"
)
# "E2", "CL", "BY 012591", "IMPUET": a mark cut apart; "618711" after "CL BY :": its value.
FRAGMENT_LINE = regex.compile(
    r"(?i)\W{0,3}(?:[EC][\s.-]?[2Z]|C[L1]'?|BY\W{0,3}[\dO]{5,6}|IMP[DUOA]ET)\W{0,3}"
)
VALUE_LINE = regex.compile(
    r"(?i)\W{0,2}(?:X\d|OADR|MR|(?=\D{0,4}\d)[\w/().,-]{3,12}(?:\s[\w/()]{1,8}){0,2})\W{0,2}"
)
LABEL_END = regex.compile(r"(?i)(?:\b(?:BY|REASON|ON|CATEGORY|CL)|:)\W{0,3}$")
# "CL BY:" alone is a form's label.
EMPTY = regex.compile(r"(?i)\W*(?:C[L1]\W{0,2}BY|CL\s?REASON|CLASSIFIED\s+BY|DECL(?:ASSIFY)?\s+ON)\W*")
# "Title 5 U.S.C. (b)(1), (b) (3), and / (b) (6)": a sentence that cites goes on.
CITING = regex.compile(
    r"(?i)(?:,|\b(?:and|or|under|of|by|with|section|sections|the|U\.?S\.?C\.?\s?\S{0,5}))\W*$"
)
# "se ietie alia DRV FM: NSA/CSS Manual 123-2": a mark at the end of a line of debris.
TAIL = regex.compile(r"(?<=\s)(?:DRV\W{0,2}FR?O?M|DERIVED\s+FROM|CL\s?BY)\W{1,3}[\p{L}\d/ .-]{2,40}$")
# "GROUP 1", "GROUP I: EXCLUDED FROM AUTONATIC DOWNGRADING AND DECLASSIFICATION"
GROUP_LINE = regex.compile(r"(?i)[^\p{L}\d]{0,5}GROUP\W{0,3}[1-4I|l!]?(?:\W{1,4}(?P<rest>EXC.*))?\W{0,3}")
GROUP_SENTENCE = (
    "Excluded from automatic",
    "downgrading and",
    "declassification",
    "downgrading and declassification",
    "Excluded from automatic downgrading and declassification",
    "Excluded from automatic downgrading",
    "and declassification",
)
EXCLUDED = regex.compile(r"(?i)\W{0,5}excluded\s+from\s+auto\p{L}+.{0,45}")
# "GRCUP. 1", "G30Jt" over the sentence.
GROUP_RUINED = regex.compile(r"(?i)\W{0,3}G[\p{L}\d]{3,4}\W{0,2}[1-4I|l]?\W{0,2}")
# Of so many lines of a box, one unlike the sentence may be OCR's ruin of it.
BOX = 4
BOX_WIDTH = 70
LONGEST_LINE = 200
# Where no page mark ends it, a notice of so many lines is a document.
LONGEST_NOTICE = 60
ALIKE = 0.45
STATUS_LINE = regex.compile(
    r"(?i)[^\p{L}\[({]{0,4}(?P<core>"
    r"(?:\p{Lu}{2,5}\s?-\s?)?released?\s+in\s+part\b.{0,60}|(?:.{0,20}\s)?released?\s+with\s+deletions.{0,40}"
    r"|postponed\s+in\s+(?:full|part)\W*|(?:denied|withheld)\s+in\s+full\W*"
    r"|[\[({]\s?R[I1]?\s?[\])}]?\s?[-—–]\s?ITEM\s+(?:IS\s+)?RESTRICTED.{0,3}"
    r"|(?:sanitized|redacted)\s+(?:copy|version)\b.{0,30}"
    r")"
)
# Heads of notices that fill a page, or what is left of it.
NOTICE_LINE = regex.compile(
    r"(?i)\W{0,4}(?:postponement\s+information\s+sheet.{0,30}|(?:document\s+)?withdrawal\s+(?:notice|sheet|form)\b.{0,60}"
    r"|the\s+items?\s+identified\s+below\s+ha(?:s|ve)\s+been\s+withdrawn.{0,40}"
    r"|(?:foi/?pa\s+)?deleted\s+page\s+information\s+sheet.{0,20}|access\s+restricted\W{0,3}"
    r"|status\s+of\s+document\W{1,3}postponed\b.{0,30}"
    r"|the\s+department\s+of\s+state\s+releases\s+this\s+document.{0,60})"
)
NOTICE_END = regex.compile(r"(?i)board\s+review\s+completed|portions?\W{0,2}\s+postponed\s+under")

# "• GROUP 1", "E2 IMPDET •": debris at a note's edges.
DEBRIS_BEFORE = regex.compile(r"^[^\p{L}\d\[({]+")
DEBRIS_AFTER = regex.compile(r"(?:\s+[^\p{L}\d\])}]+|[•®°_*'‘’\"]+)$")
# "[R] - ITEM IS RESTRICTED", "(R]", "{RI]"
RESTRICTED = regex.compile(r"(?P<open>[\[({])(?P<letter>R[I1l]?)(?P<close>[\])}])")

NOTE: Attributes = (("type", "redaction"),)


@dataclass(frozen=True, slots=True)
class _Block:
    first: int
    last: int
    rule: Rule
    skip: int = 0  # characters of the first line that are not the note's


def redaction_notes(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a note for each block of lines that tells of an exemption, a review or a withdrawal.

    Source: encoding manual, "Brackets and redactions", third row. Runs before the blocks are made.
    """
    taken = [(f.start, f.end) for f in found if isinstance(f, Annotation) and f.element in ("fw", "note")]
    taken.sort()
    done = -1
    starts = [line.start for line in context.lines]
    for index in holding(starts, lowered(context.document.text), KEYS):
        if index <= done or _overlaps(taken, context.lines[index]):
            continue
        block = _Page(context, taken, done + 1).block(index)
        if block:
            done = block.last
            yield from _notes(context, block)


def exemption_attributes(text: str) -> Attributes:
    """A note's attributes: its type, and pointers to the codes it names."""
    codes = " ".join(f"#{code}" for code in exemptions(text))
    return (*NOTE, ("ana", codes)) if codes else NOTE


def _notes(context: Context, block: _Block) -> Iterator[Finding]:
    start, end = context.lines[block.first].start + block.skip, context.lines[block.last].end
    text = context.document.text[start:end]
    status = STATUS_LINE.fullmatch(text)
    left = status.start("core") if status else len(text) - len(DEBRIS_BEFORE.sub("", text))
    right = len(DEBRIS_AFTER.sub("", text))
    yield Annotation("note", start + left, start + right, block.rule, exemption_attributes(text))
    if RESTRICTED.match(text, left):
        yield from restricted_brackets(text, left, start, block.rule)


def restricted_brackets(text: str, at: int, offset: int, rule: Rule) -> Iterator[Correction]:
    """The brackets of "(R]" as they should read; `offset` is that of the text's beginning."""
    match = RESTRICTED.match(text, at)
    if not match:
        return
    for group, reading in (("open", "["), ("letter", "R"), ("close", "]")):
        if match[group] != reading:
            yield Correction(
                offset + match.start(group), offset + match.end(group), reading, rule, Certainty.HIGH
            )


def _overlaps(taken: list[tuple[int, int]], line: Line) -> bool:
    at = bisect_right(taken, (line.end, 0)) - 1
    return at >= 0 and taken[at][1] > line.start


@dataclass(frozen=True, slots=True)
class _Page:
    """Reads the lines round one that a key word stands on; `least` is the first line still free."""

    context: Context
    taken: list[tuple[int, int]]
    least: int

    def block(self, index: int) -> _Block | None:
        """The block a line belongs to: it and its neighbours of the same kind."""
        text = self._text(index)
        if len(text) > LONGEST_LINE:
            return None
        if NOTICE_LINE.fullmatch(text):
            return _Block(index, self._notice_end(index), NOTICE)
        if STATUS_LINE.fullmatch(text):
            return _Block(index, index, STATUS)
        group = GROUP_LINE.fullmatch(text)
        if group or EXCLUDED.fullmatch(text):
            return self._box(index, group)
        if MARKS_LINE.fullmatch(text) and not self._cites(index, text):
            return self._marks(index)
        return None

    def _text(self, index: int) -> str:
        return self.context.text(self.context.lines[index])

    def _near(self, index: int) -> bool:
        """Whether a line stands near the one before it, on its page."""
        if not 0 < index < len(self.context.lines):
            return False
        line, before = self.context.lines[index], self.context.lines[index - 1]
        return line.page == before.page and line.gap <= 1

    def _follows(self, index: int) -> bool:
        """Whether a line stands near the one before it and is nobody else's."""
        return self._near(index) and not _overlaps(self.taken, self.context.lines[index])

    def _precedes(self, index: int) -> bool:
        """Whether a line stands near the one after it, and is nobody else's."""
        return (
            index >= self.least
            and self._follows(index + 1)
            and not _overlaps(self.taken, self.context.lines[index])
        )

    def _cites(self, index: int, text: str) -> bool:
        """Whether a line of codes goes on a sentence."""
        return text[:1] == "(" and self._follows(index) and bool(CITING.search(self._text(index - 1)))

    def _marks(self, index: int) -> _Block | None:
        first = index
        while self._precedes(first - 1) and self._is_mark(first - 1):
            first -= 1
        last = index
        while self._follows(last + 1) and self._is_mark(last + 1):
            last += 1
        tail = TAIL.search(self._text(first - 1)) if self._precedes(first - 1) else None
        if tail:
            return _Block(first - 1, last, MARKS, tail.start())
        if first == last and EMPTY.fullmatch(self._text(first)):
            return None
        return _Block(first, last, MARKS)

    def _is_mark(self, index: int) -> bool:
        text = self._text(index)
        if len(text) > LONGEST_LINE:
            return False
        if MARKS_LINE.fullmatch(text) or FRAGMENT_LINE.fullmatch(text):
            return True
        return index > 0 and bool(LABEL_END.search(self._text(index - 1)) and VALUE_LINE.fullmatch(text))

    def _box(self, index: int, group: regex.Match[str] | None) -> _Block | None:
        """A group box: its lines are alike to its sentence, whatever OCR made of them."""
        if group and group["rest"] and "DECLASS" in group["rest"].upper():
            return _Block(index, index, GROUP)
        first = last = index
        for at in range(index + 1, index + 1 + BOX):
            # A box on every page looks like a running foot; what is alike to its sentence is not.
            if not self._near(at) or len(self._text(at)) > BOX_WIDTH:
                break
            if max(likeness(self._text(at), sentence) for sentence in GROUP_SENTENCE) >= ALIKE:
                last = at
        if not group and self._precedes(index - 1) and GROUP_RUINED.fullmatch(self._text(index - 1)):
            first = index - 1
        return _Block(first, last, GROUP) if last > first or not group else None

    def _notice_end(self, index: int) -> int:
        """The last line of a notice: where it says so, else of its page, if that is short."""
        line = self.context.lines[index]
        last = index
        while last + 1 < len(self.context.lines) and not NOTICE_END.search(self._text(last)):
            after = self.context.lines[last + 1]
            if after.page != line.page or _overlaps(self.taken, after):
                break
            last += 1
        return last if last - index < LONGEST_NOTICE else index
