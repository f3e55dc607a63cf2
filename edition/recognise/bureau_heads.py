"""Heads of the FBI's letters: the Director and a field office, with labels or without, above a caption in capitals."""

from collections.abc import Iterator, Sequence

import regex

from edition.findings import Context, Line
from edition.recognise.forms import form_pages
from edition.recognise.letter_heads import Field
from edition.recognise.letter_labels import DATED, label_of

# "Direetor, FBI (97-4474)", ": DIRECTOR, FBI (105-97459-210) DATE: 7/29/66".
_DIRECTOR = regex.compile(r"(?i)\bd[iu]re\p{L}{1,3}or,?\s+FB[I1l]\b")
# "SAC, Miami (105-2855)", "LEGAT, PARIS", "@ | FRom: sac, MIAMI": who heads a field office.
_FIELD_OFFICE = regex.compile(r"(?i)(?<!\p{L})(?:A?SAC|LEGAT|LEGAL ATTACH\p{L}),\s+\p{L}")
# "ron fics, Bern (92-10) (P)": the file number of the other office.
_FILE_NUMBER = regex.compile(r"\(\d{1,3}-\d{1,6}(?:-\d+)?\)")
_NEAR = 4
_LONGEST = 75
# A caption: who or what, what kind of case, which office began it. OCR spoils its capitals; text has small words.
_MOST_CAPTION = 8
_CAPITALS, _MOST_SMALL_WORDS = 0.65, 3
_LETTER, _CAPITAL = regex.compile(r"\p{L}"), regex.compile(r"\p{Lu}")
_SMALL_WORD = regex.compile(r"(?<!\p{L})\p{Ll}{2,}")
# "Re Bern airtel 1/4/65", "ReBugirtel 3/18/65": a letter begins with what it answers.
_ANSWERS = regex.compile(r"\W{0,3}(?:\p{L} )?Re(?:[ :]|(?=[A-Zu]))")
# "TO", "FRON": a label on a line of its own.
_LABEL_ALONE = regex.compile(r"(?i)\W{0,2}(?:TO|FR[O0][MN])\W{0,2}")


def bureau_heads(context: Context, lines: Sequence[Line]) -> Iterator[list[Field]]:
    """The heads without labels enough to be told by them, each the fields in order."""
    free = 0
    for at, line in enumerate(lines):
        if at < free or line.end - line.start > _LONGEST or not _DIRECTOR.search(context.text(line)):
            continue
        other = _other(context, lines, at, free)
        if other is not None and line.page not in form_pages(context):
            fields = _fields(context, lines, min(at, other), max(at, other), free)
            yield fields
            free = fields[-1].last + 1


def _other(context: Context, lines: Sequence[Line], director: int, free: int) -> int | None:
    """The line of the field office that writes or is written to."""
    near = [
        at
        for at in range(max(free, director - _NEAR), min(director + _NEAR + 1, len(lines)))
        if at != director
        and lines[at].page == lines[director].page
        and lines[at].end - lines[at].start <= _LONGEST
    ]
    for pattern in (_FIELD_OFFICE, _FILE_NUMBER):
        for at in sorted(near, key=lambda other: abs(other - director)):
            if pattern.search(context.text(lines[at])):
                return at
    return None


def _fields(context: Context, lines: Sequence[Line], first: int, second: int, free: int) -> list[Field]:
    """Addressee, sender, the dates beside them, and the caption below."""
    kinds = {first: "to", second: "from"}
    begin = first - 1 if first > free and DATED.fullmatch(context.text(lines[first - 1])) else first
    fields = []
    if begin == first > free and _LABEL_ALONE.fullmatch(context.text(lines[first - 1])):
        fields.append(Field(kinds[first], first - 1, first, lines[first].start))
        begin = first + 1
    for at in range(begin, second + 1):
        text = context.text(lines[at])
        label = label_of(text) if at in kinds else None
        kind = label[0] if label else kinds.get(at, "date" if DATED.fullmatch(text) else "")
        fields.append(Field(kind, at, at, lines[at].start + (label[1] if label else 0)))
    last = _last_of_caption(context, lines, second)
    if last > second:
        fields.append(Field("subject", second + 1, last, lines[second + 1].start))
    return fields


def _last_of_caption(context: Context, lines: Sequence[Line], at: int) -> int:
    """The last line below that is mostly capitals, before the text begins."""
    last = at
    for below in range(at + 1, min(at + 1 + _MOST_CAPTION, len(lines))):
        text = context.text(lines[below])
        if lines[below].page != lines[at].page or len(text) > _LONGEST or _is_text(text):
            break
        letters, capitals = len(_LETTER.findall(text)), len(_CAPITAL.findall(text))
        if letters > 1 and capitals >= letters * _CAPITALS:
            last = below
    return last


def _is_text(text: str) -> bool:
    return len(_SMALL_WORD.findall(text)) > _MOST_SMALL_WORDS or _ANSWERS.match(text) is not None
