"""A TEI document → an accessible, archivable PDF that carries its source (PDF/UA-1 and PDF/A-3a)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from edition.book.dates import EPOCH, document_date
from edition.book.facts import dates_of
from edition.book.glyphs import PRIVATE, is_private, place_of, refused, replacements, script_of
from edition.book.settings import Book, BookSettings
from edition.book.shapes import name_of
from edition.book.typst import SOURCE_FILE, Manuscript, header_of, manuscript
from edition.diagnostics import Diagnostic, Location, Severity
from edition.resources import resource
from edition.xml import parse

STANDARDS = ["a-3a", "ua-1"]
# Each round replaces what the one before was refused; marks over letters may need a second.
ROUNDS = 4


def make_pdf(name: str, tei: bytes, settings: BookSettings, file: str | None = None) -> Book:
    """The PDF of a TEI document and what was found on the way; no PDF where it cannot be made.

    `name` is the document's, `file` its path as messages name it.
    """
    where = Location(file or f"{name}.xml")
    parsed = parse(tei, where.file)
    if parsed.tree is None:
        return Book(None, parsed.diagnostics)
    root = parsed.tree.getroot()
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
    """The compiled PDF; characters no font has are replaced where the settings allow it, else they are faults."""
    private = {character for character in set(script.source) if is_private(character)}
    found = [_private(character, script, where) for character in sorted(private)]
    source = script.source.translate({ord(character): PRIVATE for character in private})
    missing: set[str] = set()
    for _ in range(ROUNDS):
        try:
            return _compile(source, tei, settings, day), found
        except typst.TypstError as error:
            texts = refused(error.diagnostic or error.message) - missing
            if not texts:
                return None, [*found, _failed(error, where)]
        missing |= texts
        severity = Severity.WARNING if settings.allow_missing else Severity.ERROR
        found.extend(_missing(text, severity, script, where) for text in sorted(texts))
        # The longest first: a letter with its mark before the mark alone.
        for text, shown in sorted(replacements(texts).items(), key=lambda pair: (-len(pair[0]), pair[0])):
            source = source.replace(text, shown)
        if not settings.allow_missing:
            return None, found
    return None, found


def _compile(source: str, tei: bytes, settings: BookSettings, day: date) -> bytes:
    # Typst reads nothing but what lies under its root: a folder of its own, with the TEI alone in it.
    with TemporaryDirectory(prefix="edition-") as root:
        Path(root, SOURCE_FILE).write_bytes(tei)
        pdf = typst.compile(
            {"main.typ": source.encode(), **_templates(settings.templates)},
            root=root,
            font_paths=list(settings.font_paths),
            ignore_system_fonts=not settings.system_fonts,
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            package_path=root,
            package_cache_path=root,
        )
    return bytes(pdf)


def _templates(own: str | None) -> Mapping[str, bytes]:
    """The templates by name; an edition's own take the place of the program's."""
    folders = [resource("templates") / "book", *([Path(own)] if own else [])]
    return {path.name: path.read_bytes() for folder in folders for path in sorted(folder.glob("*.typ"))}


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


def _missing(text: str, severity: Severity, script: Manuscript, where: Location) -> Diagnostic:
    codes = " ".join(f"U+{ord(character):04X}" for character in text)
    return Diagnostic(
        severity,
        Location(where.file, place_of(text, script.printed)),
        "book/no-glyph",
        f"no font has {text} ({codes}, {script_of(text)})",
        "name a font that has it in [book] fonts, or print its code with --allow-missing",
    )


def _private(character: str, script: Manuscript, where: Location) -> Diagnostic:
    return Diagnostic(
        Severity.WARNING,
        Location(where.file, place_of(character, script.printed)),
        "book/private-use",
        f"U+{ord(character):04X} is a private-use character that no font can be held to; {PRIVATE} is printed",
        "declare it in charDecl with a mapping, and write it as <g ref>",
    )


def _failed(error: typst.TypstError, where: Location) -> Diagnostic:
    hints = "; ".join(error.hints or ())
    return Diagnostic(
        Severity.ERROR, where, "book/typst", f"Typst cannot print this: {error.message}", hints or None
    )
