"""Characters that no font has: found where Typst refuses them, named with script and place, or replaced."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import regex
from lxml import etree

from edition.book.reading import is_left_out
from edition.book.shapes import Element

# `error: PDF/A-3a, PDF/UA-1 error: the text `"漢"` could not be displayed with font …`
REFUSED_TEXT = regex.compile(r'the text `"(?P<text>(?:\\.|[^"\\])+)"` could not be displayed')
# `error: PDF/A-3a error: the PDF contains the codepoint `"\u{e000}"``
REFUSED_CODEPOINT = regex.compile(r'the PDF contains the codepoint `"(?P<text>(?:\\.|[^"\\])+)"`')
# `\u{e000}` and `\"`, as Typst prints a string.
ESCAPE = regex.compile(r"\\(?:u\{(?P<hex>[0-9a-fA-F]{1,6})\}|(?P<other>.))")
# "LATIN SMALL LETTER A": the name begins with the script.
OF_NO_SCRIPT = "symbols"
# A private-use character that nothing maps is shown as this.
PRIVATE = "\u25a1"


def refused(diagnostic: str) -> frozenset[str]:
    """The texts Typst has no glyph for, or may not write, by its own words."""
    found = (*REFUSED_TEXT.finditer(diagnostic), *REFUSED_CODEPOINT.finditer(diagnostic))
    texts = (ESCAPE.sub(_unescape, match["text"]) for match in found)
    return frozenset(text for text in texts if not text.isascii())


def shown_instead(text: str) -> str:
    """What is printed for a refused text: `[U+6F22]`, the codes of a run in one pair of brackets.

    Spaces between them let lines end there: Typst takes minutes over a page of codes that nothing parts.
    """
    codes = " ".join(f"U+{ord(character):04X}" for character in text if not is_invisible(character))
    return f"[{codes}]" if codes else ""


def is_invisible(text: str) -> bool:
    """Whether a text is made of format characters alone: no font need have them, no reader misses them."""
    return all(unicodedata.category(character) == "Cf" for character in text)


def is_private(character: str) -> bool:
    """Whether a character means something only by agreement."""
    return unicodedata.category(character) == "Co"


def codes_of(text: str) -> str:
    """The code points of a text: `U+0041 U+0301`."""
    return " ".join(f"U+{ord(character):04X}" for character in text)


def script_of(text: str) -> str:
    """The script of a text's first character, as its Unicode name says it."""
    name = unicodedata.name(text[0], "")
    kinds = ("LETTER", "SYLLABLE", "SYLLABICS", "IDEOGRAPH", "VOWEL", "SIGN", "DIGIT")
    if name.startswith("CJK"):
        return "Han"
    if not any(kind in name.split() or f"IDEOGRAPH-{ord(text[0]):X}" in name for kind in kinds):
        return OF_NO_SCRIPT
    return name.split()[0].capitalize()


def places_of(texts: Iterable[str], roots: Iterable[Element]) -> Mapping[str, int | None]:
    """For each text the line of the element where it stands first in what is printed."""
    wanted, found = set(texts), dict[str, int | None]()
    for line, printed in _lines(roots):
        if not wanted:
            break
        here = {text for text in wanted if text in printed} if not printed.isascii() else ()
        found.update(dict.fromkeys(here, line))
        wanted.difference_update(here)
    return found


def _lines(roots: Iterable[Element]) -> Iterator[tuple[int | None, str]]:
    for root in roots:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start" and is_left_out(element):
                walker.skip_subtree()
            elif event == "start" and element.text:
                yield element.sourceline, element.text
            elif event == "end" and element.tail and element is not root:
                yield element.sourceline, element.tail


def _unescape(match: regex.Match[str]) -> str:
    return chr(int(match["hex"], 16)) if match["hex"] else str(match["other"])
