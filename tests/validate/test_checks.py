"""What no grammar checks: each warning where it is due, and silence where it is not."""

import pytest

from edition.validate import validate

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{}</TEI>'
CASES = (
    ('<p xml:id="note1"/>\n<ref target="#note2"/>', "pointer", 3, 6, "did you mean #note1?"),
    ('<ref corresp="#a http://x/#b #gone" xml:id="a"/>', "pointer", 2, 6, "give the id"),
    ('<p xml:lang="english">x</p>', "language", 2, 4, "it takes a code"),
    ('<p xml:lang="en_GB">x</p>', "language", 2, 4, "it takes a code"),
    ('<date from="1965" to="1961-03"/>', "range", 2, 7, "exchange"),
    ('<date notBefore="1961-03-04" notAfter="1961-02"/>', "range", 2, 7, "exchange"),
    ('<pb n=" "/>', "empty-n", 2, 5, "give it a value"),
    ("<choice><sic>teh</sic></choice>", "choice", 2, 1, "it takes two"),
)
RIGHT = (
    '<p xml:id="a"/><ref target="#a"/><ref target="other.xml#b"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="x.xml"/><ref target="#b"/>',
    '<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#b"/></egXML>',
    '<note n="#4"/><ref target="#xpath(//p)"/><ref target="#"/>',
    '<p xml:lang="grc-Latn-x-lom"/><p xml:lang=""/><p xml:lang="x-klingon"/><p xml:lang="de-1901"/>',
    '<date from="1961" to="1961-03"/><date from="-0044-03-15" to="-0027"/><date from="soon" to="1961"/>',
    "<choice><sic>teh</sic><corr>the</corr></choice>",
)


@pytest.mark.parametrize(("content", "code", "line", "column", "help_text"), CASES)
def test_a_doubt_is_a_warning_at_its_place(
    content: str, code: str, line: int, column: int, help_text: str
) -> None:
    found = [d for d in validate(TEI.format(content).encode(), "f.xml", ["none"]) or ()]
    assert [(d.severity, d.code, d.location.line, d.location.column) for d in found] == [
        ("warning", f"check/{code}", line, column)
    ]
    assert (found[0].help or "").startswith(help_text)


@pytest.mark.parametrize("content", RIGHT)
def test_what_is_right_is_passed_over(content: str) -> None:
    assert validate(TEI.format(content).encode(), "f.xml", ["none"]) == ()
