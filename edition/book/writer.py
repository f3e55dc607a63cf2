"""Typst source as it grows: white space, page breaks and wrappers wait until there is text for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from edition.book.literals import SPACES, literal


@dataclass(slots=True, eq=False)
class Opening:
    """Code that opens a wrapper, not written before its first text; `started` remembers the text before."""

    code: str
    block: bool
    started: bool


@dataclass(slots=True)
class Writer:
    """Collects Typst source in content mode; text is always a string literal.

    What lies between two texts is a gap: it has one space where there is white space, a line end or a page
    break in it, none where anything in it says `break="no"`. Wrappers that stay empty are never written.
    """

    code: list[str] = field(default_factory=list)
    _run: list[str] = field(default_factory=list)
    _waiting: list[Opening] = field(default_factory=list)
    _marks: list[str] = field(default_factory=list)
    _pages: list[str] = field(default_factory=list)
    _pages_at: int = 0
    _space: bool = False
    _join: bool = False
    _line_end: bool = False
    _started: bool = False
    written: bool = False

    def text(self, text: str) -> None:
        """Write text, its white space collapsed."""
        core = SPACES.sub(" ", text)
        if core[:1] == " ":
            self._space = True
        core_text = core.strip(" ")
        if not core_text:
            return
        self._settle()
        self._run.append(core_text)
        self._started = self.written = True
        self._space = core[-1] == " "

    def space(self) -> None:
        """The words before and after are apart."""
        self._space = True

    def close_up(self) -> None:
        """What comes next stands close to what came before (a raised figure after its word)."""
        self._space = False

    def join(self) -> None:
        """The word before goes on after the gap (`lb`, `pb` with `break="no"`)."""
        self._join = True

    def line_end(self) -> None:
        """A line ends here and the next begins, where its block keeps lines."""
        self._line_end = True

    def page(self, n: str) -> None:
        """A page of the source begins with the next text."""
        if not self._pages:
            self._pages_at = len(self._waiting)
        self._pages.append(n)

    def mark(self, code: str) -> None:
        """Invisible code (an anchor) to stand before the next text."""
        self._marks.append(code)

    def open(self, code: str, *, block: bool, forced: bool = False) -> Opening:
        """Open a wrapper; a forced one is written even if it stays empty."""
        opening = Opening(code, block, self._started)
        self._waiting.append(opening)
        if block:
            self._begin_block()
        if forced:
            self._write_openings(len(self._waiting))
        return opening

    def close(self, opening: Opening, code: str) -> None:
        """Close a wrapper with this code, or forget it where nothing was written inside."""
        if self._waiting and self._waiting[-1] is opening:
            self._waiting.pop()
            self._started = opening.started
            self._space = True if opening.block else self._space
            return
        if code:
            self._flush()
            self.code.append(code)
        if opening.block:
            self._begin_block()

    def insert(self, code: str) -> None:
        """Write visible code that stands like a word."""
        self._settle()
        self._flush()
        self.code.append(code)
        self._started = self.written = True

    def finish(self) -> str:
        """All that was written, with the marks and page breaks that no text followed."""
        if self._pages or self._marks:
            self._settle()
        self._flush()
        return "".join(self.code)

    def _begin_block(self) -> None:
        self._space = self._join = self._line_end = self._started = False

    def _settle(self) -> None:
        if self._started and not self._join:
            if self._line_end:
                self._flush()
                self.code.append("#linebreak()")
            elif self._space or self._pages:
                self._run.append(" ")
        self._space = self._join = self._line_end = False
        if self._waiting or self._marks or self._pages:
            self._write_gap("pb-within" if self._started else "pb")

    def _write_gap(self, page_break: str) -> None:
        # A page number stands inside its paragraph, not before it: after the last block that opens here.
        blocks = [index for index, opening in enumerate(self._waiting, 1) if opening.block]
        last = max([blocks[-1] if blocks else 0, min(self._pages_at, len(self._waiting))])
        rest = self._waiting[last:]
        self._write_openings(last)
        if self._pages:
            self._write([f"#{page_break}({literal(' · '.join(filter(None, self._pages)))})"])
            self._pages.clear()
        self._write(self._marks)
        self._marks.clear()
        self._write(opening.code for opening in rest)
        self._waiting.clear()

    def _write_openings(self, count: int) -> None:
        self._write(opening.code for opening in self._waiting[:count])
        del self._waiting[:count]
        self._pages_at = 0

    def _write(self, codes: Iterable[str]) -> None:
        for code in filter(None, codes):
            self._flush()
            self.code.append(code)

    def _flush(self) -> None:
        if self._run:
            self.code.append(f"#{literal(''.join(self._run))}")
            self._run.clear()
