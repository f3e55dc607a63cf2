"""Where Typst breaks down over a text: its own bugs name no place, so parts are printed by themselves."""

from collections.abc import Sequence
from datetime import date

from edition.book.images import Pictures
from edition.book.press import Refusal, print_pdf
from edition.book.settings import BookSettings
from edition.book.shapes import Element, name_of
from edition.book.typst import manuscript

# A part takes a twentieth of a second; nobody waits longer than it takes to print a long book.
MOST_TRIES = 300


def breaking_element(
    parts: Sequence[Element], settings: BookSettings, day: date, pictures: Pictures
) -> Element | None:
    """The smallest element that breaks Typst down by itself; none where it takes more than one, or many tries."""
    found: Element | None = None
    tries, waiting = 0, list(reversed(parts))
    while waiting and tries < MOST_TRIES:
        element = waiting.pop()
        tries += 1
        if _breaks(element, settings, day, pictures):
            found = element
            waiting = [child for child in reversed(element) if name_of(child)]
    return found


def _breaks(element: Element, settings: BookSettings, day: date, pictures: Pictures) -> bool:
    script = manuscript(element, "part", settings, day, pictures)
    printed = print_pdf(script.source, b"<TEI/>", settings, day, pictures.files())
    return isinstance(printed, Refusal) and printed.broke_down
