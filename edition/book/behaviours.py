"""What each TEI element becomes on paper: one table, one row an element, a default that keeps words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from edition.book import referring, structures, wording
from edition.book.literals import literal
from edition.book.reading import is_left_out, plain_reading
from edition.book.shapes import (
    CONTAINER,
    PARAGRAPH,
    PLAIN,
    Behaviour,
    Element,
    Shape,
    block,
    children,
    default,
    inline,
    name_of,
)

if TYPE_CHECKING:
    from edition.book.compositor import Compositor


def either(function: str) -> Behaviour:
    """A behaviour for what stands in a line or between paragraphs, in one style."""
    in_line, between = inline(function), block(function + "-block")
    return lambda _element, at: between if at.flow else in_line


def always(shape: Shape) -> Behaviour:
    """A behaviour that is the same everywhere."""
    return lambda _element, _at: shape


def paragraph(element: Element, at: "Compositor") -> Shape:
    """A paragraph; one that only looks like a heading (in a document quoted in full) is set as one."""
    return block("caption") if "head" in (element.get("rend") or "").split() else PARAGRAPH


def anonymous_block(element: Element, _at: "Compositor") -> Shape:
    """An `ab`: flush, or an ornament where it holds no word."""
    return block("ornament" if not any(map(str.isalnum, plain_reading(element))) else "flush")


def division(element: Element, at: "Compositor") -> Shape:
    """A division; one with a head of its own takes the next level."""
    headed = any(plain_reading(child) for child in children(element, "head"))
    return Shape("\n\n", "\n\n", block=True, flow=True, lines=False, heads=headed)


def head(element: Element, at: "Compositor") -> Shape | None:
    """A heading where its division begins, a caption anywhere else."""
    if at.heads_notes_alone(element):
        return None
    title = plain_reading(element)
    parent = element.getparent()
    if parent is not None and at.slots:
        return Shape("caption-part[", "],", block=True, flow=False, slot="caption")
    if not title or not at.takes_heading():
        return block("caption")
    level = at.heading_level()
    return Shape(
        f"\n\n#section({level}, {literal(title)})[", "]\n\n", block=True, cost=4, flow=False, forced=True
    )


def left_out(element: Element, at: "Compositor") -> None:
    """Nothing: forme work and debris, which the colophon counts."""
    at.leave_out(element)


def weak_point(element: Element, at: "Compositor") -> Shape | None:
    """A `pc`: nothing where it only broke a word."""
    return None if is_left_out(element) else PLAIN


def figure(element: Element, _at: "Compositor") -> Shape:
    """A figure: its picture, or its description where there is none, and its caption."""
    shown = any(graphic in _at.pictures.by_element for graphic in element.iter("{*}graphic"))
    return block("figure-block" if not shown else "picture-block", flow=True)


def description(element: Element, at: "Compositor") -> Shape | None:
    """What a figure shows: the alternative text of its picture, else words on the page."""
    parent = element.getparent()
    for picture in at.pictures.by_element if parent is not None else ():
        if any(above is parent for above in picture.iterancestors()):
            return None
    return inline("description")


def verse(element: Element, at: "Compositor") -> Shape:
    """A line of verse; every fifth bears its number."""
    number = at.line_number(element)
    shown = number if number and int(number) % 5 == 0 and element.get("part") not in ("M", "F") else None
    if shown is None:
        return VERSE
    return Shape(f"\n\n#verse(n: {literal(shown)})[", "]\n\n", block=True, cost=4, flow=False, lines=False)


VERSE = block("verse")


def blank(element: Element, at: "Compositor") -> None:
    """A space the writer left: one here, whatever its size."""
    at.writer.space()


def graphic(element: Element, at: "Compositor") -> Shape | None:
    """A picture, or a placeholder where there is none and nothing describes it."""
    picture = at.pictures.by_element.get(element)
    if picture is not None:
        said = picture.alternative or UNDESCRIBED
        at.writer.insert(
            f"#picture({literal(picture.file)}, {literal(said)}, {'true' if at.flow else 'false'})"
        )
        return None
    parent = element.getparent()
    if parent is not None and any(plain_reading(child) for child in children(parent, "figDesc", "head", "p")):
        return None
    at.writer.insert("#no-image()")
    return None


UNDESCRIBED = "picture without a description"
LINES = block("flush", lines=True)


BEHAVIOURS: Mapping[str, Behaviour] = {
    **dict.fromkeys(("fw", "surplus"), left_out),
    **dict.fromkeys(
        ("teiHeader", "index", "binaryObject", "facsimile", "xenoData", "fsdDecl", "milestone", "cb", "gb"),
        lambda _element, _at: None,
    ),
    **dict.fromkeys(
        ("div", *(f"div{n}" for n in range(1, 8)), "front", "body", "back", "text", "group"), division
    ),
    "p": paragraph,
    "ab": anonymous_block,
    "head": head,
    "pb": referring.page_break,
    "lb": referring.line_break,
    "pc": weak_point,
    "choice": wording.choice,
    "corr": wording.correction,
    "seg": wording.segment,
    "gap": wording.gap,
    "q": wording.quotation,
    "quote": wording.quotation,
    "said": wording.quotation,
    "cit": default,
    "soCalled": wording.quotation,
    "hi": wording.highlighted,
    "emph": always(inline("emph")),
    "title": lambda element, at: (
        PLAIN if element.get("level") in ("a", "s", "u") or at.flow else inline("emph")
    ),
    "del": always(inline("strike")),
    "supplied": always(Shape('#"["', '#"]"')),
    "ex": always(Shape('#"("', '#")"')),
    "g": wording.character,
    "ref": referring.reference,
    "ptr": referring.reference,
    "note": referring.note,
    "label": referring.label,
    "list": structures.listing,
    "castList": structures.listing,
    "item": structures.item,
    "castItem": structures.item,
    "castGroup": structures.listing,
    "table": structures.table,
    "row": structures.row,
    "cell": structures.cell,
    "opener": always(block("opener", flow=False, lines=True)),
    "closer": always(block("closer", flow=False, lines=True)),
    "signed": always(block("signed", lines=True)),
    "dateline": always(block("dateline", lines=True)),
    "salute": always(block("flush", lines=True)),
    "postscript": default,
    "address": always(LINES),
    "addrLine": always(LINES),
    "byline": always(block("byline", lines=True)),
    "trailer": always(block("caption")),
    "argument": always(block("small-block", flow=True)),
    "epigraph": always(block("quotation", flow=True)),
    "titlePage": always(block("title-block", flow=True, lines=True)),
    **dict.fromkeys(
        ("docTitle", "titlePart", "docAuthor", "docImprint", "docDate", "docEdition", "imprimatur"),
        lambda element, at: (
            block("centred", flow=any(name_of(child) == "titlePart" for child in element), lines=True)
            if at.flow
            else PLAIN
        ),
    ),
    "lg": always(block("stanza", flow=True)),
    "l": verse,
    "line": always(VERSE),
    "zone": always(CONTAINER),
    "surface": always(CONTAINER),
    "sp": always(Shape("\n\n", "\n\n", block=True, flow=True, lines=False)),
    "speaker": always(block("speaker")),
    "stage": either("emph"),
    "space": blank,
    "figure": figure,
    "graphic": graphic,
    "media": graphic,
    "figDesc": description,
    "app": wording.apparatus,
    "rdg": wording.variant,
}
