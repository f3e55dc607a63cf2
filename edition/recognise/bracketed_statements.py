"""Statements in brackets that text is withheld or unreadable (TEI `seg` with an empty `gap` at its start)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from edition.findings import Annotation, Attributes, Certainty, Correction, Finding, Passage, Rule
from edition.recognise.amounts import COUNTABLE
from edition.recognise.marks_in_line import code_beside
from edition.recognise.withholding import Statement, may_state, statement

STATEMENT = Rule(
    "redactions/statement",
    "Words in brackets state that something is withheld, or could not be read, and stand for it.",
    "[4 paragraphs (18 lines of source text) not declassified]",
)
HALF = Rule(
    "redactions/half-bracketed-statement",
    "Words that only editors say of withheld text keep one of their brackets; OCR lost or misread the other.",
    "had met [name not declassifiedJ in Vientiane",
)
BLANK = Rule(
    "redactions/blank",
    "The word blank in brackets, within a sentence, stands where a name or words were taken out.",
    "and that [blank] would meet him there",
)
LABEL = Rule(
    "redactions/label",
    "A word for withholding in capitals, in a sentence of small letters, is the label printed on a bar.",
    "was told by REDACTED that the office",
)

# "[name not declassified]", "{deleted}", "CEXCISED)": round brackets within are the statement's own.
BRACKETED = regex.compile(
    r"(?P<open>[\[({]|(?<!\w)C(?=EXC))(?P<words>(?:[^()\[\]{}]|[({][^()\[\]{}]{0,60}[)}]){4,160}?)(?P<close>[\])}])"
)
_VERB = r"not\s+(?:yet\s+)?de\s?c[l1]as(?:-\s*)?s[i1]f\w{1,3}"
# "[name not declassifiedJ", "[2 lines of source text not declassified, and", "[deletedJ"
OPENED = regex.compile(
    rf"(?P<open>\[|\{{)(?P<words>[^\[\]{{}}]{{0,90}}?\b{_VERB}|(?:[\p{{L}}]+\s)?(?:deleted|excised|redacted)(?=[7JjlI1|]))"
    r"(?P<close>[7JjlI1f|/](?!\w))?"
)
_NOUNS = "|".join(sorted(COUNTABLE))
# "|2 lines of source text not declassified]", "name not declassified] was"
CLOSED = regex.compile(
    r"(?i)(?<![\p{L}\d])(?P<open>[|/£])?(?P<words>(?:less\s+than\s+)?(?:(?:\d[\d½¼¾/ -]{0,6}|[\p{L}-]{1,9})\s+)?"
    rf"(?:{_NOUNS})s?(?:\s+\([^()]{{1,40}}\))?(?:\s+of\s+(?:source\s+)?text)?\s+{_VERB}\.?)(?P<close>[\])}}])"
)
NOT_DECLASSIFIED = ("not declas", "not\ndeclas", "not dec1as", "deleted", "excised", "redacted")
BLANK_WORD = regex.compile(r"\[\s?[Bb]lank\s?\](?:'s)?")
# "told by REDACTED that": capitals on both sides would be a cable's or a heading's.
LABEL_WORD = regex.compile(
    r"(?<=\p{Ll}[,;:]?\s)(?:REDACTED|DELETED|EXCISED|WITHHELD|SANITIZED)(?=[,;]?\s\p{Ll}|['’]s\s\p{Ll}|\.(?:\s\p{Lu}\p{Ll}|$))"
)

# Where a statement may stand: any bracket that is not a round one, and words that statements have.
STATEMENT_KEYS: tuple[str, ...] = (
    *("[", "{", "not declas", "deleted", "excis", "withheld", "denied", "redact", "sanitized", "deletion"),
    *(
        "illegible",
        "garble",
        "legible)",
        "cipherable",
        "unreadable",
        "unintelligible",
        "missing)",
        "missing]",
    ),
    *("inaudible", "(de-", "(ex-", "released)", "obliterat", "blacked", "blurred", "censored", "retained"),
    *("not readable", "classified)", "not dec1as"),
)

Taken = Sequence[tuple[int, int]]
REDACTION: Attributes = (("type", "redaction"),)
ILLEGIBLE: Attributes = (("type", "illegible"),)


def gap(
    start: int, end: int, said: Statement, rule: Rule, cert: Certainty | None = None
) -> Iterator[Annotation]:
    """The `seg` over a statement's words and the `gap` that says it to machines."""
    kind = REDACTION if said.reason == "redacted" else ILLEGIBLE
    yield Annotation("seg", start, end, rule, kind, cert)
    yield Annotation("gap", start, start, rule, said.attributes())


def statements(passage: Passage, _: Taken) -> Iterator[Finding]:
    """Yield a passage's statements, whole and damaged, the corrections of their brackets, the codes beside them."""
    text = passage.text
    done: list[tuple[int, int]] = []
    for match in BRACKETED.finditer(text, overlapped=True):
        said = statement(match["words"]) if may_state(match["words"]) else None
        if said:
            done.append(match.span())
            yield from gap(*passage.span(*match.span()), said, STATEMENT)
            yield from _bracket_corrections(passage, match)
            yield from code_beside(passage, match.end())
    folded = text.lower()
    if any(key in folded for key in NOT_DECLASSIFIED):
        yield from _half_bracketed(passage, done)
        for match in LABEL_WORD.finditer(text):
            yield from gap(*passage.span(*match.span()), Statement("redacted"), LABEL, Certainty.MEDIUM)
    if "[blank" in folded or "[ blank" in folded:
        yield from _blanks(passage)


def _half_bracketed(passage: Passage, done: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Statements of which OCR left one bracket, none of those found `done` before."""
    spans = sorted(done)
    for pattern in (OPENED, CLOSED):
        for match in pattern.finditer(passage.text):
            said = None if _meets(spans, *match.span()) else statement(match["words"])
            if not said:
                continue
            spans = sorted((*spans, match.span()))
            yield from gap(*passage.span(*match.span()), said, HALF, Certainty.MEDIUM)
            for group, reading in (("open", "["), ("close", "]")):
                if match[group] and match[group] not in "[]":
                    yield Correction(*passage.span(*match.span(group)), reading, HALF, Certainty.MEDIUM)


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, 0)) - 1
    return at >= 0 and spans[at][1] > start


def _blanks(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in BLANK_WORD.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].rpartition("\n\n")[2].rstrip()
        after = text[match.end() : match.end() + 12].lstrip()
        if before[-1:].isalpha() or after[:1].islower():
            end = match.start() + match[0].index("]") + 1
            yield from gap(*passage.span(match.start(), end), Statement("redacted"), BLANK)


def _bracket_corrections(passage: Passage, match: regex.Match[str]) -> Iterator[Correction]:
    """The one damaged bracket of a pair whose other is whole; of two damaged ones nobody knows the shape."""
    opened, closed = match["open"], match["close"]
    readings = {
        ("[", "}"): ("close", "]", Certainty.HIGH),
        ("[", ")"): ("close", "]", Certainty.HIGH),
        ("{", "]"): ("open", "[", Certainty.HIGH),
        ("(", "]"): ("open", "[", Certainty.MEDIUM),
        ("C", ")"): ("open", "(", Certainty.HIGH),
    }
    if (opened, closed) in readings:
        group, reading, cert = readings[opened, closed]
        yield Correction(*passage.span(*match.span(group)), reading, STATEMENT, cert)
