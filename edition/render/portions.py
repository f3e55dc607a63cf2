"""Portions named and linked: which file each holds, where each pointer leads."""

from collections.abc import Iterator
from urllib.parse import quote

from edition.render import addresses
from edition.render.cuts import Start
from edition.render.fragments import Portion
from edition.render.html import plain_attribute, slug
from edition.render.levels import without_gaps
from edition.render.walk import Walk

# Pages that every document has besides its text.
TAKEN = ("index", "contents", "about", "transcription")


def portions(walk: Walk, first: str = "index") -> Iterator[Portion]:
    """The portions of a finished walk, in order, their links filled in; the first file is called `first`."""
    named = tuple(_named(walk, first))
    files = [portion.file for portion in named]
    for index, (portion, part) in enumerate(zip(named, walk.parts, strict=True)):
        html = addresses.resolve(
            "".join(part),
            lambda name, here=index: _link(walk, files, name, here),  # type: ignore[misc]
            lambda name, here=index: _back_links(walk, files, name, here),  # type: ignore[misc]
        )
        yield Portion(portion.file, without_gaps(html), portion.title, portion.first, portion.last)


def address(files: list[str], portion: int, anchor: str, here: int) -> str:
    """The address of an anchor as seen from a portion."""
    return ("" if portion == here else files[portion]) + "#" + quote(anchor, safe="-_.~:!*'()")


def _link(walk: Walk, files: list[str], name: str, here: int) -> str:
    portion = walk.here.anchors.get(name)
    return "" if portion is None else f' href="{plain_attribute(address(files, portion, name, here))}"'


def _back_links(walk: Walk, files: list[str], name: str, here: int) -> str:
    places = walk.here.references.get(name, ())
    links = []
    for count, place in enumerate(places, 1):
        target = plain_attribute(address(files, walk.here.anchors[place], place, here))
        spoken = walk.here.gettext("back to the text")
        if len(places) > 1:
            spoken = walk.here.gettext("back to the text, place %d") % count
        spoken = plain_attribute(spoken)
        links.append(f'<a class="ed-back" role="doc-backlink" href="{target}" aria-label="{spoken}">↩</a>')
    return "".join(" " + link for link in links)


def _named(walk: Walk, first: str) -> Iterator[Portion]:
    taken = set(TAKEN)
    pages, headings = walk.here.pages, walk.here.headings
    ends = [*walk.starts[1:], Start(0, len(pages), len(headings), True)]
    for index, (start, end) in enumerate(zip(walk.starts, ends, strict=True)):
        labels = [page.label for page in pages[start.pages : end.pages]]
        if start.pages and not start.at_page:
            # The page on which the portion before ended goes on here.
            labels.insert(0, pages[start.pages - 1].label)
        title = _title(walk, start, end)
        before = "" if first == TAKEN[0] else f"{first}-"
        name = first if index == 0 else _free(before + _wish(walk, start, end, index), taken)
        yield Portion(
            f"{name}.html", "", title, labels[0] if labels else None, labels[-1] if labels else None
        )


def _title(walk: Walk, start: Start, end: Start) -> str | None:
    own = walk.here.headings[start.headings : end.headings]
    before = walk.here.headings[: start.headings]
    nearest = own[:1] or before[-1:]
    return nearest[0].text if nearest else None


def _wish(walk: Walk, start: Start, end: Start, index: int) -> str:
    # Named by the first page that begins in it: an address that outlives a change elsewhere.
    if start.pages < end.pages and (name := slug(walk.here.pages[start.pages].label)):
        return f"page-{name}"
    if start.headings < end.headings and (name := slug(walk.here.headings[start.headings].text)):
        return name
    return f"part-{index + 1}"


def _free(wish: str, taken: set[str]) -> str:
    name, count = wish, 1
    while name in taken:
        count += 1
        name = f"{wish}-{count}"
    taken.add(name)
    return name
