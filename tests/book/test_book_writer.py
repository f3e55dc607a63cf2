from edition.book.literals import literal
from edition.book.writer import Writer


def test_quotation_marks_and_backslashes_are_the_only_escapes() -> None:
    assert literal('a "b" \\ #read("x") $@*_') == '"a \\"b\\" \\\\ #read(\\"x\\") $@*_"'


def test_white_space_becomes_one_space_between_words() -> None:
    writer = Writer()
    writer.text(" on\n")
    writer.text("  February ")
    assert writer.finish() == '#"on February"'


def test_a_no_break_space_is_text() -> None:
    writer = Writer()
    writer.text("a\u00a0b")
    assert writer.finish() == '#"a\u00a0b"'


def test_a_join_wins_over_all_white_space_of_its_gap() -> None:
    writer = Writer()
    writer.text("in ")
    writer.join()
    writer.page("55")
    writer.text("\nformed")
    assert writer.finish() == '#"in"#pb-within("55")#"formed"'


def test_wrappers_without_text_are_never_written() -> None:
    writer = Writer()
    writer.text("a ")
    outer = writer.open("#emph[", block=False)
    inner = writer.open("#strong[", block=False)
    writer.close(inner, "]")
    writer.close(outer, "]")
    writer.text("b")
    assert writer.finish() == '#"a b"'


def test_the_space_before_a_wrapper_stands_outside_it() -> None:
    writer = Writer()
    writer.text("a ")
    wrapper = writer.open("#emph[", block=False)
    writer.text("b")
    writer.close(wrapper, "]")
    assert writer.finish() == '#"a "#emph[#"b"]'


def test_an_empty_block_between_words_still_parts_them() -> None:
    writer = Writer()
    writer.text("a")
    writer.close(writer.open("\n\n", block=True), "\n\n")
    writer.text("b")
    assert writer.finish() == '#"a b"'


def test_a_page_break_between_blocks_stands_inside_the_next_one() -> None:
    writer = Writer()
    writer.page("54")
    block = writer.open("#quotation[", block=True)
    words = writer.open("#emph[", block=False)
    writer.text("British")
    writer.close(words, "]")
    writer.close(block, "]")
    assert writer.finish() == '#quotation[#pb("54")#emph[#"British"]]'


def test_page_breaks_with_nothing_between_them_share_one_place() -> None:
    writer = Writer()
    writer.page("54")
    writer.page("55")
    writer.text("a")
    assert writer.finish() == '#pb("54 · 55")#"a"'


def test_the_last_page_break_is_kept_though_no_text_follows() -> None:
    writer = Writer()
    writer.text("a")
    writer.page("9")
    assert writer.finish() == '#"a "#pb-within("9")'


def test_a_forced_wrapper_is_written_empty() -> None:
    writer = Writer()
    writer.close(writer.open("cell-part[", block=True, forced=True), "],")
    assert writer.finish() == "cell-part[],"
