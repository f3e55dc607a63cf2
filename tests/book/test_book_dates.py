from datetime import date

import pytest

from edition.book.dates import document_date, parse_date


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-05", date(2024, 5, 1)),
        ("2024-05-17", date(2024, 5, 17)),
        (" 2024-05-17T23:59:00Z ", date(2024, 5, 17)),
        ("2024-02-30", None),
        ("0000-01-01", None),
        ("May 2024", None),
        ("", None),
        ("٢٠٢٤", None),
    ],
)
def test_an_iso_date_names_its_first_day(said: str, day: date | None) -> None:
    assert parse_date(said) == day


def test_the_edition_s_date_comes_first_then_the_epoch_then_the_newest_the_header_says() -> None:
    said = ["2020-01-01", "2021", "when?"]
    assert document_date("2026-01-02", 0, said) == date(2026, 1, 2)
    assert document_date(None, 86400, said) == date(1970, 1, 2)
    assert document_date("soon", None, said) == date(2021, 1, 1)
    assert document_date(None, None, []) is None


def test_an_epoch_beyond_all_calendars_is_no_date() -> None:
    assert document_date(None, 10**18, []) is None
