"""OCR debris (TEI `surplus`): signs that stand for nothing on the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Line, Passage, Rule
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
BULLET_FOR_STOP = regex.compile(r"•(?=\s+\(?\p{Lu}\p{Ll}* \p{Ll}{2})(?<=(?:\p{Ll}{2}|\(\d\)) .)")
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
    """A line and what it is: debris, a row of asterisks, or neither."""

    line: Line
    rule: Rule | None


def debris_lines(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `ab` around each run of lines that hold nothing but debris, a `surplus` for each line in it.

    A row of asterisks is an `ab` and no debris.
    """
    judged = [_Judged(line, _rule(context.text(line))) for line in _whole_lines(context, found)]
    for (rule, _), group in groupby(judged, key=lambda one: (one.rule, one.line.page)):
        lines = [one.line for one in group]
        if rule is not None:
            yield Annotation("ab", lines[0].start, lines[-1].end, rule)
        if rule is LINE:
            yield from (Annotation("surplus", line.start, line.end, rule, SURPLUS) for line in lines)


def _whole_lines(context: Context, found: Sequence[Finding]) -> Iterator[Line]:
    """What is left of the lines and stands apart from what was claimed: not the stop of "SECRET."."""
    text = context.document.text
    for line in open_lines(context, found):
        if text[line.start - 1 : line.start].strip() or text[line.end : line.end + 1].strip():
            continue
        yield line


def _rule(text: str) -> Rule | None:
    if len(text) > LONGEST_LINE or HAS_WORD.search(text) or LABEL.fullmatch(text):
        return None
    if ROW_OF_ASTERISKS.fullmatch(text):
        return ASTERISKS
    return None if DRAWN.fullmatch(text) else LINE
