"""Square brackets in running text, whole or as OCR misread them: where they open and close.

Whether an interpolation stands within them (TEI `seg`) or a statement that something is
withheld, the recognisers of those say.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

import regex

from edition.findings import Certainty, Context, Correction, Passage, Rule
from edition.recognise.damaged_brackets import Frequency, closing_character, opening_character

# Longer than any interpolation of the corpus, shorter than half a page.
LONGEST = 700
# Slashes are used for more than brackets.
LONGEST_SLASHED = 400
# A bracket that has become a letter is looked for this near its partner.
NEAR = 80
# "and", "of", "the": of so many occurrences in the word list's source.
COMMON = 1_000_000_000
# A round bracket is taken for a square one's partner this near.
ROUND = 200

WHOLE = Rule(
    "interpolations/brackets",
    "Words in square brackets were put in by whoever wrote or published the document.",
    "The key to this problem [the Indochina war] is a strong army",
)
SLASHES = Rule(
    "interpolations/slashes",
    "A typewriter without brackets used a slash struck over: it opens before a word and closes after one.",
    "we believe /the/ Ambassador should raise this subject",
)
UNLIKE = Rule(
    "interpolations/unlike-brackets",
    "A bracket of another shape closes what a bracket opened: OCR misread one of the two.",
    "aggression to [U.N. Secretary General/ in writing",
)
CLOSED_BY_CHARACTER = Rule(
    "interpolations/closed-by-character",
    "After an opening bracket, a word with a 7 or a letter too many ends in the closing bracket.",
    "a Thursday [February 187 strike",
)
OPENED_BY_CHARACTER = Rule(
    "interpolations/opened-by-character",
    "Before a closing slash, a word with a stroke or a letter too many begins with the opening bracket.",
    "since fFebruary and March/ indicate that",
)
ROUND_PARTNER = Rule(
    "interpolations/round-partner",
    "A square bracket's partner reads as a round one that has no partner of its own: either may be misread.",
    "(Copy attached to the original]",
)
ROUND_OR_SQUARE = Rule(
    "interpolations/editor-remark",
    "Both brackets are damaged or one is round, but the words are a remark such as only editors make.",
    "it is in our interest (emphasis added} to",
)

# A bracket opens at the beginning, after white space, or after a mark that opens or
# ends a sentence: "In November 1964.../the/ JCS", "(It was agreed) /They believe/".
_BEFORE = r"(?:(?<![^\s(\"“‘'’”)—^_~])|(?<=\.\.,?)|(?<=\.\s\.))"
# It closes before white space or such a mark: "instructions/, Johnson", "/of/^Cochinchina".
_AFTER = r"(?![^\s.,;:!?)\"”’'*^_„—])"
# What a slash may open: a word, a year, and "/ a_/", where the bracket had air.
# "/s/ John Smith" is how a signature is copied.
_OPENED = r"(?![sSt]/)(?:[.~'^]?[\"“]?\p{L}|1[6-9]\d\d|(?=\s\p{L}{1,2}_?[/J\]]))"

MARK = regex.compile(
    rf"""(?P<sic>(?<!\S)[f£Z]sic[fjJ7/]{_AFTER})
    | (?P<open>\[|{_BEFORE}\{{(?=\p{{L}}))
    | (?P<close>[\]}}])
    | (?P<slash_open>{_BEFORE}(?:(?<!\band\s)|(?=/(?!or\b)\p{{L}}++/))/(?={_OPENED}))
    | (?P<pound>{_BEFORE}£(?=\p{{L}}))
    | (?P<slash_close>(?<=[\p{{L}}.,;:!?\"”’'^_—)-])(?<!\band)/{_AFTER})
    | (?P<joined_close>(?<=\s/\p{{Ll}}{{1,5}})/(?=\p{{Ll}}{{3}}))
    | (?P<date_close>(?<=\d)/{_AFTER})
    """,
    regex.VERBOSE,
)
# A cheap look before the marks are read: most slashes follow a note's number.
ANY = regex.compile(r"[\[\]{}]|(?<!\d)/|£\p{L}|fsic")
# "/and 1/" closes (1 for I), "a decision. 28/" is a note's number.
FEW_WORDS = regex.compile(r"\s?\S+\s\S+")
YEAR = regex.compile(r"(?<!\d)1[6-9]\d\d$")
# "quoted on pp.66-67/": a note's number has nothing before it.
NO_NOTE = regex.compile(r"[\p{L}\d]\.?[.-]\d{1,4}$")
DAY = regex.compile(r"(?P<month>\p{L}+)\.?\s+\d{1,2}$")
# A word of two letters, or the only one there is, stands before a closing slash: "a/" is a table's note.
WORD_BEFORE = regex.compile(
    r"(?:\p{L}{2}|\p{L}{2}['’]\p{L})[.,;:!?\"”’'^_—)-]{0,3}$|\p{L}[.,;:!?\"”’'^_—)-]{1,3}$"
)
ROUND_BRACKET = regex.compile(r"[()]")


def unclosed(text: str, start: int, end: int) -> int:
    """Where the last round bracket opens that nothing closes within a stretch; -1 for nowhere."""
    opened: list[int] = []
    for match in ROUND_BRACKET.finditer(text, start, end):
        if match[0] == "(":
            opened.append(match.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else -1


def unopened(text: str, start: int, end: int) -> int:
    """Where the first round bracket closes that nothing opened within a stretch; -1 for nowhere."""
    depth = 0
    for match in ROUND_BRACKET.finditer(text, start, end):
        depth += 1 if match[0] == "(" else -1
        if depth < 0:
            return match.start()
    return -1


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Characters start to end of a passage's text stand in brackets, those at its edges.

    `opened` and `closed` tell how sure it is that a damaged bracket is one; `None` for a whole bracket.
    """

    start: int
    end: int
    rule: Rule
    opened: Certainty | None = None
    closed: Certainty | None = None

    @property
    def cert(self) -> Certainty | None:
        """The lesser certainty of the two brackets, where it is not high."""
        doubts = {self.opened, self.closed}
        return next((cert for cert in (Certainty.LOW, Certainty.MEDIUM) if cert in doubts), None)

    def corrections(self, passage: Passage) -> Iterator[Correction]:
        """The damaged brackets as they should read."""
        if self.opened:
            at = passage.offset(self.start)
            yield Correction(at, at + 1, "[", self.rule, self.opened)
        if self.closed:
            at = passage.offset(self.end - 1)
            yield Correction(at, at + 1, "]", self.rule, self.closed)


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    at: int


def bracketed(context: Context, text: str) -> tuple[Bracketed, ...]:
    """The pairs of brackets in a passage's text, inner ones before outer ones."""
    if not ANY.search(text):
        return ()
    words, vocabulary = context.language.words, context.evidence.vocabulary

    def frequency(word: str) -> int:
        word = word.strip("’'.").casefold()
        # What the document spells often is none of OCR's making.
        return words.get(word, 0) or (1 if vocabulary.get(word, 0) > 3 else 0)

    return tuple(_Reading(text, frequency, context.language.months).pairs())


@dataclass(slots=True)
class _Reading:
    """Reads a text's marks from left to right; those still open wait on a stack."""

    text: str
    frequency: Frequency
    months: Mapping[str, int]
    waiting: list[_Mark] = field(default_factory=list)
    done: int = 0

    def pairs(self) -> Iterator[Bracketed]:
        """The pairs in the order they close."""
        marks = [_Mark(match.lastgroup or "", match.start()) for match in MARK.finditer(self.text)]
        for mark, after in zip_longest(marks, marks[1:]):
            if mark.at < self.done:
                continue
            pair = self._open(mark, after) if mark.kind in OPENING else CLOSING[mark.kind](self, mark)
            if pair:
                self.done = pair.end
                yield pair

    def _open(self, mark: _Mark, after: _Mark | None) -> Bracketed | None:
        if mark.kind != "open" and self.waiting and self.waiting[-1].kind != "open":
            self.waiting.pop()  # slashes do not nest
        pair = None if self._closes(after, mark) else self._closed_by_character(mark, after)
        if not pair:
            self.waiting.append(mark)
        return pair

    def _closes(self, after: _Mark | None, mark: _Mark) -> bool:
        """Whether the mark that comes next is plainly the partner of one that opens."""
        if after is None:
            return False
        # "_/sie7 This level": a slash far away has less to say than a 7 nearby.
        reach = LONGEST if after.kind == "close" else NEAR
        return after.kind in ("close", "slash_close") and after.at - mark.at <= reach

    def _closed_by_character(self, mark: _Mark, after: _Mark | None) -> Bracketed | None:
        if self.text[mark.at] == "{":
            return None
        end = after.at if after else len(self.text)
        near = min(mark.at + LONGEST_SLASHED, end)
        at = closing_character(self.text, mark.at + 1, near, self.frequency, self.months)
        if at < 0:
            return self._closed_by_round(mark, end) if mark.kind == "open" else None
        sure = Certainty.HIGH if self.text[at] == "7" else Certainty.MEDIUM
        opened = None if mark.kind == "open" else sure
        return Bracketed(mark.at, at + 1, CLOSED_BY_CHARACTER, opened, sure)

    def _closed_by_round(self, mark: _Mark, end: int) -> Bracketed | None:
        if unclosed(self.text, max(0, mark.at - ROUND), mark.at) >= 0:
            return None  # the round bracket closes what a round one opened
        at = unopened(self.text, mark.at + 1, min(mark.at + ROUND, end))
        return Bracketed(mark.at, at + 1, ROUND_PARTNER, None, Certainty.LOW) if at >= 0 else None

    def _close(self, mark: _Mark) -> Bracketed | None:
        """The pair a bracket closes: with the last that waits, else with a round one nearby."""
        opener = self._partner(mark)
        if opener is None:
            return self._opened_by_round(mark)
        opened, closed = self._damage(opener), self._damage(mark)
        if opened and closed:
            # "{sic}": a brace is a round bracket as well as a square one.
            rule = SLASHES if self.text[opener.at] == "/" else ROUND_OR_SQUARE
            opened = closed = Certainty.MEDIUM
        else:
            rule = UNLIKE if opened or closed else WHOLE
        return Bracketed(opener.at, mark.at + 1, rule, opened, closed)

    def _opened_by_round(self, mark: _Mark) -> Bracketed | None:
        at = unclosed(self.text, max(self.done, mark.at - ROUND), mark.at)
        if at < 0:
            return None
        if self.text[mark.at] == "]":
            return Bracketed(at, mark.at + 1, ROUND_PARTNER, Certainty.LOW)
        return Bracketed(at, mark.at + 1, ROUND_OR_SQUARE, Certainty.LOW, Certainty.LOW)

    def _remark(self, mark: _Mark) -> Bracketed | None:
        """The pair round "fsicf", where both brackets read as letters."""
        return Bracketed(mark.at, mark.at + len("[sic]"), CLOSED_BY_CHARACTER, Certainty.HIGH, Certainty.HIGH)

    def _close_by_slash(self, mark: _Mark) -> Bracketed | None:
        if not WORD_BEFORE.search(self.text, max(0, mark.at - 5), mark.at):
            return None
        return self._pair_by_slash(mark) or self._opened_by_character(mark)

    def _close_joined(self, mark: _Mark) -> Bracketed | None:
        """The pair of "/and/necessity", where the blank is lost: only round the commonest words."""
        opener = self.waiting[-1] if self.waiting else None
        if opener is None or mark.at - opener.at > len("/which"):
            return None
        common = self.frequency(self.text[opener.at + 1 : mark.at]) > COMMON
        return self._pair_by_slash(mark) if common else None

    def _close_after_date(self, mark: _Mark) -> Bracketed | None:
        """A slash after a figure is a note's, but for a date's or a very short content's end."""
        day = DAY.search(self.text, max(0, mark.at - 20), mark.at)
        if YEAR.search(self.text, max(0, mark.at - 5), mark.at) or (day and self._is_month(day["month"])):
            return self._pair_by_slash(mark) or self._opened_by_character(mark)
        few = self.waiting and FEW_WORDS.fullmatch(self.text, self.waiting[-1].at + 1, mark.at)
        if few or NO_NOTE.search(self.text, max(0, mark.at - 8), mark.at):
            return self._pair_by_slash(mark)
        return None

    def _pair_by_slash(self, mark: _Mark) -> Bracketed | None:
        if self.waiting and self.text[self.waiting[-1].at] == "{":
            return None
        opener = self._partner(mark)
        if opener is None:
            return None
        if opener.kind == "open":
            return Bracketed(opener.at, mark.at + 1, UNLIKE, None, Certainty.HIGH)
        return Bracketed(opener.at, mark.at + 1, SLASHES, Certainty.HIGH, Certainty.HIGH)

    def _opened_by_character(self, mark: _Mark) -> Bracketed | None:
        start = max(self.done, mark.at - NEAR)
        at = opening_character(self.text, start, mark.at, self.frequency)
        if at < 0:
            return None
        return Bracketed(at, mark.at + 1, OPENED_BY_CHARACTER, Certainty.MEDIUM, Certainty.MEDIUM)

    def _partner(self, mark: _Mark) -> _Mark | None:
        """The last mark that waits, taken off the stack, if it is near enough."""
        if not self.waiting:
            return None
        longest = LONGEST if self.waiting[-1].kind == "open" else LONGEST_SLASHED
        if mark.at - self.waiting[-1].at > longest:
            self.waiting.clear()
            return None
        return self.waiting.pop()

    def _damage(self, mark: _Mark) -> Certainty | None:
        return None if self.text[mark.at] in "[]" else Certainty.HIGH

    def _is_month(self, word: str) -> bool:
        return word.casefold() in self.months


OPENING = frozenset({"open", "slash_open", "pound"})
CLOSING: Mapping[str, Callable[[_Reading, _Mark], Bracketed | None]] = {
    "sic": _Reading._remark,
    "close": _Reading._close,
    "slash_close": _Reading._close_by_slash,
    "joined_close": _Reading._close_joined,
    "date_close": _Reading._close_after_date,
}
