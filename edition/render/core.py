"""The core module: paragraphs, quotations, lists, dates, references, highlighting."""

import regex

from edition.render import mentions
from edition.render.addresses import href
from edition.render.behaviour import Row, block, container, inline, labelled, prose, transparent
from edition.render.html import anchor, escape, plain_attribute
from edition.render.phrases import N_
from edition.render.state import Element, Rendering, Tags, local_name, parent_name

# What HTML's `time` understands: a year, a month, a day, a yearless day, with a time of day or not.
_TIME = regex.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?|--\d{2}-\d{2}"
)


# "* * *": a row of asterisks is a pause, and stands in the middle.
_ASTERISM = regex.compile(r"[\s*•⁂]++")


def anonymous_block(element: Element, here: Rendering) -> Tags:
    """A block of the text that is no paragraph."""
    only_asterisks = not len(element) and _ASTERISM.fullmatch(element.text or "")
    attributes = here.attributes(element, "ab asterism" if only_asterisks else "ab")
    if here.facts.registers and " id=" not in attributes:
        attributes += here.paragraph(element)
    return f"<div{attributes}>", "</div>\n"


# ---- quotation ----------------------------------------------------------------------------------


def quotation(element: Element, here: Rendering) -> Tags:
    """Words of somebody else: a block where they hold blocks or stand among them, else in the line."""
    name = local_name(element)
    if here.block or _stands_among_blocks(element):
        here.block = True
        return f"<blockquote{here.attributes(element, name)}>", "</blockquote>\n"
    if here.facts.unmarked:
        name += " unmarked"
    return f"<span{here.attributes(element, name)}>", "</span>"


def _stands_among_blocks(element: Element) -> bool:
    rend = element.get("rend", "")
    return "block" in rend or "display" in rend or parent_name(element) in _AMONG_BLOCKS


_AMONG_BLOCKS = frozenset(
    ["div", "div1", "div2", "div3", "div4", "div5", "body", "front", "back", "epigraph", "cit"]
)


def cited(element: Element, here: Rendering) -> Tags:
    """A quotation with its reference."""
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, 'cit')}>", f"</{tag}>"


# ---- lists --------------------------------------------------------------------------------------


def _paired(element: Element, here: Rendering) -> bool:
    """Whether a list has labels before its items; asked by each of them, so remembered."""
    if element not in here.paired:
        here.paired[element] = element.find("{*}label") is not None
    return here.paired[element]


def list_(element: Element, here: Rendering) -> Tags:
    """A list; with labels before its items a list of pairs. Its heading stands before it."""
    tag = "dl" if _paired(element, here) else "ul"
    attributes = here.attributes(element, f"list {escape(element.get('type', ''))}".rstrip())
    start = "" if _head(element) is not None else f"<{tag}>"
    return f"<div{attributes}>{start}", f"</{tag}></div>\n"


def _head(element: Element) -> Element | None:
    return next(
        (child for child in element if child.tag.__class__ is str and local_name(child) == "head"), None
    )


def between_items(element: Element, here: Rendering) -> Tags:
    """What a page break or a note between two items is put into."""
    tag = "dd" if _paired(element, here) else "li"
    return f'<{tag} class="between">', f"</{tag}>"


def head_of_list(element: Element, here: Rendering) -> Tags:
    """A list's heading, and the beginning of what it heads; a second heading is a line among the items."""
    parent = element.getparent()
    assert parent is not None
    tag = "dl" if _paired(parent, here) else "ul"
    if _head(parent) is not element:
        wrap = "dd" if tag == "dl" else "li"
        return f"<{wrap}{here.attributes(element, 'head')}>", f"</{wrap}>\n"
    return f"<div{here.attributes(element, 'head')}>", f"</div><{tag}>\n"


def item(element: Element, here: Rendering) -> Tags:
    """One item of a list, or what a label stands for."""
    if parent_name(element) != "list":
        return f"<div{here.attributes(element, 'item')}>", "</div>\n"
    parent = element.getparent()
    tag = "dd" if parent is not None and _paired(parent, here) else "li"
    own = ' class="labelled"' if tag == "li" and len(element) and local_name(element[0]) == "label" else ""
    return f"<{tag}{here.attributes(element) or own}>", f"</{tag}>\n"


def label(element: Element, here: Rendering) -> Tags:
    """The enumerator of an item or note."""
    if parent_name(element) == "list":
        here.block = True
        return f"<dt{here.attributes(element)}>", "</dt>\n"
    return f"<span{here.attributes(element, 'label')}>", "</span>"


# ---- dates, references, highlighting -------------------------------------------------------------


def date(element: Element, here: Rendering) -> Tags:
    """A date, for machines too where they can read it."""
    attributes = here.attributes(element, local_name(element))
    if here.facts.registers:
        attributes = mentions.date(element, here, attributes)
    when = element.get("when") or element.get("when-iso") or ""
    if _TIME.fullmatch(when) and not here.block:
        return f'<time{attributes} datetime="{when}">', "</time>"
    return f"<span{attributes}>", "</span>"


def reference(element: Element, here: Rendering) -> Tags:
    """A link where the pointer leads somewhere safe; plain words where it does not."""
    if element.get("type") == "noteref":
        return note_reference(element, here)
    if not len(element) and not (element.text or "").strip():
        return pointer(element, here)
    address = href(element.get("target", ""), here.facts.neighbours)
    if not address or here.link:
        return f"<span{here.attributes(element, 'ref')}>", "</span>"
    here.link = True
    return f"<a{here.attributes(element, 'ref')}{address}>", "</a>"


def note_reference(element: Element, here: Rendering) -> Tags:
    """The source's own mark for a note, linked to it where the note is in the document."""
    here.features.add("note")
    target = element.get("target", "").strip()
    attributes = here.attributes(element, "noteref")
    if not target.startswith("#") or here.link:
        return f"<span{attributes}>", "</span>"
    if " id=" not in attributes:
        name = here.new_anchor(f"ref-{target[1:]}")
        attributes += f' id="{plain_attribute(name)}"'
    else:
        name = element.get("{http://www.w3.org/XML/1998/namespace}id", "")
    here.references.setdefault(target[1:], []).append(name)
    here.link = True
    heard = here.unseen(here.gettext("note") + " ")
    return f'<a{attributes} role="doc-noteref"{href(target)}>{heard}', "</a>"


def pointer(element: Element, here: Rendering) -> Tags:
    """A pointer without words of its own: shown as its address, or an arrow inside the document."""
    target = element.get("target", "").strip()
    address = href(target, here.facts.neighbours)
    if not address or here.link:
        return f"<span{here.attributes(element, 'ptr')}>", "</span>"
    here.link = True
    words = here.gettext("see there") if target.startswith("#") else target
    if anchor(target[1:]) in here.facts.notes and target.startswith("#"):
        return _note_sign(element, here)
    shown = f'<span class="ed-address">{escape(words)}</span>'
    return f"<a{here.attributes(element, 'ptr')}{address}>{shown}", "</a>"


def _note_sign(element: Element, here: Rendering) -> Tags:
    """A pointer at a note: a sign where the source has none."""
    target = element.get("target", "").strip()
    name = here.new_anchor(f"ref-{target[1:]}")
    here.references.setdefault(anchor(target[1:]), []).append(name)
    sign = escape(element.get("n", "").strip() or "*")
    own = f'class="ed-noteref" id="{plain_attribute(name)}" role="doc-noteref"'
    heard = plain_attribute(here.gettext("note"))
    return f'<a {own}{href(target)} aria-label="{heard}">{sign}', "</a>"


def title(element: Element, here: Rendering) -> Tags:
    """A title: in italics, or upright within quotation marks' custom where it is an article's."""
    level = element.get("level", "")
    name = f"title level-{level}" if level in ("a", "j", "m", "s", "u") else "title"
    attributes = here.attributes(element, name)
    if here.facts.registers:
        attributes = mentions.name(element, here, attributes)
    return f"<cite{attributes}>", "</cite>"


def name(element: Element, here: Rendering) -> Tags:
    """A name of somebody or something; it becomes a `div` where it holds blocks."""
    attributes = here.attributes(element, local_name(element))
    if here.facts.registers:
        attributes = mentions.name(element, here, attributes)
    tag = "div" if here.block else "span"
    return f"<{tag}{attributes}>", f"</{tag}>"


_LIST = frozenset({"item", "label", "head"})

CORE: dict[str, Row] = {
    "p": prose("p"),
    "ab": Row(anonymous_block, "block", "after"),
    "s": Row(transparent),
    "q": Row(quotation),
    "quote": Row(quotation),
    "said": Row(quotation),
    "cit": Row(cited),
    "soCalled": inline("soCalled"),
    "mentioned": inline("mentioned"),
    "list": Row(list_, "block", members=_LIST, between=between_items),
    "item": Row(item, "block", "inside"),
    "label": Row(label),
    "date": Row(date),
    "time": Row(date),
    "ref": Row(reference),
    "ptr": Row(pointer),
    "title": Row(title),
    "hi": inline("hi"),
    "emph": inline("emph", "em"),
    "foreign": inline("foreign"),
    "distinct": inline("distinct"),
    "term": inline("term"),
    "gloss": inline("gloss"),
    **{each: Row(name) for each in ("name", "rs", "persName", "placeName", "geogName", "orgName")},
    "num": Row(transparent),
    "measure": Row(transparent),
    "address": block("address"),
    "addrLine": block("addrLine"),
    "listBibl": container("listBibl"),
    "biblStruct": block("bibl"),
    "biblFull": block("bibl"),
    "bibl": inline("bibl"),
    "desc": inline("desc"),
    "divGen": block("divGen"),
    "index": inline("index"),
    "meeting": labelled(N_("Meeting"), "meeting"),
    "ruby": inline("ruby", "ruby"),
    "rb": Row(transparent),
    "rt": inline("rt", "rt"),
    "rp": inline("rp", "rp"),
}
