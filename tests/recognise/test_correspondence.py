"""Heads and signatures of letters, memoranda and cables."""

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Lineation
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


def fields_of(text: str, lineation: Lineation = Lineation.BROKEN) -> list[tuple[str, str]]:
    """As `found`, each on one line."""
    return [
        (dict(f.attributes).get("type", f.element), " ".join(text[f.start : f.end].split()))
        for f in correspondence(context_of(text, lineation=lineation), ())
        if isinstance(f, Annotation)
    ]


BODY = (
    "\n\nThe office has looked into the matter and found nothing that was not known before.\nIt was closed.\n"
)


@pytest.mark.parametrize(
    ("head", "kinds"),
    [
        # a colon misread or lost
        (
            "MEMORANDUM FOR: Chief, CI/OA\nATTENTION & Mr. Ball\nSUBJECT 3 Antonio",
            ["to", "attention", "subject"],
        ),
        (
            "Memorandum\nTO Mr. A. H. Belmont\nFROM W. C. Sullivan\nSUBJECT THE VISIT",
            ["to", "from", "subject"],
        ),
        ("MEHORAHDUM FOR: The Director\nSUBJECT _. : The Visit", ["to", "subject"]),
        # one label below the title
        ("MEMORANDUM\nSUBJECT: Jose Perez", ["subject"]),
        # e-mail
        (
            "From: Smith, J <smithj@state.gov>\nSent: Monday, June 4, 2012 9:14 AM\nTo: H\nCc: Jones\nSubject: Libya",
            ["from", "dateline", "to", "attention", "subject"],
        ),
        # a cable of the State Department
        (
            "FM SECSTATE WASHDC\nTO AMEMBASSY LONDON\nINFO AMEMBASSY PARIS\nSUBJECT: THE VISIT",
            ["from", "to", "attention", "subject"],
        ),
        # a British minute
        ("Sir:\n", ["to"]),
    ],
)
def test_heads_with_labels_of_other_makes(head: str, kinds: list[str]) -> None:
    assert [kind for kind, _ in fields_of(f"{head}{BODY}")][1:] == kinds


def test_a_caption_in_capitals_goes_on_with_the_subject() -> None:
    text = f"TO : Director\nFROM: Chief\nSUBJECT: LEON CANTAVE\n\nINTERNAL SECURITY - HAITI{BODY}"
    assert ("subject", "SUBJECT: LEON CANTAVE INTERNAL SECURITY - HAITI") in fields_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "SAC, Miami (105-2855)\n3/16/64\nDirector, FBI (97-4474)\nNEUTRALITY MATTERS",
        ": DIRECTOR, FBI (105-97459-210) DATE: 7/29/66\n. nol 7 sac, MIAMI (105-4572)\nGROUP COVERAGE - CUBA",
        "Direetor, FBI (92-3182)\nron fics, Bern (92-10) (P)\nGUS ALEX, AKA",
        # a caption whose capitals OCR spoilt, and a translation of it in brackets
        "DIRECTOR, FBI (105-114543)\nFROM : SAC, SAN JUAN (105-6242)\nPo Coonan VOLUCIONARIA~ CUBANA\n"
        "(Cuban Revolutionary Board) (JURE)\nIS'- CUBA",
        "DIRECTOR, FBI (92-3182)\nSAC, Bern (92-10) (P)\nGUS ALEX, aka\nAR",
        # labels on lines of their own
        "TO\nDIRECTOR, FBI (62-109060)\nFRON\nLEGAT, LONDON (62-358) (RUC)\nASSASSINATION OF PRESIDENT",
    ],
)
def test_the_bureau_and_its_offices_write_without_labels(text: str) -> None:
    assert fields_of(f"{text}{BODY}")[0] == ("opener", " ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [
        "The Director, FBI, was told of it on the day after the visit, and he asked for a report.\nNobody wrote one.",
        "Director, FBI\nThe office has looked into it.",
    ],
)
def test_the_bureau_in_prose_opens_nothing(text: str) -> None:
    assert fields_of(text) == []


def test_a_report_opens_with_its_labels_to_the_source() -> None:
    head = (
        "county =| Cuba feront NO. CSCI-316/00718-64\nSUBJECT Armando DATE DISTR. 9 September 1964\nNO. AGES 3\n"
        "REFERENCES\nPLACE & Washington, D.C.\nDATE ACQ. September 1964 FIELO REPORT NO.\n"
        "THIS 1S UNEVALUATED INFORMATION, SOURCE GRADINGS ARE DEFINITIVE.\n"
        "SOURCE: A former officer who served with the\n\nService until April 1964."
    )
    assert fields_of(f"{head}\n\nHeadquarters Comments\n{BODY}") == [("opener", " ".join(head.split()))]


@pytest.mark.parametrize(
    ("source", "below"),
    [
        ('from "a source described as (S)\nregular who was quoting Mr. Ray."', "| praisal of Content:"),
        (
            "Cuban national, graduate doctor. since 1962 he\nhas been there. One of several reports.",
            "Z (The report",
        ),
        ("official Spanish service. (5)", "a comment of the desk"),
    ],
)
def test_a_report_s_source_ends_with_its_sentence(source: str, below: str) -> None:
    head = (
        "COUNTRY Cuba REPORT NO. CSCI-316/00718-64\nDATE DISTR. 9 September 1964\nNO. PAGES 3\n"
        f"PLACE & London\nSOURCE: {source}"
    )
    assert fields_of(f"{head}\n{below}\n{BODY}")[0] == ("opener", " ".join(head.split()))


@pytest.mark.parametrize(
    "text", ["Country houses are dear.\nSource: the press.", "COUNTRY Cuba\nHe went there."]
)
def test_a_country_alone_opens_nothing(text: str) -> None:
    assert fields_of(text) == []


def test_labels_given_first_and_values_after_them_make_a_head() -> None:
    text = (
        "MEMORANDUM FOR:\n\nATTENTION:\n\nThe Director\n\nMr. Sam Papich\n\n"
        + "It is closed now, and the office writes so. " * 2
    )
    assert fields_of(text, Lineation.SPACED)[0] == (
        "opener",
        "MEMORANDUM FOR: ATTENTION: The Director Mr. Sam Papich",
    )


def test_an_addressee_opens_a_letter_without_a_date() -> None:
    text = f"Mr. Raymond Farrell\nDepartment of Justice\nDear Sir:\nRe: The Visit{BODY}"
    assert fields_of(text)[0] == (
        "opener",
        "Mr. Raymond Farrell Department of Justice Dear Sir: Re: The Visit",
    )


@pytest.mark.parametrize(
    "closer",
    [
        "Sincerely,\n\n151\n\nHoward J. Osborn\nDirector of Security",
        "Very truly yours,\nsK Aroney\nAssociate General Counsel",
        "/s/ Edward P. Brown",
        "1S/ PAUL P. STEWART\nJOSEPH M. ADAMS\nChief, Official Cover",
        "FOR THE DIRECTOR OF CENTRAL INTELLIGENCE:\nR. L. Bannerman\nActing Director of Security",
        "Seymour R. Bolten\nSpecial Assistant for\nNarcotics Control",
        "Lawrence M. Sterfield\nActing Chie\nCounterintelligence Staff",
    ],
)
def test_signatures(closer: str) -> None:
    text = f"TO: Mr. Smith\nFROM: Mr. Jones{BODY}{closer}\n\nAttachments: two\n"
    assert fields_of(text)[-1] == ("closer", " ".join(closer.split()))
    assert fields_of(f"{BODY}{closer}\n") == [("closer", " ".join(closer.split()))]  # its head is lost


def test_a_name_above_what_is_appended_is_a_signature() -> None:
    assert fields_of(f"{BODY}0D. Aucti\nS. D. Breckinridge\nDistribution:\n1 - Chief\n") == [
        ("closer", "S. D. Breckinridge")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}WENNERSTROM CASE\nColonel Wennerstrom was told.\n",
        f"{BODY}Acting Chief\nEastern Division\n",
        "William McNair\nInformation Review Officer\nJohn Pereira\nHistorical Review Group\n",
        f"{BODY}His Excellency\nThe Minister for Foreign Affairs\n",
        "He signed by order of the office.\nsigned by T. J. Flores on that day.\n",
    ],
)
def test_names_and_posts_that_sign_nothing(text: str) -> None:
    assert "closer" not in [kind for kind, _ in fields_of(text)]


def test_a_cable_opens_with_its_date_time_group_and_the_number_it_cites() -> None:
    head = "CARACAS 32414\nSECRET 041555Z MAR 77 STAFF\nCITE CARACAS 32414\nTO: DIRECTOR.\nREF: CARACAS 32384"
    assert fields_of(f"PAGE 01\n{head}\n{BODY}")[0] == ("opener", " ".join(head.split()))


def test_a_subject_alone_opens_a_paper_at_the_top_of_its_page() -> None:
    assert fields_of(f"SUBJECT: Court Wood{BODY}") == [
        ("opener", "SUBJECT: Court Wood"),
        ("subject", "SUBJECT: Court Wood"),
    ]
    assert fields_of(f"{BODY * 3}SUBJECT: Court Wood{BODY}") == []


@pytest.mark.parametrize(
    "closer",
    [
        "DULLES\nFE:PSA:PWBonsal",
        "SMITH\nFE:PSA:PWBonsal\nG:FENolting, Jr",
        "FE:UAJohnson",
        "(signed) william C. Foster",
        "Sincerely yours;\nWillianS. Prper,\nM.D.",
        "Very truly yours,\nHOLI & HOLLYWOOD\nEat cal!\nE. Mac Anos, jI.",
    ],
)
def test_a_telegram_ends_with_its_sender_and_drafter(closer: str) -> None:
    assert fields_of(f"TO: Mr. Smith\nFROM: Mr. Jones{BODY}{closer}\n")[-1] == (
        "closer",
        " ".join(closer.split()),
    )


def test_values_below_their_labels_end_where_prose_begins() -> None:
    text = (
        "MEMORANDUM FOR:\n\nSUBJECT:\n\nThe Director\n\nCOURT WOOD\n\nReference is made to a\n\n25 March letter "
        "of the office, in which it was told that the matter is closed and will not be opened again.\n"
    )
    assert fields_of(text, Lineation.SPACED)[0] == (
        "opener",
        "MEMORANDUM FOR: SUBJECT: The Director COURT WOOD",
    )
