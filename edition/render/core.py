"""The core module: paragraphs, highlighting, quotation, lists, notes' references, editorial choices, names, addresses."""

import regex

from edition.render.addresses import href
from edition.render.behaviour import Row, block, container, inline, labelled, prose, transparent
from edition.render.html import escape, plain_attribute, unseen, why
from edition.render.state import Element, Rendering, Tags, local_name, parent_name

# What HTML's `time` understands: a year, a month, a day, a yearless day, with a time of day or not.
_TIME = regex.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?|--\d{2}-\d{2}"
)

KINDS_OF_CORRECTION = {"ocr": "misread by OCR", "typist": "slip of the page itself"}

# ---- editorial choices --------------------------------------------------------------------------

_SOURCE = {"sic": "sic", "orig": "orig", "abbr": "abbr"}
_PROPOSED = {"corr": "proposed reading", "reg": "regularized", "expan": "expanded"}


def choice(element: Element, here: Rendering) -> Tags:
    """Readings of one place: which of them is seen, the view decides."""
    here.features.add("choice")
    return f"<span{here.attributes(element, 'choice')}>", "</span>"


def source_reading(element: Element, here: Rendering) -> Tags:
    """What the source has, where the edition proposes something else."""
    name = local_name(element)
    if parent_name(element) != "choice":
        return f"<span{here.attributes(element, f'alone {name}')}>", "</span>"
    attributes = here.attributes(element, f"source {_SOURCE[name]}")
    return f"<s{attributes}>{unseen('the source has ')}", f"</s>{unseen(' ')}"


def proposed_reading(element: Element, here: Rendering) -> Tags:
    """A reading the edition proposes, open to the reader's doubt."""
    name = local_name(element)
    attributes = here.attributes(element, f"proposed {name}")
    here.cert = None
    here.features.add("choice")
    said = reason(element, here)
    heard = unseen(f" ({_PROPOSED[name]})") if said else why(_PROPOSED[name])
    return f"<ins{attributes}>", f"</ins>{heard}{why(said) if said else ''}"


def reason(element: Element, here: Rendering) -> str:
    """Why a reading is proposed, by whom and how surely, as far as the mark-up tells."""
    kind = element.get("type", "")
    said = [KINDS_OF_CORRECTION.get(kind, kind)] if kind else []
    if cert := element.get("cert"):
        said.append(f"certainty {cert}")
    known = here.facts.responsible
    if len(known) > 1:  # of one alone the page about the document tells
        said += [known[name] for name in _names(element.get("resp")) if name in known]
    return ", ".join(said)


def _names(pointers: str | None) -> list[str]:
    return [pointer[1:] for pointer in (pointers or "").split() if pointer.startswith("#")]


# "* * *": a row of asterisks is a pause, and stands in the middle.
_ASTERISM = regex.compile(r"[\s*•⁂]++")


def anonymous_block(element: Element, here: Rendering) -> Tags:
    """A block of the text that is no paragraph."""
    only_asterisks = not len(element) and _ASTERISM.fullmatch(element.text or "")
    attributes = here.attributes(element, "ab asterism" if only_asterisks else "ab")
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


_AMONG_BLOCKS = frozenset("div div1 div2 div3 div4 div5 body front back epigraph cit".split())


def cited(element: Element, here: Rendering) -> Tags:
    """A quotation with its reference."""
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, 'cit')}>", f"</{tag}>"


# ---- lists --------------------------------------------------------------------------------------


def _paired(element: Element) -> bool:
    return any(child.tag.__class__ is str and local_name(child) == "label" for child in element)


def list_(element: Element, here: Rendering) -> Tags:
    """A list; with labels before its items a list of pairs. Its heading stands before it."""
    tag = "dl" if _paired(element) else "ul"
    attributes = here.attributes(element, f"list {escape(element.get('type', ''))}".rstrip())
    start = "" if _head(element) is not None else f"<{tag}>"
    return f"<div{attributes}>{start}", f"</{tag}></div>\n"


def _head(element: Element) -> Element | None:
    return next(
        (child for child in element if child.tag.__class__ is str and local_name(child) == "head"), None
    )


def head_of_list(element: Element, here: Rendering) -> Tags:
    """A list's heading, and the beginning of what it heads; a second heading is a line among the items."""
    parent = element.getparent()
    assert parent is not None
    tag = "dl" if _paired(parent) else "ul"
    if _head(parent) is not element:
        wrap = "dd" if tag == "dl" else "li"
        return f"<{wrap}{here.attributes(element, 'head')}>", f"</{wrap}>\n"
    return f"<div{here.attributes(element, 'head')}>", f"</div><{tag}>\n"


def item(element: Element, here: Rendering) -> Tags:
    """One item of a list, or what a label stands for."""
    if parent_name(element) != "list":
        return f"<div{here.attributes(element, 'item')}>", "</div>\n"
    parent = element.getparent()
    tag = "dd" if parent is not None and _paired(parent) else "li"
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
    when = element.get("when") or element.get("when-iso") or ""
    if _TIME.fullmatch(when) and not here.block:
        return f'<time{attributes} datetime="{when}">', "</time>"
    return f"<span{attributes}>", "</span>"


def reference(element: Element, here: Rendering) -> Tags:
    """A link where the pointer leads somewhere safe; plain words where it does not."""
    if element.get("type") == "noteref":
        return note_reference(element, here)
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
    return f'<a{attributes} role="doc-noteref"{href(target)}>{unseen("note ")}', "</a>"


def pointer(element: Element, here: Rendering) -> Tags:
    """A pointer without words of its own: shown as its address, or an arrow inside the document."""
    target = element.get("target", "").strip()
    address = href(target, here.facts.neighbours)
    if not address or here.link:
        return f"<span{here.attributes(element, 'ptr')}>", "</span>"
    here.link = True
    words = "see there" if target.startswith("#") else target
    shown = f'<span class="ed-address">{escape(words)}</span>'
    return f"<a{here.attributes(element, 'ptr')}{address}>{shown}", "</a>"


def title(element: Element, here: Rendering) -> Tags:
    """A title: in italics, or upright within quotation marks' custom where it is an article's."""
    level = element.get("level", "")
    name = f"title level-{level}" if level in ("a", "j", "m", "s", "u") else "title"
    return f"<cite{here.attributes(element, name)}>", "</cite>"


# ---- breaks ---------------------------------------------------------------------------------------


def line_break(element: Element, here: Rendering) -> Tags:
    """A line of the source ends; in a broken word (`@break="no"`) nothing comes between its halves."""
    here.features.add("lb")
    if element.get("break") == "no":
        here.trim_before()
        here.joined = True
        return f"<br{here.attributes(element, 'lb no')}>", ""
    return f" <br{here.attributes(element, 'lb')}>", ""


def page_break(element: Element, here: Rendering) -> Tags:
    """The number of a page of the source, a link to itself; in brackets where the edition counted it."""
    n = element.get("n", "").strip()
    label = n or f"[{len(here.pages) + 1}]"
    anchor = here.anchor_of(element, f"page-{n or len(here.pages) + 1}")
    here.begin_page(label, anchor)
    if element.get("break") == "no":
        here.trim_before()
        here.joined = True
    here.link = True
    spoken = f"page {n}" if n else f"page without a number, the {len(here.pages)}. of this document"
    attributes = f'class="ed-pb" id="{plain_attribute(anchor)}" href="#{plain_attribute(anchor)}"'
    number = f'<a {attributes} aria-label="{plain_attribute(spoken)}">{escape(label)}</a>'
    return f"{number}{_facsimile(element)}", ""


def _facsimile(element: Element) -> str:
    address = href(element.get("facs", ""))
    if "http" not in address:
        return ""
    return f'<a class="ed-facs"{address} aria-label="scan of this page">scan</a>'


def milestone(element: Element, here: Rendering) -> Tags:
    """Another boundary: a column, a section, a change of hand; a rule where the source has one."""
    if element.get("break") == "no":
        here.trim_before()
        here.joined = True
    unit = element.get("unit") or {"cb": "column", "gb": "gathering"}.get(local_name(element), "")
    attributes = here.attributes(element, "milestone")
    if "r-rule" in attributes or unit == "section":
        return f'<span{attributes} role="separator"></span>', ""
    n = element.get("n", "").strip()
    if not n or ":" in unit:
        return f"<span{attributes}></span>", ""
    return f'<span{attributes}><span class="ed-milestone">{escape(f"{unit} {n}".strip())}</span></span>', ""


def weak_punctuation(element: Element, here: Rendering) -> Tags:
    """A hyphen that only the line's end called for is no part of the word; other marks are."""
    if element.get("force") == "weak":
        return f"<span{here.attributes(element, 'pc')}>", "</span>"
    return transparent(element, here)


def gap(element: Element, here: Rendering) -> Tags:
    """Something is not there. Where the source's own words say so, they follow and nothing is added."""
    redacted = element.get("reason") in ("redacted", "withheld", "classified")
    if redacted:
        here.features.add("redaction")
    attributes = here.attributes(element, "gap redacted" if redacted else "gap")
    here.cert = None
    if parent_name(element) == "seg" and (element.tail or "").strip():
        return f"<span{attributes}>", "</span>"
    said = " ".join(filter(None, (extent(element), element.get("reason", "missing").replace("_", " "))))
    shown = f'<span class="ed-gap" role="img" aria-label="{plain_attribute(said)}">[…]</span>'
    return f"<span{attributes}>{shown}", "</span>"


def extent(element: Element) -> str:
    """How much a `gap` or `space` measures, in words: "1 line", "less than 2 lines"."""
    unit = element.get("unit", "").rstrip("s")
    quantity, most = element.get("quantity"), element.get("atMost")
    number = quantity or most
    if not number:
        return element.get("extent") or unit
    words = f"{number} {unit}" + ("" if number == "1" or not unit else "s")
    return f"at most {words}" if most and not quantity else words


def segment(element: Element, here: Rendering) -> Tags:
    """A stretch the edition has typed: interpolation, redaction, the field of a memorandum's head."""
    kind = element.get("type", "")
    if kind == "redaction":
        here.features.add("redaction")
        attributes = here.attributes(element, "redaction")
        return f"<span{attributes}>{unseen('withheld: ')}", "</span>"
    name = f"seg {escape(kind)}" if kind.isidentifier() else "seg"
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, name)}>", f"</{tag}>"


_LIST = frozenset({"item", "label", "head"})

CORE: dict[str, Row] = {
    "p": prose("p"),
    "ab": Row(anonymous_block, "block", "after"),
    "s": Row(transparent),
    "choice": Row(choice),
    "sic": Row(source_reading),
    "orig": Row(source_reading),
    "abbr": Row(source_reading),
    "corr": Row(proposed_reading),
    "reg": Row(proposed_reading),
    "expan": Row(proposed_reading),
    "q": Row(quotation),
    "quote": Row(quotation),
    "said": Row(quotation),
    "cit": Row(cited),
    "soCalled": inline("soCalled"),
    "mentioned": inline("mentioned"),
    "list": Row(list_, "block", members=_LIST, between=('<li class="between">', "</li>")),
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
    "name": inline("name"),
    "rs": inline("rs"),
    "num": Row(transparent),
    "measure": Row(transparent),
    "lb": Row(line_break),
    "pb": Row(page_break),
    "cb": Row(milestone),
    "gb": Row(milestone),
    "milestone": Row(milestone),
    "gap": Row(gap),
    "seg": Row(segment),
    "add": inline("add", "ins"),
    "del": inline("del", "del"),
    "unclear": inline("unclear"),
    "address": block("address"),
    "addrLine": block("addrLine"),
    "listBibl": container("listBibl"),
    "biblStruct": block("bibl"),
    "biblFull": block("bibl"),
    "bibl": inline("bibl"),
    "desc": inline("desc"),
    "divGen": block("divGen"),
    "index": inline("index"),
    "meeting": labelled("Meeting", "meeting"),
    "pc": Row(weak_punctuation),
    "ruby": inline("ruby", "ruby"),
    "rb": Row(transparent),
    "rt": inline("rt", "rt"),
    "rp": Row(transparent),
}
