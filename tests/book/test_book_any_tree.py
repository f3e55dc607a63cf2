"""Whatever the tree: every word that is read is printed, and Typst takes the source."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.book import BookSettings, make_pdf
from edition.book.behaviours import BEHAVIOURS
from edition.book.compositor import Compositor
from edition.book.notes import join_notes
from edition.book.reading import is_left_out

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
SILENT = frozenset({"milestone", "cb", "gb", "graphic", "media", "gap", "lb", "pb", "space"})
NAMES = [*sorted(set(BEHAVIOURS) - SILENT), "blort", "rs", "person", "date"]
ATTRIBUTES = st.sampled_from(
    [
        {},
        {},
        {"target": "#n"},
        {"target": "#n", "type": "noteref", "n": "7"},
        {XML_ID: "n"},
        {"type": "redaction"},
        {"rend": "italic"},
        {"cols": "3", "rows": "2"},
        {"role": "label"},
        {"{http://www.w3.org/XML/1998/namespace}lang": "syr"},
        {"break": "no"},
    ]
)


@st.composite
def trees(draw: st.DrawFn) -> etree._Element:
    root = etree.Element(f"{{{TEI}}}text")
    grown = [root]
    for number in range(draw(st.integers(1, 25))):
        parent = draw(st.sampled_from(grown))
        name = draw(st.sampled_from(NAMES))
        element = etree.SubElement(parent, f"{{{TEI}}}{name}", draw(ATTRIBUTES))
        element.text = draw(st.sampled_from(["", f"word{number}x ", f" word{number}x", "\n"]))
        element.tail = draw(st.sampled_from(["", "", f"tail{number}x", " "]))
        grown.append(element)
    return root


def words_of(root: etree._Element) -> set[str]:
    """The words that are read: those of nothing left out, of no label or mark that a note shows anyway."""
    words: set[str] = set()
    for element in root.iter():
        above = [element, *element.iterancestors()]
        marks = any(is_left_out(one) or is_mark(one) for one in above)
        if not marks:
            words.update((element.text or "").split())
        if not any(is_left_out(one) or is_mark(one) for one in above[1:]) and element is not root:
            words.update((element.tail or "").split())
    # Words in a choice beside its readings are nobody's.
    for choice in root.iter(f"{{{TEI}}}choice", f"{{{TEI}}}app"):
        words.difference_update((choice.text or "").split())
        words.difference_update(word for child in choice for word in (child.tail or "").split())
    return words


def is_mark(element: etree._Element) -> bool:
    name = etree.QName(element).localname
    return name in ("label", "app", "teiHeader", "g") or element.get("type") == "noteref"


@given(trees())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_word_that_is_read_is_printed(root: etree._Element) -> None:
    compositor = Compositor(notes=join_notes([root]))
    source = compositor.set([root])
    missing = {word for word in words_of(root) if word not in source}
    assert not missing, etree.tostring(root).decode()


@given(trees())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_typst_takes_the_source_of_any_tree(root: etree._Element) -> None:
    tei = etree.Element(f"{{{TEI}}}TEI")
    tei.append(root)
    book = make_pdf("any", etree.tostring(tei), BookSettings(date="2024-01-01"))
    assert book.pdf is not None, (book.diagnostics, etree.tostring(root).decode())


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_printed_or_refused_by_name(text: str) -> None:
    tei = etree.Element(f"{{{TEI}}}TEI")
    paragraph = etree.SubElement(etree.SubElement(tei, f"{{{TEI}}}text"), f"{{{TEI}}}p")
    paragraph.text = "".join(c for c in text if c not in "\ufffe\uffff")
    data = etree.tostring(tei)
    refused = make_pdf("any", data, BookSettings(date="2024-01-01"))
    assert refused.pdf is not None or {d.code for d in refused.diagnostics if d.severity == "error"} == {
        "book/no-glyph"
    }
    allowed = make_pdf("any", data, BookSettings(date="2024-01-01", allow_missing=True))
    assert allowed.pdf is not None, allowed.diagnostics
