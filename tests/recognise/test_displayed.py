"""Displayed quotations: what announces one, and where it ends."""

import pytest
from readings import found_by, reading_of, spans

from edition.recognise.blocks import blocks
from edition.recognise.forme_work import forme_work
from edition.recognise.pages import pages

# A paragraph a line: more than a column wide, so that the source is measured as re-joined.
AUTHOR = (
    "The Embassy looked upon the offer with favour, though it could not see how the other side would ever come to "
    "accept a plan that left the harbour and all its shipping in the hands of those who held it at the time."
)
WORDS = (
    "We have your message and shall think it over well before we say whether the harbour can be opened to all the "
    "ships that wait outside, and whether those who guard it will be withdrawn from their posts by then"
)


def quoted(*paragraphs: str) -> list[str]:
    context = reading_of("\n".join((AUTHOR, *paragraphs)) + "\n")
    return spans(context, found_by(context, forme_work, pages, blocks), "quote")


@pytest.mark.parametrize(
    "introduction",
    [
        f"{AUTHOR} The Ambassador replied:",
        f"{AUTHOR} In May the Chief of Staff wired as follows: 12/",
        "July 14, 1948 (State 2637 to Paris):",
        f"{AUTHOR} The estimate of that month reads;".replace("reads;", "follows;"),
    ],
)
def test_words_that_somebody_said_are_a_quotation(introduction: str) -> None:
    assert quoted(introduction, f"{WORDS}.", AUTHOR) == [f"{WORDS}."]


@pytest.mark.parametrize(
    ("introduction", "first"),
    [
        (f"{AUTHOR} There were two reasons for it:", f"{WORDS}."),
        (f"{AUTHOR} The Ambassador replied.", f"{WORDS}."),
        (f"{AUTHOR} The Ambassador made these remarks:", "A short line."),
        (f"{AUTHOR} The message was:", "— They acted as brokers.\n— They acted as friends of one side."),
        (f"{AUTHOR} He recommended the following actions:", f"1. {WORDS};\n2. {WORDS}."),
    ],
)
def test_an_authors_own_text_and_his_lists_are_none(introduction: str, first: str) -> None:
    assert quoted(introduction, first, AUTHOR) == []


def test_a_note_reference_at_its_end_tells_a_quotation_whatever_announces_it() -> None:
    introduction = f"{AUTHOR} They had come, he judged, to the third phase of such a war:"
    assert quoted(introduction, f"{WORDS}. 16/", AUTHOR) == [f"{WORDS}. 16/"]
    assert quoted(introduction, f"{WORDS}, 15/ and more of that. 16/", AUTHOR) == []


def test_a_quotation_runs_to_its_note_reference() -> None:
    told = quoted(f"{AUTHOR} He said:", f"{WORDS}.", f"{WORDS}. 8/", AUTHOR)
    assert told == [f"{WORDS}. {WORDS}. 8/"]


def test_numbered_paragraphs_with_a_note_reference_are_quoted_though_some_are_left_out() -> None:
    paragraphs = (f"(1) {WORDS}...", f"(2) {WORDS}...", f"(4) {WORDS}...", f"(9) {WORDS}. 23/")
    assert quoted(f"{AUTHOR} Part of that report reads as follows:", *paragraphs, AUTHOR) == [
        " ".join(paragraphs)
    ]


def test_a_document_in_full_runs_to_where_the_author_refers_again() -> None:
    introduction = f"{AUTHOR} Here is the full text of the message to the Ambassador: 98/"
    referring = f"{AUTHOR} All that was known, 99/ and nobody had doubted it before that day."
    assert quoted(introduction, f"{WORDS}.", f"{WORDS}.", f"{WORDS}.", referring) == [
        " ".join([f"{WORDS}."] * 3)
    ]


def test_telegraphed_marks_hold_a_quotation() -> None:
    introduction = f"{AUTHOR} Defense has written to the following effect:"
    assert quoted(introduction, f"QTE {WORDS}.", f"{WORDS} UNQTE", AUTHOR) == [f"QTE {WORDS}. {WORDS} UNQTE"]


@pytest.mark.parametrize(
    "before",
    ["July 14, 1948 (State 2637 to Paris)1", "In contrast, the Consul said it was essential", AUTHOR],
)
def test_a_paragraph_in_marks_is_a_quotation(before: str) -> None:
    assert quoted(before, f'"{WORDS}." 9/', AUTHOR) == [f'"{WORDS}." 9/']


@pytest.mark.parametrize(
    "paragraph",
    [
        f'"No," he said. {WORDS}.',
        f'"{WORDS}," the Consul said, "and more."',
        '"Operation Sunrise"',
        f'{WORDS} and "so forth."',
    ],
)
def test_a_paragraph_that_goes_on_in_other_words_is_none(paragraph: str) -> None:
    assert quoted(paragraph, AUTHOR) == []


def test_a_lost_opening_mark_does_not_cut_a_quotation() -> None:
    paragraphs = (f'"{WORDS}.', f"{WORDS}.", f'"{WORDS}."')
    assert quoted(f"{AUTHOR} He wrote:", *paragraphs, AUTHOR) == [" ".join(paragraphs)]
    assert quoted(f"{AUTHOR} He wrote:", f'"{WORDS}.', AUTHOR, AUTHOR) == [f'"{WORDS}.']


def test_no_quotation_runs_over_a_heading() -> None:
    introduction = f"{AUTHOR} He said:"
    assert quoted(introduction, f"A. {WORDS}...", "B. The Second Offer", f"{AUTHOR} And more. 8/") == []


def test_a_quotation_may_begin_before_the_document() -> None:
    lower = f"{WORDS[0].lower()}{WORDS[1:]}"
    assert spans_of(f'{lower}." 44/\n{AUTHOR}\n{AUTHOR}\n') == [f'{lower}." 44/']
    assert spans_of(f'{lower}.\n"{WORDS}.\n"{WORDS}." 44/\n{AUTHOR}\n') == [
        f'{lower}. "{WORDS}. "{WORDS}." 44/'
    ]
    assert spans_of(f'{lower}.\n{AUTHOR} He spoke of "an offer." 44/\n{AUTHOR}\n') == []


def spans_of(text: str) -> list[str]:
    context = reading_of(text)
    return spans(context, found_by(context, forme_work, pages, blocks), "quote")


def test_a_document_is_reproduced_without_a_colon() -> None:
    introduction = f"{AUTHOR} Since it tells so much, the memorandum is reproduced in full."
    assert quoted(introduction, f"1. {WORDS}.", f"2. {WORDS}. 8/", AUTHOR) == [f"1. {WORDS}. 2. {WORDS}. 8/"]


def test_an_outline_is_quoted_from_a_document_that_is_named() -> None:
    outline = (f"1. {WORDS}.", f"a. {WORDS}.", f"b. {WORDS}.", f"2. {WORDS}.")
    introduction = f"{AUTHOR} The program is described in an Annex to the memorandum as follows:"
    assert quoted(introduction, *outline, AUTHOR) == [" ".join(outline)]


def test_the_senders_name_ends_a_quoted_cable() -> None:
    assert quoted("Warsaw 1376, 7 December", f'"3. {WORDS}."', "GRONOUSKI", AUTHOR) == [
        f'"3. {WORDS}." GRONOUSKI'
    ]


def test_an_interpolation_in_slashes_is_no_note_reference() -> None:
    paragraphs = (f"Point 2 /of NSAM 288/ says: {WORDS}.", f"{WORDS}. 66/")
    assert quoted(f"{AUTHOR} He sent this message:", *paragraphs, AUTHOR) == [" ".join(paragraphs)]


def test_an_open_quotation_does_not_end_amid_a_sentence() -> None:
    first, cut = f'"1. {WORDS}.', f'"2. {WORDS}, with what parties'
    rest, last = f"Hanoi, {WORDS}.", f'"3. {WORDS}."'
    assert quoted(first, cut, rest, last, AUTHOR) == [" ".join((first, cut, rest, last))]


def test_a_heading_within_an_open_quotation_is_none_of_the_author_s() -> None:
    first, heading, last = f'"1. {WORDS}.', '"III. Expected Effect of the Policy', f'"1. {WORDS}."'
    assert quoted(first, heading, last, AUTHOR) == [" ".join((first, heading, last))]


def test_the_sender_of_a_quoted_cable_is_no_heading() -> None:
    context = reading_of("\n".join((AUTHOR, f'"{WORDS}."', "BRUCE", AUTHOR)) + "\n")
    assert spans(context, found_by(context, forme_work, pages, blocks), "head") == []
