"""Line ends inside blocks, and words broken at them or by a hyphen left in a re-joined line (TEI `lb`, `pc`)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import regex

from edition.findings import Annotation, Context, Finding, Lineation, Passage, Rule

LINE_END = Rule(
    "hyphenation/line-end",
    "The source ends a line here, and its lines are those of the page.",
    "formed Secretary Rusk that the Soviet Foreign Office had approached the",
)
BROKEN_WORD = Rule(
    "hyphenation/broken-word",
    "A hyphen at the end of a line parts two halves of which the language or the document has the whole.",
    "joint statement by two Co-Chairmen on bomb-",
)
BEHIND_HYPHEN = Rule(
    "hyphenation/behind-hyphen",
    "Behind the hyphen of a broken word the line ends: a mark that stands there stands for nothing.",
    "Lord Harlech, in- .",
)
HYPHENED_WORD = Rule(
    "hyphenation/hyphened-word",
    "The word has its hyphen elsewhere too, or its second half begins with a capital: the line only ends there.",
    "Co-",
)
LOST_HYPHEN = Rule(
    "hyphenation/lost-hyphen",
    "One half is no word, both together are a common one: the hyphen at the line's end was lost.",
    "re",
)
LEFT_HYPHEN = Rule(
    "hyphenation/left-hyphen",
    "A hyphen of a former line end: without it stands a common word, with it none the document uses again.",
    "The in-structions contain at least six novel features",
)

WEAK = (("force", "weak"),)
NO_BREAK = (("break", "no"),)

# A line end and the white space behind it: `in- .⏎formed`, `bomb-⏎ings`, `Co-⏎Chairmen`.
_LINE_END = regex.compile(r"(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029\ufeff])\s*+")
_HALF = regex.compile(
    r"(?P<word>[\p{L}'’]+)(?P<hyphen>[-¬‐‑](?![-–—]))?(?:[^\S\n\r]?[^\w\s\"'”’)\]?!]{1,2})?$"
)
_OTHER_HALF = regex.compile(r"[\p{L}'’]+")
# `trans-formed`, `approxi-mately` within a line, from the hyphen on; not `Co-Chairmen`, `F-105`, `one-to-one`.
_LEFT = regex.compile(r"[-¬](?<=\p{L}[-¬])(?P<second>\p{Ll}{2,})(?![\p{L}\p{N}]|-\p{L})")
_BEFORE_LEFT = regex.compile(r"(?<![\p{L}\p{N}-])\p{L}++$")
# First and second halves that make compounds with a hyphen (`self-defense`, `nation-wide`): between two
# words of which one is of these, the hyphen belongs to the word.
_FIRST_HALVES = frozenset(
    (
        "all anti co counter cross ex far free full half high long low mid multi non post pre pro "
        "quasi re self semi short so sub ultra vice well"
    ).split()
)
_SECOND_HALVES = frozenset(
    (
        "all based behind born by down elect free in like made off on out over range scale term time to up "
        "wide year yard"
    ).split()
)
# Of these, the ones that are syllables of common words too (`re-quest`, `pro-pose`).
_SYLLABLES = frozenset("all co counter ex high mid non pre pro re so sub".split())
# Syllables that word lists know and writers do not use alone.
_NO_WORDS = frozenset(["com", "con", "de", "dis", "im", "pre", "re", "sub", "tri", "un"])
# Blocks whose lines are their parts, also where the others' lines are lost.
_LINED = frozenset({"opener", "closer"})
# Words that begin common words written together (`with-draw`, `over-look`, `some-thing`).
_OPENING_WORDS = frozenset(
    "a al an any at be for how in no over out some there to under up what when where who with".split()
)
# `cease-⏎fire`, `by-pass`: two common words with a hyphen are written together only where that is commoner by far.
_COMMON, _RARE, _EVERYDAY, _TOGETHER = 2_000_000, 100_000, 5_000_000, 3_000_000
_COMMONEST, _FUNCTION = 100_000_000, 1_000_000_000
# What may stand with a hyphen before a name: `anti-⏎Castro`.
_BEFORE_NAMES = frozenset("anti inter mid non pan pro trans".split())
_SHORTEST_TORN = 7
_HYPHENED = regex.compile(r"(?<![\p{L}-])\p{L}{2,16}-\p{L}{2,16}(?![\p{L}-])")


def hyphenation(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield an `lb` for each line end inside a block, a `pc` for each hyphen that only breaks its word.

    Source: encoding manual, "Text", rows "line end" and "word broken at a line end".
    """
    rejoined = context.evidence.lineation is Lineation.REJOINED
    text = context.document.text
    hyphened = Counter(match.casefold() for match in _HYPHENED.findall(text)) if "-" in text else Counter()
    for passage in context.passages:
        yield from _line_ends(context, passage, rejoined, hyphened)
        if "-" in passage.text or "¬" in passage.text:
            yield from _left_hyphens(context, passage, hyphened)


def _line_ends(
    context: Context, passage: Passage, rejoined: bool, hyphened: Mapping[str, int]
) -> Iterator[Finding]:
    for match in _LINE_END.finditer(passage.text, 0, len(passage.text.rstrip())):
        at = (
            len(passage.text[: match.start()].rstrip())
            if passage.text[match.start() - 1].isspace()
            else match.start()
        )
        if at == 0:
            continue
        place = passage.offset(at - 1) + 1
        other = _OTHER_HALF.match(passage.text, match.end())
        half = _HALF.search(passage.text, max(0, at - 40), at) if other else None
        broken = _broken(context, half, other, hyphened) if half and other else None
        if broken is BROKEN_WORD and half:
            hyphen = passage.offset(half.start("hyphen"))
            yield Annotation("pc", hyphen, hyphen + 1, BROKEN_WORD, WEAK)
            whole = f"{half['word']}{other.group()}".casefold() if other else ""
            if whole in context.language.words or context.evidence.vocabulary.get(whole, 0) > 1:
                yield from _debris(passage, half.end("hyphen"), half.end())
        if broken:
            yield Annotation("lb", place, place, broken, NO_BREAK)
        elif not rejoined or passage.element in _LINED:
            yield Annotation("lb", place, place, LINE_END)


def _debris(passage: Passage, start: int, end: int) -> Iterator[Finding]:
    """What stands between a hyphen and its line's end is of no word: `in- .`"""
    left = passage.text[start:end].lstrip()
    if left:
        span = passage.span(end - len(left), end)
        yield Annotation("surplus", *span, BEHIND_HYPHEN, (("reason", "ocr"),))


def _broken(
    context: Context, half: regex.Match[str], other: regex.Match[str], hyphened: Mapping[str, int]
) -> Rule | None:
    """Which rule tells that a word goes on over a line end, if it does."""
    first, second = half.group("word"), other.group()
    if half.group("hyphen") is None:
        return LOST_HYPHEN if half.end("word") == half.end() and _is_torn(context, first, second) else None
    if not _goes_on(first, second):
        return HYPHENED_WORD if _joins_names(context, first, second) else None
    a, b = first.casefold(), second.casefold()
    words = context.language.words
    if a + b not in words and words.get(b, 0) > _FUNCTION:
        return None  # "old kus-⏎of": a stray sign
    if len(b) < 2 or not _is_compound(context, a, b, hyphened):
        return BROKEN_WORD
    # "However-⏎this": two words that stand side by side anyway, and nowhere with a hyphen.
    strays = context.language.pairs.get(f"{a} {b}", 0) and not hyphened.get(f"{a}-{b}")
    return None if strays and a not in _FIRST_HALVES else HYPHENED_WORD


def _goes_on(first: str, second: str) -> bool:
    """Whether a second half can go on in the first one's letters: small, or both in capitals (`LAN-⏎TERN`)."""
    return second[0].islower() or (first.isupper() and second.isupper() and len(first) > 1)


def _joins_names(context: Context, first: str, second: str) -> bool:
    """Whether a hyphen before a capital belongs to its word: `French-⏎Vietnamese`, not `Secu-⏎August`."""
    words, seen = context.language.words, context.evidence.vocabulary
    a, b = first.casefold(), second.casefold()
    if len(a) < 2 or len(b) < 3 or words.get(b, 0) > _FUNCTION:
        return False
    if a in _BEFORE_NAMES:
        return True
    known = all(half in words or seen.get(half, 0) > 2 for half in (a, b))
    return known and first[0].isupper() and not first.isupper()


def _is_torn(context: Context, first: str, second: str) -> bool:
    if len(first) < 2 or len(second) < 2 or not second.islower():
        return False
    words, (a, b) = context.language.words, (first.casefold(), second.casefold())
    whole = words.get(a + b, 0)
    if a in _NO_WORDS and whole > _COMMON:
        return True
    long = len(a + b) >= _SHORTEST_TORN and words.get(a, 0) < _COMMONEST
    return long and b not in words and whole > _RARE


def _is_compound(context: Context, first: str, second: str, hyphened: Mapping[str, int]) -> bool:
    """Whether a hyphen belongs to its word: two words of which the language has no whole, or a known pattern."""
    words = context.language.words
    whole = first + second
    known = words.get(whole, 0)
    if first in _FIRST_HALVES or second in _SECOND_HALVES:
        return known < _COMMON and second in words
    seen, apart = context.evidence.vocabulary.get(whole, 0), hyphened.get(f"{first}-{second}", 0)
    if first in words and second in words and apart:
        return apart > (seen if _are_everyday(context, first, second) else max(1, seen))
    # "ill-⏎advised", "many-⏎sided"; two other words are more often halves of which one is misread.
    participle = second.endswith(("ed", "ing")) and len(first) > 2 and words.get(first, 0) > _COMMON
    return participle and not known and seen < 2 and words.get(second, 0) > _COMMON


def _are_everyday(context: Context, first: str, second: str) -> bool:
    """Two common words of which the language seldom makes one: `cease-fire`, not `with-draw`, `air-craft`."""
    words = context.language.words
    return (
        first not in _OPENING_WORDS
        and words.get(first, 0) > _EVERYDAY
        and words.get(second, 0) > _EVERYDAY
        and words.get(first + second, 0) < _TOGETHER
    )


def _left_hyphens(context: Context, passage: Passage, hyphened: Mapping[str, int]) -> Iterator[Finding]:
    """Hyphens of former line ends, within a line."""
    for match in _LEFT.finditer(passage.text):
        first = _BEFORE_LEFT.search(passage.text, max(0, match.start() - 24), match.start())
        if first and _is_left(context, first.group().casefold(), match.group("second"), hyphened):
            start, end = passage.span(match.start(), match.start() + 1)
            yield Annotation("pc", start, end, LEFT_HYPHEN, WEAK)


def _is_left(context: Context, first: str, second: str, hyphened: Mapping[str, int]) -> bool:
    words = context.language.words
    whole = words.get(first + second, 0)
    seen = context.evidence.vocabulary.get(first + second, 0)
    if first in words and second in words and hyphened.get(f"{first}-{second}", 0) > max(1, seen):
        return False
    if first in _FIRST_HALVES or second in _SECOND_HALVES:
        if second not in words:
            return whole > _RARE or seen > 1
        return (whole > _COMMON or seen > 1) and first in _SYLLABLES
    if _are_everyday(context, first, second):
        return seen > hyphened.get(f"{first}-{second}", 0)
    return whole > _RARE or seen > 1 or (seen > 0 and second not in words)
