"""Headings (TEI `head`) and how deep each one lies."""

from collections.abc import Container

import regex

from edition.findings import Context
from edition.language.collections import HANDLING
from edition.recognise.enumerators import Enumerator, enumerator
from edition.recognise.paragraphs import LEADERS, Block

_LONGEST = 90
# A number and capitals to every word tell a long heading too.
_LONGEST_NUMBERED = 170
_LONGEST_OUTLINED = 70
# `(2) (S) Issues:`: how secret the part is.
_PORTION = regex.compile(r"^\((?:U|C|S|TS)\)\s*")
_END = regex.compile(r"[,;.\-–—]\W*$")
_WORD = regex.compile(r"\p{L}[\p{L}'’.-]*")
# Words that titles leave small.
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over per the to up via vs with".split()
)
# `AGENCY : HSCA`, a label and its value.
_LABELLED = regex.compile(r"\w :(?:\s|$)|^\p{Lu}{2,12}\s?:\s*\S")
# `1- Mr. Belmont`, `2- Addressee`: how many copies go to whom.
_COPIES = regex.compile(r"[12]-")
# `State 133105 (to Saigon)`, `062149 U.S. BACKED`: the number of a cable or of an hour; a year is none.
_NUMBERED = regex.compile(r"\d{5}|(?<!\d)(?!1[89]\d\d|20\d\d)\d{4}(?!\d)")
_COLUMN_HEADS = frozenset(
    "page date event document description item subject from to reference attention via through remarks".split()
)
# Words that open a field of a letter's, a cable's or a report's head.
_FIELD_LABELS = frozenset(
    "from to subject subj source country reference references ref date via cite action info".split()
)
# `Orig & 1 - Addressee`, `Sincerely, Lyndon Johnson`: what stands below a letter.
_COPY_WORDS = frozenset("orig original cc bcc copies copy distribution sincerely yours respectfully".split())
# `JOHN K. GREANEY`, `W. C. Sullivan`: initials tell a name.
PERSON = regex.compile(
    r"(?:\p{Lu}[\p{L}'’-]+ )?(?:\p{Lu}\. ?){1,3}\p{Lu}[\p{L}'’-]{2,}(?:,? (?:[JS]r\.?|II|III))?[.,]?"
)
# `Rescission: Annex B of Chapter III`: a label and its value.
_WITH_VALUE = regex.compile(r"\p{L}+:\s+\S")
# `TCPSECRET - Sensitive`, `SECRET SECURITY INFOPFATIOH`: markings, one word spoilt.
_MARKINGS = ("secret", "confidential", "restricted", "unclassified", "noforn", "nodis", "exdis")
_SECURITY = frozenset(("security", "information"))
# `WH/SA/CI`: where somebody sits.
_OFFICE_CODE = regex.compile(r"\b\p{Lu}{1,8}/\p{Lu}")
_ABBREVIATED = regex.compile(r"\b(?:[A-Z]\.){2,}$")
# `. C. Transmitting the Messages • '`, `• • * MEMORANDUM OF CONVERSATION`: debris about a heading tells nothing of it.
_DEBRIS = regex.compile(r"^(?:[^\w\s\"“(\[]{1,2}\s+)+|(?:\s+[^\w\s)\]\"”]{1,2})+$")
_YEAR = regex.compile(r"\b1[89]\d\d|\b20\d\d")
# `(Compiled by Department of State)`: a remark below a title.
_REMARK = regex.compile(r"\([^)]*\)\W*")


def is_heading(context: Context, block: Block) -> bool:
    """Whether a block reads as a heading: short, no sentence, in capitals, or its words begun with capitals."""
    if len(block.lines) > 3 or len(block.text) > 2 * _LONGEST_NUMBERED:
        return False
    text = bare_heading(block.text)
    mark = enumerator(text)
    longest = _LONGEST_NUMBERED if mark and mark.ordinals else _LONGEST
    if len(text) > longest or text.endswith((",", ";", "-")):
        return False
    if LEADERS.search(text, max(0, len(text) - 24)) or _REMARK.fullmatch(text) or _COPIES.match(text[:2]):
        return False
    body = _PORTION.sub("", text[len(mark.label) :].strip() if mark else text)
    if mark is not None and not mark.ordinals:
        return False
    words = [word.group() for word in _WORD.finditer(body)]
    if (
        not _is_wordy(context, body, words, numbered=mark is not None)
        or _LABELLED.search(body)
        or _NUMBERED.search(text)
    ):
        return False
    if mark is None and _is_label(context, body, words):
        return False
    if body == body.upper():
        return not body.endswith(".") or _ABBREVIATED.search(body) is not None
    if mark is not None and _is_outlined(mark, body):
        return True
    if body.endswith(":") or (_END.search(body) and not _ABBREVIATED.search(body)):
        return False
    return _is_title(words)


def _is_label(context: Context, body: str, words: list[str]) -> bool:
    """Whether a line without a number is a column's or a form's label, a handling word, a date, a name, or debris."""
    if (
        _is_of(words, _COLUMN_HEADS | HANDLING)
        or _is_of(words, context.language.months)
        or _is_marking(words)
    ):
        return True
    if words[0].casefold() in _FIELD_LABELS | _COPY_WORDS or (
        body.endswith(":") and words[-1].casefold() in _FIELD_LABELS
    ):
        return True
    if PERSON.fullmatch(body) or _OFFICE_CODE.search(body) or _WITH_VALUE.match(body):
        return True
    if body.count("(") != body.count(")") or (
        words[0].casefold() in context.language.months and body[0].isdecimal()
    ):
        return True
    if len(words) == 1 and _is_surname(context, words[0].strip("'’.-")):
        return True
    long = [word.casefold().strip("'’.-") for word in words if len(word) > 2]
    return sum(1 for word in long if _is_known(context, word)) * 10 < len(long) * 6


def _is_marking(words: list[str]) -> bool:
    """Whether a line is a classification marking, of which OCR spoilt a word: half its words tell it."""
    folded = [word.casefold() for word in words]
    if not any(word.endswith(_MARKINGS) for word in folded):
        return False
    marking = sum(1 for word in folded if word.endswith(_MARKINGS) or word in HANDLING or word in _SECURITY)
    return 2 * marking >= len(folded)


def _is_surname(context: Context, word: str) -> bool:
    """Whether the document has a word with a great letter, never with a small one: a sender's name ends a cable."""
    text = context.document.text
    return word.capitalize() in text and word.casefold() not in text


def _is_known(context: Context, word: str) -> bool:
    """Whether a word is the language's, or the document has it elsewhere too."""
    return word in context.language.words or context.evidence.vocabulary.get(word, 0) > 1


def _is_outlined(mark: Enumerator, body: str) -> bool:
    """Whether a short line behind a capital letter or a roman number is a heading, though written as a sentence."""
    kinds = {kind for kind, _ in mark.ordinals}
    return (
        bool(kinds & {"letter-upper", "roman-upper"})
        and mark.shape == "."
        and len(body) <= _LONGEST_OUTLINED
        and body[:1].isupper()
        and not body.endswith((".", ";", ",", ":"))
    )


def bare_heading(text: str) -> str:
    """A heading without the debris at its edges."""
    return _DEBRIS.sub("", text)


def _is_of(words: list[str], others: Container[str]) -> bool:
    return all(word.casefold() in others for word in words)


def _is_wordy(context: Context, body: str, words: list[str], *, numbered: bool) -> bool:
    """Mostly letters, and at least one word known to the language: no debris, no row of figures."""
    letters = sum(map(len, words)) + 4 * len(_YEAR.findall(body))
    if letters * 10 < len(body) * 6 or len(words) > 24:
        return False
    if any(len(word) > 3 and word.casefold() in context.language.words for word in words):
        return True
    # `17. NSAM-328`: behind a number a name of the document's own is a heading too.
    return numbered and any(
        context.evidence.vocabulary.get(word.casefold().strip("'’.-"), 0) > 1 for word in words
    )


def _is_title(words: list[str]) -> bool:
    """Every word but the small ones begins with a capital; `lO64` is a figure misread."""
    great = [word for word in words if word.casefold() not in _SMALL]
    return bool(great) and words[0][0].isupper() and all(word[:2] != word[:2].lower() for word in great)


def heading_level(text: str) -> int:
    """How deep a heading lies: by its enumerator, else by its capitals; 1 is outermost."""
    text = bare_heading(text)
    mark = enumerator(text)
    if mark is None:
        return 2 if text == text.upper() else 5
    kinds = {kind for kind, _ in mark.ordinals}
    if "roman-upper" in kinds and ("letter-upper" not in kinds or mark.label[:1] in "IVX"):
        return 1
    return 3 if "letter-upper" in kinds else 4 if "1" in kinds else 6
