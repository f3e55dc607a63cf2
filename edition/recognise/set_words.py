"""Misread words of set wordings: stamps, markings, the labels of forms, a scan's number on each page (TEI `choice`)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

import regex

from edition.conventions import Stamp
from edition.findings import Annotation, Certainty, Context, Correction, Finding, Rule
from edition.likeness import fold, likeness
from edition.recognise.forme_rules import DOCID
from edition.recognise.forms import IDENTIFICATION, LABELS

STAMPED = Rule(
    "corrections/stamp-word",
    "A stamp's wording is known: a word in it that is like the one that belongs there was misread.",
    "Declassified pcr Executive Ordcr 13526. Section 3.3",
)
MARKED = Rule(
    "corrections/marking-word",
    "A marking is made of few words: one like no other of them was misread.",
    "NO FOREIZN DISSEM",
)
LABEL = Rule(
    "corrections/form-label",
    "A form's labels are known: capitals before a value that are like one of them were misread.",
    "CLASSTE CATION : UNCLASSIFIED",
)
SCAN = Rule(
    "corrections/scan-number",
    "The same number of a scan stands on every page: where one figure or letter differs it was misread.",
    "HW 50355 Docld:32204973 Page 2",
)

_TOKEN = regex.compile(r"[^\s/]+")
_EDGES = " \t\\.,;:'\"‘’“”*•■_|—~^°()[]{}<>-"
# "HW 50955 DocId:32204973", whatever OCR made of it.
_SCAN_NUMBER = regex.compile(
    r"(?P<project>[A-Z0-9]{2}) ?(?P<number>\d{5})[^\w\n]{1,4}(?P<word>D\w{4})[:;.] ?(?P<id>\d{8})(?!\d)"
)
_DOCID_WORD = regex.compile(r"(?<!\w)D[\p{L}\d]{4}(?=[:;] ?\d{7,8}(?!\d))")
_SURE, _LIKE, _APART = 0.8, 0.7, 0.1
_LONG, _MOST_PIECES, _MOST_WORDS = 5, 5, 12


def set_words(context: Context, found: Sequence[Finding]) -> Iterator[Correction]:
    """Yield a correction for each misread word of a set wording.

    Source: encoding manual, "Corrections".
    """
    text = context.document.text
    models, known = _models(context.collection.stamps), context.language.words
    marking_words = _marking_words(context.collection.handling, context.collection.classifications)
    scans = []
    for finding in found:
        if not isinstance(finding, Annotation):
            continue
        words = text[finding.start : finding.end]
        if finding.element == "fw":
            marking = ("type", "classification") in finding.attributes
            read = _marked(words, marking_words) if marking else _stamped(words, models)
            # "Section", where another stamp has "Sec.": a word is not misread.
            strange = tuple(each for each in read if _joined(words, each) not in known)
            yield from _corrections(finding.start, strange, MARKED if marking else STAMPED)
            if finding.rule is DOCID:
                scans.append(finding)
        elif finding.element == "cell" and finding.rule is IDENTIFICATION:
            yield from _corrections(finding.start, _labelled(words), LABEL)
    yield from _scans(text, scans)


def _joined(words: str, each: tuple[int, int, str, Certainty]) -> str:
    """What a correction is made to, without the spaces in it: `SEC URITY` is a word."""
    return "".join(words[each[0] : each[1]].split()).casefold()


Read = tuple[tuple[int, int, str, Certainty], ...]
"""From where to where in a stretch what is misread, what it should read, how sure that is."""


def _corrections(start: int, read: Read, rule: Rule) -> Iterator[Correction]:
    for first, last, reading, cert in read:
        yield Correction(start + first, start + last, reading, rule, cert)


@lru_cache(maxsize=1024)  # the same marking on every page
def _marked(words: str, known: frozenset[str]) -> Read:
    """The misread words of a marking, each one token or two on a line."""
    read: list[tuple[int, int, str, Certainty]] = []
    tokens = [match.span() for match in _TOKEN.finditer(words) if fold(match[0])]
    if len(tokens) > _MOST_WORDS:
        return ()  # a notice of several sentences is made of other words too
    strange = [not known.issuperset(fold(words[slice(*token)]).split()) for token in tokens]
    at = 0
    while at < len(tokens):
        spans = _pieces(words, tokens[at:], strange[at:])
        apart = next(
            (n for n, span in enumerate(spans) if n and fold(words[slice(*span)]).replace(" ", "") in known),
            0,
        )
        near = (
            [(*_like(words, tokens[at - 1 : at], span, known), span) for span in spans] if not apart else []
        )
        like, word, span = max(near, key=lambda each: each[0], default=(0.0, "", (0, 0)))
        pieces = spans.index(span) + 1 if span in spans else 1
        # "I CUNFIDENTIAL": an edge of a box is no part of the word behind it.
        if pieces > 1 and _like(words, [], _bare(words, *tokens[at + 1]), known)[0] >= like - 0.05:
            pieces = 1
        elif word:
            read.append((*span, _as_printed(words[slice(*span)], word), _sure(like)))
        at += max(pieces, apart + 1)
    return tuple(read)


def _pieces(words: str, tokens: Sequence[tuple[int, int]], strange: Sequence[bool]) -> list[tuple[int, int]]:
    """A strange token, and the same with those behind it on its line that are strange too: `Se~ itive`."""
    spans: list[tuple[int, int]] = []
    for token, is_strange in zip(tokens[:_MOST_PIECES], strange, strict=False):
        if not is_strange or "\n" in words[tokens[0][0] : token[1]]:
            break
        spans.append(_bare(words, tokens[0][0], token[1]))
    return spans


def _like(
    words: str, before: Sequence[tuple[int, int]], span: tuple[int, int], known: frozenset[str]
) -> tuple[float, str]:
    """How like a word of markings a stretch is, and which; after TOP stands SECRET."""
    if before and fold(words[slice(*before[0])]) == "top":
        like = likeness(fold(words[slice(*span)]).replace(" ", ""), "secret")
        return (like, "secret") if like >= 0.5 else (0.0, "")
    near = _nearest(words[slice(*span)], known)
    return (near[1], near[0]) if near else (0.0, "")


def _bare(words: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the signs at its edges."""
    bare = words[start:end]
    return end - len(bare.lstrip(_EDGES)), start + len(bare.rstrip(_EDGES))


def _sure(like: float) -> Certainty:
    return Certainty.HIGH if like >= _SURE else Certainty.MEDIUM


def _as_printed(words: str, reading: str) -> str:
    """A reading in the capitals of what is misread."""
    small = sum(letter.islower() for letter in words)
    if small * 2 < sum(letter.isalpha() for letter in words):
        return reading.upper()
    return reading if words[0].islower() else reading.capitalize()


@cache
def _nearest(token: str, known: frozenset[str]) -> tuple[str, float] | None:
    """The word of markings that a token was, and how like it is; none for one that is a word of them."""
    folded = fold(token).replace(" ", "")
    if len(folded) < _LONG or folded in known:
        return None
    letters = set(folded)
    near = sorted(
        (
            (likeness(folded, word), word)
            for word in known
            if len(word) >= _LONG and len(letters.intersection(word)) * 3 > len(set(word)) * 2
        ),
        reverse=True,
    )[:2]
    (best, word), (second, _) = (*near, (0.0, ""), (0.0, ""))[:2]
    return (word, best) if best >= _LIKE and best - second >= _APART else None


@cache
def _marking_words(handling: frozenset[str], levels: tuple[str, ...]) -> frozenset[str]:
    """The words that markings are made of."""
    return handling | frozenset(" ".join(levels).casefold().split())


@cache
def _models(stamps: tuple[Stamp, ...]) -> tuple[tuple[str, ...], ...]:
    """The words of each stamp's lines."""
    return tuple({tuple(line.split()): None for stamp in stamps for line in stamp.lines})


@cache
def _folded(model: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(word) for word in model)


@lru_cache(maxsize=1024)  # the same stamp on every page
def _stamped(words: str, models: tuple[tuple[str, ...], ...]) -> Read:
    """The misread words of a stamp, by the wording of which most words are there."""
    tokens = [match for match in _TOKEN.finditer(words) if fold(match[0])]
    folded = [fold(token[0]) for token in tokens]
    there = frozenset(folded)
    read: dict[int, tuple[int, int, str, Certainty]] = {}
    for model in models:
        known = _folded(model)
        if sum(word in there for word in known) * 2 < len(known):
            continue  # the costly measure cannot find more
        matcher = SequenceMatcher(None, folded, known, autojunk=False)
        if sum(block.size for block in matcher.get_matching_blocks()) * 2 < len(known):
            continue
        for tag, first, last, start, end in matcher.get_opcodes():
            if tag == "replace" and last - first == end - start:
                for token, word in zip(tokens[first:last], model[start:end], strict=True):
                    if token.start() not in read and (made := _misread(words, token, word)):
                        read[token.start()] = made
    return tuple(read[start] for start in sorted(read))


def _misread(words: str, token: regex.Match[str], word: str) -> tuple[int, int, str, Certainty] | None:
    """A token as the word that belongs in its place, where it is like it and neither has a figure of its own."""
    start, end = _bare(words, *token.span())
    word = word.strip(_EDGES)
    like = likeness(words[start:end].replace("1", "I").replace("0", "O"), word)
    if any(letter.isdigit() for letter in word) or like < 0.6 or fold(words[start:end]) == fold(word):
        return None
    reading = word if words[start:end] != words[start:end].upper() else word.upper()
    return start, end, reading, Certainty.HIGH if len(word) > 2 and like > 0.65 else Certainty.MEDIUM


@lru_cache(maxsize=1024)
def _labelled(words: str) -> Read:
    """A label that OCR misread; what signs stand round it are none of it."""
    start, end = _bare(words, 0, len(words.rstrip("+=")))
    label = words[start:end]
    if len(label) < _LONG + 1 or not label.isupper() or label in LABELS or "\n" in label:
        return ()
    best = max(LABELS, key=lambda known: likeness(label, known))
    like = likeness(label, best)
    # "LASTREVIEW", "COMMENT": a space or a last letter is not enough to tell that it was misread.
    if like < _LIKE or best.replace(" ", "").startswith(label.replace(" ", "")):
        return ()
    return ((start, end, best, _sure(like)),)


def _scans(text: str, scans: Sequence[Annotation]) -> Iterator[Correction]:
    """The number of a scan, by what most pages have; its word, which is always the same."""
    for finding in scans:
        for word in _DOCID_WORD.finditer(text, finding.start, finding.end):
            if word[0].casefold() != "docid":
                yield Correction(*word.span(), "DocId", SCAN, Certainty.HIGH)
    matches = [m for f in scans for m in _SCAN_NUMBER.finditer(text, f.start, f.end)]
    for part in ("project", "number", "id"):
        counted = Counter(match[part] for match in matches).most_common(2)
        if not counted or counted[0][1] < 3 or counted[0][1] * 4 < len(matches) * 3:
            continue
        usual = counted[0][0]
        for match in matches:
            if match[part] != usual and len(match[part]) == len(usual):
                yield Correction(*match.span(part), usual, SCAN, Certainty.HIGH)
