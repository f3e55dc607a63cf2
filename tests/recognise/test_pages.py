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
