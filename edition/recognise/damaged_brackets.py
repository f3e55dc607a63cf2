"""Characters that OCR read where a square bracket stood, told by the word they stick to."""

from collections.abc import Callable, Mapping

import regex

Frequency = Callable[[str], int]

# Further from its bracket no letter is taken for the partner.
TOKENS = 6
# A typewritten word with a bracket glued to it may be a word by accident
# ("in" and a bracket: "inf"); then the word without it is this many times as frequent.
RATIO = 30

# Nor is a long word that is none taken for a short one with a bracket.
SHORT = 5

TOKEN = regex.compile(r"\S+")
_TAIL = r"[.,;:!?*)\"”’„]*"
# "Pacification7", "1iaison7", "expect\"7", "1967—7": a 7 glued to a word or its mark.
SEVEN_AFTER_WORD = regex.compile(rf"1?(?P<word>\p{{L}}[\p{{L}}’'-]*\p{{Ll}})[\"”.,—]?(?P<mark>7){_TAIL}")
# "19547*", "1967—7": a 7 glued to a year.
SEVEN_AFTER_YEAR = regex.compile(rf"1[6-9]\d\d[—.,]?(?P<mark>7){_TAIL}")
# "187" after "February": a 7 glued to a day.
SEVEN_AFTER_DAY = regex.compile(rf"(?:[12]?\d|3[01])(?P<mark>7){_TAIL}")
# "Vnef", "sicj", "aJ": a letter of a bracket's shape glued to a word, or alone after one.
LETTER = regex.compile(rf"(?P<word>[\p{{L}}’',]*)(?P<mark>[fJjy]){_TAIL}")

# "—of the/", "^Eisenhower/": a stroke glued to the word behind it.
STROKE = regex.compile(r"[\"“(]?(?P<mark>[—£^~])\p{L}")
# "fGVN/", "Zof/", "Ito": a letter of a bracket's shape glued to a word.
LETTER_BEFORE = regex.compile(r"[\"“(]?(?P<mark>[fZIi])(?P<word>\p{L}+)")
SENTENCE_END = regex.compile(r"[.!?][\"”]?\s+(?=[\p{Lu}\"“])")


def closing_character(
    text: str, start: int, end: int, frequency: Frequency, months: Mapping[str, int]
) -> int:
    """Where after an opening bracket a character stands for the closing one; -1 for nowhere.

    A 7 that sticks to a word is telling wherever it stands, a letter only near the bracket.
    """
    before = ""
    for count, token in enumerate(TOKEN.finditer(text, start, end)):
        mark = _seven(token[0], before, months)
        if mark < 0 and count < TOKENS:
            mark = _letter(token[0], first=count == 0, frequency=frequency)
        if mark >= 0:
            return token.start() + mark
        before = token[0]
    return -1


def _seven(token: str, before: str, months: Mapping[str, int]) -> int:
    if "7" not in token:
        return -1
    match = SEVEN_AFTER_WORD.fullmatch(token) or SEVEN_AFTER_YEAR.fullmatch(token)
    if not match and before.strip(".").casefold() in months:
        match = SEVEN_AFTER_DAY.fullmatch(token)
    return match.start("mark") if match else -1


def _letter(token: str, *, first: bool, frequency: Frequency) -> int:
    match = LETTER.fullmatch(token)
    if not match:
        return -1
    if not match["word"] and "." in token:
        return -1  # "Robert f. Pratchett"
    whole, word = frequency(match["word"] + match["mark"]), frequency(match["word"])
    if whole and not (match["mark"] == "f" and word > RATIO * whole):
        return -1
    # "[Vnef": not even what is left of a short first word need be one.
    if (
        word
        or (first and 2 <= len(match["word"]) <= SHORT)
        or (not first and not match["word"] and match["mark"] in "fJ")
    ):
        return match.start("mark")
    return -1


def opening_character(text: str, start: int, end: int, frequency: Frequency) -> int:
    """Where before a closing slash a character stands for the opening bracket; -1 for nowhere."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, start, end)]
    tokens = list(TOKEN.finditer(text, ends[-1] if ends else start, end))
    if tokens and tokens[0].start() > 0 and not text[tokens[0].start() - 1].isspace():
        del tokens[0]  # the stretch begins within a word
    for token in reversed(tokens):
        match = STROKE.match(token[0]) or LETTER_BEFORE.match(token[0])
        at_line_start = token.start() == 0 or text[token.start() - 1] == "\n"
        if (
            match
            and not at_line_start
            and (match.re is STROKE or _glued(match["mark"], match["word"], frequency))
        ):
            return token.start() + match.start("mark")
    return -1


def _glued(mark: str, word: str, frequency: Frequency) -> bool:
    # "for" is no bracket before "or", "fGVN" and "fNote" are before theirs.
    if frequency(mark + word):
        return False
    return frequency(word) > 0 or (mark in "fZ" and word[0].isupper())
