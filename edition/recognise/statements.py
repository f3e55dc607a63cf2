"""Statements of redaction in languages that have tables for them: how much of what is withheld (TEI `gap`).

English has a grammar of its own (`withholding.py`); here a phrase is a count, a noun and a participle, in
this order or the participle first: `2 Zeilen geschwärzt`, `moins d'une ligne occultée`, `gesperrt: Name`.
"""

from functools import cache

import regex

from edition.conventions import Language
from edition.recognise.withholding import Statement

_COUNT = regex.compile(r"\d{1,4}(?:[.,]\d)?")
# A statement is short, or it is a sentence about one.
_LONGEST = 80


@cache
def _pattern(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    spelt = "|".join(regex.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return regex.compile(rf"(?P<before>.*?)\s*\b(?:{spelt})(?!\p{{L}})[.:]?\s*(?P<after>.*)")


def statement_in(words: str, language: Language) -> Statement | None:
    """What is missing by a phrase in this language, brackets left out; none where it states nothing."""
    if not language.withheld or len(words) > _LONGEST:
        return None
    folded = " ".join(words.casefold().split())
    for phrases, reason in ((language.withheld, "redacted"), (language.illegible, "illegible")):
        match = _pattern(phrases).fullmatch(folded) if phrases else None
        if match and not (match["before"] and match["after"]):
            return _amount(match["before"] or match["after"], reason, language)
    return None


def _amount(phrase: str, reason: str, language: Language) -> Statement | None:
    """How much a count and a noun say: `weniger als eine Zeile`; none where they are something else."""
    if not phrase:
        return Statement(reason)
    less = next((word for word in language.less if phrase.startswith(word)), None)
    *count, noun = phrase[len(less or "") :].split() or [""]
    unit = language.units.get(noun)
    if unit is None or len(count) > 1:
        return None
    number = _number(count[0], language) if count else "1" if _is_one(noun, language) else None
    if count and number is None:
        return None
    return Statement(reason, unit, number, at_most=less is not None)


def _number(count: str, language: Language) -> str | None:
    if _COUNT.fullmatch(count):
        return count.replace(",", ".")
    return language.numbers.get(count)


def _is_one(noun: str, language: Language) -> bool:
    """Whether a noun is the singular of its unit: the first of the table that names it."""
    unit = language.units[noun]
    return next(name for name, known in language.units.items() if known == unit) == noun
