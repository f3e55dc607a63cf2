"""What a statement says that stands for withheld or unreadable text: how much of what (TEI `gap`)."""

from dataclasses import dataclass, replace

import regex

from edition.findings import Attributes
from edition.recognise.amounts import (
    ALWAYS_PLURAL,
    AMOUNT,
    COUNTABLE,
    TEXTUAL,
    decimal,
    singular,
    span_of_pages,
)


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


# A look before any grammar is tried; "EXCISEQ" and "declassificd" are OCR's, "1n" its "in".
KEYWORDS = (
    *(
        "classif",
        "deleted",
        "deletion",
        "redact",
        "excis",
        "withheld",
        "denied",
        "sanitized",
        "retained",
        "closed",
    ),
    *("blacked", "obliterat", "censored", "released", "releasable", "expunged", "omitted", "legible"),
    *("unintelligible", "garble", "cipherable", "unreadable", "not readable", "blurred", "missing"),
    *("inaudible", "unclear", "[blank"),
)
# Where a word of a statement is broken, at a line's end or in a re-joined line.
BROKEN = regex.compile(
    r"(?<=\p{Ll})-\s*(?=(?:classif|leted|letion|dacted|cised|held|nied|sified|ified|legible)\w*)"
)
# "not dec1assified", "not de classified"; "1 1ine", "l line", "I paragraph": a figure one read as a letter.
MISREAD_VERB = regex.compile(r"(?i)\bde\s?c[1l|I]ass[1i|]f")
MISREAD_NOUN = regex.compile(r"(?i)\b[1|](ines?)\b")
MISREAD_ONE = regex.compile(
    r"^[lI|](?=\s+(?:line|page|paragraph|name|word|footnote|sentence))|(?<=\()[lI|](?=\s+line)"
)


def mended(words: str) -> str:
    """A statement's words as they are meant: breaks within words closed, the plainest misreadings mended."""
    words = " ".join(BROKEN.sub("", words).split()).translate({ord("{"): "(", ord("}"): ")"})
    words = MISREAD_VERB.sub("declassif", words)
    return MISREAD_ONE.sub("1", MISREAD_NOUN.sub(r"l\1", words))


def may_state(text: str) -> bool:
    """Whether a word stands in a text that a statement has."""
    folded = text.lower()
    if "-" in folded:
        folded = BROKEN.sub("", folded)
    return any(keyword in folded for keyword in KEYWORDS) or bool(MISREAD_VERB.search(folded))


# What is said of text by agencies, editors and archives; the British retain it.
_REDACTED = (
    r"(?:not|never|yet\s+to\s+be)\s+(?:yet\s+|been\s+)?declassif\w{1,3}|not\s+(?:yet\s+)?releas(?:ed|able)|deleted"
    r"|redacted|excise[dq]|withheld|denied|sanitized|blacked[\s-]+out|obliterated|censored|expunged"
    r"|(?:still|remains?)\s+(?:security[\s-]+)?classified|retained|closed(?=\s+(?:under|until)\b)"
    r"|omitted(?=\s+(?:for|on|because)\b.{0,30}\bsecurity\b)"
)
_ILLEGIBLE = (
    r"illegible|unintelligible|garbled?|indecipherable|undecipherable|unreadable|not\s+legible|not\s+readable"
    r"|blurred|missing|inaudible|unclear"
)
# "in full", "as informant", "from release by CIA", "at this location in the file",
# "source": what may follow without making a sentence of it.
_TAIL = (
    r"(?:(?:entirely|completely|in\s+(?:full|part|toto|its\s+entirety|(?:the\s+)?(?:original|source|text|document)(?:\s+text)?)"
    r"|as\s+[\p{L}\s]{1,30}|from\s+[\p{L}\s]{1,40}|by\s+[\p{L}.\s]{1,30}|under\s+.{1,40}|pursuant\s+to\s.{1,40}"
    r"|(?:for|on\s+grounds\s+of|at\s+the\s+request\s+of|because\s+of)\s+[\p{L}.\s]{1,40}|per\s+.{1,20}"
    r"|at\s+this\s+location[\p{L}\s]{0,20}|here|source|name|text|material|signature|handwriting|initials|stamp"
    r"|portion|passage|page\(?s?\)?|lines?|words?|paragraphs?)\s*){0,3}"
)
# "not declassified—handling instructions", "REDACTED - b(6)", "redacted: 2 lines": a remark after a pause.
_REMARK = r"(?:\s*(?:[—–:;,/]|-{1,2}\s|\s-)\s*(?P<remark>.{1,50}))?"
# "4 paragraphs (18 lines of source text) not declassified": what, how much of it within, and the verb.
SAID = regex.compile(
    rf"(?i)(?P<what>[^()]{{0,80}}(?:\(s\))?)\s*(?:\((?P<within>[^()]{{1,60}})\))?\s*"
    rf"\b(?:(?P<redacted>{_REDACTED})|(?P<illegible>{_ILLEGIBLE}))\b\s*(?P<tail>{_TAIL}){_REMARK}\.?"
)
# "security deletion", "redaction": the noun alone.
NOUN = regex.compile(r"(?i)(?:security\s+|text\s+|classified\s+)?(?:deletions?|redactions?|excisions?)\.?")
# "[section 3(4) retained]": the section of an act, not a part of the text.
STATUTE = regex.compile(r"(?i)\b(?:section|sect?\.|s\.)\s?\d+\s?\(\d+\)")
# What a sentence has and a statement has not: "had been", "the", "but"; "with names deleted" describes a copy.
PROSE = frozenset(
    (
        "the this that these those was were been being be is are am has have had having will would shall "
        "should may might can could must to it he she they we you i but or if when which who whom whose "
        "not no only than then with without copy copies so as also"
    ).split()
)
# "lines of source text", "one page of the document".
OF = regex.compile(r"\s+of\s+")
# "(9 lines)" within a statement.
WITHIN = regex.compile(r"\s\([^()]{1,60}\)")
MISSING = frozenset(
    "name line word character letter text paragraph group portion digit figure sentence".split()
)
# Said of much besides text, so only of what is text.
PARTICULAR = frozenset({"denied", "withheld", "sanitized", "retained", "closed"})
# Said of nothing but text.
PLAIN = regex.compile(r"(?i)declassif|redact|excise")


def statement(words: str) -> Statement | None:
    """What is missing by a statement's words, brackets left out; none where they state nothing."""
    words = mended(words)
    if NOUN.fullmatch(words):
        return Statement("redacted")
    statute = STATUTE.search(words)
    if statute and words.casefold().endswith("retained"):
        return _amount(words[: statute.start()].strip()) or Statement("redacted")
    # "2 paragraphs (9 lines) and 1 footnote (2 lines)": several things, each with its own count.
    said = SAID.fullmatch(words) or SAID.fullmatch(WITHIN.sub("", words))
    if not said:
        return None
    what = said["what"].strip().removesuffix("deleted and").strip()
    if not _is_phrase(what) or (said["within"] and not what) or not _can_be(said, what, statute is not None):
        return None
    if said["illegible"]:
        return _illegible(what)
    if not what:
        return _amount_after(said["tail"], said["remark"] or "")
    # The inner count is the finer: "4 paragraphs (18 lines of source text)".
    amount = (said["within"] and _amount(said["within"])) or _amount(what)
    # "name and address redacted": what no grammar counts is withheld all the same.
    return amount or (Statement("redacted") if PLAIN.search(said["redacted"]) else None)


def _is_phrase(what: str) -> bool:
    # "less than" has the one word of these that a statement may use.
    words = regex.sub(r"(?i)^(?:less|fewer|more)\s+than\b", "", what).casefold().split()
    return not PROSE.intersection(words)


def _can_be(said: regex.Match[str], what: str, statute: bool) -> bool:
    """Whether the noun can be what the verb says: a page is denied, a visa too, but that is no gap."""
    verb = (said["redacted"] or said["illegible"]).casefold()
    nouns = [singular(word) for word in OF.split(what, maxsplit=1)[0].split() if word[0].isalpha()]
    if verb == "missing":
        # That a page is missing is said about the record.
        return bool(nouns) and nouns[-1] in MISSING
    if verb == "denied" and not nouns:
        return "full" in said["tail"].casefold()
    if verb == "unclear":
        return not nouns or nouns[-1] in MISSING
    if verb in ("retained", "closed") and not nouns:
        return statute or "exemption" in said["tail"].casefold()
    return verb not in PARTICULAR or not nouns or nouns[-1] in COUNTABLE | TEXTUAL


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
    unit = singular(noun)
    if match["vague"]:
        return Statement("redacted", unit)
    if count:
        return Statement("redacted", unit, decimal(count), at_most=bool(match["less"]))
    return _uncounted(noun, unit, match["number"])


def _uncounted(noun: str, unit: str, number: str | None) -> Statement:
    if noun in ALWAYS_PLURAL:
        return Statement("redacted", noun)
    if unit not in COUNTABLE:
        return Statement("redacted")
    if number:
        return Statement("redacted", unit, span_of_pages(number))
    return Statement("redacted", unit, "1" if noun == unit else None)


def _amount_after(tail: str, remark: str) -> Statement:
    # "DELETED PAGE(S)": how many is not said. "redacted: 2 lines": it is.
    counted = _amount(remark.rstrip(".")) if remark[:1].isdigit() else None
    if counted and counted.unit in COUNTABLE:
        return counted
    noun = tail.strip().casefold()
    unit = singular(noun)
    return Statement("redacted", unit if unit in COUNTABLE and noun != unit else None)


def _several(what: str) -> bool:
    # "1 paragraph and 3 lines": nothing one unit could count.
    parts = regex.split(r",\s*(?:and\s+)?|\s+and\s+", what)
    amounts = [AMOUNT.fullmatch(part) for part in parts]
    nouns = [match["noun"].split() for match in amounts if match]
    known = COUNTABLE | TEXTUAL
    return len(nouns) == len(parts) and all(words and singular(words[-1]) in known for words in nouns)
