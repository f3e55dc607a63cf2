"""Notes at the foot of a page (TEI `note` and its `label`), and the references that they answer (`ref`)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

import regex

from edition.findings import (
    Annotation,
    Certainty,
    Context,
    Correction,
    Finding,
    Line,
    Lineation,
    Passage,
    Rule,
)
from edition.recognise.legibility import legibility

AT_FOOT = Rule(
    "notes/at-foot",
    "Below the text stands a line with the sign that a reference on the same page has.",
    "*Comment: Nevertheless, as can be seen, the Secretary spoke freely.",
)
LONE_AT_FOOT = Rule(
    "notes/lone-at-foot",
    "The last block of a page opens with an asterisk and a capital, no other does: a note whose reference is lost.",
    "* Adapted from The Times of Vietnam, 28 October 1962, p. 17.",
)
ANSWERED = Rule(
    "notes/answered",
    "A sign or figure behind a word is that of a note at the foot of its page.",
    "Peak losses a/",
)

# "* Adapted from The Times", "^Comment:", "1/ DIR 85245", "a/ Based on", "3 Not printed.": what opens a note;
# "lFor example", "2we do not know": a raised figure stuck to the first word, its 1 read as a letter.
STARRED = r"(?P<star>\*{1,3}|[†‡^])\s*(?=[\p{L}\"“])"
SLASHED = r"(?P<slashed>\d{1,3})/\s+(?=\S)"
LETTERED = r"(?P<letter>[a-h])/\s+(?=\S)"
FIGURED = r"(?P<figure>\d{1,3})[.)]?\s{0,3}(?=[\"“]?\p{Lu}[\p{L}\s.’']|[\"“(\[]\p{L})"
STUCK = r"(?P<stuck>[lI](?=\p{Lu}\p{Ll})|\d{1,2}(?=(?!st\b|nd\b|rd\b|th\b)\p{Ll}{2,}\s))"
RAISED = r"(?P<raised>[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)"
BRACKETED = r"\[(?P<bracketed>\d{1,3})\]\s+(?=\S)"
LABEL = regex.compile(rf"(?:{BRACKETED}|{STARRED}|{SLASHED}|{LETTERED}|{RAISED}|{FIGURED}|{STUCK})")
# What a sign is OCR's reading of.
READ = {"^": "*", "l": "1", "I": "1"}
PLAIN_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# "talking.* Khanh", "figures* were"; "talking." * There", where the page has such a note.
STAR_IN_TEXT = regex.compile(r"(?<=[\p{L}\d)][.?!,;:]?[\"”’]?)\*(?=[\s.,;)]|$)")
STAR_APART = regex.compile(r"(?<=[\p{L}\d)][.?!,;:]?[\"”’]?[^\S\n])\*(?=\s|$)")
# "p.1", "No.2", "Sept.3": figures glued to a stop that are no raised ones.
COUNTED = (
    r"(?<!\b(?i:no|nos|pp?|vol|art|sec|par|para|fig|ch|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
)
# Of one kind are the labels of one page; so many lines stand at most between two of them, and below the last.
REACH = 12
FEWEST_WORDS = 3
LEAST_WORDS = 4
AROUND = 100
MANY = 4
# "13/ (Continued)": on the page before is the reference.
CONTINUED = regex.compile(r"(?i)^\d{1,3}/\s+\(cont")
# "instead of ‘must.1 Second": the 1 is the closing mark.
UNCLOSED_SINGLE = regex.compile(r"(?<![\w.,;!?])['‘’](?=\p{L})[^'‘’]*+$")
LEGIBLE = 0.7
WORDS = regex.compile(r"\p{L}{2,}\W+\p{L}{2}|\p{L}{4}")
STOPPED = regex.compile(r"[.!?:;][\"”’)]{0,2}\W{0,3}$")
LISTED = regex.compile(r"\W?\s?[*•■♦◦-]\s?\p{L}")
CAPITAL = regex.compile(r"\*\s*[\"“]?\p{Lu}")


@dataclass(frozen=True, slots=True)
class Label:
    """What a line opens with: its length, the kind of sign, and the note's number as it should read."""

    length: int
    kind: str
    n: str
    sign: str


def foot_notes(context: Context, lines: Sequence[Line]) -> Iterator[Finding]:
    """Yield each note below the text of a page, its label, and a correction for a damaged sign.

    `lines` are those that nothing claims, in order.
    """
    months = context.language.months
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        labels = {at: label for at, line in enumerate(page) if (label := _label(context.text(line), months))}
        if labels:
            yield from _of_page(context, page, labels)


def _label(text: str, months: Mapping[str, int]) -> Label | None:
    match = LABEL.match(text) if text[0] in "*†‡^[abcdefghlI⁰¹²³⁴⁵⁶⁷⁸⁹" or text[0].isdigit() else None
    if match is None or not match.lastgroup:
        return None
    kind, sign = match.lastgroup, match[match.lastgroup]
    if kind == "stuck":
        kind = "figure"
    if kind == "figure" and text[match.end() :].split(maxsplit=1)[0].strip(".,").casefold() in months:
        return None  # "1 December 1966"
    n = READ.get(sign) or sign.translate(PLAIN_FIGURES)
    return Label(len(match[0].rstrip()), kind, n, sign)


def _of_page(context: Context, page: Sequence[Line], labels: Mapping[int, Label]) -> Iterator[Finding]:
    for kind in dict.fromkeys(label.kind for label in labels.values()):
        starts = _run([(at, label) for at, label in labels.items() if label.kind == kind], len(page))
        above = "\n".join(context.text(line) for line in page[: starts[0]]) if starts else ""
        if starts and _is_referred_to(context, above, page, starts, labels):
            yield from _notes(context, page, starts, labels, AT_FOOT, None)
            return
    last = max(labels)
    if _is_lone(context, page, last, labels[last]):
        yield from _notes(context, page, [last], labels, LONE_AT_FOOT, Certainty.MEDIUM)


def _run(labels: Sequence[tuple[int, Label]], end: int) -> list[int]:
    """The lines that open a page's notes: the last labels, counting up, none far from the next or the end."""
    starts: list[int] = []
    following = ""
    for at, label in reversed(labels):
        if end - at > REACH or (following and not _precedes(label.n, following)):
            break
        starts.insert(0, at)
        end, following = at, label.n
    return starts


def _precedes(n: str, following: str) -> bool:
    if n.isdigit():
        return int(following) == int(n) + 1
    if n.isalpha():
        return ord(following) == ord(n) + 1
    return n != following


def _is_referred_to(
    context: Context, above: str, page: Sequence[Line], starts: Sequence[int], labels: Mapping[int, Label]
) -> bool:
    """Whether the text above has references to the notes: to each that only a figure marks, else to one."""
    run = [labels[at] for at in starts]
    found = [reference_to(label.kind, label.n, above) for label in run]
    if run[0].kind == "figure":
        text = " ".join(context.text(line) for line in page[starts[0] :])
        return _are_glued(context, above, found) and _is_legible(context, text)
    if run[0].kind == "star":
        # "^Memorandum" beside "^^Speaking": raised figures, all of them ruined.
        if run[-1].sign == "^" and (len(run) > 1 or not STAR_IN_TEXT.search(above)):
            return False
        # "* Owe •" on a map; "*CONSISTENT WITH RESULTS" in a cable: a mark of quotation.
        text = context.text(page[starts[-1]])
        return any(found) and not text.isupper() and _is_legible(context, text)
    first = context.text(page[starts[0]])
    return any(found) or CONTINUED.search(first) is not None


def _are_glued(context: Context, above: str, found: Sequence[regex.Match[str] | None]) -> bool:
    """Whether most figures are found, one after the other, in words that the OCR read and no quotation opens."""
    places = [match.start() for match in found if match]
    fewest = min(2, len(found)) if len(found) < MANY else len(found) * 2 // 3
    if len(places) < fewest or places != sorted(places):
        return False
    stretches = [above[max(0, place - AROUND) : place + AROUND] for place in places]
    quoted = UNCLOSED_SINGLE.search(above[max(0, places[0] - AROUND) : places[0]])
    return not quoted and all(_is_legible(context, stretch) for stretch in stretches)


def _is_legible(context: Context, text: str) -> bool:
    words, seen = context.language.words, context.evidence.vocabulary
    few = len(regex.findall(r"\p{L}{2,}", text)) < FEWEST_WORDS
    return not few and (not words or legibility(text, 0, len(text), words, seen) >= LEGIBLE)


SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def reference_to(kind: str, n: str, text: str, start: int = 0) -> regex.Match[str] | None:
    """The first reference to a note in a text: as its label's kind is written behind words."""
    if kind == "star" and n == "*":
        return STAR_IN_TEXT.search(text, start) or STAR_APART.search(text, start)
    if n not in text and (kind != "figure" or n.translate(SUPERSCRIPTS) not in text) and n != "1":
        return None  # before a pattern of its own is made for it
    return _reference(kind, n).search(text, start)


@cache
def _reference(kind: str, n: str) -> regex.Pattern[str]:
    if kind == "star":
        return regex.compile(rf"(?<=\S\s?){regex.escape(n)}(?!\*)")
    if kind == "bracketed":
        return regex.compile(rf"(?<=\S)\[{n}\]")
    if kind in ("slashed", "letter"):
        return regex.compile(rf"(?<=[\p{{L}}\d.,;:?!\"”’)%]\s?|^){n}/(?![\p{{L}}\d/])")
    raised = n.translate(SUPERSCRIPTS)
    glued = rf"(?<=\p{{L}}\p{{Ll}}[.,;:?!]?[\"”’)]{{0,2}}){COUNTED}{n}(?![\p{{L}}\d.,/%-])"
    # "objective or that.l In any case": the letter stands where the figure 1 stood.
    letter = r"|(?<=\p{L}\p{Ll}[.,;:?!][\"”’]{0,2})l(?=\s|$)" if n == "1" else ""
    return regex.compile(rf"{glued}|(?<=\S){raised}(?![⁰¹²³⁴-⁹]){letter}")


def _is_lone(context: Context, page: Sequence[Line], at: int, label: Label) -> bool:
    """Whether a page's last block is a note though no reference to it is left."""
    text = context.text(page[at])
    if label.sign != "*" or not CAPITAL.match(text) or len(page) - at > REACH or not at:
        return False
    if sum(LISTED.match(context.text(line)) is not None for line in page) > 1:
        return False  # a list
    before, many = context.text(page[at - 1]), len(regex.findall(r"\p{L}{2,}", text)) >= LEAST_WORDS
    return many and not text.isupper() and bool(STOPPED.search(before)) and _is_legible(context, text)


def _notes(
    context: Context, page: Sequence[Line], starts: Sequence[int], labels: Mapping[int, Label], rule: Rule,
    cert: Certainty | None,
) -> Iterator[Finding]:  # fmt: skip
    for start, until in pairwise([*starts, len(page)]):
        line, label = page[start], labels[start]
        last = _last(context, page, start, until, label)
        yield Annotation(
            "note", line.start, page[last].end, rule, (("n", label.n), ("place", "bottom")), cert
        )
        yield Annotation("label", line.start, line.start + label.length, rule)
        if label.sign in READ:
            yield Correction(line.start, line.start + 1, READ[label.sign], rule, Certainty.HIGH)


def _last(context: Context, page: Sequence[Line], start: int, until: int, label: Label) -> int:
    """The last line of a note: nothing stands below the notes at a page's foot but debris."""
    if label.kind == "letter" and context.evidence.lineation is Lineation.REJOINED:
        return start  # a table's note; the text may go on below it
    return max((at for at in range(start, until) if WORDS.search(context.text(page[at]))), default=start)


def answered(context: Context, found: Sequence[Finding]) -> Iterator[tuple[Passage, int, int, str]]:
    """Yield what refers to each note at a foot: the passage, where in its text, and the number.

    A page's references stand in the order of its notes.
    """
    text = context.document.text
    starts = [page.start for page in context.document.pages]
    notes = [f for f in found if isinstance(f, Annotation) and f.element == "note" and f.rule is AT_FOOT]
    at = 0, 0
    for note in sorted(notes, key=lambda one: one.start):
        label = _label(text[note.start : note.end], context.language.months)
        page = starts[bisect_right(starts, note.start) - 1] if starts else 0
        reference = _answered(context, label, max(at, (page, 0)), note.start) if label else None
        if label and reference:
            passage, start, end = reference
            yield passage, start, end, label.n
            at = passage.offset(end - 1) + 1, 0


def _answered(
    context: Context, label: Label, since: tuple[int, int], until: int
) -> tuple[Passage, int, int] | None:
    passages = context.passages
    first = bisect_right(passages, since[0], key=lambda passage: passage.end)
    for passage in passages[first:]:
        if passage.start >= until:
            break
        if passage.element == "note":
            continue
        position = 0
        while match := reference_to(label.kind, label.n, passage.text, position):
            offset = passage.offset(match.start())
            if offset >= until:
                break
            if offset >= since[0]:
                return passage, match.start(), match.end()
            position = match.end()
    return None
