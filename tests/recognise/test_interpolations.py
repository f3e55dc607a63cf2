"""Interpolations: brackets whole, typed as slashes, or read as other characters."""

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Certainty, Correction, Finding
from edition.recognise.interpolations import interpolations


def found_in(text: str) -> list[Finding]:
    return list(interpolations(context_of(text), ()))


def spans(text: str) -> list[str]:
    return [text[f.start : f.end] for f in found_in(text) if isinstance(f, Annotation)]


def mended(text: str) -> str:
    """The text with its corrections made."""
    corrections = [f for f in found_in(text) if isinstance(f, Correction)]
    for correction in sorted(corrections, key=lambda f: f.start, reverse=True):
        text = text[: correction.start] + correction.reading + text[correction.end :]
    return text


def test_a_damaged_closing_bracket_after_a_day() -> None:
    text = "Do not believe a Thursday [February 187 strike therefore feasible"
    annotation, correction = found_in(text)
    assert isinstance(annotation, Annotation)
    assert (annotation.element, annotation.attributes) == ("seg", (("type", "interpolation"),))
    assert text[annotation.start : annotation.end] == "[February 187"
    assert isinstance(correction, Correction)
    assert (correction.start, correction.end) == (annotation.end - 1, annotation.end)
    assert (correction.reading, correction.cert) == ("]", Certainty.HIGH)


def test_whole_brackets_need_no_correction() -> None:
    (annotation,) = found_in("The key to this problem [the Indochina war] is a strong army")
    assert isinstance(annotation, Annotation)
    assert annotation.cert is None


@pytest.mark.parametrize(
    ("text", "span", "reading"),
    [
        ("we believe /the/ Ambassador should", "/the/", "we believe [the] Ambassador should"),
        ("French union and /the/ union of", "/the/", "French union and [the] union of"),
        ("undo damage /Sunday’s/ actions, we", "/Sunday’s/", "undo damage [Sunday’s] actions, we"),
        ("In November 1964.../the/ JCS agreed", "/the/", "In November 1964...[the] JCS agreed"),
        ("(It was agreed) /They all believe/ that", "/They all believe/", None),
        ("met with /and 1/ Ambassador Taylor", "/and 1/", None),
        ("needed today. /April 1/ Apparently", "/April 1/", None),
        ("Charlie.) /ASD/ISA and SecArmy respectively/ went", "/ASD/ISA and SecArmy respectively/", None),
        ("to [U.N Secretary\nGeneral/ in writing", "[U.N Secretary\nGeneral/", None),
        ("the /Pacification7 plan as", "/Pacification7", "the [Pacification] plan as"),
        ("settlement of situation [inf Indochina and", "[inf", "settlement of situation [in] Indochina and"),
        ("alone. /rhey7 All considered it", "/rhey7", None),
        ("that is one /sicj, we will", "/sicj", "that is one [sic], we will"),
        ("we cannot irretrevably fsicf commit", "fsicf", "we cannot irretrevably [sic] commit"),
        ("backing / aJ government which", "/ aJ", "backing [ a] government which"),
        ("on 9 October /19547* The team", "/19547", "on 9 October [1954]* The team"),
        ("since fFebruary and March/ indicate", "fFebruary and March/", None),
        ("the union —of the/ three parts", "—of the/", "the union [of the] three parts"),
        ("winkle out {sic] the agents", "{sic]", "winkle out [sic] the agents"),
        ("the FOIA request [FOIA Number 56-20} was", "[FOIA Number 56-20}", None),
        ("so they said (emphasis added} then", "(emphasis added}", None),
    ],
)
def test_damaged_brackets_are_mended(text: str, span: str, reading: str | None) -> None:
    assert spans(text) == [span]
    assert mended(text).count("[") == mended(text).count("]") == 1
    if reading:
        assert mended(text) == reading


def test_brackets_within_a_word() -> None:
    assert spans("he saw [t]he plan and would ask[] for it") == ["[t]", "[]"]


def test_brackets_nest() -> None:
    assert spans("as [he [Khanh] then said] today") == ["[Khanh]", "[he [Khanh] then said]"]


def test_several_in_a_sentence_are_kept_apart() -> None:
    text = "disposed /to/ consider lending its support /to the/ Bao Dai regime [inf Indochina"
    assert spans(text) == ["/to/", "/to the/", "[inf"]


@pytest.mark.parametrize(
    "text",
    [
        "and/or others, either/or",
        "the Army and /or/ the Navy",
        "on 3/16/64 and in 1968/69",
        "1/2 of the 3/4 inch pipe",
        "a message 68/ to Ambassador Taylor as follows: 69/ and 70/",
        "strategic concept. £1/ Even so lukewarm",
        "file 105-2855/3, RR/Highway, 60 km/h, w/o and c/o",
        "see https://www.example.org/a/b/ for it",
        "/s/ John Smith, Brigadier General",
        "the Hanoi/ Haiphong area and the machine/ tool plant",
        "(round brackets) are the author's own (as here)",
        "the list [12] and note [3]",
        "[__] UNCLASSIFIED [] SECRET [X] CONFIDENTIAL",
        "[R] - ITEM IS RESTRICTED",
        "[1 line not declassified] and [name illegible]",
        "an unclosed [bracket that goes on and on without an end",
        "URE WOULD ACT. /JCS HIST.\nTHE EMBASSY. /J.B. DRAGON.",
    ],
)
def test_what_is_no_interpolation_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_bracket_does_not_close_half_a_page_later() -> None:
    assert found_in("he said [this " + "and that " * 120 + "was all]") == []


def test_selection_and_remarks_of_an_editor_are_interpolations() -> None:
    remarks = [
        "[Omitted here is a list.]",
        "[Page 2 is missing from the record copy.]",
        "[sic - 25 November 1963]",
    ]
    assert spans(" and ".join(remarks)) == remarks


@given(st.text(alphabet="[]{}/£f7J (ab1.\n—", max_size=80))
def test_findings_lie_within_the_text_and_do_not_cross(text: str) -> None:
    findings = found_in(text)
    assert all(0 <= f.start < f.end <= len(text) for f in findings)
    segs = [f for f in findings if isinstance(f, Annotation)]
    assert not any(a.start < b.start < a.end < b.end for a in segs for b in segs)


@pytest.mark.parametrize(
    "bait", ["[", "/", " /a", "/a ", "[a", "{", "(", "]", "7", "£a", "a/ ", "—a/ ", "[(", "f/ "]
)
def test_bait_is_read_without_running_away(bait: str) -> None:
    found_in(bait * 100_000)


@pytest.mark.parametrize("words", ["ee Toma", "inf"])
def test_strokes_read_as_brackets_hold_no_words_in_use(words: str) -> None:
    assert spans(f"6th 62 [{words}] 235 fa") == []


@pytest.mark.parametrize("words", ["an", "the", "Caracas", "PUGH, Robert West"])
def test_words_in_use_and_names_are_interpolations(words: str) -> None:
    assert spans(f"He told the Embassy of [{words}] attempt") == [f"[{words}]"]
