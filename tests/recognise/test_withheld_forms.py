"""Forms of withholding in the papers of several agencies and archives, whole and damaged, and what looks alike."""

import pytest
from contexts import context_of

from edition.findings import Annotation, Correction, Finding
from edition.recognise.exemptions import exemption_label
from edition.recognise.interpolations import interpolations
from edition.recognise.redaction_notes import redaction_notes
from edition.recognise.redactions import redactions


def found_in(text: str) -> list[Finding]:
    context = context_of(text)
    found: list[Finding] = list(redaction_notes(context, ()))
    found += redactions(context, tuple(found))
    return [*found, *interpolations(context, tuple(found))]


def segs(text: str) -> list[tuple[str, str]]:
    """The words of each `seg` and its type."""
    return [
        (text[f.start : f.end], dict(f.attributes)["type"])
        for f in found_in(text)
        if isinstance(f, Annotation) and f.element == "seg"
    ]


def notes(text: str) -> list[str]:
    return [
        text[f.start : f.end] for f in found_in(text) if isinstance(f, Annotation) and f.element == "note"
    ]


def gap(text: str) -> dict[str, str]:
    (found,) = (f for f in found_in(text) if isinstance(f, Annotation) and f.element == "gap")
    return dict(found.attributes)


# Foreign Relations of the United States, committees of Congress, the National Archives at Kew, inspectors general.
@pytest.mark.parametrize(
    ("words", "unit", "amount"),
    [
        ("[2-1/2 pages of source text not declassified]", "page", ("quantity", "2.5")),
        ("[1 paragraph (3 lines) not declassified]", "line", ("quantity", "3")),
        ("[less than 1 line of source text not declassified]", "line", ("atMost", "1")),
        ("[1 paragraph (2½ lines) and 3 footnotes not declassified]", None, None),
        ("[one and a half pages not declassified]", "page", ("quantity", "1.5")),
        ("[twenty-two lines not declassified]", "line", ("quantity", "22")),
        ("[I line not declassified]", "line", ("quantity", "1")),
        ("[2 1ines of source text not dec1assified]", "line", ("quantity", "2")),
        ("[1 line not declas-\nsified]", "line", ("quantity", "1")),
        ("[2 lines not yet declassified]", "line", ("quantity", "2")),
        ("[8 lines not declassified—handling instructions]", "line", ("quantity", "8")),
        ("[3-digit number not declassified]", "number", ("quantity", "1")),
        ("[codename not declassified]", "codename", ("quantity", "1")),
        ("[name and address redacted]", None, None),
        ("[Text deleted for security reasons]", None, None),
        ("[redacted: 2 lines]", "line", ("quantity", "2")),
        ("[REDACTED - b(6)]", None, None),
        ("[5 lines still classified]", "line", ("quantity", "5")),
        ("[Page 2 of 5 denied in full]", "page", ("quantity", "1")),
        ("[section 3(4) retained]", None, None),
        ("[one sentence retained under section 3(4)]", "sentence", ("quantity", "1")),
        ("[passage deleted and retained under Section 3(4)]", None, None),
        ("[closed under FOI exemption]", None, None),
        ("[words omitted for reasons of national security]", "word", None),
        ("told Mr. [------] that", None, None),
        ("told [ ] that he", None, None),
        ("from|_______ in Miami", None, None),
        ("and that [blank] would meet him", None, None),
        ("was told by REDACTED that the office", None, None),
    ],
)
def test_what_agencies_write_where_they_withhold(
    words: str, unit: str | None, amount: tuple[str, str] | None
) -> None:
    assert [kind for _, kind in segs(words)] == ["redaction"]
    said = gap(words)
    assert said.get("unit") == unit
    assert [(key, value) for key, value in said.items() if key not in ("reason", "unit")] == (
        [amount] if amount else []
    )


@pytest.mark.parametrize(
    ("text", "words", "mended"),
    [
        ("had met [name not declassifiedJ in Vientiane", "[name not declassifiedJ", [("J", "]")]),
        ("met [name not declassified1 there", "[name not declassified1", [("1", "]")]),
        ("name not declassified] was there", "name not declassified]", []),
        (
            "and |2 lines of source text not declassified] then",
            "|2 lines of source text not declassified]",
            [("|", "[")],
        ),
        ("[2 lines of source text not declassified", "[2 lines of source text not declassified", []),
        ("by [deletedJ in Saigon", "[deletedJ", [("J", "]")]),
        ("close association with{___Jbegan", "{___J", [("{", "["), ("J", "]")]),
    ],
)
def test_a_statement_with_a_ruined_bracket(text: str, words: str, mended: list[tuple[str, str]]) -> None:
    assert segs(text) == [(words, "redaction")]
    assert [(text[c.start : c.end], c.reading) for c in found_in(text) if isinstance(c, Correction)] == mended


@pytest.mark.parametrize(
    "text",
    [
        "The file was deleted. (This was not declassified until 1993.)",
        "(with names deleted)",
        "(two copies destroyed)",
        "(retained in the files)",
        "the bill had been withheld (visa denied)",
        "[ ] Approved [ ] Disapproved",
        "[__] UNCLASSIFIED [__] SECRET",
        "THE REDACTED VERSION WAS SENT",
        "[_| issued [_| slotted",
    ],
)
def test_what_only_looks_like_withholding(text: str) -> None:
    assert segs(text) == []


@pytest.mark.parametrize(
    "text",
    ["[Page is blank]", "[blank page]", "He went [...] to Paris", "[Omitted here is a list.]", "[retained]"],
)
def test_an_editor_s_remark_withholds_nothing(text: str) -> None:
    assert [kind for _, kind in segs(text)] == ["interpolation"]


@pytest.mark.parametrize(
    "text",
    [
        "[inaudible]",
        "[two words illegible]",
        "[illegible signature]",
        "[words missing in original]",
        "(GROUP GARBLED)",
    ],
)
def test_what_the_source_says_nobody_can_read(text: str) -> None:
    assert [kind for _, kind in segs(text)] == ["illegible"]


# NSA, CIA, FBI, Department of State, presidential libraries, the National Archives at Kew.
@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("(b)(3)-P.L. 86-36", ["P.L. 86.36", "FOIA (b)(3)"]),
        ("EO 3.3(h)(2)\nPL 86-36/50 USC 3605", ["E.O. 3.3(h)(2)", "P.L. 86.36", "U.S.C. 50(3605)"]),
        ("EO 1.4.(c)", ["E.O. 1.4(c)"]),
        ("50X1-HUM", ["Declassify on 50X1.HUM"]),
        ("25X1A9a", ["Declassify on 25X1A9a"]),
        ("25X1, E.O.13526", ["Declassify on 25X1"]),
        ("STATINTL", ["CIA STATINTL"]),
        ("b6\nb7C\nb7D", ["FOIA (b)(6)", "FOIA (b)(7)(C)", "FOIA (b)(7)(D)"]),
        ("b6 per FBI\nb7C -1", ["FOIA (b)(6)", "FOIA (b)(7)(C)"]),
        ("(b)(1)\n(b)(3) NatSecAct", ["FOIA (b)(1)", "FOIA (b)(3)"]),
        ("(b)(1)\n(b)(3)(n)", ["FOIA (b)(1)", "FOIA (b)(3)"]),
        ("E0 12958\n3.4(b)(1)>25Yrs\n(C)", ["E.O. 12958 3.4(b)(1)"]),
        ("RELEASE IN PART\nB1, 1.4(B), 1.4(D)", ["E.O. 1.4(b)", "E.O. 1.4(d)", "FOIA (b)(1)"]),
        ("Classified By: Ambassador John Smith, Reasons 1.4 (b) and (d)", ["E.O. 1.4(b)"]),
        ("E.O. 12356: DECL: OADR", ["Declassify on OADR"]),
        ("E.O. 11652: XGDS-3", ["XGDS 3"]),
        (
            "CLASSIFIED BY 058375\nEXEMPT FROM GENERAL DECLASSIFICATION\nSCHEDULE OF E.O. 11652, EXEMPTION CATEGORY:\n"
            "5B(1), (2), (3)\nAUTOMATICALLY DECLASSIFIED ON\nIMPOSSIBLE TO DETERMINE",
            ["E.O. 11652 5B(1)"],
        ),
        ("GROUP-4\nDowngraded at 3 year intervals;\ndeclassified after 12 years", ["Group 4"]),
        ("Total Deleted Page(s) = 3\nPage 12 ~ b6;\nPage 13 ~ Duplicate;", ["FOIA (b)(6)"]),
        ("WITHDRAWAL/REDACTION SHEET\nRONALD W. REAGAN LIBRARY", []),
        (
            "THIS DOCUMENT HAS BEEN RETAINED UNDER SECTION 3(4)\nOF THE PUBLIC RECORDS ACT 1958",
            ["Public Records Act 1958, section 3(4)"],
        ),
    ],
)
def test_blocks_of_codes_are_one_note_each(text: str, labels: list[str]) -> None:
    assert notes(text) == [text]
    (note,) = (f for f in found_in(text) if isinstance(f, Annotation) and f.element == "note")
    pointers = dict(note.attributes).get("ana", "").replace("#", "").split()
    assert [exemption_label(pointer) for pointer in pointers] == labels


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The source reported that 25X1C\nthe station had been told\nof it. 25X1A", ["25X1C", "25X1A"]),
        ("interviewed by SA b6\nb7C at his home", ["b6\nb7C"]),
        ("[1 line not declassified] 3.3(b)(1) and", ["3.3(b)(1)"]),
        ("had met with 25X1C in Paris", ["25X1C"]),
    ],
)
def test_codes_beside_a_line(text: str, codes: list[str]) -> None:
    assert notes(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        "The Department denied it under (b)(1), and (b)(3)",
        "exempt under Title 5 U.S.C. 552\n(b)(1), (b)(6)",
        "Exemption 25X1 is the code for it",
        "Exemptions 25X1 and 25X6 apply",
        "the 1.4(c) exemption",
        "DECLASSIFIED UNDER AUTHORITY OF THE\nINTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL,\n"
        "E.O. 13526, SECTION 5.3(b)(3)",
        "DECLASSIFIED\nE.O. 12958, Sec. 3.6",
        "E.O. 11652: GDS",
        "the b6 square and the b7 bishop",
    ],
)
def test_codes_that_prose_cites_are_plain_text(text: str) -> None:
    assert notes(text) == []


@pytest.mark.parametrize(
    "bait",
    [
        "[",
        "[ ",
        "(b)(1) ",
        "25X1\n",
        "b6\n",
        "not declassified ",
        "[blank] ",
        "E.O. 12958 ",
        "|_",
        "REDACTED ",
    ],
)
def test_bait_is_read_without_running_away(bait: str) -> None:
    found_in(bait * 20_000)
