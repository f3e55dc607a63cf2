"""XInclude: files of the edition's own in their places; none from outside, none for ever."""

from pathlib import Path

import pytest

from edition.site import RenderedDocument, SiteSettings, render_document

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def rendered(folder: Path, body: str, **files: str) -> RenderedDocument:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    tei = f"<TEI {TEI} {XI}><text><body><p>before</p>{body}<p>after</p></body></text></TEI>"
    (folder / "a.xml").write_text(tei)
    return render_document("a", tei.encode(), SiteSettings(documents=("a",)), str(folder / "a.xml"))


def text_of(document: RenderedDocument) -> str:
    page = dict(document.pages)["index.html"].decode()
    return page[page.index("<article") : page.index("</article>")]


def test_a_file_is_put_in_its_place_and_those_it_includes_are_found_beside_it(tmp_path: Path) -> None:
    document = rendered(
        tmp_path,
        '<xi:include href="parts/b.xml"/> ',
        parts__b_xml=f'<div {TEI} {XI}><p>second</p><xi:include href="c.xml"/></div>',
        parts__c_xml=f"<p {TEI}>third</p>",
    )
    text = text_of(document)
    assert text.index("before") < text.index("second") < text.index("third") < text.index("after")
    assert "not here" not in text and document.diagnostics == ()


def test_a_part_is_pointed_at_and_text_is_text(tmp_path: Path) -> None:
    document = rendered(
        tmp_path,
        '<p>x<xi:include href="b.xml" xpointer="two"/>y <xi:include href="c.txt" parse="text"/>z</p>',
        b_xml=f'<p {TEI}><seg>one</seg><seg xml:id="two">two</seg></p>',
        c_txt="a < b",
    )
    text = text_of(document)
    assert ">two</span>y a &lt; bz" in text and "one" not in text


@pytest.mark.parametrize(
    "href", ["nowhere.xml", "../secret.xml", "https://example.org/x.xml", "file:///etc/passwd", "a.xml", ""]
)
def test_what_is_not_there_or_outside_or_the_file_itself_is_named_on_the_page(
    tmp_path: Path, href: str
) -> None:
    (tmp_path / "secret.xml").write_text(f"<p {TEI}>secret</p>")
    folder = tmp_path / "edition"
    folder.mkdir()
    document = rendered(folder, f'<xi:include href="{href}"/>')
    assert "not here: " in text_of(document) and "secret</p>" not in text_of(document)
    assert [each.code for each in document.diagnostics] == ["render/inclusion"]


def test_a_fallback_stands_in_the_place_of_what_is_not_there(tmp_path: Path) -> None:
    fallback = (
        '<xi:include href="no.xml"><xi:fallback>lost: <xi:include href="b.xml"/>!</xi:fallback></xi:include>'
    )
    document = rendered(tmp_path, f"<p>a {fallback} z</p>", b_xml=f"<hi {TEI}>found</hi>")
    text = text_of(document)
    assert "a lost: " in text and ">found</span>! z" in text and "not here" not in text


def test_files_that_include_each_other_come_to_an_end(tmp_path: Path) -> None:
    document = rendered(
        tmp_path,
        '<xi:include href="b.xml"/>',
        b_xml=f'<div {TEI} {XI}><p>b</p><xi:include href="c.xml"/><xi:include href="c.xml"/></div>',
        c_xml=f'<div {TEI} {XI}><p>c</p><xi:include href="b.xml"/></div>',
    )
    assert text_of(document).count(">c</p>") == 2
    assert {each.code for each in document.diagnostics} == {"render/inclusion"}


def test_an_included_file_that_is_no_xml_is_an_error_with_its_place(tmp_path: Path) -> None:
    document = rendered(tmp_path, '<xi:include href="b.xml"/>', b_xml="<p>\n<q></p>")
    fault = next(each for each in document.diagnostics if each.severity == "error")
    assert fault.location.file.endswith("b.xml") and fault.location.line == 2
    assert "after" in text_of(document)
