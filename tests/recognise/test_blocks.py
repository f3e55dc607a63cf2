import pytest
from readings import found_by, reading_of, spans

from edition.findings import Lineation
from edition.recognise.blocks import blocks
from edition.recognise.enumerators import enumerator
from edition.recognise.forme_work import forme_work
from edition.recognise.pages import pages

FULL = "The Ambassador told the Secretary that the other side had come to him with"
LAST = "an offer, which he thought serious."
PARAGRAPH = f"{FULL}\n{LAST}"
LONG = " ".join([FULL, LAST] * 3)


def found(text: str, *elements: str) -> list[str]:
    context = reading_of(text)
    return spans(context, found_by(context, forme_work, pages, blocks), *elements)


def test_how_lines_stand_to_paragraphs_is_measured() -> None:
    assert reading_of(f"{PARAGRAPH}\n\n{PARAGRAPH}").evidence.lineation is Lineation.BROKEN
    assert reading_of(f"{LONG}\n{LONG}\n").evidence.lineation is Lineation.REJOINED
    assert reading_of("\n\n".join([FULL, LAST] * 4)).evidence.lineation is Lineation.SPACED


def test_a_blank_line_and_a_short_line_end_paragraphs() -> None:
    assert len(found(f"{PARAGRAPH}\n\n{PARAGRAPH}", "p")) == 2
    assert len(found(f"{FULL}\n{LAST}\n{FULL}\n{LAST}", "p")) == 2


@pytest.mark.parametrize("between", ["\n\n", "\n", "\n\nTOP SECRET\n\fTOP SECRET\n\n"])
def test_a_sentence_that_goes_on_is_one_paragraph(between: str) -> None:
    assert len(found(f"{FULL}{between}{LAST}", "p")) == 1


def test_a_word_broken_over_a_page_holds_its_paragraph_together() -> None:
    text = f"{FULL} his Gov-\n\n5 SECRET\n\fSECRET\n\nernment behind him, and more."
    assert len(found(text, "p")) == 1


def test_a_numbered_line_begins_a_paragraph() -> None:
    assert len(found(f"1. {FULL}\n{LAST}\n2. {FULL}\n{LAST}", "p")) == 2


@pytest.mark.parametrize("head", ["FINDINGS:", "7. The Harbour Conference, June 1964", "B. THE SECOND OFFER"])
def test_a_heading_stands_before_text(head: str) -> None:
    assert found(f"{PARAGRAPH}\n\n{head}\n\n{PARAGRAPH}\n{FULL}", "head") == [head]


@pytest.mark.parametrize("line", ["He did not.", "the other offer", "■ 4 . 7 -", "Harbour Street,"])
def test_other_short_lines_are_no_heading(line: str) -> None:
    assert found(f"{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH}\n{FULL}", "head") == []


def test_a_narrower_block_after_an_announcement_is_a_quotation() -> None:
    narrow = "\n".join(line[:48] for line in ["We have your message and shall think it over well"] * 3)
    text = f"{PARAGRAPH} He\nreported as follows:\n\n{narrow}.\n\n{PARAGRAPH}\n\n{PARAGRAPH}"
    assert len(found(text, "quote")) == 1
    assert found(text.replace("reported as follows:", "left the room then."), "quote") == []


def test_marked_paragraphs_after_a_colon_are_one_quotation_to_its_closing_mark() -> None:
    text = f'{LONG} He wired:\n"{LONG}\n"{LONG}"\n{LONG}\n'
    assert found(text, "quote") == [f'"{LONG} "{LONG}"']


def test_a_series_after_a_colon_is_a_list_with_labels() -> None:
    text = (
        f"{LONG} There were three of them:\n(1)\tthe first;\n(2)\tthe second; and\n(3)\tthe third.\n{LONG}\n"
    )
    assert found(text, "label") == ["(1)", "(2)", "(3)"]
    assert found(text, "item") == ["the first;", "the second; and", "the third."]


def test_numbered_paragraphs_of_the_document_itself_are_no_list() -> None:
    assert found(f"1. {FULL}\n{LAST}\n\n2. {FULL}\n{LAST}\n\n3. {FULL}\n{LAST}", "list") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("(1)", "(2)"),
        ("a.", "b."),
        ("h.", "i."),
        ("IV.", "V."),
        ("ix)", "x)"),
        ("4.", "5-"),
        ("2.", "3-."),
        ("5«", "6."),
        ("4.", "5 •"),
    ],
)
def test_enumerators_follow_in_their_series(first: str, second: str) -> None:
    before, after = enumerator(f"{first} Word"), enumerator(f"{second} Word")
    assert before is not None and after is not None
    assert after.follows(before) and not before.follows(after)


@pytest.mark.parametrize(
    "text",
    ["1965 was a year", "word", "3.3(b)", "1,200 men", "U.S. policy", "7 - Months", "-SECRET-", "12-month"],
)
def test_other_beginnings_are_no_enumerator(text: str) -> None:
    assert enumerator(text) is None


@pytest.mark.parametrize("mark", ["-", "–", "•", "--"])
def test_bullets_after_a_colon_are_a_list(mark: str) -> None:
    text = f"{LONG} There were two of them:\n{mark} They came first.\n{mark} They came last.\n{LONG}\n"
    assert found(text, "item") == ["They came first.", "They came last."]


def test_a_dash_without_a_space_opens_an_item_and_is_no_label_for_it_cannot_be_parted() -> None:
    text = f"{LONG} They did two things:\n—They acted as brokers.\n--Most of all they acted as friends.\n{LONG}\n"
    assert found(text, "item") == ["—They acted as brokers.", "--Most of all they acted as friends."]


@pytest.mark.parametrize("lost", ["(^) the second;", "(z) the second;"])
def test_a_misread_enumerator_does_not_end_a_series(lost: str) -> None:
    text = f"{LONG} There were three:\n(1) the first;\n{lost}\n(3) the third.\n{LONG}\n"
    assert (
        found(text, "item") == ["the first;", lost.split(" ", 1)[1], "the third."]
        or len(found(text, "item")) == 3
    )


def test_numbered_paragraphs_in_marks_are_paragraphs_of_the_quotation() -> None:
    text = f'{LONG} He wrote:\n"{LONG} There were two:\n"(1) the first;\n"(2) the second."\n{LONG}\n'
    assert found(text, "item") == []
    assert found(text, "p")[2:4] == ['"(1) the first;', '"(2) the second."']


def test_a_table_of_contents_is_a_list() -> None:
    entries = "A. The Offer........ 1\nB. The Answer....... A-12\nC. The End...... 30"
    text = f"TABLE OF CONTENTS\nPage\nIV. PART FOUR\n{entries}\n"
    context = f"{LONG}\n{LONG}\n{text}{LONG}\n"
    assert found(context, "item") == [
        "PART FOUR",
        "The Offer........ 1",
        "The Answer....... A-12",
        "The End...... 30",
    ]
    assert found(context, "label") == ["IV.", "A.", "B.", "C."]
    assert found(context, "head") == ["TABLE OF CONTENTS"]
    assert found(f"{LONG}...\n{LONG}....\n{LONG} 1964....\n", "item") == []


def test_debris_between_items_belongs_to_the_item_before() -> None:
    text = f"{LONG} There were two:\n(1) the first;\nI\n(2) the second.\n{LONG}\n"
    assert found(text, "item") == ["the first; I", "the second."]


@pytest.mark.parametrize("word", ["Attachments:", "Enclosures:"])
def test_what_is_attached_is_a_list(word: str) -> None:
    assert found(f"{LONG}\n{word}\nTab A - The offer\nTab B - The answer\n", "item") == [
        "Tab A - The offer",
        "Tab B - The answer",
    ]


def test_a_full_line_that_ends_no_sentence_goes_on_over_a_blank_line() -> None:
    assert len(found(f"{FULL}\n\nOffer of the other side. {FULL}\n{FULL}", "p")) == 1
    assert len(found(f"{FULL[:40]}\n\nOffer of the other side. {FULL}\n{FULL}", "p")) == 2


def test_among_lines_all_apart_a_short_one_ends_a_paragraph_where_the_others_are_whole() -> None:
    lines = [FULL.lower()] * 12
    assert (
        len(
            found(
                "\n\n".join(
                    [
                        *lines,
                        "weeks.",
                        "When the break came at last, the Consul had no more than three",
                        *lines,
                    ]
                ),
                "p",
            )
        )
        == 2
    )
    pieces = [*lines, "weeks.", "When the break came, the Consul", "had three days", "to go,", *lines]
    assert len(found("\n\n".join(pieces), "p")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tolson\nBelmont\n\nMohr\n\nTele. Room",
        "Rec. 105-1\n\nB 7:\n\nMM 639-S",
    ],
)
def test_short_lines_one_after_the_other_are_one_paragraph(text: str) -> None:
    assert found(f"{PARAGRAPH}\n\n{text}\n\n{PARAGRAPH}\n{FULL}", "p")[1] == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["He came.\n\nHe left.", "1. The offer\n\n2. The answer", "Tolson\n\ncc: Mohr"]
)
def test_sentences_items_and_copies_stay_apart(text: str) -> None:
    assert found(f"{PARAGRAPH}\n\n{text}\n\n{PARAGRAPH}\n{FULL}", "p")[1:3] == text.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        # the first of a series whose enumerator lost its stop
        f"{PARAGRAPH} He\nreported as follows:\n\na {{narrow}}.\n\nb. {{narrow}}.\n\n{PARAGRAPH}\n\n{PARAGRAPH}",
        # debris behind a sentence's end
        f'{PARAGRAPH} He\nreported as follows, "It is late." (00107) :\n\n{{narrow}}.\n\n{PARAGRAPH}\n\n{PARAGRAPH}',
    ],
)
def test_neither_a_series_nor_a_stray_colon_announces_a_quotation(text: str) -> None:
    narrow = "\n".join(line[:48] for line in ["We have your message and shall think it over well"] * 3)
    assert found(text.format(narrow=narrow), "quote") == []
