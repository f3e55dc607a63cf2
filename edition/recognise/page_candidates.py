"""Where on a page its number may stand: short tokens at its head and foot, beside a marking, after the word Page."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

import regex

from edition.findings import Annotation, Context, Finding, Line, Lineation
from edition.recognise.evidence import ZONE
from edition.recognise.page_numerals import Reading, readings
from edition.recognise.page_patterns import (
    DASH_BEFORE,
    DASHES,
    DOTTED,
    END_PAGE,
    FIELD,
    FRAME_AFTER,
    LABEL,
    LAST_LINES,
    PAGE_ALONE,
    PROSE,
    SCRAP,
    SIGNS,
    TELETYPE_PAGE,
    TITLE_PAGE,
    WORD,
    number_after,
)
from edition.recognise.spelt_numbers import value

Taken = tuple[int, int, str]
# A number may stand on a line that has other words, but not in prose.
_LONGEST_LINE = 110


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
        covered = tuple(_is_covered(context, line, here) for line in lines)
        for number, line in enumerate(lines):
            in_zone = number < ZONE or len(lines) - number <= ZONE
            if in_zone and (line.end - line.start <= _LONGEST_LINE or covered[number]):
                place = _Place(context, page, lines, number, here, covered)
                may_be.extend(place.candidates())
                if line.end - line.start < 60:
                    scraps.extend(place.scraps())
    return may_be, scraps


def _is_covered(context: Context, line: Line, taken: Sequence[Taken]) -> bool:
    """Whether a line is forme work in whole or part, or signs alone."""
    if any(start < line.end and end > line.start for start, end, _ in taken):
        return True
    return line.end - line.start < PROSE and not any(c.isalnum() for c in context.text(line))


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
    covered: Sequence[bool]

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
                bare for field in FIELD.finditer(text, start, end) if (bare := _bare(text, *field.span()))
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
        if following and PAGE_ALONE.fullmatch(self.context.text(self.line)):
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
        signs = SIGNS.search(text, start, end) if end - start > 4 else None
        if signs is not None and signs.start() > start:
            end = signs.start()
        if DOTTED.fullmatch(text, start, end) and self.number < 3 and all(self.covered[: self.number]):
            return self._candidate(
                start, end, (start, end - 1), tuple(readings(text[start : end - 1])), False
            )
        number = number_after(self.context.language.page_words)
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
            or LABEL.match(text, *match.span("token"))
        ):
            return None
        token = match.group("token")
        if len(token) == 1 and not (token.isdecimal() or self._is_apart(*match.span("token"))):
            return None
        dash = DASH_BEFORE.search(match.group("before"))
        framing = match.start("word") if match.group("word") else dash.start() + match.start() if dash else -1
        after = FRAME_AFTER.match(match.group("after")) if framing >= 0 else None
        framed = framing >= 0 and (after is not None or bool(match.group("word")))
        first = framing if framed else match.start("token")
        last = match.end("token") + (after.end() if after and framed else 0)
        if not framed and self.context.evidence.lineation is not Lineation.REJOINED:
            # Half a frame, where OCR lost the other.
            first -= text[first - 1 : first] in DASHES and first > start
            last += text[last : last + 1] in DASHES and last < end
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
        words = self.context.document.text[
            token[0] : end if self.context.document.text[end - 1] == "." else token[1]
        ]
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
        fields = [bare for field in FIELD.finditer(text, start, end) if (bare := _bare(text, *field.span()))]
        numbers = [(s, e) for s, e in fields if e - s < 4 and text[s:e].isdecimal()]
        if len(numbers) == 1 and self._holds("classification", self.line, self.line):
            return numbers[0]
        if WORD.search(text, start, end):
            return None
        telling = [(s, e) for s, e in fields if any(c.isdecimal() for c in text[s:e])]
        return telling[0] if len(telling) == 1 else None

    def _after_word(self, start: int, end: int) -> Candidate | None:
        """A number after the word Page on a line that has more."""
        text = self.context.document.text
        if "P" not in text[start:end]:
            return None
        ended = END_PAGE.fullmatch(text, start, end)
        if ended is not None:
            return self._worded(ended, *ended.span("all"))
        at_head = self.number < ZONE
        match = TITLE_PAGE.search(text, start, end)
        if match is not None and (
            end - start > 60 or any(c.isdecimal() for c in text[start : match.start()])
        ):
            return None
        if match is None and at_head:
            match = TELETYPE_PAGE.search(text, start, end)
            if match is not None and not _is_teletype(text[start:end]):
                return None
        if match is None:
            return None
        return self._worded(match, *match.span())

    def _worded(self, match: regex.Match[str], start: int, end: int) -> Candidate | None:
        """A number in figures or in words after the word Page."""
        figures, token = match.group("figures"), match.span("figures")
        if figures is None:
            token = match.span("spelt")
            figures = str(value(match.group("spelt").upper()))
        meanings = tuple(readings(figures))
        return self._candidate(start, end, token, meanings, True) if meanings else None

    def _at_edge(self, foot: bool) -> bool:
        """Whether nothing but forme work and signs lies between the line and the page's foot or head."""
        rest = self.covered[self.number + 1 :] if foot else self.covered[: self.number]
        if len(rest) > ZONE or not all(rest):
            return False
        inward = range(self.number - 1, -1, -1) if foot else range(self.number + 1, len(self.lines))
        lengths = (self.lines[at].end - self.lines[at].start for at in inward if not self.covered[at])
        return any(length >= PROSE for length in islice((one for one in lengths if one > SCRAP), 2))

    def _is_last(self) -> bool:
        """Whether nothing but forme work and signs lies below, and no scan's number beside."""
        below = self.covered[self.number + 1 :]
        return len(below) < ZONE and all(below) and not self._beside("control")

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
