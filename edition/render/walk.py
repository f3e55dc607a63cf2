"""The one walk over a TEI tree: no recursion, each node once, all text kept, cut where nothing is torn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from edition.render.behaviour import Row
from edition.render.cuts import LEAST_CHARACTERS, LEAST_PAGES, Start, continued, first_of_page, may_end_before
from edition.render.html import escape
from edition.render.state import Element, Rendering, Tags, local_name
from edition.render.structure import heading_of_header

# Between a broken word and its other half stand only these.
_RUN_ON = frozenset(["surplus", "pc", "fw"])


@dataclass(slots=True)
class Frame:
    """An open element: what is left of its children, where its output begins, what must be put back."""

    element: Element
    row: Row
    children: Iterator[Element]
    slot: int
    wrapping: str
    tags: Tags
    joined: bool
    level: int
    notes: int
    chars: int
    pages: int
    block: bool = False
    link: bool = False


@dataclass(slots=True)
class Walk:
    """A walk in progress; `parts` are the portions that are finished, `starts` where each began."""

    here: Rendering
    rows: Mapping[str, Row]
    skipped: frozenset[Element] = frozenset()
    stack: list[Frame] = field(default_factory=list)
    parts: list[list[str]] = field(default_factory=list)
    starts: list[Start] = field(default_factory=lambda: [Start(0, 0, 0, True)])

    def run(self, root: Element) -> None:
        """Render an element and all it holds, but for the containers in `skipped`."""
        self._visit(root, None)
        stack, visit, write_tail = self.stack, self._visit, self._tail
        while stack:
            frame = stack[-1]
            for child in frame.children:
                if visit(child, frame):
                    break
                if tail := child.tail:
                    write_tail(child, tail, frame)
            else:
                self._close(stack.pop())
                if stack and frame.element.tail:
                    write_tail(frame.element, frame.element.tail, stack[-1])
        self._set_remaining_notes()
        self.parts.append(self.here.out)

    # ---- elements -------------------------------------------------------------------------------

    def _visit(self, element: Element, parent: Frame | None) -> bool:
        """Write an element, or open it where it has content to come; whether it was opened."""
        tag = element.tag
        if tag.__class__ is not str:
            self._other_node(element)
            return False
        row = self.rows[tag]
        if row.flow == "container" and element in self.skipped:
            self._skip(element)
            return False
        wrapping = ""
        if parent is not None:
            if parent.row.flow == "container":
                if self._may_cut(element, row):
                    self._cut(element)
            elif parent.row.members is not None and tag.rpartition("}")[2] not in parent.row.members:
                before, wrapping = (
                    parent.row.between(parent.element, self.here) if parent.row.between else ("", "")
                )
                self.here.out.append(before)
        if row.opens or len(element):
            self._open(element, row, wrapping)
            return True
        self._leaf(element, row, wrapping, parent)
        return False

    def _skip(self, element: Element) -> None:
        """Leave out what is not read; of the header of one text among several its title stays."""
        if len(self.stack) > 1 and local_name(element) == "teiHeader":
            self.here.out.append(heading_of_header(element, self.here))

    def _other_node(self, node: Element) -> None:
        # An entity of a DTD that is not there is shown by its name; comments are not shown.
        if isinstance(node, etree._Entity):
            self._text(node.text or "")
            self.here.warn(node, "entity", f"the entity {node.text} is declared nowhere; shown by its name")

    def _leaf(self, element: Element, row: Row, wrapping: str, parent: Frame | None) -> None:
        here = self.here
        here.block = here.link = False
        joined = here.joined
        before, after = row.behaviour(element, here)
        if here.cert is not None:
            after += self._doubt(element)
        text = element.text or ""
        if text:
            if joined and not row.aside:
                text = text.lstrip()
                here.joined = not text
            here.chars += len(text)
            if "&" in text or "<" in text or ">" in text:
                text = escape(text)
        here.out.append(f"{before}{text}{after}{wrapping}")
        if parent is not None:
            if here.block or row.flow != "inline":
                parent.block = True
            if here.link:
                parent.link = True

    def _open(self, element: Element, row: Row, wrapping: str) -> None:
        here = self.here
        level, tags, slot = here.level, ("", ""), len(here.out)
        if row.flow == "container":
            here.block = here.link = False
            tags = row.behaviour(element, here)
            here.cert = None
        here.out.append(tags[0])
        if row.host:
            here.hosts += 1
        self.stack.append(
            Frame(
                element,
                row,
                iter(element),
                slot,
                wrapping,
                tags,
                here.joined,
                level,
                len(here.notes),
                here.chars,
                len(here.pages),
            )
        )
        if row.aside:
            here.joined = False
        text = element.text
        if text and not (row.flow == "container" and text.isspace()):
            self._text(text)

    def _close(self, frame: Frame) -> None:
        here, row = self.here, frame.row
        if row.host:
            here.hosts -= 1
        if row.flow == "container":
            self._set_notes(frame)
            here.out.append(frame.tags[1] + frame.wrapping)
            here.level = frame.level
            self._tell_parent(True, False)
            return
        if row.aside:
            here.joined = frame.joined
        if row.host == "inside":
            self._set_notes(frame)
        here.block, here.link, here.began = frame.block, frame.link, frame.pages
        before, after = row.behaviour(frame.element, here)
        if here.cert is not None:
            after += self._doubt(frame.element)
        here.block = here.block or row.flow == "block"
        here.out[frame.slot] = before
        here.out.append(after)
        if row.divert is not None:
            self._divert(frame)
        if row.host == "after":
            self._set_notes(frame)
        if frame.wrapping:
            here.out.append(frame.wrapping)
        self._tell_parent(here.block, here.link)

    def _divert(self, frame: Frame) -> None:
        here = self.here
        content = "".join(here.out[frame.slot :])
        del here.out[frame.slot :]
        here.block = frame.block
        assert frame.row.divert is not None
        here.out.append(frame.row.divert(frame.element, here, content, here.chars - frame.chars))
        here.cert = None

    def _tell_parent(self, block: bool, link: bool) -> None:
        if self.stack:
            parent = self.stack[-1]
            parent.block = parent.block or block
            parent.link = parent.link or link

    def _doubt(self, element: Element) -> str:
        cert, self.here.cert = self.here.cert, None
        return self.here.doubt(element, cert) if cert else ""

    # ---- notes ----------------------------------------------------------------------------------

    def _set_notes(self, frame: Frame) -> None:
        """Set the notes gathered in a block beside it, or below where they are longer than it is."""
        here = self.here
        if len(here.notes) <= frame.notes:
            return
        notes = here.notes[frame.notes :]
        del here.notes[frame.notes :]
        html, length = "".join(note for note, _ in notes), sum(length for _, length in notes)
        if frame.row.host != "after":
            here.out.append(f'<div class="notes below">{html}</div>\n')
            frame.block = True
            return
        # Set small in a narrow margin, notes take about as much height as the same text in its column.
        room = here.chars - frame.chars - length
        where = "beside" if length + 60 * len(notes) <= room + 120 else "below"
        here.out[frame.slot] = f'<div class="noted {where}">{here.out[frame.slot]}'
        here.out.append(f'<div class="notes {where}">{html}</div></div>\n')

    def _set_remaining_notes(self) -> None:
        here = self.here
        if here.notes:
            html = "".join(note for note, _ in here.notes)
            here.out.append(f'<div class="notes below">{html}</div>\n')
            here.notes.clear()

    # ---- text -----------------------------------------------------------------------------------

    def _text(self, text: str) -> None:
        here = self.here
        if here.joined:
            text = text.lstrip()
            if not text:
                return
            here.joined = False
        here.chars += len(text)
        if "&" in text or "<" in text or ">" in text:
            text = escape(text)
        here.out.append(text)

    def _tail(self, element: Element, text: str, frame: Frame) -> None:
        if text.isspace():
            row = frame.row
            if row.flow == "container" or row.members is not None:
                return
            tag = element.tag
            if tag.__class__ is str and self.rows[tag].aside and _runs_on(element):
                self.here.out.append('<span class="apart"> </span>')
                return
        self._text(text)

    # ---- portions -------------------------------------------------------------------------------

    def _may_cut(self, element: Element, row: Row) -> bool:
        """Whether the portion in hand is long enough, and may end before this element."""
        here, start = self.here, self.starts[-1]
        characters, pages = here.chars - start.chars, len(here.pages) - start.pages
        if characters < LEAST_CHARACTERS and pages < LEAST_PAGES:
            return False
        if not may_end_before(element, row.flow != "inline", characters, pages):
            return False
        return not here.joined and all(frame.row.flow == "container" for frame in self.stack)

    def _cut(self, element: Element) -> None:
        here = self.here
        self._set_remaining_notes()
        here.out.extend(frame.tags[1] + frame.wrapping for frame in reversed(self.stack))
        self.parts.append(here.out)
        here.portion += 1
        here.out = [continued(frame.tags[0]) for frame in self.stack]
        at_page = first_of_page(element)
        self.starts.append(Start(here.chars, len(here.pages), len(here.headings), at_page))


def _runs_on(element: Element) -> bool:
    """Whether the space after an element lies inside a broken word: `in<pc/> <surplus/><lb break="no"/>`."""
    following: Element | None = element
    for _ in range(6):
        if following is None or not isinstance(following.tag, str):
            return False
        name = local_name(following)
        if name == "lb":
            return following.get("break") == "no" and following is not element
        if name not in _RUN_ON or not (following.tail or " ").isspace():
            return False
        following = following.getnext()
    return False
