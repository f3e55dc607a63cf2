"""What registers list: names, dates, proposed readings and withheld spans, each with its place in the text."""

from collections.abc import Iterator
from itertools import islice

import regex

from edition.render.fragments import Mention
from edition.render.html import escape
from edition.render.state import Element, Rendering, local_name
from edition.render.words import plain

# "person", "people", "Place": what projects write into `@type` of `name` and `rs`.
_KINDS = {
    kind: name
    for name, kinds in {
        "person": "person persons people pers persname character",
        "place": "place places location placename geogname geo city country",
        "organisation": "org organisation organization orgname institution",
        "work": "work works title bibl",
    }.items()
    for kind in kinds.split()
}
_ELEMENTS = {
    "persName": "person",
    "placeName": "place",
    "geogName": "place",
    "orgName": "organisation",
    "title": "work",
}

# A name in these is the record of somebody, not a place where the text speaks of them.
_RECORDS = frozenset(
    "person personGrp place org nym object bibl biblStruct monogr analytic correspAction respStmt "
    "listPerson listPlace listOrg castItem role msIdentifier publisher birth death".split()
)
_NAMES = frozenset("persName placeName geogName orgName name rs".split())

# "1965-02-17T10:00", "-0044-03", "--02-17": the part of a date that has an order.
_DAY = regex.compile(r"(?P<day>-?\d{4,5}(?:-\d{2}(?:-\d{2})?)?|--\d{2}-\d{2})(?:T.*)?")

_WIDTH = 48


def name(element: Element, here: Rendering, attributes: str) -> str:
    """The attributes of a name, now with an id where it is entered in a register."""
    kind = _kind(element)
    if not kind or _in_a_record(element):
        return attributes
    keys = (element.get("ref") or element.get("key") or element.get("sameAs") or "").split()
    if kind == "work" and not keys:
        return attributes
    attributes, anchor = placed(element, here, attributes, "name")
    for key in keys or [""]:
        add(element, here, anchor, kind, key)
    return attributes


def _kind(element: Element) -> str:
    local = local_name(element)
    if local in _ELEMENTS:
        return _ELEMENTS[local]
    return _KINDS.get(element.get("type", "").lower(), "")


def _in_a_record(element: Element) -> bool:
    """Whether a name or date belongs to a record, or to a longer name that is entered itself."""
    parent = element.getparent()
    for _ in range(3):
        if parent is None:
            return False
        around = local_name(parent)
        if around in _RECORDS or (around in _NAMES and not element.get("ref") and not element.get("key")):
            return True
        parent = parent.getparent()
    return False


def date(element: Element, here: Rendering, attributes: str) -> str:
    """The attributes of a date, now with an id where the day, month or year is known."""
    if _in_a_record(element):
        return attributes
    for key in ("when", "when-iso", "from", "from-iso", "notBefore", "notBefore-iso"):
        if found := _DAY.fullmatch(element.get(key, "")):
            break
    else:
        return attributes
    until = element.get("to") or element.get("to-iso") or element.get("notAfter") or ""
    facts = (("until", until.partition("T")[0]),) if until else ()
    attributes, anchor = placed(element, here, attributes, "date")
    add(element, here, anchor, "date", found["day"], facts)
    return attributes


def reading(element: Element, here: Rendering, attributes: str, why: str) -> str:
    """The attributes of a proposed reading (`corr`), now with an id."""
    parent = element.getparent()
    if parent is None or local_name(parent) != "choice":
        return attributes
    source = next((child for child in parent if child.tag.__class__ is str and child is not element), None)
    facts = [("source", plain(source) if source is not None else ""), ("why", why)]
    facts.append(("cert", element.get("cert", "")))
    attributes, anchor = placed(element, here, attributes, "reading")
    add(element, here, anchor, "reading", "", tuple(facts), around=parent)
    return attributes


def redaction(element: Element, here: Rendering, attributes: str) -> str:
    """The attributes of a `gap` where something is withheld, now with an id."""
    statement = element.getparent()
    if statement is None or local_name(statement) != "seg":
        statement = element
    facts = [(key, value) for key in ("unit", "quantity", "atMost", "extent") if (value := element.get(key))]
    facts.extend(("code", code) for code in _codes(element, statement, here))
    attributes, anchor = placed(element, here, attributes, "withheld")
    add(statement, here, anchor, "redaction", "", tuple(facts))
    return attributes


# Forme work that somebody looks for; running titles and page numbers nobody does.
FORME_WORK = frozenset({"declassification", "classification", "control"})


def forme_work(element: Element, here: Rendering, kind: str) -> None:
    """Enter a stamp or marking under the page it stands on; where there are no pages, nowhere."""
    if here.pages and (words := plain(element)):
        at = here.pages[-1]
        here.mentions.append(Mention("forme work", words, kind, at.anchor, at.portion, at.label))


def _codes(gap: Element, statement: Element, here: Rendering) -> Iterator[str]:
    """What a span is withheld under: codes at the gap, at its statement, and in the note beside it."""
    pointers = (
        f"{gap.get('ana', '')} {statement.get('ana', '')}" if statement is not gap else gap.get("ana", "")
    )
    beside = statement.getnext()
    words = ""
    if beside is not None and not (statement.tail or "").strip() and _is_redaction_note(beside):
        pointers += " " + beside.get("ana", "")
        words = plain(beside)
    codes = dict.fromkeys(pointers.split())
    for pointer in codes:
        code = pointer.rpartition("#")[2]
        yield here.facts.codes.get(code, code)
    if words and not codes:
        yield words


def _is_redaction_note(element: Element) -> bool:
    return (
        isinstance(element.tag, str) and local_name(element) == "note" and element.get("type") == "redaction"
    )


def placed(element: Element, here: Rendering, attributes: str, kind: str) -> tuple[str, str]:
    """Attributes with an id, and the id; made of the kind and its number where the text has none."""
    before, found, rest = attributes.partition(' id="')
    if found:
        return attributes, rest.partition('"')[0]
    count = here.counts[kind] = here.counts.get(kind, 0) + 1
    anchor = here.new_anchor(f"{kind}-{count}")
    return f'{before} id="{escape(anchor)}"', anchor


def add(
    element: Element,
    here: Rendering,
    anchor: str,
    kind: str,
    key: str,
    facts: tuple[tuple[str, str], ...] = (),
    around: Element | None = None,
) -> None:
    """Enter a place in the text for the registers."""
    before, after = _context(element if around is None else around)
    words = plain(element)
    here.mentions.append(Mention(kind, words, key, anchor, here.portion, here.page(), before, after, facts))


def _context(element: Element) -> tuple[str, str]:
    """A few words before and after an element, from the text right beside it."""
    before, after = _text_before(element), _text_after(element)
    cut_before, cut_after = before[-_WIDTH:].lstrip(), after[:_WIDTH].rstrip()
    if len(before) > _WIDTH:
        cut_before = "…" + (cut_before.partition(" ")[2] or cut_before)
    if len(after) > _WIDTH:
        cut_after = (cut_after.rpartition(" ")[0] or cut_after) + "…"
    return cut_before, cut_after


def _text_before(element: Element) -> str:
    """Text before an element, over line breaks and over what is small."""
    text, here = "", element
    for _ in range(4):
        previous = here.getprevious()
        if previous is None:
            parent = here.getparent()
            text = ((parent.text or "") if parent is not None else "") + text
            break
        piece = _small(previous) + (previous.tail or "")
        text = piece + text
        if len(piece) > _WIDTH:
            break
        here = previous
    end = _spaced(text[-4 * _WIDTH :])
    return end if len(end) > _WIDTH else _spaced(text)


def _text_after(element: Element) -> str:
    """Text after an element, likewise."""
    text, here = "", element
    for _ in range(4):
        following = here.getnext()
        piece = (here.tail or "") + (_small(following) if following is not None else "")
        text += piece
        if following is None or len(piece) > _WIDTH:
            break
        here = following
    beginning = _spaced(text[: 4 * _WIDTH])
    return beginning if len(beginning) > _WIDTH else _spaced(text)


def _spaced(text: str) -> str:
    """Text with each run of white space, at its edges too, as one space."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


# What stands in a line without being one of its words.
_NO_WORDS = frozenset("lb pb cb fw surplus pc note gap milestone sic anchor label head".split())


def _small(element: Element) -> str:
    if element.tag.__class__ is not str:
        return ""
    name = local_name(element)
    if name in _NO_WORDS:
        return " " if name == "lb" and element.get("break") != "no" else ""
    if name == "choice":
        return (element[-1].text or "") if len(element) else ""
    # A neighbour may hold half the text: so much of it, and no more.
    return "".join(islice(element.itertext(), 8))[: 2 * _WIDTH]
