"""Heads and signatures of letters, memoranda and cables."""

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation
from edition.recognise.correspondence import correspondence, correspondence_facts


def found(text: str) -> list[tuple[str, str]]:
    """Element, or type of a field, with its words."""
    return [
        (dict(f.attributes).get("type", f.element), text[f.start : f.end])
        for f in correspondence(context_of(text), ())
        if isinstance(f, Annotation)
    ]


MEMORANDUM = """18 December 1975

MEMORANDUM FOR: Chairman, Information Review Committee
ATTENTION: Mr. H. G. Bean
SUBJECT: FOIA Appeal of John W. Donovan,
who lives in Ohio
REFERENCE: A. Original Request
B. IPS Reply

1. We pass four documents.

2. Mr. Strickland has concurred in these recommendations.

A. B. Swider
DDO Appeals Officer

Attachments: none
"""


def test_the_head_of_a_memorandum_is_an_opener_of_fields() -> None:
    opener = MEMORANDUM[: MEMORANDUM.index("\n\n1.")]
    assert found(MEMORANDUM) == [
        ("opener", opener),
        ("dateline", "18 December 1975"),
        ("to", "MEMORANDUM FOR: Chairman, Information Review Committee"),
        ("attention", "ATTENTION: Mr. H. G. Bean"),
        ("subject", "SUBJECT: FOIA Appeal of John W. Donovan,\nwho lives in Ohio"),
        ("ref", "REFERENCE: A. Original Request\nB. IPS Reply"),
        ("closer", "A. B. Swider\nDDO Appeals Officer"),
    ]


def test_facts_are_the_words_behind_the_labels() -> None:
    (facts,) = correspondence_facts(context_of(MEMORANDUM), ())
    assert facts.addressee == "Chairman, Information Review Committee"
    assert facts.sender is None
    assert facts.date == "18 December 1975"
    assert facts.subject == "FOIA Appeal of John W. Donovan, who lives in Ohio"
    assert MEMORANDUM[facts.start : facts.end].startswith("18 December")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "TO\n: Director of Intelligence\nFROM : Deputy Director\nSUBJECI: Rima ZMITROOK\n",
            ["to", "from", "subject"],
        ),
        ("MEMORANDUM FOK THE SECRETARY OF DEFENSE\nSubject: The Navarre Concept\n", ["to", "subject"]),
        ("CITE VIENNA 28456\nTO: DIRECTOR.\nREF: DIRECTOR 493642\n", ["ref", "to", "ref"]),
        ("MEMORANDUM FOR THE RECORD:\nSUBJECT : AMWHIP/1 Meeting\n", ["to", "subject"]),
    ],
)
def test_damaged_and_bare_labels_open_fields(text: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in found(text)] == ["opener", *kinds]


@pytest.mark.parametrize(
    "text",
    [
        "To March, 1963, they traveled to the Soviet Union\nFrom there they went home.",
        "The subject: nothing.\nFROM Cuba he went.",
        "SUBJECT: (Optional)\nFROM: EXTENSION\nTO: (Officer designation, room number, and building)",
        "RECORD NUMBER : 1\nORIGINATOR : CIA\nDOCUMENT TYPE : PAPER\nFROM :\nTO : HQ\nTITLE : x",
        "TO:\nFROM:\nREF:\n",
    ],
)
def test_prose_routing_sheets_and_forms_are_no_heads(text: str) -> None:
    assert found(text) == []


def test_addressee_and_salutation_open_a_letter() -> None:
    text = (
        "15 October, 1968.\n\nMr. A. Duch\nMelbourne\n\nDear Mr. Duch,\n\nYour station has asked me that.\n"
    )
    assert found(text) == [
        ("opener", text[: text.index("\n\nYour")]),
        ("dateline", "15 October, 1968."),
        ("to", "Mr. A. Duch\nMelbourne"),
        ("to", "Dear Mr. Duch,"),
    ]


def test_a_complimentary_close_begins_the_closer() -> None:
    closer = "Sincerely yours,\nDavid R. Traylor\nDirector of Personnel"
    text = f"TO: Mr. Smith\nFROM: Mr. Jones\n\nI thank you.\n\n{closer}\n"
    assert found(text)[-1] == ("closer", closer)


def test_a_name_in_the_text_is_no_signature() -> None:
    text = "TO: Mr. Smith\nFROM: Mr. Jones\n\nThe following came.\nJohn Smith\nwas not there.\n"
    assert "closer" not in [kind for kind, _ in found(text)]


@given(st.text(alphabet="TOFRM: \nab1.", max_size=100))
def test_fields_lie_in_openers(text: str) -> None:
    annotations = [f for f in correspondence(context_of(text), ()) if isinstance(f, Annotation)]
    openers = [f for f in annotations if f.element == "opener"]
    assert all(0 <= f.start < f.end <= len(text) for f in annotations)
    assert all(
        any(o.start <= f.start and f.end <= o.end for o in openers)
        for f in annotations
        if f.element in ("seg", "dateline")
    )


@pytest.mark.parametrize("bait", ["TO: a\n", "SUBJECT: ", "MEMORANDUM FOR\n", ": ", "TO\n", "A. B. Cde\n"])
def test_bait_is_survived(bait: str) -> None:
    text = bait * (20_000 // len(bait))
    assert all(f.end <= len(text) for f in correspondence(context_of(text), ()))


def test_a_memorandum_for_the_record_has_no_further_addressee() -> None:
    head = "MEMORANDUM FOR THE RECORD\n\nSUBJECT: The offer\n\n"
    text = f"{head}On Friday he came to see me at the office.\nHe left at noon.\n"
    context = context_of(text)
    fields = [
        text[f.start : f.end]
        for f in correspondence(context, ())
        if isinstance(f, Annotation) and f.element == "seg"
    ]
    assert fields == ["MEMORANDUM FOR THE RECORD", "SUBJECT: The offer"]


def test_a_withheld_name_above_an_office_is_a_signature() -> None:
    text = (
        "MEMORANDUM FOR: The Director\nSUBJECT: The offer\n\nHe came to see me.\nHe left at noon.\n\n"
        "[name not declassified]\nChief, Straits Desk\n"
    )
    closers = [
        f for f in correspondence(context_of(text), ()) if isinstance(f, Annotation) and f.element == "closer"
    ]
    assert [text[f.start : f.end] for f in closers] == ["[name not declassified]\nChief, Straits Desk"]
