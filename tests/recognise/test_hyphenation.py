import pytest
from readings import body_of

PROSE = "The Secretary agreed to the British proposal and the Ambassador was told to approach the other side"


def lines(first: str, second: str) -> str:
    """Two lines of a line-broken paragraph, as TEI."""
    return body_of(f"{PROSE[:70]}\n{first}\n{second} and so it was left for that evening.\n{PROSE[:60]}.\n")


@pytest.mark.parametrize(
    ("first", "second", "tei"),
    [
        (
            "full statement of the infor-",
            "mation they had",
            'infor<pc force="weak">-</pc><lb break="no"/> mation',
        ),
        ("the UK Ambassador was in- .", "formed of it", 'in<pc force="weak">-</pc>'),
        ("was held by the two Co-", "Chairmen of it", 'Co-<lb break="no"/> Chairmen'),
        ("it was a matter of self-", "defense to them", 'self-<lb break="no"/> defense'),
        ("OPERATION LAN-", "TERN WAS OVER", 'LAN<pc force="weak">-</pc><lb break="no"/> TERN'),
        ("he was told to re", "turn to the Department", 're<lb break="no"/> turn'),
        ("he was told to go", "home to the Department", "go<lb/> home"),
        ("they asked for rein", "forcements from", 'rein<lb break="no"/> forcements'),
        ("originally denied to the FBI--", "as it was then", "FBI--<lb/> as"),
        ("the bombing of the anti-", "Castro groups went on", 'anti-<lb break="no"/> Castro'),
        ("postponed by the French-", "Vietnamese talks", 'French-<lb break="no"/> Vietnamese'),
        ("recruited by the Office of Secu-", "August of that year", "Secu-<lb/> August"),
        ("there is an old kus-", "of the whole of it", "kus-<lb/> of"),
        ("it said so. However-", "this was not to be", "However-<lb/> this"),
        ("the talks of a cease-", "fire, the cease-fire and the cease-fire", 'cease-<lb break="no"/> fire'),
        ("they met in a", "mature and innocent way", "a<lb/> mature"),
        ("he saw to the", "ist and to others", "the<lb/> ist"),
    ],
)
def test_a_word_at_a_line_end_is_broken_or_not(first: str, second: str, tei: str) -> None:
    assert tei in lines(first, second)


@pytest.mark.parametrize(
    ("words", "tei"),
    [
        ("the in-structions contain", 'in<pc force="weak">-</pc>structions'),
        ("an addi-tional message", 'addi<pc force="weak">-</pc>tional'),
        ("six-teen minutes later", 'six<pc force="weak">-</pc>teen'),
        ("as they re-drafted the note", "re-drafted"),
        ("a nation-wide survey", "nation-wide"),
        ("the Co-Chairmen of it", "Co-Chairmen"),
        ("by F-105 aircraft", "F-105"),
        ("his step-father was there", "step-father"),
        ("as a policy-making body", "policy-making"),
        ("in a cease-fire and a cease-fire", "a cease-fire and"),
        ("they would with-draw it", 'with<pc force="weak">-</pc>draw'),
        ("an air-craft was lost", 'air<pc force="weak">-</pc>craft'),
        ("it was pre-cluded there", 'pre<pc force="weak">-</pc>cluded'),
        ("on a one-to-one basis", "one-to-one"),
    ],
)
def test_a_hyphen_in_a_rejoined_line_is_left_over_or_not(words: str, tei: str) -> None:
    written = body_of(
        f"{PROSE}, and {words}, which was what they wanted.\n{PROSE}, and so on and so forth.\n"
    )
    assert tei in written
    assert "<lb" not in written


def test_a_word_broken_over_a_page_is_whole_for_a_machine() -> None:
    text = f"{PROSE[:70]}\n{PROSE[:60]} of the Gov-\n\n5 SECRET\n\fSECRET\n\nernment of the day, and of the next.\n"
    assert 'Gov<pc force="weak">-</pc><lb break="no"/> <fw type="pageNum">5</fw>' in body_of(text)
