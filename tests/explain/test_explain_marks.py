"""A place in a source → each mark-up decided there."""

from edition.convert import Reading, read
from edition.diagnostics import Location
from edition.explain.excerpts import file_lines
from edition.explain.marks import Explanation, explain, shortened
from edition.settings import Settings, SourcePart

TEXT = (
    "The meeting was put off until a Thursday [February 187 when the Ambassador, who had been away,\n"
    'told the Department that "the strikes were not to be discussed" and that he would report.\n'
    "\n"
    "The second paragraph of the paper follows here and says nothing much of anything at all.\n"
)


def reading(*texts: str) -> Reading:
    parts = [SourcePart(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    return read("test", parts, Settings())


def explained(read: Reading, line: int, column: int | None = None, part: int = 0) -> Explanation:
    document = read.context.document
    return explain(read, file_lines(document, document.parts[part]), line, column)


def test_a_line_has_every_element_that_covers_a_word_of_it_outermost_first() -> None:
    found = explained(reading(TEXT), 2)
    elements = [(decision.mark.element, decision.depth) for decision in found.decisions]
    assert elements[0] == ("p", 0)
    assert ("q", 1) in elements
    assert all(decision.mark.element != "seg" for decision in found.decisions)


def test_a_column_has_only_what_covers_its_character() -> None:
    column = TEXT.index("187") + 3
    marks = [decision.mark for decision in explained(reading(TEXT), 1, column).decisions]
    assert [mark.element for mark in marks] == ["p", "seg", "choice"]
    correction = marks[-1]
    assert (correction.words, correction.reading, correction.cert) == ("7", "]", "high")
    assert correction.start == correction.end == Location("1.txt", 1, column)
    assert dict(marks[1].attributes)["type"] == "interpolation"


def test_a_mark_names_its_rule_and_why() -> None:
    (quotation,) = [d.mark for d in explained(reading(TEXT), 2).decisions if d.mark.element == "q"]
    assert quotation.rule.name == "quotations/paired"
    assert quotation.words == '"the strikes were not to be discussed"'


def test_what_lost_is_told_with_the_reason_wherever_it_lost() -> None:
    # A block that would begin within a word cannot stand; the resolver says so of any such finding.
    from dataclasses import replace

    from edition.findings import Annotation, Rule
    from edition.recognise.resolve import Lost

    read = reading(TEXT)
    (paragraph, *_) = read.body.children
    loser = Annotation("q", 4, 11, Rule("test/loser", "It tried.", "meeting"))
    stray = Annotation("ab", 4, 11, Rule("test/stray", "It tried too.", "meeting"))
    read = replace(
        read,
        lost=(Lost(loser, "they overlap in part", paragraph.finding), Lost(stray, "it cut a word", None)),
    )
    found = explained(read, 1)
    ((told,),) = [decision.lost for decision in found.decisions if decision.lost]
    assert (told.mark.rule.name, told.mark.words, told.reason) == (
        "test/loser",
        "meeting",
        "they overlap in part",
    )
    assert [each.mark.rule.name for each in found.set_aside] == ["test/stray"]
    assert explained(read, 4).set_aside == ()


def test_a_blank_line_between_paragraphs_has_nothing() -> None:
    assert explained(reading(TEXT), 3).decisions == ()


def test_a_mark_over_two_files_says_where_it_ends() -> None:
    read = reading("It began on one page and then went\n", "on over to the next page, where it ended.\n")
    (paragraph, *_) = [d.mark for d in explained(read, 1, part=1).decisions if d.mark.element == "p"]
    assert paragraph.start.file == "1.txt"
    assert paragraph.end is not None and paragraph.end.file == "2.txt"


def test_many_words_are_shown_by_their_two_ends() -> None:
    words = shortened("a" * 30 + " " + "b" * 300 + " " + "c" * 30)
    assert len(words) <= 72 and words.startswith("aaa") and " … " in words and words.endswith("ccc")
