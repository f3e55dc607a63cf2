"""Statements of what is withheld, exemption marks, review notes, portion markings."""

from pathlib import Path

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Correction, Finding
from edition.recognise.exemptions import exemption_label, exemptions
from edition.recognise.interpolations import interpolations
from edition.recognise.redaction_notes import redaction_notes
from edition.recognise.redactions import redactions
from edition.recognise.withholding import statement

ROWS = Path(__file__).parents[3] / "shared" / "gold" / "redactions.tsv"


def found_in(text: str) -> list[Finding]:
    context = context_of(text)
    notes = list(redaction_notes(context, ()))
    return [*notes, *redactions(context, notes)]


def annotations(text: str, element: str) -> list[Annotation]:
    return [f for f in found_in(text) if isinstance(f, Annotation) and f.element == element]


def spans(text: str, element: str) -> list[str]:
    return [text[f.start : f.end] for f in annotations(text, element)]


def outcome(words: str) -> str:
    """What a paragraph of these words is taken for."""
    for annotation in found_in(words):
        if isinstance(annotation, Annotation):
            if annotation.element == "note":
                return "note"
            if annotation.element == "seg":
                return dict(annotation.attributes)["type"]
    return "interpolation" if list(interpolations(context_of(words), ())) else "none"


@pytest.mark.skipif(not ROWS.exists(), reason="the table of redactions is not beside the repository")
def test_every_row_of_the_table_of_redactions() -> None:
    lines = ROWS.read_text(encoding="utf-8").splitlines()
    for line in (line for line in lines if not line.startswith(("#", "words\t"))):
        words, expected, unit, quantity, at_most = (line.split("\t") + [""] * 4)[:5]
        assert outcome(words) == expected, words
        if expected == "redaction":
            said = dict(annotations(words, "gap")[0].attributes)
            assert said.get("unit", "") == unit, words
            assert said.get("atMost" if at_most else "quantity", "") == quantity, words


@pytest.mark.parametrize(
    ("words", "unit", "quantity", "at_most"),
    [
        ("1 line not declassified", "line", "1", False),
        ("1-1/2 lines not declassified", "line", "1.5", False),
        ("3½ lines of source text not declassified", "line", "3.5", False),
        ("half page not declassified", "page", "0.5", False),
        ("twelve words excised", "word", "12", False),
        ("less than 2 lines not declassified", "line", "2", True),
        ("2 pages (less than 50 lines of source text) not declassified", "line", "50", True),
        ("2 cryptonyms not declassified", "cryptonym", "2", False),
        ("pages 3-5 denied in full", "page", "3", False),
        ("names not declassified", "name", None, False),
        ("about 3 lines not declassified", "line", None, False),
        ("1 paragraph and 3 lines not declassified", None, None, False),
        ("classification marking not declassified", None, None, False),
        ("withheld from release by CIA", None, None, False),
        ("security deletion", None, None, False),
    ],
)
def test_a_statement_tells_how_much_of_what(
    words: str, unit: str | None, quantity: str | None, at_most: bool
) -> None:
    said = statement(words)
    assert said is not None
    assert (said.reason, said.unit, said.quantity, said.at_most) == ("redacted", unit, quantity, at_most)


@pytest.mark.parametrize(
    "words",
    [
        "but not declassified",
        "the name was deleted",
        "which had been denied in full",
        "full text and sanitized",
        "visa denied",
        "Page 2 is missing from the record copy",
        "attachment missing",
    ],
)
def test_prose_states_nothing(words: str) -> None:
    assert statement(words) is None


def test_a_gap_stands_at_the_beginning_of_its_statement() -> None:
    text = "He met [name not declassified] in Mexico."
    seg, gap = (f for f in found_in(text) if isinstance(f, Annotation))
    assert text[seg.start : seg.end] == "[name not declassified]"
    assert (gap.element, gap.start, gap.end) == ("gap", seg.start, seg.start)
    assert gap.attributes == (("reason", "redacted"), ("unit", "name"), ("quantity", "1"))


def test_one_damaged_bracket_of_a_statement_is_mended() -> None:
    text = "then [deleted} had come"
    corrections = [f for f in found_in(text) if isinstance(f, Correction)]
    assert [(text[c.start : c.end], c.reading) for c in corrections] == [("}", "]")]


@pytest.mark.parametrize(
    ("text", "words", "quantity"),
    [
        ("28 Page(s) withheld entirely at this location in the file", None, "28"),
        ("dZ Page(s) withheld entirely at this location in the file", None, None),
        ("Page 4 denied in full", None, "1"),
        ("Next 3 Page(s) In Document Exempt", None, "3"),
        ("Next 14 Page(s) In Document Denied", None, "14"),
        ("X DELETED PAGE(S) X", None, None),
        ("[2 pages withheld]", None, "2"),
    ],
)
def test_pages_withheld_on_a_line_of_their_own(text: str, words: str | None, quantity: str | None) -> None:
    assert spans(text, "seg") == [words or text]
    (gap,) = annotations(text, "gap")
    assert (dict(gap.attributes)["unit"], dict(gap.attributes).get("quantity")) == ("page", quantity)


def test_bars_count_their_characters() -> None:
    assert dict(annotations("met with ██████ ████ there", "gap")[0].attributes)["quantity"] == "10"


def test_empty_boxes_beside_words_are_redactions_and_check_boxes_are_not() -> None:
    assert spans("TITLE\n[__JArmy UNITS ALERTED", "seg") == ["[__J"]
    assert spans("Mr. [____] advised the Station", "seg") == ["[____]"]
    assert spans("[__] UNCLASSIFIED [__] SECRET\n{__[_UNCLASSIFIED", "seg") == []


def test_typing_struck_out_is_no_redaction() -> None:
    assert found_in("XXXXX ZEA\nthe XXXXX ZEA") == []


def test_a_doubted_word_is_unclear() -> None:
    assert spans("with a minimum of seven (?) French officers", "unclear") == ["seven"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("that follows.\n\nE2 IMPDET •\nCL BY 012170\n\nnext", "E2 IMPDET •\nCL BY 012170"),
        ("5. FILE DEFER. E2 IMPDET.\n", "E2 IMPDET."),
        (
            "• GROUP 1\n\nExcluded from automatic\n\ndowngrading and",
            "GROUP 1\n\nExcluded from automatic\n\ndowngrading and",
        ),
        (
            "5. CL BY 0535054; CL REASON: 1.5 (C); DECL ON: X1;",
            "CL BY 0535054; CL REASON: 1.5 (C); DECL ON: X1;",
        ),
        ("RESTRICTIONS : 1B; 4\nx", "1B; 4"),
        ("CURRENTSTATUS: — Redact\nx", "Redact"),
        ("CURRENT STATUS : POSTPONED IN FULL", "POSTPONED IN FULL"),
        ("1 (R] - ITEM IS RESTRICTED", "(R] - ITEM IS RESTRICTED"),
    ],
)
def test_exemption_marks_and_review_notes(text: str, note: str) -> None:
    assert spans(text, "note") == [note]


@pytest.mark.parametrize(
    "text",
    [
        "RESTRICTIONS: Open in Full",
        "RESTRICTIONS: REFERRED",
        "CURRENT STATUS : O",
        "exempt under Title 5 U.S.C. 552(b)(1), (b) (3), and\n(b) (6): two documents",
        "eight documents had been denied in full",
        "the delegation has withdrawn from the talks",
        "the bill was deleted from the agenda",
        "a group of officers was excluded from the meeting",
        "restricted to those who must know, in part because of him",
    ],
)
def test_lookalikes_are_no_notes(text: str) -> None:
    assert found_in(text) == []


def test_a_notice_is_one_note_to_the_end_it_names() -> None:
    text = "Status of Document: Postponed in Part\n\nNext: 2017\n\nBoard Review Completed: 10/24/95\n\nx"
    assert spans(text, "note") == [text[: text.index("\n\nx")]]


def test_codes_point_to_exemptions_with_labels() -> None:
    text = "JFK Act 5 (9) (2) (D)"
    (note,) = annotations(text, "note")
    assert note.attributes == (("type", "redaction"), ("ana", "#x-jfk-5_g_2_D"))
    assert exemption_label("x-jfk-5_g_2_D") == "JFK Act 5(g)(2)(D)"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("JFK Act 6 (1)(B)", "JFK Act 6(1)(B)"),
        ("44USC2107(5)(g)(2)(D)", "JFK Act 5(g)(2)(D)"),
        ("E.O. 12958 3.4(b)(1)>25Yrs", "E.O. 12958 3.4(b)(1)"),
        ("EXEMPT PER E.0, 13526\nSEC 3.3(b)", "E.O. 13526 3.3(b)"),
        ("CL REASON: 1.5 (C)", "Reason 1.5(c)"),
        ("DECLASSIFY ON: 25X1", "Declassify on 25X1"),
        ("(b)(7)(C)", "FOIA (b)(7)(C)"),
        ("b7C", "FOIA (b)(7)(C)"),
    ],
)
def test_codes_are_read_in_their_forms(text: str, label: str) -> None:
    assert [exemption_label(identifier) for identifier in exemptions(text)] == [label]


def test_portion_markings_stand_at_the_head() -> None:
    assert spans("(S) The Station has no word\n\n2. (TS//SI) At the end\n\nas told (S) by him", "seg") == [
        "(S)",
        "(TS//SI)",
    ]


def test_a_lettered_list_has_no_portion_markings() -> None:
    assert spans("(B) The first\n\n(C) The second", "seg") == []


@given(st.text(alphabet="[](){}_X█?deleted CLBY12\n", max_size=80))
def test_findings_lie_within_the_text(text: str) -> None:
    assert all(0 <= f.start <= f.end <= len(text) for f in found_in(text))


@pytest.mark.parametrize(
    "bait",
    [
        "(",
        "(deleted",
        "[deleted] ",
        "[__",
        "█",
        "xx XXXX ",
        "a(?)",
        "IMPDET\n",
        "EXEMPT FROM ",
        "GROUP 1\n",
        "CL BY ",
        "25X1 ",
        "\n",
    ],
)
def test_bait_is_read_without_running_away(bait: str) -> None:
    found_in(bait * 50_000)
