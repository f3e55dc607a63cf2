"""Files that a TEI file includes (XInclude): put in their places, from its own folder and from nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from edition.diagnostics import Diagnostic
from edition.render.state import XML, Element
from edition.site.images import inside
from edition.xml import IllFormed, decode, parse

XINCLUDE = "{http://www.w3.org/2001/XInclude}"

# A file may include itself a thousand times over by way of others: more than this nobody writes.
MOST_FILES, MOST_BYTES = 5_000, 256_000_000


@dataclass(slots=True)
class _Reading:
    """What has been included so far; `around` are the files an include stands in, by the root they gave."""

    files: int = 0
    bytes: int = 0
    around: dict[Element, Path] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def include(root: Element, file: str) -> tuple[Diagnostic, ...]:
    """What was found while included files were put into a tree, in place.

    One that is not there, lies outside the edition or includes itself stays as it is, for the page to say
    so; where it has a `fallback`, that stands in its place. Source: XInclude 1.0, without XPointer schemes.
    """
    reading = _Reading()
    top = Path(file)
    pending = list(_includes(root))[::-1]
    while pending:
        element = pending.pop()
        found = _read(element, top, reading)
        if found is None:
            if (fallback := element.find(f"{XINCLUDE}fallback")) is not None:
                inner = list(_includes(fallback))
                _splice(element, fallback)
                pending.extend(inner[::-1])
            continue
        if isinstance(found, str):
            _put_text(element, found)
            continue
        found.tail = element.tail
        parent = element.getparent()
        assert parent is not None
        parent.replace(element, found)
        pending.extend(list(_includes(found))[::-1])
    return tuple(reading.diagnostics)


def _includes(root: Element) -> Iterator[Element]:
    """Yield the inclusions below an element, but those in another's fallback."""
    for element in root.iter(f"{XINCLUDE}include"):
        if (
            element.getparent() is not None
            and next(element.iterancestors(f"{XINCLUDE}fallback"), root) is root
        ):
            yield element


def _read(element: Element, top: Path, reading: _Reading) -> Element | str | None:
    """What an inclusion stands for: an element, or text; nothing where it cannot be had."""
    path = _path(element, top, reading)
    if path is None or reading.files >= MOST_FILES:
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None
    reading.files, reading.bytes = reading.files + 1, reading.bytes + len(data)
    if reading.bytes > MOST_BYTES:
        return None
    if element.get("parse") == "text":
        return "".join(c for c in decode(data, "utf-8") if c.isprintable() or c in "\t\n")
    try:
        parsed = parse(data, str(path))
    except IllFormed as error:
        reading.diagnostics.extend(error.diagnostics)
        return None
    found = _pointed_at(parsed.root, element.get("xpointer", ""))
    if found is not None:
        reading.around[found] = path
    return found


def _path(element: Element, top: Path, reading: _Reading) -> Path | None:
    """The file an inclusion names, beside the file it stands in; none that it stands in already."""
    chain = [reading.around[above] for above in element.iterancestors() if above in reading.around]
    path = inside(chain[0] if chain else top, top, element.get("href", ""))
    return None if path is None or path in (*chain, top.resolve()) else path


def _pointed_at(root: Element, pointer: str) -> Element | None:
    if not pointer:
        return root
    return next((each for each in root.iter("*") if each.get(f"{XML}id") == pointer), None)


def _put_text(element: Element, text: str) -> None:
    """Text in the place of an element."""
    previous, parent = element.getprevious(), element.getparent()
    assert parent is not None
    whole = text + (element.tail or "")
    if previous is not None:
        previous.tail = (previous.tail or "") + whole
    else:
        parent.text = (parent.text or "") + whole
    element.tail = None
    parent.remove(element)


def _splice(element: Element, fallback: Element) -> None:
    """What a fallback holds in the place of its inclusion."""
    parent = element.getparent()
    assert parent is not None
    children = list(fallback)
    at = parent.index(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + (element.tail or "")
        element.tail = None
    _put_text(element, fallback.text or "")
    for offset, child in enumerate(children):
        parent.insert(at + offset, child)
