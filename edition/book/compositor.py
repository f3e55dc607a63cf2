"""TEI tree → Typst source: one walk without recursion, by the table of behaviours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from edition.book.behaviours import BEHAVIOURS
from edition.book.images import Pictures
from edition.book.languages import Tongue, tongue_of
from edition.book.literals import literal
from edition.book.notes import XML_ID, Notes, emptied_divisions
from edition.book.reading import plain_reading
from edition.book.shapes import PLAIN, STRAY, Element, Shape, default, name_of
from edition.book.writer import Opening, Writer

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Typst refuses layouts nested deeper than about sixty of its own steps; what is
# deeper keeps its words and loses its form.
DEEPEST = 44
# PDF knows six levels of headings.
LEVELS = 6
# What holds divisions; a head anywhere else is a caption.
SECTIONS = frozenset({"TEI", "TEI.2", "teiCorpus", "text", "group", "front", "body", "back", "div"})
SECTIONS |= {f"div{n}" for n in range(1, 8)}
# What may stand in the argument lists that tables and lists are.
PARTS = {
    "row": frozenset({"row"}),
    "cell": frozenset({"cell"}),
    "item": frozenset({"item", "castItem", "label"}),
    "caption": frozenset({"head"}),
}
LOST_NOTE = Shape("\n\n#note-block[", "]\n\n", block=True, cost=4)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A reading the edition proposes, with what the source has, on a page of it."""

    page: str
    reading: str
    source: tuple[str, ...]
    cert: str | None


@dataclass(slots=True, eq=False)
class Frame:
    """An element being set: its shape, and what it hands down to what is inside it."""

    shape: Shape
    writer: Writer
    opening: Opening
    closing: str
    cost: int
    flow: bool
    lines: bool
    level: int
    sections: bool
    slots: frozenset[str]
    tongue: Tongue | None
    quotations: int
    mark: tuple[Element, str] | None
    ruled: bool = False
    one_line: bool = False
    headed: bool = False


# An element to visit or set in a given shape, a text, or a frame to close.
Task = tuple[str, Element | Frame | str, Shape | None]
Work = Iterator[Task]


@dataclass(slots=True)
class Compositor:
    """Sets the text of a document; afterwards holds what the templates ask for besides."""

    notes: Notes
    tongue: Tongue | None = None
    supplies_marks: bool = False
    characters: Mapping[str, str] = field(default_factory=dict)
    notes_at_end: bool = False
    pictures: Pictures = field(default_factory=Pictures)
    writer: Writer = field(default_factory=Writer)
    proposals: list[Proposal] = field(default_factory=list)
    endnotes: list[tuple[str, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, bool] = field(default_factory=dict)
    padding: dict[Element, int] = field(default_factory=dict)
    head_rows: set[Element] = field(default_factory=set)
    note_titles: dict[str, bool] = field(default_factory=dict)
    numbered_lines: bool = False
    headings: int = 0
    opens_with_heading: bool = False
    too_deep: Element | None = None
    _page: str = ""
    _level: int = 0
    _numbered: int = 0
    _lettered: int = 0
    _line: int = 0
    _poem: Element | None = None
    _emptied: Mapping[Element, Element] = field(default_factory=dict)
    _set: set[Element] = field(default_factory=set)
    _frames: list[Frame] = field(default_factory=list)

    # What behaviours ask.

    @property
    def flow(self) -> bool:
        """Whether naked words here are a paragraph of their own."""
        return self._frames[-1].flow

    @property
    def lines(self) -> bool:
        """Whether line ends are kept here."""
        return self._frames[-1].lines

    @property
    def slots(self) -> frozenset[str]:
        """The parts that may stand here; none where anything may."""
        return self._frames[-1].slots

    def quotation_depth(self) -> int:
        """How many quotations are open here."""
        return self._frames[-1].quotations

    def takes_heading(self) -> bool:
        """Whether a head here is the first of a division."""
        frame = self._frames[-1]
        return frame.sections and not frame.headed and frame.writer is self._frames[0].writer

    def heading_level(self) -> int:
        """The level of a heading here, never more than one below the last."""
        frame = self._frames[-1]
        frame.headed = True
        if not self.headings:
            self.opens_with_heading = not self.writer.written
        self.headings += 1
        # One level stays free for the title that stands above a text without a heading of its own.
        self._level = max(1, min(frame.level, self._level + 1, LEVELS - 1))
        return self._level

    def mark_shown(self, note: Element) -> str | None:
        """The mark under which a note is being set just now."""
        mark = self._frames[-1].mark
        return mark[1] if mark and mark[0] is note else None

    # What behaviours tell.

    def take(self, note: Element) -> bool:
        """Whether a note may be set by its reference: once."""
        if note in self._set:
            return False
        self._set.add(note)
        return True

    def is_taken(self, note: Element) -> bool:
        """Whether a note stands, or will stand, at its reference."""
        return note in self.notes.taken or note in self._set

    def footnote(self, note: Element, mark: str | None) -> Shape:
        """A footnote, or a note at the end, in the place of its reference."""
        self._set.add(note)
        return Shape(
            apart=mark or self.next_mark(), cost=6, flow=True, lines=False, instead=(note,), note=note
        )

    def next_mark(self) -> str:
        """The number of a note that has none of its own."""
        self._numbered += 1
        return str(self._numbered)

    def next_letter(self) -> str:
        """The letter of an entry of the apparatus: a to z, then aa."""
        letters, number = "", self._lettered
        self._lettered += 1
        while number >= 0:
            letters, number = chr(97 + number % 26) + letters, number // 26 - 1
        return letters

    def apparatus_key(self, element: Element) -> str:
        """The number of the line of verse in hand, empty in prose."""
        in_verse = next(element.iterancestors("{*}l"), None) is not None
        return str(self._line) if in_verse and self._line else ""

    def heads_notes_alone(self, head: Element) -> bool:
        """Whether a head stands above nothing but notes that are set elsewhere; its words are kept for them."""
        division = head.getparent()
        if division is None or self._emptied.get(division) is not head:
            return False
        self.note_titles[plain_reading(head)] = True
        return True

    def line_number(self, line: Element) -> str | None:
        """The number of a line of verse: its own; else counted through its poem, unless any line has its own."""
        said = line.get("n") or ""
        if self.numbered_lines:
            self._line = int(said) if said.isascii() and said.isdecimal() and len(said) < 6 else 0
            return said if self._line else None
        poem = next((above for above in reversed(list(line.iterancestors("{*}lg", "{*}sp", "{*}div")))), None)
        self._line = 0 if poem is not self._poem else self._line
        self._poem = poem
        if line.get("part") not in ("M", "F"):
            self._line += 1
        return str(self._line)

    def begin_page(self, n: str) -> None:
        """A page of the source begins."""
        self.count("pb")
        self._page = n or self._page
        self.writer.page(n)

    def propose(self, reading: Element, source: list[str]) -> None:
        """Remember a proposed reading for the list at the end."""
        self.proposals.append(
            Proposal(self._page, plain_reading(reading), tuple(source), reading.get("cert"))
        )

    def leave_out(self, element: Element) -> None:
        """Count what the reading text leaves out; debris between two words leaves them apart."""
        self.count(name_of(element))
        self.writer.space()

    def count(self, what: str) -> None:
        """Count what the colophon speaks of."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def goto(self, target: str) -> str:
        """The id a pointer within the document points to, as a literal; `none` for all others."""
        return literal(target[1:]) if target.startswith("#") and " " not in target else "none"

    # The walk.

    def set(self, roots: Iterable[Element]) -> str:
        """The Typst source of these elements, one after the other."""
        roots = list(roots)
        self._emptied = emptied_divisions(self.notes.taken)
        self.numbered_lines = any(_is_number(line.get("n")) for root in roots for line in root.iter("{*}l"))
        self._frames.append(self._base())
        self._run([("visit", root, None) for root in roots])
        # A note whose reference was never reached stands at the end: its words are not lost.
        lost = [note for note in self.notes.taken if note not in self._set]
        self._run([("shape", note, LOST_NOTE) for note in lost])
        return self.writer.finish()

    def _base(self) -> Frame:
        shape = Shape(block=True, flow=True)
        opening = self.writer.open("", block=True, forced=True)
        return Frame(
            shape, self.writer, opening, "", 0, True, False, 1, True, frozenset(), self.tongue, 0, None
        )

    def _run(self, work: list[Task]) -> None:
        stack = work[::-1]
        while stack:
            kind, subject, shape = stack.pop()
            if isinstance(subject, str):
                self._text(subject)
            elif isinstance(subject, Frame):
                self._close(subject)
            elif kind == "shape" and shape is not None:
                stack.extend(self._enter(subject, shape))
            else:
                stack.extend(self._visit(subject))

    def _text(self, text: str) -> None:
        if not (self.slots and text.strip()):
            self.writer.text(text)
            return
        opening = self.writer.open(STRAY.open, block=True)
        self.writer.text(text)
        self.writer.close(opening, STRAY.close)

    def _visit(self, element: Element) -> Work:
        name = name_of(element)
        if not name:
            # An entity that nobody declared stays as it was written.
            if element.text and element.text.startswith("&") and element.text.endswith(";"):
                self._text(element.text)
            return
        if self.slots and not any(name in PARTS[slot] for slot in self.slots):
            # Nothing but its parts may stand in a table or list: all else is wrapped as one.
            yield "close", self._push(STRAY, element), None
            yield "visit", element, None
            return
        if not self.is_taken(element):
            self._mark_anchor(element)
        shape = BEHAVIOURS.get(name, default)(element, self)
        if shape is not None:
            yield from self._enter(element, shape)

    def _mark_anchor(self, element: Element) -> None:
        identifier = element.get(XML_ID)
        if identifier in self.notes.targets and identifier not in self.anchors:
            self.anchors[identifier] = True
            self.writer.mark(f"#anchor({literal(identifier)})")

    def _enter(self, element: Element, shape: Shape) -> Work:
        """The work an element makes, last first: the walk takes from the end."""
        if shape is PLAIN and not len(element) and not element.get(XML_LANG):
            self.writer.text(element.text or "")
            return
        if self._frames[-1].cost + shape.cost > DEEPEST:
            self.too_deep = element if self.too_deep is None else self.too_deep
            edge = "\n\n" if shape.block or shape.apart else ""
            shape = Shape(edge, edge, block=bool(edge), instead=shape.instead, note=shape.note)
        if shape.ruled and self._frames[-1].ruled:
            shape = PLAIN
        if shape.block and self._frames[-1].one_line:
            # PDF/UA lets no link be cut by a paragraph's edge: blocks in a link are words.
            shape = Shape(instead=shape.instead, note=shape.note)
            self.writer.space()
            yield "text", " ", None
        if shape.then is not None:
            yield "shape", element, shape.then
        yield "close", self._push(shape, element), None
        if shape.note is not None:
            self._mark_anchor(shape.note)
        whole = element if shape.instead is None else shape.note
        if whole is None:
            yield from (("visit", child, None) for child in reversed(shape.instead or ()))
            return
        for child in reversed(whole):
            if child.tail:
                yield "text", child.tail, None
            yield "visit", child, None
        if whole.text:
            yield "text", whole.text, None

    def _push(self, shape: Shape, element: Element) -> Frame:
        parent, name = self._frames[-1], name_of(element)
        tongue = (tongue_of(element.get(XML_LANG)) if element.get(XML_LANG) else None) or parent.tongue
        speaks = tongue is not None and tongue != parent.tongue and not shape.slots
        if shape.apart is not None:
            self.writer.close_up()
            self.writer = Writer()
        code = shape.open + (f"#tongue({tongue.code()})[" if speaks and tongue else "")
        sections = parent.sections and name in SECTIONS and not shape.slot
        deeper = shape.heads and sections and any(frame.shape.heads for frame in self._frames)
        frame = Frame(
            shape=shape,
            writer=self.writer,
            opening=self.writer.open(code, block=shape.block, forced=shape.forced),
            closing=("]" if speaks else "") + shape.close,
            cost=parent.cost + shape.cost + speaks,
            flow=self._flow(element, shape, parent),
            lines=parent.lines if shape.lines is None else shape.lines,
            level=parent.level + deeper,
            sections=sections,
            slots=shape.slots,
            tongue=tongue,
            quotations=parent.quotations + (name in ("q", "quote", "said")),
            mark=(shape.note, shape.apart) if shape.note is not None and shape.apart else parent.mark,
            ruled=shape.ruled or (parent.ruled and shape.apart is None),
            one_line=shape.one_line or (parent.one_line and shape.apart is None),
        )
        self._frames.append(frame)
        return frame

    @staticmethod
    def _flow(element: Element, shape: Shape, parent: Frame) -> bool:
        if not shape.flow:
            return parent.flow if shape.flow is None else False
        # Words between elements make one line of them all: "seen <persName>X</persName>" is no list of names.
        whole = element if shape.note is None else shape.note
        return not any(text and text.strip() for text in (whole.text, *(child.tail for child in whole)))

    def _close(self, frame: Frame) -> None:
        self._frames.pop()
        frame.writer.close(frame.opening, frame.closing)
        mark = frame.shape.apart
        if mark is None:
            return
        self.writer = self._frames[-1].writer
        body = frame.writer.finish()
        if not body.strip():
            if frame.shape.note in self.notes.taken:
                self.writer.insert(f"#raised(none, {literal(mark)})")
        elif self.notes_at_end:
            self.endnotes.append((mark, body))
            self.writer.insert(f"#end-mark({literal(mark)}, {len(self.endnotes)})")
        else:
            self.writer.insert(f"#foot({literal(mark)})[{body}]")


def _is_number(said: str | None) -> bool:
    return bool(said) and str(said).isascii() and str(said).isdecimal()
