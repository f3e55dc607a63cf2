"""Paths on the command line → documents: names, order, duplicates, what is refused."""

import os
from pathlib import Path

import pytest

from edition.diagnostics import SourceError, UsageError
from edition.readers.binary import is_binary
from edition.readers.files import (
    edition_sources,
    name_below,
    name_of_file,
    named_sources,
    natural_key,
    read_parts,
)
from edition.readers.names import refuse_names


def make(folder: Path, *paths: str, text: bytes = b"text") -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text)
    return folder


def test_page_9_stands_before_page_10() -> None:
    names = ["page-10.txt", "Page-9.txt", "page-1.txt", "10.txt", "9.txt", "a", ""]
    assert sorted(names, key=natural_key) == [
        "",
        "9.txt",
        "10.txt",
        "a",
        "page-1.txt",
        "Page-9.txt",
        "page-10.txt",
    ]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.txt", "a"),
        ("iv-c.3.txt", "iv-c.3"),
        ("README", "README"),
        (".txt", ""),
        ("..txt", "."),
        ("a.", "a"),
    ],
)
def test_a_files_name_loses_its_last_suffix(file: str, name: str) -> None:
    assert name_of_file(file) == name


def test_a_folder_is_one_document_of_its_page_files_in_natural_order(tmp_path: Path) -> None:
    folder = make(tmp_path / "iv-c.3", "p10.txt", "p9.txt", "scan.jpg", ".hidden.txt", "notes/x.txt")
    (source,) = named_sources([folder])[0]
    assert source.name == "iv-c.3"
    assert [file.name for file in source.files] == ["p9.txt", "p10.txt"]


def test_the_working_folder_is_called_what_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make(tmp_path / "volume", "1.txt"))
    assert named_sources([Path(".")])[0][0].name == "volume"


def test_each_makes_a_document_of_every_text_file_below(tmp_path: Path) -> None:
    folder = make(tmp_path, "b.md", "a/x.TXT", "a/b/y.txt", "a/z.pdf", ".git/q.txt")
    names = [source.name for source in named_sources([folder], each=True)[0]]
    assert sorted(names) == ["a--b--y", "a--x", "b"]


def test_a_missing_file_beside_others_is_a_fault_of_its_own(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    sources, missing = named_sources([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [source.name for source in sources] == ["a"]
    assert [fault.location.file for fault in missing] == [str(tmp_path / "b.txt")]


def test_no_file_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"b\.txt: there is no such file"):
        named_sources([tmp_path / "b.txt"])


@pytest.mark.parametrize("each", [False, True])
def test_a_folder_without_sources_is_wrong_usage(tmp_path: Path, each: bool) -> None:
    make(tmp_path, "scan.jpg")
    with pytest.raises(UsageError, match=r"no \.txt or \.md file"):
        named_sources([tmp_path], each)


def test_a_folder_whose_sources_lie_deeper_is_told_of_each(tmp_path: Path) -> None:
    make(tmp_path, "a/b.txt")
    with pytest.raises(UsageError, match="--each"):
        named_sources([tmp_path])


def test_sources_of_an_edition_are_files_folders_of_pages_and_groups(tmp_path: Path) -> None:
    make(
        tmp_path,
        "10.txt",
        "9.txt",
        "vol/2.txt",
        "vol/10.txt",
        "group/a.txt",
        "group/v/1.txt",
        "vol/img/s.jpg",
    )
    sources = edition_sources(tmp_path)
    assert [source.name for source in sources] == ["9", "10", "group--a", "group--v", "vol"]
    assert [file.name for file in sources[-1].files] == ["2.txt", "10.txt"]
    assert sources[2].path == "group/a.txt"


def test_an_edition_without_sources_has_none(tmp_path: Path) -> None:
    assert edition_sources(tmp_path / "sources") == []


@pytest.mark.parametrize("name", ["", ".", "..", "_edition", "_EDITION", "index.html"])
def test_names_the_site_needs_are_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no document can be called"):
        refuse_names([(name, "somewhere")])


@pytest.mark.parametrize("name", ["index", "...", "a b", "über", "-", "_edition2", "con"])
def test_any_other_name_is_a_document(name: str) -> None:
    refuse_names([(name, "somewhere")])


@pytest.mark.parametrize(("one", "two"), [("a", "a"), ("Part", "pART"), ("é", "é"), ("ß", "SS")])
def test_two_documents_of_one_name_are_refused_and_both_named(one: str, two: str) -> None:
    with pytest.raises(UsageError, match=r"here.*there"):
        refuse_names([(one, "here"), (two, "there")])


def test_a_name_that_no_file_can_have_is_refused() -> None:
    refuse_names([("n" * 251, "somewhere")])
    with pytest.raises(UsageError, match="too long"):
        refuse_names([("é" * 126, "somewhere")])


def test_a_link_that_leads_nowhere_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    sources = named_sources([tmp_path], each=True)[0]
    assert [source.name for source in sources] == ["a", "b"]
    with pytest.raises(SourceError, match=r"b\.txt: cannot be read"):
        read_parts(sources[1])


def test_the_name_below_a_folder_keeps_dots_in_folders() -> None:
    assert name_below(Path("x"), Path("x/a.b/c.d.txt")) == "a.b--c.d"


def test_a_name_that_is_no_utf_8_is_a_document_still(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"text")
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    (source,) = named_sources([Path(os.fsdecode(path))])[0]
    assert source.name == "caf\ufffd"
    assert read_parts(source)[0].file.endswith("caf\ufffd.txt")


def test_a_folder_with_a_binary_page_is_no_document(tmp_path: Path) -> None:
    make(tmp_path / "v", "1.txt")
    make(tmp_path / "v", "2.txt", text=b"%PDF-1.7\n")
    (source,) = named_sources([tmp_path / "v"])[0]
    with pytest.raises(SourceError, match=r"2\.txt: is a PDF"):
        read_parts(source)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", "a PDF"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
        (b"RIFF\x00\x00\x00\x00WEBP", "WebP"),
        (b"text\x00text", "byte 5 is NUL"),
        (b"t" * 8191 + b"\x00", "byte 8192 is NUL"),
    ],
)
def test_binary_files_are_known_for_what_they_are(data: bytes, kind: str) -> None:
    assert kind in (is_binary(data) or "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"RIFF raff",
        b"PK is no archive",
        b"GIF87b",
        b"\xff\xfeT\x00e\x00",
        b"\xfe\xff\x00T\x00e",
        b"t" * 8192 + b"\x00",
        b"\xef\xbb\xbftext",
        b"{\\rtf1 text}",
    ],
)
def test_text_is_no_binary_file(data: bytes) -> None:
    assert is_binary(data) is None


def test_a_folder_that_cannot_be_read_is_named_and_the_others_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "a.txt").write_bytes(b"A note.")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if os.path.basename(path) == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    for each in (False, True):
        found, faults = named_sources([tmp_path / "locked", tmp_path / "a.txt"], each)
        assert [source.name for source in found] == ["a"]
        assert [fault.message for fault in faults] == ["cannot be read: Permission denied"]
        found, faults = named_sources([tmp_path / "locked"], each)
        assert (found, len(faults)) == ([], 1)
