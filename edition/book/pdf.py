"""A TEI document → an accessible, archivable PDF that carries its source (PDF/UA-1 and PDF/A-3a)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache

import regex

from edition.book.breakdown import breaking_element
from edition.book.complete import Stretch, as_written, lost, lost_in_order, wanted_words
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
from edition.book.images import Pictures, pictures_of
from edition.book.press import Refusal, print_pdf, printable, without_glyph
from edition.book.settings import Book, BookSettings
from edition.book.shapes import Element, name_of
from edition.book.tagged import TaggedText, tagged_text
from edition.book.typst import Manuscript, header_of, manuscript, printed_parts
from edition.diagnostics import Diagnostic, Location, Severity
from edition.xml import IllFormed, parse

# Each round replaces what the one before was refused; marks over letters may need a second.
ROUNDS = 4
# Hebrew to Arabic Extended-A: the blocks that run from right to left.
RIGHT_TO_LEFT_LETTERS = range(0x590, 0x900)
# Of 1.2 million characters (a book that is one `p`) Typst's best line ends take 100 s, its next best 17.
LONGEST_PARAGRAPH = 100_000
Replace = Callable[[str], str]


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
    pictures = printable(pictures_of(printed_parts(root), where.file), settings, where.file)
    found.extend(pictures.diagnostics)
    script = manuscript(root, name, settings, day or EPOCH, pictures)
    if script.too_deep is not None:
        found.append(_too_deep(script, where))
    # Typst needs no Python while it prints: what will be looked for is gathered meanwhile.
    with ThreadPoolExecutor(1) as beside:
        gathering = beside.submit(wanted_words, script.printed)
        pdf, replaced, more = _print(script, tei, settings, day or EPOCH, where, pictures)
        wanted = gathering.result()
    if pdf is not None:
        more.extend(_lost(pdf, as_written(wanted, replaced), where))
    return Book(pdf, tuple(sorted((*found, *more), key=Diagnostic.sort_key)))


def _missing_from(wanted: Sequence[Stretch], text: TaggedText) -> list[Stretch]:
    return lost_in_order(wanted, "".join(text.main), "".join(text.notes))


def _lost(pdf: bytes, wanted: Sequence[Stretch], where: Location) -> list[Diagnostic]:
    """An error for each text that the pages do not have; read back from the PDF itself."""
    missing = _missing_from(wanted, tagged_text(pdf))
    if missing:
        # Nothing is called lost before the file was read the slow way too.
        missing = _missing_from(wanted, tagged_text(pdf, deep=True))
    return lost(missing, where.file, "PDF")


def _print(
    script: Manuscript, tei: bytes, settings: BookSettings, day: date, where: Location, pictures: Pictures
) -> tuple[bytes | None, Replace, list[Diagnostic]]:
    """The PDF, how its text was replaced, what was found.

    Characters no font has are replaced where the settings allow it, else they are faults.
    """
    private = {character for character in set(script.source) if is_private(character)}
    found = _private(private, script, where)
    squares = {ord(character): PRIVATE for character in private}
    gone = set[str]()

    def replaced(text: str) -> str:
        return _replaced(text.translate(squares), gone)

    # Single characters are asked for beforehand: Typst breaks down over long runs of what no font has.
    texts = without_glyph(script.source.translate(squares), settings)
    for _ in range(ROUNDS):
        seen = {text for text in texts if not is_invisible(text)}
        found.extend(_missing(seen, script, where, settings))
        if seen and not settings.allow_missing:
            return None, replaced, found
        gone.update(texts)
        source = _breakable(_turned(replaced(script.source), script.source, gone))
        printed = print_pdf(source, tei, settings, day, pictures.files())
        if not isinstance(printed, Refusal):
            return printed, replaced, found
        texts = printed.texts
        if printed.broke_down:
            broken = breaking_element(script.printed, settings, day, pictures)
            return None, replaced, [*found, _broken_down(printed, broken, where)]
        if not texts:
            return None, replaced, [*found, _failed(printed, where)]
    return None, replaced, found


def _turned(source: str, original: str, gone: Collection[str]) -> str:
    """The source; from left to right where codes stand for most of what runs the other way."""
    written = sum(map(original.count, map(chr, RIGHT_TO_LEFT_LETTERS))) if gone else 0
    missing = sum(
        original.count(text) for text in gone if len(text) == 1 and ord(text) in RIGHT_TO_LEFT_LETTERS
    )
    return source.replace("dir: rtl", "dir: ltr") if written and missing * 2 > written else source


def _breakable(source: str) -> str:
    """The source, with a simpler search for line ends where a paragraph would take minutes: it is squared."""
    if max(map(len, source.split("\n\n"))) < LONGEST_PARAGRAPH:
        return source
    return f'#set par(linebreaks: "simple")\n{source}'


def _replaced(source: str, texts: Collection[str]) -> str:
    if not texts:
        return source
    # A mark goes with its letter: over the bracket of a code it would be refused again. A whole run of what
    # no font has is replaced at once, in one pair of brackets: a page of Syriac is a page of such runs.
    return _wanted(frozenset(texts)).sub(lambda match: shown_instead(match[0]), source)


@lru_cache(maxsize=8)
def _wanted(texts: frozenset[str]) -> regex.Pattern[str]:
    # The longest first: a letter with its mark before the mark alone.
    whole = "|".join(map(regex.escape, sorted(texts, key=lambda text: (-len(text), text))))
    return regex.compile(rf"(?:(?:{whole})\p{{Mn}}*)+")


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


def _broken_down(refusal: Refusal, element: Element | None, where: Location) -> Diagnostic:
    line = None if element is None else element.sourceline
    message = f"Typst, which prints the book, broke down here: {refusal.message}"
    remedy = "encode this place more simply; this is a fault of Typst's, please report it with the file"
    name = None if element is None else name_of(element)
    return Diagnostic(Severity.ERROR, Location(where.file, line), "book/typst", message, remedy, name)


def _failed(refusal: Refusal, where: Location) -> Diagnostic:
    message = f"Typst cannot print this: {refusal.message}"
    return Diagnostic(Severity.ERROR, where, "book/typst", message, "; ".join(refusal.hints) or None)
