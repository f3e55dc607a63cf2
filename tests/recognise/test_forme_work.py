import pytest
from readings import found_by, reading_of, readings, spans

from edition.conventions import Own, Stamp
from edition.findings import Annotation
from edition.readers import read_text
from edition.recognise import context_of
from edition.recognise.forme_work import forme_work
from edition.settings import Settings, SourcePart

TEXT = "\n\nOn this day the Ambassador informed the Secretary of the offer, and he declined it at once.\n\n"


def kinds(text: str) -> list[tuple[str, str]]:
    """Each `fw` of a page: its type and its words."""
    context = reading_of(text)
    found = [f for f in found_by(context, forme_work) if isinstance(f, Annotation)]
    return [
        (dict(f.attributes)["type"], " ".join(context.document.text[f.start : f.end].split())) for f in found
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("TOP SECRET - Sensitive", "classification"),
        ("S-E-C-R-E-T", "classification"),
        ("NO FOREIGN DISSEM", "classification"),
        ("SECRET/KAPOK", "classification"),
        ("CONFIDENTIAL NOFORN NOCONTRACT", "classification"),
        ("Declassified pcr Executive Ordcr 13526, Section 3.3", "declassification"),
        ("CIAHAS NO OBJECTION TO DECLASSIFICATION ANDIOR RELEASE OF THIS DOCUMENT", "declassification"),
        ("APPROVED FOR RELEASE 1993", "declassification"),
        ("14-00000", "control"),
        ("104-10338-10018", "control"),
        ("2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992", "control"),
        ("CENTRAL INTELLIGENCE AGENCY", "header"),
    ],
)
def test_a_line_at_the_head_is_known_by_its_words(line: str, kind: str) -> None:
    assert kinds(line + TEXT) == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Confidential talks were held.",
        "this is not secret",
        "RESTRICTED AREA MAP OF THE HARBOUR",
        "STREET",
        "The document was declassified and released in part",
    ],
)
def test_prose_and_other_words_are_no_forme_work(line: str) -> None:
    assert kinds(line + TEXT) == []


def test_the_lines_of_one_stamp_are_one_and_debris_stays_outside_a_marking() -> None:
    stamp = "Declassified per Executive Order 13526, Section 3.3\nNND Project Number: NND 63316. By: NWD Date: 201 I"
    assert kinds(f"{stamp}\n‘ TOP SECRET - Sensitive •{TEXT}") == [
        ("declassification", " ".join(stamp.split())),
        ("classification", "TOP SECRET - Sensitive"),
    ]


def test_what_an_archive_wrote_below_its_stamp_is_of_it() -> None:
    stamp = "DECLASSIFIED\nE.O. 11652, Sec. 3(E) and 5(D)\nBy NLT-HC, NARS Date 5-2-74"
    assert kinds(f"A line.{TEXT}{stamp}\n") == [("declassification", " ".join(stamp.split()))]
    assert kinds(f"The file was\nDECLASSIFIED.{TEXT}By Date and place he was known.{TEXT}")[1:] == []


def test_a_page_number_beside_a_marking_is_not_of_it() -> None:
    assert kinds(f"A line.{TEXT}5h TOP SECRET - Sensitive")[-1] == (
        "classification",
        "TOP SECRET - Sensitive",
    )


def test_a_damaged_level_is_read_with_doubt() -> None:
    context = reading_of("SERRET" + TEXT)
    found = found_by(context, forme_work)
    assert spans(context, found, "fw") == ["SERRET"]
    assert readings(context, found) == [("SERRET", "SECRET")]


def test_a_line_at_the_head_of_several_pages_is_a_running_title() -> None:
    pages = [f"The Harbour Talks, Part {number}\n{TEXT}" for number in range(1, 5)]
    assert [kind for kind, _ in kinds("\f".join(pages))] == ["header"] * 4
    assert kinds("\f".join(pages[:2])) == []


def test_what_an_extraction_tool_wrote_is_told_apart() -> None:
    found = kinds(f"# 104-1\n\n## Page 1\n\n{TEXT}\n---\n\n## Page 2\n\n{TEXT}")
    assert found == [("extraction", line) for line in ("# 104-1", "## Page 1", "---", "## Page 2")]
    assert kinds(f"# 1 of the list{TEXT}") == []


def test_stamps_and_titles_that_the_settings_name_are_known() -> None:
    settings = Settings(
        own=Own(stamps=(Stamp("harbour", "declassification", ("RELEASED BY THE HARBOUR BOARD",)),)),
        running_titles=("The Harbour Talks",),
    )
    context = reading_of(f"The Harbonr Talks\n\nRELEASFD BY THE HARBOUR BOARD{TEXT}", settings=settings)
    assert spans(context, found_by(context, forme_work), "fw") == [
        "The Harbonr Talks",
        "RELEASFD BY THE HARBOUR BOARD",
    ]


def test_only_the_collections_that_the_settings_name_are_looked_for() -> None:
    stamp = "APPROVED FOR RELEASE 1993" + TEXT
    assert spans(reading_of(stamp), found_by(reading_of(stamp), forme_work), "fw")
    context = reading_of(stamp, settings=Settings(collections=("nara",)))
    assert not spans(context, found_by(context, forme_work), "fw")


@pytest.mark.parametrize(
    ("page", "found"),
    [
        # An office and where it sits.
        (
            "CENTRAL INTELLIGENCE AGENCY\n: Washington, DC 20500" + TEXT,
            [("header", "CENTRAL INTELLIGENCE AGENCY : Washington, DC 20500")],
        ),
        ("FD-302 (Rev. 1-25-60) BUREAU" + TEXT, [("header", "FD-302 (Rev. 1-25-60) BUREAU")]),
        (f"A line.{TEXT}FORM NO. 237 Use previous editions", [("footer", "FORM NO. 237 Use previous editions")]),
        # The number behind a marking; the record's number before a date.
        ("SECRET CSCI-316/00718-64" + TEXT, [("classification", "SECRET"), ("control", "CSCI-316/00718-64")]),
        (
            "178-10002-10089\n178-10003-10414 March 19, 1975" + TEXT,
            [("control", "178-10002-10089 178-10003-10414")],
        ),
        (f"A line.{TEXT}N# 47055\nDocId: 32272010\nPage 3", [("control", "N# 47055 DocId: 32272010 Page 3")]),
        (
            "PAGE 2 DAR ES SALAAM 1144 SECRET" + TEXT,
            [("header", "DAR ES SALAAM 1144"), ("classification", "SECRET")],
        ),
        (
            "PAGE 02        SAIGON  05402  01 OF 02  110416Z" + TEXT,
            [("header", "SAIGON 05402 01 OF 02 110416Z")],
        ),
        ("COPY NO. 3 OF 8" + TEXT, [("control", "COPY NO. 3 OF 8")]),
        ("RELEASE IN PART B6" + TEXT, []),
        (
            "(THIS DOCUMENT IS THE PROPERTY OF HER BRITANNIC MAJESTY'S GOVERNMENT)" + TEXT,
            [("header", "(THIS DOCUMENT IS THE PROPERTY OF HER BRITANNIC MAJESTY'S GOVERNMENT)")],
        ),
        ("751G.5/3-1953: Secret File" + TEXT, [("control", "751G.5/3-1953: Secret File")]),
        ("12 FEB 1976" + TEXT, []),
        ("199 JAN 19 1965" + TEXT, [("control", "199 JAN 19 1965")]),
        ("14-011100" + TEXT, [("control", "14-011100")]),
        ("TOP\nSECRET - Sensitive" + TEXT, [("classification", "TOP SECRET - Sensitive")]),
        ("TO:\nSECRET" + TEXT, [("classification", "SECRET")]),
        ("USE PREVIOUS EDITIONS" + TEXT, [("header", "USE PREVIOUS EDITIONS")]),
        (
            f"A line.{TEXT}RETURN TO CIA\nBackground Use Only\nDo Not Reproduce",
            [("classification", "RETURN TO CIA Background Use Only Do Not Reproduce")],
        ),
        ("SECRET H\ni NO FORN DISSEM i" + TEXT, [("classification", "SECRET H i NO FORN DISSEM")]),
        # A routing slip offers all levels; none is the page's.
        (
            "SENDER WILL CHECK CLASSIFICATION TOP AND BOTTOM\nUNCLASSIFIED\nOFFICIAL ROUTING SLIP" + TEXT,
            [],
        ),
    ],
)  # fmt: skip
def test_what_stands_at_a_pages_edges(page: str, found: list[tuple[str, str]]) -> None:
    assert kinds(page) == found


def test_a_number_that_goes_up_with_the_pages_is_an_archives() -> None:
    pages = [f"{TEXT}00{number}" for number in (738, 739, 740)]
    assert kinds("\f".join(pages)) == [("control", f"00{number}") for number in (738, 739, 740)]
    same = [f"MHENO: 95-2326398{TEXT}" for _ in range(3)]
    assert kinds("\f".join(same)) == [("control", "MHENO: 95-2326398")] * 3
    assert kinds("\f".join(f"15 November 1974{TEXT}" for _ in range(3))) == []


def test_the_number_in_a_documents_name_tells_a_damaged_one() -> None:
    source = SourcePart("104-10128-10111.md", ("04-10128-1011\n" + TEXT).encode())
    context = context_of(read_text("104-10128-10111", [source])[0], Settings())
    found = found_by(context, forme_work)
    assert spans(context, found, "fw") == ["04-10128-1011"]
    assert readings(context, found) == [("04-10128-1011", "104-10128-10111")]


def test_the_number_beside_a_running_title_is_not_of_it() -> None:
    pages = [f"Piccolo Interview, Page {number}.\n{TEXT}" for number in range(2, 6)]
    assert kinds("\f".join(pages)) == [("header", "Piccolo Interview,")] * 4


def test_a_damaged_running_title_is_known_by_the_whole_ones() -> None:
    pages = [f"CHAPTER III, ANNEX B\n{TEXT}"] * 4 + [f"CIIAPTER III, ANNEX B\n{TEXT}"]
    assert [kind for kind, _ in kinds("\f".join(pages))] == ["header"] * 5


@pytest.mark.parametrize("bait", ["SECRET ", "S-", "TOP ", "1", "-", "Approved For Release ", "PAGE ", "\t"])
def test_bait_is_read_without_running_away(bait: str) -> None:
    kinds(bait * 20_000)
    kinds((bait * 8 + "\n") * 2_000)


def test_a_librarys_case_number_is_of_the_stamp_above_it() -> None:
    text = "DECLASSIFIED\nE.O. 12356, Sec. 3.4\nNIJ 91-202\nBy ics, NARA, Date 10-18-91\n\nHe went home that day.\n"
    found = [f for f in forme_work(reading_of(text), ()) if isinstance(f, Annotation)]
    assert [text[f.start : f.end] for f in found] == [text[: text.index("\n\n")]]
