"""Where elements begin in the text of an XML file: line and column, which libxml2 does not keep."""

from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat


@dataclass(frozen=True, slots=True)
class Place:
    """The `<` of a start tag: line and column, counted from 1 in characters, and the name as written."""

    line: int
    column: int
    name: str


def element_places(text: str) -> tuple[Place, ...]:
    """The place of each start tag in document order, as far as the text is well-formed."""
    return tuple(_walk(text)[0])


def open_elements(text: str) -> tuple[Place, ...]:
    """The elements still open where an ill-formed text breaks off, outermost first."""
    return tuple(_walk(text)[1])


def _walk(text: str) -> tuple[list[Place], list[Place]]:
    # The encoding is ours, whatever the declaration says; nothing outside the file is read.
    parser = expat.ParserCreate("utf-8")
    places: list[Place] = []
    stack: list[Place] = []

    def start(name: str, attributes: object) -> None:
        place = Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, name)
        places.append(place)
        stack.append(place)

    def end(name: str) -> None:
        stack.pop()

    parser.StartElementHandler, parser.EndElementHandler = start, end
    # Whoever asks has the diagnostics of libxml2 already.
    with suppress(expat.ExpatError):
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    return places, stack
