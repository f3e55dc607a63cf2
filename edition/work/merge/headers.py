"""Three states of an element without the source's words (a header): the editor's where he touched it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from edition.work.merge.standoff import XML_ID

Tell = Callable[[str, str, str], None]
"""Is told what both changed: where, the editor's reading, the new one."""

Element = etree._Element

# What the converter counts or measures is never the editor's to keep.
_MEASURED = frozenset({"tagsDecl", "appInfo"})


def merge_elements(base: Element | None, edited: Element, new: Element, tell: Tell) -> Element:
    """One element of three states, attribute by attribute and child by child; deep only as headers are."""
    if base is None or _written(edited) == _written(new):
        return _copy(edited)
    untouched = _written(edited) == _written(base) and _ids(edited) <= _ids(new)
    if _name(edited) in _MEASURED or untouched:
        return _copy(new)
    if _written(new) == _written(base):
        return _copy(edited)
    if _has_words(base) or _has_words(edited) or _has_words(new):
        tell(_place(edited), _words(edited), _words(new))
        return _copy(edited)
    merged = etree.Element(edited.tag, _attributes(base, edited, new, tell), nsmap=edited.nsmap)
    merged.text = edited.text
    for child in _children(base, edited, new, tell):
        merged.append(child)
    return merged


def _children(base: Element, edited: Element, new: Element, tell: Tell) -> Iterator[Element]:
    old, his, now = (dict(_keyed(each)) for each in (base, edited, new))
    for key in _order(list(his), list(now)):
        if key in his and key in now:
            merged = merge_elements(old.get(key), his[key], now[key], tell)
        elif key in his:
            if key in old and _written(his[key]) == _written(old[key]) and not _ids(his[key]):
                continue
            merged = _copy(his[key])
        elif key in old:
            if _written(now[key]) != _written(old[key]):
                tell(_place(now[key]), "", _words(now[key]))
            continue
        else:
            merged = _copy(now[key])
        merged.tail = (his.get(key, now.get(key)) if key in his else now[key]).tail  # type: ignore[union-attr]  # one of them has it
        yield merged


def _order(his: Sequence[object], now: Sequence[object]) -> list[object]:
    """His order, what is new behind what it follows in the converter's."""
    row = list(his)
    for at, key in enumerate(now):
        if key not in row:
            before = next((row.index(each) for each in reversed(now[:at]) if each in row), -1)
            row.insert(before + 1, key)
    return row


def _keyed(element: Element) -> Iterator[tuple[object, Element]]:
    """The children, each under what tells it from its like."""
    seen: Counter[object] = Counter()
    for child in element:
        key: object = _written(child)
        if isinstance(child.tag, str):
            told = [child.get(name) for name in (XML_ID, "type", "ident", "gi", "level", "name", "corresp")]
            key = (child.tag, *told)
        seen[key] += 1
        yield (key, seen[key]), child


def _attributes(base: Element, edited: Element, new: Element, tell: Tell) -> dict[str, str]:
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*map(str, edited.attrib), *map(str, new.attrib))):
        was, his, now = base.get(name), edited.get(name), new.get(name)
        if his != was and now not in (was, his):
            tell(f"{_place(edited)}/@{name.rpartition('}')[2]}", his or "", now or "")
        value = his if his != was else now
        if value is not None:
            merged[name] = value
    return merged


def _ids(element: Element) -> set[str]:
    """The ids in an element: what points to them must arrive."""
    return {str(found) for found in element.xpath(".//@xml:id | ./@xml:id")}


def _written(element: Element) -> bytes:
    return etree.tostring(element, method="c14n")


def _has_words(element: Element) -> bool:
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())[:120]


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _place(element: Element) -> str:
    return "/".join(reversed([_name(each) for each in (element, *element.iterancestors())]))


def _copy(element: Element) -> Element:
    copy = deepcopy(element)
    copy.tail = element.tail
    return copy
