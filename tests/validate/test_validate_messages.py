"""What is said of a document that a grammar refuses: one fault, at its place, in words that help."""

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
        *("<list> cannot stand in <ab>", "here may stand"),
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
        *('"1961-02-30" is no value of @when on <date>', None),
    ),
    (
        *("narrative", "<head><seg", "stray words<head><seg", "text-not-allowed", "div"),
        *('text cannot stand directly in <div>: "stray words"', "put it into <p> or <ab>"),
    ),
    (
        *("narrative", "<label>b.</label>", "", "element-out-of-place", "item"),
        *("<item> cannot stand at this place in <list>", "its order"),
    ),
    (*("narrative", "<reg resp", "<orig>quay</orig></choice><choice><reg resp", None, None, None, None),),
    (
        *("narrative", '<date when="1961-03-04"', "<date", "attributes", "date"),
        *("the attributes of <date> do not go together, or one is missing", "it may have"),
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
    assert changed.split("\n")[place.line - 1][place.column - 1] == "<"


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


def test_a_root_in_the_wrong_namespace_is_told_as_such() -> None:
    found = validate(b"<TEI/>", "s.xml", [str(resource("schemas") / "edition.rng")]) or ()
    assert [d.code for d in found] == ["relaxng/namespace"]
    assert found[0].help == 'write xmlns="http://www.tei-c.org/ns/1.0" on it'


def test_a_line_break_within_a_start_tag_does_not_move_the_place(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode")
    changed = text.replace("<quote ", "<quote\n\n who='x'\n ", 1)
    found = validate(changed.encode(), "s.xml") or ()
    line = changed[: changed.index("<quote")].count("\n") + 1
    assert [d.location.line for d in found] == [line]
