"""Marks and codes of exemption within the lines of running text (TEI `note`)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from edition.findings import Annotation, Finding, Passage, Rule
from edition.recognise.exemption_lines import IMPDET
from edition.recognise.redaction_notes import exemption_attributes

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
MARGIN = Rule(
    "redactions/code-in-margin",
    "A reviewer's code that no sentence has, at a line's edge or over a blank, tells why something is withheld.",
    "The source reported that 25X1C",
)

# "E2 IMPDET", "CL BY 054979; CL REASON 1.5(C)": within a line only marks no sentence has.
MARK_IN_LINE = (
    # "E2 IMPDET", "80725146C3 IMPDET", "2 IMPOET"
    r"(?:(?<!\p{Lu}|\p{L}{2})[BE£€C#][\s.,o-]{0,2}[2Z3][\s.,-]{0,3}|(?<![\p{L}\d])[2Z3][\s.,-]{0,3})?"
    rf"\b{IMPDET}\b(?:\W{{0,2}}(?:N\b|WN-SISM))?"
    r"|\bCL[.,]?\s(?:BY|EY|RY)\W{0,4}\d{5,8}\b"
    r"|\bCL\sREASON\W{0,3}\d\.\d\s?(?:\(\p{L}\))?"
    r"|\bDECL(?:\sON)?\W{1,3}(?:(?:X-?\d|25X\d|OADR|MR)\b[,\s]{0,2}){1,8}"
    # "DRV FROM: HUM 4-82", "DRV. HUM 4-82", the words on lines of their own
    r"|\bDRV[.,]?(?:\s{1,3}(?:FROM|FRM|FM))?\W{1,4}\p{Lu}{2,4}\s{1,2}\d[\d/-]{1,6}"
    r"|\b44\s?USC\s?2107\s?\(5\)(?:\s?\(\w\)){1,3}"
    r"|\bJFK\sAct\s\d{1,2}(?:\s?\(\w\)){1,3}"
    r"|\bEXEMPT\sFROM\s(?:GDS|GENERAL\sDECLASSIFICATION\sSCHEDULE)[^.\n]{0,60}"
    r"|\bXGDS\W?\d\b"
)
# What sticks to the last mark at a line's end is OCR's stop.
MARKS_RUN = regex.compile(
    rf"(?:{MARK_IN_LINE})(?:[\s;,.]{{0,4}}(?:{MARK_IN_LINE}))*+(?:\s?[.,:](?=\s|$)|\.)?(?!\p{{L}}{{2}})"
)
MARK_KEYS: tuple[str, ...] = (
    *("impdet", "cl by", "cl. by", "cl, by", "cl ey", "cl ry", "cl reason", "decl on", "2107(", "2107 ("),
    *("jfk act", "exempt from", "xgds", "decl oadr", "drv", "npdet", "mpoet", "mpuet", "mpdei"),
)
# "3.3(b)(1)", "(b)(1)", "25X1", "E.O. 12958 3.4(b)(1)>25Yrs" behind a statement.
CODE_BESIDE = regex.compile(
    r"\s?(?P<code>(?:E\.?O\.?\s?\d{5}\s)?(?:\d\.\d\s?)?(?:\(\w\)\s?\(\d{1,2}\)(?:\([A-Z]\))?|\d\.\d\(\w\))(?:>\d\dYrs)?"
    r"|25X\d[A-Z]?|(?<=\s)b[1-9][A-F]?)(?!\w)"
)
# CIA's codes, the FBI's, NSA's: what a reviewer writes over a blank or beside it.
_SURE = (
    r"25X\d[A-Z]?\d?[a-z]?|25X1X\d|50X\d(?:-(?:HUM|WMD))?|STATINTL|STATOTHR|STATSPEC|b7[A-F]|b7\([A-F]\)"
    r"|P\.?\s?L\.?\s?86-36(?:/50\s?USC\s?\d{3,4})?|\(b\)\s?\(3\)\s?-?\s?(?:NatSecAct|CIAAct)"
    r"|E\.?O\.?\s?3\.3\s?\(?[bh]\)?\s?\(\d\)|E\.?O\.?\s?1\.4\.?\s?\([a-h]\)"
)
_ALSO = (
    r"b[1-6]|\(b\)\s?\([1-9]\)(?:\s?\([A-Fa-f]\))?|\(k\)\s?\([1-7]\)|[13]\.[34]\s?\([a-h]\)(?:\s?\(\d\))?|OGA"
)
# Sure codes wherever they stand; the others at a line's edge or beside sure ones.
MARGIN_CODES = regex.compile(
    rf"(?<![\p{{L}}\d(/-])(?:(?:{_ALSO})[\s,;]{{1,3}}|(?:{_ALSO})-){{0,5}}+(?:{_SURE})(?:[\s,;/-]{{1,3}}(?:{_SURE}|{_ALSO})){{0,9}}+(?![\p{{L}}\d)(-])"
)
EDGE_CODES = regex.compile(
    rf"(?m)(?:(?<=\p{{Ll}}\s)(?:(?:{_ALSO})[\s,;]{{1,2}}?){{0,5}}+(?:{_ALSO})$|^(?:{_ALSO})(?=\s\p{{Ll}}))"
)
# "exempt under (b)(1)", "Exemption 25X1", "citing b3 and", "Title 5 U.S.C. 552 (b)(1)": a sentence that cites.
CITED = regex.compile(
    r"(?i)(?:,|\b(?:and|or|under|of|by|with|to|in|per|from|see|cit\w+|sections?|subsections?|exemptions?|paragraphs?"
    r"|codes?|categor\w+|the|pursuant\s+to|U\.?S\.?C\.?|FOIA|Act|§)[\s\d(.]*)\s*$"
)
# A sure code may stand over the blank that a preposition leads to: "met with 25X1 in Paris".
CITED_SURE = regex.compile(
    r"(?i)(?:\b(?:under|see|cit\w+|(?:sub)?sections?|exemptions?|paragraphs?|codes?|categor\w+|pursuant\s+to|U\.?S\.?C\.?"
    r"|FOIA|Act|§)[\s\d(.]*|(?:25X\S{1,3}|\d\)|b\d\w?)(?:,|,?\s(?:and|or))\s*)$"
)
# "25X1 is the code for": a sentence that is about it.
CITES_ON = regex.compile(
    r"\s*(?:,?\s(?:and|or)\s(?:25X|b\d|\()|\s(?:is|are|applies|exempts?|covers?|refers?)\b)"
)
MARGIN_KEYS: tuple[str, ...] = (
    *(
        "25x",
        "50x",
        "statintl",
        "statothr",
        "statspec",
        "b7",
        "86-36",
        "natsecact",
        "ciaact",
        "eo 3.3",
        "eo 1.4",
    ),
    *("(b)(", "(b) (", "b6", "b1", "b3", "b2", "(k)(", "1.4(", "3.3(", "3.4("),
)
REACH = 40

Taken = Sequence[tuple[int, int]]


def marks_in_line(passage: Passage, notes: Taken) -> Iterator[Finding]:
    """Yield a note for each run of marks that exempt from automatic declassification."""
    for match in MARKS_RUN.finditer(passage.text):
        start, end = passage.span(match.start(), match.start() + len(match[0].rstrip()))
        if free(notes, start, end):
            yield Annotation("note", start, end, MARKS, exemption_attributes(match[0]))


def codes_in_margin(passage: Passage, notes: Taken) -> Iterator[Finding]:
    """Yield a note for each run of codes that stands beside or over what is withheld."""
    text = passage.text
    for pattern, cited in ((MARGIN_CODES, CITED_SURE), (EDGE_CODES, CITED)):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - REACH) : match.start()]
            start, end = passage.span(*match.span())
            if passage.element == "note" or not free(notes, start, end):
                continue
            if not cited.search(before) and not CITES_ON.match(text, match.end()):
                yield Annotation("note", start, end, MARGIN, exemption_attributes(match[0]))


def code_beside(passage: Passage, at: int) -> Iterator[Annotation]:
    """The exemption code that a reviewer wrote behind what he withheld."""
    match = CODE_BESIDE.match(passage.text, at)
    if match is not None:
        yield Annotation(
            "note", *passage.span(*match.span("code")), CODE, exemption_attributes(match["code"])
        )


def free(taken: Taken, start: int, end: int) -> bool:
    """Whether no note stands over any of the characters start to end."""
    at = bisect_right(taken, (end, 0)) - 1
    return at < 0 or taken[at][1] <= start or taken[at][0] >= end
