"""How much a statement says is missing: counts in figures and words, fractions, nouns and their units."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import regex

COUNTS: Mapping[str, int] = MappingProxyType(
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
_FIGURES = r"\d[\d,]*(?:\.\d+)?|(?:\d+(?:[\s-]+|\s+and\s+))?\d/\d|(?:\d+\s?)?[½¼¾⅓⅔]"
_SPELT = rf"(?:{'|'.join(COUNTS)})(?:\s+and\s+(?:a|one)[\s-]half)?|(?:one[\s-])?(?:half|quarter)|twenty-\p{{L}}{{3,5}}"
# "less than 1-1/2 lines of source text", "13 paragraphs", "place", "page 3", "page 2 of 5".
AMOUNT = regex.compile(
    r"(?i)(?P<less>(?:less|fewer)\s+than\s+|under\s+|up\s+to\s+|at\s+most\s+)?"
    r"(?P<vague>(?:about|approximately|nearly|almost|over|more\s+than|at\s+least|several|some|many)\s*)?"
    rf"(?:(?P<count>{_FIGURES}|{_SPELT})(?:\s+|$)(?:of\s+)?(?:an?\s+)?)?"
    r"(?P<noun>(?:(?:\d{1,2}-)?[\p{L}’'/-]+(?:\(s\))?\s*){0,5}?)"
    r"(?:(?P<number>\d{1,4}(?:\s*[-–—]\s*\d{1,4})?))?"
)
# Nouns that count something even where no number stands before them ("place not declassified"
# is one); "text", "material" and "restriction" do not tell how much.
COUNTABLE = frozenset(
    (
        "name line page paragraph word character letter place codeword codename amount number sentence "
        "title date country agency cryptonym document location phrase figure footnote heading signature "
        "photograph map table clause item section subparagraph digit group telegram cable message "
        "memorandum report pseudonym person alias address city town village attachment enclosure annex "
        "appendix chapter column row entry comment note acronym abbreviation symbol exhibit citation "
        "subject term percentage price salary nationality organization unit"
    ).split()
)
# Read alone these stand in the plural however many there are.
ALWAYS_PLURAL = frozenset({"initials"})
TEXTUAL = frozenset(
    (
        "text portion passage material information identity identification source remainder rest balance "
        "detail reference data content"
    ).split()
)


def singular(noun: str) -> str:
    """A noun as it counts one, in small letters: "Paragraphs" is "paragraph", "PAGE(S)" "page"."""
    noun = noun.casefold()
    if noun.endswith("(s)"):
        return noun[:-3]
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us")) else noun


def span_of_pages(number: str) -> str:
    """How many pages "3" or "3-5" are."""
    first, *last = (int(figure) for figure in regex.findall(r"\d+", number))
    return str(max(1, last[0] - first + 1)) if last else "1"


def decimal(count: str) -> str:
    """A count as a decimal number: "two" is 2, "1-1/2" is 1.5, "half" 0.5, "twenty-five" 25."""
    count = " ".join(count.casefold().split())
    if count in COUNTS:
        return str(COUNTS[count])
    if (whole := count.partition(" and ")[0]) in COUNTS:  # "one and a half"
        return f"{COUNTS[whole]}.5"
    if count.startswith("twenty-"):
        return str(20 + COUNTS.get(count.removeprefix("twenty-"), 0))
    if count.endswith("half"):
        return "0.5"
    if count.endswith("quarter"):
        return "0.25"
    for sign, fraction in _VULGAR.items():
        count = count.replace(sign, f" {fraction}")
    parts = [part for part in regex.split(r"[\s-]+", count.replace(",", "").strip()) if part != "and"]
    if any(part.endswith("/0") for part in parts):
        return parts[0]
    return f"{float(sum(Fraction(part) for part in parts)):.6g}"
