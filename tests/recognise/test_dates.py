"""Dates in all their forms, and the year that governs them."""

from itertools import pairwise

import pytest
from contexts import context_of
from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Certainty, Correction, Finding, Rule
from edition.recognise.dates import dates
from edition.recognise.interpolations import interpolations
from edition.settings import Settings


def found_in(
    text: str, found: tuple[Finding, ...] = (), settings: Settings | None = None
) -> list[Annotation]:
    return [f for f in dates(context_of(text, settings), found) if isinstance(f, Annotation)]


def read(text: str) -> list[tuple[str, str]]:
    """The dates of a text: what is covered, and `@when` or `@from/@to`."""
    return [(text[f.start : f.end], "/".join(value for _, value in f.attributes)) for f in found_in(text)]


@pytest.mark.parametrize(
    ("text", "covered", "when"),
    [
        ("On February 17, 1965, he", "February 17, 1965", "1965-02-17"),
        ("On February 17, the UK", "February 17", "--02-17"),
        ("on 17 Feb 65 SECRET", "17 Feb 65", "1965-02-17"),
        ("Miami. 3/16/64", "3/16/64", "1964-03-16"),
        ("DATE: 06/30/1998", "06/30/1998", "1998-06-30"),
        ("memo of 28/5/64 by", "28/5/64", "1964-05-28"),
        ("flight 12-19-63 and", "12-19-63", "1963-12-19"),
        ("CIA\n2 SEP 1966", "2 SEP 1966", "1966-09-02"),
        ("SEP 6 1966", "SEP 6 1966", "1966-09-06"),
        ("SECRET 100014Z DEC 77 STAFF", "100014Z DEC 77", "1977-12-10"),
        ("CINCPAC 182210Z January 1967- De", "182210Z January 1967", "1967-01-18"),
        ("SECRET 1612127 MAY 78 DEFERRED", "1612127 MAY 78", "1978-05-16"),
        ("DATED DECEMBER SEVENTEEN, SIXTYTHREE.", "DECEMBER SEVENTEEN, SIXTYTHREE", "1963-12-17"),
        ("ON TWENTY SEVEN JUNE, HE", "TWENTY SEVEN JUNE", "--06-27"),
        ("signed in March, 1949.", "March, 1949", "1949-03"),
        ("1965 through March of 1972 that", "March of 1972", "1972-03"),
        ("Saigon 2889 of March 8th, quoted", "March 8th", "--03-08"),
        ("in the 3rd of March) he", "3rd of March", "--03-03"),
        ("Near the end of March Ambassador", "March", "--03"),
        ("On 22 November\n1963 a flight", "22 November\n1963", "1963-11-22"),
        ("on 22. November 1963", "22. November 1963", "1963-11-22"),
        ("On February 3} 1956, the", "February 3} 1956", "1956-02-03"),
        ("City, 28-29 Feb 1964.", "28-29 Feb 1964", "1964-02-28/1964-02-29"),
        ("a Chrono (July-December 1966)", "July-December 1966", "1966-07/1966-12"),
        ("from 21 Jan 1953 - 15 Apr 1959 he", "21 Jan 1953 - 15 Apr 1959", "1953-01-21/1959-04-15"),
        ("11 November to 15 December 1965: The", "11 November to 15 December 1965", "1965-11-11/1965-12-15"),
        ("from January through March 1966 it", "January through March 1966", "1966-01/1966-03"),
        ("78. Mid-May Saigon briefing", "May", "--05"),
        ("dated 3 and 10 July 1958,", "10 July 1958", "1958-07-10"),
        ("by Monday Feb l4th if", "Feb l4th", "--02-14"),
        ("since Febru-ary and", "Febru-ary", "--02"),
        ("on 4 Maroh 1964", "4 Maroh 1964", "1964-03-04"),
        ("New York, Friday, 28 Feb. and", "28 Feb.", "--02-28"),
        ("TOR 1997.04.08.13:46:25", "1997.04.08", "1997-04-08"),
    ],
)
def test_a_date_and_the_part_of_it_that_is_known(text: str, covered: str, when: str) -> None:
    assert read(text) == [(covered, when)]


@pytest.mark.parametrize(
    "text",
    [
        "It may be that they march on Hanoi. May I ask? March on!",
        "in 1965-66 and since 1954, the 1954 Geneva Conference",
        "June Cobb and April Jones met Jan there",
        "on February 31, 1965 and on 13/45/64",
        "note 3/4 and 1/2 of 105-2855-64",
        "MARCHED, Mayor, decided, marginal, Octopus, second, sect",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_a_number_at_a_line_head_is_no_day_of_a_month_without_a_year() -> None:
    assert read("1. January saw a coup.\n2. March 1964 did not.") == [
        ("January", "1964-01"),
        ("2. March 1964", "1964-03-02"),
    ]


def test_the_last_year_printed_governs_what_follows() -> None:
    text = "On March 13, 1975, I asked. On March 14, Knoche informed me. In mid-May he met him."
    assert [when for _, when in read(text)] == ["1975-03-13", "1975-03-14", "1975-05"]


def test_january_after_december_is_of_the_next_year() -> None:
    text = "prior to December 1961 the effort. In mid-January General McGarr met."
    assert [when for _, when in read(text)] == ["1961-12", "1962-01"]


def test_the_year_after_the_second_of_two_months_governs_the_first() -> None:
    assert [when for _, when in read("in 3 June 1967. In November and December 1966 it")] == [
        "1967-06-03",
        "1966-11",
        "1966-12",
    ]


def test_a_year_ahead_governs_where_none_is_behind() -> None:
    assert read("surfaced in November, the Conference (November 1963)")[0] == ("November", "1963-11")


def test_a_year_beside_a_range_governs_it() -> None:
    assert read('CHRONO-1966" (Jan-Jun) of it') == [("Jan-Jun", "1966-01/1966-06")]


def test_no_range_runs_backwards() -> None:
    assert read("moved up from February 1968 to December 1967. Then") == [
        ("February 1968", "1968-02"),
        ("December 1967", "1967-12"),
    ]


def test_the_29th_of_february_takes_a_leap_year() -> None:
    assert read("of 4 March 1964 (a report of 23 Oct 1962) on 29 Feb he")[-1] == ("29 Feb", "1964-02-29")


def test_births_and_reviews_do_not_govern() -> None:
    text = "Date of Last Review: 07/24/98\n\nborn on 18 January 1939.\n\nOn 3 May 1963 he left. On 5 May he"
    assert read(text)[-1] == ("5 May", "1963-05-05")


def test_the_settings_give_a_year_the_document_has_not() -> None:
    (date,) = found_in("On February 17, the UK", settings=Settings(year=1965))
    assert date.attributes == (("when", "1965-02-17"),)
    assert date.cert == Certainty.MEDIUM


def test_a_figure_that_is_a_bracket_ends_the_date() -> None:
    text = "a Thursday [February 187 strike"
    found = tuple(interpolations(context_of(text), ()))
    (date,) = found_in(text, found)
    assert (text[date.start : date.end], date.attributes) == ("February 18", (("when", "--02-18"),))


def test_a_corrected_word_is_read_as_corrected() -> None:
    rule = Rule("test/test", "", "")
    (date,) = found_in("4 Maroh 1984", (Correction(10, 11, "6", rule, Certainty.HIGH),))
    assert date.attributes == (("when", "1964-03-04"),)


def test_dates_in_forme_work_are_found_and_do_not_govern() -> None:
    text = "On 3 May he left\n\nDate: 10/08/98"
    forme_work = Annotation("fw", 18, len(text), Rule("test/test", "", ""), (("type", "header"),))
    context = context_of(text[:16])
    context = type(context)(
        document=context_of(text).document,
        lines=context.lines,
        evidence=context.evidence,
        language=context.language,
        settings=context.settings,
        passages=context.passages,
    )
    found = [f for f in dates(context, (forme_work,)) if isinstance(f, Annotation)]
    assert [f.attributes for f in found] == [(("when", "--05-03"),), (("when", "1998-10-08"),)]


@given(st.text(alphabet="0123456789/-. ,MayJunFeb\nZ'", max_size=80))
def test_findings_lie_within_the_text_in_order(text: str) -> None:
    found = found_in(text)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "bait",
    [
        "1",
        "1/",
        "1-",
        "May ",
        "May",
        "3 May ",
        "May 3-",
        "19",
        "1963 ",
        "Aaaa 1, 19",
        "-",
        " ",
        "Z 101010Z ",
        "Jan-",
    ],
)
def test_bait_is_read_without_running_away(bait: str) -> None:
    found_in(bait * 30_000)


def test_a_year_that_nobody_can_read_is_not_taken_from_elsewhere() -> None:
    text = "On 3 May 1964 he wrote. On 2 March 6b and on 4 May 196% she answered."
    dates_found = [
        dict(f.attributes)["when"] for f in dates(context_of(text), ()) if isinstance(f, Annotation)
    ]
    assert dates_found == ["1964-05-03", "--03-02", "--05-04"]


def test_of_two_days_beside_a_month_the_one_with_the_year_is_its_own() -> None:
    text = "Naval Attache, Report 31, October 18, 1957."
    assert [dict(f.attributes)["when"] for f in dates(context_of(text), ()) if isinstance(f, Annotation)] == [
        "1957-10-18"
    ]


@pytest.mark.parametrize(
    ("text", "covered", "when"),
    [
        ("on 17th February, 1965 the", "17th February, 1965", "1965-02-17"),
        ("on 17/2/65 he", "17/2/65", "1965-02-17"),
        ("dated 65-02-17 and", "65-02-17", "1965-02-17"),
        ("Bonn, den 17.2.1965 an", "17.2.1965", "1965-02-17"),
        ("vom 17.02.65 an", "17.02.65", "1965-02-17"),
        ("in 17FEB65 SECRET", "17FEB65", "1965-02-17"),
        ("SECRET 22NOV1963 CITE", "22NOV1963", "1963-11-22"),
        ("DTG 17/1830Z Feb 65", "17/1830Z Feb 65", "1965-02-17"),
        ("the night of 3/4 May 1941", "3/4 May 1941", "1941-05-03/1941-05-04"),
        ("during June/July 1950 he", "June/July 1950", "1950-06/1950-07"),
        ("between May 3 and 7, 1941", "May 3", "1941-05-03"),
        ("Havana, 3 Nov 19 63", "3 Nov 19 63", "1963-11-03"),
        ("on 26 Ju1y 1963", "26 Ju1y 1963", "1963-07-26"),
        ("on 12 0ctober 1962", "12 0ctober 1962", "1962-10-12"),
        ("his letter of Nov. 22d", "Nov. 22d", "--11-22"),
        ("at the end of July. 43/ In detailed", "July", "--07"),
        ("as reported in late May.86/ Many", "May", "--05"),
        ("due to occur on April l5 l95h. Congress", "April l5", "--04-15"),
        ("by the Secretary, 8-11 May 19o^, p. V", "8-11 May", "--05-08/--05-11"),
        ("and on february 17 he left", "february 17", "--02-17"),
    ],
)
def test_dates_of_other_archives_and_damaged_ones(text: str, covered: str, when: str) -> None:
    assert read(text) == [(covered, when)]


@pytest.mark.parametrize(
    "text",
    [
        "PLANS (7) S/S (9-10-11)",
        "see section 3.5.61 of it",
        "he decided in august 12 men",
        "march 3 times a day",
        "on 17.13.1965 and 65-13-02",
        "version 10.2.19 and 1.2.3",
    ],
)
def test_numbers_of_sections_and_lists_are_no_dates(text: str) -> None:
    assert read(text) == []


def test_a_document_that_writes_the_day_first_does_so_throughout() -> None:
    text = "on 17/2/65 and 23/3/65. On 4/5/65 he"
    assert read(text)[-1] == ("4/5/65", "1965-05-04")
    assert read("on 4/5/65 he")[-1] == ("4/5/65", "1965-04-05")


def test_years_of_a_history_are_measured_by_their_neighbours() -> None:
    early = " ".join(f"On {day} May 1941 he." for day in range(1, 9))
    late = " ".join(f"On {day} May 1964 he." for day in range(1, 20))
    assert read(f"{early} On 3 June he. {late}")[8] == ("3 June", "1941-06-03")


def test_a_cluster_of_later_review_dates_does_not_govern() -> None:
    reviews = " ".join(f"reread {day} May 1998." for day in range(1, 4))
    told = " ".join(f"On {day} May 1963 he." for day in range(1, 14))
    assert read(f"{told} {reviews} On 5 June he.")[-1] == ("5 June", "1963-06-05")


def test_a_day_takes_the_year_that_it_has_elsewhere() -> None:
    text = (
        "Cables of 20 February 1965, 20 February 1965 and 21 February 1965. "
        "After August 1964 the action was set for February 20th."
    )
    assert read(text)[-1] == ("February 20th", "1965-02-20")
