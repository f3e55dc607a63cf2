"""The forms of page numbers on a line: framed, after the word Page, in a teletype's head, behind a title."""

from functools import cache

import regex

from edition.recognise.page_numerals import FIGURES, PREFIX, SUFFIX
from edition.recognise.spelt_numbers import SPELT_PART

# `- 2 -`, `Page: 3`, `A-12`, `5h`, `xiv`, each the whole of what stands there.
# Debris may stand round it: `■	58`, `20 . \'`, `B-34 |`; not what makes a sum or a reference of it.
AFTER_WORD = (
    rf"(?P<token>{PREFIX}{FIGURES}{SUFFIX})(?P<after>(?!\.)(?:\s+(?i:of) \d{{1,4}}|[^\p{{L}}\d)$£#%/]*))"
)
# What of that belongs to the number: dashes that frame it, the word.
DASH_BEFORE = regex.compile(r"[-–—~=]\s*$")
FRAME_AFTER = regex.compile(r"\s*[-–—~=]|\s+(?i:of) \d{1,4}")
# `Page:`, its number on the next line.
PAGE_ALONE = regex.compile(r"(?i)pa[gq]e ?:?")
# `78 0443808 PAGE 002 IN 0443808`, `PAGE 3 DAR ES SALAAM 1744`, `PAGE TWO NY 105-1234`: a teletype's pages.
SPELT = rf"(?P<spelt>(?:{SPELT_PART.pattern})(?:[ -]?(?:{SPELT_PART.pattern}))?)"
TELETYPE_PAGE = regex.compile(
    r"(?<![\p{L}\d]|ON |SEE |THIS )PAGE[ :]{1,3}"
    rf"(?:(?P<figures>[\dDOlI]{{1,3}}(?!\p{{L}})|\d{{1,3}})|{SPELT}(?!\p{{L}}))"
    # "(PAGE 3 DENIED IN FULL)": a statement about a page
    r"(?!\s(?:DENIED|WITHHELD|DELETED|MISSING|IS|WAS)\b)"
)
# `Piccolo Interview, Page 5.`, `Appendix "A"  Page 10`: at the end of a short line that holds a title.
TITLE_PAGE = regex.compile(
    r"(?<=[\p{L}\"”’,.;:)] {1,4}|\t)(?:Page|PAGE) (?P<figures>\d{1,3})(?=[^\p{L}\d]{0,5}\p{Ll}{0,5}$)"
)
# `END PAGE TWO`, at its foot.
END_PAGE = regex.compile(
    rf"(?i)\W{{0,3}}(?P<all>END (?:OF )?PAGE (?:(?P<figures>\d{{1,3}})|{SPELT}))\W{{0,3}}"
)
# `7.` alone at a page's head.
DOTTED = regex.compile(r"\d{1,3}\.")
DASHES = "-–—"
# How many lines at a page's foot a number and debris may take.
LAST_LINES = 3
# Rows of signs beside a number make a stretch no longer.
SIGNS = regex.compile(r"[^\p{L}\d°^?]{4,}+$")
# `TO:`, a label, with its letter read as a figure.
LABEL = regex.compile(r"T[oO0D]$")
FIELD = regex.compile(r"[^\t]+")
WORD = regex.compile(r"\p{L}{2}")
# A line of prose is so long; what is no longer than a scrap is debris between it and the number.
PROSE = 25
SCRAP = 4


@cache
def number_after(page_words: tuple[str, ...]) -> regex.Pattern[str]:
    """The pattern of a number and what may stand round it: a language's words before it, short ones with a stop."""
    long = "|".join(regex.escape(word) for word in page_words if len(word) > 2) or r"(?!)"
    short = "|".join(regex.escape(word) for word in page_words if len(word) < 3) or r"(?!)"
    return regex.compile(
        rf"(?P<before>[^\p{{L}}\d($£#%/]*+)"
        rf"(?P<word>(?i:{long})[:.]?\s*|(?i:{short})(?:[:.]\s*|\s+(?=\d)))?" + AFTER_WORD
    )
