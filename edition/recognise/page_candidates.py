"""Where on a page its number may stand: short tokens at its head and foot, beside a marking, after the word Page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import regex

from edition.findings import Annotation, Context, Finding, Line
from edition.recognise.evidence import ZONE
from edition.recognise.page_numerals import FIGURES, PREFIX, SUFFIX, Reading, readings
from edition.recognise.spelt_numbers import SPELT_PART, value

# `- 2 -`, `Page: 3`, `A-12`, `5h`, `xiv`, each the whole of what stands there.
# Debris may stand round it: `■	58`, `20 . \'`, `B-34 |`; not what makes a sum or a reference of it.
_AFTER_WORD = (
    rf"(?P<token>{PREFIX}{FIGURES}{SUFFIX})(?P<after>(?!\.)(?:\s+(?i:of) \d{{1,4}}|[^\p{{L}}\d)$£#%/]*))"
)
# What of that belongs to the number: dashes that frame it, the word.
_DASH_BEFORE = regex.compile(r"[-–—~=]\s*$")
_FRAME_AFTER = regex.compile(r"\s*[-–—~=]|\s+(?i:of) \d{1,4}")
# `Page:`, its number on the next line.
_PAGE_ALONE = regex.compile(r"(?i)pa[gq]e ?:?")
# `78 0443808 PAGE 002 IN 0443808`, `PAGE 3 DAR ES SALAAM 1744`, `PAGE TWO NY 105-1234`: a teletype's pages.
_TELETYPE_PAGE = regex.compile(
    r"(?<![\p{L}\d]|ON |SEE |THIS )PAGE[ :]{1,3}"
    rf"(?:(?P<figures>\d{{1,3}})|(?P<spelt>(?:{SPELT_PART.pattern})(?:[ -]?(?:{SPELT_PART.pattern}))?)(?!\p{{L}}))"
)
# `Piccolo Interview, Page 5.`, `Appendix "A"  Page 10`: at the end of a short line that holds a title.
_TITLE_PAGE = regex.compile(
    r"(?<=[\p{L}\"”’,.;:)] {1,4}|\t)(?:Page|PAGE) (?P<figures>\d{1,3})(?=[^\p{L}\d]{0,5}\p{Ll}{0,5}$)"
)
# How many lines at a page's foot a number and debris may take.
LAST_LINES = 3
# Rows of signs beside a number make a stretch no longer.
_SIGNS = regex.compile(r"[^\p{L}\d°^?]{4,}+$")
# `TO:`, a label, with its letter read as a figure.
_LABEL = regex.compile(r"T[oO0D]$")
_FIELD = regex.compile(r"[^\t]+")
_WORD = regex.compile(r"\p{L}{2}")
# A line of prose is so long; what is no longer than a scrap is debris between it and the number.
_PROSE = 25
_SCRAP = 4

Taken = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a page's number: its place and what it can mean.

    `start` to `end` hold frame and word, `token` only what the number is made of. `edge`: nothing but
    forme work lies between it and the page's foot or head, and prose on its other side; `foot` says which.
    `last`: the same at the foot, prose or none; `low`: it stands in the page's lower half.
    """

    page: int
    start: int
    end: int
    token: tuple[int, int]
    readings: tuple[Reading, ...]
    framed: bool
    beside: bool
    edge: bool
    foot: bool
    last: bool
    low: bool
    plain: bool
    words: str


@dataclass(frozen=True, slots=True)
class Scrap:
    """A short stretch where a page's number would stand and none can be read."""

    page: int
    start: int
    end: int
    words: str


@cache
def _number_after(page_words: tuple[str, ...]) -> regex.Pattern[str]:
    """The pattern of a number and what may stand round it: a language's words before it, short ones with a stop."""
    long = "|".join(regex.escape(word) for word in page_words if len(word) > 2) or r"(?!)"
    short = "|".join(regex.escape(word) for word in page_words if len(word) < 3) or r"(?!)"
    return regex.compile(
        rf"(?P<before>[^\p{{L}}\d($£#%/]*+)"
        rf"(?P<word>(?i:{long})[:.]?\s*|(?i:{short})(?:[:.]\s*|\s+(?=\d)))?" + _AFTER_WORD
    )


def candidates(context: Context, found: Sequence[Finding]) -> tuple[list[Candidate], list[Scrap]]:
    """All that may be page numbers, and the scraps that a sequence may still explain."""
    taken = sorted(
        (f.start, f.end, dict(f.attributes).get("type", "")) for f in found if isinstance(f, Annotation)
    )
    may_be: list[Candidate] = []
    scraps: list[Scrap] = []
    numbered = (line for line in context.lines if line.page >= 0)
    for page, group in groupby(numbered, key=lambda line: line.page):
        lines = list(group)
        here = _between(taken, lines[0].start, lines[-1].end)
        for number, line in enumerate(lines):
            if number < ZONE or len(lines) - number <= ZONE:
                place = _Place(context, page, lines, number, here)
                may_be.extend(place.candidates())
                if line.end - line.start < 60:
                    scraps.extend(place.scraps())
    return may_be, scraps


def _between(taken: Sequence[Taken], start: int, end: int) -> Sequence[Taken]:
    first = bisect_left(taken, start, key=lambda stretch: stretch[0])
    last = bisect_left(taken, end, key=lambda stretch: stretch[0])
    return taken[first:last]


@dataclass(frozen=True, slots=True)
class _Place:
    """A line in a page's zone, and what of the page is forme work already."""

    context: Context
    page: int
    lines: Sequence[Line]
    number: int
    taken: Sequence[Taken]

    @property
    def line(self) -> Line:
        return self.lines[self.number]

    def candidates(self) -> Iterator[Candidate]:
        for start, end in self._stretches():
            found = self._of_stretch(start, end)
            if found is None and end - start < 100:
                found = self._after_word(start, end)
            if found is not None:
                yield found

    def scraps(self) -> Iterator[Scrap]:
        beside = self._beside()
        if not (beside or self._at_edge(foot=True) or self._at_edge(foot=False)):
            return
        text = self.context.document.text
        for start, end in _free(self.line, self.taken):
            fields = [
                bare for field in _FIELD.finditer(text, start, end) if (bare := _bare(text, *field.span()))
            ]
            # `32.	Ibid.` has words beside its number.
            if len(fields) > 1 and not self._holds("classification", self.line, self.line):
                continue
            for first, last in fields:
                if 0 < last - first <= 9:
                    yield Scrap(self.page, first, last, text[first:last])

    def _stretches(self) -> list[tuple[int, int]]:
        """The stretches of the line where a number may stand; `Page:` takes the line after it with it."""
        following = self.lines[self.number + 1] if self.number + 1 < len(self.lines) else None
        if following and _PAGE_ALONE.fullmatch(self.context.text(self.line)):
            return [(self.line.start, following.end)]
        free = _free(self.line, self.taken)
        if len(self.lines) - self.number <= LAST_LINES:
            return [self._without_stop(*stretch) for stretch in free]
        return free

    def _without_stop(self, start: int, end: int) -> tuple[int, int]:
        """`111.` at a page's foot is its number and debris; elsewhere `5.` opens a paragraph."""
        return start, end - (self.context.document.text[end - 1] == "." and end - start < 7)

    def _of_stretch(self, start: int, end: int) -> Candidate | None:
        text = self.context.document.text
        signs = _SIGNS.search(text, start, end) if end - start > 4 else None
        if signs is not None and signs.start() > start:
            end = signs.start()
        number = _number_after(self.context.language.page_words)
        match = number.fullmatch(text, start, end) if end - start < 24 else None
        if match is None:
            only = self._only_field(start, end)
            match = number.fullmatch(text, *only) if only else None
        if match is None:
            return None
        meanings = tuple(readings(match.group("token")))
        if (
            not meanings
            or not any(c.isalnum() for c in match.group("token"))
            or _LABEL.match(text, *match.span("token"))
        ):
            return None
        token = match.group("token")
        if len(token) == 1 and not (token.isdecimal() or self._is_apart(*match.span("token"))):
            return None
        dash = _DASH_BEFORE.search(match.group("before"))
        framing = match.start("word") if match.group("word") else dash.start() + match.start() if dash else -1
        after = _FRAME_AFTER.match(match.group("after")) if framing >= 0 else None
        framed = framing >= 0 and (after is not None or bool(match.group("word")))
        first = framing if framed else match.start("token")
        last = match.end("token") + (after.end() if after and framed else 0)
        return self._candidate(first, last, match.span("token"), meanings, framed)

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether a token stands by itself: at its line's edge, or a tab away from what is forme work already."""
        text = self.context.document.text
        near = [span for span in self.taken if span[0] < self.line.end and span[1] > self.line.start]
        return all(
            "\t" in (text[last:start] if last <= start else text[end:first]) for first, last, _ in near
        )

    def _candidate(
        self, start: int, end: int, token: tuple[int, int], meanings: tuple[Reading, ...], framed: bool
    ) -> Candidate:
        foot = self._at_edge(foot=True)
        plain = meanings[0].damaged == 0 and meanings[0].written[-1].isdecimal()
        edge = (foot or self._at_edge(foot=False)) and not self._beside("control")
        low = 2 * self.number >= len(self.lines)
        words = self.context.document.text[slice(*token)]
        return Candidate(
            self.page,
            start,
            end,
            token,
            meanings,
            framed,
            self._beside(),
            edge,
            foot,
            self._is_last(),
            low,
            plain,
            words,
        )

    def _only_field(self, start: int, end: int) -> tuple[int, int] | None:
        """The field with a number where the others hold debris, or a title beside a marking: `NSC 162/2	177`."""
        text = self.context.document.text
        if "\t" not in text[start:end] or end - start > 40:
            return None
        fields = [bare for field in _FIELD.finditer(text, start, end) if (bare := _bare(text, *field.span()))]
        numbers = [(s, e) for s, e in fields if e - s < 4 and text[s:e].isdecimal()]
        if len(numbers) == 1 and self._holds("classification", self.line, self.line):
            return numbers[0]
        if _WORD.search(text, start, end):
            return None
        telling = [(s, e) for s, e in fields if any(c.isdecimal() for c in text[s:e])]
        return telling[0] if len(telling) == 1 else None

    def _after_word(self, start: int, end: int) -> Candidate | None:
        """A number after the word Page on a line that has more."""
        text = self.context.document.text
        if "P" not in text[start:end]:
            return None
        at_head = self.number < ZONE
        match = _TITLE_PAGE.search(text, start, end)
        if match is not None and (
            end - start > 60 or any(c.isdecimal() for c in text[start : match.start()])
        ):
            return None
        if match is None and at_head:
            match = _TELETYPE_PAGE.search(text, start, end)
            if match is not None and not _is_teletype(text[start:end]):
                return None
        if match is None:
            return None
        figures = match.group("figures")
        token = match.span("figures")
        if figures is None:
            token = match.span("spelt")
            figures = str(value(match.group("spelt")))
        meanings = tuple(readings(figures))
        return self._candidate(*match.span(), token, meanings, True) if meanings else None

    def _at_edge(self, foot: bool) -> bool:
        """Whether nothing but forme work and signs lies between the line and the page's foot or head."""
        rest = self.lines[self.number + 1 :] if foot else self.lines[: self.number]
        if len(rest) > ZONE or not all(self._is_covered(line) for line in rest):
            return False
        other = self.lines[: self.number] if foot else self.lines[self.number + 1 :]
        ordered = reversed(other) if foot else iter(other)
        prose = [line for line in ordered if line.end - line.start > _SCRAP and not self._is_covered(line)][
            :2
        ]
        return any(line.end - line.start >= _PROSE for line in prose)

    def _is_last(self) -> bool:
        """Whether nothing but forme work and signs lies below, and no scan's number beside."""
        below = self.lines[self.number + 1 :]
        return len(below) < ZONE and all(map(self._is_covered, below)) and not self._beside("control")

    def _is_covered(self, line: Line) -> bool:
        if any(start < line.end and end > line.start for start, end, _ in self.taken):
            return True
        return not any(c.isalnum() for c in self.context.text(line))

    def _beside(self, kind: str = "classification") -> bool:
        """Whether the line, the one before or the one after holds forme work of a kind."""
        near = self.lines[max(0, self.number - 1) : self.number + 2]
        return self._holds(kind, near[0], near[-1])

    def _holds(self, kind: str, first: Line, last: Line) -> bool:
        return any(
            of_kind == kind and start < last.end and end > first.start for start, end, of_kind in self.taken
        )


def _is_teletype(text: str) -> bool:
    """Whether most letters are capitals."""
    letters = [c for c in text if c.isalpha()]
    return 5 * sum(1 for c in letters if c.isupper()) >= 4 * len(letters)


def _free(line: Line, taken: Sequence[Taken]) -> list[tuple[int, int]]:
    """The stretches of a line that are no forme work yet."""
    at, free = line.start, []
    for start, end, _ in taken:
        if start < line.end and end > line.start:
            free.append((at, start))
            at = end
    return [(start, end) for start, end in [*free, (at, line.end)] if end > start]


def _bare(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without debris at its edges."""
    edges = " \t.,;:'\"‘’“”*•■_—~♦✓-"
    body = text[start:end]
    start += len(body) - len(body.lstrip(edges))
    body = text[start:end].rstrip(edges)
    return (start, start + len(body)) if body else None
