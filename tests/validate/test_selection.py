"""Which diagnostics are told: by code or room, by path, and by an instruction in the file."""

from edition.diagnostics import Diagnostic, Location, Severity
from edition.validate.selection import Selection, selected


def fault(code: str, line: int | None = 1) -> Diagnostic:
    return Diagnostic(Severity.ERROR, Location("f.xml", line), code, "wrong")


def told(selection: Selection, *codes: str) -> list[str]:
    return [d.code for d in selected([fault(code) for code in codes], selection, None)]


def test_codes_and_rooms_are_left_out_or_told_alone() -> None:
    codes = ("relaxng/idref", "relaxng/id-twice", "schematron/a")
    assert told(Selection(ignore=("relaxng",)), *codes) == ["schematron/a"]
    assert told(Selection(select=("relaxng",), ignore=("relaxng/idref",)), *codes) == ["relaxng/id-twice"]
    assert told(Selection(ignore=("rel",)), *codes) == list(codes)


def test_that_a_file_could_not_be_checked_is_always_told() -> None:
    assert told(Selection(("schematron",), ("xml",)), "xml/ill-formed", "xml/external-dtd") == [
        "xml/ill-formed"
    ]


def test_what_is_added_selects_instead_and_ignores_besides() -> None:
    both = Selection(("a",), ("b",)).and_also(Selection(("c",), ("d",)))
    assert both == Selection(("c",), ("b", "d"))
    assert Selection(("a",)).and_also(Selection()) == Selection(("a",))


def test_an_instruction_in_the_file_counts_for_its_line_and_the_next() -> None:
    text = "<TEI>\r\n<?edition ignore relaxng/idref schematron?>\r\n<p/>\n<p/>"
    faults = [
        fault(code, line)
        for line in (2, 3, 4)
        for code in ("relaxng/idref", "schematron/x", "relaxng/invalid")
    ]
    left = selected(faults, Selection(), text)
    assert [(d.code, d.location.line) for d in left] == [
        ("relaxng/invalid", 2),
        ("relaxng/invalid", 3),
        ("relaxng/idref", 4),
        ("schematron/x", 4),
        ("relaxng/invalid", 4),
    ]
