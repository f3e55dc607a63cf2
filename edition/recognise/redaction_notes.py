"""Exemption marks, review notes and withdrawal notices on lines of their own (TEI `note`)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Correction, Finding, Line, Rule
from edition.likeness import likeness
from edition.recognise.exemption_lines import (
    ALIKE,
    BOX,
    BOX_WIDTH,
    CITING,
    CODE_AT_BEGINNING,
    CODE_AT_END,
    DOWNGRADED,
    EMPTY,
    EXCLUDED,
    FEWEST_REVIEWED,
    FRAGMENT_LINE,
    GROUP_LINE,
    GROUP_RUINED,
    GROUP_SENTENCE,
    KEYS,
    LABEL_END,
    LIKE_STAMP,
    LONGEST_LINE,
    LONGEST_NOTICE,
    MARKS_LINE,
    NOTICE_END,
    NOTICE_LINE,
    NUMBERED,
    REVIEW_HINT,
    REVIEW_REACH,
    REVIEW_SENTENCE,
    REVIEWERS_DATE,
    SCRAP_LINE,
    STATUS_LINE,
    TAIL,
    VALUE_LINE,
)
from edition.recognise.exemptions import exemptions
from edition.recognise.keys import document_lowered, holding
from edition.recognise.lone_codes import lone_codes

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
CODE = Rule(
    "redactions/reviewers-code",
    "A short code alone on lines that recurs through the document is what a reviewer wrote beside a blank.",
    "17-34",
)
REVIEW = Rule(
    "redactions/review-stamp",
    "Lines alike to those of a stamp on which a reviewer ticks what becomes of a paper.",
    "DEPARTMENT OF STATE / Retain class'n Change/classify to / With concurrence of",
)
NOTICE = Rule(
    "redactions/notice",
    "A notice stands where a paper or its pages were withheld, and fills the page.",
    "The item identified below has been withdrawn from this file:",
)

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
    text, starts = context.document.text, [line.start for line in context.lines]
    lone = lone_codes(context)
    for index in sorted({*holding(starts, document_lowered(text), KEYS), *lone}):
        if index <= done or _overlaps(taken, context.lines[index]):
            continue
        block = _Page(context, taken, done + 1, lone).block(index)
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
    cert = Certainty.MEDIUM if block.rule in (CODE, REVIEW) else None
    yield Annotation("note", start + left, start + right, block.rule, exemption_attributes(text), cert)
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
    """Reads the lines round one that a key word stands on; `least` is the first line still free.

    `lone` are the lines on which a reviewer's code stands alone."""

    context: Context
    taken: list[tuple[int, int]]
    least: int
    lone: Mapping[int, str]

    def block(self, index: int) -> _Block | None:
        """The block a line belongs to: it and its neighbours of the same kind."""
        text = self._text(index)
        if len(text) > LONGEST_LINE:
            return None
        if NOTICE_LINE.fullmatch(text):
            return _Block(index, self._notice_end(index), NOTICE)
        if STATUS_LINE.fullmatch(text):
            return _Block(index, self._last_mark(index), STATUS)
        group = GROUP_LINE.fullmatch(text)
        if group or EXCLUDED.fullmatch(text) or DOWNGRADED.fullmatch(text):
            return self._box(index, group)
        if index in self.lone and not MARKS_LINE.fullmatch(text):
            return self._codes(index)
        if MARKS_LINE.fullmatch(text) and not self._cites(index, text):
            return self._marks(index)
        if "[" in text and RESTRICTED.fullmatch(text):
            return _Block(index, index, STATUS)
        number = NUMBERED.match(text)
        if number and MARKS_LINE.fullmatch(text, number.end()):
            return _Block(index, self._last_mark(index), MARKS, number.end())
        return self._review(index) if REVIEW_HINT.search(text) else None

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
        last = self._last_mark(index)
        tail = TAIL.search(self._text(first - 1)) if self._precedes(first - 1) else None
        if tail:
            return _Block(first - 1, last, MARKS, tail.start())
        if first == last and (EMPTY.fullmatch(self._text(first)) or self._in_sentence(first)):
            return None
        return _Block(first, last, MARKS)

    def _in_sentence(self, index: int) -> bool:
        """Whether the lines beside one of codes end and begin with codes: they stand over a blank."""
        above = self._text(index - 1) if self._near(index) else ""
        below = self._text(index + 1) if self._near(index + 1) else ""
        return CODE_AT_END.search(above) is not None or CODE_AT_BEGINNING.match(below) is not None

    def _last_mark(self, index: int) -> int:
        """The last of the marks that follow one another, a scrap of OCR between two of them allowed."""
        while self._follows(index + 1):
            if self._is_mark(index + 1):
                index += 1
            elif self._is_scrap(index + 1) and self._follows(index + 2) and self._is_sure(index + 2):
                index += 2
            else:
                break
        return index

    def _is_scrap(self, index: int) -> bool:
        return SCRAP_LINE.fullmatch(self._text(index)) is not None

    def _is_sure(self, index: int) -> bool:
        """Whether a line holds whole marks, and no label that waits for a value."""
        text = self._text(index)
        return len(text) <= LONGEST_LINE and bool(MARKS_LINE.fullmatch(text)) and not EMPTY.fullmatch(text)

    def _codes(self, index: int) -> _Block:
        """Codes one above the other, and the marks among them."""
        last = self._last_mark(index)
        only = all(at in self.lone for at in range(index, last + 1))
        return _Block(index, last, CODE if only else MARKS)

    def _review(self, index: int) -> _Block | None:
        """A reviewer's stamp: its lines are alike to the printed ones, with what he wrote between them."""
        if not self._is_reviewed(index):
            return None
        first = last = index
        while self._near(first) and index - first < REVIEW_REACH and self._is_reviewed(first - 1):
            first -= 1
        for at in range(index + 1, index + 1 + REVIEW_REACH):
            if not self._near(at) or len(self._text(at)) > BOX_WIDTH:
                break
            if self._is_reviewed(at):
                last = at
        if self._follows(last + 1) and REVIEWERS_DATE.fullmatch(self._text(last + 1)):
            last += 1
        several = sum(self._is_reviewed(at) for at in range(first, last + 1)) >= FEWEST_REVIEWED
        return _Block(max(first, self.least), last, REVIEW) if several else None

    def _is_reviewed(self, index: int) -> bool:
        text = self._text(index)
        return len(text) <= BOX_WIDTH and any(likeness(text, one) >= LIKE_STAMP for one in REVIEW_SENTENCE)

    def _is_mark(self, index: int) -> bool:
        text = self._text(index)
        if len(text) > LONGEST_LINE:
            return False
        if index in self.lone:
            return True
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
