"""How lines look that tell of an exemption, a review or a withdrawal: marks, boxes, statuses, notices."""

import regex

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
        "statintl",
        "statothr",
        "downgraded at",
        "86-36",
        "rds-",
        "xds-",
        "yrs",
        "class'n",
        "excise as",
        "fpc",
        "a/cdc",
        "ts auth",
        "endorse existing",
        "foia ex",
        "indefinite",
        "impossible",
        "npdet",
        "mpoet",
        "mpuet",
        "mpdei",
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
        "[r]",
        "(r]",
        "{r]",
        "until",
    ),
    *(
        "deleted page",
        "releases this",
        "retained",
        "b4",
        "b5",
        "1.4",
        "3.3",
        "b7",
        "b1",
        "b2",
        "b3",
        "b6",
        "(a)",
        "(b)",
        "(c)",
        "(k)",
    ),
)

_EDGE = r"[^\p{L}\d\[({]{0,4}"
_LAST = r"[^\p{L}\d\])}]{0,6}"
# "IMPDET", and "INPDET", "IMPOET", "IMPUET", "IMPDEI".
IMPDET = r"[I1l|][MN]P[DOU]E[TI]"
_PARAGRAPH = r"(?:\s?[({\[]\s?[\p{L}\d]{1,2}\s?[)}\]])"
# The sections of orders that exempt; others tell who may review or declassify.
_EXEMPTING = r"(?:1[.,][3-6]|3[.,][34])"
_ORDER = r"E\.?\s?[O0]\.?,?\s?1[0-3]\d{3}"
# What a code of section 3 of the Freedom of Information Act names: another act.
_ACT = (
    r"(?:NatSecAct|Nat.{0,12}Sec.{0,9}Act|CIA\s?Act|P\.?\s?L\.?\s?\d\d-\d{2,3}(?:/\d\d\s?USC\s?\d{3,4})?"
    r"|\d\d\s?U\.?S\.?C\.?\s?[\d(][\w()]{0,9})"
)
# The marks, each as printed or as OCR has it; a line of them is a note.
_MARK = "|".join(
    (
        # "E,2. IMPDET", "EZ IMPDET- N"
        rf"(?:[BEC£€#]?[\s.,o-]{{0,2}}[2Z3L]?[\s.,-]{{0,2}}){IMPDET}(?:\W{{0,2}}(?:N|WN-SISM))?",
        r"C[L1][.,']?\s?(?:BY|EY|RY|&)\W{0,3}(?:[\dO,.]{4,9})?",  # "CL BY: 062147", "CL RY 054979"
        rf"CL\s?REASONS?\W{{0,3}}(?:\d\.\d\s?{_PARAGRAPH}{{0,3}})?",  # "CL REASON: 1.5(c)"
        # "Reasons: 1.4 (b), (d)", "REASON: 1.5 (B) AND (D)"
        rf"REASONS?\W{{1,3}}\d\.\d\s?{_PARAGRAPH}{{0,3}}(?:(?:\W{{0,3}}(?:and|,)\s?){_PARAGRAPH}){{0,4}}",
        r"DECL[.,]?\s?(?:[O0]N)?\W{1,3}"
        r"(?:(?:X\d|25X\w?|50X\S{0,6}|OADR|MR|M\.R|[\d/]{6,10}|\d{1,2}\s\p{L}+\s\d{2,4})[,;\s]{0,2}){0,8}",
        r"DECLASSIFY\s[O0]N\b.{0,20}",  # "Declassify on! OADRZeles"
        r"REVIEW\s[O0]N\W{1,3}(?:OADR|[\d/]{6,10}|\d{1,2}\s\p{L}+\s\d{4})",
        r"(?:DRV|DERIVED)\W{0,2}(?:FR?M|FROM|FRO)\W{0,3}[\p{L}\d/ .-]{0,30}",  # "DRV FM: NSA/CSS Manual"
        r"DRV\W{1,3}\p{L}{2,4}\s\d[\d/-]{1,6}",  # "DRV HUM 4-82"
        r"Dated\W{1,3}\d{1,2}\s\p{L}+\s\d{4}",
        r"CLASSIFIED\s+BY\b(?:.{0,90}\bREASONS?\b.{0,40}|.{0,30})",
        r"EXEMPT(?:ED)?\s+(?:PER|FROM)\b.{0,60}",
        r"DATE\s+EXEMPTED\b.{0,20}",
        # "DECLASSIFICATIOS DATE INPOSSIPLE TO DETERMINE", "DATE OF DECLASSIFICATION INDEFINITE"
        r"(?:\p{L}{14,17}\s+DATE|DATE\s+OF\s+\p{L}{14,17})\W{1,3}"
        r"(?:I[MN]POSS\p{L}{2,5}\s+TO\s+\p{L}{7,10}|INDEF\p{L}{4,6})",
        r"EXCLUDED\s+FROM\s+GDS",
        r"X?GDS\W{0,2}\d?(?:\s?[,&]\s?\d)?",
        r"SCHEDULE\s+OF\s+E\.?\s?O.{0,45}",
        # "§ 5B(1), (2), (3) or (4)": the exemptions of E.O. 11652
        r"\W?\s?5\s?B\s?\([1-4I]\).{0,60}",
        r"(?:AUTOMATICALLY\s+DECLASSIFIED\s+ON|(?:DATE\s+)?IMPOSSIBLE\s+TO\s+DETERMINE|\(?unless\s+impossible).{0,40}",
        rf"{_ORDER}\W{{1,3}}(?:DECL\b\W.{{0,30}}|XGDS.{{0,20}}|[XR]DS-?\d.{{0,60}})",  # "E.O. 12958: DECL: 12/31/2018"
        r"(?:EXEMPTION\s+)?CATEGORY\W{1,3}.{0,12}",
        rf"SEC(?:TION)?[.,]?\s?{_EXEMPTING}(?:\s?\([a-z\d]\)){{1,3}}",
        rf"{_ORDER}\W{{0,3}}(?:as\s+amended\W{{0,3}})?(?:SEC(?:TION)?[.,]?\s?)?(?:{_EXEMPTING}|1\.6)\.?"
        rf"(?:{_PARAGRAPH}|[bh]\(\d\)){{1,3}}\S{{0,14}}"
        rf"(?:(?:\W{{0,3}}(?:and|,|&)\s?){_PARAGRAPH}){{0,4}}",  # "E.O. 12958 3.4(b)(1)>25Yrs", "EO 1.4.(c)"
        rf"E\.?O\.?\s?{_EXEMPTING}\.?\s?(?:[bh]\s?)?{_PARAGRAPH}{{1,2}}",  # "EO 3.3b(3)", "EO 1.4.(c)"
        rf"{_EXEMPTING}{_PARAGRAPH}{{1,3}}(?:>\s?\d\d\s?Y\p{{L}}{{1,2}})?",  # "3.3(b)(1)"
        # "(b)(7)(C)", "(b)(3)(n)", "(b) (3)-P.L. 86-36"
        rf"\(?[bk]\)\s?\(\d\)(?:\s?\([A-Fn]\))?(?:[\s:/-]{{0,3}}{_ACT})?",
        r"P\.?\s?L\.?\s?86-36(?:/50\s?USC\s?\d{3,4})?",
        # "b7C", "b1, b3"
        r"b7\s?\(?[A-F]\)?(?![\p{L}\d])|b[1-9](?:[\s,;]{1,3}(?:b[1-9][A-F]?|1\.[45]\([A-D]\)))+(?![\p{L}\d])",
        r"(?:25|50)X\d?[A-Z]?\d?[a-z]?(?:-(?:HUM|WMD))?|STAT(?:INTL|OTHR|SPEC)",
        rf"JFK\s+Act(?:,?\s+Sec(?:tion|\.)?)?\s+\d{{1,2}}{_PARAGRAPH}{{1,4}}",  # "JFK Act 5 (9) (2) (D)"
        rf"(?:44)?\s?U?SC\s?2107\s?\(\d\)?{_PARAGRAPH}{{1,4}}",
    )
)
MARKS_LINE = regex.compile(
    rf"(?i){_EDGE}(?:(?:SECRET|CONFIDENTIAL)\s)?(?>{_MARK})(?:[\s;,.:•®]{{0,4}}(?>{_MARK}|{_ORDER}))*+(?:\s?-[1-9][\d,-]{{0,5}})?(?:\s+per\s+\p{{Lu}}{{2,5}})?{_LAST}"
)
# "5. CL BY 0535054; CL REASON: 1.5 (C)": a cable numbers its marks as its last paragraph.
NUMBERED = regex.compile(r"\d{1,2}\.\s+(?=\p{L})")
# "E2", "CL", "BY 012591", "IMPUET": a mark cut apart; "618711" after "CL BY :": its value.
FRAGMENT_LINE = regex.compile(
    r"(?i)\W{0,3}(?:[EC][\s.-]?[2Z]|C[L1]'?|BY\W{0,3}[\dO]{5,6}|IMP[DUOA]ET"
    rf"|DRV|(?:DRV\s)?FR?O?M\s?:|b[1-9][A-F]?(?:[\s,;]{{1,3}}b[1-9][A-F]?)*(?:\s?-[1-9][\d,-]{{0,5}})?(?:\s+per\s+\p{{Lu}}{{2,5}})?|OGA|{_ORDER})\W{{0,3}}"
)
# "advised that b6", "b7D had attended": codes at the edges of a sentence's lines.
CODE_AT_END = regex.compile(r"\p{Ll}\s(?:b[1-7][A-F]?|25X\d\w{0,2}|\(b\)\s?\(\d\))$")
CODE_AT_BEGINNING = regex.compile(r"(?:b[1-7][A-F]?|25X\d\w{0,2}|\(b\)\s?\(\d\))\s\p{Ll}")
VALUE_LINE = regex.compile(
    r"(?i)\W{0,2}(?:X\d|\([CSU]\)|\(?[a-h]\)(?:(?:,|\sand|\sor)\s?\([a-h]\)){0,3}|OADR|MR|(?=\D{0,4}\d)[\w/().,-]{3,12}(?:\s[\w/()-]{1,8}){0,2})\W{0,2}"
)
LABEL_END = regex.compile(
    r"(?i)(?:\b(?:BY|REASON|ON|CATEGORY|CL)|:|\dYrs|\bREASONS?\b.{0,24}(?:,|and))\W{0,3}$"
)
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
    "Downgraded at 12 year intervals",
    "intervals; not automatically declassified",
    "not automatically declassified",
    "declassified after 12 years",
    "DOD DIR 5200.10",
)
DOWNGRADED = regex.compile(r"(?i)\W{0,5}downgraded\s+at\s+\d{1,2}[\s-]years?\b.{0,60}")
EXCLUDED = regex.compile(r"(?i)\W{0,5}excluded\s+from\s+auto\p{L}+.{0,45}")
# What OCR made of a hand between two marks: "f-m5,", "Ihe".
SCRAP_LINE = regex.compile(r"(?!.*\p{L}{4}).{1,6}")
# Stamps on which reviewers tick: those of the Department of State.
REVIEW_SENTENCE = (
    "DEPARTMENT OF STATE",
    "Retain class'n Change/classify to",
    "With concurrence of",
    "Declassify in part and excise as shown",
    "FPC/HDR by",
    "IS/FPC/CDR",
    "( ) RELEASE ( ) DECLASSIFY",
    "( ) EXCISE ( ) DECLASSIFY in PART",
    "( ) DENY ( ) Delete Non-Responsive Info",
    "FOIA Exemptions",
    "PA Exemptions",
    "TS authority to classify as",
    "DEPARTMENT OF STATE A/CDC/MR",
    "A/CDC/MR",
    "RDS or XDS EXT. DATE",
    "TS AUTH. REASON(S)",
    "ENDORSE EXISTING MARKINGS",
    "DECLASSIFIED RELEASABLE",
    "RELEASE DENIED",
    "PA or FOI EXEMPTIONS",
)
# "12/16/93", "7216-193": the date below them.
REVIEWERS_DATE = regex.compile(r"(?=.{0,9}\d)[\d/.-]{4,10}")
# One of its lines has one of these, or it is not looked at.
REVIEW_HINT = regex.compile(r"(?i)class.?n\b|excise|fpc|a/cdc|ts\sauth|endorse|exempti")
# So far from one of its lines may be another, so many there are at least, and so alike is each.
REVIEW_REACH = 8
FEWEST_REVIEWED = 3
LIKE_STAMP = 0.68
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
    r"|postponed\s+in\s+(?:full|part)\W*|(?:document\s+)?(?:denied|withheld)\s+in\s+full\W*"
    r"|[\[({]\s?R[I1]?\s?[\])}]?\s?[-—–]\s?ITEM\s+(?:IS\s+)?RESTRICTED.{0,3}"
    r"|(?:sanitized|redacted)\s+(?:copy|version)\b.{0,30}"
    r"|(?:sanitized|redacted|excised)\s+(?:per|under|pursuant\s+to|by\s+authority)\b.{0,60}"
    # "CLOSED UNTIL 2031", "THE ORIGINAL IS RETAINED UNDER SECTION 3(4)": what the British withhold
    r"|(?:(?:this|the)\s+)?(?:(?:document|paper|original|extract|folio|file|item|piece|record)s?\s+)?(?:(?:is|are|remains?)\s+)?"
    r"(?:closed\s+(?:until|for\s+\d+\s+years)\b.{0,40}"
    r"|retained\s+(?:in\s+[\p{L}\s]{1,30}\s+)?under\s+(?:the\s+)?(?:section|s\.?)\s*\d.{0,60})"
    r")"
)
# Heads of notices that fill a page, or what is left of it.
NOTICE_LINE = regex.compile(
    r"(?i)\W{0,4}(?:postponement\s+information\s+sheet.{0,30}"
    r"|(?:document\s+|[\p{L}.\s]{3,40}(?:library|archives|administration)\s+)?withdrawal(?:\s?/\s?redaction)?\s+(?:notice|sheet|form|record)\b.{0,60}"
    r"|the\s+items?\s+identified\s+below\s+ha(?:s|ve)\s+been\s+withdrawn.{0,40}"
    r"|(?:this|the)\s+(?:document|paper|original|extract|folio|file|item)s?\s+ha(?:s|ve)\s+been\s+(?:retained|withdrawn|closed)\s.{0,70}"
    r"|(?:foi/?pa\s+)?deleted\s+page\s+information\s+sheet.{0,20}|total\s+deleted\s+page\(?s?\)?\s?[=~:].{0,20}|access\s+restricted\W{0,3}"
    r"|status\s+of\s+document\W{1,3}postponed\b.{0,30}"
    r"|the\s+department\s+of\s+state\s+releases\s+this\s+document.{0,60})"
)
NOTICE_END = regex.compile(r"(?i)board\s+review\s+completed|portions?\W{0,2}\s+postponed\s+under")
