"""The cover of an EPUB, a picture made of its title: readers' shelves show pictures alone."""

from collections.abc import Iterable
from functools import lru_cache

from edition.book.facts import Facts
from edition.book.literals import array, literal
from edition.book.press import draw_png, without_glyph
from edition.book.settings import BookSettings

TEMPLATE = "cover.typ"


def cover_picture(facts: Facts, settings: BookSettings) -> bytes:
    """The cover as PNG; the same for the same words. A line that no font can set is left out."""
    people = facts.authors or facts.editors
    lines = (facts.title, "; ".join(people[:3]), facts.edition_title or "", facts.publisher or "")
    title, who, series, publisher = _settable(lines, settings)
    return _drawn(
        f"#let title = {literal(title)}\n#let who = {literal(who)}\n#let series = {literal(series)}\n"
        f"#let publisher = {literal(publisher)}\n#let fonts = {array(settings.fonts)}\n",
        settings,
    )


@lru_cache(maxsize=16)
def _drawn(facts: str, settings: BookSettings) -> bytes:
    return draw_png(TEMPLATE, facts, settings)


def _settable(lines: Iterable[str], settings: BookSettings) -> list[str]:
    said = list(lines)
    refused = without_glyph("".join(said), settings)
    return ["" if any(text in line for text in refused) else line for line in said]
