import itertools

import pytest

from edition.document import Part
from edition.readers.page_marks import PAGE_MARKS, find_pages

STAMP = "Declassified per Executive Order 13526, Section 3.3\nNND Project Number: NND 63316."


def begins(text: str, *cuts: int) -> list[str]:
    """The first line of each page of a text, cut into files at the offsets given."""
    edges = [0, *cuts, len(text)]
    parts = [Part(f"{start}.txt", start, end, "", "utf-8") for start, end in itertools.pairwise(edges)]
    return [text[page.start : page.end].splitlines()[0] for page in find_pages(text, parts)]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("no mark at all\nbut two lines", ["no mark at all"]),
        ("one\ftwo\f\fthree\f", ["one", "two", "three"]),
        ("# 104-1\n\n## Page 1\n\na\n\n---\n\n## Page 2\n\nb", ["## Page 1", "## Page 2"]),
        ("a\n\n---\n\nb", ["a", "b"]),
        (f"{STAMP}\na\n{STAMP}\nb", [STAMP.split("\n")[0]] * 2),
        (
            f"{STAMP}\na\nDeclassified pcr Executive Ordcr 13526. Section 3 3\nb",
            [STAMP.split("\n")[0], "Declassified pcr Executive Ordcr 13526. Section 3 3"],
        ),
        (f"{STAMP}\na\n{STAMP.replace(chr(10), ' ')}\nb", [STAMP.split("\n")[0], STAMP.replace("\n", " ")]),
        (f"a\n{STAMP.split(chr(10))[0]}\nb\n{STAMP.split(chr(10))[0]}\n", ["a", "b"]),
        ("a\n14-00000\nb\n13-00000..-\nc", ["a", "14-00000", "13-00000..-"]),
        ("a\nHW 50955 Docld:32204973 Page 2\nb\nNW 50955 DocId:32204973 Page 3\n", ["a", "b"]),
        ("a\r\n14-00000\r\nb", ["a", "14-00000"]),
        ("a\r14-00000\rb", ["a", "14-00000"]),
    ],
)
def test_each_way_to_mark_pages_is_known(text: str, pages: list[str]) -> None:
    assert begins(text) == pages


@pytest.mark.parametrize("mark", PAGE_MARKS, ids=lambda mark: mark.name)
def test_a_row_of_the_table_knows_its_own_example(mark: object) -> None:
    assert mark.pattern.fullmatch(mark.example)  # type: ignore[attr-defined]


def test_blank_lines_part_pages_where_what_lies_between_is_as_long_as_a_page() -> None:
    page = "\n".join(f"line {number}" for number in range(20))
    assert len(begins(f"{page}\n\n\n\n{page}\n\n\n{page}")) == 3
    assert len(begins("a title\n\n\n\na line\n\n\n\nanother")) == 1


def test_each_file_of_a_folder_is_a_page() -> None:
    assert begins("first\nsecond", 6) == ["first", "second"]


@pytest.mark.parametrize("text", ["", " \n\t\ufeff\u200b\x1c"])
def test_white_space_has_no_page(text: str) -> None:
    assert begins(text) == []


@pytest.mark.parametrize(
    "text", ["a --- b", "the form 14-00000 was filed", "an Executive Order of 1953 declassified"]
)
def test_marks_within_a_sentence_are_none(text: str) -> None:
    assert begins(f"before\n{text}\nafter") == ["before"]


PAGE = "\n".join(f"Line {number} of the page says something of the matter at hand." for number in range(14))
BANNER = "Approved For Release 2003/08/13 : CIA-RDP80R01731R003100110045-5"


@pytest.mark.parametrize(
    ("text", "first_lines"),
    [
        # A banner at head and foot: between two that stand together a page ends.
        ("\n".join(f"{BANNER}\nSECRET\n{PAGE}\n- {n} -\n{BANNER}" for n in range(1, 5)), [BANNER] * 4),
        ("\n".join(f"{BANNER}\n{PAGE}\n{BANNER}" for _ in range(2)), [BANNER] * 2),
        ("\n".join(f"{BANNER}\n{PAGE}" for _ in range(3)), [BANNER] * 3),
        ("\n".join(f"SECRET\n{PAGE}\n{BANNER}" for _ in range(3)), ["SECRET"] * 3),
        # A cable of the State Department: the marking above the line that counts is of the new page.
        (
            "\n\n".join(
                f"SECRET\n\nPAGE 0{n}  SAIGON  05402  110416Z\n\n{PAGE}\n\nSECRET" for n in (1, 2, 3)
            ),
            ["SECRET"] * 3,
        ),
        (
            f"TO: DIRECTOR\n{PAGE}\nPAGE TWO NY 105-1234\n{PAGE}\nPAGE THREE NY 105-1234\n{PAGE}",
            ["TO: DIRECTOR", "PAGE TWO NY 105-1234", "PAGE THREE NY 105-1234"],
        ),
        # A printed volume: the page's number beside a title that alternates.
        (
            "\n".join(
                f"{n} Foreign Relations, 1964-1968\n{PAGE}"
                if n % 2 == 0
                else f"Dominican Republic {n}\n{PAGE}"
                for n in range(14, 20)
            ),
            [
                f"{n} Foreign Relations, 1964-1968" if n % 2 == 0 else f"Dominican Republic {n}"
                for n in range(14, 20)
            ],
        ),
        (f"{PAGE}\n[Page 14]\n{PAGE}\n[Page 15]\n{PAGE}", ["Line 0", "[Page 14]", "[Page 15]"]),
        (
            "--- Page 1 ---\na\n=== PAGE 2 ===\nb\n<!-- page 3 -->\nc",
            ["--- Page 1", "=== PAGE 2", "<!-- page 3"],
        ),
        ("a\n-- 1 of 2 --\nb\n-- 2 of 2 --\n", ["a", "b"]),
        # Form feeds tell the pages: what is stamped on them as well does not.
        ("\f".join(f"{BANNER}\n{PAGE}\n{BANNER}" for _ in range(3)), [BANNER] * 3),
        # OCR of another damaged half of a scan's stamp.
        ("a\n| poora: 32306571 Page 1\nb\nClas 32306571 Page 2\nc", ["a", "b", "c"]),
    ],
)
def test_pages_are_told_by_what_repeats(text: str, first_lines: list[str]) -> None:
    begun = begins(text)
    assert [line[: len(first)] for line, first in zip(begun, first_lines, strict=True)] == first_lines


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        "\n".join([PAGE] * 3),
        "\n".join(f"{n} December 1963\n{PAGE}" for n in range(1, 9)),
        "PAGE 7 was missing.\nPAGE 9 too.",
        "Invoice 12345678\npaid\nInvoice 12345678\npaid\nInvoice 12345678\npaid",
    ],
)
def test_what_repeats_otherwise_marks_no_page(text: str) -> None:
    assert len(begins(text)) == 1


def test_a_gap_below_the_number_of_a_scan_ends_its_page_and_a_number_between_gaps_is_no_page() -> None:
    scans = [f"{PAGE}\nDocId:32306571 Page {n}\n\n410\n\n\n" for n in (1, 2)]
    assert len(begins("".join([*scans, PAGE]))) == 3
    assert len(begins(f"{PAGE}\n\nSECRET\n\n\n72\n\n\nSECRET\n\n{PAGE}\n\n\n{PAGE}")) == 3
