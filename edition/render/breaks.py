"""Where lines, pages and columns of the source end (`lb`, `pb`, `cb`, `milestone`), and hyphens at them."""

from edition.render.addresses import href, picture_address
from edition.render.behaviour import Row, transparent
from edition.render.html import escape, plain_attribute
from edition.render.phrases import unit_in_words
from edition.render.state import Element, Rendering, Tags, local_name


def line_break(element: Element, here: Rendering) -> Tags:
    """A line of the source ends; in a broken word (`@break="no"`) nothing comes between its halves."""
    here.features.add("lb")
    if not element.keys():
        return ' <br class="lb">', ""
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
    address = scan_of(element, here)
    here.begin_page(label, anchor, here.facts.images.get(address, address))
    if element.get("break") == "no":
        here.trim_before()
        here.joined = True
    here.link = True
    spoken = page_in_words(here, n)
    attributes = f'class="ed-pb" id="{plain_attribute(anchor)}" href="#{plain_attribute(anchor)}"'
    number = f'<a {attributes} aria-label="{plain_attribute(spoken)}">{escape(label)}</a>'
    return f"{number}{facsimile(address, here, spoken)}", ""


def page_in_words(here: Rendering, n: str) -> str:
    """What a page is called where it is heard."""
    if n:
        return here.gettext("page %s") % n
    return here.gettext("page without a number, number %d of this document") % len(here.pages)


def scan_of(element: Element, here: Rendering) -> str:
    """The address of the picture that a `@facs` names, also by way of a `surface` or a `zone`."""
    value = element.get("facs", "").strip()
    if not value.startswith("#"):
        return picture_address(value)
    return picture_address(here.facts.scans.get(value.split()[0][1:], ""))


def facsimile(target: str, here: Rendering, spoken: str) -> str:
    """The scan of a page: shown where it lies beside the page, a link where it lies elsewhere."""
    if shown := here.facts.images.get(target):
        here.features.add("facs")
        source = plain_attribute(shown)
        alt = plain_attribute(here.gettext("scan: %s") % spoken)
        picture = f'<img src="{source}" alt="{alt}" loading="lazy">'
        return f'<a class="ed-scan" href="{source}">{picture}</a>'
    address = href(target)
    if "http" not in address:
        return ""
    heard, seen = plain_attribute(here.gettext("scan: %s") % spoken), escape(here.gettext("scan"))
    return f'<a class="ed-facs"{address} aria-label="{heard}">{seen}</a>'


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
    words = escape(f"{unit_in_words(here.facts.phrases, unit)} {n}".strip())
    return f'<span{attributes}><span class="ed-milestone">{words}</span></span>', ""


def weak_punctuation(element: Element, here: Rendering) -> Tags:
    """A hyphen that only the line's end called for is no part of the word; other marks are."""
    if element.get("force") == "weak":
        return f"<span{here.attributes(element, 'pc')}>", "</span>"
    return transparent(element, here)


BREAKS: dict[str, Row] = {
    "lb": Row(line_break),
    "pb": Row(page_break),
    "cb": Row(milestone),
    "gb": Row(milestone),
    "milestone": Row(milestone),
    "pc": Row(weak_punctuation, aside=True),
}
