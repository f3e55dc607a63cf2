from hypothesis import given
from hypothesis import strategies as st

from edition.document import squeeze
from edition.readers import read_text
from edition.settings import SourcePart


def test_a_place_is_told_by_file_line_and_column() -> None:
    document, _ = read_text(
        "folder", [SourcePart("1.txt", b"one\r\ntwo"), SourcePart("2.txt", b"three\rfour\nfive")]
    )
    at = document.text.index
    assert str(document.location(at("two") + 1)) == "1.txt:2:2"
    assert str(document.location(at("three"))) == "2.txt:1:1"
    assert str(document.location(at("four"))) == "2.txt:2:1"
    assert str(document.location(at("five") + 3)) == "2.txt:3:4"


def test_the_text_of_a_folder_is_its_files_in_order_and_nothing_of_them_is_changed() -> None:
    document, _ = read_text("folder", [SourcePart("1.txt", b" a-\n"), SourcePart("2.txt", b"\tb\r\n")])
    assert document.text == " a-\n\n\tb\r\n"
    assert [document.text[part.start : part.end] for part in document.parts] == [" a-\n", "\tb\r\n"]


@given(st.text())
def test_squeezing_leaves_all_but_white_space(text: str) -> None:
    kept = [sign for sign in text if not sign.isspace() and sign not in "\u200b\ufeff"]
    assert squeeze(text) == "".join(kept)
