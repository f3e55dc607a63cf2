"""Random changes to a TEI document, by a seeded generator: what an editor's slips, and worse, make of it."""

import copy
import random
from collections.abc import Callable

from lxml import etree

from edition.content import MAY_CONTAIN
from edition.tei.digest import TEI

# Names the grammar knows in a text, some it knows in a header, and some that only TEI knows.
_HEADER = "person place org title bibl idno desc taxonomy category change resp respStmt name editor"
_ONLY_TEI = "hi emph foreign term num measure lg l app anchor milestone del add trailer postscript byline rs"
NAMES = (*sorted(MAY_CONTAIN), *_HEADER.split(), *_ONLY_TEI.split())
ATTRIBUTES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("type", ("editor", "redaction", "noteref", "letter", "ocr", "header", "two words", "ref", "digest")),
    ("n", ("1", "", " ", "CRS-4", "U+0001")),
    ("when", ("1961", "1961-02-30", "--02", "--02-17", "---17", "soon", "1961-03-04T10:00:00Z", "")),
    ("from", ("1961-03", "x")),
    ("to", ("1961-03", "--03-04")),
    ("cert", ("high", "unknown", "sure", "")),
    ("resp", ("#edition", "edition", "#a #b", "http://[x", "# x")),
    ("target", ("#edition", "", "a b")),
    ("ana", ("#a", "")),
    ("ref", ("#a", "%zz")),
    ("next", ("#a",)),
    ("rend", ("head", "italic", "")),
    ("place", ("end", "bottom", "nowhere at all")),
    ("reason", ("ocr", "redacted", "lost", "")),
    ("unit", ("line", "cubit", "")),
    ("quantity", ("1", "-1", "half", "0.5")),
    ("atMost", ("1", "x")),
    ("force", ("weak", "strong")),
    ("break", ("no", "maybe")),
    ("rows", ("2", "-2", "x")),
    ("role", ("data", "label", "lord")),
    ("url", ("a.jpg", "")),
    ("facs", ("a.jpg", "")),
    ("version", ("1", "x")),
    ("status", ("unknown", "free", "lost")),
    ("occurs", ("3", "-3")),
    ("{http://www.w3.org/XML/1998/namespace}id", ("new", "1st", "a b")),
    ("{http://www.w3.org/XML/1998/namespace}lang", ("en", "no language", "")),
)
PLACES = ("", " ", "\n", "stray text", "10 May 1961")

Change = Callable[[random.Random, etree._Element], None]


def mutate(rng: random.Random, root: etree._Element, changes: int = 1) -> etree._Element:
    """A changed copy of a document."""
    mutant = copy.deepcopy(root)
    for _ in range(changes):
        elements = [element for element in mutant.iter(f"{{{TEI}}}*") if element is not mutant]
        if not elements:
            break
        rng.choice(CHANGES)(rng, rng.choice(elements))
    return mutant


def _rename(rng: random.Random, element: etree._Element) -> None:
    element.tag = f"{{{TEI}}}{rng.choice(NAMES)}"


def _remove(rng: random.Random, element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def _double(rng: random.Random, element: etree._Element) -> None:
    element.addnext(copy.deepcopy(element))


def _insert(rng: random.Random, element: etree._Element) -> None:
    new = etree.Element(f"{{{TEI}}}{rng.choice(NAMES)}")
    new.text = rng.choice(PLACES)
    rng.choice((element.addnext, element.addprevious, element.append))(new)


def _move(rng: random.Random, element: etree._Element) -> None:
    others = [
        other
        for other in element.getroottree().getroot().iter(f"{{{TEI}}}*")
        if other.getparent() is not None
    ]
    target = rng.choice(others)
    if element not in (target, *target.iterancestors()):
        rng.choice((target.addnext, target.append))(element)


def _swap(rng: random.Random, element: etree._Element) -> None:
    following = element.getnext()
    if following is not None:
        following.addnext(element)


def _wrap(rng: random.Random, element: etree._Element) -> None:
    wrapper = etree.Element(f"{{{TEI}}}{rng.choice(NAMES)}")
    element.addprevious(wrapper)
    wrapper.append(element)


def _add_attribute(rng: random.Random, element: etree._Element) -> None:
    name, values = rng.choice(ATTRIBUTES)
    element.set(name, rng.choice(values))


def _change_attribute(rng: random.Random, element: etree._Element) -> None:
    known = dict(ATTRIBUTES)
    for name in list(element.attrib):
        if str(name) in known:
            element.set(name, rng.choice(known[str(name)]))


def _remove_attribute(rng: random.Random, element: etree._Element) -> None:
    if element.attrib:
        del element.attrib[rng.choice(sorted(map(str, element.attrib)))]


def _write(rng: random.Random, element: etree._Element) -> None:
    element.text = rng.choice(PLACES)


def _write_after(rng: random.Random, element: etree._Element) -> None:
    element.tail = rng.choice(PLACES)


CHANGES: tuple[Change, ...] = (
    *(_rename, _remove, _double, _insert, _insert, _move, _swap, _wrap),
    *(_add_attribute, _add_attribute, _change_attribute, _remove_attribute, _write, _write_after),
)
