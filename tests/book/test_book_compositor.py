"""From TEI snippets to Typst source: what stands, what is left out, what is joined."""

import pytest
from lxml import etree

from edition.book.compositor import Compositor
from edition.book.notes import join_notes

TEI = "http://www.tei-c.org/ns/1.0"


def compositor_of(body: str, **choices: bool) -> tuple[str, Compositor]:
    root = etree.fromstring(f'<text xmlns="{TEI}"><body>{body}</body></text>')
    compositor = Compositor(notes=join_notes([root]), **choices)  # type: ignore[arg-type]  # flags only
    return compositor.set([root]), compositor


def source_of(body: str, **choices: bool) -> str:
    return compositor_of(body, **choices)[0].strip()


def test_a_word_broken_at_a_line_end_is_whole_again() -> None:
    debris = '<surplus reason="ocr">.</surplus>'
    broken = f'<p>in<pc force="weak">-</pc> {debris}<lb break="no"/>\nformed Rusk<lb/>that</p>'
    assert source_of(broken) == '#"informed Rusk that"'


def test_a_word_broken_over_a_page_break_is_whole_again() -> None:
    broken = (
        '<p>opera<pc force="weak"><choice><sic>,</sic><corr>-</corr></choice></pc><lb break="no"/>\n'
        '<fw type="classification">SECRET</fw>\n<pb n="2"/><fw type="control">14-00000</fw>\ntional</p>'
    )
    assert source_of(broken) == '#"opera"#pb-within("2")#"tional"'


def test_debris_between_two_words_leaves_them_apart() -> None:
    assert source_of('<p>and<surplus reason="ocr">.</surplus>Ambassador</p>') == '#"and Ambassador"'


def test_forme_work_is_left_out_and_counted() -> None:
    source, compositor = compositor_of('<fw type="classification">TOP SECRET</fw><p>a <fw>5h</fw> b</p>')
    assert source.strip() == '#"a b"'
    assert compositor.counts["fw"] == 2


def test_a_proposed_reading_is_printed_and_listed_with_its_source() -> None:
    source, compositor = compositor_of(
        '<p><pb n="54"/>they <choice><sic>eonsider</sic><corr cert="high">consider</corr></choice> that</p>'
    )
    assert source.strip() == '#pb("54")#"they "#proposed[#"consider"]#" that"'
    (proposal,) = compositor.proposals
    assert (proposal.page, proposal.reading, proposal.source, proposal.cert) == (
        "54",
        "consider",
        ("eonsider",),
        "high",
    )


def test_a_redaction_keeps_the_words_of_the_source_outlined() -> None:
    redaction = '<p>a <seg type="redaction"><gap reason="redacted"/>[1 line not declassified]</seg> b</p>'
    assert source_of(redaction) == '#"a "#withheld[#"[1 line not declassified]"]#" b"'


def test_a_gap_without_words_says_so() -> None:
    assert source_of('<p>a <gap reason="redacted" quantity="2" unit="line"/></p>') == (
        '#"a "#withheld[#"[2 line withheld]"]'
    )


def test_a_reference_takes_its_note_to_its_place_with_its_number() -> None:
    joined = (
        '<p>a message <ref type="noteref" n="68" target="#n">68/</ref> to</p>'
        '<note xml:id="n" n="68" place="end"><label>68.</label> Deptel 1783.</note>'
    )
    assert source_of(joined) == '#"a message"#foot("68")[#anchor("n")#"Deptel 1783."]#" to"'


def test_notes_that_point_to_each_other_come_to_an_end() -> None:
    source = source_of(
        '<p>x<ref target="#a">1</ref></p>'
        '<note xml:id="a">A <ref target="#b">2</ref></note><note xml:id="b">B <ref target="#a">1</ref></note>'
    )
    assert source.count('"A') == source.count('"B') == 1


def test_a_reference_without_its_note_is_raised() -> None:
    assert source_of('<p>message <ref type="noteref" n="68">68/</ref> to</p>') == (
        '#"message"#raised(none, "68")#" to"'
    )


def test_notes_at_the_end_leave_a_mark_and_are_kept_in_order() -> None:
    source, compositor = compositor_of("<p>a<note>one</note> b<note>two</note></p>", notes_at_end=True)
    assert source.strip() == '#"a"#end-mark("1", 1)#" b"#end-mark("2", 2)'
    assert [mark for mark, _ in compositor.endnotes] == ["1", "2"]


def test_heading_levels_run_without_gaps_and_begin_at_one() -> None:
    source = source_of(
        "<div><div><head>A</head><div><div><head>B</head></div></div></div></div><div><head>C</head></div>"
    )
    assert [part[0] for part in source.split("#section(")[1:]] == ["1", "2", "1"]


def test_a_heading_of_debris_alone_makes_no_heading() -> None:
    source, compositor = compositor_of('<div><head><surplus reason="ocr">•</surplus></head><p>a</p></div>')
    assert source.strip() == '#"a"'
    assert compositor.headings == 0


def test_the_fields_of_a_letter_head_have_lines_of_their_own() -> None:
    source = source_of('<opener><seg type="to">TO: A</seg><lb/>\n<seg type="from">FROM:<lb/>B</seg></opener>')
    assert '#field[#"TO: A"]' in source
    assert '#field[#"FROM: B"]' in source
    assert "linebreak" not in source


def test_lines_of_a_closer_are_kept() -> None:
    assert source_of("<closer>RUSK<lb/>Secretary</closer>") == '#closer[#"RUSK"#linebreak()#"Secretary"]'


def test_rows_are_filled_up_to_the_widest() -> None:
    source = source_of(
        "<table><row><cell rows='2'>a</cell><cell>b</cell></row><row/><row><cell>c</cell></row></table>"
    )
    assert source.startswith("#grid-table(2, ")
    assert source.count("cell-part()[],") == 2


def test_words_and_elements_that_cannot_stand_in_a_table_are_kept() -> None:
    source = source_of(
        "<table><head>H</head>loose<p>para</p><row><cell>a</cell>stray<note>n</note></row></table>"
    )
    assert 'caption-part[#"H"]' in source
    for word in ("loose", "para", "stray"):
        assert f'#"{word}"' in source
    assert source.count("stray[") == 4


def test_unknown_elements_keep_their_words() -> None:
    assert '#"words"' in source_of("<blort>words</blort><p>in <zork>a</zork> line</p>")
    assert '#"in a line"' in source_of("<blort>words</blort><p>in <zork>a</zork> line</p>")


def test_pointers_to_nothing_printed_are_still_words() -> None:
    source, compositor = compositor_of(
        '<p xml:id="a">x</p><fw xml:id="b">y</fw><p><ref target="#a">A</ref> <ref target="#b">B</ref></p>'
    )
    assert '#goto("a")[#"A"]' in source
    assert list(compositor.anchors) == ["a", "b"]
    assert source.count("#anchor(") == 2


def test_marks_are_supplied_only_where_they_were_taken_off() -> None:
    assert source_of('<p>he said <q>"yes"</q></p>') == '#"he said \\"yes\\""'
    assert source_of("<p>he said <q>yes</q></p>", supplies_marks=True) == '#"he said "#"“"#"yes"#"”"'


@pytest.mark.parametrize("name", ["quote", "hi", "emph", "list", "table", "note", "q", "p", "div", "seg"])
def test_any_depth_is_walked_without_recursion(name: str) -> None:
    depth = 900
    inner = {"list": "item", "table": "row"}.get(name)
    opening, closing = (f"<{name}>", f"</{name}>")
    if inner:
        opening, closing = f"<{name}><{inner}>", f"</{inner}></{name}>"
    text = f"<body>{opening * depth}word{closing * depth}</body>"
    root = etree.fromstring(f'<text xmlns="{TEI}">{text}</text>', etree.XMLParser(huge_tree=True))
    compositor = Compositor(notes=join_notes([root]))
    source = compositor.set([root]) + "".join(body for _, body in compositor.endnotes)
    assert '"word"' in source


def test_words_between_elements_make_one_line_of_them_all() -> None:
    source = source_of("<p>a<note>Seen <zork>Raimund</zork> <zork>there</zork>.</note></p>")
    assert '#foot("1")[#"Seen Raimund there."]' in source


def test_a_note_whose_words_are_all_left_out_is_none() -> None:
    assert source_of("<p>a<note><fw>x</fw></note> b</p>") == '#"a b"'


def test_entries_of_a_register_are_paragraphs() -> None:
    source = source_of("<listPerson><person><persName>A</persName></person><person>B</person></listPerson>")
    assert source.split("\n\n\n\n") == ['#"A"', '#"B"']


def test_a_reference_in_words_keeps_them_before_its_note() -> None:
    source = source_of('<p>see <ref target="#n">the longer note</ref>.</p><note xml:id="n">N</note>')
    assert source.startswith('#"see the longer note"#foot("1")[')


def test_a_paragraph_inside_a_link_is_words() -> None:
    source = source_of('<p>a <ref target="http://x.org">b<p>c</p>d</ref></p>')
    assert source == '#"a "#external("http://x.org")[#"b c d"]'
