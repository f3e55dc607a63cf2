"""Verdicts: ours are jing's, over samples of others and over mutants; libxml2's on our own grammar are the same."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from jing import errors
from lxml import etree
from mutants import mutate

from edition.diagnostics import Severity
from edition.resources import resource
from edition.validate import validate
from edition.validate.relaxng.engine import automaton
from edition.validate.relaxng.identities import identities
from edition.validate.relaxng.verdict import is_valid

SHARED = Path(__file__).parents[2] / "../shared"
TEI_SAMPLES = SHARED / "tei-samples"
UPSTREAM = SHARED / "schemas-upstream"
OURS = resource("schemas") / "edition.rng"
PARSER = etree.XMLParser(collect_ids=False, huge_tree=True, no_network=True, load_dtd=False)
MUTANTS = 300


def other_schemas() -> list[Path]:
    return [UPSTREAM / name for name in ("tei_all.rng", "teisimple.rng", "tei-epidoc.rng")]


def files_of_others() -> list[Path]:
    """Those of which jing says something: it stops at ill-formed files, and where a DTD is not there."""
    paths = sorted(TEI_SAMPLES.rglob("*.xml"))
    return [path for path in paths if b"<!DOCTYPE" not in path.read_bytes() and is_well_formed(path)]


def is_well_formed(path: Path) -> bool:
    try:
        etree.parse(path, PARSER)
    except etree.XMLSyntaxError:
        return False
    return True


def documents_of_others() -> Iterator[etree._Element]:
    small = (path for path in files_of_others() if path.stat().st_size < 100_000)
    return (etree.parse(path, PARSER).getroot() for path in small)


def says_valid(path: Path, schema: Path) -> bool:
    found = validate(path.read_bytes(), str(path), [str(schema)], rules=False) or ()
    return not any(d.severity is Severity.ERROR for d in found)


def mutant_files(documents: list[etree._Element], seed: int, folder: Path) -> list[Path]:
    rng = random.Random(seed)
    files = []
    for number in range(MUTANTS):
        mutant = mutate(rng, documents[number % len(documents)], 1 + number % 2)
        files.append(folder / f"{number}.xml")
        files[-1].write_bytes(etree.tostring(mutant))
    return files


def assert_as_jing(files: list[Path], schema: Path) -> None:
    refused = errors(schema, files)
    different = {
        path.name: refused.get(str(path), [])[:2]
        for path in files
        if says_valid(path, schema) != (str(path) not in refused)
    }
    assert not different
    assert 0 < len(refused) < len(files)


def test_mutants_of_our_documents_are_judged_by_our_grammar_as_jing_does(
    samples: dict[str, etree._Element], tmp_path: Path
) -> None:
    assert_as_jing(mutant_files(list(samples.values()), 1, tmp_path), OURS)


@pytest.mark.parametrize("schema", other_schemas(), ids=lambda path: path.stem)
def test_the_documents_of_others_are_judged_as_jing_does(schema: Path) -> None:
    files = files_of_others()
    if not files or not schema.is_file():
        pytest.skip("the samples of others are not beside the repository")
    assert_as_jing([path for path in files if path.stat().st_size < 2_000_000], schema)


def test_mutants_of_the_documents_of_others_are_judged_as_jing_does(tmp_path: Path) -> None:
    documents = list(documents_of_others())
    if not documents:
        pytest.skip("the samples of others are not beside the repository")
    assert_as_jing(mutant_files(documents, 2, tmp_path), UPSTREAM / "tei_all.rng")


def test_libxml2_judges_by_our_grammar_as_we_do(
    samples: dict[str, etree._Element], edition_rng: etree.RelaxNG
) -> None:
    # This is what lets its word stand for the files of an edition.
    rng = random.Random(3)
    documents = list(samples.values())
    for number in range(1000):
        mutant = mutate(rng, documents[number % len(documents)], 1 + number % 2)
        root = etree.fromstring(etree.tostring(mutant), PARSER)
        ours = is_valid(root, automaton(OURS)) and not list(identities(root, automaton(OURS)))
        assert edition_rng.validate(root) == ours, etree.tostring(root, encoding="unicode")


def test_an_id_given_twice_is_told_where_libxml2_sees_nothing(samples: dict[str, etree._Element]) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode")
    assert 'xml:id="n3"' in text
    found = validate(text.replace('xml:id="n3"', 'xml:id=" q1"', 1).encode(), "s.xml", [str(OURS)]) or ()
    assert "relaxng/id-twice" in [d.code for d in found]
    assert list(identities(samples["narrative"], automaton(OURS))) == []
