"""TEI tree → HTML fragments: a table of behaviours, one walk, nothing lost."""

from collections.abc import Collection

from edition.render.facts import facts
from edition.render.fragments import Fragments, Heading, Portion, SourcePage
from edition.render.languages import language_tag
from edition.render.portions import portions
from edition.render.state import XML, Element, Facts, Rendering, local_name
from edition.render.table import Rows
from edition.render.walk import Walk

__all__ = ["Fragments", "Heading", "Portion", "SourcePage", "inner_html", "render"]

_ROWS = Rows()


def render(root: Element, file: str, neighbours: Collection[str] = ()) -> Fragments:
    """The text of a TEI document as HTML fragments.

    `file` is the document as messages name it, `neighbours` the names of all documents of the site,
    which pointers from one to another may use.
    """
    walk = Walk(Rendering(facts(root, file, neighbours)), _ROWS, _left_out(root))
    walk.run(root)
    here = walk.here
    return Fragments(
        language=_language(root),
        portions=tuple(portions(walk)),
        headings=tuple(here.headings),
        pages=tuple(here.pages),
        characters=here.chars,
        features=frozenset(here.features),
        diagnostics=tuple(here.diagnostics),
    )


def inner_html(element: Element, file: str) -> str:
    """An element as HTML, for a page that shows a stretch of the header."""
    walk = Walk(Rendering(Facts(file)), _ROWS)
    walk.run(element)
    return next(portions(walk)).html


def _language(root: Element) -> str | None:
    for element in (next(root.iter("{*}text"), root), root):
        if code := element.get(f"{XML}lang"):
            return language_tag(code)
    first = next(root.iter("{*}language"), None)
    return language_tag(first.get("ident", "")) if first is not None else None


def _left_out(root: Element) -> frozenset[str]:
    """What a reader does not read here: headers; beside a text its transcription and data too."""
    if local_name(root) not in ("TEI", "TEI.2", "teiCorpus"):
        return frozenset({"teiHeader"})
    names = ("text", "sourceDoc", "standOff")
    for index, name in enumerate(names):
        if next(root.iter("{*}" + name), None) is not None:
            return frozenset({"teiHeader", "facsimile", *names[index + 1 :]})
    return frozenset({"teiHeader"})
