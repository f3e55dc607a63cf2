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
