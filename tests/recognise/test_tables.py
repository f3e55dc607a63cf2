"""Tables by tabs and columns, and identification forms."""

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation
from edition.recognise.forms import IDENTIFICATION, identification_forms
from edition.recognise.tables import tables


def found_in(text: str) -> list[Annotation]:
    """All annotations of forms and tables."""
    context = context_of(text)
    forms = list(identification_forms(context, ()))
    return [f for f in (*forms, *tables(context, forms)) if isinstance(f, Annotation)]


def rows(text: str) -> list[list[str]]:
    """The cells of each row."""
    found = found_in(text)
    return [
        [
            text[c.start : c.end]
            for c in found
            if c.element == "cell" and row.start <= c.start and c.end <= row.end
        ]
        for row in found
        if row.element == "row"
    ]


FORM = """JFK ASSASSINATION SYSTEM
IDENTIFICATION FORM
AGENCY INFORMATION
AGENCY : DOS
RECORD NUMBER : 119-10003-10181
RECORDS SERIES :
DS
AGENCY FILE NUMBER :
DOCUMENT INFORMATION
ORIGINATOR : CIA
TITLE:
DATE: 09/02/66
PAGES
2
SUBJECTS:
OSWALD, LEE HARVEY
OSWALD, LEE HARVEY, RUSSIAN PERIOD
DOCUMENT TYPE PAPER
RESTRI RIEL IONS : 1B
COMMENTS :
The record is held in part.
"""


def test_a_form_of_labels_and_values_is_two_tables() -> None:
    assert rows(FORM) == [
        ["AGENCY :", "DOS"],
        ["RECORD NUMBER :", "119-10003-10181"],
        ["RECORDS SERIES :", "DS"],
        ["AGENCY FILE NUMBER :", ""],
        ["ORIGINATOR :", "CIA"],
        ["TITLE:", ""],
        ["DATE:", "09/02/66"],
        ["PAGES", "2"],
        ["SUBJECTS:", "OSWALD, LEE HARVEY\nOSWALD, LEE HARVEY, RUSSIAN PERIOD"],
        ["DOCUMENT TYPE", "PAPER"],
        ["RESTRI RIEL IONS :", "1B"],
        ["COMMENTS :", "The record is held in part."],
    ]
    found = [f for f in found_in(FORM) if f.element == "table"]
    assert [FORM[f.start : f.end].split("\n")[0] for f in found] == ["AGENCY : DOS", "ORIGINATOR : CIA"]
    assert {f.rule for f in found} == {IDENTIFICATION}


def test_labels_whose_values_come_after_all_of_them_are_no_table() -> None:
    text = "RECORD NUMBER :\nORIGINATOR :\nFROM :\nDOCUMENT TYPE :\nRESTRICTIONS :\nCIA\nNONE\nPAPER\n1B\n2"
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "AGENCY :\nRECORD NUMBER :\nRECORD SERIES :\nAGENCY FILE NUMBER :\nROCKCOM\n",
        "DOCUMENT TYPE :\nCURRENT STATUS :\nCOMMENTS : 5\n: PAPER\n: RELEASED\nDATE OF LAST REVIEW : 1995\n",
    ],
)
def test_values_that_stand_below_other_labels_are_no_table(text: str) -> None:
    assert rows(text) == []


def test_the_last_of_labels_without_values_has_not_the_values_of_all() -> None:
    text = (
        "ORIGINATOR: HSCA\nFROM: CIA\nTO:\nTITLE:\nDATE:\nPAGES:\nSUBJECTS:\n04/13/1978\n12\nMCMILLAN\n"
        "DOCUMENT TYPE : NOTES\nRESTRICTIONS: 1A\n"
    )
    assert [row[0] for row in rows(text)] == ["ORIGINATOR:", "FROM:", "DOCUMENT TYPE :", "RESTRICTIONS:"]


def test_what_is_together_stays_in_one_cell() -> None:
    text = "AGENCY : CIA\nRECORD NUMBER : 1\nORIGINATOR : FBI\nDATE:09/02/66\nCURRENT STATUS : P"
    assert ["DATE:09/02/66", ""] in rows(text)


def test_memorandum_heads_are_no_forms() -> None:
    assert rows("TO : The Director\nFROM : The Chief\nDATE : 2 March 1964\nSUBJECT : Oswald") == []


def test_lines_of_figures_between_tabs_are_rows() -> None:
    text = "Total activity was:\nGVN\t292/152\t2,165\nUS\t38/35\t1,400\nThat was all."
    assert rows(text) == [["GVN", "292/152", "2,165"], ["US", "38/35", "1,400"]]


def test_two_tabs_leave_a_cell_empty() -> None:
    text = "Objective\t1\t2\t3\nShortfall\t\t5\t6\nKIA\t7\t8\t9"
    assert rows(text)[1] == ["Shortfall", "", "5", "6"]


def test_rows_that_ocr_filled_up_with_tabs_belong_to_their_table() -> None:
    text = (
        "Area\tPlanned\tCompleted\nSOUTHERN:\t\t\nSaigon\t433\t105\nEastern Provinces\t1,595\t291\n"
        "CENTRAL:\t\nHigh Plateau\t930\t103\n\tin all\t8\nThat was all."
    )
    assert rows(text) == [
        ["Area", "Planned", "Completed"],
        ["SOUTHERN:", "", ""],
        ["Saigon", "433", "105"],
        ["Eastern Provinces", "1,595", "291"],
        ["CENTRAL:", ""],
        ["High Plateau", "930", "103"],
        ["", "in all", "8"],
    ]


def test_columns_that_are_empty_in_all_rows_are_none() -> None:
    text = "Here.\n\t\tGVN\t292\t2,165\t\n\t\tUS\t38\t1,400\t\n\t\tROK\t3\t99\t\nThere."
    assert rows(text) == [["GVN", "292", "2,165"], ["US", "38", "1,400"], ["ROK", "3", "99"]]


def test_a_chronology_with_citations_is_a_table_without_the_marking_below() -> None:
    long = "Shaplen, Lost Revolution, pp. 287-290; Saigon to State 836 of 13 September"
    text = "".join(
        f"{day}\tAug\t64\t{long}\tKhanh did what he had said he would do on that day.\n" for day in (11, 12)
    )
    text += "20\tSep\t64\tNSAM 314\tThe decisions of September are announced to the staff.\t.\n"
    text += "21\tSep\t64\tNSAM 315\tThe decisions of September are announced again.\n\t\ta-2\tTOP SECRET -\tSensitive\n"
    assert [row[0] for row in rows(text)] == ["11", "12", "20", "21"]


def test_a_chronology_in_columns_is_a_table() -> None:
    text = "".join(
        f"{day} Aug 1964\tKhanh acts\tKhanh did what he had said he would do\n" for day in (11, 12, 13)
    )
    assert len(rows(text)) == 3


def test_columns_set_apart_by_spaces_are_a_table() -> None:
    text = "Objective    252.1    259.5\nActual       244.7    245.5\nShortfall      6.6     11.0\n"
    assert rows(text)[0] == ["Objective", "252.1", "259.5"]
    assert len(rows(text)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "1.\tEngage more flags.\n2.\tReport to him.\n3.\tWrite to him.",
        "A.\tPolicies....... 95\t1\nB.\tEfforts....... 96\t2\nC.\tEnd....... 97\t3",
        "10 Jul\t1964\n15 Jul\t1964\n17 Jul\t1964",
        "\tIn the first place he had\n\tto see the President.\n\tHe then left.",
        "ISA concluded that although\tthe courses\tof\taction\nincluded under Course A had\tbeen\trecommended\tas\n"
        "package by the JCS. The DPM\tneed\tnot\tsay\nhad discussed these courses as\tones\tthat\tmight",
        "XII. THE FIRST BOMBING PAUSE\t\t106\nA.\tThe Background\t106\nB.\tSetting the Stage\t110",
        "48.\tIbid.,\tpp. 15.\n49.\tIbid.,\tpp. 16.\n50.\tIbid.,\tp. 9",
        "The\tNew\tYork\tTimes\nThe\tNew\tYork\tTimes\nThe\tNew\tYork\tTimes",
        "He   went   home.\nShe stayed   there and   he left.",
    ],
)
def test_numbered_paragraphs_contents_and_spread_words_are_no_tables(text: str) -> None:
    assert rows(text) == []


@given(st.text(alphabet="12 \t:AB\n", max_size=100))
def test_cells_lie_in_rows_and_rows_in_tables(text: str) -> None:
    found = found_in(text)
    assert all(0 <= f.start <= f.end <= len(text) for f in found)
    for inner, outer in (("cell", "row"), ("row", "table")):
        outers = [f for f in found if f.element == outer]
        assert all(
            any(o.start <= f.start and f.end <= o.end for o in outers) for f in found if f.element == inner
        )


@pytest.mark.parametrize("bait", ["\t", "   a", "1\t", "DATE : 1\n", "RECORD NUMBER :\n"])
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    assert all(f.end <= len(text) for f in found_in(text))
