from typing import Any

from lxml import etree

from edition.document import Document, Page, Part
from edition.findings import Annotation, Finding, Rule
from edition.recognise.resolve import resolve
from edition.tei.builder import build_text
from edition.tei.order import order

RULE = Rule("test/rule", "A reason.", "an example")
TEXT = "head one two three four last ■ - five"


def built(*found: Finding) -> str:
    """The body over TEXT that the findings make, brought into order, as written."""
    document = Document(
        "test", TEXT, (Part("t.txt", 0, len(TEXT), "", "utf-8"),), (Page(0, len(TEXT), "text"),)
    )
    body = resolve(TEXT, found).body
    order(TEXT, body)
    text = build_text(document, body, {})
    written = etree.tostring(text[0], encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    return " ".join(written.removeprefix("<body>").removesuffix("</body> ").split())


def over(element: str, words: str, *attributes: tuple[str, str]) -> Annotation:
    start = TEXT.index(words)
    return Annotation(element, start, start + len(words), RULE, attributes)


def test_words_that_nobody_claimed_are_a_paragraph_and_marks_are_debris() -> None:
    found = [over("p", "head one two three four last")]
    assert built(*found) == (
        '<p>head one two three four last</p> <ab><surplus reason="ocr">■ -</surplus></ab> <p>five</p></body>'
    ) or built(*found).startswith("<p>head one two three four last</p> <p>■ - five</p>")


def test_debris_between_items_goes_into_the_item_before_it() -> None:
    found = [over("list", TEXT), over("item", "head one two three four last"), over("item", "five")]
    assert built(*found) == (
        "<list> <item>head one two three four last "
        '<surplus reason="ocr" resp="#edition" cert="low">■ -</surplus></item> '
        "<item>five</item></list></body>"
    )


def test_debris_in_a_quotation_stands_at_the_edge_of_a_paragraph() -> None:
    found = [over("quote", TEXT), over("p", "head one two three four last"), over("p", "five")]
    assert built(*found) == (
        '<quote> <p>head one two three four last <surplus reason="ocr">■ -</surplus></p> '
        "<p>five</p></quote></body>"
    )


def test_a_heading_after_text_is_a_paragraph_that_says_so() -> None:
    assert built(
        over("p", "head one"), over("head", "two three"), over("p", "four last ■ - five")
    ).startswith('<p>head one</p> <p rend="head">two three</p> <p>four')


def test_a_closer_before_text_is_a_paragraph() -> None:
    found = [over("closer", "three four"), over("dateline", "four"), over("p", "last ■ - five")]
    assert "<closer" not in built(*found)
    assert "<p>three four</p>" in built(*found)


def test_after_a_division_stand_divisions_only() -> None:
    found = [over("div", "head one two"), over("head", "head one"), over("p", "three four")]
    assert built(*found).startswith("<div> <head>head one</head> <p>two</p></div> <div> <p>three four</p>")


def test_a_list_with_words_outside_its_items_gives_way() -> None:
    found: list[Any] = [over("list", "one two three"), over("item", "one"), over("item", "three")]
    assert "<list" not in built(*found)


def test_labels_stand_before_all_items_or_inside_them() -> None:
    items = [over("list", "one two three"), over("label", "one"), over("item", "two"), over("item", "three")]
    assert "<list> <item><label>one</label> two</item> <item>three</item></list>" in built(*items)
    pairs = [*items[:3], over("label", "three"), over("item", "four"), over("list", "one two three four")]
    assert "<label>one</label> <item>two</item> <label>three</label> <item>four</item>" in built(*pairs[1:])


def test_a_body_without_words_has_a_paragraph() -> None:
    document = Document("test", " \n", (Part("t.txt", 0, 2, "", "utf-8"),), ())
    body = resolve(" \n", ()).body
    order(" \n", body)
    assert b"<p" in etree.tostring(build_text(document, body, {}))
