"""Faults seeded into valid documents, one each: what editors do wrong, and what should be said of it."""

import copy
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
STRAY = "stray words"
Valid = Callable[[etree._Element], bool]


@dataclass(frozen=True, slots=True)
class Seeded:
    """A document with one fault.

    `lines`: where it may be told; `culprits`: names that may be called at fault; `right`: what should be
    offered, one of them being enough.
    """

    kind: str
    text: str
    lines: frozenset[int]
    culprits: frozenset[str]
    right: frozenset[str] = field(default=frozenset())


def seeded(seed: int, documents: list[etree._Element], valid: Valid, count: int) -> Iterator[Seeded]:
    """Yield so many faults, the kinds in turn; `valid` is an oracle that says that each is one."""
    rng = random.Random(seed)
    kinds = list(KINDS.items())
    done = 0
    for number in range(count * 200):
        if done >= count:
            return
        kind, sow = kinds[done % len(kinds)]
        root = copy.deepcopy(documents[number % len(documents)])
        found = sow(rng, root)
        if found is None or valid(_again(root)):
            continue
        done += 1
        yield _finished(kind, root, *found)


Sown = tuple[list[etree._Element], set[str], set[str]]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def _again(root: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(root), etree.XMLParser(collect_ids=False, huge_tree=True))


def _finished(
    kind: str, root: etree._Element, at: list[etree._Element], culprits: set[str], right: set[str]
) -> Seeded:
    numbers = {n for n, element in enumerate(root.iter("*")) if element in at}
    again = _again(root)
    text = etree.tostring(again, encoding="unicode")
    lines = {int(e.sourceline or 0) for n, e in enumerate(_again(again).iter("*")) if n in numbers}
    if kind == "stray text":
        lines = {text[: text.index(STRAY)].count("\n") + 1}
    return Seeded(kind, text, frozenset(lines), frozenset(culprits), frozenset(right))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _elements(root: etree._Element) -> list[etree._Element]:
    return [e for e in root.iter(f"{T}*") if e.getparent() is not None]


def misspell(rng: random.Random, word: str) -> str:
    """A word with one slip of the hand in it."""
    at = rng.randrange(len(word))
    slip = rng.randrange(4)
    if slip == 0 and len(word) > 3:
        return word[:at] + word[at + 1 :]
    if slip == 1 and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip == 2:
        return word[: at + 1] + word[at:]
    return word[:at] + rng.choice(LETTERS) + word[at + (at + 1 < len(word)) :]


def _misspelt_element(rng: random.Random, root: etree._Element) -> Sown | None:
    element = rng.choice([e for e in _elements(root) if len(_name(e)) > 2])
    old, new = _name(element), misspell(rng, _name(element))
    if new == old or any(_name(e) == new for e in _elements(root)):
        return None
    element.tag = T + new
    return [element], {new}, {old}


def _misspelt_attribute(rng: random.Random, root: etree._Element) -> Sown | None:
    choices = [
        (e, n) for e in _elements(root) for n in map(str, e.attrib) if not n.startswith("{") and len(n) > 2
    ]
    element, name = rng.choice(choices)
    new = misspell(rng, name)
    if new in element.attrib or not new[0].isalpha():
        return None
    element.set(new, element.attrib.pop(name))
    return [element], {f"@{new}"}, {f"@{name}"}


def _misplaced(rng: random.Random, root: etree._Element) -> Sown | None:
    elements = _elements(root)
    moved = copy.deepcopy(rng.choice([e for e in elements if len(list(e.iter())) < 20]))
    moved.tail = None
    for each in moved.iter("*"):
        each.attrib.pop(XML_ID, None)
        if XML_ID in each.attrib:
            return None
    target = rng.choice(elements)
    if any(True for e in elements if e is moved):
        return None
    target.insert(rng.randint(0, len(target)), moved)
    return [moved, target], {_name(moved), _name(target)}, set()


def _missing(rng: random.Random, root: etree._Element) -> Sown | None:
    element = rng.choice(_elements(root))
    parent = element.getparent()
    if parent is None or (element.tail or "").strip() or ((element.text or "").strip() and len(element)):
        return None
    following = next(element.itersiblings("*"), None)
    parent.remove(element)
    at = [parent, *([following] if following is not None else [])]
    return at, {_name(e) for e in at}, {_name(element)}


def _disordered(rng: random.Random, root: etree._Element) -> Sown | None:
    element = rng.choice(_elements(root))
    following = element.getnext()
    if following is None or not isinstance(following.tag, str) or _name(element) == _name(following):
        return None
    if (element.tail or "").strip() or (following.tail or "").strip():
        return None
    element.tail, following.tail = following.tail, element.tail
    following.addnext(element)
    return [element, following], {_name(element), _name(following)}, {_name(element), _name(following)}


def _wrong_value(rng: random.Random, root: etree._Element) -> Sown | None:
    names = ("when", "type", "reason", "cert", "unit", "rend", "place", "method", "status", "force", "from")
    choices = [(e, n) for e in _elements(root) for n in names if n in e.attrib]
    element, name = rng.choice(choices)
    old = str(element.get(name))
    if name in ("when", "from"):
        element.set(name, rng.choice(("1965-02-30", "soon", "1965-13-01", "65", "1961-3-4")))
        return [element], {f"@{name}"}, set()
    element.set(name, misspell(rng, old))
    return [element], {f"@{name}"}, {old}


def _stray_text(rng: random.Random, root: etree._Element) -> Sown | None:
    element = rng.choice(_elements(root))
    if len(element) and rng.random() < 0.7:
        child = rng.choice(list(element))
        child.tail = (child.tail or "") + STRAY
    else:
        element.text = (element.text or "") + STRAY
    return [element], {_name(element)}, set()


def _wrong_namespace(rng: random.Random, root: etree._Element) -> Sown | None:
    wrong = rng.choice(
        ("", "http://www.tei-c.org/ns/1.0/", "http://www.tei-c.org/ns", "http://www.w3.org/1999/xhtml")
    )
    whole = rng.random() < 0.5
    top = root if whole else rng.choice(_elements(root))
    for element in top.iter("*"):
        element.tag = f"{{{wrong}}}{_name(element)}" if wrong else _name(element)
    return [top], {_name(top)}, {TEI}


KINDS: Mapping[str, Callable[[random.Random, etree._Element], Sown | None]] = {
    "misspelt element": _misspelt_element,
    "misspelt attribute": _misspelt_attribute,
    "misplaced": _misplaced,
    "missing": _missing,
    "disordered": _disordered,
    "wrong value": _wrong_value,
    "stray text": _stray_text,
    "wrong namespace": _wrong_namespace,
}
