"""The numbers of note references: what their sequence in the document makes of those that OCR misread."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.findings import Certainty

# What OCR makes of figures, and of what; "*" stands for any: a blot tells nothing.
LOOKALIKES = {
    **dict.fromkeys("lI!i|[]j", "1"),
    **dict.fromkeys("Oo°Q", "0"),
    **dict.fromkeys("Zz", "27"),
    **dict.fromkeys("Ss$", "589"),
    **dict.fromkeys("£&", "5689"),
    **dict.fromkeys("§B", "89"),
    **dict.fromkeys("b", "6"),
    **dict.fromkeys("gqp>", "9457"),
    **dict.fromkeys("hA", "4"),
    "T": "7",
}
BLOTS = frozenset("?^%~*'’‘.,_-=•■<{}")
# Two numbers so many references apart may vouch for each other.
FARTHEST = 4
FIGURES = "0123456789"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it should read, how sure that is, and whether its neighbours agree with it."""

    value: int
    cert: Certainty
    in_sequence: bool


def numbers(tokens: Sequence[str]) -> list[Number | None]:
    """What each token, in the document's order, should read; `None` where nothing tells.

    Consecutive references count up by one: two that do so are trusted, and what stands between
    trusted ones at the right distance is what the distance says.
    """
    values = [int(token) if token.isdecimal() else None for token in tokens]
    trusted = _trusted(values)
    readings: list[Number | None] = [
        None if value is None else Number(value, Certainty.HIGH, at in trusted)
        for at, value in enumerate(values)
    ]
    for at, to in pairwise(sorted(trusted)):
        first, last = values[at], values[to]
        if first is not None and last is not None and last - first == to - at:
            for between in range(at + 1, to):
                own = values[between]
                # "31/ ... 33/ 1/ ... 34/": a whole number that fits between the two is believed.
                fits = own is not None and first < own < last
                value = own if own is not None and fits else first + between - at
                readings[between] = Number(value, Certainty.HIGH, True)
    for at, token in enumerate(tokens):
        if readings[at] is None or at not in trusted:
            readings[at] = _beside(at, token, values, trusted, readings[at])
    for at, known in enumerate(readings):
        if known is not None:
            continue
        reading = _before_a_likely_one(at, tokens, values, trusted)
        if reading is not None:
            readings[at] = Number(reading, Certainty.MEDIUM, True)
            readings[at + 1] = Number(reading + 1, Certainty.MEDIUM, True)
    return readings


def _before_a_likely_one(
    at: int, tokens: Sequence[str], values: Sequence[int | None], trusted: set[int]
) -> int | None:
    """What a ruined token reads between a trusted number and one that looks like the next but one.

    "54/ ... ^2/ ... $6/": the last can be 56, and so the one before it is 55.
    """
    before = values[at - 1] if at - 1 in trusted else None
    if before is None or at + 1 >= len(tokens) or not looks_like(tokens[at + 1], before + 2):
        return None
    return before + 1 if len(tokens[at]) == len(str(before + 1)) else None


def _trusted(values: Sequence[int | None]) -> set[int]:
    """The places of numbers that are as far from a neighbour in value as in place."""
    places = [(at, value) for at, value in enumerate(values) if value is not None]
    trusted: set[int] = set()
    for index, (at, first) in enumerate(places):
        for to, last in places[index + 1 : index + 1 + FARTHEST]:
            if last - first == to - at and to - at <= FARTHEST:
                trusted |= {at, to}
    return trusted


def _beside(
    at: int, token: str, values: Sequence[int | None], trusted: set[int], reading: Number | None
) -> Number | None:
    """What a token next to a trusted number should read, if it looks like it."""
    if reading is not None and reading.in_sequence:
        return reading
    for neighbour, step in ((at - 1, 1), (at + 1, -1)):
        value = values[neighbour] if neighbour in trusted else None
        if value is not None and value + step > 0 and looks_like(token, value + step):
            return Number(value + step, Certainty.MEDIUM, True)
    return reading


def looks_like(token: str, number: int) -> bool:
    """Whether OCR can have made the token of the number: as long, each sign one of its figure's."""
    figures = str(number)
    # A number that is whole is believed against one neighbour: a reference between may be lost.
    if len(token) != len(figures) or token.isdecimal() or not any(sign in FIGURES for sign in token):
        return False
    return all(
        sign == figure or figure in LOOKALIKES.get(sign, "") or sign in BLOTS
        for sign, figure in zip(token, figures, strict=True)
    )
