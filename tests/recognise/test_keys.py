"""The cheap look for key words before a grammar is tried."""

from edition.recognise.keys import holding, lowered, positions


def test_lower_case_keeps_every_character_in_its_place() -> None:
    assert lowered("AB İ C") == "ab İ c"


def test_stretches_that_hold_a_key_are_told_once_and_in_order() -> None:
    assert holding((0, 4, 8), "xy  aa  xaay", ("aa", "x")) == [0, 1, 2]


def test_a_key_before_the_first_stretch_is_in_none() -> None:
    assert holding((3,), "aa bb", ("aa",)) == []


def test_positions_are_in_order_over_all_keys() -> None:
    assert positions("b a b", ("a", "b")) == [0, 2, 4]
