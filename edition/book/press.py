"""Typst as a printing press: source and templates in, PDF out, or what it cannot print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from edition.book.glyphs import refused
from edition.book.images import Pictures
from edition.book.literals import array, literal
from edition.book.settings import BookSettings
from edition.book.shapes import Element
from edition.diagnostics import Diagnostic, EditionError, Location, Severity
from edition.resources import resource

# Both are claimed always; the second needs what the first allows, the attached source.
STANDARDS = ["ua-1", "a-3a"]
SERIF = "Libertinus Serif"
SOURCE_FILE = "source.xml"


class PressError(EditionError):
    """A template of the edition's cannot be set."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was printed: texts no font has, or else a message of Typst's with its hints.

    `broke_down` says that Typst itself ended, by a bug of its own, with no word about where.
    """

    texts: frozenset[str] = frozenset()
    message: str = ""
    hints: tuple[str, ...] = ()
    broke_down: bool = False


def print_pdf(
    source: str, tei: bytes, settings: BookSettings, day: date, pictures: Mapping[str, bytes] | None = None
) -> bytes | Refusal:
    """The PDF of a Typst source, with the TEI and pictures inside, or why there is none."""
    files = {
        "main.typ": source.encode(),
        SOURCE_FILE: tei,
        **_templates(settings.templates),
        **(pictures or {}),
    }
    return _compile(files, settings, STANDARDS, datetime(day.year, day.month, day.day, tzinfo=UTC))


def printable(pictures: Pictures, settings: BookSettings, file: str) -> Pictures:
    """The pictures without those that cannot be decoded, which are named; `file` is the text's."""
    sound = {name for name, data in pictures.files().items() if _can_print(name, data, settings)}
    broken = [one for one, picture in pictures.by_element.items() if picture.file not in sound]
    return Pictures(
        {one: picture for one, picture in pictures.by_element.items() if picture.file in sound},
        (*pictures.diagnostics, *(_broken(element, file) for element in broken)),
    )


def _can_print(name: str, data: bytes, settings: BookSettings) -> bool:
    probe = f"#image({literal(name)}, alt: {literal(name)})".encode()
    printed = _compile({"main.typ": probe, name: data}, settings, ["a-3b"], datetime(1970, 1, 1, tzinfo=UTC))
    return not isinstance(printed, Refusal)


def _broken(element: Element, file: str) -> Diagnostic:
    message = f"the picture {element.get('url')} cannot be read"
    place = Location(file, element.sourceline)
    return Diagnostic(
        Severity.WARNING, place, "book/image", message, "save it anew as PNG or JPEG", "graphic"
    )


def without_glyph(source: str, settings: BookSettings) -> frozenset[str]:
    """The characters of a source that no font at hand has, each asked for by itself."""
    asked = sorted(character for character in set(source) if not character.isascii())
    if not asked:
        return frozenset()
    fonts = array((*settings.fonts, SERIF))
    paragraphs = "\n\n".join(f"#{literal(character)}" for character in asked)
    probe = f"#set text(font: {fonts})\n{paragraphs}".encode()
    printed = _compile({"main.typ": probe}, settings, ["a-3b"], datetime(1970, 1, 1, tzinfo=UTC))
    return printed.texts if isinstance(printed, Refusal) else frozenset()


def draw_png(template: str, facts: str, settings: BookSettings) -> bytes:
    """The first page of a template of the EPUB's as a picture; `facts` is Typst code that goes before it."""
    folders = [
        *([Path(settings.epub_templates)] if settings.epub_templates else []),
        resource("templates") / "epub",
    ]
    body = next(path.read_text("utf-8") for folder in folders if (path := folder / template).is_file())
    with TemporaryDirectory(prefix="edition-") as root:
        main = Path(root, "main.typ")
        main.write_text(facts + body, encoding="utf-8")
        try:
            drawn = typst.compile(
                main,
                root=Path(root),
                font_paths=[Path(path) for path in settings.font_paths],
                ignore_system_fonts=not settings.system_fonts,
                format="png",
                ppi=144.0,
            )
        except typst.TypstError as error:
            raise PressError(f"{template}: {error.message}") from error
        except BaseException as error:
            if not _is_panic(error):
                raise
            raise PressError(f"{template}: Typst broke down over it: {error}") from error
    return drawn if isinstance(drawn, bytes) else drawn[0]


def _compile(
    files: Mapping[str, bytes], settings: BookSettings, standards: list[Any], moment: datetime
) -> bytes | Refusal:
    # Typst reads nothing but what lies under its root: a folder of its own with the book's files alone.
    with TemporaryDirectory(prefix="edition-") as root:
        for name, data in files.items():
            Path(root, name).write_bytes(data)
        try:
            return typst.compile(
                Path(root, "main.typ"),
                root=Path(root),
                font_paths=[Path(path) for path in settings.font_paths],
                ignore_system_fonts=not settings.system_fonts,
                format="pdf",
                pdf_standards=standards,
                timestamp=moment,
                package_path=Path(root),
                package_cache_path=Path(root),
            )
        except typst.TypstError as error:
            texts = refused(error.diagnostic or error.message)
            return Refusal(texts, error.message, tuple(error.hints or ()))
        except BaseException as error:
            if not _is_panic(error):
                raise
            return Refusal(message=str(error), broke_down=True)


def _is_panic(error: BaseException) -> bool:
    """Whether this is a bug of Typst's own, which arrives as a panic and is no Exception."""
    return type(error).__name__ == "PanicException"


def _templates(own: str | None) -> Mapping[str, bytes]:
    """The templates by name; an edition's own take the place of the program's."""
    folders = [resource("templates") / "book", *([Path(own)] if own else [])]
    return {path.name: path.read_bytes() for folder in folders for path in sorted(folder.glob("*.typ"))}
