"""Quotations inside running text, whole and damaged."""

from collections.abc import Sequence

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Certainty, Correction, Finding
from edition.recognise.lone_marks import CONTINUED, DAMAGED, UNCLOSED, UNOPENED
from edition.recognise.quotations import PAIRED, SINGLE, quotations


def quoted(text: str, found: Sequence[Finding] = ()) -> list[str]:
    """The words of each `q`, in order."""
    return [text[f.start : f.end] for f in quotations(context_of(text), found) if isinstance(f, Annotation)]


def corrected(text: str, found: Sequence[Finding] = ()) -> list[tuple[str, str]]:
    """Each damaged mark and what it should read."""
    return [
        (text[f.start : f.end], f.reading)
        for f in quotations(context_of(text), found)
        if isinstance(f, Correction)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('drift toward a "neutralism" like that of Laos.', ['"neutralism"']),
        ("also referred to as “Buffalo Bill,” he claimed", ["“Buffalo Bill,”"]),
        ('also referred to as “Buffalo Bill," he claimed', ['“Buffalo Bill,"']),
        ('such phrases as "urge the GVN" or "persuade the GVN."', ['"urge the GVN"', '"persuade the GVN."']),
        ('expressed his "hope"of peace', ['"hope"']),
        ('the Hanoi "do-nut." (It was agreed)', ['"do-nut."']),
        ('it is "absolutely\nessential" that', ['"absolutely\nessential"']),
    ],
)
def test_words_between_marks_are_quoted_with_their_marks(text: str, words: list[str]) -> None:
    assert quoted(text) == words


def test_quotations_nest() -> None:
    text = "He said: \"The word 'suspension' was used of the bombing,\" and left."
    assert quoted(text) == ["\"The word 'suspension' was used of the bombing,\"", "'suspension'"]


def test_double_marks_nest_in_double_marks() -> None:
    text = 'He said: "The word "suspension" was used of the bombing," and left.'
    assert quoted(text) == ['"The word "suspension" was used of the bombing,"', '"suspension"']


@pytest.mark.parametrize(
    "text",
    [
        "the Government's view and the Chiefs' views of the '64 campaign",
        'one additional 8" gun cruiser and a 5\'10" man',
        'the column had " " and " in it',
        "rock 'em and tell 'em",
        "didn't and wouldn’t",
    ],
)
def test_apostrophes_and_measures_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_a_measure_inside_a_quotation_does_not_close_it() -> None:
    text = 'He asked for "one additional 8" gun cruiser and five destroyers." They came.'
    assert quoted(text) == ['"one additional 8" gun cruiser and five destroyers."']


@pytest.mark.parametrize(
    ("text", "words", "damage"),
    [
        (
            'announced that his was the ’’only legal government" and indicated',
            ['’’only legal government"'],
            [("’’", '"')],
        ),
        ("Helms \"tidied up'' his personal files", ["\"tidied up''"], [("''", '"')]),
        ("two “gang-\nland® type passengers", ["“gang-\nland®"], [("®", '"')]),
        (
            "described them as 'Helms' desk calendars\". However",
            ["'Helms' desk calendars\""],
            [("'", '"')],
        ),
        ('he expected another *courier", Jose Alberto', ['*courier"'], [("*", '"')]),
        ("to ‘undercut* the remarks of last week", ["‘undercut*"], [("*", "'")]),
    ],
)
def test_damaged_marks_are_corrected(text: str, words: list[str], damage: list[tuple[str, str]]) -> None:
    assert quoted(text) == words
    assert corrected(text) == damage


def test_an_unclosed_quotation_ends_with_its_sentence_in_doubt() -> None:
    text = (
        'on the Control Commission "to furnish the views of Mr. Smith without delay. They were asked again.'
    )
    (finding,) = quotations(context_of(text), ())
    end = text.index(" They")
    assert finding == Annotation("q", text.index('"'), end, UNCLOSED, (), Certainty.LOW)


def test_an_unopened_quotation_begins_where_the_sense_gives_in_doubt() -> None:
    text = 'The situation was bad. Lodge said: the situation is hopeless." Nobody knew.'
    (finding,) = quotations(context_of(text), ())
    start = text.index("the situation is")
    assert finding == Annotation("q", start, text.index(" Nobody"), UNOPENED, (), Certainty.LOW)


def test_a_lone_mark_without_a_stop_is_no_quotation() -> None:
    assert quoted('He noted however that the ending" syllable does not change.') == []


def test_marks_that_open_and_close_displayed_paragraphs_are_no_quotations() -> None:
    text = 'He said:\n\n"It was "good" news.\n\n"Nobody doubts that now. >\n\nSo it was.'
    displayed = Annotation("quote", text.index('"It'), text.index("\n\nSo"), PAIRED)
    assert quoted(text, (displayed,)) == ['"good"']
    assert corrected(text, (displayed,)) == [(">", '"')]


def test_a_quoted_word_that_begins_a_displayed_paragraph_is_a_quotation() -> None:
    text = '"Sweeps" solved nothing in the delta, he said.'
    assert quoted(text, (Annotation("quote", 0, len(text), PAIRED),)) == ['"Sweeps"']


def test_a_quotation_over_paragraphs_is_joined() -> None:
    text = 'He wrote that "this is the first paragraph.\n\n"This is the second paragraph," and stopped.'
    first, second = (f for f in quotations(context_of(text), ()) if isinstance(f, Annotation))
    assert (first.rule, second.rule) == (CONTINUED, PAIRED)
    assert first.attributes == (
        ("xml:id", "q-this-is-the-first-paragraph"),
        ("next", "#q-this-is-the-second-paragraph"),
    )
    assert second.attributes == (
        ("xml:id", "q-this-is-the-second-paragraph"),
        ("prev", "#q-this-is-the-first-paragraph"),
    )


def test_single_marks_are_not_believed_where_most_find_no_partner() -> None:
    specks = "\n\n".join(f"‘speck before a word number {n}" for n in range(9))
    assert quoted(f"the ‘whole story’ was told\n\n{specks}") == []


def test_single_marks_quote_where_most_find_partners() -> None:
    (finding,) = quotations(context_of("the ‘whole story’ was told"), ())
    assert finding == Annotation("q", 4, 17, SINGLE)


def test_a_mark_among_illegible_words_is_no_quotation() -> None:
    assert quoted('zxqvw "brtlm kwqzx vrmpl ttrwq zzvbn') == []


def test_a_damaged_mark_that_ends_a_displayed_quotation_is_certain() -> None:
    text = "These have not been explored here at highest level. >"
    found = list(quotations(context_of(text), (Annotation("quote", 0, len(text), PAIRED),)))
    assert found == [Correction(len(text) - 1, len(text), '"', DAMAGED, Certainty.HIGH)]


@given(st.text(alphabet="ab.' \"“”’‘>*\n", max_size=80))
def test_quotations_lie_within_the_text_and_nest(text: str) -> None:
    found = list(quotations(context_of(text), ()))
    spans = [(f.start, f.end) for f in found if isinstance(f, Annotation)]
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert not any(a < c < b < d for a, b in spans for c, d in spans)


@pytest.mark.parametrize("bait", ['"', "'", '"a ', "“", ">", '."', "''a", "*a"])
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    assert all(f.end <= len(text) for f in quotations(context_of(text), ()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # A title ends before its date.
        (
            'Memorandum for the Secretary, "Notes on the Situation and Alternatives, 6 January 1965.',
            ['"Notes on the Situation and Alternatives,'],
        ),
        (
            'He spoke of "the first part of the plan and more. The rest was lost.',
            ['"the first part of the plan and more.'],
        ),
        # Two signs for one mark, an asterisk, a round bracket that nothing opened.
        ('He came in "Operation SUNRISE,11 in the province north of it.', ['"Operation SUNRISE,11']),
        ("the plan might be \"workable'1 but only if they agreed.", ["\"workable'1"]),
        ('wrote that he appeared "conciliatory) that he had said so.', ['"conciliatory)']),
        ("called it \"links to the party!' and left the room.", ["\"links to the party!'"]),
    ],
)
def test_a_quotation_whose_end_ocr_spoilt(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        # A paragraph that opens with a mark is part of a displayed quotation.
        '"3. Concessions for peace were made by the other side.',
        # Specks: half a word behind it, a low mark, a closing shape, no word at all.
        'The Associated States "c have a very serious problem with it.',
        "for a period of days. „Orders through channels will place it there.",
        "draft of the reply. (”e will cable it soonest to the post.)",
        'The air mission in Indochina "------- is executed by the French.',
        # Another quotation stands within: the first ended somewhere before it.
        'reported to "be clever and get "all reservations" out of it before the contact.',
        # The introducing word is too common to tell where it began.
        'We believe that it would be done and that there was hope."',
    ],
)
def test_a_lone_mark_that_tells_nothing(text: str) -> None:
    assert [words for words in quoted(text) if len(words) > len('"all reservations"')] == []
