import pytest

from edition.book.languages import Tongue, tongue_of


@pytest.mark.parametrize(
    ("tag", "tongue"),
    [
        ("en", Tongue("en")),
        ("de-AT", Tongue("de", None, "AT")),
        ("sr-Latn-RS", Tongue("sr", "latn", "RS")),
        ("grc", Tongue("grc")),
        ("x-private", None),
        ("", None),
        (None, None),
        ('en") #panic("', None),
    ],
)
def test_a_language_tag_gives_what_typst_takes(tag: str | None, tongue: Tongue | None) -> None:
    assert tongue_of(tag) == tongue


def test_the_script_decides_the_direction_where_it_is_named() -> None:
    assert tongue_of("syr") == Tongue("syr") and Tongue("syr").right_to_left
    assert not Tongue("ar", "latn").right_to_left
    assert Tongue("tr", "arab").right_to_left
