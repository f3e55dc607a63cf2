"""The site's fragments as XHTML for reading systems: pages marked, notes set apart, nothing of the site's own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

import regex
from lxml import etree

from edition.book.dates import parse_date
from edition.book.epub.notes import gather_notes, links_of
from edition.book.epub.package import Publication
from edition.book.epub.trees import EPUB_TYPE, XHTML, Chapter, classes, close_up, drop, is_a, unwrap
from edition.book.shapes import Element
from edition.render.fragments import Fragments

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MATHML = "http://www.w3.org/1998/Math/MathML"
# `<br class="lb">`: the one element that HTML leaves open and XML does not.
LINE_END = regex.compile(r"<br\b(?P<attributes>[^<>]*+)(?<!/)>")
MATH = regex.compile(r"<math\b")
# An id as XML has them: no space, no colon, no digit first.
NAME = regex.compile(r"[\p{L}_][\p{L}\p{N}\p{M}._-]*")
# Characters HTML forbids although XML has them.
CONTROLS = regex.compile(r"[\x7f-\x9f\ufdd0-\ufdef]|\p{Cn}(?<=[\U0001fffe\U0001ffff])")
# What the site says of its own beside a text, for ears or for another view.
OWN_WORDS = frozenset({"ed-unseen", "ed-why", "ed-facs", "ed-back", "apart"})
# In these a line of the source ends where a line of the page does.
LINED = frozenset(
    {
        "titlePage",
        "opener",
        "closer",
        "byline",
        "docImprint",
        "signed",
        "address",
        "l",
        "epigraph",
        "dateline",
    }
)
# A year, a month or a day, a yearless day: what `time` may say.
SAFE_TIME = regex.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?|--\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Text:
    """The text as files; where each id of the fragments lies now, as an address; none where it is gone."""

    chapters: tuple[Chapter, ...]
    addresses: Mapping[str, str]


def text_of(fragments: Fragments, title: str) -> Text:
    """The files of a rendered text, notes gathered at the end of the file that first refers to them."""
    count = len(fragments.portions)
    made = tuple(
        Chapter(file_name(index, count), portion.title or title, _tree(portion.html))
        for index, portion in enumerate(fragments.portions)
    )
    safe = safe_ids(chapter.tree for chapter in made)
    files = {portion.file: chapter.file for portion, chapter in zip(fragments.portions, made, strict=True)}
    for chapter in made:
        _mend(chapter, files, safe)
    gone = gather_notes(made)
    homes = {
        identifier: chapter.file
        for chapter in made
        for element in chapter.tree.iter("{*}*")
        if (identifier := element.get("id")) and identifier not in gone
    }
    for chapter in made:
        for link in links_of(chapter):
            _lead(link, chapter, homes)
    found = ((old, new) for old, new in safe.items() if new in homes)
    return Text(made, {old: f"{homes[new]}#{quote(new)}" for old, new in found})


def _lead(link: Element, chapter: Chapter, homes: Mapping[str, str]) -> None:
    fragment = (link.get("href") or "")[1:]
    home = homes.get(unquote(fragment))
    if home is None:
        for name in ("href", "role", EPUB_TYPE):
            link.attrib.pop(name, None)
        link.tag = f"{XHTML}span"
    elif home != chapter.file:
        link.set("href", f"{home}#{fragment}")


def file_name(index: int, count: int) -> str:
    """The name of a file of the text: `text-001.xhtml`."""
    return f"text-{index + 1:0{max(3, len(str(count)))}}.xhtml"


def safe_ids(trees: Iterable[Element]) -> Mapping[str, str]:
    """For each id the one it has in XHTML, itself where it can."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for tree in trees:
        for element in tree.iter("{*}*"):
            if identifier := element.get("id"):
                wish = identifier if NAME.fullmatch(identifier) else f"id-{identifier.encode().hex()[:60]}"
                while wish in used:
                    wish += "-"
                used.add(wish)
                found.setdefault(identifier, wish)
    return found


def _tree(html: str) -> Element:
    whole = MATH.sub(f'<math xmlns="{MATHML}"', LINE_END.sub(r"<br\g<attributes>/>", html))
    source = f'<div xmlns="http://www.w3.org/1999/xhtml" class="text">{CONTROLS.sub("", whole)}</div>'
    return etree.fromstring(source.encode(), etree.XMLParser(huge_tree=True, collect_ids=False))


def _mend(chapter: Chapter, files: Mapping[str, str], safe: Mapping[str, str]) -> None:
    for element in list(chapter.tree.iter("{*}*")):
        if language := element.get("lang"):
            element.set(XML_LANG, language)
        if identifier := element.get("id"):
            element.set("id", safe[identifier])
        if element.get("href"):
            _mend_link(element, files, safe)
        if element.get("role") in ("paragraph", "region") or element.get("tabindex"):
            for name in ("role", "tabindex", "aria-label"):
                element.attrib.pop(name, None)
        mend = MENDED.get(str(element.tag).rpartition("}")[2])
        if mend is not None and element.getparent() is not None:
            mend(element)


def _mend_link(element: Element, files: Mapping[str, str], safe: Mapping[str, str]) -> None:
    element.attrib.pop("rel", None)
    file, mark, fragment = (element.get("href") or "").partition("#")
    if mark and (not file or file in files):
        # The file is found at the end: notes move.
        element.set("href", f"#{quote(safe.get(unquote(fragment), fragment))}")
    elif file in files:
        element.set("href", files[file])
    elif file.startswith("../"):
        # A neighbour on the site, which no book has.
        element.tag = f"{XHTML}span"
        element.attrib.pop("href")


def _anchor(element: Element) -> None:
    kinds = classes(element)
    if kinds & OWN_WORDS:
        drop(element)
    elif "ed-pb" in kinds:
        label = (element.text or "").strip()
        element.tag, element.text = f"{XHTML}span", None
        element.attrib.pop("href", None)
        element.set("class", "page")
        element.set(EPUB_TYPE, "pagebreak")
        element.set("role", "doc-pagebreak")
        element.set("aria-label", label)
    elif element.get("role") == "doc-noteref":
        element.set(EPUB_TYPE, "noteref")
        close_up(element)
        element.attrib.pop("aria-label", None)


def _span(element: Element) -> None:
    kinds = classes(element)
    if kinds & OWN_WORDS:
        # Between the halves of a broken word only; elsewhere the space stands outside.
        drop(element)
    elif "lem" in kinds:
        for sigla in element.findall(f"{XHTML}span[@class='ed-wit']"):
            drop(sigla)
    elif element.get("role") == "separator":
        element.attrib.pop("role")


def _line_end(element: Element) -> None:
    kept = any(
        classes(above) & LINED or is_a(above, "td", "th", "caption") for above in element.iterancestors()
    )
    if not kept or "no" in classes(element):
        drop(element)
    else:
        element.attrib.pop("class", None)


def _division(element: Element) -> None:
    kinds = classes(element)
    if element.get("role") == "doc-footnote":
        element.tag = f"{XHTML}aside"
        element.set(EPUB_TYPE, "footnote")
    elif kinds & {"notes", "noted", "scroll"} and not element.get("id"):
        unwrap(element)
    elif element.get("role") == "heading" and (level := element.get("aria-level")):
        element.set("aria-level", str(max(1, int(level) - 1)))


def _heading(element: Element) -> None:
    # The title stands on a page of its own: the text's first level is the first.
    level = int(str(element.tag)[-1])
    element.tag = f"{XHTML}h{max(1, level - 1)}"


def _time(element: Element) -> None:
    said = element.get("datetime") or ""
    whole = f"2000{said[1:]}" if said.startswith("--") else said
    if not SAFE_TIME.fullmatch(said) or parse_date(whole) is None:
        element.tag = f"{XHTML}span"
        element.attrib.pop("datetime", None)


def _list(element: Element) -> None:
    """A list that HTML would not have (a term without its description) becomes blocks, word for word."""
    kinds = [str(child.tag).rpartition("}")[2] for child in element]
    pairs = "".join("d" if kind == "dd" else "t" for kind in kinds)
    sound = (
        bool(kinds) and pairs.startswith("t") and pairs.endswith("d") if is_a(element, "dl") else bool(kinds)
    )
    if not sound:
        for child in element:
            child.set("class", f"{child.get('class') or ''} {str(child.tag).rpartition('}')[2]}".strip())
            child.tag = f"{XHTML}div"
        element.set("class", "parts")
        element.tag = f"{XHTML}div"


# "邪智暴虐 （": the mark before a reading, for systems that cannot set it beside its characters.
BEFORE_READING = regex.compile(r"\s*(?P<mark>\p{Ps})\s*$")


def _ruby(element: Element) -> None:
    """Characters and their reading; brackets round it are `rp`, which HTML demands in pairs."""
    parts = list(element)
    if [str(part.tag) for part in parts] != [f"{XHTML}rt"]:
        for part in (element, *element.findall(f"{XHTML}rt")):
            part.tag = f"{XHTML}span"
        return
    (reading,) = parts
    frame, reading.tail = (reading.tail or "").strip(), None
    opening = BEFORE_READING.search(element.text or "")
    if opening and frame:
        before = etree.Element(f"{XHTML}rp")
        before.text, element.text = opening["mark"], (element.text or "")[: opening.start()]
        element.insert(0, before)
        etree.SubElement(element, f"{XHTML}rp").text = frame
    elif frame:
        element.tail = frame + (element.tail or "")


# How many children each has: MathML allows no more and no fewer.
ARGUMENTS = {
    "msup": 2,
    "msub": 2,
    "mfrac": 2,
    "mroot": 2,
    "munder": 2,
    "mover": 2,
    "msubsup": 3,
    "munderover": 3,
}


def _math(element: Element) -> None:
    """A formula; one that is none by MathML's own rules is set as words."""
    inside = list(element.iter(f"{{{MATHML}}}*"))
    for part in inside:
        if is_a(part, "span"):
            part.tag = f"{{{MATHML}}}mrow"
            part.attrib.clear()
    if any(len(part) != ARGUMENTS.get(str(part.tag).rpartition("}")[2], len(part)) for part in inside):
        for part in inside:
            part.tag = f"{XHTML}span"
            part.attrib.clear()
        element.set("class", "formula")


MENDED: Mapping[str, Callable[[Element], None]] = {
    "a": _anchor,
    "span": _span,
    "br": _line_end,
    "div": _division,
    "time": _time,
    "dl": _list,
    "ul": _list,
    "ruby": _ruby,
    "math": _math,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
}


def serialized(chapter: Chapter, book: Publication) -> bytes:
    """A file of the text as bytes."""
    namespaces = {None: XHTML[1:-1], "epub": EPUB_TYPE[1:].partition("}")[0]}
    html = etree.Element(f"{XHTML}html", nsmap=namespaces)
    html.set("lang", book.language)
    html.set(XML_LANG, book.language)
    if book.right_to_left:
        html.set("dir", "rtl")
    head = etree.SubElement(html, f"{XHTML}head")
    title = etree.SubElement(head, f"{XHTML}title")
    title.text = CONTROLS.sub("", chapter.title)
    etree.SubElement(head, f"{XHTML}link", {"rel": "stylesheet", "href": "book.css", "type": "text/css"})
    body = etree.SubElement(html, f"{XHTML}body")
    body.set(EPUB_TYPE, "bodymatter")
    body.append(chapter.tree)
    etree.cleanup_namespaces(html, keep_ns_prefixes=["epub"])
    return etree.tostring(html, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")
