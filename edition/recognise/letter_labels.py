"""The labels of letter heads, whole and damaged, and the lines that stand in heads without one: dates, salutations."""

from collections.abc import Mapping

import regex

from edition.conventions import NOTHING
from edition.likeness import likeness

# What each label names, as `seg/@type`; a label of a field that has no type there names nothing.
KINDS = {
    "MEMORANDUM FOR": "to",
    "MEMORANDUM TO": "to",
    "MEMO FOR": "to",
    "TO": "to",
    "ACTION": "to",
    "FROM": "from",
    "FM": "from",
    "ATTENTION": "attention",
    "ATTN": "attention",
    "VIA": "attention",
    "THRU": "attention",
    "THROUGH": "attention",
    "INFO": "attention",
    "CC": "attention",
    "BCC": "attention",
    "SUBJECT": "subject",
    "SUBJ": "subject",
    "RE": "subject",
    "REFERENCE": "ref",
    "REFERENCES": "ref",
    "REF": "ref",
    "REFS": "ref",
    "CITE": "ref",
    "DATE": "date",
    "SENT": "date",
    "SENT TO": "to",
    "NO": "",
    "RECD": "",
    "SLUGS": "",
    "TAGS": "",
}
# "MEMORANDUM FOR THE RECORD", "MEMORANDUM FOK THE SECKETARY": a memorandum opens so, with a colon or without.
MEMORANDUM = regex.compile(r"\W{0,3}(?P<label>MEM[OQ]\p{Lu}{0,7} (?:[FP][O0][RK]|TO)\b)[:;.]?\s*")
_LIKE_MEMORANDUM = regex.compile(r"\W{0,3}(?P<word>\p{Lu}{8,12}) (?:[FP][O0][RK]|TO)\b[:;.]?\s*")
_MEMORANDUM_LIKE = 0.6
# "TO : Director", "SUBJECI: Rima ZMITROOK", "FROM\t:", "SUBJECT _. : Oswald", "Sent: Monday".
LABELLED = regex.compile(
    r"\W{0,3}(?P<label>\p{Lu}{2,10}|Subject|Subj|References?|Re|Ref|To|From|Date|Sent(?: to)?|Cc|Bcc|Via|Attn"
    r"|Attention)[\s._=~*-]{0,4}[:;]\s*"
)
# "Betreff: ", "À l'attention de :", whatever stands before a colon.
_ANY = regex.compile(r"\W{0,3}(?P<label>\p{L}[\p{L}'’ ]{0,24}?)\.?\s{0,3}:\s*")
# "TO", "SUBJECT" alone on a line: OCR parted labels and values.
ALONE = regex.compile(
    r"\W{0,2}(?P<label>TO|FROM|SUBJECT|REFERENCE|ATTENTION|VIA|THROUGH|THRU|REF|INFO)\W{0,2}"
)
# "CITE DIR 85245", "INFO EURIA, SA/DO/O": in cables no colon stands behind these.
CABLE = regex.compile(r"\W{0,2}(?P<label>CITE|INFO|TO|REF|FROM|FM)\s+(?=[^a-z]{4,}$)")
# "SUBJECT 3 Antonio", "ATTENTION & Mr. Ball": a colon misread; "TO Mr. Belmont": a colon lost.
_WITHOUT_COLON = regex.compile(
    r"\W{0,3}(?P<label>SUBJECT|FROM|TO|REFERENCE|VIA|ATTENTION)[^\S\n]{1,3}"
    r"(?:(?:[1-9iIl&*\\{}\]]|[•*][a-z])[^\S\n]{1,2}(?=\S)|(?=\p{Lu}\p{Ll}|\p{Lu}\. ?\p{Lu}))"
)
_SUBJECT_WITHOUT_COLON = regex.compile(r"\W{0,3}(?P<label>SUBJECT)[^\S\n]{1,3}(?=\p{Lu}{3})")
# "18 December 1975", "4 Maroh 1984", "March 19, 1975", "2 SEP 1966", "3/16/64", "ee . 6 November 1975".
DATED = regex.compile(
    r"(?:\W{0,3}|[^\p{L}\d]{0,2}(?:\p{L}{1,3}[^\p{L}\d]{1,3}){1,2})"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+\p{L}{3,9}\.?,?\s+\d{2,4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4})\W{0,3}"
)
# "Dear Duch,", "Sir:", "Gentlemen:": the salutation of a letter.
SALUTATION = regex.compile(
    r"[^\w\"“]{0,2}(?:(?:My )?[DO]ear[!,.]?\s+\p{L}[\p{L}.' -]{1,40}[,:;.]?"
    r"|(?:Sirs?|Gentlemen|Madam|Excellency|Your Excellency)\s?[,:;])\W*"
)
# "MEMORANDUM", "Office Memorandum": a title above the labels.
TITLE = regex.compile(r"\W{0,3}(?:OFFICE |INTEROFFICE |Office )?(?:MEM[OQ]RANDUM|Memorandum)\W{0,3}")
_LEAD = " \t\xa0'‘“\"*.,-~_|•:{("


def may_salute(text: str) -> bool:
    """A cheap test for what a salutation begins with."""
    return "ear" in text[:8] or text.rstrip()[-1:] in ",:;"


def label_of(
    text: str, *, among: bool = False, labels: Mapping[str, str] = NOTHING
) -> tuple[str, int] | None:
    """The kind of field that a line's label opens, and the label's length.

    `among`: other labels stand beside it. `labels` are those of the document's language beside the English ones.
    """
    if not text[:5].lstrip(_LEAD)[:1].isupper():
        return None
    if labels and (match := _ANY.match(text)) is not None and match["label"].casefold() in labels:
        return labels[match["label"].casefold()], match.end()
    if (match := MEMORANDUM.match(text)) is not None:
        return "to", match.end()
    match = _LIKE_MEMORANDUM.match(text)
    if match is not None and likeness(match["word"], "MEMORANDUM") >= _MEMORANDUM_LIKE:
        return "to", match.end()
    match = LABELLED.match(text)
    if match is not None and (kind := _kind(match["label"].upper())) is not None:
        return kind, match.end()
    match = ALONE.fullmatch(text) or CABLE.match(text)
    if match is None and among:
        match = _WITHOUT_COLON.match(text) or _SUBJECT_WITHOUT_COLON.match(text)
    return (KINDS[match["label"]], match.end()) if match is not None else None


def is_memorandum(text: str) -> bool:
    """Whether a line opens a memorandum in so many words."""
    if MEMORANDUM.match(text) is not None:
        return True
    match = _LIKE_MEMORANDUM.match(text)
    return match is not None and likeness(match["word"], "MEMORANDUM") >= _MEMORANDUM_LIKE


def _kind(label: str) -> str | None:
    """The kind of a label, also of one that OCR damaged."""
    if label in KINDS:
        return KINDS[label]
    if len(label) < 5:
        return None
    best = max(KINDS, key=lambda known: likeness(label, known))
    return KINDS[best] if likeness(label, best) >= 0.7 else None
