"""Pictures that lie beside a TEI file (`graphic`, `@facs`): found, checked, given a name in the site."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from edition.diagnostics import Diagnostic, Location, Severity
from edition.render.facts import scans
from edition.render.html import slug
from edition.render.state import Element

FOLDER = "images"

# What browsers show and what cannot act; SVG can.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"RIFF", ".webp"),
)
_LONGEST_SIGNATURE = 16

# TEI in an edition lies in `tei/`, its scans beside that folder.
_TEI_FOLDER = "tei"


@dataclass(frozen=True, slots=True)
class Images:
    """The pictures of a document: `shown` gives the place in its folder of each address in its TEI.

    `files` pairs these places with the files to be copied there.
    """

    shown: Mapping[str, str] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def images(root: Element, file: str) -> Images:
    """The pictures of a document that lie beside its TEI file, or in the edition around it.

    None from anywhere else: a TEI file of unknown hands is not to bring other files into a site.
    """
    beside = Path(file).parent
    around = _around(beside)
    shown: dict[str, str] = {}
    files: dict[str, str] = {}
    missing = []
    for address in dict.fromkeys(_addresses(root)):
        path = _inside(beside, around, address)
        suffix = _kind(path) if path else None
        if path is None or suffix is None:
            missing.append(address)
            continue
        shown[address] = place = f"{FOLDER}/{_free(slug(path.stem) or 'image', suffix, files)}"
        files[place] = str(path)
    return Images(shown, tuple(files.items()), tuple(_missing(missing, file)))


def _addresses(root: Element) -> Iterator[str]:
    """Yield each address of a picture in a document that is a path."""
    for element in root.iter("{*}graphic", "{*}media"):
        yield from _paths(element.get("url", ""))
    for element in root.iter("{*}pb"):
        yield from _paths(element.get("facs", ""))
    for url in scans(root).values():
        yield from _paths(url)


def _paths(value: str) -> Iterator[str]:
    value = value.strip()
    name = value.rpartition("/")[2]
    if "." in name and ":" not in value and not value.startswith(("#", "/", "\\")):
        yield value


def inside(beside: Path, top: Path, address: str) -> Path | None:
    """The file that an address in the file `beside` names; none outside the edition of the TEI file `top`."""
    return _inside(beside.parent, _around(top.parent), address)


def _around(folder: Path) -> Path:
    return folder.parent if folder.resolve().name == _TEI_FOLDER else folder


def _inside(beside: Path, around: Path, address: str) -> Path | None:
    try:
        path = (beside / unquote(address)).resolve()
        if path.is_file() and path.is_relative_to(around.resolve()):
            return path
    except (OSError, ValueError):  # a name no file can have
        return None
    return None


def _kind(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            start = file.read(_LONGEST_SIGNATURE)
    except OSError:
        return None
    if start[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    return next((suffix for signature, suffix in _SIGNATURES if start.startswith(signature)), None)


def _free(name: str, suffix: str, files: Mapping[str, str]) -> str:
    wish, count = f"{name}{suffix}", 1
    while f"{FOLDER}/{wish}" in files:
        count += 1
        wish = f"{name}-{count}{suffix}"
    return wish


def _missing(addresses: list[str], file: str) -> Iterator[Diagnostic]:
    if not addresses:
        return
    more = f" and {len(addresses) - 1} more" if len(addresses) > 1 else ""
    message = (
        f"the picture {addresses[0][:100]}{more} cannot be shown: no PNG, JPEG, GIF, WebP or AVIF file there"
    )
    remedy = "pictures lie beside the TEI file, or in the edition's folder where the TEI lies in tei/"
    yield Diagnostic(Severity.WARNING, Location(file), "render/picture", message, remedy)
