import pytest

from edition.recognise.page_numerals import in_letters, in_roman, may_be, readings, roman_value


@pytest.mark.parametrize(
    ("token", "number"),
    [
        ("54", "54"),
        ("5h", "54"),
        ("10^", "104"),
        ("A-l5", "A-15"),
        ("a_ 10", "a-10"),
        ("a“6", "a-6"),
        ("CRS-4", "CRS-4"),
        ("C-12", "C-12"),
        ("II-C-3", "II-C-3"),
        ("S.3006—3", "S.3006-3"),
        ("002", "002"),
        ("xiv", "xiv"),
        ("xx i", "xxi"),
        ("XLVIII", "XLVIII"),
        ("AA", "AA"),
        ("2.1", "2.1"),
    ],
)
def test_a_token_is_read_as_a_number(token: str, number: str) -> None:
    assert next(readings(token)).written == number


@pytest.mark.parametrize("token", ["", "AB", "word", "1965a-b", "iix", "12345", "AAAA"])
def test_other_tokens_are_no_number(token: str) -> None:
    assert not list(readings(token))


@pytest.mark.parametrize(
    ("scrap", "number"),
    [
        ("U7", "47"), ("15H", "154"), ("14 h", "144"), ("1(3", "143"), ("ik", "14"), ("oi", "91"), ("H3", "113"),
        ("1,2", "42"), ("xx i", "xxi"), ("A-l5", "A-15"), ("^.36", "A-36"), ("1641", "164"), ("0", "O"), ("&", "8"),
    ],
)  # fmt: skip
def test_a_scrap_may_be_the_number_that_the_pages_around_expect(scrap: str, number: str) -> None:
    assert may_be(scrap, number)


@pytest.mark.parametrize(
    ("scrap", "number"), [("70", "46"), ("", "3"), ("RUSK", "92"), ("7", "9"), ("Page", "12")]
)
def test_a_scrap_that_is_quite_unlike_is_not(scrap: str, number: str) -> None:
    assert not may_be(scrap, number)


def test_one_figure_may_be_another_where_the_number_is_certain() -> None:
    assert may_be("235", "135", certain=True)
    assert not may_be("235", "136", certain=True)
    assert not may_be("235", "135")


@pytest.mark.parametrize(
    ("value", "roman"), [(1, "i"), (4, "iv"), (48, "xlviii"), (99, "xcix"), (111, "cxi")]
)
def test_roman_figures_are_read_and_written(value: int, roman: str) -> None:
    assert (in_roman(value), roman_value(roman)) == (roman, value)


@pytest.mark.parametrize(("value", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (46, "TT"), (1003, "c")])
def test_letters_number_pages_too(value: int, letters: str) -> None:
    assert in_letters(value) == letters
