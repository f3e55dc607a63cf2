"""What a statement says that stands for withheld or unreadable text: how much of what (TEI `gap`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

import regex

from edition.findings import Attributes


@dataclass(frozen=True, slots=True)
class Statement:
    """Why text is missing and how much, as far as it is said; `quantity` is a decimal number."""

    reason: str
    unit: str | None = None
    quantity: str | None = None
    at_most: bool = False

    def attributes(self) -> Attributes:
        """The attributes of the `gap` that says it to machines."""
        said = [("reason", self.reason)]
        if self.unit:
            said.append(("unit", self.unit))
        if self.unit and self.quantity:
            said.append(("atMost" if self.at_most else "quantity", self.quantity))
        return tuple(said)


# A look before any grammar is tried; "EXCISEQ" and "declassificd" are OCR's.
KEYWORDS = (
    *("declassif", "deleted", "deletion", "redact", "excis", "withheld", "denied", "sanitized"),
    *("blacked", "obliterat", "censored", "not released", "legible", "unintelligible", "garbled"),
    *("cipherable", "unreadable", "not readable", "blurred", "missing"),
)


def may_state(text: str) -> bool:
    """Whether a word stands in a text that a statement has."""
    folded = text.lower()
    return any(keyword in folded for keyword in KEYWORDS)


_REDACTED = (
    r"(?:not|never|still)\s+(?:yet\s+)?declassif\w{1,3}|not\s+released|deleted|redacted|excise[dq]|withheld"
    r"|denied|sanitized|blacked\s+out|obliterated|censored"
)
_ILLEGIBLE = (
    r"illegible|unintelligible|garbled|indecipherable|undecipherable|unreadable|not\s+legible|not\s+readable"
    r"|blurred|missing"
)
# "in full", "as informant", "from release by CIA", "at this location in the file",
# "source": what may follow without making a sentence of it.
_TAIL = (
    r"(?:(?:entirely|completely|in\s+(?:full|part|toto|its\s+entirety)|as\s+[\p{L}\s]{1,30}|from\s+[\p{L}\s]{1,40}"
    r"|by\s+[\p{L}.\s]{1,30}|under\s+.{1,40}|at\s+this\s+location[\p{L}\s]{0,20}|here|source|name|text|material"
    r"|portion|passage|page\(?s?\)?|lines?|words?|paragraphs?)\s*){0,3}"
)
# "4 paragraphs (18 lines of source text) not declassified": what, how much of it within, and the verb.
SAID = regex.compile(
    rf"(?i)(?P<what>[^()]{{0,80}}(?:\(s\))?)\s*(?:\((?P<within>[^()]{{1,60}})\))?\s*"
    rf"\b(?:(?P<redacted>{_REDACTED})|(?P<illegible>{_ILLEGIBLE}))\b\s*(?P<tail>{_TAIL})\.?"
)
# "security deletion", "redaction": the noun alone.
NOUN = regex.compile(r"(?i)(?:security\s+|text\s+)?(?:deletions?|redactions?|excisions?)\.?")

_COUNTS: Mapping[str, int] = MappingProxyType(
    {
        word: number
        for number, words in enumerate(
            (
                ("a", "an", "one"),
                *(
                    (word,)
                    for word in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
                ),
                *((word,) for word in ("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")),
                *((word,) for word in ("seventeen", "eighteen", "nineteen", "twenty")),
            ),
            start=1,
        )
        for word in words
    }
)
_VULGAR: Mapping[str, str] = MappingProxyType({"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"})
# "less than 1-1/2 lines of source text", "13 paragraphs", "place", "page 3".
AMOUNT = regex.compile(
    r"(?i)(?P<less>(?:less|fewer)\s+than\s+|under\s+|up\s+to\s+|at\s+most\s+)?"
    r"(?P<vague>(?:about|approximately|nearly|almost|over|more\s+than|at\s+least|several|some|many)\s*)?"
    rf"(?:(?P<count>\d[\d,]*(?:\.\d+)?|(?:\d+[\s-]+)?\d/\d|(?:\d+\s?)?[½¼¾⅓⅔]|(?:one-)?half|{'|'.join(_COUNTS)})"
    r"(?:\s+|$)(?:of\s+)?(?:an?\s+)?)?"
    r"(?P<noun>(?:[\p{L}’'-]+(?:\(s\))?\s*){0,5}?)"
    r"(?:(?P<number>\d{1,4}(?:\s*[-–—]\s*\d{1,4})?))?"
)
# What a sentence has and a statement has not: "had been", "the", "but".
PROSE = frozenset(
    (
        *("the", "this", "that", "these", "those", "was", "were", "been", "being", "be", "is", "are"),
        *("am", "has", "have", "had", "having", "will", "would", "shall", "should", "may", "might"),
        *("can", "could", "must", "to", "it", "he", "she", "they", "we", "you", "i", "but", "or", "if"),
        *("when", "which", "who", "whom", "whose", "not", "no", "only", "than", "then"),
    )
)
# Nouns that count something even where no number stands before them ("place not declassified"
# is one); "text", "material" and "restriction" do not tell how much.
COUNTABLE = frozenset(
    (
        *("name", "line", "page", "paragraph", "word", "character", "letter", "place", "codeword"),
        *("amount", "number", "sentence", "title", "date", "country", "agency", "cryptonym", "document"),
        *("location", "phrase", "figure", "footnote", "heading", "signature", "photograph", "map"),
        *("table", "clause", "item", "section", "subparagraph", "digit", "group", "telegram"),
        *("pseudonym", "person"),
    )
)
# Read alone these stand in the plural however many there are.
ALWAYS_PLURAL = frozenset({"initials"})
TEXTUAL = frozenset(
    (
        *("text", "portion", "passage", "material", "information", "identity", "identification"),
        *("source"),
    )
)
# "lines of source text", "one page of the document".
OF = regex.compile(r"\s+of\s+")
MISSING = frozenset(
    (
        *("name", "line", "word", "character", "letter", "text", "paragraph", "group", "portion"),
        *("digit", "figure", "sentence"),
    )
)


def statement(words: str) -> Statement | None:
    """What is missing by a statement's words, brackets left out; none where they state nothing."""
    words = " ".join(words.split())
    if NOUN.fullmatch(words):
        return Statement("redacted")
    said = SAID.fullmatch(words)
    if not said:
        return None
    what = said["what"].strip()
    if not _is_phrase(what) or (said["within"] and not what) or not _can_be(said, what):
        return None
    if said["illegible"]:
        return _illegible(what)
    if not what:
        return _amount_after(said["tail"])
    # The inner count is the finer: "4 paragraphs (18 lines of source text)".
    return (said["within"] and _amount(said["within"])) or _amount(what)


def _is_phrase(what: str) -> bool:
    # "less than" has the one word of these that a statement may use.
    words = regex.sub(r"(?i)^(?:less|fewer|more)\s+than\b", "", what).casefold().split()
    return not PROSE.intersection(words)


def _can_be(said: regex.Match[str], what: str) -> bool:
    """Whether the noun can be what the verb says: a page is denied, a visa too, but that is no gap."""
    verb = (said["redacted"] or said["illegible"]).casefold()
    nouns = [_singular(word) for word in what.split() if word[0].isalpha()]
    if verb == "missing":
        # That a page is missing is said about the record.
        return bool(nouns) and nouns[-1] in MISSING
    if verb == "denied" and not nouns:
        return "full" in said["tail"].casefold()
    return verb not in ("denied", "withheld", "sanitized") or not nouns or nouns[-1] in COUNTABLE | TEXTUAL


def _illegible(what: str) -> Statement:
    """Only a number tells how much could not be read."""
    amount = _amount(what)
    counted = amount is not None and amount.quantity and regex.match(r"\d|\p{L}+\s", what)
    return replace(amount, reason="illegible") if amount and counted else Statement("illegible")


def _amount(what: str) -> Statement | None:
    """How much a phrase says; without unit where it says several things; none where it is no phrase."""
    match = AMOUNT.fullmatch(OF.split(what.strip().removesuffix(","), maxsplit=1)[0])
    if not match:
        return Statement("redacted") if _several(what) else None
    nouns = match["noun"].split()
    if "and" in nouns:
        return Statement("redacted") if _several(what) else None
    if not nouns:
        return Statement("redacted")
    noun, count = nouns[-1].casefold(), match["count"]
    unit = _singular(noun)
    if match["vague"]:
        return Statement("redacted", unit)
    if count:
        return Statement("redacted", unit, _number(count), at_most=bool(match["less"]))
    return _uncounted(noun, unit, match["number"])


def _uncounted(noun: str, unit: str, number: str | None) -> Statement:
    if noun in ALWAYS_PLURAL:
        return Statement("redacted", noun)
    if unit not in COUNTABLE:
        return Statement("redacted")
    if number:
        return Statement("redacted", unit, _span(number))
    return Statement("redacted", unit, "1" if noun == unit else None)


def _amount_after(tail: str) -> Statement:
    # "DELETED PAGE(S)": how many is not said.
    noun = tail.strip().casefold()
    unit = _singular(noun)
    return Statement("redacted", unit if unit in COUNTABLE and noun != unit else None)


def _several(what: str) -> bool:
    # "1 paragraph and 3 lines": nothing one unit could count.
    parts = regex.split(r",\s*(?:and\s+)?|\s+and\s+", what)
    amounts = [AMOUNT.fullmatch(part) for part in parts]
    nouns = [match["noun"].split() for match in amounts if match]
    known = COUNTABLE | TEXTUAL
    return len(nouns) == len(parts) and all(words and _singular(words[-1]) in known for words in nouns)


def _span(number: str) -> str:
    """How many pages "3" or "3-5" are."""
    first, *last = (int(figure) for figure in regex.findall(r"\d+", number))
    return str(max(1, last[0] - first + 1)) if last else "1"


def _singular(noun: str) -> str:
    noun = noun.casefold()
    if noun.endswith("(s)"):
        return noun[:-3]
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _number(count: str) -> str:
    """A count as a decimal number: "two" is 2, "1-1/2" is 1.5, "half" 0.5."""
    count = count.casefold()
    if count in _COUNTS:
        return str(_COUNTS[count])
    if count.endswith("half"):
        return "0.5"
    for sign, fraction in _VULGAR.items():
        count = count.replace(sign, f" {fraction}")
    parts = regex.split(r"[\s-]+", count.replace(",", "").strip())
    if any(part.endswith("/0") for part in parts):
        return parts[0]
    return f"{float(sum(Fraction(part) for part in parts)):.6g}"
