import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition import __version__
from edition.document import Document, Part
from edition.findings import Lineation
from edition.settings import Settings
from edition.tei.digest import seal, written_digest
from edition.tei.header import (
    HEADER_IDS,
    Correspondence,
    HeaderFacts,
    build_header,
    clean,
    count_tags,
    editor_id,
    is_when,
)

XPATHS = {"t": "http://www.tei-c.org/ns/1.0"}
PARTS = (
    Part("iv-c-3/054.txt", 0, 10, "a" * 64, "utf-8"),
    Part("iv-c-3/055.txt", 11, 20, "b" * 64, "windows-1252"),
)
BARE = HeaderFacts(
    name="iv-c-3",
    title="The Air War",
    document=Document("iv-c-3", "x" * 20, PARTS, ()),
    lineation=Lineation.BROKEN,
    settings=Settings(),
    tags={"p": 3, "q": 1},
)
FULL = dataclasses.replace(
    BARE,
    settings=Settings(
        edition_title="Vietnam Papers",
        editors=("Jane Doe", "Пётр"),
        publisher="A Press",
        licence="https://creativecommons.org/publicdomain/zero/1.0/",
        date="2024-05-01",
        document_date="1965-02-17",
        kind="narrative history",
        repository="National Archives",
        scan="https://example.org/scan.pdf",
    ),
    correspondence=(Correspondence("Rusk", "Taylor", "1965-02-17", "Talks", "NND 1", "p54-talks"),),
    exemptions=(("exempt.3.3-b-1", "E.O. 12958 3.3(b)(1)"),),
    remarks=("Two files were read as Windows-1252.",),
)


def found(header: etree._Element, path: str) -> list[str]:
    result = header.xpath(path, namespaces=XPATHS)
    assert isinstance(result, list)
    return [str(item) for item in result]


def test_what_nobody_said_is_absent() -> None:
    header = build_header(BARE)
    assert found(header, "//t:editor/text() | //t:licence | //t:publisher/text() | //t:date") == []
    assert found(header, "//t:availability/@status") == ["unknown"]
    assert found(header, "//t:correspDesc | //t:creation | //t:textClass | //t:notesStmt") == []
    assert found(header, "//t:bibl/@type") == ["ocr", "ocr"]
    assert found(header, "//t:change/@when") == []


def test_the_source_is_named_by_file_and_hash_without_its_folder() -> None:
    header = build_header(BARE)
    assert found(header, "//t:idno[@type='filename']/text()") == ["054.txt", "055.txt"]
    assert found(header, "//t:idno[@type='SHA-256']/text()") == ["a" * 64, "b" * 64]


def test_what_the_settings_say_is_there() -> None:
    header = build_header(FULL)
    assert found(header, "//t:titleStmt/t:title/text()") == ["The Air War", "Vietnam Papers"]
    assert found(header, "//t:editor/text()") == ["Jane Doe", "Пётр"]
    assert found(header, "//t:editor/@xml:id") == ["editor.jane-doe"]
    assert found(header, "//t:licence/@target") == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert found(header, "//t:bibl[@type='paper']//t:repository/text()") == ["National Archives"]
    assert found(header, "//t:bibl[@type='scan']/t:ref/@target") == ["https://example.org/scan.pdf"]
    assert found(header, "//t:change/@when") == ["2024-05-01"]
    assert found(header, "//t:creation/t:date/@when") == ["1965-02-17"]


def test_a_letter_has_its_sender_addressee_and_date() -> None:
    header = build_header(FULL)
    assert found(header, "//t:correspDesc/@corresp") == ["#p54-talks"]
    assert found(header, "//t:correspAction[@type='sent']/t:rs/text()") == ["Rusk"]
    assert found(header, "//t:correspAction[@type='sent']/t:date/@when") == ["1965-02-17"]
    assert found(header, "//t:correspAction[@type='received']/t:rs/text()") == ["Taylor"]
    assert found(header, "//t:correspDesc/t:note/text()") == ["Talks", "NND 1"]


def test_a_head_that_says_neither_who_nor_when_makes_no_correspondence() -> None:
    facts = dataclasses.replace(BARE, correspondence=(Correspondence(subject="Talks", date_when="soon"),))
    assert found(build_header(facts), "//t:correspDesc") == []


def test_the_lineation_is_declared() -> None:
    for lineation, eol, word in (
        (Lineation.BROKEN, "all", "Line-broken"),
        (Lineation.REJOINED, "some", "Re-joined"),
        (Lineation.SPACED, "all", "blank line between"),
    ):
        header = build_header(dataclasses.replace(BARE, lineation=lineation))
        assert found(header, "//t:hyphenation/@eol") == [eol]
        assert word in found(header, "//t:segmentation/t:p/text()")[0]


def test_the_ids_the_header_takes_are_known_beforehand() -> None:
    assert set(found(build_header(BARE), "//@xml:id")) == HEADER_IDS


def test_the_software_and_its_full_version_stand_in_app_info() -> None:
    header = build_header(BARE)
    assert found(header, "//t:application/@ident") == ["edition"]
    assert found(header, "//t:application/t:label/text()") == [f"edition {__version__}"]
    assert __version__.startswith(found(header, "//t:application/@version")[0])


def test_the_tags_are_counted() -> None:
    text = etree.fromstring('<text xmlns="http://www.tei-c.org/ns/1.0"><p><!-- c --><q/><q/></p></text>')
    assert count_tags(text) == {"p": 1, "q": 2, "text": 1}
    header = build_header(BARE)
    assert found(header, "//t:tagUsage/@gi") == ["p", "q"]
    assert found(header, "//t:tagUsage/@occurs") == ["3", "1"]


def test_a_header_can_be_sealed() -> None:
    root = etree.Element("{http://www.tei-c.org/ns/1.0}TEI")
    root.append(build_header(BARE))
    assert written_digest(root) is None
    seal(root)
    assert len(written_digest(root) or "") == 64


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_no_title_or_file_name_is_too_strange(title: str, file: str) -> None:
    document = Document(title, "", (Part(file, 0, 0, "0" * 64, "utf-8"),), ())
    settings = Settings(editors=(title,), licence=file, scan=title, repository=file, kind=title, date=file)
    facts = dataclasses.replace(FULL, title=title, document=document, settings=settings, remarks=(title,))
    etree.fromstring(etree.tostring(build_header(facts)))


def test_a_character_xml_cannot_hold_becomes_the_replacement_character() -> None:
    assert clean("a\x00b\udc80  c\n") == "a\ufffdb\ufffd c"


def test_an_editor_without_latin_letters_has_no_id() -> None:
    assert editor_id("Žižek, S.") == "editor.zizek-s"
    assert editor_id("Пётр") is None


@pytest.mark.parametrize(
    "said", ["1965-02-17", "1965-02", "1965", "--02-29", "--02", "1977-12-10T00:14:00Z", "1964-02-29"]
)
def test_these_are_dates(said: str) -> None:
    assert is_when(said)


@pytest.mark.parametrize(
    "said",
    ["", "-", "1965-02-30", "1965-13", "0000", "February 1965", "1965-02-29", "--13", "65-02-17", None],
)
def test_these_are_no_dates(said: str | None) -> None:
    assert not is_when(said)
