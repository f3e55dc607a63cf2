"""Words and what was done to them: choices, corrections, gaps, quotations, renditions, variants."""

from typing import TYPE_CHECKING

from edition.book.literals import collapse, literal
from edition.book.reading import plain_reading, reading_of
from edition.book.shapes import PLAIN, Element, Shape, block, children, default, holds_blocks, inline, name_of

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


def segment(element: Element, at: "Compositor") -> Shape:
    """A `seg`: what is withheld or unreadable is outlined, a field of a letter head has its line."""
    kind = element.get("type") or ""
    if kind in ("redaction", "illegible"):
        at.count(kind)
        return inline("withheld" if kind == "redaction" else "illegible")
    parent = element.getparent()
    if parent is not None and name_of(parent) == "opener":
        return Shape("\n\n#field[", "]\n\n", block=True, cost=4, flow=False, lines=False)
    return PLAIN


def gap(element: Element, at: "Compositor") -> Shape | None:
    """An omission: its own words, nothing where the source's stand beside it, else dots in brackets."""
    if plain_reading(element):
        return PLAIN
    parent = element.getparent()
    if parent is not None and name_of(parent) == "seg" and plain_reading(parent):
        return None
    said = " ".join(filter(None, (element.get("quantity") or element.get("extent"), element.get("unit"))))
    if element.get("reason") == "redacted":
        at.count("redaction")
        at.writer.insert(f"#withheld[#{literal(f'[{said} withheld]' if said else '[withheld]')}]")
    else:
        at.writer.insert(f"#{literal('[…]')}")
    return None


def quotation(element: Element, at: "Compositor") -> Shape:
    """Words as somebody's: set off where they are a block; marks only where the source's were taken off."""
    if holds_blocks(element) or "block" in (element.get("rend") or ""):
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


def character(element: Element, at: "Compositor") -> Shape | None:
    """A `g`: its own text, else what the declaration of characters says, else its name."""
    if collapse("".join(element.itertext())):
        return PLAIN
    said = at.characters.get((element.get("ref") or "").lstrip("#")) or element.get("n")
    if said:
        at.writer.insert(f"#{literal(said if len(said) < 2 else f'[{said}]')}")
    return None


def apparatus(element: Element, at: "Compositor") -> Shape:
    """The reading of an `app`; the others at the foot, under the line it stands in and its words."""
    readings = [child for child in element if name_of(child) in ("lem", "rdg", "rdgGrp")]
    if not readings:
        return PLAIN
    if not readings[1:]:
        return Shape(instead=(readings[0],))
    key = at.apparatus_key(element)
    lemma = plain_reading(readings[0])
    opening = f"#apparatus-key({literal(key)}, {literal(lemma)}, {literal(_sigla(readings[0]))})"
    rest = Shape(
        opening, apart=at.next_letter(), cost=6, flow=False, forced=True, instead=tuple(readings[1:])
    )
    return Shape(instead=(readings[0],), then=rest)


def variant(element: Element, _at: "Compositor") -> Shape:
    """One reading among others, with its witnesses."""
    parent = element.getparent()
    readings = [] if parent is None else children(parent, "lem", "rdg", "rdgGrp")
    if parent is not None and name_of(parent) == "app" and readings[:1] == [element]:
        return PLAIN
    last = readings[-1:] == [element]
    return Shape("", f"#witnesses({literal(_sigla(element))}, {'true' if last else 'false'})", forced=True)


def _sigla(reading: Element) -> str:
    return " ".join(part.rpartition("#")[2] for part in (reading.get("wit") or "").split())
