import pytest
from readings import found_by, reading_of, readings

from edition.findings import Annotation
from edition.recognise.forme_work import forme_work
from edition.recognise.pages import pages
from edition.settings import Settings

TEXT = "\n\nOn this day the Ambassador informed the Secretary of the offer.\nHe declined it at once, and said so.\n\n"
MARK = "TOP SECRET - Sensitive"


def numbers(*texts: str) -> list[str | None]:
    """The number of each page, as `pb` has it."""
    context = reading_of("\f".join(texts))
    found = found_by(context, forme_work, pages)
    return [dict(f.attributes).get("n") for f in found if isinstance(f, Annotation) and f.element == "pb"]


def feet(*marks: str) -> list[str]:
    """Pages of text with these lines at their feet."""
    return [f"{TEXT}{mark}" for mark in marks]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("-2-", "2"),
        ("~ 2 ~", "2"),
        ("Page 17", "17"),
        (f"54 {MARK}", "54"),
        (f"5h {MARK}", "54"),
        (f"A-12\t{MARK}", "A-12"),
        (f"xiv {MARK}", "xiv"),
        (f"{MARK}\n111.", "111"),
    ],
)
def test_a_page_that_stands_alone_tells_its_number(line: str, number: str) -> None:
    assert numbers(f"{TEXT}{line}") == [number]


@pytest.mark.parametrize(
    "line", ["1965", "5. Further measures were taken", "The meeting of 14", "h", "a 7 b"]
)
def test_other_figures_are_no_page_number(line: str) -> None:
    assert numbers(f"{TEXT}{line}") == [None]


@pytest.mark.parametrize(
    ("page", "number"),
    [
        # A teletype counts its pages at their heads, in figures or in words.
        ("78 0443808 PAGE 002 IN 0443808\nTOR: 211827Z MAR 78" + TEXT, "002"),
        ("PAGE 3 DAR ES SALAAM 1744 SECRET" + TEXT, "3"),
        ("PAGE TWO NY 105-1234" + TEXT, "2"),
        ("Piccolo Interview, Page 5." + TEXT, "5"),
        ('Appendix "A"  Page 10' + TEXT, "10"),
        (f"{TEXT}Page 2 of 3", "2"),
        (f"S/PV.1022\nPage 2-3{TEXT}", "2-3"),
        (f"PAGE D1 SIALIC{TEXT}", "01"),
        (f"{TEXT}END PAGE ONE", "1"),
        (f"{TEXT}SECRET\nPAGE:\n\n2", "2"),
        (f"{TEXT}- B -\nCOVER PAGE", "B"),
        (f"{TEXT}CRS-4", "CRS-4"),
        (f"{TEXT}CRS-4\n{MARK}", "CRS-4"),
        (f"{TEXT}i\n{MARK}", "i"),
        (f"{TEXT}- i -", "1"),
        (f"{TEXT}{MARK}\n14\t-----------------------", "14"),
        (f"{TEXT}j\t. ■\t31\t{MARK}", "31"),
        (f"{TEXT}NSC 162/2\t177\t{MARK}", "177"),
        (f"{TEXT}61\t{MARK}\n' 1", "61"),
        # A page that stands alone, a number alone at the foot of its prose.
        (TEXT + "23", "23"),
    ],
)
def test_numbers_stand_in_many_places(page: str, number: str | None) -> None:
    assert numbers(page) == [number]


@pytest.mark.parametrize(
    "page",
    [
        "(Page 136, line 3 through page 139)" + TEXT,
        f"{TEXT}0174-\nSECRET",
        f"{TEXT}hin.\n| pocla:32288669 Page 4",
        f"{TEXT}TOP SECRET - Sensil i.",
        f"I\n{MARK}{TEXT}",
        "SEE PAGE 3 OF THE REPORT" + TEXT,
    ],
)
def test_other_numbers_are_not_a_pages(page: str) -> None:
    assert numbers(page) == [None]


@pytest.mark.parametrize(
    ("feet_read", "expected"),
    [
        (["45", "46", "U7", "48", "49"], ["45", "46", "47", "48", "49"]),
        (["133", "134", "235", "136", "137"], ["133", "134", "135", "136", "137"]),
        (["A", "B", "C", "D"], ["A", "B", "C", "D"]),
        (["Y", "Z", "AA", "BB"], ["Y", "Z", "AA", "BB"]),
        (["2.1", "3.1", "4.1", "5.1"], ["2.1", "3.1", "4.1", "5.1"]),
        (["a-2", "a-3", "a_ 4"], ["a-2", "a-3", "a-4"]),
        (["xx", "xx i", "xxii"], ["xx", "xxi", "xxii"]),
        (["i", "ii", "iii", "1", "2", "3"], ["i", "ii", "iii", "1", "2", "3"]),
        # Nothing like it stands there.
        (["10", "11", "RUSK", "13", "14"], ["10", "11", None, "13", "14"]),
        (["10", "11", "70", "13", "14"], ["10", "11", None, "13", "14"]),
    ],
)
def test_the_run_of_pages_tells_what_a_number_is(feet_read: list[str], expected: list[str | None]) -> None:
    assert numbers(*feet(*(f"{foot}\t{MARK}" for foot in feet_read))) == expected


def test_a_number_with_a_stop_at_the_head_counts_only_with_its_like_nearby() -> None:
    assert numbers(*(f"{number}.{TEXT}" for number in (7, 8, 9))) == ["7", "8", "9"]
    assert numbers(f"7.{TEXT}") == [None]


def test_a_hands_number_above_the_printed_one_is_another() -> None:
    context = reading_of(f"130\n{MARK}{TEXT}106\t{MARK}")
    found = found_by(context, forme_work, pages)
    kinds = {
        context.document.text[f.start : f.end]: dict(f.attributes)["type"]
        for f in found
        if isinstance(f, Annotation) and f.element == "fw"
    }
    assert (kinds["130"], kinds["106"]) == ("control", "pageNum")


def test_the_pages_of_another_language_have_their_own_word() -> None:
    context = reading_of(f"{TEXT}Seite 7", settings=Settings(language="de"))
    found = found_by(context, forme_work, pages)
    assert [
        dict(f.attributes).get("n") for f in found if isinstance(f, Annotation) and f.element == "pb"
    ] == ["7"]


def test_neighbours_repair_a_number_and_none_is_made_up() -> None:
    assert numbers(*feet("10", "1l", "12", "", "l4")) == ["10", "11", "12", None, "14"]


def test_a_series_may_begin_anew() -> None:
    assert numbers(*feet("8", "9", "1", "2", "3")) == ["8", "9", "1", "2", "3"]


def test_a_scan_number_in_a_banner_does_not_count() -> None:
    assert numbers(f"{TEXT}HW 50955 Docld:32204973 Page 2") == [None]


def test_a_misread_number_is_corrected_where_it_stands() -> None:
    context = reading_of(f"{TEXT}5h {MARK}")
    assert readings(context, found_by(context, forme_work, pages)) == [("5h", "54")]


def test_a_page_points_to_its_picture_where_the_settings_name_one() -> None:
    context = reading_of("\f".join([TEXT, f"{TEXT}-2-"]), settings=Settings(facs="scans/{page}-{n}.jpg"))
    found = found_by(context, forme_work, pages)
    pictures = [dict(f.attributes)["facs"] for f in found if isinstance(f, Annotation) and f.element == "pb"]
    assert pictures == ["scans/1-1.jpg", "scans/2-2.jpg"]


STAMP = (
    "Declassified per Executive Order 13526, Section 3.3\nNND Project Number: NND 63316. By: NWD Date: 2011"
)


def beginnings(text: str) -> int:
    """How many pages begin in a text."""
    context = reading_of(text)
    found = found_by(context, forme_work, pages)
    return sum(isinstance(f, Annotation) and f.element == "pb" for f in found)


@pytest.mark.parametrize("mark", [STAMP, "## Page 3"])
def test_an_excerpt_may_begin_in_the_middle_of_a_page(mark: str) -> None:
    assert beginnings(f"{TEXT}12\n{mark}\n{TEXT}13\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}12\f{TEXT}13\n",
        f"{MARK}\n{TEXT}12\n{STAMP}\n{TEXT}13\n",
        f"{TEXT}12\n14-00000\n{TEXT}13\n14-00000\n{TEXT}14\n",
        TEXT,
    ],
)
def test_a_text_begins_with_a_page_where_its_source_does_not_mark_every_pages_head(text: str) -> None:
    assert beginnings(text) == 1 + text.count("\f") + text.count("14-00000") + text.count(STAMP)


def test_a_teletypes_page_has_its_number_at_the_head_and_at_the_foot() -> None:
    context = reading_of(f"PAGE TWO NY 105-1234\n{TEXT}END PAGE TWO\n")
    found = found_by(context, forme_work, pages)
    printed = [f for f in found if isinstance(f, Annotation) and ("type", "pageNum") in f.attributes]
    text = context.document.text
    assert {text[f.start : f.end] for f in printed} == {"PAGE TWO", "END PAGE TWO"}
