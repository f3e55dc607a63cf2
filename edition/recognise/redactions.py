"""Statements that text is withheld or unreadable, exemption marks within lines, portion markings.

TEI `seg` with an empty `gap` at its start, `note`, `unclear`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import regex

from edition.findings import Annotation, Attributes, Certainty, Context, Correction, Finding, Passage, Rule
from edition.recognise.exemptions import restrictions
from edition.recognise.keys import holding, lowered, positions
from edition.recognise.redaction_notes import RESTRICTED, exemption_attributes, restricted_brackets
from edition.recognise.withholding import KEYWORDS, Statement, may_state, statement

STATEMENT = Rule(
    "redactions/statement",
    "Words in brackets state that something is withheld, or could not be read, and stand for it.",
    "[4 paragraphs (18 lines of source text) not declassified]",
)
PAGES = Rule(
    "redactions/pages",
    "A line of its own states that pages are withheld at its place.",
    "28 Page(s) withheld entirely at this location in the file",
)
BAR = Rule("redactions/bar", "A run of block characters is a redaction bar.", "met with ██████ in Mexico")
BOX = Rule(
    "redactions/box",
    "An empty box beside words is where a name or words were taken out.",
    "[___] advised the Station that",
)
CROSSES = Rule(
    "redactions/crosses",
    "A run of X between words of a sentence may stand for words taken out, or for a slip typed over.",
    "was met by XXXXXXXX at the airport",
)
MARKS = Rule(
    "redactions/exemption-marks-in-line",
    "Marks that exempt from automatic declassification, at a paragraph's end or in a cell.",
    "5. FILE DEFER. E2 IMPDET.",
)
CODE = Rule(
    "redactions/code-beside",
    "Directly behind a statement that something is withheld stands the code of an exemption.",
    "[1 line not declassified] 3.3(b)(1)",
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
PORTION = Rule(
    "redactions/portion",
    "A classification in brackets at the head of a paragraph or title is its portion marking.",
    "(S) The Station has no further information",
)

# "[name not declassified]", "{deleted}", "CEXCISED)": round brackets within are the statement's own.
BRACKETED = regex.compile(
    r"(?P<open>[\[({]|(?<!\w)C(?=EXC))(?P<words>(?:[^()\[\]{}]|\([^()\[\]{}]{0,60}\)){4,160}?)(?P<close>[\])}])"
)
# "28 Page(s) withheld entirely at this location in the file", "X DELETED PAGE(S) X"
PAGES_LINE = regex.compile(
    r"(?im)^[^\w\[({\n]{0,3}(?P<words>(?P<count>[^\s\d]{1,3}\s|\d{1,4}\s)?page(?P<several>s|\s?\(s\))?(?:\s\d{1,4})?\s+"
    r"(?:withheld|deleted|denied)(?:\s+(?:entirely|in\s+full))?(?:\s+at\s+this\s+location(?:\s+in\s+the\s+file)?)?"
    r"|(?:X\s+)*deleted\s+pages?\s?(?P<several>\(s\))(?:\s+X)*)\W{0,3}$"
)
# "██████ ████": U+2588 and the partial blocks and shades that stand for it.
BLOCKS = "█▇▉▊▋▌▓▆"
BAR_RUN = regex.compile(rf"[{BLOCKS}](?:\s?[{BLOCKS}])*")
# "[__]", "Mr.[____}", "[___Jintelligence", "({__ Jcover"; two blanks at least make a box without a line.
EMPTY_BOX = regex.compile(r"(?P<open>[\[{])(?:\s?_[_\s]{0,40}|\s{2,20})(?P<close>[\])}]|J(?=\s|\p{L}))")
# The words of a classification check-list and of forms, whose boxes are to be ticked.
CHECK_LIST = regex.compile(r"(?i)unclas|confid|secret|internal|use\s+only|clerical|yes\b|no\b|open\b|date\b")
WORD_BESIDE_BEFORE = regex.compile(r"\p{L}{2,}[.,]?\s?\(?$")
WORD_BESIDE_AFTER = regex.compile(r"[.,;']?\s?\p{L}{2,}")
CROSS_RUN = regex.compile(r"(?<=\p{Ll}{2}\s)X{4,}+(?:\sX{4,}+)*+(?=\s\p{Ll}{2}|[.,;])")
# "Gonzales (?) in"
DOUBT = regex.compile(r"(?<![\p{L}\p{M}\d’'-])(?P<word>[\p{L}\p{M}\d][\p{L}\p{M}\d’'-]{0,30})\s?[(\[]$")
DOUBTS = ("?)", "?]")
# "E2 IMPDET", "CL BY 054979; CL REASON 1.5(C)": within a line only marks no sentence has.
MARK_IN_LINE = (
    r"(?:(?<![\p{L}\d])[BE£C#][\s.,o-]{0,2}[2Z3][\s.,-]{0,3})?IMPDET\b(?:\sWN-SISM)?"
    r"|\bCL[.,]?\s(?:BY|EY|RY)\W{0,4}\d{5,8}\b"
    r"|\bCL\sREASON\W{0,3}\d\.\d\s?(?:\(\p{L}\))?"
    r"|\bDECL\sON\W{1,3}(?:(?:X\d|25X\d|OADR|MR)[,\s]{0,2}){1,8}"
    r"|\bDRV\s(?:FROM|FRM|FM)\W{1,3}\p{Lu}{2,4}\s\d[\d/-]{1,6}"
    r"|\b44\s?USC\s?2107\s?\(5\)(?:\s?\(\w\)){1,3}"
    r"|\bJFK\sAct\s\d{1,2}(?:\s?\(\w\)){1,3}"
    r"|\bEXEMPT\sFROM\s(?:GDS|GENERAL\sDECLASSIFICATION\sSCHEDULE)[^.\n]{0,60}"
    r"|\bXGDS\W?\d\b"
)
MARKS_RUN = regex.compile(rf"(?:{MARK_IN_LINE})(?:[\s;,.]{{0,4}}(?:{MARK_IN_LINE}))*\.?(?!\p{{L}})")
MARK_KEYS = (
    *(
        "impdet",
        "cl by",
        "cl. by",
        "cl, by",
        "cl ey",
        "cl ry",
        "cl reason",
        "decl on",
        "2107(",
        "2107 (",
        "jfk act",
    ),
    *("exempt from", "xgds"),
)
# "3.3(b)(1)", "(b)(1)", "25X1", "E.O. 12958 3.4(b)(1)>25Yrs" behind a statement.
CODE_BESIDE = regex.compile(
    r"\s?(?P<code>(?:E\.?O\.?\s?\d{5}\s)?(?:\d\.\d\s?)?(?:\(\w\)\s?\(\d{1,2}\)(?:\([A-Z]\))?|\d\.\d\(\w\))(?:>\d\dYrs)?|25X\d[A-Z]?)(?!\w)"
)
# "RESTRICTIONS : 1B; 4", "CURRENTSTATUS: — Redact", the value also on a line of its own below.
FORM_LABEL = regex.compile(
    r"(?m)^[^\p{L}\n]{0,4}(?P<label>RESTRI\s?\p{L}{2,6}(?:\sI?ONS)?|Restrictions|(?:CURRENT\s?)?STATUS|Current\sStatus)"
    r"[^\S\n]*[:;=.]?[^\S\n]*(?:\n\s*)?[:—–_\s-]{0,4}(?P<value>[^\n]{1,80})"
)
FORM_KEYS = ("RESTRI", "STATUS", "Restrictions", "Current Status")
# What an identification form says where a record is restricted: codes, alone or after a word.
CODES = regex.compile(
    r"(?:(?:Consulted|Donor\sRestricted|1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))[;,\s]{0,3})*"
    r"(?:1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))(?:[;,]\s?(?:Donor\sRestricted|Consulted))?(?=\W{0,4}$)"
)
STATUSES = regex.compile(
    r"(?:Redact(?:ed)?|REDACT(?:ED)?|Withh[eo]ld|WITHH[EO]LD|Postponed\s[Ii]n\s(?:Full|Part)|POSTPONED\sIN\s(?:FULL|PART)"
    r"|RELEASED\s(?:IN\sPART|WITH\sDELETIONS).{0,40}|[PX])(?=\W{0,6}(?:\w)?$)"
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
ILLEGIBLE: Attributes = (("type", "illegible"),)


def redactions(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield statements, bars and boxes with their gaps; notes, doubted words and portion markings.

    Source: encoding manual, "Brackets and redactions", rows two to five.
    """
    taken = (f for f in found if isinstance(f, Annotation) and f.element in ("note", "fw"))
    notes = sorted((f.start, f.end) for f in taken)
    starts = [passage.start for passage in context.passages]
    folded = lowered(context.document.text)
    for keys, recogniser in READINGS:
        for number in holding(starts, folded, keys):
            yield from recogniser(context.passages[number], notes)
    yield from _portions(context)
    yield from _form_values(context, notes)


def _gap(
    start: int, end: int, said: Statement, rule: Rule, cert: Certainty | None = None
) -> Iterator[Annotation]:
    kind = REDACTION if said.reason == "redacted" else ILLEGIBLE
    yield Annotation("seg", start, end, rule, kind, cert)
    yield Annotation("gap", start, start, rule, said.attributes())


def _statements(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in BRACKETED.finditer(passage.text, overlapped=True):
        said = statement(match["words"]) if may_state(match["words"]) else None
        if said:
            yield from _gap(*passage.span(*match.span()), said, STATEMENT)
            yield from _bracket_corrections(passage, match)
            yield from _code_beside(passage, match.end())


def _code_beside(passage: Passage, at: int) -> Iterator[Annotation]:
    """The exemption code that a reviewer wrote behind what he withheld."""
    match = CODE_BESIDE.match(passage.text, at)
    if match is not None:
        yield Annotation(
            "note", *passage.span(*match.span("code")), CODE, exemption_attributes(match["code"])
        )


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


def _pages(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in PAGES_LINE.finditer(passage.text):
        count = (match["count"] or "" if match["count"] or match["several"] else "1").strip()
        said = Statement("redacted", "page", count if count.isdigit() else None)
        yield from _gap(*passage.span(*match.span("words")), said, PAGES)


def _bars(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in BAR_RUN.finditer(passage.text):
        characters = sum(not character.isspace() for character in match[0])
        said = Statement("redacted", "character", str(characters))
        yield from _gap(*passage.span(*match.span()), said, BAR)


def _boxes(passage: Passage, _: Taken) -> Iterator[Finding]:
    text = passage.text
    for match in EMPTY_BOX.finditer(text):
        before, after = text[max(0, match.start() - 25) : match.start()], text[match.end() : match.end() + 25]
        line_before, line_after = before.rpartition("\n")[2], after.partition("\n")[0]
        left, right = WORD_BESIDE_BEFORE.search(line_before), WORD_BESIDE_AFTER.match(line_after)
        if CHECK_LIST.search(line_before) or CHECK_LIST.search(line_after) or not (left or right):
            continue
        if "_" not in match[0] and not (left and right and right[0].strip().islower()):
            continue  # a form has many such
        yield from _gap(*passage.span(*match.span()), Statement("redacted"), BOX)
        if match["open"] != "[":
            yield Correction(*passage.span(*match.span("open")), "[", BOX, Certainty.MEDIUM)
        if match["close"] != "]":
            yield Correction(*passage.span(*match.span("close")), "]", BOX, Certainty.MEDIUM)


def _crosses(passage: Passage, _: Taken) -> Iterator[Finding]:
    for match in CROSS_RUN.finditer(passage.text):
        yield from _gap(*passage.span(*match.span()), Statement("redacted"), CROSSES, Certainty.LOW)


def _doubted(passage: Passage, _: Taken) -> Iterator[Finding]:
    for at in positions(passage.text, DOUBTS):
        match = DOUBT.search(passage.text, max(0, at - 40), at)
        if match:
            yield Annotation("unclear", *passage.span(*match.span("word")), DOUBTED)


def _marks(passage: Passage, notes: Taken) -> Iterator[Finding]:
    for match in MARKS_RUN.finditer(passage.text):
        start, end = passage.span(match.start(), match.start() + len(match[0].rstrip(" ,;")))
        if _free(notes, start, end):
            yield Annotation("note", start, end, MARKS, exemption_attributes(match[0]))


def _restricted_items(passage: Passage, notes: Taken) -> Iterator[Finding]:
    for match in RESTRICTED.finditer(passage.text):
        start, end = passage.span(*match.span())
        if "[" in match[0] + match["open"] and _free(notes, start, end):
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
        if _free(notes, start, end):
            codes = " ".join(f"#{code}" for code in dict.fromkeys(restrictions(value[0])))
            ana = (("ana", codes),) if pattern is CODES else ()
            yield Annotation("note", start, end, RESTRICTION, (*REDACTION, *ana))


def _free(taken: Taken, start: int, end: int) -> bool:
    at = bisect_right(taken, (end, 0)) - 1
    return at < 0 or taken[at][1] <= start or taken[at][0] >= end


# What is looked for in the passages that hold one of the keys, in lower case.
READINGS: tuple[tuple[tuple[str, ...], Callable[[Passage, Taken], Iterator[Finding]]], ...] = (
    (KEYWORDS, _statements),
    (("withheld", "deleted", "denied"), _pages),
    (tuple(BLOCKS), _bars),
    (("[", "{"), _boxes),
    (("[r", "(r]", "{r]"), _restricted_items),
    (("xxxx",), _crosses),
    (DOUBTS, _doubted),
    (MARK_KEYS, _marks),
)
