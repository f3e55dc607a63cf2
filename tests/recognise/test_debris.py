"""What stands for nothing on the page: signs, specks, lines nobody can have written; and what only looks so."""

from dataclasses import replace
from itertools import pairwise

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Context, Lineation
from edition.language import language
from edition.recognise.debris import debris
from edition.recognise.debris_lines import ASTERISKS, debris_lines
from edition.recognise.forme_rules import STAMP
from edition.recognise.forms import IDENTIFICATION


def context_in_english(text: str, lineation: Lineation = Lineation.BROKEN) -> Context:
    """A context with the word list."""
    return replace(context_of(text, lineation=lineation), language=language("en"))


def surplus(text: str) -> list[str]:
    """The debris within passages."""
    return [text[f.start : f.end] for f in debris(context_in_english(text), ())]


def surplus_lines(text: str, lineation: Lineation = Lineation.BROKEN) -> list[str]:
    """The lines that are debris."""
    found = debris_lines(context_in_english(text, lineation), ())
    return [text[f.start : f.end] for f in found if isinstance(f, Annotation) and f.element == "surplus"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("the possibilities of _\nsuch a gambit", ["_"]),
        ("he opposed the ■ idea and the • • other one", ["■", "• •"]),
        ("towards Indochina,_but can only see it", ["_"]),
        ("The Division was given_to him", ["_"]),
        ("all of the combination. ) ° .", [") ° ."]),
        ("at our offices (I have the combination. ) ° .", ["° ."]),
        ("they must be brought into the 201 system. * ®\nThe dossier is closed", ["* ®"]),
        ("‘The Mexican Government was told so", ["‘"]),
        ("it was told to the officials in\n‘The Cuban people and others", ["‘"]),
        ("small eyes, a hawk +\nnose and a large chin", ["+"]),
        ("personally contacted by :\nthe two of them", [":"]),
        ("officials of the captioned organization. j\nThis should be done", ["j"]),
        ("the following listings are available: •", ["•"]),
    ],
)
def test_signs_that_stand_for_nothing_are_debris(text: str, signs: list[str]) -> None:
    assert surplus(text) == signs


@pytest.mark.parametrize(
    "text",
    [
        "necessary solution...We would stop. . . and go",
        "the U.S. and the U.N. went to Paris, that is. They met.",
        "sign here: ____ and __ there",
        "‘The Mexican Government’ was told so",
        'it was so. "Nobody knows."',
        "under 18 U.S.C. § 793 and §§ 794 and 798",
        "at 4:30 today § and",
        "† Not printed. ‡ See there.",
        "the water was at 32 ° F that day",
        "© 1975 by the Associated Press",
        "with this pledge | recognize and accept the fact that | have a responsibility",
        "Orig & 1 - Addressee\n2 ~ C/EUR att h/w",
        "NAME _ DATE _",
        "write to john_smith@example.org or see file_name.txt",
        "in which they could not de_iver the message",
        "17 • NSAM-328",
        "UNITED STATES ■ V1ETNAM RELATIONS 1945 ■ 1967",
        "’’In taking a friendly leave, Ambassador Taylor said so",
        "• Review the plan with the staff\n• Report to the committee again\n• Return the papers to them",
    ],
)
def test_ellipses_blanks_and_marks_are_no_debris(text: str) -> None:
    assert surplus(text) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("the proposed British action and.Ambassador Trevelyan was told", ["."]),
        ("on the. idea of a more", ["."]),
        ("Torres was a member. of the student federation", ["."]),
        ("and has requested mail covers.on all of them", ["."]),
        ("they were told of ' the plan", ["'"]),
        ("lending breadth to the . Army battalions", ["."]),
        ("launched a training program. . In addition, they were", ["."]),
        ("the regime knew that costs' of continuing the war", ["'"]),
        ("they have carefully' selected the targets", ["'"]),
        ("Our aims are, I know,' identical with yours", ["'"]),
        ("the armed forces has 'improved to a marked degree", ["'"]),
        ("the federation of ‘the national university", ["‘"]),
        ("but he wanted , the report of , the office", [","]),
        ("as soon as the' authorities in Hanoi", ["'"]),
        ("it was delivered to the. Immigration Service", ["."]),
        ("the atomic capability which .is the major deterrent", ["."]),
        ("the greatest nation the world has ever\t.\nknown to us", ["."]),
    ],
)
def test_specks_among_words_are_debris(text: str, marks: list[str]) -> None:
    assert surplus(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "the Director, Dept. of State, and the Asst. to the Secretary",
        "the officers' report and the ministers' views of the matter",
        "he called it an 'offensive' of finite duration",
        "they were 'on the defensive' against it",
        "he is ’proud of himself' for having brought it",
        "the men , who had left , went home",
        "he said ’tis true and ’though late it came",
        "They would fight there. It was over. As to the rest, nobody knows.",
        "etc. and so on, vol. in hand, ten per cent. of it",
    ],
)
def test_stops_and_apostrophes_of_sentences_are_none(text: str) -> None:
    assert surplus(text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "il a dit que l' homme qu' il avait vu dans l' entourage du ministre en. ce jour"),
        ("de", "er will in. der Stadt an. dem Tag und so weiter; des Ministers' neuer Bericht"),
    ],
)
def test_what_words_of_english_tell_is_not_asked_of_other_languages(code: str, text: str) -> None:
    context = replace(context_of(text), language=language(code))
    assert list(debris(context, ())) == []


def test_before_a_value_of_a_form_stands_debris() -> None:
    text = "- TITLE:\n\n— Redact\n\n‘PAGES :\n\n= 7\n\nPAGES :\n\n-7"
    context = context_in_english(text)
    form: list[Annotation] = []
    for label, value in zip(context.passages[::2], context.passages[1::2], strict=True):
        form.append(Annotation("row", label.start, value.end, IDENTIFICATION))
        form += [Annotation("cell", each.start, each.end, IDENTIFICATION) for each in (label, value)]
    assert [text[f.start : f.end] for f in debris(context, form)] == ["-", "—", "‘", "="]


@pytest.mark.parametrize(
    "line",
    [
        "■ — . ~",
        "' |",
        "$ 1 ■ ~ ' ■ ■",
        "i",
        "ke",
        "{ 7",
        "o> i",
        "RVdGIT Quod “a GTWHID gHr WoNa xGooolonal",
        "se ietie bdaticehaioctal alia",
        "6g eBea oLLeozée:PpIooa «Geos AH",
    ],
)
def test_lines_without_a_word_are_debris(line: str) -> None:
    text = f"The committee was told about it in the report of the agency.\n\n{line}\n\nThe agency was right."
    assert surplus_lines(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "- 2 -",
            "F.",
            "--------",
            "____",
            "C",
            "1",
            "x",
            "by",
            "(a)",
            "28 ’ •",
            "S E C R E T",
            "TO :",
            "1?",
        ),
        *(
            "E. B.",
            "J.F.K.",
            "mb",
            "B-",
            "xii",
            "VEN: ngp:klw",
            "RAG/nch",
            "McNamara and DeLoach",
            "cc: Mr. Smith",
            "Nguyen Khanh",
        ),
        *("BELTimmons/DJMcGrew", "C/EUR; C/WOMUSE", "AMWHIP-1 AMLASH-1", "ALPHA 66", "38.5 42.1 50.7"),
        *("l'Organisation de la Résistance intérieure", "Movimiento Revolucionario del Pueblo"),
        *("relatlves, frlends are not aware", ". . . . . ."),
    ],
)
def test_numbers_labels_names_and_drawn_lines_are_no_debris(line: str) -> None:
    text = f"The committee was told about it in the report of the agency.\n\n{line}\n\nThe agency was right."
    assert surplus_lines(text) == []


def test_debris_on_lines_that_follow_one_another_is_one_block() -> None:
    text = "It ends here.\n■ — . ~\n' |\nIt begins here."
    found = list(debris_lines(context_of(text), ()))
    assert [(f.element, text[f.start : f.end]) for f in found if isinstance(f, Annotation)] == [
        ("ab", "■ — . ~\n' |"),
        ("surplus", "■ — . ~"),
        ("surplus", "' |"),
    ]


@pytest.mark.parametrize(
    ("code", "line"), [("fr", "les documents dudit ministère"), ("de", "Zwischenbericht des Staatssekretärs")]
)
def test_words_of_another_language_are_no_gibberish(code: str, line: str) -> None:
    text = f"Le 3 mai 1964\n\n{line}\n\nle 4 mai 1964"
    context = replace(context_of(text), language=language(code))
    assert [
        f for f in debris_lines(context, ()) if isinstance(f, Annotation) and f.element == "surplus"
    ] == []


@pytest.mark.parametrize(
    ("column", "is_debris"),
    [
        ("6\na\n8\n«\noI\na\n=", True),
        ("|\ni\n1\n|", True),
        ("442\n443\n446\n449", False),
        ("10\n11\n12\n13\n14", False),
        ("S\nE\nC\nR\nE\nT", False),
        ("8.3\n3\n2\n1", False),
    ],
)
def test_a_column_of_signs_is_debris_and_one_of_figures_none(column: str, is_debris: bool) -> None:
    lines = column.split("\n")
    text = f"The committee was told about it.\n\n{column}\n\nThe agency was right."
    assert surplus_lines(text) == (lines if is_debris else [])


@pytest.mark.parametrize("line", ["i", "so", "S E", "b.", "and"])
def test_where_every_scrap_is_a_line_a_short_one_tells_nothing(line: str) -> None:
    assert surplus_lines(f"The agency was told.\n\n{line}\n\nThat is all.", Lineation.SPACED) == []


@pytest.mark.parametrize(
    ("line", "is_debris"), [("• oi '", True), ("EE", False), ("A-2", False), ("ii", False)]
)
def test_among_paragraphs_a_sign_or_two_is_debris_and_a_page_number_none(line: str, is_debris: bool) -> None:
    paragraph = "Continued military pressure would not achieve these objectives, as the Secretary had said."
    text = f"{paragraph}\n{line}\n{paragraph}"
    assert surplus_lines(text, Lineation.REJOINED) == ([line] if is_debris else [])


def test_signs_at_the_edges_of_forme_work_are_debris_and_brackets_none() -> None:
    text = "| NW 68261 DocId:32244099 Page 1\nSECRET +=\n(104-10074-10416|\n- 7 -\nRETURN TO CIA"
    marks = [Annotation("fw", 0, len(text), STAMP, (("type", "control"),))]
    assert [text[f.start : f.end] for f in debris(replace(context_of(text), passages=()), marks)] == [
        "|",
        "+=",
    ]


def test_a_row_of_asterisks_is_no_debris() -> None:
    text = "It ends here.\n* * * * *\nIt begins here."
    (finding,) = debris_lines(context_of(text), ())
    assert finding == Annotation("ab", 14, 23, ASTERISKS)


@given(st.text(alphabet="abceTh1I0.,•_-'‘|~ \n", max_size=80))
def test_findings_lie_within_the_text_and_apart(text: str) -> None:
    context = context_in_english(text)
    spots = list(debris(context, ()))
    assert all(0 <= f.start < f.end <= len(text) for f in [*spots, *debris_lines(context, ())])
    inside = sorted((f.start, f.end) for f in spots)
    assert all(a[1] <= b[0] for a, b in pairwise(inside))


@pytest.mark.parametrize(
    "bait", ["•", "_", "1 ", ". ", "' ", "a' ", "‘a", "| ", "aa' a", "eee ", "a_", "• aa aa\n", "i\n"]
)
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    context = context_in_english(text)
    assert all(f.end <= len(text) for f in [*debris(context, ()), *debris_lines(context, ())])
