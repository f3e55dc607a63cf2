"""Which lines make one paragraph: evidence for a break between two, over pages and stamps too (TEI `p`)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import regex

from edition.findings import Annotation, Context, Finding, Line, Lineation
from edition.recognise.enumerators import Enumerator, enumerator
from edition.recognise.marked_lines import is_in_marks
from edition.recognise.typed_lines import begins_typed_line, is_clearly_short, opens_indented

# `Hanoi.`, `level. >`, `follows: 68/`, `level."`: a sentence ends, with mark, note reference or debris behind it.
_TERMINAL = regex.compile(
    r"(?<=\S)[.?!:;…][\"'”’»>)\]]*+(?:\s*[(£]?\d{1,3}/|\s+\S{1,3}/|\s*\*)?(?:[^\p{L}\d.?!:;,-]*+|\s[^\p{L}\d,-]*+)$"
)
# `the UK Ambassador in- .`: a word is broken; debris may follow.
# `with an air of urgency;`: what may end a paragraph, and as well go on in a small letter.
_HALF_STOP = regex.compile(r"[,;—–-]\W*$")
# `on the lower levels, >6/`: a note reference, damaged or not, ends what it stands behind.
_REFERENCE = regex.compile(r"\W\d{1,3}/\W*$")
# `"As we enter the New Year`: a quotation begins.
_QUOTES = regex.compile(r"[\"“”„]")
_HYPHEN = regex.compile(r"\p{L}[-¬‐‑](?![-–—])\W{0,3}$")
# `5. Mr.` ends no sentence.
_ABBREVIATION = regex.compile(
    r"(?<!\p{L})(?:Messrs|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Capt|Adm|Sen|Rep|Gov|St|No|vs|cf|Amb|\p{Lu})\.$"
)
# `cc: United States Secret Service`, `Attachments:`: what stands below a letter begins anew.
APPENDED = regex.compile(
    r"(?:b?cc|Distribution|Attachments?|Enclosures?|Encls?|Copies|Orig)\W{0,2}[:.-]|\W?(?:Tab|TAB)(?: \W?\p{Lu}\b|$)"
)
_LOWER = regex.compile(r"(?:[^\p{L}\d\s\"“(]{1,2}\s+)?[\"'“‘(]?\p{Ll}")
_ITEM_BEFORE = regex.compile(r"\b(?:and|or|that)\W*$")
# `JCS Memorandum, 7 May 1954............. 430`: an entry of a table of contents ends with its page.
LEADERS = regex.compile(r"(?:\.\s?){4}\W*\S{0,6}$")
_HALF_IN_CAPITALS = regex.compile(r"\p{Lu}{2}[-¬‐‑]\W{0,3}$")
_LAST_WORD = regex.compile(r"(\p{L}+)\W*$")
_HAS_TEXT = regex.compile(r"[\p{L}\d]")
# Words that no sentence and no heading ends in.
_OPEN_WORDS = frozenset(
    (
        "a about after against all among an and any are as at be because been before being between but by can could "
        "during each eight every five for four from had has have her his if in into is its may might more must my "
        "nine no not of on one or other our over seven several shall should six some such ten than that the their "
        "this three through to two under very was were when which while who will with within without would your"
    ).split()
)
_LONGEST_COLUMN = 110
_LONGEST_LABEL = 6
_NEARLY, _FULL = 0.75, 0.9
_INDENT = 3
# So many pieces make a typed line.
_LOOKED_AHEAD = 4
# So few lines do not tell whether lines are given whole.
_FEW = 8
# A line too long for a heading.
_SURELY_PROSE = 120
# Elements that stand apart: a paragraph does not run across them.
_APART = frozenset({"opener", "closer", "table", "head"})
# Elements a paragraph may run across.
_ASIDE = frozenset({"fw", "note", "ab"})


@dataclass(frozen=True, slots=True)
class BodyLine:
    """What is left of a line for the text: its characters start to end, and how it stands to the one before.

    `gap`: a blank line stands between; `page`: its page's index; `apart`: another block stands between.
    `width` is the longest line of those that stand with it without a gap, 0 where they are few.
    `pieces`: OCR gives lines of its page in pieces, each a line, so that a short one tells nothing.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool
    page: int
    apart: bool
    width: int
    pieces: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that make one paragraph, or one heading, or one item.

    `reach`: after the debris that stands between it and the next block, for blocks within others.
    """

    lines: tuple[BodyLine, ...]
    reach: int

    @property
    def start(self) -> int:
        """Its first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """After its last character."""
        return self.lines[-1].end

    @property
    def text(self) -> str:
        """Its lines joined by spaces."""
        return " ".join([line.text for line in self.lines])

    @property
    def width(self) -> int:
        """Its longest line."""
        return max(len(line.text) for line in self.lines)

    def enumerator(self) -> Enumerator | None:
        """What it opens with."""
        return enumerator(self.lines[0].text.lstrip('"“”'))


def ends_sentence(text: str) -> bool:
    """Whether a text ends with the end of a sentence, or a colon."""
    start = max(0, len(text) - 24)
    if _ABBREVIATION.search(text, start):
        return False
    if LEADERS.search(text, start):
        return True
    return _TERMINAL.search(text, start) is not None or _REFERENCE.search(text, start) is not None


def begins_lower(text: str) -> bool:
    """Whether a text begins in the middle of a sentence."""
    return _LOWER.match(text) is not None


def blocks_of(context: Context, found: Sequence[Finding]) -> tuple[Block, ...]:
    """The lines that nothing has claimed, as paragraphs."""
    blocks: list[list[BodyLine]] = []
    lines = _body_lines(context, found)
    if context.evidence.lineation is Lineation.SPACED:
        lines = _with_pieces(context, tuple(lines))
    all_lines = tuple(lines)
    for at, line in enumerate(all_lines):
        ahead = _ahead(context, all_lines, at)
        if blocks and not line.apart and _continues(context, blocks[-1], line, ahead):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return tuple(_with_reach(context, found, blocks))


def _ahead(context: Context, lines: Sequence[BodyLine], at: int) -> Sequence[BodyLine]:
    """The next lines of a line's page that stand with it."""
    broken = context.evidence.lineation is Lineation.BROKEN
    ahead: list[BodyLine] = []
    for following in lines[at + 1 : at + 1 + _LOOKED_AHEAD]:
        if following.apart or following.page != lines[at].page or (broken and following.gap):
            break
        ahead.append(following)
    return ahead


def _with_reach(
    context: Context, found: Sequence[Finding], blocks: Sequence[Sequence[BodyLine]]
) -> Iterator[Block]:
    """The blocks, each with where the debris behind it ends: what is left before the next, forme work cut out."""
    aside = sorted(
        (f.start, f.end) for f in found if isinstance(f, Annotation) and f.element in {"fw", "note"}
    )
    text, at = context.document.text, 0
    for lines, following in zip_longest(blocks, blocks[1:]):
        end = reach = lines[-1].end
        if following and not following[0].apart:
            while at < len(aside) and aside[at][1] <= end:
                at += 1
            while end < following[0].start:
                claimed = at < len(aside) and aside[at][0] < following[0].start
                until = max(end, aside[at][0]) if claimed else following[0].start
                left = text[end:until].rstrip()
                reach = end + len(left) if left else reach
                end = max(until, aside[at][1]) if claimed else until
                at += claimed
        yield Block(tuple(lines), reach)


def _body_lines(context: Context, found: Sequence[Finding]) -> Iterator[BodyLine]:
    claims = sorted(
        (finding.start, finding.end, finding.element in _APART)
        for finding in found
        if isinstance(finding, Annotation) and (finding.element in _APART or finding.element in _ASIDE)
    )
    apart, gap, at = True, False, 0
    for line, width in zip(context.lines, _widths(context.lines), strict=True):
        start, end = line.start, line.end
        while at < len(claims) and claims[at][1] <= start:
            apart = apart or claims[at][2]
            at += 1
        free = list(_free(start, end, claims, at))
        pieces = [(a, b) for a, b in free if _HAS_TEXT.search(context.document.text, a, b)]
        gap = gap or line.gap > 0
        if not pieces:
            continue
        a, b = pieces[0][0], pieces[-1][1] if len(pieces) == len(free) else pieces[0][1]
        text = context.document.text[a:b].strip()
        lead = context.document.text.find(text[0], a)
        yield BodyLine(lead, lead + len(text), text, line.indent, gap, line.page, apart, width)
        apart = gap = False


def _with_pieces(context: Context, lines: Sequence[BodyLine]) -> Iterator[BodyLine]:
    """The lines, each with whether those of its page are in pieces: where one that ends no sentence is short.

    What is left of such a line follows as one more. A word broken at a line's end tells that the line is whole.
    """
    short: Counter[int] = Counter()
    all_open: Counter[int] = Counter()
    for line, following in pairwise(lines):
        if line.page == following.page and begins_lower(following.text) and not ends_sentence(line.text):
            all_open[line.page] += 1
            whole = len(line.text) >= context.evidence.width * 0.7 or _HYPHEN.search(line.text[-5:])
            short[line.page] += not whole
    for line in lines:
        yield replace(line, pieces=short[line.page] > 0 or all_open[line.page] < _FEW)


def _widths(lines: Sequence[Line]) -> list[int]:
    """For each line the longest of those it stands with on its page without a gap; 0 where they are few."""
    widths = [0] * len(lines)
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].gap or lines[at].page != lines[at - 1].page:
            if at - first > 2:
                longest = max(line.end - line.start for line in lines[first:at])
                widths[first:at] = [longest] * (at - first)
            first = at
    return widths


def _free(
    start: int, end: int, claims: Sequence[tuple[int, int, bool]], at: int
) -> Iterator[tuple[int, int]]:
    """The stretches of a line between the claims upon it."""
    while at < len(claims) and claims[at][0] < end:
        if claims[at][0] > start:
            yield start, claims[at][0]
        start = max(start, claims[at][1])
        at += 1
    if start < end:
        yield start, end


def _continues(
    context: Context, block: Sequence[BodyLine], line: BodyLine, ahead: Sequence[BodyLine]
) -> bool:
    """Whether a line goes on with a block. Source: encoding manual, "Text", row "paragraph"."""
    last = block[-1]
    if _is_broken_word(last.text, line.text):
        return True
    if APPENDED.match(line.text) or (len(line.text) <= _LONGEST_LABEL and _is_label(line.text)):
        return False
    if (
        len(block) == 1
        and len(last.text) <= _LONGEST_LABEL
        and _is_label(last.text)
        and not enumerator(line.text)
    ):
        return True
    if context.evidence.lineation is Lineation.REJOINED:
        return _continues_rejoined(context, last, line)
    return _continues_broken(context, block, line, ahead)


def _is_broken_word(before: str, after: str) -> bool:
    """Whether a word begins at one line's end and goes on at the next one's beginning."""
    tail = max(0, len(before) - 5)
    if _HYPHEN.search(before, tail) is None:
        return False
    return begins_lower(after) or (after[:2].isupper() and _HALF_IN_CAPITALS.search(before, tail) is not None)


def _is_label(text: str) -> bool:
    """An enumerator alone on its line belongs to the line after it."""
    mark = enumerator(text)
    return mark is not None and bool(mark.ordinals) and len(mark.label) >= len(text.rstrip(" .:"))


def _continues_rejoined(context: Context, last: BodyLine, line: BodyLine) -> bool:
    """A line is a paragraph here, unless a sentence was cut in the middle."""
    mark = enumerator(line.text)
    # A bullet in the midst of a sentence is debris; of items the one before ends with a stop, `and` or `or`.
    in_sentence = (
        mark is not None and not mark.ordinals and _is_open(last.text) and not _ITEM_BEFORE.search(last.text)
    )
    if (mark and not in_sentence) or (_QUOTES.match(line.text) and (line.gap or ends_sentence(last.text))):
        return False
    if in_sentence:
        return True
    if line.page == last.page and _QUOTES.match(line.text) and is_in_marks(line.text):
        return False
    if begins_lower(line.text) and _HALF_STOP.search(last.text, max(0, len(last.text) - 6)):
        return True
    if ends_sentence(last.text):
        return False
    if begins_lower(line.text) or _is_open(last.text) or _is_unclosed(last.text):
        return True
    # The page cut a sentence before a capital; a bracket that closes ends what stands in it.
    return line.page != last.page and len(last.text) > _SURELY_PROSE and not last.text.endswith(")")


def _is_unclosed(text: str) -> bool:
    """Whether a bracket opened in a line is still open at its end."""
    return len(text) > _SURELY_PROSE and text.rfind("(") > text.rfind(")")


def _is_open(text: str) -> bool:
    """Whether a text breaks off where no sentence and no heading can."""
    if text.endswith((",", "(", "-")):
        return True
    word = _LAST_WORD.search(text, max(0, len(text) - 30))
    return word is not None and word.group(1).casefold() in _OPEN_WORDS


def _continues_broken(
    context: Context, block: Sequence[BodyLine], line: BodyLine, ahead: Sequence[BodyLine]
) -> bool:
    last = block[-1]
    width = last.width or max(
        context.evidence.width if len(block) < 3 else 0, *(len(other.text) for other in block)
    )
    ended = ends_sentence(last.text)
    gap = line.page != last.page or (line.gap and context.evidence.lineation is Lineation.BROKEN)
    short = len(last.text) < width * 0.6
    if enumerator(line.text) and (gap or ended or short):
        return False
    if gap:
        return not ended and _runs_over(last, line, width, short)
    if last.text.isupper() and line.text.isupper() and not line.gap and ":" not in last.text:
        return True  # a heading of two lines
    in_capitals = last.text.isupper() and any(
        other.text.isupper() and len(other.text) > width * _NEARLY for other in block[-_LOOKED_AHEAD:]
    )
    if ended and line.text.isupper() and not in_capitals and len(line.text) < width * 0.6:
        return False
    if begins_lower(line.text):
        return True
    if not line.text.isupper() and _ABBREVIATION.search(last.text, max(0, len(last.text) - 8)):
        return True
    if ended and len(last.text) > _LONGEST_COLUMN:
        return False  # a paragraph on one line among lines of the page
    if ended:
        return not _begins_paragraph(context, last, line, ahead, width)
    if context.evidence.lineation is Lineation.SPACED:
        # The tool cuts lines in pieces: that one is short tells nothing, but that the type changes does.
        return not last.text.endswith(":") and (line.text.isupper() or not last.text.isupper())
    return begins_lower(last.text) or not short or _is_open(last.text)


def _runs_over(last: BodyLine, line: BodyLine, width: int, short: bool) -> bool:
    """A sentence goes on over a blank line or a page."""
    if last.text.isupper() and short:
        return False
    if begins_lower(line.text) and not (short and line.text.startswith("(")):
        return True
    if _is_open(last.text):
        return True
    # A full line that ends no sentence goes on; `_NEARLY` full it may end what has no stop.
    full = width * (_NEARLY if line.page != last.page or line.text[0].isdecimal() else _FULL)
    return len(last.text) > full


def _begins_paragraph(
    context: Context, last: BodyLine, line: BodyLine, ahead: Sequence[BodyLine], width: int
) -> bool:
    """Whether what is behind a sentence's end begins anew: the line before is clearly short, or this one indented."""
    if line.indent - last.indent >= _INDENT:
        return True
    if is_clearly_short(len(last.text), line.text, width):
        return not last.pieces or last.text.endswith(":") or begins_typed_line(last, line, ahead, width)
    if not ahead or ends_sentence(line.text):
        return False
    return opens_indented(last, line, ahead[0], min(width, context.evidence.width), pieces=last.pieces)
