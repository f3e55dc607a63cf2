"""Misreadings that any reader is certain of."""

from dataclasses import replace
from itertools import pairwise

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Certainty, Context, Correction, Lineation
from edition.language import language
from edition.recognise.corrections import WORD, corrections
from edition.recognise.debris import debris
from edition.recognise.debris_lines import debris_lines
from edition.settings import Settings


def context_in_english(text: str) -> Context:
    """A context with the word list."""
    return replace(context_of(text), language=language("en"))


def corrected(text: str) -> list[tuple[str, str]]:
    """Each misreading and what it should read."""
    return [
        (text[f.start : f.end], f.reading)
        for f in corrections(context_in_english(text), ())
        if isinstance(f, Correction)
    ]


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("the circumstances in which they eonsider that peace", [("eonsider", "consider")]),
        ("their basic sccurity interests in thc region", [("sccurity", "security"), ("thc", "the")]),
        ("they have bcen told ln the report", [("bcen", "been"), ("ln", "in")]),
        ("it was poIiticaIly impossible to do that", []),
        (
            "the minutes of this Govcrnment and the Government, the Government, the Government",
            [("Govcrnment", "Government")],
        ),
        ("by retum of post they informed him of it", [("retum", "return")]),
        (
            "with a 2l-point program by end-l963 in l9th street",
            [("2l", "21"), ("l963", "1963"), ("l9", "19")],
        ),
        ("THIS 1S UNEVALUATED INFORMATION for the record", [("1S", "IS")]),
        ("the vi11ages were given what they wanted", [("vi11ages", "villages")]),
        ("the memorandum of March--1 recommend that we go", [("1", "I")]),
        ("Message from Genera.l Wheeler to the President", [("Genera.l", "General")]),
        ("see the Monthly Evaluation, January 1967, p. 3»", [("»", ".")]),
        ("as noted in the area, The information was old", [(",", ".")]),
    ],
)
def test_misreadings_are_corrected_where_one_reading_stands_out(
    text: str, damage: list[tuple[str, str]]
) -> None:
    assert corrected(text) == damage


@pytest.mark.parametrize(
    "text",
    [
        "the hamlets of the Montagnards near Pleiku and Kontum",
        "the pacification of Binh Duong by General Khiem was favorably seen",
        "President Diem and Nhu spoke to Colonel Thao about it",
        "the CINCSAC and the CINCPAC, the CINCPAC and the CINCPAC said so",
        "ROLLING THUNDER 1 was scheduled and on October 1 was cancelled",
        "a memorandum of 17 March 1964 (1S) which they read",
        "he wrote about the U.S.S.R. and the F-105s at www.example.com",
        "said Lodge, The Washington Post was wrong about that",
        "the formed part of the in-\nformation and re-\nquested it",
        "zxqv brtlm eonsider kwqzx vrmpl ttrwq",
    ],
)
def test_names_acronyms_and_broken_words_are_left_alone(text: str) -> None:
    assert corrected(text) == []


def test_a_word_the_document_repeats_is_no_misreading() -> None:
    assert corrected("the comnittee and the comnittee and the comnittee") == []


def test_a_misread_stop_after_a_number_is_corrected_where_a_line_is_a_paragraph() -> None:
    text = "3-\tWe hope that General Minh can do it."
    context = replace(
        context_in_english(text), evidence=replace(context_of(text).evidence, lineation=Lineation.REJOINED)
    )
    (finding,) = corrections(context, ())
    assert isinstance(finding, Correction)
    assert (finding.start, finding.end, finding.reading) == (1, 2, ".")


def test_what_others_have_read_is_left_alone() -> None:
    text = "the circumstances in which they eonsider it"
    start = text.index("eonsider")
    taken = Correction(start, start + 1, "c", WORD, Certainty.HIGH)
    assert list(corrections(context_in_english(text), (taken,))) == []


def test_a_word_that_the_editor_vouches_for_is_no_misreading() -> None:
    context = replace(
        context_in_english("they eonsider it"), settings=Settings(words=frozenset(["Eonsider"]))
    )
    assert list(corrections(context, ())) == []


def test_without_a_word_list_nothing_is_certain() -> None:
    context = replace(context_in_english("they eonsider it"), language=language("xx"))
    assert list(corrections(context, ())) == []


@given(st.text(alphabet="abcel1IO0.,•_-' \n", max_size=80))
def test_findings_lie_within_the_text_and_apart(text: str) -> None:
    context = context_in_english(text)
    spots = list(debris(context, ()))
    found = [*spots, *corrections(context, spots), *debris_lines(context, ())]
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    inside = sorted({(f.start, f.end) for f in [*spots, *corrections(context, spots)]})
    assert all(a[1] <= b[0] for a, b in pairwise(inside))


@pytest.mark.parametrize("bait", ["l1", "•", "_", "1 ", ". ", "thc ", "0", "- ", ", The a", "a.b"])
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    context = context_in_english(text)
    found = [*debris(context, ()), *corrections(context, ()), *debris_lines(context, ())]
    assert all(f.end <= len(text) for f in found)


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("in accordance vrith the decisions taken", [("vrith", "with")]),
        ("tho position of tho United States in the matter", [("tho", "the"), ("tho", "the")]),
        ("we request cooperation on the part cf the Government", [("cf", "of")]),
        (
            "the decision was complctcd and rcceivcd by them",
            [("complctcd", "completed"), ("rcceivcd", "received")],
        ),
        ("he said that the Govornment was informed of all", [("Govornment", "Government")]),
        ("an infonnation report on the vi11ages", [("infonnation", "information"), ("vi11ages", "villages")]),
        ("the Security Council in lO64 and since mid-!956", [("lO64", "1964"), ("!956", "1956")]),
        ("the position of Vietnam*s people", [("*", "'")]),
    ],
)
def test_neighbours_and_letters_tell_what_a_word_was(text: str, damage: list[tuple[str, str]]) -> None:
    assert corrected(text) == damage


@pytest.mark.parametrize(
    "text",
    [
        "the labor of the theater centers was analyzed favorably",
        "they recieve the end-items of the program",
        "an ad hoc committee of the whole",
        "la Direccion General de Inteligencia en la Habana",
        "he put forward (see cable5 of that day)",
        "in interest and, In many cases, it was so",
        "1S. OCCUPATIONAL SERIES",
        "a tile on the floor of the house",
    ],
)
def test_other_spellings_languages_and_numbers_are_no_misreadings(text: str) -> None:
    assert corrected(text) == []


def test_a_designation_is_read_as_the_document_has_it() -> None:
    text = "A/1 met A/1 in Paris. Then A/l left, and CI/O too."
    assert corrected(text) == [("A/l", "A/1")]
