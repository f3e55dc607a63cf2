"""Nothing lost on the way to the page: every word of the TEI's text is looked for in the HTML.

Shares nothing with the renderer: it reads the TEI's text nodes and the page's, and counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity

# Words the edition adds on the page: `<span class="ed-why"> (proposed reading)</span>`, a page number.
_OWN = ' class="ed-'

# The text's own place in a page begins and ends here.
_BEGIN, _END = "<article", "</article>"

_MANY = 5


def missing_words(root: etree._Element, pages: Iterable[str], file: str) -> tuple[Diagnostic, ...]:
    """One error for each of the first few words of the text that no page has; none where all is there.

    What stands between two tags is compared first. What is left over is compared word by word; and where
    a page has less mark-up than the TEI, words stand together there that were apart
    (`<w>sea</w><pc>;</pc>`, `sea;`): what is still left must on both sides be of the same letters.
    """
    wanted = Counter(chain.from_iterable(map(str.strip, text.itertext()) for text in _texts(root)))
    found: Counter[str] = Counter()
    for page in pages:
        found.update(_stretches(page[page.find(_BEGIN) : page.rfind(_END)]))
    for counted in (wanted, found):
        counted.pop("", None)
    if dict.__eq__(wanted, found):  # as most documents: quicker by far than what `Counter` makes of `==`
        return ()
    wanted, found = wanted - found, found - wanted
    wanted, found = _by_words(wanted), _by_words(found)
    lost = wanted - found
    if not lost:
        return ()
    letters = Counter("".join(lost.elements()))
    letters.subtract("".join((found - wanted).elements()))
    missed = {letter for letter, count in letters.items() if count > 0}
    words = [word for word in lost if missed.intersection(word)]
    return tuple(_diagnostic(root, word, lost[word], file) for word in words[:_MANY])


def _stretches(html: str) -> Iterator[str]:
    """What stands between two tags, the edition's own elements left out: such hold text alone."""
    texts = []
    for piece in html.split("<"):
        tag, _, text = piece.partition(">")
        if text and _OWN not in tag:
            texts.append(text)
    # NUL can stand in no page: it parts the stretches while all are read at once.
    return map(str.strip, unescape("\0".join(texts)).split("\0"))


def _by_words(stretches: Counter[str]) -> Counter[str]:
    return Counter(chain.from_iterable(stretch.split() for stretch in stretches.elements()))


_HOLDERS = ("text", "sourceDoc", "standOff")


def _texts(root: etree._Element) -> list[etree._Element]:
    """The elements that hold a document's text: `text`; else its transcription; else its data.

    Of a corpus each document is asked for itself; data counts only where there is nothing else.
    """
    found: dict[etree._Element | None, list[list[etree._Element]]] = {}
    for rank, name in enumerate(_HOLDERS):
        for element in root.iter("{*}" + name):
            if not _inside_another(element):
                found.setdefault(element.getparent(), [[], [], []])[rank].append(element)
    chosen = [next(filter(None, ranked)) for ranked in found.values()]
    texts = [element for elements in chosen for element in elements]
    named = [element for element in texts if etree.QName(element).localname != _HOLDERS[-1]]
    if texts or etree.QName(root).localname in ("TEI", "TEI.2", "teiCorpus"):
        return named or texts
    return [root]


def _inside_another(element: etree._Element) -> bool:
    return any(etree.QName(outer).localname in _HOLDERS for outer in element.iterancestors("{*}*"))


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
