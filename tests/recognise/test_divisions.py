from readings import TEI, converted

TEXT = "The Ambassador told the Secretary that the other side had come to him with an offer.\nHe declined it.\n\n"


def outline(text: str) -> list[tuple[int, str, str | None]]:
    """Each division: its depth, its first words, its type."""
    divisions = []
    for division in converted(text).iter(f"{TEI}div"):
        depth = sum(1 for _ in division.iterancestors(f"{TEI}div"))
        divisions.append((depth, " ".join("".join(division.itertext()).split()[:2]), division.get("type")))
    return divisions


def test_divisions_nest_by_the_level_of_their_headings() -> None:
    text = f"I. FIRST PART\n\n{TEXT}A. First Chapter\n\n{TEXT}B. Second Chapter\n\n{TEXT}II. SECOND PART\n\n{TEXT}"
    assert outline(text) == [
        (0, "I. FIRST", None),
        (1, "A. First", None),
        (1, "B. Second", None),
        (0, "II. SECOND", None),
    ]


def test_a_letter_ends_with_its_signature_and_what_follows_stands_apart() -> None:
    head = "MEMORANDUM FOR: The Director\nFROM: Chief, Second Section\nSUBJECT: The offer\n\n"
    text = f"{head}{TEXT}{TEXT}J. B. Carter\nChief, Second Section\n\nDistribution:\n\n{TEXT}"
    assert outline(text) == [(0, "MEMORANDUM FOR:", None), (0, "Distribution: The", "distribution")]
