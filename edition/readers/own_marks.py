"""Page marks that an edition's settings name: forms of lines, and stamps of its own."""

from collections.abc import Iterator
from functools import cache

import regex

from edition.conventions import Own
from edition.likeness import likeness

_ANY_LINE = regex.compile(r"[^\n]+")
_STAMP_LIKENESS = 0.7


def marked_as_told(text: str, own: Own) -> Iterator[tuple[int, str]]:
    """The lines that begin a page as the edition's settings say."""
    for form in own.page_marks:
        yield from ((match.start(), "own-mark") for match in _of_form(form).finditer(text))
    models = [model for stamp in own.stamps if stamp.page for model in stamp.lines[:1]]
    if models:
        for match in _ANY_LINE.finditer(text):
            if any(likeness(match[0], model) >= _STAMP_LIKENESS for model in models):
                yield match.start(), "own-stamp"


@cache
def _of_form(form: str) -> regex.Pattern[str]:
    """The pattern of a line in which `{n}` stands for a number, and white space for any."""
    words = (r"\d{1,5}".join(map(regex.escape, word.split("{n}"))) for word in form.split())
    return regex.compile(r"^[ \t]*+(?:" + r"[ \t]+".join(words) + r")[ \t]*$", regex.MULTILINE)
