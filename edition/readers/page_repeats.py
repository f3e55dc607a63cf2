"""Page boundaries that only repetition tells: stamps, banners, a teletype's page lines, numbered running titles."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from edition.language.collections import STAMPS
from edition.language.tables import table
from edition.likeness import fold, likeness

# Of all languages: which one a text is in is not known yet.
_MONTHS = frozenset(
    name for code in ("en", "de", "fr") for name in table("languages", code).numbers("months")
)
_PAGE_STAMPS = tuple(
    model for stamp in STAMPS if stamp.page for model in (stamp.lines[0], " ".join(stamp.lines))
)
# Some letters that any reading of a stamp's line keeps: `pcr Executive Ordcr`.
_STAMP_ANCHOR = regex.compile(r"eclas|lassif|xecut|Ord[ec]r 1")
_STAMP_LIKENESS = 0.7
_LINE = regex.compile(r"[^\n\r\f]*[^\s][^\n\r\f]*")
# A banner or a control number: figures tell it from a running title, which prose may quote.
_FIGURES = regex.compile(r"\d")
_FEWEST_FIGURES = 5
_FEWEST = 3
# A page holds more lines than what stands between the banner at its foot and the next one's head.
_LINES_OF_A_PAGE = 8
_LINES_BETWEEN = 3
# `PAGE 02        SAIGON  05402  01 OF 02  110416Z`, `PAGE TWO NY 105-1234`.
_TELETYPE = regex.compile(
    r"(?m)^[ \t]*+PAGE[ \t]{1,4}(?:(?P<figures>\d{1,3})|(?P<word>TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN))\b"
    r"(?P<rest>[^\n\r]{0,90})$"
)
_WORDS = ("TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
# `16  Foreign Relations, 1964–1968`, `Dominican Crisis  17`: a running title with the page's number.
_NUMBERED_TITLE = regex.compile(
    r"(?m)^[ \t]*+(?:(?P<before>\d{1,4})[ \t]{1,8}(?P<title>\p{L}[^\n\r]{6,70})"
    r"|(?P<other>\p{L}[^\n\r]{6,70}?)[ \t]{1,8}(?P<after>\d{1,4}))[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that repeats, characters start to end."""

    start: int
    end: int


def stamp_boundaries(text: str) -> Iterator[int]:
    """Where pages begin by a known stamp that each of them bears."""
    yield from _boundaries(text, list(_stamps(text)))


def learned_boundaries(text: str) -> tuple[list[int], str]:
    """Where pages begin by what repeats in a text without any other mark, and what it is."""
    for name, find in (
        ("teletype-page", _teletype),
        ("banner", _banners),
        ("numbered-title", _numbered_titles),
    ):
        found = list(find(text))
        if found:
            return found, name
    return [], ""


def _boundaries(text: str, marks: Sequence[_Mark]) -> Iterator[int]:
    """A mark opens its page, unless the whole document shows that it closes it, or that it does both.

    Where most marks stand in pairs with next to nothing between, the first closes a page, the second opens one.
    """
    if not marks:
        return
    opens = not text[: marks[0].start].strip()
    closes = not text[marks[-1].end :].strip()
    near = [_lines_between(text, a, b) <= _LINES_BETWEEN for a, b in pairwise(marks)]
    paired = sum(near) * 3 > len(near) or (closes and near == [at % 2 == 1 for at in range(len(near))])
    if len(marks) > 2 and opens and paired:
        yield from (mark.start for mark in _openers(marks, near))
    elif closes and not opens:
        yield from (mark.end for mark in marks)
    else:
        yield from (mark.start for mark in marks)


def _openers(marks: Sequence[_Mark], near: Sequence[bool]) -> Iterator[_Mark]:
    """Of marks at head and foot those at the head: the first, and the second of each pair."""
    yield marks[0]
    closed = False
    for at, together in enumerate(near):
        if together and not closed:
            yield marks[at + 1]
            closed = True
        else:
            closed = False


def _lines_between(text: str, a: _Mark, b: _Mark) -> int:
    return (
        sum(1 for line in text[a.end : b.start].splitlines() if line.strip())
        if b.start - a.end < 2000
        else 99
    )


def _stamps(text: str) -> Iterator[_Mark]:
    end = 0
    for anchor in _STAMP_ANCHOR.finditer(text):
        if anchor.start() < end:
            continue
        # A stamp's line is short: what reaches further is prose.
        start = text.rfind("\n", max(0, anchor.start() - 60), anchor.start()) + 1
        if not start and anchor.start() > 60:
            continue
        edge = text.find("\n", anchor.end(), anchor.end() + 120)
        end = edge if edge >= 0 else anchor.end() + 120
        if any(likeness(text[start:end], stamp) >= _STAMP_LIKENESS for stamp in _PAGE_STAMPS):
            yield _Mark(start, end)


def _banners(text: str) -> Iterator[int]:
    """Lines with a number that stand word for word on page after page, each page of some length."""
    lines: defaultdict[str, list[_Mark]] = defaultdict(list)
    for match in _LINE.finditer(text):
        if 10 < match.end() - match.start() < 130 and len(_FIGURES.findall(match.group())) >= _FEWEST_FIGURES:
            lines[fold(match.group())].append(_Mark(*match.span()))
    repeated = sorted(
        (marks for marks in lines.values() if len(marks) >= _FEWEST),
        key=lambda marks: (-len(marks), marks[0].start),
    )
    for marks in repeated:
        starts = list(_boundaries(text, marks))
        if len(starts) > 1 and median(_page_lengths(text, starts)) >= _LINES_OF_A_PAGE:
            yield from starts
            return


def _page_lengths(text: str, starts: Sequence[int]) -> Iterator[int]:
    for start, end in pairwise([*starts, len(text)]):
        yield sum(1 for line in text[start:end].splitlines() if line.strip())


def _teletype(text: str) -> Iterator[int]:
    """Lines that count a teletype's pages, one after the other."""
    expected, last = 2, ""
    for match in _TELETYPE.finditer(text):
        figures = match.group("figures")
        number = int(figures) if figures else _WORDS.index(match.group("word")) + 2
        if number == 1:
            expected, last = 2, fold(match.group("rest"))
        elif number == expected and (not last or not figures or likeness(match.group("rest"), last) > 0.6):
            expected += 1
            yield _with_marking(text, match.start())


def _with_marking(text: str, start: int) -> int:
    """Where a page begins whose first line is a marking: the second of two lines alike."""
    before = [line for line in _LINE.finditer(text, max(0, start - 300), start)][-2:]
    if len(before) == 2 and fold(before[0].group()) == fold(before[1].group()) != "":
        return before[1].start()
    return start


def _numbered_titles(text: str) -> Iterator[int]:
    """Lines of a title and a number that rises by one from page to page, or by two on every other."""
    found: list[tuple[int, int, str]] = []
    for match in _NUMBERED_TITLE.finditer(text):
        number = int(match.group("before") or match.group("after"))
        title = fold(match.group("title") or match.group("other"))
        if title.partition(" ")[0] not in _MONTHS:  # `3 December 1963` counts days
            found.append((match.start(), number, title))
    counts = Counter(title for _, _, title in found)
    run = [(start, number) for start, number, title in found if counts[title] >= _FEWEST]
    rises = [0 < after - before <= 2 for (_, before), (_, after) in pairwise(run)]
    if len(run) >= _FEWEST and all(rises):
        starts = [start for start, _ in run]
        if median(_page_lengths(text, starts)) >= _LINES_OF_A_PAGE:
            yield from starts
