"""Headings (TEI `head`) and how deep each one lies."""

import regex

from edition.findings import Context
from edition.language.collections import HANDLING
from edition.recognise.enumerators import enumerator
from edition.recognise.paragraphs import Block

_LONGEST = 90
# A number and capitals to every word tell a long heading too.
_LONGEST_NUMBERED = 170
_END = regex.compile(r"[,;.\-–—]\W*$")
_WORD = regex.compile(r"\p{L}[\p{L}'’.-]*")
# Words that titles leave small.
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on or over per the to up via vs with".split()
)
# `AGENCY : HSCA`, a label and its value.
_LABELLED = regex.compile(r"\w :(?:\s|$)|^\p{Lu}{2,12}\s?:\s*\S")
# `State 133105 (to Saigon)`, `062149 U.S. BACKED`: the number of a cable or of an hour; a year is none.
_NUMBERED = regex.compile(r"\d{5}|(?<!\d)(?!1[89]\d\d|20\d\d)\d{4}(?!\d)")
_COLUMN_HEADS = frozenset("page date event document description item subject from to".split())
_ABBREVIATED = regex.compile(r"\b(?:[A-Z]\.){2,}$")


def is_heading(context: Context, block: Block) -> bool:
    """Whether a block reads as a heading: short, no sentence, in capitals, or its words begun with capitals."""
    text = block.text
    mark = enumerator(text)
    longest = _LONGEST_NUMBERED if mark and mark.ordinals else _LONGEST
    if len(block.lines) > 3 or len(text) > longest or text.endswith((",", ";", "-")):
        return False
    body = text[len(mark.label) :].strip() if mark else text
    if mark is not None and not mark.ordinals:
        return False
    words = [word.group() for word in _WORD.finditer(body)]
    if not _is_wordy(context, body, words) or _LABELLED.search(body) or _NUMBERED.search(text):
        return False
    if all(word.casefold() in _COLUMN_HEADS for word in words) or all(
        word.casefold() in HANDLING for word in words
    ):
        return False
    if body == body.upper():
        return not body.endswith(".") or _ABBREVIATED.search(body) is not None
    if body.endswith(":") or (_END.search(body) and not _ABBREVIATED.search(body)):
        return False
    return _is_title(words)


def _is_wordy(context: Context, body: str, words: list[str]) -> bool:
    """Mostly letters, and at least one word known to the language: no debris, no row of figures."""
    letters = sum(map(len, words))
    if letters * 10 < len(body) * 6 or len(words) > 24:
        return False
    return any(len(word) > 3 and word.casefold() in context.language.words for word in words)


def _is_title(words: list[str]) -> bool:
    """Every word but the small ones begins with a capital."""
    great = [word for word in words if word.casefold() not in _SMALL]
    return bool(great) and words[0][0].isupper() and all(word[0].isupper() for word in great)


def heading_level(text: str) -> int:
    """How deep a heading lies: by its enumerator, else by its capitals; 1 is outermost."""
    mark = enumerator(text)
    if mark is None:
        return 2 if text == text.upper() else 5
    kinds = {kind for kind, _ in mark.ordinals}
    if "roman-upper" in kinds and ("letter-upper" not in kinds or mark.label[:1] in "IVX"):
        return 1
    return 3 if "letter-upper" in kinds else 4 if "1" in kinds else 6
