"""What each TEI element becomes on paper: one table, one row an element, a default that keeps words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from edition.book import structures
from edition.book.literals import collapse, literal
from edition.book.notes import mark_of
from edition.book.reading import is_left_out, plain_reading, reading_of
from edition.book.shapes import (
    CONTAINER,
    PARAGRAPH,
    PLAIN,
    Behaviour,
    Element,
    Shape,
    block,
    children,
    inline,
    name_of,
)

if TYPE_CHECKING:
    from edition.book.compositor import Compositor

# Quotation marks the source has no characters for (`quotation/@marks="none"`), by depth.
MARKS = (("“", "”"), ("‘", "’"))
# What `@rend` and `@rendition` say in most projects, and the template's word for it.
RENDITIONS = (
    ("smallcaps", ("small-caps", "smallcaps", "small_caps", "sc")),
    ("emph", ("italic", "italics", "i", "it")),
    ("strong", ("bold", "b")),
    ("super", ("sup", "super", "superscript", "above")),
    ("sub", ("sub", "subscript", "below")),
    ("underline", ("underline", "underlined", "u", "ul")),
    ("strike", ("strikethrough", "strike", "line-through")),
)


def default(element: Element, at: "Compositor") -> Shape:
    """Words in the line where there is one, a paragraph where there is none; never silence."""
    if any(name_of(child) in BLOCKS for child in element):
        return CONTAINER if at.flow else PLAIN
    return PARAGRAPH if at.flow else PLAIN


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


def choice(element: Element, at: "Compositor") -> Shape | None:
    """The reading that is read; the others stand in the list of proposed readings."""
    chosen = reading_of(element)
    return None if chosen is None else Shape(instead=(chosen,))


def correction(element: Element, at: "Compositor") -> Shape:
    """A reading the edition proposes."""
    parent = element.getparent()
    if parent is not None and name_of(parent) == "choice":
        at.propose(element, [plain_reading(child) for child in children(parent, "sic", "orig")])
    return inline("proposed")


def segment(element: Element, _at: "Compositor") -> Shape:
    """A `seg`: what is withheld or unreadable is outlined, a field of a letter head has its line."""
    kind = element.get("type") or ""
    if kind in ("redaction", "illegible"):
        return inline("withheld" if kind == "redaction" else "illegible")
    parent = element.getparent()
    if parent is not None and name_of(parent) == "opener":
        return Shape("\n\n#field[", "]\n\n", block=True, cost=4, flow=False, lines=False)
    return PLAIN


def gap(element: Element, at: "Compositor") -> None:
    """An omission: nothing where the source's own words stand beside it, else dots in brackets."""
    parent = element.getparent()
    if parent is not None and name_of(parent) == "seg" and plain_reading(parent):
        return
    said = " ".join(filter(None, (element.get("quantity") or element.get("extent"), element.get("unit"))))
    if element.get("reason") == "redacted":
        at.writer.insert(f"#withheld[#{literal(f'[{said} withheld]' if said else '[withheld]')}]")
    else:
        at.writer.insert(f"#{literal('[…]')}")


def quotation(element: Element, at: "Compositor") -> Shape:
    """Words as somebody's: set off where they are a block, with marks only where the source's were taken off."""
    if any(name_of(child) in BLOCKS for child in element) or "block" in (element.get("rend") or ""):
        return block("quotation", flow=True) if name_of(element) != "q" or at.flow else PLAIN
    if name_of(element) == "quote" and at.flow:
        return block("quotation")
    if not at.supplies_marks:
        return default(element, at)
    opening, closing = MARKS[at.quotation_depth() % 2]
    return Shape(f"#{literal(opening)}", f"#{literal(closing)}", flow=False)


def highlighted(element: Element, at: "Compositor") -> Shape:
    """What is rendered apart: by its `@rend`, as far as it says one of the usual words."""
    said = f"{element.get('rend') or ''} {element.get('rendition') or ''}".lower().replace("#", " ")
    words = frozenset(said.replace(":", " ").replace(";", " ").replace(",", " ").split())
    for function, names in RENDITIONS:
        if words.intersection(names):
            return inline(function)
    return PLAIN


def reference(element: Element, at: "Compositor") -> Shape | None:
    """A note reference with its note, a link, or plain words."""
    note = at.notes.takers.get(element)
    if note is not None and at.take(note):
        return at.footnote(note, mark_of(element) or mark_of(note))
    target = element.get("target") or ""
    if element.get("type") == "noteref" or "noteref" in (element.get("rend") or ""):
        mark = mark_of(element)
        if mark is not None:
            at.writer.close_up()
            at.writer.insert(f"#raised({at.goto(target)}, {literal(mark)})")
            return None
    if not plain_reading(element):
        if target.startswith(("http://", "https://")):
            at.writer.insert(f"#external({literal(target)})[#{literal(target)}]")
        return None
    if target.startswith(("http://", "https://", "mailto:")):
        return Shape(f"#external({literal(target)})[", "]", cost=1)
    if target.startswith("#") and " " not in target:
        return Shape(f"#goto({literal(target[1:])})[", "]", cost=1)
    return default(element, at)


def note(element: Element, at: "Compositor") -> Shape | None:
    """A note in the line is a footnote; one in a place of its own stays there; one that was taken is gone."""
    if at.is_taken(element):
        return None
    if element.get("type") == "redaction":
        return block("codes-block") if at.flow else inline("codes")
    if at.flow or at.slots:
        return block("note-block", flow=not _is_naked(element))
    return at.footnote(element, mark_of(element))


def label(element: Element, at: "Compositor") -> Shape | None:
    """An enumerator; in a footnote that shows the same number as its mark, nothing."""
    if at.slots:
        return Shape("label-part[", "],", block=True, flow=False, slot="item", forced=True)
    parent = element.getparent()
    if parent is not None and name_of(parent) == "note" and at.mark_shown(parent) == mark_of(parent):
        return None
    return PLAIN


def page_break(element: Element, at: "Compositor") -> None:
    """The number of the source's page, for the outer margin."""
    if element.get("break") == "no":
        at.writer.join()
    at.begin_page(collapse(element.get("n") or ""))


def line_break(element: Element, at: "Compositor") -> None:
    """A line end: a space, nothing inside a word, a new line where the block keeps lines."""
    if element.get("break") == "no":
        at.writer.join()
    elif at.lines:
        at.writer.line_end()
    else:
        at.writer.space()


def character(element: Element, at: "Compositor") -> Shape | None:
    """A `g`: its own text, else what the declaration of characters says, else its name."""
    if collapse("".join(element.itertext())):
        return PLAIN
    said = at.characters.get((element.get("ref") or "").lstrip("#")) or element.get("n")
    if said:
        at.writer.insert(f"#{literal(said if len(said) < 2 else f'[{said}]')}")
    return None


def left_out(element: Element, at: "Compositor") -> None:
    """Nothing: forme work and debris, which the colophon counts."""
    at.leave_out(element)


def weak_point(element: Element, at: "Compositor") -> Shape | None:
    """A `pc`: nothing where it only broke a word."""
    return None if is_left_out(element) else PLAIN


def apparatus(element: Element, at: "Compositor") -> Shape:
    """The reading of an `app`, the others in a footnote."""
    readings = [child for child in element if name_of(child) in ("lem", "rdg", "rdgGrp")]
    if not readings:
        return PLAIN
    if not readings[1:]:
        return Shape(instead=(readings[0],))
    rest = Shape(apart=at.next_mark(), cost=6, flow=False, instead=tuple(readings[1:]))
    return Shape(instead=(readings[0],), then=rest)


def variant(element: Element, _at: "Compositor") -> Shape:
    """One reading among others, with its witnesses."""
    witnesses = " ".join(part.lstrip("#") for part in (element.get("wit") or "").split())
    parent = element.getparent()
    first = parent is not None and name_of(parent) == "app" and parent[0] is element
    return PLAIN if first else Shape("", f"#witnesses({literal(witnesses)})", forced=True)


def figure(element: Element, _at: "Compositor") -> Shape:
    """A figure: its caption and description; images are not printed yet."""
    return block("figure-block", flow=True)


def graphic(element: Element, at: "Compositor") -> Shape | None:
    """A placeholder where nothing describes the image."""
    parent = element.getparent()
    if parent is not None and any(plain_reading(child) for child in children(parent, "figDesc", "head", "p")):
        return None
    at.writer.insert("#no-image()")
    return None


def _is_naked(element: Element) -> bool:
    return not any(name_of(child) in BLOCKS for child in element)


LINES = block("flush", lines=True)

# Elements that make a block of whatever holds them.
BLOCKS = frozenset(
    "p ab l lg sp spGrp list table quote head div div1 div2 div3 div4 div5 div6 div7 opener closer postscript"
    " argument epigraph figure titlePage castList floatingText listBibl listPerson listPlace listOrg listEvent"
    " body text group front back u egXML eg trailer byline zone surface line bibl biblStruct msDesc".split()
)

BEHAVIOURS: Mapping[str, Behaviour] = {
    **dict.fromkeys(("fw", "surplus"), left_out),
    **dict.fromkeys(
        ("teiHeader", "index", "binaryObject", "facsimile", "xenoData", "fsdDecl", "milestone", "cb", "gb"),
        lambda _element, _at: None,
    ),
    **dict.fromkeys(("div", *(f"div{n}" for n in range(1, 8)), "front", "body", "back", "text", "group"), division),
    "p": paragraph,
    "ab": anonymous_block,
    "head": head,
    "pb": page_break,
    "lb": line_break,
    "pc": weak_point,
    "choice": choice,
    "corr": correction,
    "seg": segment,
    "gap": gap,
    "q": quotation,
    "quote": quotation,
    "said": quotation,
    "cit": default,
    "soCalled": quotation,
    "hi": highlighted,
    "emph": always(inline("emph")),
    "title": lambda element, at: (
        PLAIN if element.get("level") in ("a", "s", "u") or at.flow else inline("emph")
    ),
    "del": always(inline("strike")),
    "supplied": always(Shape('#"["', '#"]"')),
    "ex": always(Shape('#"("', '#")"')),
    "g": character,
    "ref": reference,
    "ptr": reference,
    "note": note,
    "label": label,
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
    "l": always(block("verse")),
    "line": always(block("verse")),
    "zone": always(CONTAINER),
    "surface": always(CONTAINER),
    "sp": always(Shape("\n\n", "\n\n", block=True, flow=True, lines=False)),
    "speaker": always(block("speaker")),
    "stage": either("emph"),
    "figure": figure,
    "graphic": graphic,
    "media": graphic,
    "figDesc": always(inline("description")),
    "app": apparatus,
    "rdg": variant,
}
