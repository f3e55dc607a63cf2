"""Headings: what looks like one, where one may stand, how deep it lies."""

import pytest
from readings import found_by, reading_of, spans

from edition.recognise.blocks import blocks
from edition.recognise.forme_work import forme_work
from edition.recognise.headings import heading_level
from edition.recognise.pages import pages

FULL = "The Ambassador told the Secretary that the other side had come to him with"
LAST = "an offer, which he thought serious."
TEXT = f"{FULL}\n{LAST}\n{FULL}\n{LAST}"


def heads(line: str, before: str = TEXT, after: str = TEXT) -> list[str]:
    context = reading_of(f"{before}\n\n{line}\n\n{after}\n\n{TEXT}")
    return spans(context, found_by(context, forme_work, pages, blocks), "head")


@pytest.mark.parametrize(
    "line",
    [
        "4. CONTENTS OF THE DOSSIER",
        "b. Maintenance Procedures",
        "(2) 1951-1953: The Minister and His Powers",
        "6. Increasing Involvement and Growing Instability",
        "3» The Visit to the Harbour",
        "7• The Second Offer",
        ". C. Transmitting the Messages • '",
        "• • * MEMORANDUM OF CONVERSATION",
        "SUMMARY and ANALYSIS",
        "AVAILABILITY OF DEFECTORS",
        "- ADMINISTRATIVE -",
        "A. The Background",
        "Reports from the Harbour",
        "D. What was the mission of the forces?",
        "EDUCATIONAL POLICY IN THE MANDATED TERRITORIES",  # a Colonial Office paper
        "II. SOVIET NAVAL STRENGTH IN THE BALTIC, 1951",  # an estimate
    ],
)
def test_headings_before_text(line: str) -> None:
    assert heads(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The Second Offer............................. 12",
        "(Compiled by the Department)",
        "Rescission: Annex B of the Chapter",
        "JOHN K. GREANEY",
        "Orig & 1 - Addressee",
        "1- Mr. Belmont",
        "WH/SA/CI Headquarters",
        "FROM SUBJECT REFERENCE",
        "SOURCE:",
        "December 8, 1995",
        "22 August 1972 from London",
        "SECRET EYES ONLY",
        "SEAL) Of the Court",
        "RXS OIYL QWV",
        "FM SECSTATE WASHDC",
        "Sincerely, Lyndon B. Johnson",
        "TCPSECRET - Sensitive",
        "SECRET SECURITY INFOPFATIOH",
        "1. Summary of Recommendations:",
        "d. what was the mission of the forces?",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    assert heads(line) == []


def test_of_a_series_of_short_lines_none_is_a_heading() -> None:
    assert heads("(g) Location", before=f"{TEXT}\n\n(f) Name\n\n(f) Code") == []


def test_below_a_damaged_marking_a_heading_may_stand() -> None:
    assert heads("Headquarters Comments", before=f"{TEXT}\n\nNO FOREIZN DISSEM") == ["Headquarters Comments"]


def test_a_number_before_a_name_of_the_documents_own() -> None:
    assert heads("17 • NSAM-328", after=f"{TEXT}\nNSAM-328 said so. {FULL} NSAM-328") == ["17 • NSAM-328"]


def test_names_one_to_a_line_are_no_headings() -> None:
    before = f"{TEXT}\n\nHarbour Master (Training Instructor)"
    assert heads("Second Mate (Training Instructor)", before=before) == []


@pytest.mark.parametrize(
    "after", ["x 7 Chfe of Stton, Ottwa waar eee B eee ree nere rnce DRCTR 55817 " * 3, "Short."]
)
def test_no_heading_stands_above_debris(after: str) -> None:
    assert heads("CONTENTS OF THE DOSSIER", after=after) == []


def test_on_a_page_in_capitals_they_tell_nothing() -> None:
    page = f"{TEXT.upper()}\n\n2. THE SECOND OFFER OF JUNE\n\n{TEXT.upper()}\n"
    context = reading_of(page)
    assert spans(context, found_by(context, forme_work, pages, blocks), "head") == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("II. THE OFFER", 1),
        ("THE OFFER", 2),
        ("B. The Offer", 3),
        (". B. The Offer •", 3),
        ("3. The Offer", 4),
    ],
)
def test_levels(text: str, level: int) -> None:
    assert heading_level(text) == level


PARAGRAPH = " ".join([FULL, LAST] * 4)


def dated(text: str) -> list[str]:
    context = reading_of(text)
    return spans(context, found_by(context, forme_work, pages, blocks), "head")


@pytest.mark.parametrize(
    "date", ["December 7, 1967", "December 26-27, 1966", "November 1965 •", "7 December 1967"]
)
def test_a_date_heads_what_a_chronology_tells(date: str) -> None:
    assert dated(f"{PARAGRAPH}\n{date}\n{PARAGRAPH}\n") == [date]


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH}\n8 May 1962\nThe fleet sails.\n9 May 1962\nThe fleet is back.\n{PARAGRAPH}\n",
        f"{PARAGRAPH[:-1]} on\nDecember 7, 1967\n{PARAGRAPH}\n",
        f"{PARAGRAPH}\nHarbour 7, 1967\n{PARAGRAPH}\n",
        f"{TEXT}\n\nDecember 7, 1967\n\n{TEXT}\n",
    ],
)
def test_other_dates_head_nothing(text: str) -> None:
    assert dated(text) == []
