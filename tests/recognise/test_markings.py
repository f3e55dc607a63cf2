import pytest

from edition.language import language
from edition.recognise.markings import marking_before_prose, marking_in

WORDS = language("en").words


def marked(text: str, at_edge: bool = False) -> str | None:
    marking = marking_in(text, WORDS, at_edge=at_edge)
    return None if marking is None else text[marking.start : marking.end]


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("TOP SECRET - Sensitive", "TOP SECRET - Sensitive"),
        # What stands beside is a page's number, a copy's, debris.
        ("70\tTOP SECRET - Sensitive", "TOP SECRET - Sensitive"),
        ("xiv\tTOP SECRET - Sensitive .", "TOP SECRET - Sensitive"),
        ("XLVIII\tTOP SECRET - Sensitive", "TOP SECRET - Sensitive"),
        ("NSC 162/2\t177\tTOP SECRET", "TOP SECRET"),
        ("TOP SECRET - SENSITIVE SET #13", "TOP SECRET - SENSITIVE"),
        ("[TOP SECRET - SENSITIVE|", "TOP SECRET - SENSITIVE"),
        ("SECRET = ative", "SECRET"),
        ("SECRET  CSCI-316/00718-64", "SECRET"),
        # Letters set apart.
        ("S-E-C-R-E-T", "S-E-C-R-E-T"),
        ("T O P  S E C R E T", "T O P  S E C R E T"),
        # Other agencies, decades and countries.
        ("SECRET//NOFORN", "SECRET//NOFORN"),
        ("TOP SECRET//SI//TK//NOFORN", "TOP SECRET//SI//TK//NOFORN"),
        ("UNCLASSIFIED//FOR OFFICIAL USE ONLY", "UNCLASSIFIED//FOR OFFICIAL USE ONLY"),
        ("TOP SECRET/SENSITIVE/EYES ONLY", "TOP SECRET/SENSITIVE/EYES ONLY"),
        ("TOP SECRET SECURITY INFORMATION", "TOP SECRET SECURITY INFORMATION"),
        ("RESTRICTED DATA", "RESTRICTED DATA"),
        ("TOP SECRET DINAR", "TOP SECRET DINAR"),
        ("HANDLE VIA COMINT CHANNELS ONLY", "HANDLE VIA COMINT CHANNELS ONLY"),
        ("US OFFICIALS ONLY", "US OFFICIALS ONLY"),
        ("LIMITED OFFICIAL USE", "LIMITED OFFICIAL USE"),
        ("FOR OFFICIAL USE ONLY (when filled in)", "FOR OFFICIAL USE ONLY (when filled in)"),
        ("ADMINISTRATIVE - INTERNAL USE ONLY", "ADMINISTRATIVE - INTERNAL USE ONLY"),
        ("COMMITTEE SENSITIVE", "COMMITTEE SENSITIVE"),
        ("COSMIC TOP SECRET", "COSMIC TOP SECRET"),
        ("MOST SECRET.", "MOST SECRET"),
        ("UK EYES ONLY", "UK EYES ONLY"),
        ("NODIS/HARVAN", "NODIS/HARVAN"),
        ("SENSITIVE", "SENSITIVE"),
        # Damaged.
        ("SERRET", "SERRET"),
        ("SEoHET-", "SEoHET"),
        ("BECREP 1", "BECREP"),
        ("CONF|DENTIAL", "CONF|DENTIAL"),
        ("TO? SECRET - Sensitive", "TO? SECRET - Sensitive"),
        ("TOP SECRET - Se~ itive", "TOP SECRET - Se~ itive"),
        ("TOPSECRET - Sensitive", "TOPSECRET - Sensitive"),
        ("SECRET SECURITY INFOPFATIOH", "SECRET SECURITY INFOPFATIOH"),
        ("EVES ONLY", "EVES ONLY"),
        ("NO FOREIZN DISSEM", "NO FOREIZN DISSEM"),
    ],
)
def test_a_marking_is_told_from_what_stands_beside_it(line: str, marking: str) -> None:
    assert marked(line) == marking


@pytest.mark.parametrize(
    "line",
    [
        "SECRETARY OF STATE",
        "RESTRICTED AREA MAP",
        "RESTRICTED BY:",
        "STREET",
        "SECTOR",
        "Secret talks were held",
        "AGENCY INFORMATION",
        "INFORMATION REPORT",
        "TOP OFFICIALS",
        "SECRET 211706Z MAR 78 STAFF",
        "UNCLASSIFIED  CONFIDENTIAL  SECRET",
        "SPECIAL INTELLIGENCE",
        "SECURITY",
        "EYES ONLY FOR AMBASSADOR LODGE FROM THE SECRETARY",
    ],
)
def test_other_lines_are_no_marking(line: str) -> None:
    assert marked(line) is None


def test_a_level_in_small_letters_is_one_at_the_very_edge_of_a_page() -> None:
    assert marked("Confidential", at_edge=True) == "Confidential"
    assert marked("Confidential") is None


@pytest.mark.parametrize(
    ("line", "marking"),
    [
        ("TOP SECRET - Sensitive preconditions for United States intervention", "TOP SECRET - Sensitive"),
        ("SECRET documents of the kind were kept", ""),
        ("TOP SECRET - Sensitive", ""),
        ("Top secret papers", ""),
    ],
)
def test_a_marking_may_run_on_into_the_text(line: str, marking: str) -> None:
    assert line[: marking_before_prose(line)] == marking
