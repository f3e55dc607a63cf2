"""Nothing lost on the way to the book: every word that is read is looked for in what came out, in order.

Shares nothing with the compositor or the renderer but what is read of a text and what is not.
"""

import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import regex
from lxml import etree

from edition.book.literals import collapse
from edition.book.notes import ROUND_A_NUMBER
from edition.book.reading import is_left_out
from edition.book.shapes import Element, name_of
from edition.diagnostics import Diagnostic, Location, Severity

# White space, and characters that no one sees and that hyphenation and bidirectional text need: not compared.
UNSEEN = regex.compile(r"[\s\p{Cf}\p{Zs}\p{Variation_Selector}\x00-\x1f]+")
# "[U+6F22U+5B57]": characters that no font has, bare of white space.
CODES = regex.compile(r"\[(?P<codes>(?:U\+[0-9A-F]{4,6})+)\]")
MANY = 5
# A letter whose mark Typst draws by itself (r and the ring below) is written twice into the PDF, each time whole.
TWICE = regex.compile(r"(?P<cluster>\p{L}\p{M}+)(?P=cluster)+")
# Hebrew, Arabic, Syriac: written from right to left.
RIGHT_TO_LEFT = regex.compile(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}]")
CLUSTER = regex.compile(r"\X")
MARKS = regex.compile(r"[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}\p{Po}]+")
# How far a stretch may stand behind the one before: what a book sets of its own between two is
# "[less than 1 line withheld]". A long stretch is nowhere by chance, a short one is everywhere.
FAR, NEAR = 240, 40
SURE, SHORT = 24, 4
# In these a text stands apart from the line of reading, wherever the book has room for it.
APART = frozenset({"note", "rdg", "rdgGrp", "witDetail", "figDesc"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two tags: bare of white space, as written, their line, whether in the line of reading."""

    letters: str
    words: str
    line: int | None
    apart: bool


def bare(text: str) -> str:
    """A text as it is compared: taken apart into letters and marks, without white space and the unseen."""
    if text.isascii():
        return UNSEEN.sub("", text)
    return TWICE.sub(r"\g<cluster>", UNSEEN.sub("", unicodedata.normalize("NFD", text)))


def wanted_words(parts: Iterable[Element]) -> list[Stretch]:
    """The stretches of text that a reader must find, in their order."""
    return [stretch for part in parts for stretch in _stretches(part)]


def as_written(wanted: Iterable[Stretch], replaced: Callable[[str], str]) -> list[Stretch]:
    """The stretches as the book writes them: a character that no font has by its code."""
    return [one if one.letters.isascii() else _written(one, replaced(one.words)) for one in wanted]


def _written(one: Stretch, words: str) -> Stretch:
    return replace(one, letters=_without_brackets(bare(words)), words=words)


def _stretches(part: Element) -> Iterator[Stretch]:
    apart: list[Element] = []
    walker = etree.iterwalk(part, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if is_left_out(element):
                walker.skip_subtree()
                continue
            if name_of(element) in APART and element.get("type") != "redaction":
                apart.append(element)
            if element.text and name_of(element) not in UNREAD_BETWEEN:
                yield from _stretch(element.text, element, bool(apart))
            continue
        if event == "end" and apart and apart[-1] is element:
            apart.pop()
        if element.tail and element is not part and _parent_name(element) not in UNREAD_BETWEEN:
            yield from _stretch(element.tail, element, bool(apart))


# What stands between the readings of a choice is nobody's.
UNREAD_BETWEEN = frozenset({"choice", "app"})


def _parent_name(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name_of(parent)


def _stretch(text: str, element: Element, apart: bool) -> Iterator[Stretch]:
    if not text.isspace() and (letters := bare(text)):
        yield Stretch(letters, collapse(text), element.sourceline, apart)


def lost_among(wanted: Iterable[Stretch], texts: Iterable[str]) -> list[Stretch]:
    """The stretches that are not among the texts of a book, which has mark-up too.

    Stretches are compared first, then words; and where a book has less mark-up than its source, words
    stand together there that were apart: what is still left must on both sides be of the same letters.
    """
    stretches = list(wanted)
    missing = Counter(stretch.letters for stretch in stretches)
    there = Counter(map(bare, texts))
    missing, there = missing - there, there - missing
    left = [stretch for stretch in stretches if missing[stretch.letters] > 0]
    letters = Counter("".join(missing.elements()))
    letters.subtract("".join(there.elements()))
    lost = {letter for letter, count in letters.items() if count > 0}
    whole = "".join(there)
    return [one for one in left if lost.intersection(one.letters) and not _is_there(one, whole)]


def _is_there(stretch: Stretch, whole: str) -> bool:
    return len(stretch.letters) > 2 and stretch.letters in whole


@dataclass(slots=True)
class _Remains:
    """What of a book no stretch has claimed; each claim of the same letters goes on behind the one before."""

    text: str
    at: dict[str, int] = field(default_factory=dict)

    def claim(self, letters: str) -> bool:
        place = self.text.find(letters, self.at.get(letters, 0))
        self.at[letters] = place + len(letters) if place >= 0 else len(self.text)
        return place >= 0


def lost_in_order(wanted: Sequence[Stretch], main: str, notes: str) -> list[Stretch]:
    """The stretches that a book without mark-up does not have.

    Those in the line of reading are looked for in the main text in order, each shortly after the one before;
    those that stand apart in the notes. What is left is looked for in what is left of both.
    """
    main, notes = _without_brackets(bare(main)), _without_brackets(bare(notes))
    missed, rest = _in_order([one for one in wanted if not one.apart], main)
    missed_notes, rest_of_notes = _in_order([one for one in wanted if one.apart], notes)
    remains = _Remains(f"{rest}\0{rest_of_notes}")
    left = [one for one in (*missed, *missed_notes) if not _claimed(one, remains)]
    whole, often = f"{main}\0{notes}", Counter(one.letters for one in wanted)
    return [one for one in left if not _is_overlaid(one, whole, often[one.letters])]


def _in_order(wanted: Sequence[Stretch], text: str) -> tuple[list[Stretch], str]:
    """The stretches not found in order, and what of the text none has claimed."""
    at, missed, rest = 0, list[Stretch](), list[str]()
    for one in wanted:
        place = text.find(one.letters, at)
        if place < 0 or place - at > _reach(one.letters):
            missed.append(one)
            continue
        if place > at:
            rest.append(text[at:place])
        at = place + len(one.letters)
    return missed, "\0".join((*rest, text[at:]))


def _without_brackets(letters: str) -> str:
    """The letters with codes that stand for missing characters bare: a run of them has one pair of brackets."""
    return CODES.sub(r"\g<codes>", letters) if "[U+" in letters else letters


def _reach(letters: str) -> int:
    return NEAR if len(letters) < SURE // 2 else FAR if len(letters) < SURE else sys.maxsize


def _claimed(one: Stretch, remains: _Remains) -> bool:
    """Whether the unclaimed text has a stretch, whole or word by word; a note's number without its marks."""
    marks = ROUND_A_NUMBER.sub("", one.letters)
    if remains.claim(one.letters) or (
        marks != one.letters and len(marks) < 8 and (not marks or remains.claim(marks))
    ):
        return True
    words = one.words.split()
    if RIGHT_TO_LEFT.search(one.letters) or "U+0" in one.words:
        # Marks between letters change places where the direction of writing does.
        words = [piece for word in words for piece in MARKS.split(word) if piece]
        return all(remains.claim(bare(word)) or remains.claim(_backwards(word)) for word in words)
    return len(words) > 1 and all(remains.claim(_without_brackets(bare(word))) for word in words)


def _backwards(word: str) -> str:
    """A word as Typst writes it from right to left where a letter carries marks: not marked as reversed."""
    return bare("".join(reversed(CLUSTER.findall(word))))


def _is_overlaid(one: Stretch, whole: str, often: int) -> bool:
    """Whether a stretch stands in the book as often as in the text, although others were taken for it."""
    return len(one.letters) >= SHORT and whole.count(one.letters) >= often


def lost(stretches: Sequence[Stretch], file: str, format_name: str) -> list[Diagnostic]:
    """One error for each of the first few stretches that a book does not have."""
    return [_diagnostic(stretch, file, format_name) for stretch in stretches[:MANY]]


def _diagnostic(stretch: Stretch, file: str, format_name: str) -> Diagnostic:
    shown = stretch.words
    return Diagnostic(
        Severity.ERROR,
        Location(file, stretch.line),
        "book/lost",
        f"the words “{shown[:80]}{'…' if len(shown) > 80 else ''}” of the text are not in its {format_name}",
        "this is a fault of the program: please report it with the file",
    )
