"""Classification and handling markings: which stretch of a line at a page's edge is one, whole or damaged."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import regex

from edition.language.collections import CLASSIFICATIONS, HANDLING, HANDLING_ALONE
from edition.likeness import fold, likeness
from edition.recognise.control_numbers import CONTROL_BEHIND
from edition.recognise.levels import APART_LIKENESS, TOP, nearest
from edition.recognise.page_numerals import FIGURES

# `70`, `5h`, `A-12`, `xiv`: any short token that has a figure or could be one.
_NUMBERISH = (
    r"(?:(?:[A-Za-z]{1,4} ?[-–—_“] ?)?(?=\S{0,3}[\dIl])[\dIlioOSshBZ^k]{1,4}"
    rf"|[ivxlc]{{2,6}}|[ivx](?=\W{{0,4}}\t)|[A-Z]{{1,4}}-{FIGURES})"
)
# The same before a marking, and behind it, with its frame: `- 2 - SECRET`.
NUMBER_BEFORE = regex.compile(rf"[^\w\n]{{0,8}}{_NUMBERISH}\W{{0,4}}[ \t](?=\W*[A-Z])")
NUMBER_AFTER = regex.compile(rf"[ \t]\W{{0,4}}{_NUMBERISH}\W{{0,4}}$")
_TOKEN = regex.compile(r"[^\W_](?:[^\s/;,:_=<>+()–—\\-]*[^\W_])?")
# `S-E-C-R-E-T`, `T O P  S E C R E T`: letters set apart for emphasis.
_LETTERS_APART = regex.compile(r"(?<![^\W\d_])(?:[A-Z£€$015]{1,2}[- .\"']){2,}[A-Z£€$015](?![^\W\d_])")
# `SET #13`, `COPY 5`, typed or stamped behind a marking.
_COPY_AFTER = regex.compile(r"\s+(?:SET|COPY|Copy)\b[^\n]{0,12}$")
# `RESTRICTED BY:` is a form's label.
_LABEL_AFTER = regex.compile(r"\p{L}{2,} ?:$")
_NOT_LETTERS = regex.compile(r"[- .\"']")
_LETTERS = regex.compile(r"\p{L}")
# Signs that may stand at a marking's edges and are not of it.
_DEBRIS = " \t\xa0.,;:'\"‘’“”*•■_|-—~^°"
# Some letters that any reading of a level keeps, before the costly measure is asked.
_ANCHOR = regex.compile(
    r"(?i)^\W{0,3}[a-z$5]\S{4,6}\W{0,3}$|e?cr[eil]|s[eé3][cgoks]|re[tst]|cre|ret|onf|fid|ide|nti|enti|sens|itive|restr|class|assif|offic|forn|dis|only|eyes|inter|nodi|strat|secur|curit|infor|rybat|orcon"
)
_LEVEL_WORDS = frozenset(" ".join(CLASSIFICATIONS).casefold().split()) - {"use", "only", "for", "the", "of"}
_LEVELS = tuple(level.casefold() for level in CLASSIFICATIONS)
_NOTHING: Mapping[str, int] = MappingProxyType({})
_WHOLE_LIKENESS = 0.77
_SURE_LIKENESS = 0.85
_MODELS = (
    "eyes only", "top secret", "top secret - sensitive", "top secret security information",
    "secret security information", "for official use only", "official use only",
    "internal use only", "no foreign dissem", "secret no foreign dissem", "secret sensitive", "limited official use",
    "top secret eyes only", "unclassified", "confidential",
)  # fmt: skip
_FEWEST_RECURRENCES = 2
LONGEST_MARKING = 64


@dataclass(frozen=True, slots=True)
class Marking:
    """A stretch of a line that is a marking; `whole` where every word of it is to the letter.

    `reading` is the level that a single damaged word stands for.
    """

    start: int
    end: int
    whole: bool
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str  # what it stands for, case folded; empty for nothing of a marking
    exact: bool


def marking_in(
    text: str,
    words: Mapping[str, int],
    in_zone: bool = True,
    recurring: Mapping[str, int] = _NOTHING,
    at_edge: bool = False,
) -> Marking | None:
    """The marking that a line is, but for a number, scraps and debris beside it; none where it has other words.

    `words` is the language's list: a word of the language is no damaged level. Outside a page's zone only
    what is whole counts. `recurring` counts lines of the document as `Evidence` does; `at_edge`: the line is
    its page's first or last, where a level need not be in capitals.
    """
    if len(text) > LONGEST_MARKING or not _ANCHOR.search(_LETTERS_APART.sub(_joined, text)):
        return None
    start, end = _without_numbers(text)
    tokens = _tokens(text, start, end, words, in_zone)
    run = _marking_run(tokens, in_zone)
    if run is None or not _may_stand_beside(text, tokens, run, words if in_zone else _NOTHING, at_edge):
        return _like_a_whole(text, tokens, recurring) if in_zone else None
    first, last = run[0], run[-1]
    if _LABEL_AFTER.search(text, last.end) or _has_check_boxes(run):
        return None
    whole = all(token.exact for token in run)
    stop = _with_bracket(text, first.start, last.end)
    reading = run[0].word.upper() if not whole and len(run) == 1 else None
    return Marking(first.start, stop, whole, reading)


def is_top(text: str, following: str) -> bool:
    """Whether a line is the TOP of a marking that goes on with SECRET on the next."""
    return (
        ":" not in text
        and text.strip(_DEBRIS).casefold() in TOP
        and following.lstrip(_DEBRIS)[:3].upper() == "SEC"
    )


def stretch_of_marking(text: str) -> tuple[int, int]:
    """Where on a line a marking of any words would stand: without a number and debris beside it."""
    start, end = _without_numbers(text)
    body = text[start:end]
    start += len(body) - len(body.lstrip(_DEBRIS))
    return start, start + len(text[start:end].rstrip(_DEBRIS))


def _has_check_boxes(run: Sequence[_Token]) -> bool:
    """Whether a line has several levels, of which a form wants one checked."""
    return len({token.word for token in run} & {"unclassified", "confidential", "secret", "restricted"}) > 1


def _like_a_whole(text: str, tokens: Sequence[_Token], recurring: Mapping[str, int]) -> Marking | None:
    """A line that is most like a marking as a whole: one often seen, or one the document has elsewhere."""
    while tokens and tokens[-1].end - tokens[-1].start == 1:
        tokens = tokens[:-1]
    while tokens and tokens[0].end - tokens[0].start == 1:
        tokens = tokens[1:]
    if not tokens:
        return None
    start, end = tokens[0].start, tokens[-1].end
    body = text[start:end]
    # `AGENCY INFORMATION` is the head of a form's part.
    if body[:1].isupper() and likeness(body, "security information") >= _SURE_LIKENESS:
        return Marking(start, end, False)
    capitals = sum(1 for c in body if c.isupper())
    if not 8 <= len(body) < 45 or not (
        body[:2].isupper() or capitals > 4 or (body.istitle() and " " in body)
    ):
        return None
    if any(likeness(body, model) >= _WHOLE_LIKENESS for model in (*_MODELS, *_own_markings(recurring))):
        return Marking(start, end, False)
    return None


def _own_markings(recurring: Mapping[str, int]) -> Iterator[str]:
    for key, count in recurring.items():
        if count >= _FEWEST_RECURRENCES and len(key) < 45 and any(level in key for level in _LEVELS):
            yield key


def marking_before_prose(text: str) -> int:
    """Where a marking ends that opens a line and runs on into prose: `TOP SECRET - Sensitive should give`; else 0."""
    tokens = []
    for match in _TOKEN.finditer(text, 0, min(len(text), LONGEST_MARKING)):
        word = match.group().casefold()
        if word not in HANDLING and word not in _LEVEL_WORDS:
            following = match
            break
        tokens.append(match)
    else:
        return 0
    line = " ".join(token.group().casefold() for token in tokens)
    if len(tokens) < 2 or not text[:2].isupper() or not any(level in line for level in _LEVELS):
        return 0
    return tokens[-1].end() if following.group()[0].islower() and tokens[0].group().isupper() else 0


def _without_numbers(text: str) -> tuple[int, int]:
    """Where a line's marking would stand: without a number at either end."""
    number = NUMBER_BEFORE.match(text)
    start = number.end() if number else 0
    tail = (
        _COPY_AFTER.search(text, start)
        or CONTROL_BEHIND.search(text, start)
        or NUMBER_AFTER.search(text, start)
    )
    return start, tail.start() if tail else len(text)


def _tokens(text: str, start: int, end: int, words: Mapping[str, int], in_zone: bool) -> list[_Token]:
    apart = [(m.start(), m.end()) for m in _LETTERS_APART.finditer(text, start, end)]
    tokens: list[_Token] = []
    at = start
    for first, last in [*apart, (end, end)]:
        tokens.extend(_plain_tokens(text, at, first, words, in_zone))
        if first < last:
            word = _NOT_LETTERS.sub("", text[first:last]).casefold()
            token = _token(text, first, last, word, words, in_zone)
            # Letters set apart are a level, more damaged than others may be.
            apart_level = (
                nearest(word, APART_LIKENESS) if in_zone and not token.word and len(word) > 4 else ""
            )
            tokens.append(_Token(first, last, apart_level, False) if apart_level else token)
        at = last
    return tokens


def _plain_tokens(text: str, start: int, end: int, words: Mapping[str, int], in_zone: bool) -> list[_Token]:
    return [
        _token(text, m.start(), m.end(), m.group().casefold(), words, in_zone)
        for m in _TOKEN.finditer(text, start, end)
    ]


def _token(text: str, start: int, end: int, word: str, words: Mapping[str, int], in_zone: bool) -> _Token:
    if word in HANDLING or word in _LEVEL_WORDS:
        return _Token(start, end, word, True)
    if in_zone:
        if word.rstrip("?'’") in TOP and text[start:end][:1].isupper():
            return _Token(start, end, "top", False)
        return _Token(start, end, _stands_for(word, words), False)
    return _Token(start, end, "", False)


def _stands_for(word: str, words: Mapping[str, int]) -> str:
    letters = fold(word).replace(" ", "")
    if len(letters) < 4 or letters in words:
        return ""
    return nearest(letters)


def _marking_run(tokens: Sequence[_Token], in_zone: bool) -> Sequence[_Token] | None:
    """The stretch of tokens from the first of a marking to the last, if it is one."""
    of_it = [at for at, token in enumerate(tokens) if token.word and token.word not in _LINKS]
    if not of_it:
        return None
    first, last = of_it[0], of_it[-1]
    while first and tokens[first - 1].word in _LINKS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].word in _LINKS:
        last += 1
    run = tokens[first : last + 1]
    # TOP is one only before a level.
    while run and not run[0].exact and run[0].word == "top" and (len(run) < 2 or run[1].word != "secret"):
        run = run[1:]
    if not run or any(not token.word and token.end - token.start > 2 for token in run):
        return None
    told = [token.word for token in run if token.word]
    alone = len(run) == 1 and run[0].exact and told[0] in _ALONE
    if not in_zone and not (
        {"dissem", "noforn"} & {*told} or any(level in " ".join(told) for level in _LEVELS)
    ):
        return None
    if not (is_marking(told) or alone):
        return None
    if all(token.exact for token in run):
        return run
    letters = sum(token.end - token.start for token in run)
    sure = sum(token.end - token.start for token in run if token.exact)
    # Alone a damaged word must be a level; among others most of the line must be to the letter, or level itself.
    levels = {"secret", "confidential", "unclassified", "restricted"}
    return run if sure * 3 >= letters or levels & {*told} else None


# Of handling words these stand alone on a line.
_ALONE = frozenset(("sensitive", "rybat", "noforn", "nodis", "exdis", "limdis", "orcon", "nocontract"))
_LINKS = frozenset(
    ("this", "and", "with", "the", "of", "for", "when", "in", "to", "use", "except", "not", "a", "or")
)


def is_marking(words: Sequence[str]) -> bool:
    """A level, or a phrase of handling words; `this` or `and when` alone is none."""
    line = " ".join(words)
    return any(level in line for level in _LEVELS) or (len(words) > 1 and bool(HANDLING_ALONE & {*words}))


def _may_stand_beside(
    text: str, tokens: Sequence[_Token], run: Sequence[_Token], words: Mapping[str, int], at_edge: bool
) -> bool:
    """Whether what else a line holds is scraps, or stands in columns of its own."""
    first, last = run[0], run[-1]
    body = text[first.start : last.end]
    capitals = sum(1 for c in body if c.isupper())
    titled = at_edge and body.istitle() and all(token.exact for token in run) and len(tokens) == len(run)
    if capitals * 3 < sum(1 for _ in _LETTERS.finditer(body)) and not (body[:2].isupper() or titled):
        return False
    for token in tokens:
        if first.start <= token.start and token.end <= last.end:
            continue
        apart = text[last.end : token.start] if token.start >= last.end else text[token.end : first.start]
        if "\t" in apart or "   " in apart or token.end - token.start < 3:
            continue
        # `SECRET = ative`: no word at all, behind a level to the letter.
        scrap = text[token.start : token.end]
        if not (words and first.exact and scrap.islower() and len(scrap) < 7 and scrap not in words):
            return False
    return True


def _with_bracket(text: str, start: int, end: int) -> int:
    """With the bracket that closes within the marking: `(when filled in)`."""
    opened = text.count("(", start, end) > text.count(")", start, end)
    return end + 1 if opened and text[end : end + 1] == ")" else end


def _joined(match: regex.Match[str]) -> str:
    return _NOT_LETTERS.sub("", match.group())
