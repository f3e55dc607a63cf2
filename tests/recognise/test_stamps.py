import pytest

from edition.recognise.stamps import goes_on, stamp_of, without_neighbours


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Declassified pcr Executive Ordcr 13526, Section 3.3", "declassification"),
        ("NND Project Number: NND 63.316. By: NWD Date: 201 I", "declassification"),
        ("Authority NND 959417 By RB NARA Date 3/12/01", "declassification"),
        ("REPRODUCED AT THE NATIONAL ARCHIVES", "declassification"),
        ("DECLASSIFIED E.O. 12356, Sec. 3.4", "declassification"),
        ("Approved For Release 2003/08/13 : CIA-RDP80R01731R003100110045-5", "declassification"),
        ("Approved Far Re1ease 2001/O8/07 : CIA-RDP79T00975A02", "declassification"),
        ("Declassified in Part - Sanitized Copy Approved for Release 2012/08/24", "declassification"),
        ("GIKHAS NO OBJECTION TO", "declassification"),
        ("DECLASSIFICATION ANDIOR", "declassification"),
        ("ALL INFORMATION CONTAINED HEREIN IS UNCLASSIFIED DATE 05-14-2008 BY 60322 UC LRP/PLJ/CC", "declassification"),
        ("Declassified/Released US Department of State EO Systematic Review 30 JUN 2005", "declassification"),
        ("Approved for Release by NSA on 01-10-2007, FOIA Case # 51546", "declassification"),
        ("UNCLASSIFIED U.S. Department of State Case No. F-2014-20439 Doc No. C05759386 Date: 08/31/2015", "control"),
        ("2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992", "control"),
        ("DECLASSIFIED BY 5668 SLD/KSR", "declassification"),
        ("Approved for Release by NSA on 05-02-2013", "declassification"),
        ("RETURN TO CIA", "classification"),
        ("TOTAL DENIAL", "declassification"),
        ("COPY LBJ LIBRARY", "control"),
        ("Sec Def Cont Nr. X-0295", "control"),
        ("REPRODUCTION BY OTHER THAN THE ISSUING OFFICE IS PROMISITED.", "footer"),
        (
            "Thie materlal contains toformation allecting the Natlone! Defense of the United States within the"
            " meaning of the Espionage Laws, Title 18,",
            "classification",
        ),
    ],
)  # fmt: skip
def test_a_stamp_is_told_by_likeness(line: str, kind: str) -> None:
    stamp = stamp_of(line, ())
    assert stamp is not None
    assert stamp.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        "the release of this document was discussed with the Agency, which had no objection to it",
        "Assassination Records Review Board",
        "excluded from automatic declassification",
        "Chief, Historical Review Group",
        "SUBJECT: Information concerning the release of prisoners",
        "OFFICE OF THE SECRETARY OF DEFENSE",
    ],
)
def test_what_only_speaks_of_release_is_no_stamp(line: str) -> None:
    assert stamp_of(line, ()) is None


def test_words_of_others_beside_a_stamp_are_not_of_it() -> None:
    line = "VEN: ngp:k1W ff ALL INFORMATION CONTAINED"
    stamp = stamp_of(line, ())
    assert stamp is not None
    start, end = without_neighbours(line, stamp, ())
    assert line[start:end] == "ALL INFORMATION CONTAINED"


def test_the_next_line_of_a_stamp_needs_less_likeness() -> None:
    stamp = stamp_of("CIA HAS NO OBJECTION TO", ())
    assert stamp is not None
    assert goes_on("SPOLASSIN GITION ALDOR", stamp, ())
    assert not goes_on("Date: 10/01/93", stamp, ())
    assert not goes_on("RELEASE IN PART", stamp, ())
    reviewed = stamp_of("REVIEWED BY FBI/JFK TASK FORCE", ())
    assert reviewed is not None
    assert goes_on("(RELEASE: IN PART", reviewed, ())


def test_the_date_and_the_number_below_a_stamp_are_of_it_and_no_others() -> None:
    stamp = stamp_of("FBI AUTOMATIC DECLASSIEICATIEN CUIDE", ())
    assert stamp is not None
    for line in ("DATE 05-12-2023", "BY: 254493K12", "BY: 3043/98142", "FBI INFORIETION CHLY"):
        assert goes_on(line, stamp, ())
    for line in ("DATE: 05-12-2023", "SECRET", "BY HAND", "He came on that date."):
        assert not goes_on(line, stamp, ())
    assert stamp_of("DATE 05-12-2023", ()) is None


@pytest.mark.parametrize("line", ["Unauthorized Disclosure", "WARNING NOTICE"])
def test_a_warning_may_stand_on_several_lines(line: str) -> None:
    stamp = stamp_of(line, ())
    assert stamp is not None
    assert stamp.kind == "classification"
