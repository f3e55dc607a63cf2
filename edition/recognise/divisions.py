"""Divisions (TEI `div`): from each heading, letter head and signature to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from edition.findings import Annotation, Context, Finding, Rule
from edition.recognise.form_heads import SECTION as FORM_PART
from edition.recognise.headings import heading_level

SECTION = Rule(
    "divisions/section",
    "A division runs from its heading to the next one of its level or above.",
    'D. ROLLING THUNDER VII -- Enter "Regularity" and "Determination"',
)
LETTER = Rule(
    "divisions/letter",
    "A letter, memorandum or cable begins with its head and ends with its signature.",
    "MEMORANDUM FOR: Chairman, Information Review Committee",
)
AFTER_SIGNATURE = Rule(
    "divisions/after-signature",
    "What follows a signature is no part of the letter: a distribution list, an attachment.",
    "Distribution:",
)

_BLOCKS = frozenset({"head", "opener", "closer", "p", "quote", "list", "table", "ab", "note"})
_TYPES = (
    ("distribution", regex.compile(r"(?i)\W*(?:distribution|copies|cc\b|orig\w*\b)")),
    ("attachment", regex.compile(r"(?i)\W*(?:attach|enclos|annex|tab\b|appendi)")),
)
_LETTER_LEVEL = 0
# Below the form's own title.
_FORM_PART_LEVEL = 4


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Where a division begins, how deep it lies, and of what type it is."""

    start: int
    level: int
    rule: Rule
    type: str | None = None


def divisions(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `div` for each heading and letter; each runs to the next that is no deeper.

    Source: encoding manual, "Where TEI's order binds".
    """
    end = len(context.document.text.rstrip())
    open_divisions: list[_Beginning] = []
    for beginning in _beginnings(context, found):
        while open_divisions and open_divisions[-1].level >= beginning.level:
            yield _division(open_divisions.pop(), beginning.start)
        open_divisions.append(beginning)
    while open_divisions:
        yield _division(open_divisions.pop(), end)


def _division(beginning: _Beginning, end: int) -> Annotation:
    attributes = (("type", beginning.type),) if beginning.type else ()
    return Annotation("div", beginning.start, end, beginning.rule, attributes)


def _beginnings(context: Context, found: Sequence[Finding]) -> Iterator[_Beginning]:
    after_signature = False
    for block in _outermost(found):
        text = context.document.text[block.start : block.end]
        if block.element == "opener":
            yield _Beginning(block.start, _LETTER_LEVEL, LETTER)
        elif block.element == "head":
            level = _FORM_PART_LEVEL if block.rule is FORM_PART else heading_level(text)
            yield _Beginning(block.start, _LETTER_LEVEL if after_signature else level, SECTION)
        elif after_signature and block.element != "note":
            yield _Beginning(block.start, _LETTER_LEVEL, AFTER_SIGNATURE, _type(text))
        after_signature = block.element == "closer" or (after_signature and block.element == "note")


def _type(text: str) -> str | None:
    """What follows a signature, as the first words of it tell."""
    return next((name for name, words in _TYPES if words.match(text)), None)


def _outermost(found: Sequence[Finding]) -> Iterator[Annotation]:
    """Blocks that stand in no other block, in order; forme work aside."""
    blocks = sorted(
        (finding for finding in found if isinstance(finding, Annotation) and finding.element in _BLOCKS),
        key=lambda block: (block.start, -block.end),
    )
    inside = 0
    for block in blocks:
        if block.start >= inside:
            inside = block.end
            yield block
