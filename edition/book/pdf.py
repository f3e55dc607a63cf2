"""A TEI document → an accessible, archivable PDF that carries its source (PDF/UA-1 and PDF/A-3a)."""

from collections.abc import Iterable
from datetime import date

import regex

from edition.book.dates import EPOCH, document_date
from edition.book.facts import dates_of
from edition.book.glyphs import (
    PRIVATE,
    codes_of,
    is_invisible,
    is_private,
    places_of,
    script_of,
    shown_instead,
)
from edition.book.press import Refusal, print_pdf, without_glyph
from edition.book.settings import Book, BookSettings
from edition.book.shapes import name_of
from edition.book.typst import Manuscript, header_of, manuscript
from edition.diagnostics import Diagnostic, Location, Severity
from edition.xml import IllFormed, parse

# Each round replaces what the one before was refused; marks over letters may need a second.
ROUNDS = 4


def make_pdf(name: str, tei: bytes, settings: BookSettings, file: str | None = None) -> Book:
    """The PDF of a TEI document and what was found on the way; no PDF where it cannot be made.

    `name` is the document's, `file` its path as messages name it.
    """
    where = Location(file or f"{name}.xml")
    try:
        parsed = parse(tei, where.file)
    except IllFormed as error:
        return Book(None, error.diagnostics)
    root = parsed.root
    day = document_date(settings.date, settings.source_date_epoch, dates_of(header_of(root)))
    found = [*parsed.diagnostics, *([] if day else [_undated(where)])]
    script = manuscript(root, name, settings, day or EPOCH)
    if script.too_deep is not None:
        found.append(_too_deep(script, where))
    pdf, more = _print(script, tei, settings, day or EPOCH, where)
    return Book(pdf, tuple(sorted((*found, *more), key=Diagnostic.sort_key)))


def _print(
    script: Manuscript, tei: bytes, settings: BookSettings, day: date, where: Location
) -> tuple[bytes | None, list[Diagnostic]]:
    """The PDF; characters no font has are replaced where the settings allow it, else they are faults."""
    private = {character for character in set(script.source) if is_private(character)}
    found = _private(private, script, where)
    source = script.source.translate({ord(character): PRIVATE for character in private})
    # Single characters are asked for beforehand: Typst breaks down over long runs of what no font has.
    texts = without_glyph(source, settings)
    for _ in range(ROUNDS):
        seen = {text for text in texts if not is_invisible(text)}
        found.extend(_missing(seen, script, where, settings))
        if seen and not settings.allow_missing:
            return None, found
        source = _replaced(source, texts)
        printed = print_pdf(source, tei, settings, day)
        if not isinstance(printed, Refusal):
            return printed, found
        texts = printed.texts
        if not texts:
            return None, [*found, _failed(printed, where)]
    return None, found


def _replaced(source: str, texts: Iterable[str]) -> str:
    if not texts:
        return source
    # The longest first: a letter with its mark before the mark alone. A mark goes with its letter: over the
    # bracket of a code it would be refused again.
    wanted = "|".join(map(regex.escape, sorted(texts, key=lambda text: (-len(text), text))))
    return str(regex.sub(rf"(?:{wanted})\p{{Mn}}*", lambda match: shown_instead(match[0]), source))


def _undated(where: Location) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        where,
        "book/undated",
        "nothing says when this edition was made; its PDF is dated 1970-01-01",
        "set date in [edition] of edition.toml, or give revisionDesc/change a when",
    )


def _too_deep(script: Manuscript, where: Location) -> Diagnostic:
    element = script.too_deep
    line = None if element is None else element.sourceline
    return Diagnostic(
        Severity.WARNING,
        Location(where.file, line),
        "book/too-deep",
        "elements are nested too deeply to print; from here on they keep their words and lose their form",
        "flatten the nesting",
        None if element is None else name_of(element),
    )


def _missing(
    texts: Iterable[str], script: Manuscript, where: Location, settings: BookSettings
) -> list[Diagnostic]:
    lines = places_of(texts, script.printed)
    return [
        Diagnostic(
            Severity.WARNING if settings.allow_missing else Severity.ERROR,
            Location(where.file, lines.get(text)),
            "book/no-glyph",
            f"no font has {text} ({codes_of(text)}, {script_of(text)})",
            "name a font that has it in [book] fonts, or print its code with --allow-missing",
        )
        for text in sorted(texts)
    ]


def _private(characters: Iterable[str], script: Manuscript, where: Location) -> list[Diagnostic]:
    lines = places_of(characters, script.printed)
    return [
        Diagnostic(
            Severity.WARNING,
            Location(where.file, lines.get(character)),
            "book/private-use",
            f"{codes_of(character)} is a private-use character, which means something only by agreement;"
            f" {PRIVATE} is printed",
            "declare it in charDecl with a mapping, and write it as <g ref>",
        )
        for character in sorted(characters)
    ]


def _failed(refusal: Refusal, where: Location) -> Diagnostic:
    message = f"Typst cannot print this: {refusal.message}"
    return Diagnostic(Severity.ERROR, where, "book/typst", message, "; ".join(refusal.hints) or None)
