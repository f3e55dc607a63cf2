"""Statements that text is withheld or unreadable, exemption marks within lines, portion markings.

TEI `seg` with an empty `gap` at its start, `note`, `unclear`.
"""

from collections.abc import Callable, Iterator, Sequence

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Finding, Passage, Rule
from edition.recognise.boxes import BOX_KEYS, boxes
from edition.recognise.bracketed_statements import BRACKETED, STATEMENT, STATEMENT_KEYS, gap, statements
from edition.recognise.exemptions import own_codes, own_identifier, restrictions
from edition.recognise.keys import document_lowered, holding, positions
from edition.recognise.marks_in_line import MARGIN_KEYS, MARK_KEYS, codes_in_margin, free, marks_in_line
from edition.recognise.redaction_notes import RESTRICTED, restricted_brackets
from edition.recognise.statements import statement_in
from edition.recognise.withheld_pages import withheld_pages
from edition.recognise.withholding import Statement

BAR = Rule("redactions/bar", "A run of block characters is a redaction bar.", "met with ██████ in Mexico")
CROSSES = Rule(
    "redactions/crosses",
    "A run of X between words of a sentence may stand for words taken out, or for a slip typed over.",
    "was met by XXXXXXXX at the airport",
)
RESTRICTION = Rule(
    "redactions/restriction",
    "The value of an identification form's restrictions or current status that restricts.",
    "RESTRICTIONS : 1B; 4",
)
RESTRICTED_ITEM = Rule(
    "redactions/restricted-item",
    "The sign [R] on an identification form marks an item as restricted.",
    "FROM : 44USC2107(5)(g)(2)(D) [R]",
)
DOUBTED = Rule(
    "redactions/doubted-word",
    "A question mark in brackets doubts the word before it.",
    "to meet Gonzales (?) in Merida",
)
OWN_CODE = Rule(
    "redactions/own-code",
    "An exemption code of the edition's own stands alone on its line or behind what is withheld.",
    "[2 Zeilen geschwärzt] § 5.2",
)
PORTION = Rule(
    "redactions/portion",
    "A classification in brackets at the head of a paragraph or title is its portion marking.",
    "(S) The Station has no further information",
)

# "██████ ████": U+2588 and the partial blocks and shades that stand for it.
BLOCKS = "█▇▉▊▋▌▓▆"
BAR_RUN = regex.compile(rf"[{BLOCKS}](?:\s?[{BLOCKS}])*")
CROSS_RUN = regex.compile(r"(?<=\p{Ll}{2}\s)X{4,}+(?:\sX{4,}+)*+(?=\s\p{Ll}{2}|[.,;])")
# "Gonzales (?) in"
DOUBT = regex.compile(r"(?<![\p{L}\p{M}\d’'-])(?P<word>[\p{L}\p{M}\d][\p{L}\p{M}\d’'-]{0,30})\s?[(\[]$")
DOUBTS = ("?)", "?]")
# "RESTRICTIONS : 1B; 4", "CURRENTSTATUS: — Redact", the value also on a line of its own below.
FORM_LABEL = regex.compile(
    r"(?m)^[^\p{L}\n]{0,4}(?P<label>RESTRI\s?\p{L}{2,6}(?:\sI?ONS)?|Restrictions|(?:CURRENT\s?)?STATUS|Current\sStatus)"
    r"[^\S\n]*[:;=.]?[^\S\n]*(?:\n\s*)?[:—–_\s-]{0,4}(?P<value>[^\n]{1,80})"
)
RESTRICTION_KEYS = ("RESTRI", "Restrictions")
FORM_KEYS = (*RESTRICTION_KEYS, "STATUS", "Current Status")
# What an identification form says where a record is restricted: codes, alone or after a word.
CODES = regex.compile(
    r"(?:(?:Consulted|Donor\sRestricted|1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))[;,\s]{0,3})*"
    r"(?:1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))(?:[;,]\s?(?:Donor\sRestricted|Consulted))?(?=\W{0,4}$)"
)
STATUSES = regex.compile(
    r"(?:Redact(?:ed)?|REDACT(?:ED)?|Withh[eo]ld|WITHH[EO]LD|Postponed\s[Ii]n\s(?:Full|Part)|POSTPONED\sIN\s(?:FULL|PART)"
    r"|RELEASED\s(?:IN\sPART|WITH\sDELETIONS).{0,40}|[PX])(?=\W{0,6}(?:\w)?$)"
)
# "Secret / 1C; 4 / Redact": the values of a form whose labels OCR read as a column of their own.
VALUES = regex.compile(
    r"(?m)^[^\S\n]*(?:\p{L}+(?:\s\p{L}+)?|[CSTU])[^\S\n]*\n\s{0,3}"
    r"(?P<codes>(?:(?:1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))[;, ]{0,3}){1,6}+)"
    r"\n\s{0,3}(?P<status>(?i:redact(?:ed)?|withh[eo]ld|postponed\sin\s(?:full|part))|[PX])[^\S\n]*$"
)
_LEVEL = r"(?:TS|S|C|U|FOUO|OUO|LOU|SBU|CUI)"
_CAVEATS = r"(?:\s?/{1,2}\s?[A-Z]{1,8}(?:[ ,-][A-Z]{1,8})?)*"
# "(S) The Station", "1. (U) Subject", "SUBJECT: (S) The plan", "(TS//SI//NF)"; "Wt)" and "XW)"
# are OCR's "(U)".
PORTION_HEAD = regex.compile(
    r"(?:(?:\d{1,3}|\p{L})[.)]\s+|(?:SUBJECT|SUBJ|TITLE)\s?:\s*)?"
    rf"(?P<marking>[(\[{{]{_LEVEL}{_CAVEATS}[)\]}}]|(?P<ruined>W[ti]\)|XW\)))\s+(?=[\"“]?\p{{Lu}}|\d)"
)
# "(C) Cuban officers" may be the third of a list.
LETTERED = regex.compile(r"(?m)^\s*[(\[][BD][)\]]\s")

CLOSING = frozenset(")]}")
PORTION_REACH = 24

Taken = Sequence[tuple[int, int]]
PORTION_MARKING: Attributes = (("type", "portion"),)
REDACTION: Attributes = (("type", "redaction"),)


def redactions(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield statements, bars and boxes with their gaps; notes, doubted words and portion markings.

    Source: encoding manual, "Brackets and redactions", rows two to five.
    """
    taken = (f for f in found if isinstance(f, Annotation) and f.element in ("note", "fw"))
    notes = sorted((f.start, f.end) for f in taken)
    starts = [passage.start for passage in context.passages]
    folded = document_lowered(context.document.text)
    for keys, recogniser in READINGS:
        for number in holding(starts, folded, keys):
            yield from recogniser(context.passages[number], notes)
    yield from _in_other_languages(context)
    yield from _own_codes(context, notes)
    yield from _portions(context)
    yield from _form_values(context, notes)


def _in_other_languages(context: Context) -> Iterator[Finding]:
    """Statements in brackets in the document's language, where it is not English."""
    for passage in context.passages if context.language.withheld else ():
        for match in BRACKETED.finditer(passage.text):
            said = statement_in(match["words"], context.language)
            if said:
                yield from gap(*passage.span(*match.span()), said, STATEMENT)


def _own_codes(context: Context, notes: Taken) -> Iterator[Finding]:
    """The edition's own exemption codes, alone on a line or behind a bracket; named in prose they withhold nothing."""
    forms = tuple(context.collection.exemptions.items())
    for passage in context.passages if forms else ():
        for match in own_codes(forms).finditer(passage.text):
            line = (
                passage.text[: match.start()].rpartition("\n")[2]
                + passage.text[match.end() :].partition("\n")[0]
            )
            beside = passage.text[: match.start()].rstrip()[-1:] in CLOSING
            start, end = passage.span(*match.span())
            if (beside or not any(map(str.isalnum, line))) and free(notes, start, end):
                ana = f"#{own_identifier(match[0])}"
                yield Annotation("note", start, end, OWN_CODE, (*REDACTION, ("ana", ana)))


def _bars(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in BAR_RUN.finditer(passage.text):
        characters = sum(not character.isspace() for character in match[0])
        said = Statement("redacted", "character", str(characters))
        yield from gap(*passage.span(*match.span()), said, BAR)


def _crosses(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in CROSS_RUN.finditer(passage.text):
        yield from gap(*passage.span(*match.span()), Statement("redacted"), CROSSES, Certainty.LOW)


def _doubted(passage: Passage, _: Taken) -> Iterator[Finding]:
    for at in positions(passage.text, DOUBTS):
        match = DOUBT.search(passage.text, max(0, at - 40), at)
        if match:
            yield Annotation("unclear", *passage.span(*match.span("word")), DOUBTED)


def _restricted_items(passage: Passage, notes: Taken) -> Iterator[Finding]:
    for match in RESTRICTED.finditer(passage.text):
        start, end = passage.span(*match.span())
        if "[" in match[0] + match["open"] and free(notes, start, end):
            yield Annotation("note", start, end, RESTRICTED_ITEM, REDACTION)
            yield from restricted_brackets(match[0], 0, start, RESTRICTED_ITEM)


def _portions(context: Context) -> Iterator[Finding]:
    text = context.document.text
    lettered = ("(B)" in text or "(D)" in text) and bool(LETTERED.search(text))
    for passage in context.passages:
        if CLOSING.isdisjoint(passage.text[:PORTION_REACH]):
            continue
        match = PORTION_HEAD.match(passage.text)
        if match and not (lettered and match["marking"] == "(C)"):
            cert = Certainty.MEDIUM if match["ruined"] else None
            yield Annotation("seg", *passage.span(*match.span("marking")), PORTION, PORTION_MARKING, cert)


def _form_values(context: Context, notes: Taken) -> Iterator[Finding]:
    """The values of an identification form that restrict, wherever its blocks have put them."""
    text = context.document.text
    if not any(key in text for key in FORM_KEYS):
        return
    for match in FORM_LABEL.finditer(text):
        pattern = CODES if match["label"].upper().startswith("RESTRI") else STATUSES
        value = pattern.match(match["value"])
        if not value:
            continue
        start = match.start("value")
        end = start + len(value[0].rstrip())
        if free(notes, start, end):
            codes = " ".join(f"#{code}" for code in dict.fromkeys(restrictions(value[0])))
            ana = (("ana", codes),) if pattern is CODES else ()
            yield Annotation("note", start, end, RESTRICTION, (*REDACTION, *ana))
    for match in VALUES.finditer(text) if any(key in text for key in RESTRICTION_KEYS) else ():
        codes = " ".join(f"#{code}" for code in dict.fromkeys(restrictions(match["codes"])))
        start, end = match.start("codes"), match.start("codes") + len(match["codes"].rstrip(" ;,\n"))
        if codes and free(notes, start, end) and free(notes, *match.span("status")):
            yield Annotation("note", start, end, RESTRICTION, (*REDACTION, ("ana", codes)))
            yield Annotation("note", *match.span("status"), RESTRICTION, REDACTION)


# What is looked for in the passages that hold one of the keys, in lower case.
READINGS: tuple[tuple[tuple[str, ...], Callable[[Passage, Taken], Iterator[Finding]]], ...] = (
    (STATEMENT_KEYS, statements),
    (("page",), withheld_pages),
    (tuple(BLOCKS), _bars),
    (BOX_KEYS, boxes),
    (("[r", "(r]", "{r]"), _restricted_items),
    (("xxxx",), _crosses),
    (DOUBTS, _doubted),
    (MARK_KEYS, marks_in_line),
    (MARGIN_KEYS, codes_in_margin),
)
