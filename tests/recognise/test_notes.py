"""References to notes, and the notes."""

from collections.abc import Sequence

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Certainty, Correction, Finding, Lineation
from edition.recognise.notes import REPAIRED, SLASHED, note_bodies, note_references

REFERENCE = ("type", "noteref")


def references(text: str, found: Sequence[Finding] = ()) -> list[tuple[str, str]]:
    """Each reference's characters and number."""
    return [
        (text[f.start : f.end], dict(f.attributes)["n"])
        for f in sorted(note_references(context_of(text), found), key=lambda f: f.start)
        if isinstance(f, Annotation)
    ]


def notes(text: str) -> list[tuple[str, str]]:
    """Each note's number and text."""
    return [
        (dict(f.attributes)["n"], text[f.start : f.end])
        for f in note_bodies(context_of(text), ())
        if isinstance(f, Annotation) and f.element == "note"
    ]


def test_a_number_with_a_slash_in_sequence_is_a_reference() -> None:
    text = "such a gambit in a message 68/ to Taylor. With Lord Harlech, 69/ Secretary Rusk agreed"
    found = list(note_references(context_of(text), ()))
    assert found == [
        Annotation("ref", 27, 30, SLASHED, (REFERENCE, ("n", "68"))),
        Annotation("ref", 61, 64, SLASHED, (REFERENCE, ("n", "69"))),
    ]


def test_the_sequence_repairs_a_damaged_number() -> None:
    text = "The first. 90/ It agreed with the dissenter. £1/ Before the Secretary. 92/ They went."
    found = list(note_references(context_of(text), ()))
    at = text.index("£")
    assert Annotation("ref", at, at + 3, REPAIRED, (REFERENCE, ("n", "91")), Certainty.MEDIUM) in found
    assert Correction(at, at + 2, "91", REPAIRED, Certainty.MEDIUM) in found


def test_the_sequence_repairs_several_damaged_numbers_in_a_row() -> None:
    text = "One thing. 92/ Another (TERM). 53/ The training, pl/ The programme. 95/ The momentum."
    assert references(text) == [("92/", "92"), ("53/", "93"), ("pl/", "94"), ("95/", "95")]


def test_one_neighbour_repairs_a_number_that_looks_like_it() -> None:
    text = "One thing. 91/ Two. 92/ Another thing. 9?/ The end."
    correction = next(f for f in note_references(context_of(text), ()) if isinstance(f, Correction))
    assert (correction.reading, correction.cert) == ("93", Certainty.MEDIUM)


def test_a_whole_number_next_to_a_gap_is_left_alone() -> None:
    text = "One thing. 98/ Another thing. 99/ A third thing. 101/ The end."
    assert references(text) == [("98/", "98"), ("99/", "99"), ("101/", "101")]


@pytest.mark.parametrize(
    "text",
    [
        "the talks and/or the report of 9/26 and 1968/69",
        "a Thursday /February 18/ strike and Mr. McNaughton /and 1/ met",
        "he owned 1/ of it and 3/4 of that",
        "the new program /the/ union of the parts",
        "an air/ naval campaign",
    ],
)
def test_fractions_dates_and_damaged_brackets_are_no_references(text: str) -> None:
    assert references(text) == []


RAISED_ABOVE_THE_LINE = (
    "and calling it a\n308/\npropaganda mechanism. Nevertheless\nthey went on to divide the loyalty\n309/\n"
    "of students.\nLater the talks were not\n312/\nresumed, and considerably tempered his\n313/\nviews.\n"
)


def test_numbers_alone_on_lines_that_count_on_are_references() -> None:
    assert [n for _, n in references(RAISED_ABOVE_THE_LINE)] == ["308", "309", "312", "313"]


def test_a_number_alone_on_its_line_may_lie_between_two_references() -> None:
    text = RAISED_ABOVE_THE_LINE.replace("312/", "311/").replace("309/\n", "309/\nand\n310/\n")
    text = text.replace(
        "views.", "views and the status was not known in\n316/\nMay.\nHe went\n318/\nhome\n319/\nthen."
    )
    assert ("316/", "316") in references(text)


@pytest.mark.parametrize(
    "text",
    [
        "lost everything in\n269/\nthem. He left.",
        "the file\n12/\nwas sent\n40/\nto the registry\n7/\nat once.",
        "a/\nb/\nc/",
    ],
)
def test_numbers_alone_on_lines_that_do_not_count_on_are_no_references(text: str) -> None:
    assert references(text) == []


def test_a_ruined_number_before_one_that_looks_like_the_next_is_the_one_between() -> None:
    text = (
        "One thing. 53/ Two things. 54/ Arms for local defense. ^2/ The treaty area; $6/ these must be added."
    )
    assert [n for _, n in references(text)] == ["53", "54", "55", "56"]


def test_a_ruined_number_before_one_that_looks_like_another_is_left_alone() -> None:
    text = (
        "One thing. 53/ Two things. 54/ Arms for local defense. ^2/ The treaty area; $9/ these must be added."
    )
    assert [n for _, n in references(text)] == ["53", "54"]


def test_raised_figures_are_references() -> None:
    assert references("the aggressor.¹² The Department") == [("¹²", "12")]


def test_an_asterisk_behind_a_stop_is_a_reference() -> None:
    assert references("and do most of the talking.* Khanh talked firmly") == [("*", "*")]


def test_an_asterisk_that_closes_a_quotation_is_no_reference() -> None:
    assert references("other points, which he called ‘negative ones,* which are that") == []


ENDNOTES = "FOOTNOTES\n1.\tShaplen, Lost Revolution, p. 3\n2.\tIbid.\n3-\tMemo for the Record\nthat went on"


def test_numbered_lines_under_a_heading_are_notes() -> None:
    assert notes(ENDNOTES) == [
        ("1", "1.\tShaplen, Lost Revolution, p. 3"),
        ("2", "2.\tIbid."),
        ("3", "3-\tMemo for the Record"),
    ]


def test_a_misread_stop_of_a_label_is_corrected() -> None:
    at = ENDNOTES.index("3-")
    corrections = [f for f in note_bodies(context_of(ENDNOTES), ()) if isinstance(f, Correction)]
    assert [(f.start, f.end, f.reading) for f in corrections] == [(at + 1, at + 2, ".")]


def test_labels_hold_the_number_and_its_stop() -> None:
    labels = [
        f for f in note_bodies(context_of(ENDNOTES), ()) if isinstance(f, Annotation) and f.element == "label"
    ]
    assert [ENDNOTES[f.start : f.end] for f in labels] == ["1.", "2.", "3-"]


def test_numbered_citations_are_notes_without_a_heading() -> None:
    text = "19.\tCINCPAC to JCS, p. 3, dated 3 January 1967.\n20.\tIbid.\n21.\tIbid., p. 24.\n22.\tIbid."
    assert [n for n, _ in notes(text)] == ["19", "20", "21", "22"]


def test_a_note_runs_on_to_the_next_number() -> None:
    text = "NOTES\n1.\tSee the report of the\nEmbassy.\n2.\tIbid."
    assert notes(text)[0] == ("1", "1.\tSee the report of the\nEmbassy.")


@pytest.mark.parametrize(
    "text",
    [
        "1.\tEngage more flags in South Vietnam.\n2.\tReport to the President.\n3.\tLetter to Diem.",
        "4.\tSee the aide, p. 3......... 12\n5.\tIbid. ......... 13\n6.\tIbid. ........ 14",
        "18\tJan\t65\tSaigon to State 21\n19\tJan\t65\tSaigon to State 22\n20\tJan\t65\tSaigon to State 23",
    ],
)
def test_numbered_paragraphs_contents_and_chronologies_are_no_notes(text: str) -> None:
    assert notes(text) == []


def test_a_note_at_the_foot_answers_a_sign_in_the_text() -> None:
    text = "He let Khanh do most of the talking.* Khanh talked on.\n\n*Comment: the Secretary spoke freely."
    assert notes(text) == [("*", "*Comment: the Secretary spoke freely.")]
    assert notes("He let Khanh do the talking\n\n*Comment: the Secretary spoke freely.") == []


def test_numbered_notes_at_the_foot_answer_references() -> None:
    text = "The flight left Havana. 2/ It came back.\n\n2/ See the cable\nof 3 March 1964."
    (note,) = (
        f for f in note_bodies(context_of(text), ()) if isinstance(f, Annotation) and f.element == "note"
    )
    assert text[note.start : note.end] == "2/ See the cable\nof 3 March 1964."
    assert note.attributes == (("n", "2"), ("place", "bottom"))


def test_forme_work_is_no_part_of_the_last_note() -> None:
    text = "NOTES\n1.\tIbid., p. 3 and the other\nTOP SECRET\n"
    start = text.index("TOP")
    stamp = Annotation("fw", start, start + 10, SLASHED)
    context = context_of(text, lineation=Lineation.REJOINED)
    (note,) = (f for f in note_bodies(context, (stamp,)) if isinstance(f, Annotation) and f.element == "note")
    assert note.end <= start


@given(st.text(alphabet="1290/.* £?\nab", max_size=80))
def test_references_and_notes_lie_within_the_text(text: str) -> None:
    context = context_of(text)
    found = [*note_references(context, ()), *note_bodies(context, ())]
    assert all(0 <= f.start < f.end <= len(text) for f in found)


@pytest.mark.parametrize("bait", ["1/ ", "1/", "*", "9", ". 1/", "1.\tIbid.\n", "/", "a.* "])
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    context = context_of(text)
    assert all(f.end <= len(text) for f in [*note_references(context, ()), *note_bodies(context, ())])


def joined(text: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The notes of a text, and its references once the notes are known."""
    return notes(text), references(text, list(note_bodies(context_of(text), ())))


FRUS = (
    "I saw the President this morning.1 He agreed to the telegram2 and would send it.\n\n"
    "1 The meeting was held at the White House on May 3, 1961.\n2 Not printed. The text is in the files."
)


@pytest.mark.parametrize(
    ("text", "bodies", "refs"),
    [
        (FRUS, ["1", "2"], ["1", "2"]),
        (FRUS.replace("\n1 The", "\n1. The").replace("\n2 Not", "\n2. Not"), ["1", "2"], ["1", "2"]),
        (FRUS.replace("\n1 The", "\n1The").replace("\n2 Not", "\n2Not"), ["1", "2"], ["1", "2"]),
        (FRUS.replace("morning.1", "morning.¹").replace("telegram2", "telegram²"), ["1", "2"], ["¹", "²"]),
        (
            "Peak losses a/ were 3188. Average losses b/ were 2121.\n\na/ Based on enemy losses.\nb/ Based on CY 66.",
            ["a", "b"],
            ["a/", "b/"],
        ),
        (
            'all the way in South Vietnam." * There was no change.\n\n* Memorandum for the Secretary from the JCS.',
            ["*"],
            ["*"],
        ),
        (
            "The Board concurs.† The Director does not.\n\n† The Assistant Chief of Staff believes otherwise.",
            ["†"],
            ["†"],
        ),
        (
            "He came.[1] He saw.[2] He left.[3]\n\n[1] See the report.\n[2] Ibid.\n[3] Not found in the files.",
            ["1", "2", "3"],
            ["[1]", "[2]", "[3]"],
        ),
    ],
)
def test_notes_at_the_foot_and_their_references_are_joined(
    text: str, bodies: list[str], refs: list[str]
) -> None:
    found, referring = joined(text)
    assert [n for n, _ in found] == bodies
    assert [words for words, _ in referring] == refs
    assert [n for _, n in referring] == bodies


@pytest.mark.parametrize(
    "text",
    [
        "We met on Sept.1 and again.\n\n1 Copy to the Embassy in Paris.",
        "He changed would to ‘must.1 Second, he questioned the phrase.\n\n1 The note is in the files of the office.",
        "He went home to the city.\n\n1 December 1966",
        "1. The first point is this.\n\n2. The second point is that.",
        "The station has these tasks:\n* Collect reports.\n* Send them home.",
        "THE STATION WILL REPORT.\n\n*CONSISTENT WITH RESULTS OF THE COMMISSION. WHILE THIS",
        "in section [1] and table [2] of it, or [3]",
    ],
)
def test_what_only_looks_like_a_note_at_the_foot(text: str) -> None:
    assert joined(text) == ([], [])


def test_a_note_at_the_foot_may_have_lost_its_reference() -> None:
    text = "The hamlets were completed.\n\n* Adapted from The Times of Vietnam, 28 October 1962, p. 17."
    assert [n for n, _ in notes(text)] == ["*"]


def test_a_sign_between_two_references_is_the_one_that_is_missing() -> None:
    text = 'It came. 20/ Then "the possible cost of saving it." R/ And more. 22/ The end.'
    assert references(text) == [("20/", "20"), ("R/", "21"), ("22/", "22")]


@pytest.mark.parametrize(
    "text",
    [
        "The Bowl of Asia -- the Indochina peninsula. 10/ In his first speech. 11/ The end.",
        "given to President Diem on 11 November. 10/ The objective of it. 11/ The end.",
    ],
)
def test_a_dash_or_a_month_before_a_stop_hides_no_reference(text: str) -> None:
    assert references(text) == [("10/", "10"), ("11/", "11")]


def test_spoilt_numbers_of_notes_are_those_left_out() -> None:
    text = "NOTES\n69.\tTelegram, p. 3.\n7°. Ibid.\n71.\tDespatch.\n' 72.\tIbid.\n73.\tLetter."
    assert [n for n, _ in notes(text)] == ["69", "70", "71", "72", "73"]
    corrections = [f for f in note_bodies(context_of(text), ()) if isinstance(f, Correction)]
    assert [(text[f.start : f.end], f.reading) for f in corrections] == [("7°", "70")]


RAISED = "\n".join(
    [
        "FOOTNOTES",
        *("1Report of the Mission.", "2JCS telegram to CINCPAC.", "3", "Debriefing of the General.", "4\t•"),
        *("Msg, Paris to State.", "^Memorandum from the JCS.", "' 6", "NIE 63-54.", "7", "Ibid."),
    ]
)


def test_notes_with_raised_figures_before_them_or_over_them() -> None:
    assert notes(RAISED) == [
        ("1", "1Report of the Mission."),
        ("2", "2JCS telegram to CINCPAC."),
        ("3", "3\nDebriefing of the General."),
        ("4", "4\t•\nMsg, Paris to State."),
        ("5", "^Memorandum from the JCS."),
        ("6", "' 6\nNIE 63-54."),
        ("7", "7\nIbid."),
    ]


PAGE_OF_A_TYPED_PAPER = (
    "Perhaps people on the other side gave priorities to this objective or that.l In any case, the fact\n"
    "that none was pursued. They were in fact to meet with a representative in Warsaw.2 This in turn means.\n"
    "lFor example, the cable traffic conveys a picture of him as more detached than his minister.\n"
    "2we do not know what they expected from the meeting nor how it was represented to them.\n"
)


def test_notes_at_the_foot_whose_figures_stick_to_their_first_words() -> None:
    assert [n for n, _ in notes(PAGE_OF_A_TYPED_PAPER)] == ["1", "2"]
    corrections = [f for f in note_bodies(context_of(PAGE_OF_A_TYPED_PAPER), ()) if isinstance(f, Correction)]
    assert [(PAGE_OF_A_TYPED_PAPER[f.start : f.end], f.reading) for f in corrections] == [("l", "1")]


@pytest.mark.parametrize(
    "last",
    [
        "2nd we do not know what they expected.",
        "IFor example, that of the cable.",
        "lFor example, the cables.",
    ],
)
def test_a_line_that_opens_with_a_figure_that_nothing_refers_to_is_no_note(last: str) -> None:
    assert (
        notes(f"Perhaps people on the other side gave priorities to this.\nThey went to Warsaw.\n{last}\n")
        == []
    )
