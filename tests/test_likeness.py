from edition.likeness import likeness

STAMP = "Declassified per Executive Order 13526, Section 3.3"


def test_a_damaged_stamp_is_more_like_its_model_than_prose_on_the_same_subject() -> None:
    damaged = likeness("Declassificd pcr Exccutive Ordcr 13526. Scction 3 3", STAMP)
    prose = likeness("The Executive issued an Order that declassified these sections", STAMP)
    assert damaged > 0.65 > 0.55 > prose


def test_likeness_reaches_from_nothing_to_the_same() -> None:
    assert likeness("TOP SECRET", "top   secret.") == 1.0
    assert likeness("", STAMP) == likeness("xyz", STAMP) == 0.0
