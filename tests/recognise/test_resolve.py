from hypothesis import given
from hypothesis import strategies as st

from edition.findings import Annotation, Certainty, Correction, Finding, Rule
from edition.recognise.resolve import RANKS, Node, descend, may_hold, resolve

RULE = Rule("test/rule", "A reason.", "an example")
TEXT = "one two three four five six seven"


def note(element: str, start: int, end: int) -> Annotation:
    return Annotation(element, start, end, RULE)


def shape(node: Node) -> list[object]:
    """A tree as nested lists: element, span, what is in it."""
    return [[child.element, child.start, child.end, shape(child)] for child in node.children]


def test_findings_nest_the_outer_first() -> None:
    found: list[Finding] = [note("q", 4, 13), note("p", 0, 18), Correction(8, 13, "3", RULE, Certainty.HIGH)]
    assert shape(resolve(TEXT, found).body) == [["p", 0, 18, [["q", 4, 13, [["choice", 8, 13, []]]]]]]


def test_of_two_readings_of_the_same_words_one_stands() -> None:
    found: list[Finding] = [Correction(8, 13, "3", RULE, cert) for cert in (Certainty.HIGH, Certainty.MEDIUM)]
    resolution = resolve(TEXT, found)
    assert shape(resolution.body) == [["choice", 8, 13, []]]
    assert [lost.finding for lost in resolution.lost] == found[1:]


def test_of_two_that_overlap_the_lower_rank_is_set_aside_and_kept_with_its_reason() -> None:
    found: list[Finding] = [note("p", 0, 18), note("q", 4, 13), note("seg", 8, 18)]
    resolution = resolve(TEXT, found)
    assert shape(resolution.body) == [["p", 0, 18, [["seg", 8, 18, []]]]]
    assert [(lost.finding, lost.to) for lost in resolution.lost] == [(found[1], found[2])]


def test_what_stood_in_a_finding_set_aside_stays() -> None:
    found = [note("p", 0, 18), note("q", 4, 13), note("date", 4, 7), note("seg", 8, 18)]
    assert shape(resolve(TEXT, found).body) == [["p", 0, 18, [["date", 4, 7, []], ["seg", 8, 18, []]]]]


def test_a_label_that_is_all_of_a_note_stands_in_it() -> None:
    found = [note("label", 0, 3), note("note", 0, 3)]
    assert shape(resolve(TEXT, found).body) == [["note", 0, 3, [["label", 0, 3, []]]]]


def test_a_block_that_would_cut_a_word_is_set_aside() -> None:
    resolution = resolve(TEXT, [note("p", 0, 5)])
    assert shape(resolution.body) == []
    assert "word" in resolution.lost[0].reason


def test_a_gap_stands_first_in_its_statement() -> None:
    found = [note("p", 0, 18), note("seg", 4, 13), note("date", 4, 7), note("gap", 4, 4)]
    assert shape(resolve(TEXT, found).body) == [
        ["p", 0, 18, [["seg", 4, 13, [["gap", 4, 4, []], ["date", 4, 7, []]]]]]
    ]


def test_an_empty_cell_at_a_rows_end_belongs_to_it() -> None:
    found = [note("table", 0, 7), note("row", 0, 7), note("cell", 0, 7), note("cell", 7, 7)]
    assert shape(resolve(TEXT, found).body) == [
        ["table", 0, 7, [["row", 0, 7, [["cell", 0, 7, []], ["cell", 7, 7, []]]]]]
    ]


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(st.tuples(st.sampled_from(RANKS), SPANS)))
def test_nothing_overlaps_and_nothing_stands_where_it_may_not(drawn: list[tuple[str, list[int]]]) -> None:
    found: list[Finding] = [
        note(element, start, start if element in ("pb", "lb", "gap") else end)
        for element, (start, end) in drawn
    ]
    resolution = resolve(TEXT, found)
    nodes = descend(resolution.body)
    for node in nodes:
        at = node.start
        for child in node.children:
            assert may_hold(node, child)
            assert at <= child.start <= child.end <= node.end or child.element == "gap"
            at = max(at, child.end)
    assert len(nodes) - 1 + len(resolution.lost) == len(found)
