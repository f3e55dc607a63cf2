"""Tables, figures and formulas: the figures module, with MathML passed on as such."""

from edition.render.addresses import href, remote
from edition.render.behaviour import Row, block
from edition.render.html import escape, plain_attribute
from edition.render.state import Element, Rendering, Tags, local_name, parent_name

MATHML = "{http://www.w3.org/1998/Math/MathML}"

_MATH = frozenset(
    (
        "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup "
        "msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd semantics annotation"
    ).split()
)
_MATH_ATTRIBUTES = frozenset(
    [
        "display",
        "mathvariant",
        "stretchy",
        "fence",
        "separator",
        "form",
        "accent",
        "accentunder",
        "columnspan",
        "rowspan",
        "linethickness",
    ]
)


def table(element: Element, here: Rendering) -> Tags:
    """A table in a box of its own, which scrolls where the page is narrow."""
    attributes = here.attributes(element)
    here.table_count += 1  # the name of each box that scrolls must be its own
    label = escape(here.gettext("table %d") % here.table_count)
    box = f'class="scroll" role="region" tabindex="0" aria-label="{label}"'
    return f"<div {box}><table{attributes}>", "</table></div>\n"


def row(element: Element, here: Rendering) -> Tags:
    """A row of a table; a row of labels is its head."""
    name = "label" if element.get("role") == "label" else ""
    return f"<tr{here.attributes(element, name)}>", "</tr>\n"


def cell(element: Element, here: Rendering) -> Tags:
    """A cell, with the rows and columns it spans."""
    parent = element.getparent()
    heads = element.get("role") == "label" or (parent is not None and parent.get("role") == "label")
    empty = not len(element) and not (element.text or "").strip()
    tag = "th" if heads and not empty else "td"
    spans = _span(element, "cols", "colspan") + _span(element, "rows", "rowspan")
    return f"<{tag}{here.attributes(element)}{spans}>", f"</{tag}>"


def _span(element: Element, name: str, html: str) -> str:
    value = element.get(name, "")
    return (
        f' {html}="{int(value)}"'
        if value.isdecimal() and value.isascii() and 1 < int(value[:4]) < 1000
        else ""
    )


def graphic(element: Element, here: Rendering) -> Tags:
    """A picture; one that is not here is a link to where it is, which only the reader follows."""
    address = element.get("url") or element.get("target") or ""
    said = here.gettext("picture: %s") % address.rsplit("/", 1)[-1][:80]
    shown = f'<span class="ed-address">{escape(said)}</span>' if address else ""
    link = href(address) if remote(address) else ""
    attributes = here.attributes(element, "graphic")
    if picture := here.facts.images.get(address.strip()):
        # Its description stands beside it in words: it is not to be heard twice.
        alt = "" if _described(element) else plain_attribute(address.rsplit("/", 1)[-1])
        return (
            f'<span{attributes}><img src="{plain_attribute(picture)}" alt="{alt}" loading="lazy">',
            "</span>",
        )
    if not link or here.link:
        return f"<span{attributes}>{shown}", "</span>"
    here.link = True
    return f"<a{attributes}{link}>{shown}", "</a>"


def _described(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.find("{*}figDesc") is not None


def math(element: Element, here: Rendering) -> Tags:
    """MathML's own elements, without what could act."""
    name = local_name(element)
    if name not in _MATH:
        return f"<span{here.attributes(element)}>", "</span>"
    attributes = "".join(
        f' {key}="{plain_attribute(value)}"' for key, value in element.items() if key in _MATH_ATTRIBUTES
    )
    return f"<{name}{attributes}>", f"</{name}>"


def figure(element: Element, here: Rendering) -> Tags:
    """A figure with all that is said of it."""
    tag = "div" if parent_name(element) in ("figure", "p") else "figure"
    return f"<{tag}{here.attributes(element, 'figure')}>", f"</{tag}>\n"


MATH = Row(math)

FIGURES: dict[str, Row] = {
    "table": Row(
        table,
        "block",
        "after",
        members=frozenset({"row", "head"}),
        between=lambda element, here: ('<tr class="between"><td colspan="99">', "</td></tr>"),
    ),
    "row": Row(
        row,
        "block",
        members=frozenset({"cell"}),
        between=lambda element, here: ('<td class="between">', "</td>"),
    ),
    "cell": Row(cell, "block"),
    "figure": Row(figure, "block", "after"),
    "figDesc": block("figDesc"),
    "graphic": Row(graphic),
    "media": Row(graphic),
    "binaryObject": Row(lambda element, here: (f"<span{here.attributes(element, 'binary')}>", "</span>")),
    "formula": Row(lambda element, here: (f"<span{here.attributes(element, 'formula')}>", "</span>")),
    "notatedMusic": block("notatedMusic"),
}
