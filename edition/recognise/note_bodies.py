"""Notes at the end of a chapter (TEI `note` and its `label`); those at the foot of a page with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

import regex

from edition.findings import Annotation, Certainty, Context, Correction, Finding, Line, Lineation, Rule
from edition.recognise.foot_notes import foot_notes
from edition.recognise.note_numbers import looks_like
from edition.recognise.open_lines import open_lines

UNDER_HEADING = Rule(
    "notes/under-heading",
    "Numbered lines in sequence under a heading that says notes are notes.",
    "FOOTNOTES",
)
CITATIONS = Rule(
    "notes/citations",
    "Numbered lines in sequence, most of which cite papers (Ibid., Memo, dates, pages), are notes.",
    "19.\tCINCPAC to JCS, Exclusive for General Wheeler",
)
LABEL_STOP = Rule(
    "notes/label-stop",
    "A full stop follows the other notes' numbers: the sign behind this one is a misread stop.",
    "27* Ibid. There were 136,591 small unit operations",
)

LABEL_NUMBER = Rule(
    "notes/label-number",
    "Between two notes whose numbers leave one out stands a note with a spoilt number: it is the one left out.",
    "69. Telegram / 7°. Ibid. / 71. Despatch",
)

# "19.\tCINCPAC", "27* Ibid", "33-\tCINC", "90\tSaigon", "I. Shaplen" is none.
NUMBERED = regex.compile(r"(?P<label>(?P<n>\d{1,3})(?:(?P<stop>[.*•\-»«,:;/)]|'(?=\s))|(?=\t)))\s*(?=\S|$)")
# "7°. Ibid", "4y. Walter", "1U9. Memorandum", "•51. Chairman", "' 14. Memorandum", ",36. Ibid", "5« Ibid".
DAMAGED = regex.compile(
    r"(?P<debris>[^\p{L}\d\s(\[]{0,2}\s?)(?P<label>(?P<token>[\dlIOoSUyBZ°?^]{1,3})(?P<stop>[.*•\-»«,:;/)]|'(?=\s)|(?=\t)))\s*(?=\S)"
)
# "45\t\"" on a line of its own, "56Memorandum", "2JCS telegram": raised figures over or before a note.
RAISED = regex.compile(r"[^\p{L}\d]{0,9}(?P<label>(?P<n>\d{1,3}))(?:[^\p{L}\d]{0,12}$|(?=[\"“]?\p{Lu}\p{L}))")
RUINED = regex.compile(r"(?P<debris>)(?P<label>(?P<token>[\^$°•’'■]{1,4}))(?P<stop>)(?=[\"“]?\p{Lu}\p{L})")
STYLE_REACH = 60
# So far apart may be two numbers of a run; raised ones are lost more often.
FARTHEST = 4
FARTHEST_RAISED = 9
# A line that holds a raised number alone.
LONGEST_ALONE = 24
# "'footnotes", "IV. C. FOOTNOTES", "NOTES:".
HEADING = regex.compile(
    r"(?:[^\p{L}]{0,6}(?:[IVX]+\.?[ \t]*)?(?:[A-Z]\.[ \t]*)?[\d.\- \t]*)(?:FOOT|END)?NOTES\W{0,6}", regex.I
)
# What notes are made of: papers cited by page, kind, number or date. Sure signs, and likely ones.
SURELY_CITED = regex.compile(
    r"\b(?:[IilL1]b[il1]d|(?:op|loc|[Oo]p)\.? ?cit|cf\.|pp?[.-] ?\d|[PV]ol\.? \w"
    r"|(?:Embtel|Deptel|[Mm]sg|[Tt]el)s?\.? \w"
    r"|to (?:State|SecState|Saigon|JCS|SecDef)|EXDIS|NODIS|R\.P\. No)"
)
CITED = regex.compile(
    r"\b(?:[Ss]ee|Memo(?:randum)?s?|Messages?|Tele?gram|[Ll]etter|Despatch|Press|Bulletin|Times|JCSM|S?NIE|NSAM|CM-\d"
    r"|\d{1,2} ?(?:Jan|Feb|Ma[ry]|Apr|Ju[nl]|Aug|Sep|Oct|Nov|Dec)|(?:19[3-9]\d|SECRET)\W*$)|\(T?S\)"
)
# "15 May 1954.......	465": the lines of a table of contents.
LEADERS = regex.compile(r"[.·]{5}|(?:\. ){4}")
TABLE = frozenset(["table", "row", "cell"])
FEWEST = 3
# So many numbers in a row may be spoilt.
MOST_MISSING = 3
FEWEST_FROM_ONE = 5
# Share of notes that cite, where no heading says they are notes.
CITING = 0.6
FARTHEST_HEADING = 6
LONGEST_CONTINUATION = 40
# A paragraph of a text that happens to cite is longer than a note on the average.
LONGEST_MEAN = 400


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line that opens with a number: its place among the open lines, the number, the label's length.

    Where OCR spoilt it, `token` is the number as it reads, and so many characters of `debris` stand before it.
    """

    at: int
    n: int
    length: int
    stop: str
    debris: int = 0
    token: str | None = None
    raised: bool = False


def note_bodies(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `note` with its `label` for each note, and a correction for each misread stop of a label.

    Source: encoding manual, "Text".
    """
    # A table may stand within a note.
    lines = open_lines(context, [f for f in found if isinstance(f, Annotation) and f.element not in TABLE])
    claimed: set[int] = set()
    for whole, rule in _runs(context, lines):
        run = list(_filled(context, lines, whole))
        stops = sum(one.stop == "." for one in run)
        for one, last in zip(run, _last_lines(context, lines, run), strict=True):
            claimed.update(range(one.at, last + 1))
            yield from _note(lines[one.at], lines[last], one, rule, stops * 2 > len(run))
    yield from foot_notes(context, [line for at, line in enumerate(lines) if at not in claimed])


def _runs(context: Context, lines: Sequence[Line]) -> Iterator[tuple[list[Labelled], Rule]]:
    """The runs of numbered lines that are notes."""
    heading: int | None = None
    raised = False
    run: list[Labelled] = []
    for at, line in enumerate(lines):
        text = context.text(line)
        if "OTES" in text.upper() and HEADING.fullmatch(text):
            yield from _judged(context, lines, run, heading)
            heading, run = at, []
            raised = _are_raised(context, lines[at + 1 : at + STYLE_REACH])
        elif (one := _raised(text, at) if raised else _labelled(context, at, text)) is not None:
            goes_on = not run or _goes_on(run[-1], one, FARTHEST_RAISED if raised else FARTHEST)
            if raised and not goes_on:
                continue  # a figure among many ruined ones
            if not goes_on:
                yield from _judged(context, lines, run, heading)
                heading, run = heading if _starts_under(heading, one) else None, []
            run.append(one)
    yield from _judged(context, lines, run, heading)


def _are_raised(context: Context, lines: Sequence[Line]) -> bool:
    """Whether the notes under a heading have raised figures: alone on their lines, or stuck to the first word."""
    texts = [context.text(line) for line in lines]
    raised = sum(RAISED.match(text) is not None for text in texts)
    numbered = sum(NUMBERED.match(text) is not None and not RAISED.match(text) for text in texts)
    return raised > 3 and raised > 2 * numbered


def _raised(text: str, at: int) -> Labelled | None:
    match = RAISED.match(text)
    return (
        Labelled(at, int(match["n"]), len(match["label"]), "", match.start("label"), raised=True)
        if match
        else None
    )


def _labelled(context: Context, at: int, text: str) -> Labelled | None:
    match = NUMBERED.match(text) if text[:1].isdigit() else None
    if match is None or (not match["stop"] and _is_month(context, text[match.end() :])):
        return None
    return Labelled(at, int(match["n"]), match.end("label"), match["stop"] or "")


def _filled(context: Context, lines: Sequence[Line], run: Sequence[Labelled]) -> Iterator[Labelled]:
    """A run with those of its notes whose numbers OCR spoilt: as many lines that may be as numbers are missing."""
    for one, following in zip_longest(run, run[1:]):
        yield one
        missing = following.n - one.n - 1 if following else 0
        if not 0 < missing <= MOST_MISSING:
            continue
        between = range(one.at + 1, following.at)
        spoilt = [found for at in between if (found := _spoilt(context.text(lines[at]), at))]
        if len(spoilt) == missing:
            wanted = [replace(found, n=one.n + place) for place, found in enumerate(spoilt, 1)]
            yield from (found for found in wanted if _may_read(found.token or "", found.n))


def _spoilt(text: str, at: int) -> Labelled | None:
    match = DAMAGED.match(text) or RUINED.match(text)
    if match is None:
        return None
    debris = match.start("label")
    return Labelled(at, 0, len(match["label"]), match["stop"] or "", debris, match["token"])


def _may_read(token: str, n: int) -> bool:
    """Whether a token may stand for a number: it is it, looks like it, or shares a figure with one as long."""
    number = str(n)
    shared = any(sign == figure for sign, figure in zip(token, number, strict=False))
    ruined = not any(sign.isalnum() for sign in token)
    return ruined or token == number or looks_like(token, n) or (len(token) == len(number) and shared)


def _is_month(context: Context, rest: str) -> bool:
    # "30\tMay\t64": a chronology.
    first = rest.split(maxsplit=1)
    return bool(first) and first[0].casefold() in context.language.months


def _goes_on(last: Labelled, one: Labelled, farthest: int) -> bool:
    """Whether a numbered line is the next of a run: OCR may have lost a few between them."""
    return 0 < one.n - last.n <= farthest and one.at - last.at <= LONGEST_CONTINUATION


def _starts_under(heading: int | None, one: Labelled) -> bool:
    return heading is not None and one.at - heading <= FARTHEST_HEADING


def _judged(
    context: Context, lines: Sequence[Line], run: list[Labelled], heading: int | None
) -> Iterator[tuple[list[Labelled], Rule]]:
    """The run, if it is one of notes."""
    if not run:
        return
    if heading is not None and run[0].at - heading <= FARTHEST_HEADING:
        yield run, UNDER_HEADING
        return
    if _cites(context, lines, run):
        yield run, CITATIONS


def _cites(context: Context, lines: Sequence[Line], run: Sequence[Labelled]) -> bool:
    """Whether the lines of a run are citations rather than numbered paragraphs or a table of contents."""
    if len(run) < (FEWEST if run[0].n > 1 else FEWEST_FROM_ONE):
        return False
    texts = [context.text(lines[one.at])[one.length :] for one in run]
    if sum(LEADERS.search(text) is not None for text in texts) * 3 > len(run):
        return False
    sure = sum(SURELY_CITED.search(text) is not None for text in texts)
    cited = sum(bool(SURELY_CITED.search(text) or CITED.search(text)) for text in texts)
    return (
        cited >= CITING * len(run)
        and sure * 4 >= len(run)
        and sum(map(len, texts)) <= LONGEST_MEAN * len(run)
    )


def _last_lines(context: Context, lines: Sequence[Line], run: Sequence[Labelled]) -> Iterator[int]:
    """The last line of each note of a run: the one before the next note's first."""
    for one, following in pairwise(run):
        last = following.at - 1
        if one.raised and following.n > one.n + 1:
            # What stands before the next number that is left may be another's note: one paragraph is this one's.
            last = min(last, one.at + (lines[one.at].end - lines[one.at].start <= LONGEST_ALONE))
        yield last
    last = run[-1].at
    if run[-1].raised and lines[last].end - lines[last].start <= LONGEST_ALONE and last + 1 < len(lines):
        last += 1
    while last + 1 < len(lines) and _continues(context, lines[last], lines[last + 1]):
        last += 1
    yield last


def _continues(context: Context, line: Line, following: Line) -> bool:
    """Whether the line after a chapter's last note still belongs to it."""
    if following.gap or following.page != line.page or NUMBERED.match(context.text(following)):
        return False
    if context.evidence.lineation is Lineation.REJOINED:
        return context.text(following)[:1].islower()
    return line.end - line.start > context.evidence.width * 3 // 4


def _note(first: Line, last: Line, one: Labelled, rule: Rule, stopped: bool) -> Iterator[Finding]:
    yield Annotation("note", first.start, last.end, rule, (("n", str(one.n)), ("place", "end")))
    label = first.start + one.debris
    yield Annotation("label", label, label + one.length, rule)
    if one.token and one.token != str(one.n):
        yield Correction(label, label + len(one.token), str(one.n), LABEL_NUMBER, Certainty.HIGH)
    if stopped and one.stop and one.stop not in ".)/":
        stop = label + one.length - 1
        yield Correction(stop, stop + 1, ".", LABEL_STOP, Certainty.HIGH)
