"""Page beginnings (TEI `pb`) with the number printed on the page (`fw type="pageNum"`), repaired by its neighbours."""

from collections.abc import Iterator, Sequence

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Rule
from edition.recognise.page_candidates import Candidate, candidates
from edition.recognise.page_sequence import LIKE_FIGURES, Numbered, chosen_numbers
from edition.recognise.spelt_numbers import SPELT_PART

BEGINNING = Rule(
    "pages/beginning",
    "Here the source marks that a page of the original begins.",
    "Declassified per Executive Order 13526, Section 3.3",
)
FRAMED = Rule(
    "pages/framed-number",
    "A number alone at the head or foot of a page between dashes, or after the word Page.",
    "-2-",
)
IN_SEQUENCE = Rule(
    "pages/number-in-sequence",
    "A number at the head or foot of a page that fits those of the pages around it.",
    "70",
)
BESIDE_MARKING = Rule(
    "pages/number-beside-marking",
    "A short number at the head or foot of a page on the line of its classification or next to it.",
    "5h TOP SECRET - Sensitive",
)
EXPECTED = Rule(
    "pages/expected-number",
    "Where the page's number stands OCR has what can be the number that the pages around expect.",
    "U7 between 46 and 48",
)
SECOND = Rule(
    "pages/second-number",
    "At the head of a page that bears its number at the foot stands another: a hand's, which counts something else.",
    "130 above TOP SECRET, 106 at the foot",
)
REPAIRED = Rule(
    "pages/repaired-number",
    "OCR took a figure for a letter; read by its usual confusions, and by the numbers of the pages around.",
    "5h for 54",
)

# The marks that stand at the head of every page of their sources.
MARKED_AT_HEAD = frozenset({"stamp", "extraction-page"})
_ENDS = regex.compile(r"(?i)END\b")


def pages(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `pb` for each page, with `@n` where a number is printed, and the number's `fw`.

    Source: encoding manual, "Pages and what is printed around the text", rows 1 and 4.
    """
    within = _begins_within_a_page(context, found)
    may_be, scraps = candidates(context, found)
    chosen = chosen_numbers(may_be, scraps, len(context.document.pages))
    for index, page in enumerate(context.document.pages):
        numbered = chosen.get(index)
        number = numbered.number if numbered else ""
        attributes = (("n", number), ("facs", _facsimile(context, index + 1, number)))
        if index or not within:
            yield Annotation(
                "pb", page.start, page.start, BEGINNING, tuple(pair for pair in attributes if pair[1])
            )
        if numbered:
            yield from _printed(context, numbered)
    marked = _first_markings(context, found)
    for candidate in may_be:
        yield from _beside_number(
            context, candidate, chosen.get(candidate.page), marked.get(candidate.page, -1)
        )


def _begins_within_a_page(context: Context, found: Sequence[Finding]) -> bool:
    """Whether a text is an excerpt that begins in the middle of a page.

    Each page after the first opens with the source's mark, the first with neither mark nor anything printed
    round the text.
    """
    first, *others = context.document.pages or (None,)
    if first is None or first.mark != "text" or not others:
        return False
    return all(page.mark in MARKED_AT_HEAD for page in others) and not any(
        isinstance(finding, Annotation) and finding.element == "fw" and finding.start <= first.start
        for finding in found
    )


def _first_markings(context: Context, found: Sequence[Finding]) -> dict[int, int]:
    """Where the first marking of each page begins."""
    marked: dict[int, int] = {}
    for finding in found:
        if isinstance(finding, Annotation) and ("type", "classification") in finding.attributes:
            marked.setdefault(context.document.page_at(finding.start) or 0, finding.start)
    return marked


def _facsimile(context: Context, page: int, number: str) -> str:
    """The picture of a page, as the settings name it: `{page}` counts from 1, `{n}` is the printed number."""
    pattern = context.settings.facs or ""
    return pattern.replace("{page}", str(page)).replace("{n}", number or str(page)).replace(" ", "%20")


def _printed(context: Context, numbered: Numbered) -> Iterator[Finding]:
    yield Annotation("fw", numbered.start, numbered.end, _rule(numbered), (("type", "pageNum"),))
    start, end = numbered.token
    printed = context.document.text[start:end]
    if "".join(printed.split()) == numbered.number or SPELT_PART.match(printed):
        return
    # Beside a marking, and damaged as typewriters' figures are most.
    beside = (
        numbered.candidate is not None
        and numbered.candidate.beside
        and set(printed.rpartition("-")[2]) <= LIKE_FIGURES | set("°^k_ S")
    )
    yield Correction(start, end, numbered.number, REPAIRED, Certainty.HIGH if beside else Certainty.MEDIUM)


def _beside_number(
    context: Context, candidate: Candidate, numbered: Numbered | None, marking: int
) -> Iterator[Finding]:
    """PAGE TWO and `END PAGE TWO` on one page; the number a hand gave a page that has another."""
    if numbered is None or (numbered.start, numbered.end) == (candidate.start, candidate.end):
        return
    text = context.document.text
    again = candidate.framed and _ENDS.match(text, numbered.start) and not candidate.low
    if _ENDS.match(text, candidate.start) or (
        again and any(reading.written == numbered.number for reading in candidate.readings)
    ):
        yield Annotation("fw", candidate.start, candidate.end, FRAMED, (("type", "pageNum"),))
    elif (
        numbered.candidate is not None
        and numbered.candidate.low
        and not candidate.low
        and candidate.start < marking  # below it stands the number of a note
        and (candidate.edge or candidate.beside)
        and candidate.plain
        and len(candidate.words) > 1
        and not candidate.words.endswith(".")
    ):
        yield Annotation("fw", candidate.start, candidate.end, SECOND, (("type", "control"),))


def _rule(numbered: Numbered) -> Rule:
    candidate = numbered.candidate
    if candidate is None:
        return EXPECTED
    return FRAMED if candidate.framed else BESIDE_MARKING if candidate.beside else IN_SEQUENCE
