"""Signatures below letters (TEI `closer`): a compliment, a name, and what its bearer is."""

from collections.abc import Iterator, Sequence

import regex

from edition.findings import Context, Line, Lineation
from edition.recognise.forms import form_pages
from edition.recognise.letter_heads import Field
from edition.recognise.letter_labels import DATED, label_of
from edition.recognise.marked_lines import is_sender

# "Sincerely,", "Very truly yours,", "sincerely yours;".
COMPLIMENT = regex.compile(
    r"(?i)\W{0,2}(?:very |most |yours |i am, )?"
    r"(?:sincerely|truly|respectfully|faithfully|cordially)(?: yours?)?[,.;:]?\W*|"
    r"(?i)\W{0,2}(?:yours |respectfully )(?:very )?(?:sincerely|truly|faithfully|respectfully|submitted)\b.{0,6}"
)
# "A. B. Swider", "/s/ John F. Pereira", "(signed) William C. Foster", "T. J. H. TRAPNELL", "1S/ PAUL P. STEWART".
_SIGN = r"(?:/?[s5]/|[1I]S/|151|\(?[Ss]igned\)?)"
NAME = regex.compile(
    r"\[names? not declassified\]"
    rf"|\W{{0,3}}(?:{_SIGN}\s*)?(?:(?:\p{{Lu}}\. ?){{1,3}}|\p{{Lu}}[\p{{L}}'’-]+ (?:\p{{Lu}}\.? )?)"
    r"(?:(?:Mac|Mc|De|La|Van|von|St\.) )?\p{Lu}[\p{L}'’-]{2,}(?:,? (?:[JSj][rIlT]\.?|II|III))?[.,]?"
)
SIGNED = regex.compile(rf"\W{{0,3}}{_SIGN}\s?(?=\s*\p{{Lu}})")
# "(signed) william C. Foster", "/s/ T J H Traffoll": behind the word for a signature stands whatever name.
SIGNED_NAME = regex.compile(
    r"(?=(?:\P{L}*\p{L}){9})\W{0,3}(?:/?s/|\(?[Ss]igned\)?)\s*(?:\p{L}+[.,]?\s?){1,4}\W*"
)
# "FE:PSA:PWBonsal", "FE:UAJohnson": who drafted a telegram, in which office.
DRAFTER = regex.compile(
    r"\W{0,2}\p{Lu}{1,4}(?:/\p{Lu}{1,4})?(?::\p{Lu}{1,4})?:\p{Lu}{2}\p{L}{2,14}(?:, [JS]r\.?)?\W{0,3}"
)
# "151" alone above a name: "/s/" as OCR has it.
SIGNED_ALONE = regex.compile(rf"\W{{0,3}}{_SIGN}\W{{0,3}}")
# "FOR THE DIRECTOR OF CENTRAL INTELLIGENCE:" above a name.
ON_BEHALF = regex.compile(r"(?i)\W{0,3}(?:for|by direction of) the [\p{L} ]{4,60}\s?:")
# What stands below a name: what its bearer is.
TITLE = regex.compile(
    r"(?i)\b(?:chief|chairman|director|deputy|officer|secretary|assistant|ambassador|attorney|counsel|agent|minister|general|"
    r"colonel|captain|major|lieutenant|admiral|commander|us[an]f?|president|representative|coordinator|inspector|staff)\b"
)
OFFICE = regex.compile(
    r"\b(?:Section|Branch|Division|Desk|Bureau|Department|Embassy|Staff|Committee|Operations|Services?|Group|Cent(?:er|re)|Office|Directorate|Council)\b|^[A-Z]{1,4}(?:/[A-Z0-9-]{1,6}){1,4}\W*$"
)
# "M.D.", "Ph. D.": what its bearer took.
DEGREE = regex.compile(r"\W{0,2}(?:\p{Lu}\p{Ll}?\. ?){1,2}\p{Lu}\.?\W{0,2}|\W{0,2}Esq(?:uire)?\W{0,2}")
# What stands below a signature.
APPENDED = regex.compile(
    r"(?i)\W{0,2}(?:b?cc|distribution|attach\w*|enclosures?|encls?|copies|orig)\b\W{0,3}"
)
LONGEST = 60
# Between a text and the name below it, a hand's signature leaves so many scraps, each so long.
_SCRAPS, _LONGEST_SCRAP = 2, 24
_SENTENCE_END = (".", "?", "!", "]")
_SMALL_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{2,}")
_NEAREST_NAME = 5
_LONGEST_SIGNED = 200
# "Assistant for Personnel via": an office has few small words, a sentence more.
_MOST_SMALL_WORDS = 3
_NO_NAMES = frozenset(("The", "A", "An", "In", "On", "For", "This", "That", "His", "Copies", "Special"))
# `Special Assistant for`: the office goes on below.
_OPEN = regex.compile(r"(?:[,&]|\b(?:for|of|the|and|to))\s*$")


def signatures(
    context: Context, lines: Sequence[Line], heads: Sequence[Sequence[Field]]
) -> Iterator[tuple[int, int]]:
    """The first and last line of each signature, of letters whose head is lost too."""
    ends = [fields[-1].last for fields in heads]
    starts = [*(fields[0].first for fields in heads), len(lines)]
    # The letter's head is on no page here; where a paragraph is a line, a letter may be quoted in another text.
    quoted = context.evidence.lineation is Lineation.REJOINED
    yield from _within(context, lines, 0, starts[0], drafted=quoted)
    for at, until in zip(ends, starts[1:], strict=True):
        yield from _within(context, lines, at + 2, until)


def _within(
    context: Context, lines: Sequence[Line], first: int, until: int, *, drafted: bool = False
) -> Iterator[tuple[int, int]]:
    """The signatures among some lines: those who concur sign below the one who writes; or `drafted` ones alone."""
    free = first
    for at in range(first, until):
        if at >= free and len(context.text(lines[at])) <= LONGEST:
            read = _drafted if drafted else _signature
            last = read(context, lines, at, until)
            if last is not None and lines[at].page not in form_pages(context):
                yield at, last
                free = last + 1


def _signature(context: Context, lines: Sequence[Line], first: int, until: int) -> int | None:
    """The last line of the signature that begins at a line, if one does."""
    text = context.text(lines[first])
    if COMPLIMENT.fullmatch(text):
        return _below_compliment(context, lines, first, until)
    if ON_BEHALF.fullmatch(text):
        name = _name(context, lines, first + 1, until)
        return _last_title(context, lines, name, until) if name is not None else None
    drafted = _drafted(context, lines, first, until)
    if drafted is not None:
        return drafted
    if SIGNED_NAME.fullmatch(text) and "by" not in text.split():
        return _last_title(context, lines, first, until)
    if not _is_name(context, text):
        return None
    if SIGNED.match(text):
        typed = first + 1 < until and _is_name(context, context.text(lines[first + 1]))
        return _last_title(context, lines, first + 1 if typed else first, until)
    last = _last_title(context, lines, first, until)
    appended = last == first and last + 1 < until and APPENDED.match(context.text(lines[last + 1]))
    if not (last > first or appended) or not _is_after_text(context, lines, first):
        return None
    return last


def _drafted(context: Context, lines: Sequence[Line], first: int, until: int) -> int | None:
    """The line with the drafter of a telegram, below its sender's surname or alone."""
    text = context.text(lines[first])
    if DRAFTER.fullmatch(text):
        return _last_drafter(context, lines, first, until) if _is_after_text(context, lines, first) else None
    below = first + 1 < until and lines[first + 1].page == lines[first].page
    if is_sender(text) and below and DRAFTER.fullmatch(context.text(lines[first + 1])):
        return _last_drafter(context, lines, first + 1, until)
    return None


def _last_drafter(context: Context, lines: Sequence[Line], first: int, until: int) -> int:
    """The last of the lines that each name a drafter: those who took part stand one below the other."""
    last = first
    while (
        last + 1 < until
        and lines[last + 1].page == lines[first].page
        and DRAFTER.fullmatch(context.text(lines[last + 1]))
    ):
        last += 1
    return last


def _below_compliment(context: Context, lines: Sequence[Line], first: int, until: int) -> int | None:
    """The last line below a complimentary close: the titles below its name, or what stands in the name's place."""
    name = _name(context, lines, first + 1, until)
    if name is not None:
        return _last_title(context, lines, name, until)
    last = first
    for at in range(first + 1, min(first + 3, until)):
        text = context.text(lines[at])
        if SIGNED.match(text) and len(text) <= _LONGEST_SIGNED:
            return at  # where a paragraph is a line, titles stand on it too
        if (
            len(text) > LONGEST
            or APPENDED.match(text)
            or label_of(text)
            or not (text[:2].strip("'\"‘“").isalpha() or DEGREE.fullmatch(text))
        ):
            break
        last = at
    return last


def _name(context: Context, lines: Sequence[Line], first: int, until: int) -> int | None:
    """The first name within a few lines of one page, if there is one."""
    for at in range(first, min(first + _NEAREST_NAME, until)):
        text = context.text(lines[at])
        if lines[at].page != lines[first - 1].page or len(text) > LONGEST:
            return None
        if _is_name(context, text):
            return at
    return None


def _is_name(context: Context, text: str) -> bool:
    """Whether a line is somebody's name: no office, no label, and in capitals no heading of common words."""
    if not NAME.fullmatch(text) or TITLE.search(text) or APPENDED.match(text) or label_of(text) is not None:
        return False
    words = text.split()
    if words[0] in _NO_NAMES:
        return False
    last = words[-1].casefold().strip(".,’'")
    return "." in text or not text.isupper() or last not in context.language.words


def _last_title(context: Context, lines: Sequence[Line], name: int, until: int) -> int:
    """The last of the lines below a name that tell what its bearer is, or where he sits."""
    last = name
    for at in range(name + 1, min(name + 4, until)):
        text = context.text(lines[at])
        if lines[at].page != lines[name].page or len(text) > LONGEST or _ends_signature(text):
            break
        if (
            TITLE.search(text)
            or OFFICE.search(text)
            or DEGREE.fullmatch(text)
            or (last > name and _OPEN.search(context.text(lines[last])))
        ):
            last = at
        elif at > name + 1:
            break  # one line between may be an office that OCR spoilt
    return last


def _ends_signature(text: str) -> bool:
    """Whether a line begins something else: copies, a date, a label, a sentence."""
    return bool(text.endswith(":") or APPENDED.match(text) or DATED.fullmatch(text) or label_of(text)) or (
        len(_SMALL_WORD.findall(text)) > _MOST_SMALL_WORDS
    )


def _is_after_text(context: Context, lines: Sequence[Line], at: int) -> bool:
    """Whether the end of a sentence stands above, with no more than a signature's scraps between."""
    for above in range(at - 1, max(at - 2 - _SCRAPS, -1), -1):
        text = context.text(lines[above]).rstrip("\"'”’ •■)")
        if text.endswith(_SENTENCE_END) and (_SMALL_WORD.search(text) or len(text) > _LONGEST_SCRAP):
            return True
        if len(text) > _LONGEST_SCRAP:
            return False
    return False
