"""A document's pictures as a IIIF manifest (Presentation API 3), for viewers that know how to turn pages."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

import imagesize
import regex

from edition.render import Fragments
from edition.render.addresses import picture_address, remote
from edition.render.languages import direction
from edition.render.state import Element, local_name
from edition.site.header import Summary

FILE = "manifest.json"
BEGINS = b'{\n "@context": "http://iiif.io/api/presentation/3/'
"""What each manifest of ours begins with."""

_FORMATS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}
_FORMATS |= {".webp": "image/webp", ".avif": "image/avif"}

# "1200px", "1200": a measure in picture elements; millimetres tell nothing here.
_PIXELS = regex.compile(r"(?P<number>\d{1,6})(?:\.\d+)?(?:px)?")

# What the specification takes for a statement of rights.
_RIGHTS = regex.compile(r"https?://(?P<rest>(?:creativecommons\.org|rightsstatements\.org)/.+)")

Size = tuple[int, int]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page of the source with its picture."""

    label: str
    image: str
    width: int
    height: int


def manifest(
    base: str, shown: Sequence[Fragments], about: Summary, root: Element, files: Mapping[str, str]
) -> bytes | None:
    """The manifest of a document whose folder is at `base`; nothing where no page has a picture of known size.

    `shown` are its text and then its transcriptions: the first that has pictures is taken. `files` gives the
    file of each picture that lies in the folder.
    """
    sizes = dict(_stated_sizes(root))
    pages = next(filter(None, (tuple(_pages(base, each, sizes, files)) for each in shown)), ())
    if not pages:
        return None
    language = shown[0].language or "none"
    made: dict[str, object] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}{FILE}",
        "type": "Manifest",
        "label": {language: [about.title]},
        "homepage": [{"id": base, "type": "Text", "label": {language: [about.title]}, "format": "text/html"}],
    }
    if about.licence and (rights := _RIGHTS.fullmatch(about.licence)):
        made["rights"] = f"http://{rights['rest']}"
    if direction(language) == "rtl":
        made["viewingDirection"] = "right-to-left"
    made["items"] = [_canvas(base, page, number) for number, page in enumerate(pages, 1)]
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _pages(
    base: str, fragments: Fragments, sizes: Mapping[str, Size], files: Mapping[str, str]
) -> Iterator[_Page]:
    for page in fragments.pages:
        if page.scan in files:
            width, height = imagesize.get(files[page.scan])
            image = base + quote(page.scan)
        elif remote(page.scan):
            width, height = sizes.get(page.scan, (0, 0))
            image = page.scan
        else:
            continue
        if width > 0 and height > 0:
            yield _Page(page.label, image, int(width), int(height))


def _stated_sizes(root: Element) -> Iterator[tuple[str, Size]]:
    """Yield how large pictures elsewhere are, as `graphic` or the surface around it says."""
    for graphic in root.iter("{*}graphic"):
        width, height = _pixels(graphic.get("width")), _pixels(graphic.get("height"))
        around = graphic.getparent()
        if not (width and height) and around is not None and local_name(around) == "surface":
            width = _pixels(around.get("lrx")) - _pixels(around.get("ulx"))
            height = _pixels(around.get("lry")) - _pixels(around.get("uly"))
        yield picture_address(graphic.get("url", "").strip()), (width, height)


def _pixels(value: str | None) -> int:
    found = _PIXELS.fullmatch((value or "").strip())
    return int(found["number"]) if found else 0


def _canvas(base: str, page: _Page, number: int) -> dict[str, object]:
    canvas = f"{base}{FILE}#canvas-{number}"
    size = {"width": page.width, "height": page.height}
    body: dict[str, object] = {"id": page.image, "type": "Image", **size}
    if kind := _FORMATS.get(PurePosixPath(page.image).suffix.lower()):
        body["format"] = kind
    painting = {
        "id": f"{canvas}-painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    shown = {"id": f"{canvas}-page", "type": "AnnotationPage", "items": [painting]}
    return {"id": canvas, "type": "Canvas", "label": {"none": [page.label]}, **size, "items": [shown]}
