"""Transcription, apparatus and characters: transcr, textcrit, gaiji, and the pages of `sourceDoc`."""

from edition.render import mentions
from edition.render.addresses import picture_address
from edition.render.behaviour import Row, block, container, inline, transparent
from edition.render.editorial import extent
from edition.render.html import escape
from edition.render.phrases import N_
from edition.render.state import Element, Rendering, Tags, local_name, parent_name

# The Text Creation Partnership names its characters without declaring them in the file.
_TCP = {"EOLhyphen": "-", "EOLunhyphen": "", "cmbAbbrStroke": "\u0304", "punc": "▪", "leaf": "❧"}


# What kinds of forme work are called where they are heard.
_FORME_WORK = {
    "": N_("around the text"),
    "declassification": N_("declassification stamp"),
    "classification": N_("classification"),
    "pageNum": N_("page number"),
    "header": N_("running title"),
    "footer": N_("foot of the page"),
    "control": N_("record number"),
    "extraction": N_("line of the extraction tool"),
}


def forme_work(element: Element, here: Rendering) -> Tags:
    """What is printed around the text: running titles, stamps, page numbers; out of the reading line."""
    here.features.add("fw")
    tag = "div" if here.block else "span"
    kind = element.get("type", "")
    heard = here.unseen(here.gettext(_FORME_WORK.get(kind, kind)) + ": ")
    if here.facts.registers and kind in mentions.FORME_WORK:
        mentions.forme_work(element, here, kind)
    return (
        f"<{tag}{here.attributes(element, f'fw {kind}' if kind.isidentifier() else 'fw')}>{heard}",
        f"</{tag}>",
    )


def surplus(element: Element, here: Rendering) -> Tags:
    """Marks that stand for nothing on the page; the diplomatic view has them."""
    here.features.add("choice")
    return f"<span{here.attributes(element, 'surplus')}>", "</span>"


def supplied(element: Element, here: Rendering) -> Tags:
    """What the editor supplies, within the brackets that are customary."""
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, 'supplied')}>", f"</{tag}>"


def space(element: Element, here: Rendering) -> Tags:
    """Room the source leaves."""
    much = extent(element, here)
    words = here.gettext("left blank: %s") % much if much else here.gettext("left blank")
    said = here.unseen(f"({words})")
    return f"<span{here.attributes(element, 'space')}> {said}</span>", ""


# ---- apparatus ----------------------------------------------------------------------------------


def apparatus(element: Element, here: Rendering) -> Tags:
    """A place where the witnesses differ: its lemma in the line, the other readings on demand."""
    here.features.add("app")
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, 'app')}>", f"</{tag}>"


def reading(element: Element, here: Rendering) -> Tags:
    """A reading with its witnesses; the first stands in the line where there is no lemma."""
    witnesses = " ".join(pointer.rpartition("#")[2] for pointer in element.get("wit", "").split())
    sigla = f'<span class="ed-wit"> {escape(witnesses)}</span>' if witnesses else ""
    tag = "div" if here.block else "span"
    name = "lem" if _stands_in_the_line(element) else "rdg"
    return f"<{tag}{here.attributes(element, name)}>", f"{sigla}</{tag}>"


def _stands_in_the_line(element: Element) -> bool:
    if local_name(element) == "lem":
        return True
    parent = element.getparent()
    if parent is None or local_name(parent) != "app":
        return False
    return next((child for child in parent if isinstance(child.tag, str)), None) is element


# ---- characters ---------------------------------------------------------------------------------


def character(element: Element, here: Rendering) -> Tags:
    """A character without a place in Unicode, or none in XML: as declared, as written, or by its name."""
    attributes = here.attributes(element, "g")
    name = element.get("ref", "").rpartition("#")[2].removeprefix("char:")
    if element.text or len(element):
        return f"<span{attributes}>", "</span>"
    mapped = here.facts.characters.get(name, _TCP.get(name))
    if name.startswith("EOL"):
        return f'<span class="pc">{mapped}</span>', ""
    shown = mapped if mapped is not None else f"⟨{name or element.get('n') or element.get('type', '?')}⟩"
    return f'<span{attributes}><span class="ed-g">{escape(shown)}</span></span>', ""


def _span_mark(element: Element, here: Rendering) -> Tags:
    return f"<span{here.attributes(element, 'mark')}></span>", ""


def anchor(element: Element, here: Rendering) -> Tags:
    """A place that something points at."""
    attributes = here.attributes(element)
    return (f"<span{attributes}></span>", "") if attributes else ("", "")


def substitution(element: Element, here: Rendering) -> Tags:
    """A deletion with what was put in its place."""
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, 'subst')}>", f"</{tag}>"


def damage(element: Element, here: Rendering) -> Tags:
    """A stretch that is hard to read, and why."""
    tag = "div" if here.block else "span"
    agent = element.get("agent") or element.get("reason") or ""
    words = here.gettext("damaged: %s") % agent
    return (
        f"<{tag}{here.attributes(element, 'damage')}>",
        f"</{tag}>{here.why(words) if agent else ''}",
    )


def expansion_letters(element: Element, here: Rendering) -> Tags:
    """Letters supplied within an abbreviation, in italics."""
    return f"<i{here.attributes(element, 'ex')}>", "</i>"


def surface(element: Element, here: Rendering) -> Tags:
    """A written surface: a page, numbered in the margin."""
    label = element.get("n", "").strip()
    attributes = here.attributes(element, "surface")
    if parent_name(element) == "surface":
        return f"<div{attributes}>\n", "</div>\n"
    name = here.new_anchor(f"page-{label or len(here.pages) + 1}")
    label = label or f"[{len(here.pages) + 1}]"
    here.begin_page(label, name, _scan(element, here))
    safe = escape(name)
    heard = escape(here.gettext("page %s") % label)
    number = f'<a class="ed-pb" id="{safe}" href="#{safe}" aria-label="{heard}">{escape(label)}</a>'
    return f"<div{attributes}>{number}\n", "</div>\n"


def _scan(surface: Element, here: Rendering) -> str:
    """The picture of a surface: a place in the document's folder, or an address elsewhere."""
    graphic = surface.find("{*}graphic")
    address = "" if graphic is None else picture_address(graphic.get("url", "").strip())
    return here.facts.images.get(address, address)


TRANSCRIPTION: dict[str, Row] = {
    "fw": Row(forme_work, aside=True),
    "surplus": Row(surplus, aside=True),
    "supplied": Row(supplied),
    "space": Row(space),
    "subst": Row(substitution),
    "restore": inline("restore"),
    "mod": inline("mod"),
    "retrace": inline("retrace"),
    "undo": inline("mod"),
    "redo": inline("mod"),
    "damage": Row(damage),
    "secl": inline("secl"),
    "ex": Row(expansion_letters),
    "am": inline("am"),
    "metamark": inline("metamark"),
    "addSpan": Row(_span_mark),
    "delSpan": Row(_span_mark),
    "damageSpan": Row(_span_mark),
    "handShift": Row(_span_mark),
    "anchor": Row(anchor),
    "substJoin": Row(_span_mark),
    "listTranspose": block("listTranspose"),
    "app": Row(apparatus),
    "lem": Row(reading),
    "rdg": Row(reading),
    "rdgGrp": inline("rdgGrp"),
    "listWit": block("listWit"),
    "witness": block("witness"),
    "wit": inline("wit"),
    "witStart": Row(_span_mark),
    "witEnd": Row(_span_mark),
    "lacunaStart": Row(_span_mark),
    "lacunaEnd": Row(_span_mark),
    "listApp": block("listApp"),
    "g": Row(character),
    "w": Row(transparent),
    "sourceDoc": container("sourceDoc"),
    "facsimile": container("facsimile"),
    "surfaceGrp": container("surfaceGrp"),
    "surface": Row(surface, "container"),
    "zone": block("zone"),
    "line": block("line"),
    "path": Row(_span_mark),
}
