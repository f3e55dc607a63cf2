"""Counting rules and drawing places of them."""

from edition.convert import Reading, read
from edition.explain.census import Census, Sampling, by_frequency, census
from edition.explain.excerpts import Lines, excerpt
from edition.findings import Rule
from edition.recognise.resolve import descend
from edition.settings import Settings, SourcePart

DAYS = "".join(
    f"The paper of {day} March 1965 says nothing of the matter at all.\n\n" for day in range(1, 29)
)


def reading(name: str, text: str) -> Reading:
    return read(name, [SourcePart(f"{name}.txt", text.encode())], Settings())


def sampled(sampling: Sampling, *names: str) -> Census:
    whole = Census()
    for name in names:
        whole.add(census(reading(name, DAYS), sampling), sampling)
    return whole


def drawn(whole: Census) -> list[tuple[str, int | None]]:
    return [(place.location.file, place.location.line) for place in whole.places["dates/day"]]


def test_every_element_of_the_tei_is_counted_once() -> None:
    read = reading("a", DAYS)
    whole = census(read, Sampling())
    assert sum(whole.fired.values()) == len(descend(read.body)) - 1
    assert whole.times("dates/day") == 28
    assert whole.places == {}


def test_the_same_seed_draws_the_same_places_whatever_the_order_of_documents() -> None:
    sampling = Sampling(5, 7, frozenset({"dates/day"}))
    one, other = sampled(sampling, "a", "b", "c"), sampled(sampling, "c", "a", "b")
    assert len(drawn(one)) == 5
    assert drawn(one) == drawn(other)
    assert set(one.places) == {"dates/day"}


def test_another_seed_draws_others() -> None:
    rule = frozenset({"dates/day"})
    assert drawn(sampled(Sampling(5, 1, rule), "a")) != drawn(sampled(Sampling(5, 2, rule), "a"))


def test_every_place_can_be_drawn() -> None:
    whole = sampled(Sampling(100, 0, frozenset({"dates/day"})), "a")
    assert len(set(drawn(whole))) == 28


def test_a_place_has_its_lines_with_the_span_marked() -> None:
    place = sampled(Sampling(1, 0, frozenset({"dates/day"})), "a").places["dates/day"][0]
    (line,) = [line for line in place.lines if line.start is not None]
    assert line.text[line.start : line.end] == place.words
    assert line.number == place.location.line


def test_a_span_in_a_long_line_is_shown_with_what_is_near() -> None:
    read = reading("a", f"{'word ' * 500}here{' word' * 500}\nnext\n")
    lines = Lines(read.context.document).at(0)
    long, after = excerpt(lines, 2500, 2504)
    assert long.text[long.start : long.end] == "here"
    assert len(long.text) < 400 and long.text.startswith("…") and long.text.endswith("…")
    assert (after.number, after.text, after.start) == (2, "next", None)


def test_of_a_span_of_many_lines_its_two_ends_are_shown() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 21))
    lines = Lines(reading("a", text).context.document).at(0)
    shown = excerpt(lines, 0, len(text) - 1)
    assert [line.number for line in shown] == [1, 2, 20, 21]


def test_rules_that_never_fired_are_listed_last() -> None:
    rules = {name: Rule(name, "Why.", "x") for name in ("test/never", "dates/day")}
    listed = by_frequency(census(reading("a", DAYS), Sampling()), rules)
    assert listed[-1] == "test/never" and "dates/day" in listed
