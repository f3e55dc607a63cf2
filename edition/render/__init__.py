"""TEI tree → HTML fragments: a table of behaviours, one walk, nothing lost."""

from collections.abc import Collection, Iterator, Mapping

from edition.diagnostics import Diagnostic, Location, Severity
from edition.render.authorities import authorities
from edition.render.facts import facts, main_language
from edition.render.fragments import Authority, Fragments, Heading, Mention, Portion, SourcePage
from edition.render.house import AS_SHIPPED, House
from edition.render.portions import portions
from edition.render.state import Element, Facts, Rendering, local_name
from edition.render.walk import Walk
from edition.xml import TEI

__all__ = [
    "Authority",
    "Fragments",
    "Heading",
    "House",
    "Mention",
    "Portion",
    "SourcePage",
    "inner_html",
    "render",
]


def render(
    root: Element,
    file: str,
    neighbours: Collection[str] = (),
    registers: bool = False,
    images: Mapping[str, str] | None = None,
    first: str = "index",
    house: House = AS_SHIPPED,
) -> Fragments:
    """The text of a TEI document as HTML fragments.

    `file` is the document as messages name it, `neighbours` the names of all documents of the site,
    which pointers from one to another may use. With `registers` names, dates, readings and withheld spans
    are gathered, and get an anchor each. `images` are the pictures that lie beside the pages, by their
    addresses in the TEI. `first` is the name of the first page, `house` what the edition decided of its own.
    """
    known = facts(root, file, neighbours, registers, images, house.phrases)
    walk = Walk(Rendering(known), house.rows, _left_out(root))
    walk.run(root)
    here = walk.here
    return Fragments(
        language=main_language(root),
        portions=tuple(portions(walk, first)),
        headings=tuple(here.headings),
        pages=tuple(here.pages),
        characters=here.chars,
        features=frozenset(here.features),
        diagnostics=(*_dialect(root, file), *here.diagnostics),
        mentions=tuple(here.mentions),
        authorities=tuple(authorities(root)) if registers else (),
    )


def _dialect(root: Element, file: str) -> Iterator[Diagnostic]:
    """Yield a warning where a document is not in the namespace of TEI P5."""
    if root.tag.__class__ is not str:
        return
    namespace, _, name = str(root.tag).rpartition("}")
    if namespace == f"{{{TEI}":
        return
    if name in ("TEI.2", "teiCorpus.2"):
        code, message = "render/p4", f"<{name}> is TEI P4: rendered by the names its elements have in P5"
        remedy = "convert it to P5 (the TEI consortium's p4top5.xsl does)"
    else:
        said = f"the namespace {namespace[1:]}" if namespace else "no namespace"
        code, message = "render/namespace", f"<{name}> is in {said}: rendered by local names"
        remedy = f"TEI P5 is in the namespace {TEI}"
    yield Diagnostic(Severity.WARNING, Location(file, root.sourceline), code, message, remedy)


def inner_html(
    element: Element, file: str, taken: dict[str, int] | None = None, house: House = AS_SHIPPED
) -> str:
    """An element as HTML, for a page that shows a stretch of the header.

    `taken` are the ids that other stretches of that page have, each with 0; those of this one are added.
    """
    here = Rendering(Facts(file, phrases=house.phrases), anchors={} if taken is None else taken)
    walk = Walk(here, house.rows)
    walk.run(element)
    return next(portions(walk)).html


_HOLDERS = ("text", "sourceDoc", "standOff")


def _left_out(root: Element) -> frozenset[Element]:
    """What a reader does not read here: headers; beside a text its transcription and data too.

    Of a corpus each document is asked for itself. Data is read only where there is nothing else.
    """
    left_out = set(root.iter("{*}teiHeader"))
    if local_name(root) not in ("TEI", "TEI.2", "teiCorpus"):
        return frozenset(left_out)
    holders = list(root.iter(*("{*}" + name for name in _HOLDERS)))
    best: dict[Element | None, int] = {}
    for element in holders:
        owner, rank = element.getparent(), _HOLDERS.index(local_name(element))
        best[owner] = min(rank, best.get(owner, rank))
    only_data = all(rank == _HOLDERS.index("standOff") for rank in best.values())
    for element in holders:
        rank = _HOLDERS.index(local_name(element))
        if rank > best[element.getparent()] or (local_name(element) == "standOff" and not only_data):
            left_out.add(element)
    if holders:
        left_out.update(root.iter("{*}facsimile"))
    return frozenset(left_out)
