"""Nothing lost on the way to the page: every word of the TEI's text is looked for in the HTML.

Shares nothing with the renderer: it reads the TEI's text nodes and the page's, and counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity

# Words the edition adds on the page: `<span class="ed-why">(proposed reading)</span>`, a page number.
_OWN = regex.compile(r'<(?P<tag>[a-z]+) class="ed-[^<>]*+>[^<>]*+</(?P=tag)>')

# "<td colspan="2">": attributes never hold a bare ">" in what we write.
_TAG = regex.compile(r"<[^<>]*+>")

# The text's own place in a page begins and ends here.
_ARTICLE = regex.compile(r"<article\b[^<>]*+>(?P<text>.*?)</article>", regex.DOTALL)

_MANY = 5


def missing_words(root: etree._Element, pages: Iterable[str], file: str) -> tuple[Diagnostic, ...]:
    """One error for each of the first few words of the text that no page has; none where all is there.

    A word is counted as it stands between two tags. Where a page has less mark-up than the TEI, words
    stand together there that were apart (`<w>sea</w><pc>;</pc>`, `sea;`): what is left over on both
    sides must then be of the same letters.
    """
    wanted = Counter(chain.from_iterable(_words_of_text(root)))
    for page in pages:
        for match in _ARTICLE.finditer(page):
            wanted.subtract(_words_of_page(match["text"]))
    lost = {word: count for word, count in wanted.items() if count > 0}
    if not lost:
        return ()
    letters = Counter("".join(word * count for word, count in lost.items()))
    letters.subtract("".join(word * -count for word, count in wanted.items() if count < 0))
    missed = {letter for letter, count in letters.items() if count > 0}
    words = [word for word in lost if missed.intersection(word)]
    return tuple(_diagnostic(root, word, lost[word], file) for word in words[:_MANY])


def _words_of_page(html: str) -> list[str]:
    text = _TAG.sub("\n", _OWN.sub("\n", html))
    return unescape(text).split()


def _texts(root: etree._Element) -> list[etree._Element]:
    """The elements that hold a document's text: `text`; without any, the transcription; without, all but headers."""
    found: list[etree._Element] = []
    for name in ("text", "sourceDoc", "standOff"):
        found = [element for element in root.iter("{*}" + name) if not _inside_another(element, name)]
        if found:
            return found
    return [] if etree.QName(root).localname in ("TEI", "TEI.2", "teiCorpus") else [root]


def _inside_another(element: etree._Element, name: str) -> bool:
    return any(etree.QName(outer).localname == name for outer in element.iterancestors("{*}*"))


def _words_of_text(root: etree._Element) -> Iterator[list[str]]:
    for text in _texts(root):
        for node in text.iter():
            if node.text and isinstance(node.tag, str):
                yield node.text.split()
            if node.tail and node is not text:
                yield node.tail.split()


def _diagnostic(root: etree._Element, word: str, count: int, file: str) -> Diagnostic:
    line = next(
        (node.sourceline for node in root.iter() if word in (node.text or "") + (node.tail or "")), None
    )
    times = "" if count == 1 else f", {count} times"
    return Diagnostic(
        Severity.ERROR,
        Location(file, line),
        "render/lost",
        f"the word “{word[:60]}” of the text is not on its page{times}",
        "this is a fault of the program: please report it with the file",
    )
