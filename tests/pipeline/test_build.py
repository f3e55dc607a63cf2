"""`edition build`: every stage in order, hand edits kept, faults named, the rest made."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from edition.cli import group
from edition.pipeline.editions import load_edition
from edition.readers.names import TOP_FILES

TEXT = b"A MEMORANDUM\n\nThe matter was settled on 17 February 1965.\n"
SETTINGS = b'[edition]\ntitle = "A Dossier"\ndate = "2026-01-15"\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, ["build", *map(str, arguments)], prog_name="edition")


def make(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an edition, but for the records of its builds, which are of one machine."""
    files = {f.relative_to(folder): f for f in sorted(folder.rglob("*")) if f.is_file()}
    return {str(path): f.read_bytes() for path, f in files.items() if path.parts[0] != ".edition"}


def edit(file: Path, old: bytes, new: bytes) -> bytes:
    edited = file.read_bytes().replace(old, new)
    assert edited != file.read_bytes()
    file.write_bytes(edited)
    return edited


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return make(
        tmp_path / "dossier", {"edition.toml": SETTINGS, "sources/a.txt": TEXT, "sources/b/1.txt": TEXT}
    )


def test_a_build_makes_tei_its_base_schemas_site_and_pdf(dossier: Path) -> None:
    result = run(dossier)
    assert (result.exit_code, result.stderr) == (0, "")
    for path in ("tei/a.xml", "tei/b.xml", "tei/.base/a.xml", "schemas/edition.rng", "schemas/edition.sch"):
        assert (dossier / path).is_file()
    assert (dossier / "tei/a.xml").read_bytes() == (dossier / "tei/.base/a.xml").read_bytes()
    for path in ("site/index.html", "site/a/index.html", "site/b/index.html", "pdf/a.pdf", "pdf/b.pdf"):
        assert (dossier / "build" / path).is_file()
    assert "2 documents, 2 pages" in result.stdout
    assert str(dossier / "build/site/index.html") in result.stdout


def test_its_tei_leads_other_editors_to_the_schemas(dossier: Path) -> None:
    run(dossier)
    assert b'href="../schemas/edition.rng"' in (dossier / "tei/a.xml").read_bytes()


def test_the_working_folder_is_built_without_an_argument(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossier)
    assert run().exit_code == 0
    assert (dossier / "build/site/index.html").is_file()


def test_a_second_build_and_any_number_of_jobs_give_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    run(dossier, "--jobs", 1)
    first = contents(dossier)
    assert run(dossier, "--jobs", 1).exit_code == 0
    assert contents(dossier) == first
    sources = {path: data for path, data in first.items() if path.startswith(("sources", "edition.toml"))}
    other = make(tmp_path / "elsewhere" / "x", sources)
    assert run(other, "--jobs", 2).exit_code == 0
    assert contents(other) == first


def test_what_is_at_the_top_of_a_site_is_no_documents_name(dossier: Path) -> None:
    run(dossier)
    top = (dossier / "build/site").iterdir()
    assert {file.name for file in top if file.is_file()} <= TOP_FILES


def test_a_file_edited_by_hand_is_kept_and_built_from(dossier: Path) -> None:
    run(dossier)
    edited = edit(dossier / "tei/a.xml", b"<p ", b"<!-- seen --><p ")
    base = (dossier / "tei/.base/a.xml").read_bytes()
    result = run(dossier)
    assert result.exit_code == 0
    assert "edited by hand, kept as they are: a" in result.stderr
    assert (dossier / "tei/a.xml").read_bytes() == edited
    assert (dossier / "tei/.base/a.xml").read_bytes() == base
    assert (dossier / "build/site/a/a.xml").read_bytes() == edited


def test_text_changed_without_mark_up_is_a_fault_and_still_built(dossier: Path) -> None:
    run(dossier)
    edited = edit(dossier / "tei/a.xml", b"matter", b"affair")
    result = run(dossier)
    assert result.exit_code == 1
    assert "a.txt:3:5: error:" in result.stderr and "law1/changed" in result.stderr
    page = (dossier / "build/site/a/index.html").read_bytes()
    assert b"affair" in page and b"changed by hand" in page
    assert b"changed by hand" not in (dossier / "build/site/b/index.html").read_bytes()
    assert (dossier / "tei/a.xml").read_bytes() == edited


def test_a_better_source_comes_into_an_edited_file(dossier: Path) -> None:
    run(dossier)
    edit(dossier / "tei/a.xml", b"The matter", b"The <orgName>matter</orgName>")
    make(dossier, {"sources/a.txt": TEXT.replace(b"settled on", b"closed, finally, on")})
    result = run(dossier)
    assert (result.exit_code, "merged with what the converter finds now: a" in result.stderr) == (0, True)
    merged = (dossier / "tei/a.xml").read_bytes()
    assert b"The <orgName>matter</orgName> was closed, finally, on" in merged
    assert run(dossier).exit_code == 0
    assert (dossier / "tei/a.xml").read_bytes() == merged
    assert (dossier / "tei/.base/a.xml").read_bytes() != merged


def test_a_conflict_is_told_with_both_readings_until_it_is_decided(dossier: Path) -> None:
    run(dossier)
    edit(dossier / "tei/a.xml", b'when="1965-02-17"', b'when="1964-02-17"')
    make(dossier, {"sources/a.txt": TEXT.replace(b"1965", b"1966")})
    for _ in range(2):
        result = run(dossier)
        assert result.exit_code == 1
        assert "work/conflict" in result.stderr
        assert "kept 1964-02-17; the converter has 1966-02-17" in result.stderr
        assert b'when="1964-02-17"' in (dossier / "tei/a.xml").read_bytes()
    edit(dossier / "tei/a.xml", b'when="1964-02-17"', b'when="1966-02-17"')
    assert "work/conflict" not in run(dossier).stderr


def test_an_edited_file_without_its_base_is_left_as_it_is_and_has_one_from_then_on(dossier: Path) -> None:
    run(dossier)
    edited = edit(dossier / "tei/a.xml", b"The matter", b"The <orgName>matter</orgName>")
    (dossier / "tei/.base/a.xml").unlink()
    result = run(dossier)
    assert result.exit_code == 0 and "work/no-base" in result.stderr
    assert (dossier / "tei/a.xml").read_bytes() == edited
    make(dossier, {"sources/a.txt": TEXT.replace(b"settled", b"closed")})
    assert "work/no-base" not in run(dossier).stderr
    assert b"The <orgName>matter</orgName> was closed" in (dossier / "tei/a.xml").read_bytes()


def test_text_changed_with_mark_up_is_no_fault(dossier: Path) -> None:
    run(dossier)
    edit(
        dossier / "tei/a.xml",
        b"matter",
        b'<choice><sic>matter</sic><corr type="typist" resp="#edition" cert="low">affair</corr></choice>',
    )
    assert "law1" not in run(dossier).stderr


def test_an_ill_formed_file_is_named_and_its_last_good_page_stays(dossier: Path) -> None:
    run(dossier)
    page = (dossier / "build/site/a/index.html").read_bytes()
    assert b"This page is out of date" not in page
    edit(dossier / "tei/a.xml", b"</TEI>", b"")
    edited = (dossier / "tei/a.xml").read_bytes()
    result = run(dossier)
    assert result.exit_code == 1
    assert "a.xml" in result.stderr and "xml/ill-formed" in result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for _ in range(2):
        stale = (dossier / "build/site/a/index.html").read_bytes()
        assert b"This page is out of date" in stale and b"The matter was settled" in stale
        assert (dossier / "tei/a.xml").read_bytes() == edited
        assert run(dossier).exit_code == 1
    assert (dossier / "build/site/b/index.html").is_file()


def test_an_invalid_file_is_reported_and_still_rendered(dossier: Path) -> None:
    run(dossier)
    edit(dossier / "tei/a.xml", b"<p ", b'<p wen="1" ')
    result = run(dossier)
    assert result.exit_code == 1
    assert "relaxng/" in result.stderr
    assert (dossier / "build/site/a/a.xml").read_bytes() == (dossier / "tei/a.xml").read_bytes()


def test_a_binary_source_is_named_and_the_rest_is_built(dossier: Path) -> None:
    make(dossier, {"sources/c.txt": b"%PDF-1.7"})
    result = run(dossier)
    assert result.exit_code == 1
    assert "c.txt: error: is a PDF" in result.stderr
    assert sorted(file.name for file in (dossier / "tei").glob("*.xml")) == ["a.xml", "b.xml"]


def own_tei(title: str) -> bytes:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        f"<title>{title}</title></titleStmt><publicationStmt><p>Ours</p></publicationStmt><sourceDesc>"
        "<p>A letter</p></sourceDesc></fileDesc></teiHeader><text><body><p>Dear Sir</p></body></text></TEI>"
    ).encode()


def test_an_editors_own_tei_belongs_to_the_edition_and_stays_as_it_is(dossier: Path) -> None:
    make(dossier, {"tei/letter.xml": own_tei("A letter"), "tei/other.xml": b"<taxonomy/>"})
    result = run(dossier)
    assert result.exit_code == 0
    assert (dossier / "tei/letter.xml").read_bytes() == own_tei("A letter")
    assert (dossier / "build/site/letter/index.html").is_file()
    assert (dossier / "build/pdf/letter.pdf").is_file()
    assert not (dossier / "build/site/other").exists()


def test_an_edition_of_tei_alone_is_built(tmp_path: Path) -> None:
    make(tmp_path, {"edition.toml": b"", "tei/letter.xml": own_tei("A letter")})
    assert run(tmp_path).exit_code == 0
    assert (tmp_path / "build/site/letter/index.html").is_file()


def test_tei_whose_source_is_gone_goes_unless_it_was_edited(dossier: Path) -> None:
    make(dossier, {"sources/c.txt": TEXT})
    run(dossier)
    edited = edit(dossier / "tei/a.xml", b"<p ", b"<!-- seen --><p ")
    (dossier / "sources/a.txt").unlink()
    (dossier / "sources/c.txt").unlink()
    result = run(dossier, "--clean")
    assert result.exit_code == 0
    assert "a.xml: warning: its source is gone" in result.stderr
    assert "removed: c" in result.stderr
    assert (dossier / "tei/a.xml").read_bytes() == edited
    assert not (dossier / "tei/c.xml").exists() and not (dossier / "tei/.base/c.xml").exists()
    assert not (dossier / "build/site/c").exists() and not (dossier / "build/pdf/c.pdf").exists()


def test_clean_leaves_files_that_are_not_ours(dossier: Path) -> None:
    ours_not = {
        path: b"mine" for path in ("build/site/x/x.txt", "build/site/CNAME", "build/pdf/offprint.pdf")
    }
    make(dossier, ours_not)
    assert run(dossier, "--clean").exit_code == 0
    assert all((dossier / path).read_bytes() == data for path, data in ours_not.items())


def test_what_convert_moved_aside_is_no_document(dossier: Path) -> None:
    run(dossier)
    make(dossier, {"tei/a.edited-1.xml": (dossier / "tei/a.xml").read_bytes()})
    result = run(dossier)
    assert result.exit_code == 0
    assert "2 documents" in result.stdout
    assert (dossier / "tei/a.edited-1.xml").is_file()


def test_output_and_formats_are_the_settings(dossier: Path) -> None:
    make(dossier, {"edition.toml": SETTINGS + b'[build]\noutput = "../public"\nformats = ["site"]\n'})
    assert run(dossier).exit_code == 0
    assert (dossier / "../public/site/index.html").is_file()
    assert not (dossier / "../public/pdf").exists() and not (dossier / "build").exists()
    assert load_edition(dossier).output == dossier.parent / "public"


def test_an_epub_is_made_and_offered_where_it_is_asked_for(dossier: Path) -> None:
    make(dossier, {"edition.toml": SETTINGS + b'[build]\nformats = ["site", "epub"]\n'})
    result = run(dossier)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "EPUB:" in result.stdout
    book = (dossier / "build/epub/a.epub").read_bytes()
    assert (dossier / "build/site/a/a.epub").read_bytes() == book
    assert 'href="../a/a.epub"' in (dossier / "build/site/a/index.html").read_text("utf-8")
    assert not list(dossier.rglob("*.pdf"))
    make(dossier, {"edition.toml": SETTINGS})
    run(dossier, "--clean")
    assert not list(dossier.rglob("*.epub"))


def test_schemas_that_are_there_are_not_written_over(dossier: Path) -> None:
    run(dossier)
    own = (dossier / "schemas/edition.rng").read_bytes() + b"<!-- ours -->"
    (dossier / "schemas/edition.rng").write_bytes(own)
    assert run(dossier).exit_code == 0
    assert (dossier / "schemas/edition.rng").read_bytes() == own


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "edition.toml is missing"),
        ({"edition.toml": b""}, "nothing to build"),
        ({"edition.toml": b"", "sources/a.txt": TEXT, "sources/A.md": TEXT}, "two documents are called"),
        ({"edition.toml": b"", "sources/a.txt": TEXT, "tei/A.xml": b"<TEI/>"}, "two documents are called"),
        ({"edition.toml": b"[buidl]\n", "sources/a.txt": TEXT}, "unknown table 'buidl'"),
        ({"edition.toml": b"", "sources/a.txt": TEXT, "build": b""}, "cannot be written"),
        ({"edition.toml": b"[convert]\nword_lists = ['w']", "sources/a.txt": TEXT}, "is not there"),
    ],
)
def test_wrong_usage_writes_nothing(tmp_path: Path, files: dict[str, bytes], words: str) -> None:
    make(tmp_path, files)
    before = contents(tmp_path)
    result = run(tmp_path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert contents(tmp_path) == before
    assert not (tmp_path / "schemas").exists()


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere").exit_code == 2


def test_a_document_that_cannot_be_printed_is_named_and_not_linked(dossier: Path) -> None:
    make(dossier, {"sources/a.txt": "The sign \U0001f9ff was there.\n".encode()})
    result = run(dossier)
    assert result.exit_code == 1
    assert "book/no-glyph" in result.stderr
    assert not (dossier / "build/pdf/a.pdf").exists()
    assert b"a.pdf" not in (dossier / "build/site/a/index.html").read_bytes()
    assert b"b.pdf" in (dossier / "build/site/b/index.html").read_bytes()
    assert (dossier / "build/site/b/b.pdf").is_file()


def test_the_new_edition_builds_as_it_is(tmp_path: Path) -> None:
    made = CliRunner().invoke(group, ["new", str(tmp_path / "new")], prog_name="edition")
    assert made.exit_code == 0
    assert run(tmp_path / "new").exit_code == 0
    for file in (tmp_path / "new/tei").glob("*.xml"):
        etree.parse(file)


def test_tei_that_was_converted_elsewhere_is_kept_and_named(dossier: Path) -> None:
    run(dossier)
    tei = (dossier / "tei/a.xml").read_bytes()
    other = make(dossier.parent / "other", {"edition.toml": SETTINGS, "tei/a.xml": tei})
    result = run(other)
    assert result.exit_code == 0
    assert "a.xml: warning: edition converted it, but not here" in result.stderr
    assert (other / "tei/a.xml").read_bytes() == tei
    assert (other / "build/site/a/index.html").is_file()


def test_a_later_build_equals_a_clean_one(dossier: Path, tmp_path: Path) -> None:
    run(dossier)
    (dossier / "sources/a.txt").unlink()
    run(dossier)
    clean = make(tmp_path / "clean", {"edition.toml": SETTINGS, "sources/b/1.txt": TEXT})
    run(clean)
    assert contents(dossier) == contents(clean)


def test_clean_takes_away_pdfs_that_are_asked_for_no_more(dossier: Path) -> None:
    run(dossier)
    make(dossier, {"edition.toml": SETTINGS + b'[build]\nformats = ["site"]\n'})
    assert run(dossier, "--clean").exit_code == 0
    assert not list(dossier.rglob("*.pdf"))


def test_the_same_fault_is_told_once(dossier: Path) -> None:
    make(dossier, {"tei/letter.xml": own_tei("A").replace(b"</p></body>", b"</body>")})
    result = run(dossier)
    assert result.exit_code == 1
    assert result.stderr.count("xml/ill-formed") == 1
    assert "1 error, 0 warnings" in result.stdout


@pytest.mark.parametrize("output", ["tei", "sources/site", "./schemas", "build/../tei"])
def test_output_among_what_is_read_is_refused_with_its_line(dossier: Path, output: str) -> None:
    make(dossier, {"edition.toml": SETTINGS + f'[build]\noutput = "{output}"\n'.encode()})
    before = contents(dossier)
    result = run(dossier)
    assert result.exit_code == 2
    assert "edition.toml:5:1: error: the value of 'output' in [build] lies in" in result.stderr
    assert contents(dossier) == before


def test_a_word_list_that_is_not_there_has_its_line(dossier: Path) -> None:
    make(dossier, {"edition.toml": SETTINGS + b'[convert]\nword_lists = ["own.txt"]\n'})
    result = run(dossier)
    assert result.exit_code == 2
    assert "edition.toml:5:1: error: the word list 'own.txt' is not there" in result.stderr


def test_a_rule_switched_off_that_is_none_is_told_with_the_nearest_name(dossier: Path) -> None:
    make(dossier, {"edition.toml": SETTINGS + b'[convert]\nrules_off = ["dates/day", "dates/mnth"]\n'})
    result = run(dossier)
    assert result.exit_code == 0
    assert result.stderr.count("config/no-rule") == 1
    assert "edition.toml:5:1: warning: 'rules_off' in [convert] names no rule: 'dates/mnth'" in result.stderr
    assert "'dates/month'" in result.stderr


def test_facts_of_no_document_are_told_with_the_nearest_name(dossier: Path) -> None:
    facts = b'[documents."sources/a"]\ntitle = "A"\n[documents."b*"]\ntitle = "B"\n'
    make(dossier, {"edition.toml": SETTINGS + facts})
    result = run(dossier)
    assert result.exit_code == 0
    assert result.stderr.count("config/no-document") == 1
    assert 'edition.toml:4:12: warning: [documents."sources/a"] names no document' in result.stderr


@pytest.mark.parametrize("file", ["build/site", "build/pdf", "tei"])
def test_a_file_where_a_folder_must_be_is_found_before_anything_is_written(dossier: Path, file: str) -> None:
    make(dossier, {file: b"mine"})
    result = run(dossier)
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
    assert not list(dossier.rglob("*.xml")) and not list(dossier.rglob("*.html"))


@pytest.mark.parametrize(("folder", "words"), [("nowhere", "there is no such folder"), ("file", "is a file")])
def test_what_is_no_edition_is_told_as_what_it_is(tmp_path: Path, folder: str, words: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    result = run(tmp_path / folder)
    assert result.exit_code == 2
    assert words in result.stderr


def test_tables_of_a_file_of_its_own_are_used(dossier: Path) -> None:
    settings = SETTINGS + b'[convert]\ncollections = ["fbi", "tables/harbour.toml"]\n'
    table = b'page_marks = ["Leaf {n}"]\nclassifications = ["HARBOUR BOARD ONLY"]\nstamps = ["SEEN BY THE PILOT"]\n'
    text = (
        b"Leaf 1\nHARBOUR B0ARD ONLY\n\nThe pilot came.\n\nSEEN 8Y THE PlLOT\n\nLeaf 2\n\nThe pilot left.\n"
    )
    make(dossier, {"edition.toml": settings, "tables/harbour.toml": table, "sources/a.txt": text})
    result = run(dossier)
    assert (result.exit_code, result.stderr) == (0, "")
    tei = etree.parse(dossier / "tei/a.xml")
    assert len(tei.findall(".//{*}pb")) == 2
    assert [fw.get("type") for fw in tei.iterfind(".//{*}fw")][:2] == ["classification", "declassification"]


@pytest.mark.parametrize(
    ("collections", "expected"),
    [
        (b'["narra"]', "edition.toml:5:1: error: 'collections' in [convert] names no collection: 'narra'"),
        (b'["own.toml"]', "edition.toml:5:1: error: the file of tables 'own.toml' is not there"),
        (b'["faulty.toml"]', "faulty.toml:1:1: error: unknown key 'stomps'"),
    ],
)
def test_a_collection_that_cannot_be_used_has_its_line(
    dossier: Path, collections: bytes, expected: str
) -> None:
    settings = SETTINGS + b"[convert]\ncollections = " + collections + b"\n"
    make(dossier, {"edition.toml": settings, "faulty.toml": b'stomps = ["A"]\n'})
    result = run(dossier)
    assert result.exit_code == 2
    assert expected in result.stderr
