"""What is said of a document that a grammar refuses: one fault, at its place, in words that help."""

from pathlib import Path

import pytest
from lxml import etree

from edition.resources import resource
from edition.validate import validate

# Sample, what is changed, and code, element, message and (the beginning of) help that this must give.
CASES = (
    (
        "records",
        "<closer>",
        "<hi/><closer>",
        "element-not-allowed",
        "hi",
        "<hi> cannot stand in <div>",
        "here",
    ),
    (
        *("narrative", "<ab><surplus", "<ab><list/><surplus", "element-not-allowed", "list"),
        *("<list> cannot stand in <ab>; close <ab> first", "here may stand"),
    ),
    (
        *("narrative", "<surplus reason", "<surplux/><surplus reason", "element-not-allowed", "surplux"),
        *("<surplux> cannot stand in <p>", "did you mean <surplus>?"),
    ),
    (
        *("narrative", '<date when="1961-03-04"', '<date wen="1961-03-04"', "attribute-not-allowed", "@wen"),
        *("@wen is no attribute of <date>", "did you mean @when?"),
    ),
    (
        *("narrative", ' cert="high">]', ">]", "attribute-missing", "@cert"),
        *("<corr> has no @cert", 'add cert="…"'),
    ),
    (
        *("narrative", '"pageNum"', '"pagenum"', "value-not-allowed", "@type"),
        *('"pagenum" is no value of @type on <fw>', "did you mean pageNum?"),
    ),
    (
        *("narrative", '<date when="1961-03-04"', '<date when="1961-02-30"', "value-not-allowed", "@when"),
        *('"1961-02-30" is no date: @when takes 1965, 1965-02, 1965-02-28, --02-28 or a time', "this month"),
    ),
    (
        *("narrative", "<head><seg", "stray words<head><seg", "text-not-allowed", "div"),
        *("text is not allowed directly in <div>", "put it into <p> or <ab>"),
    ),
    (
        *("narrative", "<label>b.</label>", "", "element-missing", "list"),
        *("<list> has no <label>", "put <label> before <item>"),
    ),
    (
        *("narrative", "<ab><surplus", '<ab><math xmlns="http://www.w3.org/1998/Math/MathML"/><surplus'),
        *("element-not-allowed", "math"),
        *('<math xmlns="http://www.w3.org/1998/Math/MathML"> cannot stand in <ab>', "it is MathML"),
    ),
    (
        *("narrative", '<date when="1961-03-04"', '<date when="1961/1963"', "value-not-allowed", "@when"),
        *('"1961/1963" is no date: @when takes 1965, 1965-02, 1965-02-28, --02-28 or a time', "this is two"),
    ),
    (
        *("narrative", "<text", '<text xmlns:x="x" x:note="1"', "attribute-not-allowed", "@x:note"),
        *("@x:note is no attribute of <text>", "it may have"),
    ),
    (*("narrative", "<reg resp", "<orig>quay</orig></choice><choice><reg resp", None, None, None, None),),
    (
        *("narrative", '<date when="1961-03-04"', "<date", "attribute-missing", "date"),
        *("<date> lacks an attribute", "add one of @from, @to, @when"),
    ),
)


@pytest.mark.parametrize(("sample", "old", "new", "code", "element", "message", "help_text"), CASES)
def test_a_fault_is_told_once_at_its_place(
    samples: dict[str, etree._Element],
    sample: str,
    old: str,
    new: str,
    code: str | None,
    element: str | None,
    message: str | None,
    help_text: str | None,
) -> None:
    text = etree.tostring(samples[sample], encoding="unicode")
    assert old in text
    changed = text.replace(old, new, 1)
    found = [d for d in validate(changed.encode(), "s.xml") or () if d.code.startswith("relaxng/")]
    if code is None:
        assert found
        return
    assert [(d.code, d.element, d.message) for d in found] == [(f"relaxng/{code}", element, message)]
    assert (found[0].help or "").startswith(help_text or "")
    place = found[0].location
    assert place.line is not None and place.column is not None
    by_code = {"attribute-not-allowed": (element or "")[1:], "value-not-allowed": (element or "")[1:]}
    culprit = {**by_code, "text-not-allowed": "stray"}.get(str(code), "<")
    assert changed.split("\n")[place.line - 1].startswith(culprit, place.column - 1)


def test_faults_far_apart_are_all_told(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode")
    for old, new in (
        ('reason="ocr"', 'reason="dust"'),
        ("<ab>* * *</ab>", "<gibberish/>"),
        ("<quote ", "<quote who='x' "),
        ("<respStmt ", "<respStmt n='1' "),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    codes = [d.code for d in validate(text.encode(), "s.xml") or ()]
    assert codes == [
        "relaxng/attribute-not-allowed",
        "relaxng/value-not-allowed",
        "relaxng/attribute-not-allowed",
        "relaxng/element-not-allowed",
    ]


def test_a_wrong_namespace_is_told_once_a_file(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode").replace(
        ' xmlns="http://www.tei-c.org/ns/1.0"', ""
    )
    found = validate(text.encode(), "s.xml", [str(resource("schemas") / "edition.rng")]) or ()
    assert [d.code for d in found] == ["relaxng/namespace"]
    assert found[0].help == 'write xmlns="http://www.tei-c.org/ns/1.0" on it'


def test_the_line_of_an_attribute_is_its_own(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode")
    changed = text.replace("<quote ", "<quote\n\n who='x'\n ", 1)
    found = validate(changed.encode(), "s.xml") or ()
    before = changed[: changed.index("who='x'")]
    assert [(d.location.line, d.location.column) for d in found] == [(before.count("\n") + 1, 2)]


GRAMMAR = """<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <choice><element name="a"><empty/></element><element name="b"><empty/></element></choice>
  <zeroOrMore><choice>
    <element name="a"><empty/></element><element name="c"><empty/></element>
  </choice></zeroOrMore>
  <optional><group><element name="x"><empty/></element><element name="y"><empty/></element></group></optional>
</element>"""


@pytest.mark.parametrize(
    ("children", "code", "element", "message"),
    [
        ("<c/>", "element-missing", "TEI", "something is missing in <TEI> before <c>"),
        ("<c/><a/>", "element-out-of-place", "c", "<a> must come before <c>"),
        ("<c/><c/><a/>", "element-out-of-place", "a", "<a> must come before <c>"),
        ("<a/><y/><x/>", "element-out-of-place", "y", "<x> must come before <y>"),
        ("<a/><y/>", "element-missing", "TEI", "<TEI> has no <x>"),
        ("<a/><b/>", "element-out-of-place", "b", "<b> must come before <a>"),
    ],
)
def test_of_what_is_disordered_it_is_said_what_comes_first(
    tmp_path: Path, children: str, code: str, element: str, message: str
) -> None:
    schema = tmp_path / "s.rng"
    schema.write_text(GRAMMAR)
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{children}</TEI>'
    found = validate(text.encode(), "s.xml", [str(schema)]) or ()
    assert [(d.code, d.element, d.message) for d in found] == [(f"relaxng/{code}", element, message)]
