"""Page marks that an edition's settings name."""

from edition.conventions import Own, Stamp
from edition.readers.page_marks import find_pages

TEXT = "Blatt 12\nErste Seite.\n\nBlatt 13\nZweite Seite, die auf Blatt 14 verweist.\n"


def begins(text: str, own: Own) -> list[str]:
    return [text[page.start : page.end].splitlines()[0] for page in find_pages(text, (), own)]


def test_a_form_with_a_number_begins_a_page() -> None:
    assert begins(TEXT, Own(page_marks=("Blatt {n}",))) == ["Blatt 12", "Blatt 13"]


def test_signs_of_a_form_are_no_pattern() -> None:
    text = "(1.) Eins\n\n(2.) Zwei\n\n(3x) Drei\n"
    assert begins(text, Own(page_marks=("({n}.) Zwei",))) == ["(1.) Eins", "(2.) Zwei"]


def test_a_stamp_of_a_page_is_matched_by_likeness() -> None:
    stamp = Stamp("bundesarchiv", "control", ("Bundesarchiv Koblenz, Bestand B 136",), page=True)
    text = "Bundesarchiv Koblenz, Bestand B 136\neins\nBundesarchlv Kohlenz, Bestand B l36\nzwei\n"
    assert begins(text, Own(stamps=(stamp,))) == text.splitlines()[::2]


def test_own_marks_may_replace_the_known_ones() -> None:
    text = "## Page 1\neins\n\n## Page 2\nzwei\n"
    assert len(begins(text, Own())) == 2
    assert len(begins(text, Own(replace=frozenset({"page_marks"})))) == 1
