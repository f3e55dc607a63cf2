"""The registry of rules: complete, unambiguous, and the manual made of it."""

from pathlib import Path
from types import ModuleType

import pytest
import regex

from edition.convert import read
from edition.explain import ALL_RULES
from edition.explain.manual import manual
from edition.findings import Rule
from edition.readers.files import edition_sources, read_parts
from edition.recognise.resolve import ROOT, descend
from edition.recognise.rules import RULES, nearest_rule, recognising_modules, rules_in
from edition.settings import Settings, SourcePart
from edition.tei import order

REPOSITORY = Path(__file__).parents[2]
NAME = regex.compile(r"[a-z_]+/[a-z-]+")
# It stands where there are no words to show.
WORDLESS = "order/empty-page"


def fired(name: str, parts: tuple[SourcePart, ...]) -> set[Rule]:
    reading = read(name, parts, Settings())
    return {node.finding.rule for node in descend(reading.body)} | {
        lost.finding.rule for lost in reading.lost
    }


def test_every_rule_that_fires_over_the_example_is_registered() -> None:
    rules = {
        rule
        for source in edition_sources(REPOSITORY / "example" / "sources")
        for rule in fired(source.name, read_parts(source))
    }
    assert len(rules) > 20
    assert rules - {ROOT} <= set(ALL_RULES.values())


def test_every_rule_that_fires_over_the_golden_excerpts_is_registered() -> None:
    files = sorted((REPOSITORY / "tests" / "golden").glob("*.txt"))
    assert files
    rules = {rule for file in files for rule in fired(file.stem, (SourcePart(file.name, file.read_bytes()),))}
    assert rules - {ROOT} <= set(ALL_RULES.values())


def test_no_two_rules_have_one_name() -> None:
    rules = {rule for module in (*recognising_modules(), order) for rule in rules_in(module)} - {ROOT}
    assert sorted(rule.name for rule in rules) == sorted(ALL_RULES)


@pytest.mark.parametrize("rule", ALL_RULES.values(), ids=list(ALL_RULES))
def test_a_rule_has_a_name_one_sentence_of_reason_and_an_example(rule: Rule) -> None:
    assert NAME.fullmatch(rule.name)
    assert rule.reason[0].isupper() and rule.reason.endswith(".")
    # One sentence: no full stop before a capital but in abbreviations of one letter.
    assert not regex.search(r"\p{Ll}{2}\. \p{Lu}", rule.reason)
    assert rule.example.strip() or rule.name == WORDLESS


def test_rules_are_found_wherever_a_module_keeps_them() -> None:
    one, two, three = (Rule(f"test/{name}", "Why.", "what") for name in ("one", "two", "three"))
    module = ModuleType("recogniser")
    vars(module).update(ONE=one, TABLE={"two": two}, ROWS=(three, "no rule"))
    assert list(rules_in(module)) == [one, two, three]


def test_rules_that_keep_teis_order_cannot_be_switched_off() -> None:
    assert "order/left-over" in ALL_RULES and "order/left-over" not in RULES


def test_a_name_that_is_no_rule_is_told_the_nearest() -> None:
    assert nearest_rule("date/day") == "dates/day"
    assert nearest_rule("qqqq") is None


def test_the_manual_of_rules_is_made_of_the_code() -> None:
    written = (REPOSITORY / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == manual(), "python -m edition.explain.manual > docs/rules.md"


def test_an_example_cannot_end_its_block_of_code() -> None:
    page = manual({"test/fence": Rule("test/fence", "Why <this>.", "before\n```\nafter")})
    assert "````text\nbefore\n```\nafter\n````\n" in page
    assert "Why &lt;this>." in page
