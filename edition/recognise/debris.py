"""OCR debris within a block (TEI `surplus`): signs that stand for nothing on the page."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

import regex

from edition.findings import Annotation, Certainty, Context, Finding, Lineation, Passage, Rule
from edition.recognise.gibberish import SMALL_LETTERS
from edition.recognise.stray_marks import stray_marks

LONE_SIGN = Rule(
    "debris/lone-sign",
    "A sign that no typewriter of the time had stands alone.",
    "Secretary Rusk described the possibilities of _",
)
UNDERLINE = Rule(
    "debris/underline",
    "A low line between two words is what is left of an underline or an overstrike.",
    "towards Indochina,_but can only see steady",
)
AT_EDGE = Rule(
    "debris/at-edge",
    "Behind a sentence's stop that ends a line or paragraph, or before its first word, stand signs of no sentence.",
    "I have the combination. ) ° .",
)
LINE_END = Rule(
    "debris/line-end",
    "At the end of a line, in the midst of a text, stands a sign or a small letter that none has there.",
    "slightly bald in front, small eyes, a hawk +\nnose",
)
VALUE = Rule(
    "debris/value",
    "Before a label of an identification form, or at an edge of its value, stands a sign that belongs to neither.",
    "CURRENT STATUS: — Redact",
)

FORME_WORK = Rule(
    "debris/forme-work",
    "At an edge of a line of forme work stands a sign that no stamp, number or marking has there.",
    "| NW 68261 DocId:32244099 Page 1",
)

SURPLUS = (("reason", "ocr"),)
# Signs that stand for nothing between words, in any number, parted by spaces on one line; not the marks of notes.
SIGNS = r"[•■□▪●♦♣▼▲►◄◆○©®°¢¥¬¦|~^_¤★☆]"
LONE = regex.compile(rf"{SIGNS}(?<!\S.){SIGNS}{{0,2}}(?: +{SIGNS}{{1,3}})*(?!\S)")
# "32 ° F", "© 1975", "50 ¢": signs that belong to a figure.
OF_A_FIGURE = regex.compile(r"[©¥] ?\d|(?<=\d )[°¢]|© (?:Copyright|by\b)")
# "552 (b) (5) •\nI recommend a sanitized version", "17 • NSAM-328": a misread stop, for the recogniser of corrections.
BULLET_FOR_STOP = regex.compile(
    r"•(?=\s+\(?\p{Lu}\p{Ll}* \p{Ll}{2}|\s+\(See\b)(?<=\(\d\) .)"
    r"|•(?<=(?:^|\n)\W{0,3}\d{1,2} .)(?= \p{Lu})"
)
# "this pledge | recognize", "the fact that | have", "2 ~ C/EUR", "DATE _ BY": a letter, a dash, a blank.
FOR_A_LETTER = regex.compile(
    r"\|(?= (?:am|was|will|would|shall|should|can|could|have|had|do|did|certify|agree|understand|accept|recogni[sz]e"
    r"|believe|think|know|feel|hope|wish|want|may|might|must|understood|told|said|asked|went|saw|met)(?!\S))"
)
DASH_OR_BLANK = regex.compile(
    r"~(?!$|\n)(?<!\p{Ll} .)|~(?= \p{Lu})(?!\n)|_(?<!\p{Ll},? .)(?!(?<=[^\s\p{L}\d:.] .) \p{Ll}{2})"
)
# "more autonomy\t• •\t- -, _ *'\n", "\n.\t• Joint Chiefs": one run of signs at a line's edge, some of them odd.
RUN_AT_LINE_END = regex.compile(
    r"(?m)(?<=[\p{L}\d][.,;:)\"”]?[ \t])(?![-–—])[^\p{L}\d\s\"“”()]{1,3}(?:[ \t]+[^\p{L}\d\s\"“”()]{1,3})++$"
)
RUN_AT_LINE_START = regex.compile(
    r"(?m)^[^\p{L}\d\s\"“”()]{1,3}(?:[ \t]+[^\p{L}\d\s\"“”()]{1,3})++(?<![-–—])(?=[ \t]+\S)"
)
A_SIGN = regex.compile(SIGNS)
# "EXTRADITION OFFER) • EXPLANATION", "UNITED STATES ■ V1ETNAM", "1945 ■ 1967": among capitals and figures it may
# be a stop or a dash.
BETWEEN_CAPITALS = regex.compile(r"[•■](?<=(?:\p{Lu}[\p{Lu})]|\d\d) .)(?= (?:\p{Lu}[\p{Lu}\d]|\d\d))")
MEANT = (OF_A_FIGURE, BULLET_FOR_STOP, FOR_A_LETTER, DASH_OR_BLANK, BETWEEN_CAPITALS)
# "• Review the plan again": where such lines follow one another somebody wrote them so.
BULLETED = regex.compile(r"(?m)^[ \t]*([•■□▪●◆○])\s+\p{L}\S*(?: \S+){2}")
FEWEST_BULLETS, NEAR = 3, 600
# "Indochina,_but", "induce_present".
UNDERLINED = regex.compile(r"_(?=\p{L})(?<=[\p{L},.;] ?_)")
WORD_AFTER = regex.compile(r"\p{L}++(?![\w@/.]*[@/]|\.\p{L})")
WORD_BEFORE = regex.compile(r"(?<![\w@/])(\p{L}+)[,.;]? ?$")
# "details. :", "the combination. ) ° .": what follows the last stop.
BEHIND = regex.compile(
    r"(?:(?<=\p{L}[.!?][\"”'’)]{0,2}\s)|(?<=\p{L}:\s)(?![-–—]))"
    r"[^\p{L}\d\s\"”?!]{1,3}(?: [^\p{L}\d\s\"”?!]{1,3}){0,3}$"
)
# "the 201 system. * ®": what follows a stop at a line's end.
BEHIND_ON_LINE = regex.compile(
    r"[^\p{L}\d\s\"”?!(—–-](?<=\p{Ll}{2}[.!?:][\"”)]? .)"
    r"[^\p{L}\d\s\"”?!(—–-]{0,2}(?: [^\p{L}\d\s\"”?!()—–-]{1,3}){0,3}(?=\n)"
)
# "a hawk +\nnose", "personally contacted by :\nVassili".
ODD_AT_LINE_END = regex.compile(r"[+=<>\\*:;](?=\n\p{Ll})(?<=\p{Ll}{2} .)")
# "of captioned organization. j\nThis": not "a", and no "I" is small.
LETTER_AT_LINE_END = regex.compile(r"[b-z](?=\n)(?<=\p{Ll}{2}[.,]? .)")
# "‘The Mexican Government", ". You are requested": what precedes the first word.
BEFORE = regex.compile(r"(?!['’‘]{2})[‘’'.,;•■|~_^°]{1,2}(?: [‘’'.,;•■|~_^°]){0,2}(?=\s?\p{Lu}\p{Ll})")
BEFORE_ON_LINE = regex.compile(r"[‘.,|~_^°](?<=\n.)(?=\s?\p{Lu}\p{Ll}+[\s,])")
SINGLE_CLOSING = regex.compile(r"(?<=[\p{L}.,])['’‘](?!\p{L})")
# "— Redact", "= 124-10278-10418", "- TITLE", "‘PAGES".
BEFORE_VALUE = regex.compile(r"[—–=~_•*|^]{1,2}(?=\s+[\p{L}\d])")
BEHIND_VALUE = regex.compile(r"[,;](?<=^\w{1,6}.)$|(?<=\w)[’‘|]$|(?<=\S )[,;:’‘|_=~•]{1,2}$")
BEFORE_LABEL = regex.compile(r"[^\w\s(\[{]{1,2}(?:\s[^\w\s(\[{])?(?=\s?\p{Lu}{2})")
STAMPED = frozenset({"control", "classification", "declassification", "header"})
FORM = "tables/identification-form"
# "| NW 68261", "}Docld:32244099", "• RETURN TO CIA": not "(104-10074-10416|", where the sign was a bracket.
BEFORE_FORME_WORK = regex.compile(r"[|}•■*~^:;,.°»«\\<>=+]{1,3}(?=\s?[\p{L}\d])|[‘’“”](?=\p{Lu}{2}\s\d)")
BEHIND_FORME_WORK = regex.compile(
    r"(?<=[^\W_])[|•■*~^°»«\\<>=+]{1,3}$|(?<=[^\W_] )[|•■*~^:;,.°»«\\<>=+‘’'}{]{1,3}$"
)
LINE = regex.compile(r"[^\n]+")
OPENING_BRACKET = regex.compile(r"[(\[{]|^[‘“'\"]")


def debris(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield a `surplus` for each run of debris on one line within a passage.

    Source: encoding manual, "Pages and what is printed around the text", row "OCR debris".
    """
    bullets = _bullets(context.document.text)
    cells = _cells(found)
    quoted = {
        edge for f in found if isinstance(f, Annotation) and f.element == "q" for edge in (f.start, f.end - 1)
    }
    yield from _in_forme_work(context, found)
    for passage in context.passages:
        label = cells.get(passage.start)
        spans = list(_spans(context, passage)) if label is None else list(_in_form(passage.text, label))
        end = -1
        for start, until, rule in sorted(spans, key=lambda span: (span[0], -span[1])):
            place = passage.span(start, until)
            if start >= end and place[0] not in bullets and place[0] not in quoted:
                end = until
                yield Annotation("surplus", *place, rule, SURPLUS, Certainty.MEDIUM)


def _in_forme_work(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
    text = context.document.text
    for finding in found:
        if (
            isinstance(finding, Annotation)
            and finding.element == "fw"
            and finding.attributes[0][1] in STAMPED
        ):
            for line in LINE.finditer(text, finding.start, finding.end):
                for start, end in _at_edges(line.group()):
                    place = (line.start() + start, line.start() + end)
                    yield Annotation("surplus", *place, FORME_WORK, SURPLUS, Certainty.MEDIUM)


def _at_edges(line: str) -> Iterator[tuple[int, int]]:
    before = BEFORE_FORME_WORK.match(line)
    if before is not None:
        yield before.span()
    behind = BEHIND_FORME_WORK.search(line, max(0, len(line) - 5))
    if behind is not None and not OPENING_BRACKET.search(line, 0, behind.start()):
        yield behind.span()


def _bullets(text: str) -> Set[int]:
    """Where bullets stand that open one of several lines near one another: somebody wrote them."""
    if "•" not in text and "■" not in text and "●" not in text:
        return frozenset()
    places = [match.start(1) for match in BULLETED.finditer(text)]
    runs: list[list[int]] = [places[:1]]
    for before, after in pairwise(places):
        if after - before <= NEAR and text[before] == text[after]:
            runs[-1].append(after)
        else:
            runs.append([after])
    return frozenset(place for run in runs if len(run) >= FEWEST_BULLETS for place in run)


def _cells(found: Sequence[Finding]) -> dict[int, bool]:
    """Where cells of identification forms begin, and whether they are labels."""
    cells: dict[int, bool] = {}
    row = -1
    for finding in found:
        if isinstance(finding, Annotation) and finding.rule.name == FORM:
            if finding.element == "row":
                row = finding.start
            elif finding.element == "cell":
                cells[finding.start] = finding.start == row
    return cells


def _in_form(text: str, is_label: bool) -> Iterator[tuple[int, int, Rule]]:
    match = (BEFORE_LABEL if is_label else BEFORE_VALUE).match(text)
    if match is not None:
        yield *match.span(), VALUE
    behind = None if is_label else BEHIND_VALUE.search(text, max(0, len(text) - 8))
    if behind is not None and behind.start() > (match.end() if match else 0):
        yield *behind.span(), VALUE
    yield from _lone_signs(text)


def _spans(context: Context, passage: Passage) -> Iterator[tuple[int, int, Rule]]:
    text = passage.text
    yield from _lone_signs(text)
    yield from stray_marks(context, passage)
    for match in UNDERLINED.finditer(text):
        if _parts_words(context, text, match.start()):
            yield *match.span(), UNDERLINE
    yield from _behind(context, text)
    yield from _before(context, passage)
    if context.evidence.lineation is not Lineation.REJOINED:
        yield from ((*match.span(), LINE_END) for match in ODD_AT_LINE_END.finditer(text))
    if context.evidence.lineation is Lineation.BROKEN:
        yield from ((*match.span(), LINE_END) for match in LETTER_AT_LINE_END.finditer(text))


def _lone_signs(text: str) -> Iterator[tuple[int, int, Rule]]:
    if text.isascii() and "|" not in text and "_" not in text and "~" not in text and "^" not in text:
        return
    if not A_SIGN.search(text):
        return
    for pattern in (RUN_AT_LINE_END, RUN_AT_LINE_START):
        for match in pattern.finditer(text):
            if A_SIGN.search(match.group()):
                yield *match.span(), LONE_SIGN
    for match in LONE.finditer(text):
        blank = len(match.group()) > 1 and set(match.group()) <= {"_", " "}
        if not blank and not any(meant.match(text, match.start()) for meant in MEANT):
            yield *match.span(), LONE_SIGN


def _behind(context: Context, text: str) -> Iterator[tuple[int, int, Rule]]:
    """What stands behind the last stop of a passage, or of a line: not a bracket that closes one that is open."""
    tail = BEHIND.search(text, max(0, len(text) - 24))
    rejoined = context.evidence.lineation is Lineation.REJOINED
    on_lines = () if rejoined else BEHIND_ON_LINE.finditer(text)
    for behind in (*on_lines, *((tail,) if tail else ())):
        start, end = behind.span()
        if text[start] == ")" and text.count("(", 0, start) > text.count(")", 0, start):
            start = end - len(text[start + 1 : end].lstrip())
        if start < end:
            yield start, end, AT_EDGE


def _before(context: Context, passage: Passage) -> Iterator[tuple[int, int, Rule]]:
    """What stands before the first word of a passage that begins a line of its own, or of a line within it."""
    text, source = passage.text, context.document.text
    if passage.start == 0 or source[passage.start - 1].isspace():
        before = BEFORE.match(text)
        if before is not None and not SINGLE_CLOSING.search(text, before.end()):
            yield *before.span(), AT_EDGE
    if context.evidence.lineation is Lineation.BROKEN:
        for match in BEFORE_ON_LINE.finditer(text):
            if match.group() != "‘" or not SINGLE_CLOSING.search(text, match.end()):
                yield *match.span(), AT_EDGE


def _parts_words(context: Context, text: str, at: int) -> bool:
    """Whether known words stand on both sides: "de_iver" has lost a letter, "a_name@" is an address."""
    before, after = WORD_BEFORE.search(text, max(0, at - 30), at), WORD_AFTER.match(text, at + 1)
    if before is None or after is None:
        return False
    folded = (before[1].casefold(), after.group().casefold())
    if not all(_is_known(context, word) for word in folded):
        return False
    return not any(_is_known(context, folded[0] + letter + folded[1]) for letter in SMALL_LETTERS)


def _is_known(context: Context, word: str) -> bool:
    if len(word) == 1:
        return word in ("a", "i")
    return word in context.language.words or context.evidence.vocabulary.get(word, 0) > 1
