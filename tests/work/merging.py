"""Histories for the merge: an editor's random hand on a TEI, random changes of its source."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from lxml import etree

from edition.convert import convert
from edition.document import WHITE_SPACE, squeeze
from edition.settings import Settings, SourcePart
from edition.xml import TEI, parse

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_ADDED = frozenset(f"{{{TEI}}}{name}" for name in "corr reg expan ex figDesc supplied standOff".split())
_BODY = f"{{{TEI}}}text"


def q(name: str) -> str:
    return f"{{{TEI}}}{name}"


@dataclass(frozen=True)
class Edit:
    """What an editor did, and whether it is still there in a tree."""

    what: str
    mark: str  # by which a conflict shows it
    survives: Callable[[etree._Element], bool]


def converted(source: str) -> bytes:
    tei = convert("history", [SourcePart("history.txt", source.encode())], Settings()).tei
    assert tei is not None
    return tei


def words_of(element: etree._Element) -> str:
    """The source's characters in an element."""
    pieces: list[str] = []
    added = 0
    for event, each in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append("" if added else each.tail or "")
            continue
        own = each.tag in _ADDED or each.get("type") == "editor"
        if event == "start":
            added += own
            pieces.append("" if added else each.text or "")
        else:
            added -= own
            pieces.append("" if added or each is element else each.tail or "")
    return squeeze("".join(pieces))


class Editor:
    """Edits a tree at random, as a person with an XML editor would, keeping it valid and lossless."""

    def __init__(self, tei: bytes, random: Random) -> None:
        self.root = parse(tei, "").root
        self.random = random
        self.edits: list[Edit] = []
        self.number = 0

    def bytes(self) -> bytes:
        return etree.tostring(self.root.getroottree(), encoding="UTF-8", xml_declaration=True)

    def work(self, times: int) -> None:
        deeds = (
            self.correct, self.correct, self.name, self.date, self.note, self.remark, self.unwrap, self.reword,
            self.split, self.join, self.head, self.certify, self.title, self.revise, self.divide, self.quote_block,
        )  # fmt: skip
        for _ in range(times):
            self.number += 1
            self.random.choice(deeds)()

    def correct(self) -> None:
        self._wrap_word("choice")

    def name(self) -> None:
        self._wrap_word("persName")

    def date(self) -> None:
        self._wrap_word("date")

    def note(self) -> None:
        """An editor's note behind a word."""
        if not (place := self._word()):
            return
        element, _start, end = place
        mark = f"NOTE{self.number}"
        note = etree.Element(q("note"), {"type": "editor", XML_ID: f"n-{mark}"})
        note.text = f"Remark {mark}"
        self._put(element, end, end, note)
        self._made(f"note {mark}", lambda root: any(mark in (n.text or "") for n in root.iter(q("note"))))

    def remark(self) -> None:
        """A comment amid words."""
        if not (place := self._word()):
            return
        element, start, _end = place
        mark = f" COMMENT{self.number} "
        self._put(element, start, start, etree.Comment(mark))
        self._made(mark, lambda root: any(c.text == mark for c in root.iter(etree.Comment)))

    def unwrap(self) -> None:
        """Takes away an inline element, not its words."""
        found = [
            e
            for e in self._body().iter(q("q"), q("date"), q("seg"))
            if not e.get("resp-kept") and len(e) == 0
        ]
        found = [e for e in found if e.get("ana") is None and len(words_of(e)) > 6]
        if not found:
            return
        element = self.random.choice(found)
        tag, words = str(element.tag), words_of(element)
        _dissolve(element)
        self.edits = [edit for edit in self.edits if edit.what != f"certify {id(element)}"]
        count = sum(words_of(e) == words for e in self._body().iter(tag))
        self._made(
            f"unwrap {tag} {words[:30]}",
            lambda root: sum(words_of(e) == words for e in root.iter(tag)) <= count,
        )

    def reword(self) -> None:
        """Another reading in a corr of the converter's."""
        found = [c for c in self._body().iter(q("corr")) if "READING" not in (c.text or "")]
        if not found:
            return
        mark = f"READING{self.number}"
        self.random.choice(found).text = mark
        self._made(mark, lambda root: any(c.text == mark for c in root.iter(q("corr"))))

    def split(self) -> None:
        """A paragraph in two."""
        found = [p for p in self._body().iter(q("p")) if len((p.text or "").split()) > 6]
        if not found:
            return
        first = self.random.choice(found)
        words = (first.text or "").split(" ")
        cut = self.random.randrange(2, max(3, len(words) - 2))
        text = first.text or ""
        at = len(" ".join(words[:cut]))
        if not text[at:].strip() or not text[:at].strip() or text[at] not in WHITE_SPACE:
            return
        mark = f"p-split{self.number}"
        second = etree.Element(q("p"), {XML_ID: mark})
        second.text = text[at:].lstrip()
        for child in list(first):
            second.append(child)
        first.text = text[:at]
        second.tail, first.tail = first.tail, "\n"
        first.addnext(second)
        self._made(mark, lambda root: any(p.get(XML_ID) == mark for p in root.iter()), "<p>")

    def join(self) -> None:
        """Two paragraphs in one."""
        pairs = [
            (p, after)
            for p in self._body().iter(q("p"))
            if (after := p.getnext()) is not None and after.tag == q("p") and not (p.tail or "").strip()
        ]
        pairs = [
            (p, after) for p, after in pairs if "split" not in (after.get(XML_ID) or "") and words_of(after)
        ]
        if not pairs:
            return
        first, second = self.random.choice(pairs)
        start = words_of(second)[:25]
        _append_text(first, " " + (second.text or ""))
        for child in list(second):
            first.append(child)
        first.tail = second.tail
        parent = second.getparent()
        assert parent is not None
        second.tail = None
        parent.remove(second)
        gone = second.get(XML_ID)
        self._made(f"join {start}", lambda root: not any(p.get(XML_ID) == gone for p in root.iter(q("p"))))

    def head(self) -> None:
        """A paragraph at the top of its division is a heading."""
        found = [
            p
            for p in self._body().iter(q("p"))
            if _stands_in_division(p)
            and all(s.tag in (q("pb"), q("fw"), q("head")) for s in p.itersiblings(preceding=True))
            and p.getnext() is not None
            and p.getnext().tag == q("p")  # type: ignore[union-attr]  # just asked
            and not any(e.tag in (q("list"), q("quote")) for e in p.iter())
            and words_of(p)
        ]
        if not found:
            return
        element = self.random.choice(found)
        element.tag = q("head")
        for name in ("rend", "next", "prev"):
            element.attrib.pop(name, None)
        mark = f"head{self.number}"
        element.set("ana", f"#{mark}")
        self._made(
            mark, lambda root: any(e.get("ana") == f"#{mark}" for e in root.iter(q("head"))), f"#{mark}"
        )

    def certify(self) -> None:
        """An attribute on what the converter found."""
        found = [
            e
            for e in self._body().iter(q("q"), q("date"), q("p"), q("seg"), q("fw"))
            if not e.get("ana") and words_of(e)
        ]
        if not found:
            return
        element = self.random.choice(found)
        mark = f"#certain{self.number}"
        element.set("ana", mark)
        self._made(
            f"certify {id(element)}", lambda root: any(e.get("ana") == mark for e in root.iter()), mark
        )

    def divide(self) -> None:
        """A division round a row of paragraphs at the end of the body."""
        body = self._body()[0]
        blocks = [e for e in body if isinstance(e.tag, str)]
        if not blocks or blocks[-1].tag != q("p") or not words_of(blocks[-1]):
            return
        mark = f"div-made{self.number}"
        division = etree.Element(q("div"), {XML_ID: mark, "type": "section"})
        blocks[-1].addprevious(division)
        division.tail = blocks[-1].tail
        blocks[-1].tail = None
        division.append(blocks[-1])
        self._made(
            mark, lambda root: any(e.get(XML_ID) == mark for e in root.iter(q("div"))), 'type="section"'
        )

    def quote_block(self) -> None:
        """A displayed quotation round a paragraph."""
        found = [p for p in self._body().iter(q("p")) if _stands_in_division(p) and words_of(p)]
        if not found:
            return
        element = self.random.choice(found)
        mark = f"quote-made{self.number}"
        quote = etree.Element(q("quote"), {XML_ID: mark})
        element.addprevious(quote)
        quote.tail, element.tail = element.tail, None
        quote.append(element)
        self._made(mark, lambda root: any(e.get(XML_ID) == mark for e in root.iter(q("quote"))), "<quote>")

    def title(self) -> None:
        mark = f"Title {self.number}"
        title = next(self.root.iter(q("title")))
        self.edits = [edit for edit in self.edits if not edit.what.startswith("title")]
        title.text = mark
        self._made(f"title {mark}", lambda root: next(root.iter(q("title"))).text == mark)

    def revise(self) -> None:
        mark = f"Change {self.number}"
        etree.SubElement(next(self.root.iter(q("revisionDesc"))), q("change")).text = mark
        self._made(mark, lambda root: any(c.text == mark for c in root.iter(q("change"))))

    def _made(self, what: str, survives: Callable[[etree._Element], bool], mark: str = "") -> None:
        self.edits.append(Edit(what, mark, survives))

    def _body(self) -> etree._Element:
        text = self.root.find(_BODY)
        assert text is not None
        return text

    def _wrap_word(self, kind: str) -> None:
        if not (place := self._word()):
            return
        element, start, end = place
        mark, words = f"EDIT{self.number}", (element.text or "")[start:end]
        if kind == "choice":
            made = etree.Element(q("choice"))
            etree.SubElement(made, q("sic")).text = words
            etree.SubElement(made, q("corr"), {"type": "ocr", "resp": "#edition", "cert": "high"}).text = mark
        else:
            made = etree.Element(
                q(kind), {"ana": f"#{mark}"} | ({"when": "1965-02-17"} if kind == "date" else {})
            )
            made.text = words
        self._put(element, start, end, made)

        def survives(root: etree._Element) -> bool:
            if kind == "choice":
                return any(c.text == mark for c in root.iter(q("corr")))
            return any(e.get("ana") == f"#{mark}" for e in root.iter(q(kind)))

        self._made(f"{kind} {mark} {words}", survives, f"#{mark}")

    def _word(self) -> tuple[etree._Element, int, int] | None:
        """A paragraph and a word within its first text."""
        found = [
            p for p in self._body().iter(q("p"), q("item"), q("cell")) if len((p.text or "").split()) > 3
        ]
        if not found:
            return None
        element = self.random.choice(found)
        text = element.text or ""
        word = self.random.choice([w for w in text.split() if w])
        start = text.index(word)
        return element, start, start + len(word)

    def _put(self, element: etree._Element, start: int, end: int, made: etree._Element) -> None:
        text = element.text or ""
        element.text, made.tail = text[:start], text[end:]
        element.insert(0, made)


def _stands_in_division(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and str(parent.tag) in (q("div"), q("body"))


def _append_text(element: etree._Element, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _dissolve(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    words = (element.text or "") + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    element.tail = None
    parent.remove(element)


NEW_WORDS = (
    "the",
    "Government",
    "of",
    "South",
    "Viet-Nam",
    "17 February 1965,",
    '"agreed"',
    "[1 line not declassified]",
)
CONFUSIONS = (
    ("rn", "m"),
    ("l", "1"),
    ("e", "c"),
    ("h", "li"),
    ("0", "O"),
    (".", ","),
    ("t", "f"),
    ("S", "5"),
)


def changed(source: str, random: Random, times: int, protected: Sequence[str] = ()) -> str:
    """The source as a better or worse OCR might give it; words that an edit hangs on are left alone."""
    for _ in range(times):
        lines = source.split("\n")
        at = random.randrange(len(lines))
        deed = random.randrange(9)
        words = lines[at].split(" ")
        if deed == 0 and not _holds(lines[at], protected):
            del lines[at]
        elif deed == 1:
            lines.insert(at, "")
        elif deed == 2:
            lines.insert(at, " ".join(random.choices(NEW_WORDS, k=random.randrange(1, 9))))
        elif deed == 3 and at + 1 < len(lines) and lines[at] and lines[at + 1]:
            lines[at : at + 2] = [lines[at] + " " + lines[at + 1]]
        elif words and len(words) > 1:
            place = random.randrange(len(words))
            if _holds(words[place], protected):
                continue
            if deed in (4, 5):
                old, new = random.choice(CONFUSIONS)
                words[place] = words[place].replace(old, new)
            elif deed == 6:
                del words[place]
            elif deed == 7:
                words.insert(place, random.choice(NEW_WORDS))
            else:
                words[place : place + 2] = ["".join(words[place : place + 2])]
            lines[at] = " ".join(words)
        source = "\n".join(lines)
    return source


def _holds(words: str, protected: Sequence[str]) -> bool:
    return any(word in words for word in protected)
