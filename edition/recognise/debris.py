"""OCR debris (TEI `surplus`): signs that stand for nothing on the page."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Line, Lineation, Passage, Rule
from edition.recognise.legibility import LONGER_WORD
from edition.recognise.open_lines import open_lines

LONE_SIGN = Rule(
    "debris/lone-sign",
    "A sign that no typewriter of the time had, or a stop between two words of one sentence, stands alone.",
    "Secretary Rusk described the possibilities of _",
)
STUCK_STOP = Rule(
    "debris/stuck-stop",
    "A stop is stuck to a word that ends no sentence, and the sentence goes on.",
    "agreed to the proposed British action and.Ambassador Trevelyan",
)
UNDERLINE = Rule(
    "debris/underline",
    "A low line between two words is what is left of an underline or an overstrike.",
    "towards Indochina,_but can only see steady",
)
AT_EDGE = Rule(
    "debris/at-edge",
    "Behind a paragraph's last stop, or before its first word, stand signs that belong to no sentence.",
    "I have the combination. ) ° .",
)
LINE = Rule(
    "debris/line",
    "The line has no word and no number.",
    "■ — . ~",
)
SCRAP = Rule(
    "debris/scrap",
    "Between two paragraphs, or at a page's edge, a line holds a sign or two, and no word.",
    "would not achieve these\n• oi '\nobjectives",
)
COLUMN = Rule(
    "debris/column",
    "Four lines and more of one to three signs each are a stamp or a scale that stood upright beside the text.",
    "6\n5\nie)\n%",
)
GARBLED = Rule(
    "debris/garbled-line",
    "The line has no common word, and its letters change case or repeat as no writing does: a stamp read upside down.",
    "RVdGIT Quod “a GTWHID gHr WoNa xGooolonal",
)
ASTERISKS = Rule(
    "debris/asterisks",
    "A row of asterisks parts two stretches of a text.",
    "* * * * *",
)

SURPLUS = (("reason", "ocr"),)
# Signs that stand for nothing between words, in any number, parted by spaces on one line.
SIGNS = r"[•■□▪●♦♣▼▲►◄◆○©®°¢¥§¬¦|~^_¤¶†‡✓✔★☆]"
LONE = regex.compile(rf"{SIGNS}(?<!\S.){SIGNS}{{0,2}}(?: +{SIGNS}{{1,3}})*(?!\S)")
# "552 (b) (5) •\nI recommend a sanitized version": a misread stop, for the recogniser of corrections.
BULLET_FOR_STOP = regex.compile(r"•(?=\s+\(?\p{Lu}\p{Ll}* \p{Ll}{2})(?<=\(\d\) .)")
# "possibilities . of", "the . location", "at ' the": a mark alone in the midst of a sentence.
BETWEEN = regex.compile(r"[.,'’‘:;](?<=\p{L} .)(?=[ \n]\p{Ll})")
# Words that end no sentence.
FUNCTION_WORDS = (
    r"(?:the|to|of|and|on|for|in|that|with|by|from|an|or|as|at|their|its|his|which|who|would|has|have|had|are|were|"
    r"should|could|but|than|into|upon|our|this|these|through|between|not|be|is|was)"
)
# "in the. idea", "not. alarm", "information on.the": a stop behind such a word, the sentence going on.
AFTER_FUNCTION_WORD = regex.compile(rf"[.'’‘](?=\s+\p{{Ll}}{{2}})(?<=(?<![\w.]){FUNCTION_WORDS}.)")
STUCK = regex.compile(rf"\.(?=\p{{L}}{{2}})(?<=(?<![\w.]){FUNCTION_WORDS}.)")
# "Indochina,_but", "induce_present".
UNDERLINED = regex.compile(r"_(?=\p{L})(?<=[\p{L},.;] ?_)")
# "details. :", "the combination. ) ° .": what follows the last stop.
BEHIND = regex.compile(
    r"(?<=\p{L}[.!?][\"”'’)]{0,2}\s)[^\p{L}\d\s\"”?!]{1,3}(?: [^\p{L}\d\s\"”?!]{1,3}){0,3}$"
)
# "‘The Mexican Government", ". You are requested": what precedes the first word.
BEFORE = regex.compile(r"[‘’'.,;•■|~_^°*]{1,2}(?: [‘’'.,;•■|~_^°]){0,2}(?=\s?\p{Lu}\p{Ll})")
SINGLE_CLOSING = regex.compile(r"(?<=[\p{L}.,])['’‘](?!\p{L})")
HAS_WORD = regex.compile(r"\p{L}{2}|\d")
ROW_OF_ASTERISKS = regex.compile(r"[*\s]*(?:\*\s*){3,}[*\s]*")
# "e:", "F.": what counts paragraphs.
LABEL = regex.compile(r"\(?\p{L}[.,:)]?")
LONGEST_LINE = 60
WIDEST_SCRAP, FEWEST_SCRAPS = 3, 4
LONGEST_SCRAP = 6
HAS_LONGER_WORD = regex.compile(r"\p{L}{3}|\d{2}|\p{L}\.")
# "gHr", "WoNa", "xGooolonal": capitals within a word; not "McNamara", "DeLoach", "O'Neal", "FBIs".
ODD_CASE = regex.compile(r"\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}{2}")
NAMED = regex.compile(r"(?:Mc|Mac|De|La|Le|Di|Van|O['’])\p{Lu}\p{Ll}+")
REPEATED = regex.compile(r"(?i)(\p{L})\1\1\1")
COMMON = 1_000_000
# Lines that are drawn, not debris.
DRAWN = regex.compile(r"[-_=—–.\s]{3,}")


def debris(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `surplus` for each run of debris on one line within a passage.

    Source: encoding manual, "Pages and what is printed around the text", row "OCR debris".
    """
    for passage in context.passages:
        spans = sorted(_spans(context, passage), key=lambda span: span[:2])
        end = -1
        for start, until, rule in spans:
            if start >= end:
                end = until
                yield Annotation("surplus", *passage.span(start, until), rule, SURPLUS, Certainty.MEDIUM)


def _spans(context: Context, passage: Passage) -> Iterator[tuple[int, int, Rule]]:
    text = passage.text
    for match in LONE.finditer(text):
        blank = len(match.group()) > 1 and set(match.group()) <= {"_", " "}
        if not blank and not BULLET_FOR_STOP.match(text, match.start()):
            yield *match.span(), LONE_SIGN
    for pattern, rule in ((BETWEEN, LONE_SIGN), (AFTER_FUNCTION_WORD, STUCK_STOP), (UNDERLINED, UNDERLINE)):
        yield from ((*match.span(), rule) for match in pattern.finditer(text))
    for match in STUCK.finditer(text):
        if _goes_on(context, text, match.end()):
            yield *match.span(), STUCK_STOP
    behind = BEHIND.search(text, max(0, len(text) - 24))
    if behind is not None:
        yield *behind.span(), AT_EDGE
    before = BEFORE.match(text)
    if before is not None and not SINGLE_CLOSING.search(text, before.end()):
        yield *before.span(), AT_EDGE


def _goes_on(context: Context, text: str, at: int) -> bool:
    """Whether a known word stands at a place: "and.Ambassador", not "the.gov"."""
    word = LONGER_WORD.match(text, at)
    return word is not None and (
        word.group().casefold() in context.language.words
        or context.evidence.vocabulary.get(word.group().casefold(), 0) > 1
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """A line and what it is: debris, a row of asterisks, or neither.

    `run` is the same for lines that follow one another with nothing between.
    """

    line: Line
    rule: Rule | None
    run: int


def debris_lines(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `ab` around each run of lines that hold nothing but debris, a `surplus` for each line in it.

    A row of asterisks is an `ab` and no debris.
    """
    starts = [line.start for line in context.lines]
    judged = [
        _Judged(line, _rule(context, context.text(line)), bisect_right(starts, line.start) - number)
        for number, line in enumerate(_whole_lines(context, found))
    ]
    judged = list(_scraps(context, _columns(judged)))
    for (rule, _, _), group in groupby(judged, key=lambda one: (one.rule, one.line.page, one.run)):
        lines = [one.line for one in group]
        if rule is not None:
            yield Annotation("ab", lines[0].start, lines[-1].end, rule)
        if rule in (LINE, GARBLED, COLUMN, SCRAP):
            cert = Certainty.LOW if rule in (GARBLED, SCRAP) else None
            yield from (Annotation("surplus", line.start, line.end, rule, SURPLUS, cert) for line in lines)


def _columns(judged: Sequence[_Judged]) -> Iterator[_Judged]:
    """The lines, those of a column of scraps as debris."""
    narrow = groupby(
        judged, key=lambda one: (one.line.end - one.line.start <= WIDEST_SCRAP, one.line.page, one.run)
    )
    for (is_narrow, _, _), group in narrow:
        lines = list(group)
        is_column = is_narrow and len(lines) >= FEWEST_SCRAPS
        yield from (replace(one, rule=COLUMN) if is_column else one for one in lines)


def _scraps(context: Context, judged: Iterable[_Judged]) -> Iterator[_Judged]:
    """The lines, those of a sign or two among paragraphs as debris; where a line is a paragraph, none is so short."""
    lines = list(judged)
    for at, one in enumerate(lines):
        near = [
            other
            for other in lines[max(0, at - 1) : at + 2]
            if other.line.page == one.line.page and other is not one
        ]
        alone = (
            context.evidence.lineation is Lineation.REJOINED
            and one.rule is None
            and _is_scrap(context.text(one.line))
        )
        prose = all(other.rule or other.line.end - other.line.start > LONGEST_LINE for other in near)
        yield replace(one, rule=SCRAP) if alone and prose else one


def _is_scrap(text: str) -> bool:
    return len(text) <= LONGEST_SCRAP and not HAS_LONGER_WORD.search(text) and not LABEL.fullmatch(text)


def _whole_lines(context: Context, found: Sequence[Finding]) -> Iterator[Line]:
    """What is left of the lines and stands apart from what was claimed: not the stop of "SECRET."."""
    text = context.document.text
    for line in open_lines(context, found):
        if text[line.start - 1 : line.start].strip() or text[line.end : line.end + 1].strip():
            continue
        yield line


def _rule(context: Context, text: str) -> Rule | None:
    if len(text) > LONGEST_LINE and not (len(text) < 2 * LONGEST_LINE and _is_garbled(context, text)):
        return None
    if HAS_WORD.search(text):
        return GARBLED if _is_garbled(context, text) else None
    if LABEL.fullmatch(text):
        return None
    if ROW_OF_ASTERISKS.fullmatch(text):
        return ASTERISKS
    return None if DRAWN.fullmatch(text) else LINE


def _is_garbled(context: Context, text: str) -> bool:
    """Whether nothing on a line can have been written: most of its words odd, none of them common."""
    if not ODD_CASE.search(text) and not REPEATED.search(text):
        return False
    words = LONGER_WORD.findall(text)
    odd = sum(
        1 for word in words if (ODD_CASE.search(word) and not NAMED.fullmatch(word)) or REPEATED.search(word)
    )
    if odd * 5 < len(words) * 2 or (odd < 2 and not REPEATED.search(text)):
        return False
    known = context.language.words
    return not any(known.get(word.casefold(), 0) > COMMON for word in words if len(word) > 3)
