"""Quotations of which one mark is lost or misread (TEI `q`, and a correction of the sign in the mark's place)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import regex

from edition.findings import Certainty, Context, Rule
from edition.recognise.legibility import LONGER_WORD, legibility
from edition.recognise.quotation_marks import BEFORE_WORDS, Mark
from edition.recognise.quoted import PARAGRAPH_START, SINGLE_OPENING, WORDS, Joins, Quoted, Reading, Trust

DAMAGED = Rule(
    "quotations/damaged-mark",
    "A sign that no printer sets there stands where the mark of a quotation is missing.",
    "explored here at highest level. >",
)
UNCLOSED = Rule(
    "quotations/unclosed",
    "A mark opens before a word and none closes: the quotation ends with its sentence or paragraph.",
    'the International Control Commission "to furnish the Co-Chairmen without delay',
)
UNOPENED = Rule(
    "quotations/unopened",
    "A mark closes after a stop and none opened: the quotation begins where the sense gives.",
    'Lodge said: the situation is hopeless."',
)
CONTINUED = Rule(
    "quotations/continued",
    "A quotation that no mark closes runs on where the next paragraph opens with a mark again.",
    'He wrote: "This is the first paragraph.\n\n"This is the second."',
)
# 'another *courier"', '\'Helms\' desk calendars"': signs that OCR makes of an opening mark.
MISREAD_OPENING = regex.compile(r"(?<![^\s(])(?:['‘’`](?![Ss]\b)|\*(?=[^*\n]{3,60}$))(?=\p{L})")
# 'appeared "conciliatory) that he': a round bracket that nothing opened.
ROUND = regex.compile(r"[()]")
THREE_LETTERS = regex.compile(r"\p{L}{3}$")
# '"the Chief\'s view.\' He': signs that OCR makes of a closing mark.
MISREAD_CLOSING = regex.compile(
    r"(?<=[.,!?])(?:['’‘]|1{2}|!['’])(?=\s|$)|(?<=\p{L}{2}[.,]?)\*(?=\s\p{L}|$)|(?<=[\p{L}.,!?])(?:['’‘][1I!]|[1I!]['’‘]|\*['’‘])(?=[\s.,;]|$)"
)

# The stop that ends a sentence: not of "Mr.", "U.S." or "No. 5", nor a dot of an ellipsis.
SENTENCE_END = regex.compile(
    r"(?<!\b(?:\p{Lu}|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sen|Rep|St|No|vs|cf|pp?))(?<!\.\s?)"
    r"[.!?](?=\s+\P{Ll}|\s*$)|(?<=\p{Ll}{3})\.(?=(?:The|This|In|On|He|They|It|President|But|And|At|A|Whether|When|If)\b)"
)
# "Lodge said: ", "declared that ", "stated, ": what introduces somebody's words.
INTRODUCER = regex.compile(
    r"\b(?:said|says|stated|states|added|declared|wrote|noted|replied|warned|concluded|remarked|asked|reads?|quoted"
    r"|as\s+follows|thus)(?:,|:|\s+--?|\s?—)\s+(?=\p{L})|\b(?:[Ss]ubject|[Ee]ntitled|[Tt]itled?)[:,]\s+(?=\p{Lu})"
)
# "Estudiantil\n“Universitaria": a mark at a line's edge within a sentence is as likely a speck.
SPECK_BEFORE = regex.compile(r"[\p{L}\d]\n$")
LONGEST_REPAIR = 160


def repaired(reading: Reading, taken: set[int]) -> Iterator[Quoted]:
    """Quotations of which one mark is whole and the other misread as a sign not `taken` otherwise."""
    text, marks, pairing = reading.passage.text, reading.marks, reading.pairing
    edges = [0, *(mark.end for mark in marks)], [*(mark.start for mark in marks), len(text)]
    place = {mark.start: index for index, mark in enumerate(marks)}
    for mark in pairing.openers:
        until = min(edges[1][place[mark.start] + 1], mark.end + LONGEST_REPAIR)
        sign = MISREAD_CLOSING.search(text, mark.end, until)
        if sign and SINGLE_OPENING.search(text, mark.end + 1, sign.start()):
            continue  # "'march to Hanoi.' The Chief": it closes what stands in single marks
        # '"10. When D'Orlandi said': a paragraph that opens with a mark is quoted as a whole.
        if sign and sign.start() not in taken and (mark.start or sign.end() == len(text)):
            yield Quoted(mark.start, sign.end(), DAMAGED, sign=sign.start(), length=len(sign[0]))
        elif (at := _unopened_bracket(text, mark.end, until)) >= 0 and at not in taken:
            yield Quoted(mark.start, at + 1, DAMAGED, sign=at)
    for mark in pairing.closers:
        since = max(edges[0][place[mark.start]], mark.start - LONGEST_REPAIR)
        signs = [sign.start() for sign in MISREAD_OPENING.finditer(text, since, mark.start)]
        # A speck before a paragraph's first word is none.
        if signs and signs[-1] not in taken and signs[-1]:
            yield Quoted(signs[-1], mark.end, DAMAGED, sign=signs[-1])


def _unopened_bracket(text: str, start: int, end: int) -> int:
    """Where the first sign after a quotation's opening that is a bracket closes, if none is open; else -1."""
    if "(" in text[max(0, start - LONGEST_REPAIR) : start].rpartition(")")[2]:
        return -1
    first = ROUND.search(text, start, end)
    if not first or first[0] == "(" or not THREE_LETTERS.search(text, start, first.start()):
        return -1
    return first.start()


LONGEST_UNCLOSED = 320
# What an opening mark stands before: a word, a figure, dots, an inner bracket.
OPENS_WORDS = regex.compile(r"['‘]?(?:\[|\.{2})?(?P<word>\p{L}[\p{L}\d’'-]*+)(?=[\s.,;)]|$)")
LIST_AFTER = regex.compile(r"\n[^\S\n]*[-—–•*]")
# 'Myers, Samuel L., "Building a Strong Army, Free World Forum': where such a title ends nobody can tell.
TITLE_BEFORE = regex.compile(r"(?:\p{Lu}\p{L}*\.?|from),?\s[\"“]\p{Lu}$")
# What is said of a mark alone is believed where the OCR read its words and those before it.
CONTEXT = 60
READ = 0.88
# 'subject: "Notes on the Situation and Alternatives, 6 January 1965': a title ends before its date.
TITLE_END = regex.compile(
    r",\s(?=(?:[:;]\s|dated\s|\(?\d{1,2}\s\p{Lu}\p{L}{2,8}\.?,?\s\d{4}|\p{Lu}\p{Ll}{2,8}\.?\s\d{1,2},\s\d{4}|pp?\.\s?\d))"
)


def unclosed(
    context: Context, reading: Reading, mended: set[int], joins: Joins, trust: Trust
) -> Iterator[Quoted]:
    """Quotations that no mark closes: to the end of the sentence, or of the paragraph where they run on."""
    text, pairing = reading.passage.text, reading.pairing
    openers = [mark for mark in pairing.openers if mark.start not in mended]
    if not openers:
        return
    ends = [match.end() for match in SENTENCE_END.finditer(text)] + [len(text.rstrip())]
    inside = sorted(first.start for first, _ in pairing.pairs)
    for mark in openers:
        if (reading.passage.start, mark.start) in joins:
            yield Quoted(mark.start, ends[-1], CONTINUED)
            continue
        if not trust.unclosed or PARAGRAPH_START.fullmatch(text, 0, mark.start):
            continue  # a paragraph that opens with a mark is part of a displayed quotation
        end = ends[min(bisect_right(ends, mark.end), len(ends) - 1)]
        # Where another quotation stands within, the first has ended before it.
        at = bisect_left(inside, mark.start)
        if at < len(inside) and inside[at] < end:
            continue
        if end - mark.start > LONGEST_UNCLOSED:
            continue  # a missing q loses less than one over half a page
        title = TITLE_END.search(text, mark.end, end)
        end = title.start() + 1 if title else end
        if not title and not _ends_there(text, mark, end):
            continue
        words = LONGER_WORD.findall(text, mark.end, min(end, mark.end + LONGEST_REPAIR))
        if len(words) > (1 if title else 2) and opens_words(context, text, mark, end, trust):
            yield Quoted(mark.start, end, UNCLOSED, Certainty.LOW)


def _ends_there(text: str, mark: Mark, end: int) -> bool:
    """Whether a sentence ends there that the mark opened within a line: no title, no item of a list."""
    if not mark.start or text[mark.start - 1] == "\n" or text[end - 1] not in ".?!:":
        return False
    return not LIST_AFTER.search(text, mark.end, end) and not TITLE_BEFORE.search(text, 0, mark.start + 2)


def opens_words(context: Context, text: str, mark: Mark, end: int, trust: Trust) -> bool:
    """Whether a mark that nothing closes stands before a word that is one, and looks like the others."""
    sign = text[mark.start : mark.end]
    if (
        (sign != '"' and not trust.curly)
        or sign in "”„"
        or sign in trust.rare
        or SPECK_BEFORE.search(text, 0, mark.start)
    ):
        return False
    match = OPENS_WORDS.match(text, mark.end)
    if match is None or (mark.start and text[mark.start - 1] not in BEFORE_WORDS):
        return False
    word, words, seen = match["word"], context.language.words, context.evidence.vocabulary
    if not words:
        return True
    if len(word) == 1 and word not in "aAI":
        return False  # "c have very serious problem": half a word
    known = word.casefold() in words or seen.get(word.casefold(), 0) > 1 or word.istitle()
    return known and legibility(text, max(0, mark.start - CONTEXT), end, words, seen) >= READ


def unopened(reading: Reading, mended: set[int]) -> Iterator[Quoted]:
    """Quotations that no mark opens: from what introduces them in their sentence."""
    text, marks = reading.passage.text, reading.marks
    closers = [mark for mark in reading.pairing.closers if mark.whole and mark.end not in mended]
    # 'syllable" does not': without a stop before it a lone mark is as likely debris.
    closers = [mark for mark in closers if text[max(0, mark.start - 1)] in ".,!?"]
    if not closers:
        return
    ends = [0, *(match.end() for match in SENTENCE_END.finditer(text))]
    before = {
        mark.start: previous for mark, previous in zip(marks, [0, *(m.end for m in marks)], strict=False)
    }
    for mark in closers:
        floor = max(ends[max(0, bisect_left(ends, mark.start) - 1)], before[mark.start])
        introducers = [match.end() for match in INTRODUCER.finditer(text, floor, mark.start - 1)]
        # Without words that introduce it nobody can tell where it begins.
        first = WORDS.search(text, introducers[-1], mark.start) if introducers else None
        if first and len(WORDS.findall(text, first.start(), mark.start)) > 2:
            yield Quoted(first.start(), mark.end, UNOPENED, Certainty.LOW)
