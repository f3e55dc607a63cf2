"""The text structure module: divisions, headings, front and back matter, openers and closers."""

from edition.render.behaviour import Row, block, container, inline, prose
from edition.render.core import head_of_list
from edition.render.fragments import Heading
from edition.render.html import escape, slug
from edition.render.state import Element, Rendering, Tags, local_name, parent_name
from edition.render.words import plain

_DIVISIONS = frozenset(
    "div div1 div2 div3 div4 div5 div6 div7 text body front back group floatingText".split()
)


def first_head(element: Element) -> Element | None:
    """The heading of a division, before which only breaks, forme work and the like may stand."""
    for child in element:
        if child.tag.__class__ is not str:
            continue
        name = local_name(child)
        if name == "head":
            return child
        if name not in _BEFORE_A_HEAD:
            return None
    return None


_BEFORE_A_HEAD = frozenset(
    "pb fw note lb cb milestone anchor figure opener epigraph argument meeting dateline".split()
)


def division(element: Element, here: Rendering) -> Tags:
    """A division: a section, entered in the contents where it has a heading."""
    name = local_name(element)
    kind = element.get("type", "")
    heading = first_head(element)
    classes = (
        f"div {escape(kind)}"
        if kind.isidentifier() and name.startswith("div")
        else f"div {name}".removesuffix(" div")
    )
    attributes = here.attributes(element, classes)
    if heading is None:
        return f"<section{attributes}>\n", "</section>\n"
    here.level += 1
    text = plain(heading)
    if " id=" not in attributes:
        anchor = here.new_anchor(slug(text) or "section")
        attributes += f' id="{escape(anchor)}"'
    else:
        anchor = attributes.partition(' id="')[2].partition('"')[0]
    here.begin_heading(Heading(here.level, text, anchor, here.portion, here.page()))
    return f"<section{attributes}>\n", "</section>\n"


def heading_of_header(header: Element, here: Rendering) -> str:
    """The heading of one text of a corpus: the title its own header gives."""
    title = next(header.iter("{*}title"), None)
    words = plain(title) if title is not None else ""
    if not words:
        return ""
    here.level += 1
    anchor = here.new_anchor(slug(words) or "text")
    here.begin_heading(Heading(here.level, words, anchor, here.portion, here.page()))
    level = min(here.level + 1, 6)
    # The words are the header's, not the text's.
    return f'<h{level} class="ed-title" id="{escape(anchor)}">{escape(words)}</h{level}>\n'


def head(element: Element, here: Rendering) -> Tags:
    """A heading, at the level its division has; that of a list, table or figure as it belongs there."""
    parent = parent_name(element)
    if parent == "list":
        return head_of_list(element, here)
    if parent == "table":
        return f"<caption{here.attributes(element)}>", "</caption>\n"
    if parent == "figure":
        return f"<p{here.attributes(element, 'head')}>", "</p>\n"
    attributes = here.attributes(element, "head")
    level = min(here.level + 1, 6)
    if not _heads_division(element):
        return f"<div{attributes}>", "</div>\n"
    if here.block:
        return f'<div{attributes} role="heading" aria-level="{level}">', "</div>\n"
    return f"<h{level}{attributes}>", f"</h{level}>\n"


def _heads_division(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) in _DIVISIONS and first_head(parent) is element


def field(element: Element, here: Rendering) -> Tags:
    """A part of an opener or closer: a line of its own where the source begins a line with it."""
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, local_name(element))}>", f"</{tag}>"


STRUCTURE: dict[str, Row] = {
    **{
        name: Row(division, "container")
        for name in ["div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"]
    },
    **{
        name: Row(division, "container")
        for name in ["text", "body", "front", "back", "group", "floatingText"]
    },
    "TEI": container("TEI"),
    "TEI.2": container("TEI"),
    "teiCorpus": container("teiCorpus"),
    "teiHeader": container("header"),
    "head": Row(head, "block"),
    "opener": block("opener", host="after"),
    "closer": block("closer", host="after"),
    "postscript": block("postscript"),
    "dateline": Row(field),
    "salute": Row(field),
    "signed": Row(field),
    "byline": prose("byline"),
    "trailer": prose("trailer"),
    "epigraph": block("epigraph"),
    "argument": block("argument"),
    "titlePage": block("titlePage"),
    "docTitle": block("docTitle"),
    "titlePart": prose("titlePart"),
    "docAuthor": inline("docAuthor"),
    "docEdition": inline("docEdition"),
    "docImprint": prose("docImprint"),
    "docDate": inline("docDate"),
    "imprimatur": prose("imprimatur"),
}
