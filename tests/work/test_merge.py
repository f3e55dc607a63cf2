"""The merge of three states: the editor's hand stays, what is new comes in, what clashes is told."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from lxml import etree
from merging import XML_ID, Editor, changed, converted, q, words_of

from edition.diagnostics import Severity
from edition.readers import read_text
from edition.settings import SourcePart
from edition.tei.lossless import check_lossless
from edition.work.conflicts import kept, still_open
from edition.work.merge import merge
from edition.xml import IllFormed

SOURCE = (
    "A MEMORANDUM\n\nThe Stapes of the Union met on 17 February 1965 and agreed.\n\n"
    'He said "the matter is settled" and left for Saigon with the others.\n\n'
    "A third paragraph speaks of nothing much at all.\n"
)
GOLDEN = Path(__file__).parents[1] / "golden"
SOURCES = sorted(path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt"))


def edited(tei: bytes, *changes: tuple[str, str]) -> bytes:
    text = tei.decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text.encode()


def lossy(source: str, tei: bytes) -> list[str]:
    document, _ = read_text("history", [SourcePart("history.txt", source.encode())])
    return [fault.message for fault in check_lossless(document, tei)]


def test_without_edits_the_new_tei_stands() -> None:
    base, new = converted(SOURCE), converted(SOURCE.replace("Stapes", "States"))
    assert merge(base, base, new).tei == new


def test_without_a_new_reading_the_edited_tei_stands() -> None:
    base = converted(SOURCE)
    his = edited(base, ("Saigon", "<persName>Saigon</persName>"))
    assert merge(base, his, base).tei == his


def test_mark_up_stays_on_its_words_while_others_are_read_anew() -> None:
    his = edited(converted(SOURCE), ("Saigon", "<placeName>Saigon</placeName>"))
    source = SOURCE.replace("Stapes", "States").replace("A MEMO", "STAMPED\n\nA MEMO")
    merged = merge(converted(SOURCE), his, converted(source))
    assert b"<placeName>Saigon</placeName>" in merged.tei
    assert b"States of the Union" in merged.tei
    assert lossy(source, merged.tei) == [] and merged.conflicts == ()


def test_a_new_finding_comes_in_beside_an_edit() -> None:
    his = edited(converted(SOURCE), ("Saigon", "<placeName>Saigon</placeName>"))
    source = SOURCE.replace("left for", "left on 3 March 1966 for")
    merged = merge(converted(SOURCE), his, converted(source))
    assert b'<date when="1966-03-03">3 March 1966</date>' in merged.tei
    assert b"<placeName>Saigon</placeName>" in merged.tei


def test_what_the_editor_removed_does_not_come_back() -> None:
    base = converted(SOURCE)
    assert b"<q>" in base
    his = edited(base, ("<q>", ""), ("</q>", ""))
    merged = merge(base, his, converted(SOURCE.replace("others", "other men")))
    assert b"<q>" not in merged.tei and b"other men" in merged.tei


def test_a_date_that_both_changed_stays_the_editors_and_is_a_conflict() -> None:
    his = edited(converted(SOURCE), ('when="1965-02-17"', 'when="1964-02-17"'))
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("1965", "1966")))
    assert b'when="1964-02-17"' in merged.tei
    (conflict,) = merged.conflicts
    assert (conflict.edited, conflict.new) == ("1964-02-17", "1966-02-17")
    root = etree.fromstring(merged.tei)
    (one,) = kept(merged.conflicts, root)
    fault = one.diagnostic("tei/a.xml", root)
    assert (fault.severity, fault.code, fault.location.file) == (Severity.ERROR, "work/conflict", "tei/a.xml")
    assert fault.location.line and "1964-02-17" in fault.message and "1966-02-17" in fault.message


def test_a_conflict_is_open_until_its_block_is_changed() -> None:
    his = edited(converted(SOURCE), ('when="1965-02-17"', 'when="1964-02-17"'))
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("1965", "1966")))
    conflicts = kept(merged.conflicts, etree.fromstring(merged.tei))
    elsewhere = edited(merged.tei, ("nothing much", "<hi>nothing</hi> much"))
    assert still_open(conflicts, etree.fromstring(elsewhere)) == conflicts
    decided = edited(merged.tei, ('when="1964-02-17"', 'when="1966-02-17"'))
    assert still_open(conflicts, etree.fromstring(decided)) == ()


def test_his_reading_stays_where_the_source_reads_otherwise_now() -> None:
    reading = '<choice><sic>Stapes</sic><corr type="ocr" resp="#edition" cert="high">States</corr></choice>'
    base = converted(SOURCE)
    his = edited(base, ("Stapes", reading)) if b"<sic>Stapes</sic>" not in base else base
    source = SOURCE.replace("Stapes", "Stales")
    merged = merge(base, his, converted(source))
    assert b"<sic>Stales</sic>" in merged.tei and b">States</corr>" in merged.tei
    assert lossy(source, merged.tei) == []


def test_words_changed_without_mark_up_stay_changed() -> None:
    his = edited(converted(SOURCE), ("nothing much", "something"))
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("others", "rest")))
    assert b"speaks of something at all" in merged.tei and b"with the rest" in merged.tei


def test_words_that_both_changed_stay_his_and_are_a_conflict() -> None:
    his = edited(converted(SOURCE), ("nothing much", "something"))
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("nothing much", "anything much")))
    assert b"speaks of something at all" in merged.tei
    assert [conflict.reason for conflict in merged.conflicts] == ["both changed the words"]


def test_words_he_joined_stay_joined() -> None:
    source = SOURCE.replace("nothing", "no thing")
    his = edited(converted(source), ("no thing", "nothing"))
    merged = merge(converted(source), his, converted(source.replace("others", "rest")))
    assert b"nothing much" in merged.tei and b"the rest" in merged.tei


def test_comments_and_elements_that_we_do_not_know_stay() -> None:
    his = edited(
        converted(SOURCE),
        ("Saigon", '<rs type="x">Saigon</rs><!-- where? -->'),
        ("A third", '<hi rend="italic">A third</hi>'),
    )
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("others", "rest")))
    for mark in (b'<rs type="x">Saigon</rs>', b"<!-- where? -->", b'<hi rend="italic">A third</hi>'):
        assert mark in merged.tei


def test_remarks_before_and_behind_the_root_stay() -> None:
    his = edited(converted(SOURCE), ("<TEI ", "<!-- before --><TEI "), ("</TEI>", "</TEI><!-- behind -->"))
    merged = merge(converted(SOURCE), his, converted(SOURCE.replace("others", "rest"))).tei
    assert merged.index(b"<!-- before -->") < merged.index(b"<TEI ")
    assert merged.index(b"</TEI>") < merged.index(b"<!-- behind -->") and b"with the rest" in merged


def test_slashes_part_no_text() -> None:
    base = converted("/" + SOURCE)
    his = edited(base, ("Saigon", "<placeName>Saigon</placeName>"))
    merged = merge(base, his, converted(SOURCE))
    assert b"<placeName>Saigon</placeName>" in merged.tei and lossy(SOURCE, merged.tei) == []


def test_ids_stay_on_their_words_though_these_are_read_otherwise() -> None:
    base = converted(SOURCE)
    new = converted(SOURCE.replace("He said", "She said"))
    his = edited(base, ("Saigon", "<placeName>Saigon</placeName>"))
    (old,) = {e.get(XML_ID) for e in etree.fromstring(base).iter(q("p")) if words_of(e).startswith("Hesaid")}
    assert old not in {e.get(XML_ID) for e in etree.fromstring(new).iter()}
    merged = etree.fromstring(merge(base, his, new).tei)
    (paragraph,) = [e for e in merged.iter(q("p")) if words_of(e).startswith("Shesaid")]
    assert paragraph.get(XML_ID) == old


def test_an_id_whose_block_is_gone_is_an_anchor_at_its_words(edition_rng: etree.RelaxNG) -> None:
    base = converted(SOURCE)
    his = edited(base, ("Saigon", "<placeName>Saigon</placeName>"))
    source = SOURCE.replace("others.\n\nA third", "others. A third")
    (gone,) = {e.get(XML_ID) for e in etree.fromstring(base).iter(q("p")) if words_of(e).startswith("Athird")}
    merged = merge(base, his, converted(source))
    assert f'<anchor xml:id="{gone}"/>A third'.encode() in merged.tei
    assert edition_rng.validate(etree.fromstring(merged.tei)), edition_rng.error_log
    assert lossy(source, merged.tei) == []


def test_the_header_is_merged_too() -> None:
    his = edited(converted(SOURCE), ("history</title>", "A Memorandum on the Union</title>"))
    new = converted(SOURCE.replace("others", "rest"))
    merged = merge(converted(SOURCE), his, new).tei
    assert b"A Memorandum on the Union</title>" in merged
    digest = etree.fromstring(new).findtext(f".//{q('idno')}[@type='SHA-256']")
    assert digest and digest.encode() in merged


def test_a_broken_file_is_no_merge() -> None:
    base = converted(SOURCE)
    with pytest.raises(IllFormed):
        merge(base, base.replace(b"</TEI>", b""), converted(SOURCE + "\nMore.\n"))


def test_a_second_merge_keeps_what_the_first_kept() -> None:
    base = converted(SOURCE)
    his = edited(base, ("Saigon", "<placeName>Saigon</placeName>"))
    second, third = (
        SOURCE.replace("Stapes", "States"),
        SOURCE.replace("Stapes", "States").replace("He", "She"),
    )
    once = merge(base, his, converted(second)).tei
    twice = merge(converted(second), once, converted(third)).tei
    assert b"<placeName>Saigon</placeName>" in twice and b"She said" in twice
    assert lossy(third, twice) == []


def history(seed: int, sources: Sequence[str], edition_rng: etree.RelaxNG) -> list[str]:
    """What went wrong in one random history: none is what there should be."""
    random = Random(seed)
    source = random.choice(sources)
    base = converted(source)
    editor = Editor(base, random)
    editor.work(random.randrange(1, 8))
    his, tree = editor.bytes(), etree.fromstring(editor.bytes())
    edits = [edit for edit in editor.edits if edit.survives(tree)]
    was_valid = edition_rng.validate(tree)
    source = changed(source, random, random.randrange(12))
    merged = merge(base, his, converted(source))
    root = etree.fromstring(merged.tei)
    told = " ".join(conflict.edited for conflict in merged.conflicts)
    ids = [str(e.get(XML_ID)) for e in root.iter() if e.get(XML_ID)]
    published = {str(e.get(XML_ID)) for e in tree.iter() if e.get(XML_ID)}
    # Mark-up whose words are gone from the source cannot stay; it is listed.
    faults = [
        f"lost: {edit.what}"
        for edit in edits
        if not edit.survives(root) and not (edit.mark and edit.mark in told)
    ]
    faults += lossy(source, merged.tei)
    faults += [f"id gone: {name}" for name in sorted(published - set(ids))]
    faults += ["an id twice"] * (len(ids) != len(set(ids)))
    if was_valid and not edition_rng.validate(root):
        faults.append(str(edition_rng.error_log.last_error))
    return faults


@pytest.mark.parametrize("start", range(0, 200, 20))
def test_no_edit_is_lost_in_random_histories(start: int, edition_rng: etree.RelaxNG) -> None:
    found = {seed: history(seed, SOURCES, edition_rng) for seed in range(start, start + 20)}
    assert {seed: faults for seed, faults in found.items() if faults} == {}
