"""The fast path says yes only where the engine does: over random grammars, samples of others and mutants."""

import random
from pathlib import Path

import pytest
from grammars import grammar
from jing import errors
from lxml import etree
from mutants import mutate

from edition.validate.relaxng.automaton import Automaton
from edition.validate.relaxng.engine import automaton
from edition.validate.relaxng.forms import Form
from edition.validate.relaxng.identities import identities
from edition.validate.relaxng.kept import Kept, cache_folder
from edition.validate.relaxng.pruning import pruned
from edition.validate.relaxng.restrictions import check
from edition.validate.relaxng.simplify import Grammar, read_grammar
from edition.validate.relaxng.sources import SchemaError
from edition.validate.relaxng.verdict import is_valid
from edition.validate.relaxng.writing import written
from edition.validate.survey import survey

SHARED = Path(__file__).parents[2] / "../shared"
TEI_ALL = SHARED / "schemas-upstream/tei_all.rng"
PARSER = etree.XMLParser(collect_ids=False, huge_tree=True, no_network=True, load_dtd=False)
GRAMMARS, DOCUMENTS = 250, 12


def judged(whole: Grammar, judge: Automaton, root: etree._Element) -> tuple[bool, bool, bool]:
    """What the engine says, what it says by the pruned grammar, and whether the fast path lets it pass."""
    seen = survey(root)
    small = pruned(whole, seen.used)
    engine = is_valid(root, judge) and not list(identities(root, judge))
    other = Automaton(small)
    by_pruned = is_valid(root, other) and not list(identities(root, other))
    return engine, by_pruned, Form(small, written(small)).accepts(root, seen)


def checked(text: str, folder: Path) -> Grammar | None:
    """A grammar that keeps the rules; none where it does not."""
    file = folder / "g.rng"
    file.write_text(text)
    try:
        found = read_grammar(file)
        check(found)
    except SchemaError:
        return None
    return found


def test_random_grammars_pruned_give_the_verdict_of_the_whole(tmp_path: Path) -> None:
    yes = no = passed = 0
    for seed in range(GRAMMARS):
        made = grammar(seed)
        whole = checked(made.written, tmp_path)
        if whole is None:
            continue
        judge = Automaton(whole)
        for _ in range(DOCUMENTS):
            root = etree.fromstring(made.document())
            engine, by_pruned, fast = judged(whole, judge, root)
            assert engine == by_pruned, (seed, etree.tostring(root))
            assert engine or not fast, (seed, etree.tostring(root))
            yes, no, passed = yes + engine, no + (not engine), passed + fast
    assert yes > 200 and no > 200 and passed > 0.9 * yes


def test_tei_pruned_gives_the_verdict_of_the_whole_on_mutants() -> None:
    paths = [p for p in sorted((SHARED / "tei-samples").rglob("*.xml")) if p.stat().st_size < 60_000]
    if not paths or not TEI_ALL.is_file():
        pytest.skip("the samples of others are not beside the repository")
    judge = automaton(TEI_ALL)
    rng = random.Random(7)
    passed = 0
    for path in paths:
        try:
            root = etree.parse(path, PARSER).getroot()
        except etree.XMLSyntaxError:
            continue
        for mutant in (root, *(mutate(rng, root) for _ in range(3))):
            again = etree.fromstring(etree.tostring(mutant), PARSER)
            engine, by_pruned, fast = judged(judge.grammar, judge, again)
            assert engine == by_pruned == fast or (engine == by_pruned and engine and not fast), path
            passed += fast
    assert passed > 5


def test_random_grammars_and_documents_are_judged_as_jing_does(tmp_path: Path) -> None:
    for seed in range(9000, 9012):
        made = grammar(seed)
        schema = tmp_path / f"{seed}.rng"
        schema.write_text(made.written)
        files = []
        for number in range(20):
            files.append(tmp_path / f"{seed}-{number}.xml")
            files[-1].write_text(made.document())
        refused = errors(schema, files)
        whole = checked(made.written, tmp_path)
        if whole is None:
            assert str(schema) in refused, seed
            continue
        judge = Automaton(whole)
        for file in files:
            root = etree.parse(file).getroot()
            right = is_valid(root, judge) and not list(identities(root, judge))
            assert right == (str(file) not in refused), (seed, file.read_text(), made.written)


def test_a_pruning_is_kept_until_the_schema_or_what_it_includes_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    space = 'xmlns="http://relaxng.org/ns/structure/1.0"'
    schema, part = tmp_path / "s.rng", tmp_path / "part.rng"
    part.write_text(
        f'<grammar {space}><define name="a"><element name="a"><text/></element></define></grammar>'
    )
    schema.write_text(f'<grammar {space}><include href="part.rng"/><start><ref name="a"/></start></grammar>')
    whole = read_grammar(schema)
    used = frozenset({("a", "")})
    Kept(schema).keep(used, written(pruned(whole, used)), whole.files)
    assert [names for names, _ in Kept(schema).names()] == [used]
    part.write_text(part.read_text() + " ")
    assert list(Kept(schema).names()) == []
    assert cache_folder().is_relative_to(tmp_path)


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    schema = tmp_path / "s.rng"
    schema.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
    whole = read_grammar(schema)
    Kept(schema).keep(frozenset({("a", "")}), written(pruned(whole, frozenset({("a", "")}))), whole.files)
    assert list(Kept(schema).names()) == []
