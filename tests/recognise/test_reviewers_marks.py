"""What reviewers wrote and stamped beside the text: codes alone on lines, stamps they ticked, marks cut apart."""

import pytest
from contexts import context_of

from edition.findings import Annotation, Certainty, Finding
from edition.recognise.lone_codes import lone_codes
from edition.recognise.redaction_notes import redaction_notes
from edition.recognise.redactions import redactions

CABLE = (
    "RESTRICTED HANDLING\n7-34\nCITE DAR ES SALAAM 1144\n12-35\nTO: HEADQUARTERS INFO NAIROBI\n17-34\n"
    "REFS A. DAR ES SALAAM\nHEADQUARTERS 9343\n17-34\nAND NAIROBI TOO\n"
)


def found_in(text: str) -> list[Finding]:
    context = context_of(text)
    found: list[Finding] = list(redaction_notes(context, ()))
    return [*found, *redactions(context, tuple(found))]


def notes(text: str) -> list[str]:
    """The words of each note, in their order."""
    spans = sorted(
        (f.start, f.end) for f in found_in(text) if isinstance(f, Annotation) and f.element == "note"
    )
    return [text[start:end] for start, end in spans]


def withheld(text: str) -> list[tuple[str, str | None]]:
    """The words of each redaction, and how many pages it says are missing."""
    found = [f for f in found_in(text) if isinstance(f, Annotation)]
    segs = [text[f.start : f.end] for f in found if f.element == "seg"]
    gaps = [dict(f.attributes).get("quantity") for f in found if f.element == "gap"]
    return list(zip(segs, gaps, strict=True))


def test_pairs_of_numbers_alone_on_lines_are_codes_where_one_recurs() -> None:
    assert notes(CABLE) == ["7-34", "12-35", "17-34", "17-34"]
    certs = {f.cert for f in found_in(CABLE) if isinstance(f, Annotation) and f.element == "note"}
    assert certs == {Certainty.MEDIUM}


@pytest.mark.parametrize(
    "text",
    [
        "9-14\nHe wrote on\n9-14\nand again on\n9-15\nand then\n9-14\nnothing",  # days
        "13-46\nHe wrote\n12-58\nand again\n17-88\nnothing",  # none recurs
        "The score was\n17-34\nat half time and\n17-34\nat the end",  # too few
        "the file 17-34 and the file 17-34, then 17-34 and 12-35 again",  # not alone
        "STAT\nThe state of the OGA\nOGA\nwas told",
    ],
)
def test_what_only_looks_like_a_reviewers_code(text: str) -> None:
    assert notes(text) == []


def test_a_number_alone_that_is_always_the_same_is_a_code() -> None:
    text = "He went to\n24\nthat day.\nShe went to\n24\ntoo, and so did\n24\nof his own accord.\n7\n"
    assert notes(text) == ["24"] * 3


@pytest.mark.parametrize("numbers", [(24, 25, 26, 24, 24, 27, 28), (24, 24), (3, 3, 3, 3)])
def test_numbers_alone_that_count_something_are_no_codes(numbers: tuple[int, ...]) -> None:
    assert notes("".join(f"He went to\n{number}\nthat day.\n" for number in numbers)) == []


@pytest.mark.parametrize("code", ["STAT", "OGA", "b6", "b7C -1"])
def test_a_margins_codes_are_notes_where_there_are_three(code: str) -> None:
    text = f"The first paragraph\n{code}\nThe second one\n{code}\nThe third one\n{code}\nThe end of it\n"
    assert notes(text) == [code] * 3


def test_the_lines_of_codes_are_told_by_their_numbers() -> None:
    assert lone_codes(context_of("OGA\nx\nOGA\ny\nOGA")) == {0: "OGA", 2: "OGA", 4: "OGA"}


@pytest.mark.parametrize(
    "block",
    [
        "DEPARTMENT OF STATE A/CDC/MR\nREVIEWED BY B.H. Baas DATE 5/23/89\nRDS or XDS EXT. DATE\nTS AUTH. REASON(S)\n"
        "ENDORSE EXISTING MARKINGS\nDECLASSIFIED RELEASABLE\nRELEASE DENIED\nPA or FOI EXEMPTIONS",
        "DEPARTMENT OF STATE\nKass'n L Change/classify to\nWith concurrence of\n"
        "Declassity O In part and excise as shown",
        "IS/FPC/CDR\n( ) RELEASE ( ) DECLASSIFY\n( ) EXCISE ( ) DECLASSIFY in PART\n"
        "( ) DENY ( ) Delete Non-Responsive Info\n"
        "FOIA Exemptions\nPA Exemptions",
        "CLASSIFIED BY 2054 SMD\nEXEMPT FROM GDS, CATEGORY 2,3\nDATE OF DECLASSIFICATION INDEFINITE",
        "EXEMPT FROM GENERAL DECLASSIFICATION SCHEDULE OF\nEXEMPTION CATEGORY:\n5 B (2)\n"
        "DECLASSIFICATIOS DATE INPOSSIPLE TO DETERMINE\nCLASSIFIED BY 003609",
        "E Z IMPDET\nf-m5,\nCL BY: 02361870",
        "B2 INPDET\nCL BY 063344",
        "SANITIZED PER E.O. 13526",
        "CLOSED UNTIL 2031",
        "DOCUMENT DENIED IN FULL",
        "This document is closed until 2045",
        "THE ORIGINAL IS RETAINED UNDER SECTION 3(4)",
        "DOCUMENT RETAINED IN DEPARTMENT UNDER SECTION 3(4) OF THE PUBLIC RECORDS ACT 1958",
        "E.O. 12958, as amended, Sec. 1.5 (a) & (d)",
    ],
)
def test_stamps_and_marks_are_one_note_each(block: str) -> None:
    assert notes(f"The Ambassador went home at once.\n\n{block}\n\nThe Minister did not.") == [block]


@pytest.mark.parametrize(
    "text",
    [
        "The office was closed until the end of the week.",
        "The papers are retained under lock in the Embassy.",
        "The shop was retained under section 3 of the lease, and he was paid for it until he left.",
        "DEPARTMENT OF STATE\nThe Secretary said that he would go.\nPA Exemptions",
        "The date of declassification is indefinite.",
        "He was told to release or deny it.",
    ],
)
def test_what_only_looks_like_a_stamp(text: str) -> None:
    assert notes(text) == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("FILE: 201-155221. DECL OADR DRV HUM 4-82.\n", "DECL OADR DRV HUM 4-82."),
        ("DECL OADR DRV HUM\n4-82.\n", "DECL OADR DRV HUM\n4-82."),
        (
            "5. CL BY 0535054; CL REASON: 1.5 (C);\nDRV\nFROM:\nHUM 4-82.",
            "CL BY 0535054; CL REASON: 1.5 (C);\nDRV\nFROM:\nHUM 4-82.",
        ),
        ("3. FILE: 2356-4013. EZ IMPDET:\n", "EZ IMPDET:"),
        ("4. FILE: 201-0288208, 2 IMPOET.\n", "2 IMPOET."),
    ],
)
def test_marks_at_a_paragraphs_end(text: str, note: str) -> None:
    assert notes(text) == [note]


def test_a_drive_and_a_declaration_are_no_marks() -> None:
    assert notes("They drove to DRV territory, and the DECL was read. The DRV 4 times denied it.") == []


def test_the_values_of_a_form_read_as_a_column() -> None:
    text = "RESTRICTIONS :\nCURRENT STATUS :\n\nPAPER\nSecret\n\n1C;4\n\nRedact\n\n08/12/1998\n"
    assert notes(text) == ["1C;4", "Redact"]


@pytest.mark.parametrize(
    "text",
    [
        "Secret\n\n1C;4\n\nRedact\n",  # no form
        "RESTRICTIONS :\nCURRENT STATUS :\n\nPAPER\nSecret\n\n4\n\nOpen\n",
        "RESTRICTIONS :\nCURRENT STATUS :\n\nPages\n14\n\nX\n",
    ],
)
def test_a_column_that_restricts_nothing(text: str) -> None:
    assert notes(text) == []


def test_a_sign_of_restriction_alone_on_a_line() -> None:
    assert notes("COPIES OF ROUTING SLIP\n\n[R]\n\n- ITEM IS RESTRICTED\n") == ["[R]"]
    assert notes("He signed it with an\n\n(R)\n\nas he always did.\n") == []


@pytest.mark.parametrize(
    ("text", "words", "pages"),
    [
        ("Next 3 Page(s) In Document Exempt", None, "3"),
        ("Next 1 Page(s) In Document Denied", None, "1"),
        ("PAGES 4-6 DENIED IN FULL", None, "3"),
        ("This page has been withheld in full.", "This page has been withheld in full", "1"),
        (
            "XXXXXX 12 Page(s) withheld entirely at this location in the file. One or more of the statements tell.",
            "12 Page(s) withheld entirely at this location in the file",
            "12",
        ),
        (
            "Two pages containing copies of eleven receipts deleted because they held sensitive information.",
            None,
            "2",
        ),
        ("nyo pages of receipts deleted because they held sensitive information.", None, None),
    ],
)
def test_pages_that_are_withheld(text: str, words: str | None, pages: str | None) -> None:
    assert withheld(text) == [(words or text, pages)]


@pytest.mark.parametrize(
    "text",
    [
        "Two pages of the report were deleted because they contained names.",
        "Next page in document",
        "This page has been read in full.",
        "Pages 4-6 were denied in full.",
        "Two pages that he had deleted because they contained names were found later.",
        "The next 3 pages in the document exempt nobody from it.",
    ],
)
def test_sentences_about_pages_withhold_nothing(text: str) -> None:
    assert withheld(text) == []
