"""How the source looks (`@rend`, `@rendition`, `@style`) as classes of our stylesheet, by a whitelist."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

import regex
from lxml import etree

from edition.render.html import anchor

# Tokens of `@rend` as projects write them → the class that edition.css knows.
_REND = {
    token: look
    for look, tokens in {
        "r-italic": "italic italics it i ital oblique kursiv",
        "r-bold": "bold b bo strong fett",
        "r-smallcaps": "smallcaps smallcap sc small-caps",
        "r-allcaps": "allcaps caps uppercase",
        "r-underline": "underline underlined u ul underling",
        "r-double-underline": "double-underline doubleunderline tripleunderline",
        "r-strike": "strike strikethrough strikethough overstrike overstike line-through crossed",
        "r-overline": "overline supraline",
        "r-super": "sup super superscript superior",
        "r-sub": "sub subscript inferior",
        "r-spaced": "spaced gesperrt expanded letterspaced",
        "r-center": "center centre centered centred",
        "r-right": "right flushright right-aligned",
        "r-left": "left flushleft",
        "r-large": "large larger big x-large xx-large",
        "r-small": "small smaller x-small",
        "r-initial": "decorinit initial dropcap",
        "r-boxed": "boxed bordered box",
        "r-mono": "code tt monospace typewriter",
        "r-block": "blockquote block display",
        "r-sans": "latintype antiqua sans",
        "r-indent": "indent indent1 indented indented1",
        "r-indent-2": "indent2 indented2",
        "r-indent-3": "indent3 indented3",
        "r-indent-4": "indent4 indented4",
        "r-indent-5": "indent5 indented5",
        "r-bulleted": "bulleted",
        "r-unmarked": "simple",
        "r-rule": "hr horbar-full horbar-short-left horbar-short-center horbar-short-right",
    }.items()
    for token in tokens.split()
}

# Declarations of CSS in `rendition` and `@style` that have a class; all others are dropped.
_DECLARATIONS = {
    ("font-style", "italic"): "r-italic",
    ("font-style", "oblique"): "r-italic",
    ("font-weight", "bold"): "r-bold",
    ("font-weight", "bolder"): "r-bold",
    ("font-variant", "small-caps"): "r-smallcaps",
    ("text-transform", "uppercase"): "r-allcaps",
    ("text-decoration", "underline"): "r-underline",
    ("text-decoration", "line-through"): "r-strike",
    ("text-decoration", "overline"): "r-overline",
    ("text-align", "center"): "r-center",
    ("text-align", "right"): "r-right",
    ("vertical-align", "super"): "r-super",
    ("vertical-align", "sub"): "r-sub",
    ("font-size", "smaller"): "r-small",
    ("font-size", "small"): "r-small",
    ("font-size", "x-small"): "r-small",
    ("font-size", "larger"): "r-large",
    ("font-size", "large"): "r-large",
    ("font-size", "x-large"): "r-large",
    ("font-size", "xx-large"): "r-large",
    ("font-family", "monospace"): "r-mono",
    ("font-family", "sans-serif"): "r-sans",
    ("display", "block"): "r-block",
}

# "letter-spacing: .2em", "text-indent: 2em", "margin-left: 1em"
_DECLARATION = regex.compile(r"\s*(?P<property>[a-z-]{1,40})\s*:\s*(?P<value>[^;{}]{1,80})", regex.IGNORECASE)
_LENGTH = regex.compile(r"(?P<number>\d{0,4}(?:\.\d{1,4})?)(?:em|rem|ex|ch)")


def _classes_of_declarations(style: str) -> Iterator[str]:
    for declaration in style.split(";"):
        if match := _DECLARATION.fullmatch(declaration.strip()):
            name, value = match["property"].lower(), match["value"].strip().lower()
            if look := _DECLARATIONS.get((name, value)) or _by_length(name, value):
                yield look


def _by_length(name: str, value: str) -> str | None:
    length = _LENGTH.fullmatch(value)
    if not length or not length["number"].strip("."):
        return None
    ems = float(length["number"])
    if name == "letter-spacing":
        return "r-spaced" if ems > 0 else None
    if name in ("margin-left", "padding-left", "margin-inline-start"):
        steps = min(5, max(1, round(ems)))
        return "r-indent" if steps == 1 else f"r-indent-{steps}"
    return None


@lru_cache(maxsize=4096)
def of_rend(value: str) -> tuple[str, ...]:
    """The classes of a `@rend`: `"italic #bordered"` is `r-italic r-boxed`; unknown words are dropped."""
    words = value.lower().replace("(", "").replace(")", "").split()
    return tuple(dict.fromkeys(_REND[word.lstrip("#")] for word in words if word.lstrip("#") in _REND))


@lru_cache(maxsize=4096)
def of_style(value: str) -> tuple[str, ...]:
    """The classes of a `@style` or of a `rendition` element's CSS."""
    return tuple(dict.fromkeys(_classes_of_declarations(value[:4000])))


def declared(root: etree._Element) -> Mapping[str, tuple[str, ...]]:
    """What the header's `rendition` elements say, by their `xml:id`."""
    identifier = "{http://www.w3.org/XML/1998/namespace}id"
    return {
        anchor(element.get(identifier, "")): of_style("".join(map(str, element.itertext())))
        for element in root.iter("{*}rendition")
        if element.get(identifier)
    }


def of_rendition(value: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The classes of a `@rendition`: what the header declares, else what the pointer's name says."""
    classes: dict[str, None] = {}
    for pointer in value.split():
        name = pointer.rsplit("#", 1)[-1].rsplit(":", 1)[-1]
        classes.update(dict.fromkeys(known.get(name) or of_rend(name)))
    return tuple(classes)
