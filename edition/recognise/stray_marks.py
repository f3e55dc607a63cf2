"""Stops and apostrophes that no sentence has at their place: specks and scratches that OCR read as marks."""

from collections.abc import Iterator

import regex

from edition.findings import Context, Passage, Rule
from edition.recognise.legibility import LONGER_WORD, legibility

LONE_STOP = Rule(
    "debris/lone-stop",
    "A stop stands alone, apart from the word before it, where the sentence goes on or has ended with a stop already.",
    "an extensive logistical training program. . In addition, TERM relieved MAAG",
)
STUCK_STOP = Rule(
    "debris/stuck-stop",
    "A stop is stuck to a word that ends no sentence, and the sentence goes on.",
    "agreed to the proposed British action and.Ambassador Trevelyan",
)
APOSTROPHE = Rule(
    "debris/stray-apostrophe",
    "A single mark closes what none opened, or opens what none closes, where no possessive can stand.",
    "persuade North Vietnamese regime that costs' of continuing their aggression",
)

# Words that end no sentence.
FUNCTION_WORD = (
    r"(?<![\w.'’-])(?i:the|to|of|and|on|for|in|that|with|by|from|an(?=\W{1,3}[aeiou])|or|as|at|their|its|his|which|who|would|has|have|had|"
    r"are|were|should|could|but|than|into|upon|our|this|these|through|between|not|be|is|was|beyond|during|within|"
    r"without|toward|towards|among|whose|if|because|although|while|until|unless|whether)"
)
# Those that no comma follows either.
NO_COMMA_AFTER = (
    r"(?<![\w.'’-])(?i:the|a|an|of|to|from|with|by|at|for|into|upon|their|his|its|our|your|my|every)"
)
# Those that no sentence ends in, though a capital follows.
NO_END = (
    r"(?<![\w.'’-])(?i:the|an(?=\W{1,3}[aeiou])|their|its|our|your|my|every|and|or|nor|during|than|whose)"
)
# Words that begin no sentence, and that do not follow a possessive.
GOING_ON = r"(?:of|to|by|from|than|into|upon|for|that|is|are|was|has|have|had|as|or|in|on)(?!\S)"

# "possibilities . of", "the . location", "one\t.\nVNAF": where a sentence goes on.
STOP_BETWEEN = regex.compile(r"\.(?<=\p{L}[ \t].)(?=\s\p{Ll})")
STOP_AFTER_FUNCTION_WORD = regex.compile(rf"\.(?=\s\p{{L}})(?<={FUNCTION_WORD}[ \t].)")
# "program. . In addition", "policy.\" . Further": the sentence has its stop.
SECOND_STOP = regex.compile(r"\.(?<=\p{L}[.!?][\"”)]?[ \n].)(?=\s+[\"“(]?\p{Lu}\p{Ll})")
# "have the world ever\t.\nknown": a speck at a line's edge, which OCR set apart as a column.
STOP_AT_TAB = regex.compile(r"\.(?<=\p{L}\t.)(?=\n)")
MARK_AFTER_FUNCTION_WORD = regex.compile(rf"[,;:](?<={NO_COMMA_AFTER}[ \t].)(?=\s\p{{Ll}})")
MARK_ALONE = regex.compile(r"['’‘](?<=\p{L} .)(?=[ \n]\p{Ll})")
# "in the. idea", "not. alarm", "information on.the": a stop behind such a word, the sentence going on. OCR takes
# capital W for a small one too often for "to suck us further in. we would" to tell.
AFTER_FUNCTION_WORD = regex.compile(rf"\.(?=\s+(?!w)\p{{Ll}}{{2}})(?<={FUNCTION_WORD}.)")
AT_NO_END = regex.compile(rf"\.(?=\s\p{{Lu}}\p{{Ll}})(?<={NO_END}.)")
# "which .is the major", "the effort .was bound": a stop stuck to the next word.
BEFORE_WORD = regex.compile(r"\.(?<=\p{L} .)(?=\p{Ll}{4}|(?:of|to|on|is|by)(?!\S))")
WORD_AT = regex.compile(r"\p{L}+")
STUCK = regex.compile(rf"\.(?=\p{{L}}{{2}})(?<={FUNCTION_WORD}.)")
# "a member. of the Federacion", "covers.on organization": what follows cannot begin a sentence.
BEFORE_GOING_ON = regex.compile(rf"\.(?<=\p{{Ll}}{{4}}.)(?=\s?{GOING_ON})")
WORD_BEFORE = regex.compile(r"\p{L}+$")
# Words of four letters and more that a stop shortens.
ABBREVIATIONS = frozenset(
    (
        "dept asst corp misc approx govt assn natl spec sept calif mass wash penn tenn conn minn mich memo tele "
        "secy chap messrs assoc dist distr bros ibid univ pres comm subj attn encl capt supp comp elec nucl cent "
        "inst vols para paras arts secs sect figs admin dipl econ tech hist publ orig incl excl info hosp bldg"
    ).split()
)
# "costs' of", "carefully' selected", "know,' identical".
CLOSING = regex.compile(
    rf"['’](?<=\p{{Ll}}{{2}}[a-hj-mo-rt-y],?.|\p{{Ll}}{{2}}in.|\p{{Ll}}[st].(?=\s{GOING_ON}))(?=[ \n]\p{{Ll}}{{2}})"
)
# "as soon as the' authorities".
AFTER_NO_NOUN = regex.compile(rf"['’‘](?<={FUNCTION_WORD}.)(?=\s+\p{{Ll}}{{2}})")
# "has 'improved", "of ‘the": an opening mark.
OPENING = regex.compile(r"(?<![^\s(\[\"“—–-])['’‘](?=\p{L})")
OPENING_WORD = regex.compile(r"['‘](?<=[\p{Ll},][ \n].)(?=\p{Ll}{2})")
ELISION = frozenset(
    "em tis til till twas cause bout round neath cept nuff though phone fifties sixties".split()
)
CLOSED = regex.compile(r"(?<=[\p{L}\d.,?!;:])(?:['’*]| \*|[17](?!\d))(?!\p{L})")
# "‘bad influence”:": an opening mark, of another kind than the closing one.
CLOSED_OTHERWISE = regex.compile(r"[^“\"”]{0,200}[\p{L}.,!?][\"”](?!\p{L})")
# How far a quotation reaches, and how far round a mark its page must be read well.
QUOTATION, AROUND = 400, 60
LEGIBLE = 0.65
COMMON = 1_000_000


# What every language knows, and what the words of English tell.
ALONE_ANYWHERE = (STOP_BETWEEN, SECOND_STOP, STOP_AT_TAB)
ALONE = (STOP_AFTER_FUNCTION_WORD, MARK_AFTER_FUNCTION_WORD, MARK_ALONE)


def stray_marks(context: Context, passage: Passage) -> Iterator[tuple[int, int, Rule]]:
    """Yield start and end within a passage of each stop or apostrophe that is debris, with its rule."""
    for start, end, rule in _candidates(context, passage.text):
        if _is_legible(context, passage.text, start, end):
            yield start, end, rule


def _candidates(context: Context, text: str) -> Iterator[tuple[int, int, Rule]]:
    for pattern in ALONE_ANYWHERE:
        yield from ((*match.span(), LONE_STOP) for match in pattern.finditer(text))
    if context.language.code.casefold().startswith("en"):
        yield from _by_english(context, text)


def _by_english(context: Context, text: str) -> Iterator[tuple[int, int, Rule]]:
    for pattern in ALONE:
        yield from ((*match.span(), LONE_STOP) for match in pattern.finditer(text))
    for pattern in (AFTER_FUNCTION_WORD, AT_NO_END):
        yield from ((*match.span(), STUCK_STOP) for match in pattern.finditer(text))
    for match in BEFORE_WORD.finditer(text):
        before = WORD_BEFORE.search(text, max(0, match.start() - 30), match.start() - 1)
        if _is_common(context, before) and _is_common(context, WORD_AT.match(text, match.end())):
            yield *match.span(), STUCK_STOP
    for match in STUCK.finditer(text):
        if _is_word(context, text, match.end()):
            yield *match.span(), STUCK_STOP
    for match in BEFORE_GOING_ON.finditer(text):
        if _is_whole(context, text, match.start()):
            yield *match.span(), STUCK_STOP
    yield from ((start, end, APOSTROPHE) for start, end in _apostrophes(context, text))


def _apostrophes(context: Context, text: str) -> Iterator[tuple[int, int]]:
    for match in CLOSING.finditer(text):
        opened = OPENING.search(text, max(0, match.start() - QUOTATION), match.start())
        # "affects of "political instability' and": what closes there is the other quotation.
        if not opened and text.count('"', 0, match.start()) % 2 == 0:
            yield match.span()
    for match in AFTER_NO_NOUN.finditer(text):
        opened = OPENING.search(text, max(0, match.start() - QUOTATION), match.start())
        if not opened and _is_word(context, text, match.end() + 1):
            yield match.span()
    for match in OPENING_WORD.finditer(text):
        word = LONGER_WORD.match(text, match.end())
        closed = CLOSED.search(text, match.end(), match.end() + QUOTATION)
        known = word is not None and word.group() in context.language.words and word.group() not in ELISION
        if known and not closed and not CLOSED_OTHERWISE.match(text, match.end()):
            yield match.span()


def _is_word(context: Context, text: str, at: int) -> bool:
    """Whether a known word stands at a place: "and.Ambassador", not "the.gov"."""
    word = LONGER_WORD.match(text, at)
    return word is not None and (
        word.group().casefold() in context.language.words
        or context.evidence.vocabulary.get(word.group().casefold(), 0) > 1
    )


def _is_whole(context: Context, text: str, at: int) -> bool:
    """Whether a common word ends at a place, no abbreviation."""
    word = WORD_BEFORE.search(text, max(0, at - 30), at)
    return _is_common(context, word) and word is not None and word.group().casefold() not in ABBREVIATIONS


def _is_common(context: Context, word: regex.Match[str] | None) -> bool:
    return word is not None and context.language.words.get(word.group().casefold(), 0) > COMMON


def _is_legible(context: Context, text: str, start: int, end: int) -> bool:
    """Whether the words around are read well: among others a stop more or less tells nothing."""
    words = context.language.words
    if not words:
        return True
    return (
        legibility(text, max(0, start - AROUND), end + AROUND, words, context.evidence.vocabulary) >= LEGIBLE
    )
