"""`xml:id`s that stay with their words: made of a block's page and its own text, of nothing else."""

import unicodedata
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from zlib import crc32

import regex

from edition.content import IDENTIFIED
from edition.document import Document, squeeze
from edition.recognise.resolve import Node, descend

_WORD = regex.compile(r"[^\W_]+")
_NOT_ASCII = regex.compile(r"[^a-z0-9]")
# Words that do not tell one block from another.
_SMALL = frozenset("a an and as at by for from in is it of on or that the this to was with".split())
_MOST_WORDS = 4
_LONGEST_WORD = 16
# What a container's checksum covers: a block put in, split or taken out behind its first words changes nothing.
_WORDS_OF_A_CONTAINER = 8
_CONTAINERS = frozenset({"div", "quote", "list", "table"})
_ASIDE = frozenset({"fw", "note", "pb"})


def identify(document: Document, body: Node, taken: frozenset[str] = frozenset()) -> Mapping[int, str]:
    """The `xml:id` of each node that needs one, by the node's `id()`.

    `p54-british-apparently-k3vq`: the page, the element unless it is a `p`, the first telling words,
    and four letters of a checksum over the words that follow, so that blocks that begin alike do not
    move each other's ids. Only blocks alike in their whole text on one page are numbered, among
    themselves. Source: encoding manual, "Header", last paragraph.
    """
    pages = [node for node in descend(body) if node.element == "pb"]
    names = _page_names(document, pages)
    ids: dict[int, str] = {}
    used: Counter[str] = Counter(taken)
    for node, name in zip(pages, _page_ids(document, pages, names), strict=True):
        ids[id(node)] = _once(name, used)
    for node in descend(body):
        if node.element in IDENTIFIED and node.element != "pb":
            page = document.page_at(node.start)
            name = names[page] if page is not None and page < len(names) else "front"
            ids[id(node)] = _once(f"{name}-{_own_name(document, node)}", used)
    return ids


def _once(name: str, used: Counter[str]) -> str:
    used[name] += 1
    return name if used[name] == 1 else _once(f"{name}-{used[name]}", used)


def _page_names(document: Document, pages: Sequence[Node]) -> list[str]:
    """`p54` after the printed number; a page without one is named by its own first words."""
    return [_page_name(document, node) for node in pages]


def _page_name(document: Document, node: Node) -> str:
    number = _slug(dict(getattr(node.finding, "attributes", ())).get("n", ""))
    if number:
        return f"p{number}"
    return "page-" + ("-".join(_telling(document.text[node.start : node.start + 200])) or "blank")


def _page_ids(document: Document, pages: Sequence[Node], names: Sequence[str]) -> Iterator[str]:
    """A page whose name another has too adds a checksum over its first words."""
    shared = Counter(names)
    for node, name in zip(pages, names, strict=True):
        if shared[name] > 1:
            start = document.text[node.start : node.start + 2000]
            words = [word for word in _WORD.findall(start)][:60]
            name = f"{name}-{_checksum(' '.join(words))}"
        yield name


def _own_name(document: Document, node: Node) -> str:
    text = _own_text(document, node)
    words = _telling(text[:240])
    if node.element in _CONTAINERS:
        covered = " ".join(_WORD.findall(text[:240])[:_WORDS_OF_A_CONTAINER])
    else:
        covered = squeeze(text)
    parts = [*([] if node.element == "p" else [node.element]), *words, _checksum(covered)]
    return "-".join(parts)


def _own_text(document: Document, node: Node) -> str:
    """A block's words without forme work and notes within."""
    pieces, at = [], node.start
    for child in node.children:
        if child.element in _ASIDE:
            pieces.append(document.text[at : child.start])
            at = child.end
    return "".join([*pieces, document.text[at : node.end]])


def _telling(text: str) -> list[str]:
    """The first words of a text, as far as it takes to have two that tell."""
    words, telling = [], 0
    for match in _WORD.finditer(text):
        word = _slug(match.group())
        words.append(word)
        telling += word not in _SMALL and len(word) > 1
        if telling == 2 or len(words) == _MOST_WORDS:
            break
    return words


def _slug(word: str) -> str:
    """A word in the letters and figures of ASCII; what has none there, by its code points."""
    if word.isascii():
        return word.lower()[:_LONGEST_WORD]
    plain = unicodedata.normalize("NFKD", word).casefold()
    return _NOT_ASCII.sub("", plain)[:_LONGEST_WORD] or "".join(f"u{ord(sign):x}" for sign in word[:2])


def _checksum(text: str) -> str:
    return b32encode(crc32(text.encode("utf-8", "replace")).to_bytes(4, "big")).decode()[:4].lower()
