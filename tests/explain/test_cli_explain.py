"""`edition explain`, `edition rules` and `edition redactions`: what they print and how they end."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group
from edition.explain import ALL_RULES

EXAMPLE = Path(__file__).parents[2] / "example"
PAGES = EXAMPLE / "sources" / "1-narrative"
MEMORANDUM = str(EXAMPLE / "sources" / "2-memorandum.txt")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), prog_name="edition")


def test_a_line_is_explained_as_part_of_its_edition() -> None:
    result = run("explain", f"{MEMORANDUM}:5")
    assert result.exit_code == 0
    assert "  in 2-memorandum\n" in result.stdout
    assert '<seg type="to">' in result.stdout and "correspondence/head: " in result.stdout
    assert "\x1b" not in result.stdout


def test_a_page_file_is_read_with_the_pages_before_it() -> None:
    page = sorted(PAGES.iterdir())[1]
    answer = json.loads(run("explain", f"{page}:1", "--format", "json").stdout)
    assert answer["document"] == "1-narrative"
    assert (answer["line"], answer["column"], answer["file"]) == (1, None, str(page))
    assert all(mark["rule"] in ALL_RULES for mark in answer["marks"])


def test_a_file_outside_any_edition_is_read_alone_or_as_the_document_named(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.txt").write_text("A line of the paper of 4 March 1965.\n", encoding="utf-8")
    alone = json.loads(run("explain", f"{tmp_path}/2.txt:1:30", "--format", "json").stdout)
    named = json.loads(
        run("explain", f"{tmp_path}/2.txt:1:30", "--document", str(tmp_path), "--format", "json").stdout
    )
    assert (alone["document"], named["document"]) == ("2", tmp_path.name)
    assert [mark["element"] for mark in alone["marks"]][-1] == "date"


def test_paths_stay_as_they_were_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLE)
    result = run("explain", "sources/2-memorandum.txt:5")
    assert result.stdout.startswith("sources/2-memorandum.txt:5  in ")
    assert str(EXAMPLE) not in result.stdout


@pytest.mark.parametrize(
    ("place", "says"),
    [
        (f"{MEMORANDUM}:5000", "there is no line 5000; the file has "),
        (f"{MEMORANDUM}:0", "there is no line 0"),
        (f"{MEMORANDUM}:5:900", "there is no column 900 in line 5"),
        (MEMORANDUM, "write FILE:LINE"),
        ("absent.txt:1", "there is no such file"),
        (f"{EXAMPLE}:1", "is a folder"),
    ],
)
def test_a_place_that_is_not_there_is_wrong_usage(place: str, says: str) -> None:
    result = run("explain", place)
    assert result.exit_code == 2
    assert says in result.stderr and result.stdout == ""


def test_a_file_that_is_no_page_of_the_document_named_is_wrong_usage() -> None:
    result = run("explain", f"{MEMORANDUM}:5", "--document", str(PAGES))
    assert result.exit_code == 2 and "is no page file of" in result.stderr


def test_a_file_that_is_no_text_is_a_fault_of_the_material(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.4\0\0")
    result = run("explain", f"{tmp_path}/a.txt:1")
    assert result.exit_code == 1 and "cannot be read as text" in result.stderr


def test_rules_are_counted_the_most_frequent_first() -> None:
    result = run("rules", str(PAGES), MEMORANDUM, "--format", "tsv")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    counts = [int(row["fired"]) for row in rows]
    assert counts == sorted(counts, reverse=True) and counts[0] > 0
    assert {row["rule"] for row in rows} == set(ALL_RULES)


def test_a_sample_is_the_same_for_every_number_of_processes() -> None:
    arguments = ("rules", str(PAGES), MEMORANDUM, "--sample", "3", "--rule", "dates", "--seed", "4")
    one, two = run(*arguments, "--jobs", "1"), run(*arguments, "--jobs", "2")
    assert one.exit_code == 0 and one.stdout == two.stdout
    assert "dates/day  3 of " in one.stdout and "^^^" in one.stdout
    assert "blocks/paragraph" not in one.stdout


def test_a_sample_as_a_table_has_a_row_a_place() -> None:
    result = run("rules", MEMORANDUM, "--sample", "2", "--rule", "blocks/paragraph", "--format", "tsv")
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t"))
    assert [(row["rule"], row["seed"]) for row in rows] == [("blocks/paragraph", "0")] * 2
    assert all(row["file"] == MEMORANDUM and row["markup"] == "<p>" for row in rows)


def test_a_rule_that_is_none_is_told_the_nearest() -> None:
    result = run("rules", MEMORANDUM, "--rule", "dates/dya")
    assert result.exit_code == 2 and "did you mean dates/day?" in result.stderr


def test_a_bad_file_does_not_stop_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<TEI><p>", encoding="utf-8")
    (tmp_path / "good.xml").write_text('<TEI><p><gap reason="redacted"/></p></TEI>', encoding="utf-8")
    result = run("redactions", str(tmp_path), "--format", "csv")
    assert result.exit_code == 1 and "bad.xml" in result.stderr
    assert result.stdout.splitlines()[1].startswith("good,")


def test_a_ledger_of_nothing_that_is_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run("redactions", str(tmp_path / "absent.xml")).exit_code == 2
    assert run("redactions", str(tmp_path)).exit_code == 2
