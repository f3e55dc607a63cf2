import codecs

import pytest

from edition.readers.text import decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"caf\xc3\xa9", "café", "utf-8"),
        (codecs.BOM_UTF8 + b"caf\xc3\xa9", "café", "utf-8"),
        (codecs.BOM_UTF16_LE + "é\u4e2d\U00020000".encode("utf-16-le"), "é\u4e2d\U00020000", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "é", "utf-16-be"),
        (b"", "", "utf-8"),
    ],
)
def test_unicode_is_read_with_or_without_its_mark(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, "a.txt") == (text, encoding, ())


def test_other_bytes_are_windows_1252_and_the_first_of_them_is_named() -> None:
    text, encoding, warnings = decode(b"one\ntwo \x93three\x94 \x81", "a.txt")
    assert (text, encoding) == ("one\ntwo “three” \x81", "windows-1252")
    assert [(str(w.location), w.code) for w in warnings] == [("a.txt:2:5", "source/not-utf-8")]
    assert "byte 9 is 0x93" in warnings[0].message


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        ("a\ud800b".encode("utf-8", "surrogatepass"), 2),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00", 5),
    ],
)
def test_a_lone_surrogate_becomes_the_replacement_character_and_its_byte_is_named(
    data: bytes, byte: int
) -> None:
    text, _, warnings = decode(data, "a.txt")
    assert text == "a\ufffdb"
    assert f"at byte {byte}" in warnings[0].message


def test_half_a_character_at_the_end_of_utf_16_is_told() -> None:
    text, _, warnings = decode(codecs.BOM_UTF16_LE + b"a\x00b", "a.txt")
    assert text == "a\ufffd"
    assert warnings[0].code == "source/half-character"
