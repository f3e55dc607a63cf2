"""The words of the source that stand where something is withheld, what the edition adds left out."""

from collections.abc import Iterator

from lxml import etree

from edition.xml import TEI

# What the edition adds to the words of the source (encoding manual, law 1).
_ADDED = frozenset({"corr", "reg", "expan", "ex", "supplied"})
# The words round a gap that says nothing itself: so many characters on either side.
_AROUND = 60
_GAP = "[…]"


def name_of(element: etree._Element) -> str | None:
    """An element's name where it is TEI's, in its namespace or, as before P5, in none."""
    tag = str(element.tag)
    if not tag.startswith("{"):
        return tag
    namespace, _, name = tag[1:].partition("}")
    return name if namespace == TEI else None


def words_at(gap: etree._Element) -> str:
    """The statement a gap stands in (its `seg`), else what its `desc` says, else the words round it."""
    statement = statement_of(gap)
    if statement is not None and (words := _joined(text_of(statement))):
        return words
    described = _joined(text_of(gap))
    return described or _round_about(gap)


def statement_of(gap: etree._Element) -> etree._Element | None:
    """The `seg` right round a gap: one of type redaction, or one that holds no other gap."""
    for ancestor in gap.iterancestors():
        if name_of(ancestor) != "seg":
            continue
        if ancestor.get("type") == "redaction" or sum(1 for _ in ancestor.iter("{*}gap")) == 1:
            return ancestor
    return None


def text_of(element: etree._Element) -> str:
    """An element's text as the source has it."""
    return "".join(piece for _, piece in _pieces(element))


def _round_about(gap: etree._Element) -> str:
    """The words before and after a gap in its parent, cut, with a mark where the gap is."""
    parent = gap.getparent()
    if parent is None:
        return ""
    before: list[str] = []
    after: list[str] = []
    side = before
    for element, piece in _pieces(parent):
        if element is gap:
            side = after
        side.append(piece)
    left, right = _joined("".join(before)), _joined("".join(after))
    if not left and not right:
        return ""
    return f"{_last_words(left)} {_GAP} {_first_words(right)}".strip()


def _last_words(text: str) -> str:
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:].partition(' ')[2]}"


def _first_words(text: str) -> str:
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]}…"


def _pieces(top: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each piece of text with the element it begins or follows; line ends and pages part words."""
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(top, events=("start", "end", "comment", "pi")):
        if event == "start" and skipped is None:
            if name_of(element) in _ADDED:
                skipped = element
            else:
                yield element, _edge(element) + (element.text or "")
        elif event != "start" and (skipped is None or skipped is element):
            skipped = None
            if element is not top:
                yield element, element.tail or ""


def _edge(element: etree._Element) -> str:
    return (
        " " if name_of(element) in ("lb", "pb", "p", "item", "cell") and element.get("break") != "no" else ""
    )


def _joined(text: str) -> str:
    return " ".join(text.split())
