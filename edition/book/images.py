"""Pictures of a text (TEI `graphic`, `media`): those that lie beside it, described; all others named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import regex

from edition.book.literals import collapse
from edition.book.reading import is_left_out, plain_reading
from edition.book.shapes import Element, children, name_of
from edition.diagnostics import Diagnostic, Location, Severity

# What a file begins with, and the suffix of its kind: names may lie.
KINDS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)
# A picture for a book page is smaller; beyond this a book would not open.
LARGEST = 32 * 1024 * 1024
# "https://", "data:": no file beside the text.
SCHEME = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
SETTINGS = "edition.toml"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes under the name it has in the book, and its description; none is the empty text."""

    file: str
    data: bytes
    alternative: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of a text by their elements, and what was found about those that cannot be had."""

    by_element: Mapping[Element, Picture] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def files(self) -> Mapping[str, bytes]:
        """The bytes of each picture by its name in the book."""
        return {picture.file: picture.data for picture in self.by_element.values()}

    def described(self) -> bool:
        """Whether every picture has a description."""
        return all(picture.alternative for picture in self.by_element.values())


def pictures_of(parts: Iterable[Element], file: str) -> Pictures:
    """The pictures of a text that lie below its edition's folder, or its own where it has none."""
    found: dict[Element, Picture] = {}
    faults: list[Diagnostic] = []
    known: dict[str, bytes] = {}
    for element in _graphics(parts):
        address = collapse(element.get("url") or element.get("target") or "")
        data = known.get(address) or _read(address, file)
        if isinstance(data, str):
            faults.append(
                _fault(element, file, "image", data, "put the picture beside the text, as PNG, JPEG or GIF")
            )
            continue
        known.setdefault(address, data)
        described = description_of(element)
        if not described:
            said = f"nothing describes the picture {address}: who cannot see it learns nothing of it"
            faults.append(_fault(element, file, "no-description", said, "add a figDesc to its figure"))
        number = list(known).index(address) + 1
        found[element] = Picture(f"picture-{number}{_kind(data)}", data, described)
    return Pictures(found, tuple(faults))


def description_of(graphic: Element) -> str:
    """What its figure says to who cannot see a picture; empty where nothing is said."""
    for above in graphic.iterancestors("{*}figure", "figure"):
        said = (plain_reading(one) for one in children(above, "figDesc"))
        return " ".join(filter(None, said))
    return " ".join(filter(None, (plain_reading(one) for one in children(graphic, "desc"))))


def _graphics(parts: Iterable[Element]) -> Iterator[Element]:
    for part in parts:
        for element in part.iter("{*}graphic", "graphic"):
            parent = element.getparent()
            # The scan of a surface is what was transcribed, no part of it.
            if parent is not None and name_of(parent) in ("surface", "zone", "facsimile"):
                continue
            if not any(is_left_out(above) for above in (element, *element.iterancestors("*"))):
                yield element


def _read(address: str, file: str) -> bytes | str:
    """A picture's bytes, or why there are none."""
    if not address:
        return "a graphic without url shows nothing"
    if SCHEME.match(address) or address.startswith("//"):
        return f"the picture {address[:120]} is not in the edition, and nothing is fetched"
    folder = Path(file).absolute().parent
    root = next(
        (above for above in (folder, *folder.parents) if (above / SETTINGS).is_file()), folder
    ).resolve()
    try:
        place = (folder / unquote(address)).resolve()
        if not place.is_relative_to(root):
            return f"the picture {address[:120]} lies outside the edition"
        if not place.is_file():
            return f"there is no picture {address[:120]}"
        if place.stat().st_size > LARGEST:
            return f"the picture {address[:120]} is larger than {LARGEST // 1024**2} MB"
        data = place.read_bytes()
    except (OSError, ValueError):
        return f"the picture {address[:120]} cannot be read"
    return (
        data if _kind(data) and _is_whole(data) else f"{address[:120]} is no whole PNG, JPEG or GIF picture"
    )


def _kind(data: bytes) -> str:
    return next((suffix for mark, suffix in KINDS if data.startswith(mark)), "")


def _is_whole(data: bytes) -> bool:
    """Whether a picture has an end: half a download has none."""
    tail = data.rstrip(b"\0")[-4096:]
    return {".png": b"IEND", ".jpg": b"\xff\xd9", ".gif": b";"}[_kind(data)] in tail


def _fault(element: Element, file: str, code: str, message: str, remedy: str) -> Diagnostic:
    place = Location(file, element.sourceline)
    return Diagnostic(Severity.WARNING, place, f"book/{code}", message, remedy, name_of(element))
