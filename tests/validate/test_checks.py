"""What no grammar checks: each warning where it is due, and silence where it is not."""

from pathlib import Path

import pytest

from edition.validate import validate

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{}</TEI>'
CASES = (
    ('<p xml:id="note1"/>\n<ref target="#nite1"/>', "pointer", 3, 6, "did you mean #note1?"),
    ('<p xml:id="note1"/>\n<ref target="#note2"/>', "pointer", 3, 6, "give the id"),
    ('<date when="1965-02-30"/>', "date", 2, 7, "February 1965 has 28 days"),
    ('<date from="1900-13-01"/>', "date", 2, 7, "there is no month 13"),
    ('<rs type="ship "/>', "space", 2, 5, "take the space away"),
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
    '<date when="2000-02-29"/><date when="-0004-02-29"/><date when="1965-02-30Z"/><date when="1965"/>',
    '<date from="1961" to="1961-03"/><date from="-0044-03-15" to="-0027"/><date from="soon" to="1961"/>',
    '<ref target="http://[x"/><ref target="[x.xml#b]"/><ref target="//[.xml#b"/>',
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


def told(data: str, file: str = "f.xml", project: Path | None = None) -> list[str]:
    found = validate(TEI.format(data).encode(), file, ["none"], project=project) or ()
    return [d.message for d in found]


def test_a_pointer_that_stands_often_is_told_once() -> None:
    text = '<p xml:id="a"/><ref target="#a"/>' + '<ref target="#gone"/>' * 3
    assert told(text) == ['@target points at "#gone", and nothing in this file has this id (3 times)']


def test_where_nothing_arrives_that_an_attribute_points_at_it_is_told_once() -> None:
    text = '<name ref="#one"/><name ref="#two"/><name ref="#three"/>'
    assert told(text) == ['no @ref of this file arrives: "#one" and 2 more point at no id here']


def test_an_id_in_another_file_of_the_project_is_enough(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "people.xml").write_text('<TEI><person xml:id="lom"/></TEI>')
    text, file = '<name ref="#lom"/><name ref="#vidin"/>', str(tmp_path / "letters" / "f.xml")
    assert told(text, file, tmp_path) == ['@ref points at "#vidin", and nothing in this file has this id']


def test_a_pointer_into_a_file_that_is_there_must_arrive(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text('<TEI><person xml:id="lom"/></TEI>')
    text = "".join(f'<name ref="{each}"/>' for each in ("people.xml#lom", "people.xml#gone", "absent.xml#x"))
    expected = ['@ref points at "people.xml#gone", and nothing in people.xml has this id']
    assert told(text, str(tmp_path / "f.xml")) == expected


PREFIX = (
    '<teiHeader><prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="people.xml#$1"/>'
    "</teiHeader>"
)


def test_private_schemes_are_followed(tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text('<TEI><person xml:id="lom"/></TEI>')
    words = ("psn:lom", "psn:vidin", "psn:LOM", "other:x", "http://x.org/")
    text = PREFIX + "".join(f'<name ref="{each}"/>' for each in words)
    assert told(text, str(tmp_path / "f.xml")) == [
        '@ref points at "psn:vidin", and nothing in people.xml has this id',
        '@ref points at "psn:LOM", and it fits no pattern of its prefix psn',
    ]
