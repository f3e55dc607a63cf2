"""Figures among letters and letters among figures, where one reading is possible (TEI `choice`)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import product

import regex

from edition.findings import Certainty, Context, Correction, Passage, Rule
from edition.recognise.confusions import CONFUSIONS

FIGURE = Rule(
    "corrections/figure",
    "Among figures stands a letter that looks like one.",
    "with a 2l-point program which he submitted",
)
YEAR = Rule(
    "corrections/year",
    "Where a year stands, behind a month or a word that years follow, figures were misread for letters.",
    "Evaluation, 16 January lO64",
)
LETTER = Rule(
    "corrections/letter",
    "Among letters stands a figure that looks like one.",
    "THIS 1S UNEVALUATED INFORMATION",
)
PRONOUN = Rule(
    "corrections/pronoun",
    "Before a verb that only I can have stands the figure 1.",
    "Memorandum dated 5 March 1962--1 recommend that further",
)
DESIGNATION = Rule(
    "corrections/designation",
    "The document has the same letters with a figure where here a letter stands that looks like it.",
    "the writer arrived at A/l's office",
)

# "2l-point", "l963", "88,00O", "1O": figures with a letter that looks like one; "l9th".
FIGURES = regex.compile(
    r"(?<![\w./?,])(?<!\d-)(?=[\d,]*[lIO])(?=[lIO,]*\d)[lIO\d]{2,4}(?:,[lIO\d]{3})*(?=(?:st|nd|rd|th)?(?![\w/]|[°^>*<]\w))"
)
FIGURE_BESIDE_LETTER = regex.compile(r"\d(?:(?<=[lIO].)|(?=,?[lIO]))")
LETTERS_TO_FIGURES = str.maketrans("lIO", "110")
# "January lO64", "mid-!956", "in 1Q63": what stands where a year does; the second figure is a 9.
YEARS = regex.compile(
    r"(?P<year>[1lI!][9OQgo][3-8][\dlIOoS])(?![\w/]|[.,]\d)"
    r"(?<=\b(?:[Ii]n|[Ss]ince|mid|early|late|[Bb]y|[Uu]ntil|of|from|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
    r"(?: \d{1,2},)?[ \n-].{4})"
)
YEAR_FIGURES = str.maketrans("lI!OQgoS", "11100905")
# "1S", "1n", "0f": short words with a figure.
SHORT_WITH_FIGURE = regex.compile(
    r"(?:1[sntf]|0[fn]|1[SNTF](?<=\p{L} ..)(?= \p{L}{2}))(?<![\w./-]..)(?![\w/-])"
)
# "wi1l", "a11", "Sec8urity", "5ecretary": a word of letters with one figure or two.
MIXED = regex.compile(
    r"(?<![\w./,$#£-])(?=[\p{L}]*\d)(?P<word>\p{L}*\d{1,2}\p{L}*(?:\d\p{L}+)?)(?![\w/<>^°*]|[-.,]\d)"
)
# "--1 recommend", "that 1 would inform": not "October 1 was", "ROLLING THUNDER 1 was".
ONE_AS_PRONOUN = regex.compile(
    r"1(?= (?:am|was|have|had|shall|think|thought|believe|recommend|said|told|hope|feel|felt|asked|"
    r"understand|know|do not|did not|would|cannot|replied|agree|suggest)\b)"
    r"(?<=(?:--|[—“\"(,;] ?|\b(?:and|that|but|if|as|which|what|when|because|however|where) )1)"
)
# "A/1", "AMLASH-1", "IV.C.1", and "A/l", "AMLASH-I", "IV.C.l": what OCR makes of them.
DESIGNATED = regex.compile(r"(?<![\w/.-])(?P<head>\p{Lu}[\p{Lu}.]{0,9}[/.-])(?P<number>\d{1,2})(?![\w/-])")
MISDESIGNATED = regex.compile(
    r"(?<![\w/.-])(?P<head>\p{Lu}[\p{Lu}.]{0,9}[/.-])(?P<number>[lI]|\\|[lI]\d|\dl)(?![\w/-])"
)
FIGURE_BY_LETTER = regex.compile(r"\d(?:(?=\p{L})|(?<=\p{L}\d))")
SHORTEST_MIXED = 4
_DIGITS = "0123456789"
KNOWN = 2_000_000


def misread_figures(
    context: Context,
    passage: Passage,
    designations: Mapping[str, int],
    is_legible: Callable[[int, int], bool],
    in_case_of: Callable[[str, str], str],
) -> Iterator[Correction]:
    """Yield a correction for each letter among figures and each figure among letters of a passage.

    `designations` counts those of the document; `is_legible` tells whether OCR read what stands round a
    stretch; `in_case_of` gives a reading the capitals of what was misread.
    """
    text = passage.text
    yield from _years(passage)
    if FIGURE_BESIDE_LETTER.search(text):
        yield from _figures(passage, is_legible)
    if designations and ("/" in text or "-" in text or "." in text):
        yield from _designations(passage, designations)
    for match in SHORT_WITH_FIGURE.finditer(text) if "1" in text or "0" in text else ():
        token = match.group()
        capital = token[-1].isupper()
        reading = token.replace("1", "I" if capital else "i").replace("0", "O" if capital else "o")
        # "(1S)" is a classification.
        bracketed = text[max(0, match.start() - 1)] == "(" and text[match.end() : match.end() + 1] == ")"
        if not bracketed and is_legible(*match.span()):
            yield Correction(*passage.span(*match.span()), reading, LETTER, Certainty.HIGH)
    if FIGURE_BY_LETTER.search(text):
        yield from _mixed(context, passage, in_case_of)
    for match in ONE_AS_PRONOUN.finditer(text):
        yield Correction(*passage.span(*match.span()), "I", PRONOUN, Certainty.HIGH)


def designations_of(text: str) -> Mapping[str, int]:
    """How often a document has each designation with a figure: `A/1`, `AMLASH-1`."""
    return Counter(match[0] for match in DESIGNATED.finditer(text)) if MISDESIGNATED.search(text) else {}


def _years(passage: Passage) -> Iterator[Correction]:
    for match in YEARS.finditer(passage.text):
        token = match["year"]
        if token.isdigit() or sum(sign.isdigit() for sign in token) < 2:
            continue
        reading = f"19{token[2:].translate(YEAR_FIGURES)}"
        yield Correction(*passage.span(*match.span("year")), reading, YEAR, Certainty.HIGH)


def _figures(passage: Passage, is_legible: Callable[[int, int], bool]) -> Iterator[Correction]:
    text = passage.text
    for match in FIGURES.finditer(text):
        token, after = match.group(), text[match.end() : match.end() + 2]
        reading = token.translate(LETTERS_TO_FIGURES)
        year = len(token) == 4 and reading.startswith("19")
        if len(token) == 4 and not year:
            continue
        # "1O DISSEM", "4O RECORD", "I5", "01l": capitals among capitals, codes.
        sure = (
            year
            or "," in token
            or (token.count("l") == 1 and token[0] != "0" and reading != "1" * len(token))
            or (token == "lO" and after[:1] == "-")
        )
        figures = sum(character.isdigit() for character in token)
        among_capitals = "O" in token and not year and after[1:].isupper()
        if sure and not among_capitals and figures * 2 >= len(token) and is_legible(*match.span()):
            yield Correction(*passage.span(*match.span()), reading, FIGURE, Certainty.HIGH)


def _designations(passage: Passage, designations: Mapping[str, int]) -> Iterator[Correction]:
    for match in MISDESIGNATED.finditer(passage.text):
        figure = match["number"].replace("l", "1").replace("I", "1").replace("\\", "1")
        # "A/1l": an edge too much.
        readings = [match["head"] + figure, *([match["head"] + figure[0]] if len(figure) == 2 else [])]
        best = max(readings, key=lambda each: designations.get(each, 0))
        if designations.get(best, 0) >= 2:
            yield Correction(*passage.span(*match.span()), best, DESIGNATION, Certainty.MEDIUM)


def _mixed(context: Context, passage: Passage, in_case_of: Callable[[str, str], str]) -> Iterator[Correction]:
    """Words in which a figure stands for a letter, where one word comes of it."""
    words = context.language.words
    for match in MIXED.finditer(passage.text):
        token = match["word"]
        figures = sum(sign.isdigit() for sign in token)
        if len(token) < SHORTEST_MIXED or figures * 3 > len(token) + 1 or not _is_plain(token):
            continue
        # "A1DS" may be a code; "cable5" a word and a note's number.
        if (token.isupper() and len(token) < SHORTEST_MIXED + 2) or token.rstrip(_DIGITS).casefold() in words:
            continue
        known = {reading for reading in _readings(token) if words.get(reading, 0) >= KNOWN}
        if len(known) == 1:
            reading = in_case_of(token, known.pop())
            yield Correction(*passage.span(*match.span()), reading, LETTER, Certainty.HIGH)


def _is_plain(token: str) -> bool:
    """Whether letters are of one case but for the first: "F1eet" is, "MiG21b" is none."""
    letters = [sign for sign in token[1:] if sign.isalpha()]
    return all(sign.islower() for sign in letters) or all(sign.isupper() for sign in letters)


def _readings(token: str) -> Iterator[str]:
    """What a token reads with letters for its figures, case folded."""
    options = [_LETTERS.get(sign, sign) for sign in token.casefold()]
    return ("".join(signs) for signs in product(*options))


_LETTERS: Mapping[str, str] = {
    figure: "".join(true for read, true in CONFUSIONS if read == figure and len(true) == 1)
    for figure in "01345689"
}
