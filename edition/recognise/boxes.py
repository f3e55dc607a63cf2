"""Empty boxes in running text, where a name or words were taken out (TEI `seg` with a `gap`)."""

from collections.abc import Iterator

import regex

from edition.findings import Certainty, Correction, Finding, Passage, Rule
from edition.recognise.bracketed_statements import Taken, gap
from edition.recognise.withholding import Statement

BOX = Rule(
    "redactions/box",
    "An empty box beside words is where a name or words were taken out.",
    "[___] advised the Station that",
)

# "[__]", "Mr.[____}", "[___Jintelligence", "({__ Jcover", "{6 ___}for", "m[__From": a line under nothing.
LINED = (
    r"(?P<open>[\[{])(?:[^\s\[\]{}_]{0,2}\s?(?:_(?=\]|_|\s_)[_\s]{0,40}))(?P<close>[\])}|]|J(?=\s|\p{L})|(?<=__)(?=\p{L}{2}))"
    r"|(?<=\p{Ll}\s?)(?P<open>\|)(?:_{4,40}(?P<close>\|?)|_{2,3}(?P<close>\|))"
)
# "told [   ] that", "[---] told him": blanks or strokes within whole brackets.
BLANK = r"(?P<open>[\[])(?:\s{1,20}|(?:\s?[-–—]\s?){2,30}|[-–—]{2,30})(?P<close>\])"
EMPTY_BOX = regex.compile(rf"{LINED}|{BLANK}")
BOX_KEYS = ("[", "{", "|_")
# The words of a classification check-list and of forms, whose boxes are to be ticked.
CHECK_LIST = regex.compile(
    r"(?i)unclas|confid|secret|internal|use\s+only|clerical|\b(?:yes|no|open|date|name|none|other|male|female|married|single)\b"
    r"|approve|copy|issued|slotted|concur|attach|enclos|exact|search|request"
)
# Boxes one under the other at the beginnings of lines are to be ticked.
LIST_LINE = regex.compile(r"[\[({|]\S{0,5}\p{L}|L_")
WORD_BESIDE_BEFORE = regex.compile(r"\p{L}{2,}[.,]?\s?\(?$")
WORD_BESIDE_AFTER = regex.compile(r"[.,;']?\s?\p{L}{2,}")
BESIDE = 25


def boxes(passage: Passage, _: Taken) -> Iterator[Finding]:
    """Yield each empty box beside words, its gap, and the corrections of its damaged edges."""
    text = passage.text
    for match in EMPTY_BOX.finditer(text):
        before, after = (
            text[max(0, match.start() - BESIDE) : match.start()],
            text[match.end() : match.end() + BESIDE],
        )
        line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
        left, right = WORD_BESIDE_BEFORE.search(line_before), WORD_BESIDE_AFTER.match(line_after)
        if CHECK_LIST.search(line_before) or CHECK_LIST.search(line_after) or not (left or right):
            continue
        if not line_before.strip() and _among_boxes(text, match.start()):
            continue
        if "_" not in match[0] and not ((left or not before) and right and right[0].strip().islower()):
            continue  # a form has many such
        # A scrap of a form looks so too: of ten such boxes eight are some.
        yield from gap(*passage.span(*match.span()), Statement("redacted"), BOX, Certainty.LOW)
        if match["open"] not in "[|":
            yield Correction(*passage.span(*match.span("open")), "[", BOX, Certainty.MEDIUM)
        if match["close"] and match["close"] not in "]|":
            yield Correction(*passage.span(*match.span("close")), "]", BOX, Certainty.MEDIUM)


def _among_boxes(text: str, at: int) -> bool:
    """Whether the line above a box or the one below it opens with a box too."""
    above = text[:at].rstrip().rpartition("\n")[2]
    below = text[at:].partition("\n")[2].lstrip()
    return LIST_LINE.match(above) is not None or LIST_LINE.match(below) is not None
