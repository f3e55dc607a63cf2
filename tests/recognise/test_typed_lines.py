"""What a typewriter's lines were, where OCR gives them in pieces or without their indents."""

from dataclasses import dataclass

import pytest
from readings import found_by, reading_of, spans

from edition.recognise.blocks import blocks
from edition.recognise.forme_work import forme_work
from edition.recognise.pages import pages
from edition.recognise.typed_lines import begins_typed_line, opens_indented

WIDTH = 62


@dataclass(frozen=True)
class Piece:
    text: str


def pieces(*texts: str) -> list[Piece]:
    return [Piece(text) for text in texts]


def test_two_pieces_that_fill_a_line_begin_one() -> None:
    last, line, *ahead = pieces("with Wood.", "It would be", "appreciated if your Bureau would furnish this")
    assert begins_typed_line(last, line, ahead, WIDTH)


@pytest.mark.parametrize(
    "texts",
    [
        # The second fills the line that the first began.
        ("known since mutual attendance in high school.", "Attached is", "a report of the information"),
        # All three fill one line: they tell nothing.
        ("to provide a copy.", "Therefore,", "in these instances a new copy"),
        # Little is left of the line: a scrap tells nothing.
        ("with Wood.", "It would be", "appreciated."),
    ],
)
def test_other_pieces_go_on_with_the_line_before(texts: tuple[str, ...]) -> None:
    last, line, *ahead = pieces(*texts)
    assert not begins_typed_line(last, line, ahead, WIDTH)


def test_a_line_that_had_room_for_the_next_word_was_indented() -> None:
    last, line, following = pieces(
        "intelligence-collecting) infiltrations of Cuba.",
        "Agency-sponsored radio propaganda aimed at",
        "Cuba reached its peak in early 1965 with an actual",
    )
    assert opens_indented(last, line, following, 56, pieces=False)
    assert opens_indented(last, line, following, 54, pieces=True)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        (
            "Agency-sponsored radio propaganda aimed at all of",
            "Cuba reached its peak in early 1965 with an actual",
        ),
        ("Agency-sponsored radio propaganda aimed at", "counterrevolutionaries abroad reached its peak in"),
        ("Agency-sponsored radio propaganda aimed at", "Cuba reached its peak."),
    ],
)
def test_a_ragged_line_was_not(line: str, following: str) -> None:
    assert not opens_indented(Piece("of Cuba."), Piece(line), Piece(following), 56, pieces=False)


def test_a_short_piece_in_capitals_goes_on_with_a_cable_in_capitals() -> None:
    cable = [
        "23-28 MAY, A TRIP TO ST. PETERSBURG FOR VISITING SCIENTISTS AT",
        "THE CONFERENCE FROM 28-31 MAY AND ATTENDANCE AT A SMALL",
        "CONFERENCE ON THE ARCHIVES OF THE NAVY IN EARLY JUNE.",
        "THEY WERE",
        "ADVISED TO CONTACT THE OFFICER IN CHARGE ON 5 JUNE UPON",
        "RETURN AND TO WAIT FOR WHAT HE WOULD TELL THEM TO DO THEN.",
    ]
    context = reading_of("\n\n".join(cable))
    assert len(spans(context, found_by(context, forme_work, pages, blocks), "p")) == 1
