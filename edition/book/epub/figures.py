"""Pictures in an EPUB: `img` with the description as its alternative text."""

from collections.abc import Mapping

import regex
from lxml import etree

from edition.book.epub.trees import XHTML, Chapter, classes, drop, is_a
from edition.book.images import Picture, Pictures

# The renderer names a picture by the last part of its address.
MARK = "edition-picture-"
MARKED = regex.compile(rf"picture: {MARK}(?P<number>\d+)")


def mark_pictures(pictures: Pictures) -> None:
    """Give each picture's element an address by which it is found again in what is rendered."""
    for number, element in enumerate(pictures.by_element):
        element.attrib.pop("target", None)
        element.set("url", f"{MARK}{number}")


def show_pictures(chapter: Chapter, pictures: Pictures) -> None:
    """Put the pictures where the renderer left their names."""
    numbered: Mapping[str, Picture] = {
        str(number): picture for number, picture in enumerate(pictures.by_element.values())
    }
    for sign in list(chapter.tree.iter(f"{XHTML}span")):
        match = MARKED.fullmatch(sign.text or "") if "ed-address" in classes(sign) else None
        place = sign.getparent() if match else None
        if match is None or place is None:
            continue
        picture = numbered[match["number"]]
        drop(sign)
        image = etree.Element(f"{XHTML}img", {"src": f"images/{picture.file}", "alt": picture.alternative})
        place.insert(0, image)
        figure = next((above for above in place.iterancestors() if "figure" in classes(above)), None)
        # What the alternative text says is not said again below the picture.
        for described in [] if figure is None else list(figure):
            if is_a(described, "div") and "figDesc" in classes(described) and picture.alternative:
                drop(described)
