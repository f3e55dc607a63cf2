"""Schematron: what its parts mean, where its words go, and what hostile rules may not do."""

from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, UsageError
from edition.validate import schematron, validate

DATA = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
 <text>
  <p n="1" xml:id="one">Lom</p> <p n="two"
    rend="x">Vidin</p>
  <!-- a note --><note><p>Sofia</p> at last</note>
  <ref target="one">there</ref>
 </text>
</TEI>
"""
HEAD = (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron" {}>'
    '<ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>{}</schema>'
)
BINDINGS = ("xslt", "xslt2", "xslt3")


def run(tmp_path: Path, rules: str, head: str = "", **options: object) -> list[Diagnostic]:
    (tmp_path / "s.sch").write_text(HEAD.format(head, rules), encoding="utf-8")
    found = validate(DATA.encode(), "s.xml", [str(tmp_path / "s.sch")], **options)  # type: ignore[arg-type]  # phase
    return [d for d in found or () if not d.code.startswith("check/")]


def told(tmp_path: Path, rules: str, head: str = "", **options: object) -> list[tuple[int | None, str]]:
    return [(d.location.line, d.message) for d in run(tmp_path, rules, head, **options)]


@pytest.mark.parametrize("binding", BINDINGS)
def test_the_first_rule_of_a_pattern_that_fits_is_the_only_one(tmp_path: Path, binding: str) -> None:
    rules = """
    <pattern>
      <rule context="t:note/t:p"><assert test="false()">in a note</assert></rule>
      <rule context="t:p[@rend]"><assert test="true()">never</assert></rule>
      <rule context="t:p"><assert test="false()">any</assert><report test="@n">with n</report></rule>
    </pattern>
    <pattern><rule context="t:p[@rend]"><report test="true()">another pattern</report></rule></pattern>"""
    assert told(tmp_path, rules, f'queryBinding="{binding}"') == [
        (3, "any"),
        (3, "with n"),
        (3, "another pattern"),
        (5, "in a note"),
    ]


@pytest.mark.parametrize("binding", BINDINGS)
def test_the_place_is_that_of_the_node(tmp_path: Path, binding: str) -> None:
    rules = """<pattern id="at">
      <rule context="@rend"><report test="true()" role="warning">attribute</report></rule>
      <rule context="text()[contains(., 'last')]"><report test="true()" role="info">text</report></rule>
      <rule context="/"><report test="true()" id="root">root</report></rule>
      <rule context="t:ref" subject="@target"><report test="true()" subject="..">subject</report></rule>
    </pattern>"""
    found = run(tmp_path, rules, f'queryBinding="{binding}"')
    assert [
        (d.location.line, d.location.column, d.severity, d.code, d.element, d.message) for d in found
    ] == [
        (1, 1, "error", "schematron/root", "TEI", "root"),
        (2, 2, "error", "schematron/at", "text", "subject"),
        (4, 5, "warning", "schematron/at", "@rend", "attribute"),
        (5, 37, "info", "schematron/at", "note", "text"),
    ]


@pytest.mark.parametrize("binding", BINDINGS)
def test_variables_names_values_and_diagnostics_are_filled_in(tmp_path: Path, binding: str) -> None:
    rules = """<let name="all" value="count(//t:p)"/>
    <pattern><let name="own" value="'pattern'"/>
      <rule context="t:note"><let name="here" value="count(t:p)"/>
        <assert test="$all = $here" diagnostics="d e"><name/> in <name path=".."/> has
          <emph><value-of select="$here"/></emph> of <value-of select="$all"/> <span>(<value-of select="$own"/>)</span>
        </assert></rule></pattern>
    <pattern><let name="own" value="'other'"/>
      <rule context="t:ref"><report test="true()" see="http://x.org/"><value-of select="$own"/></report></rule>
    </pattern>
    <diagnostics><diagnostic id="d">first <name/></diagnostic><diagnostic id="e">second</diagnostic></diagnostics>"""
    found = run(tmp_path, rules, f'queryBinding="{binding}"')
    assert [(d.message, d.help) for d in found] == [
        ("note in text has 1 of 3 (pattern)", "first note; second"),
        ("other", "see http://x.org/"),
    ]


def test_abstract_patterns_take_their_parameters_and_abstract_rules_are_taken_in(tmp_path: Path) -> None:
    rules = """
    <pattern abstract="true" id="needs">
      <rule context="$what"><assert test="$which"><name/> needs $which</assert></rule>
      <rule context="$whatever"><assert test="false()">never</assert></rule></pattern>
    <pattern is-a="needs" id="p-needs"><param name="what" value="t:p"/><param name="which" value="@rend"/>
      <param name="whatever" value="t:never"/></pattern>
    <pattern><rule abstract="true" id="base"><assert test="@n">no n</assert></rule>
      <rule abstract="true" id="more"><extends rule="base"/><assert test="@when">no when</assert></rule>
      <rule context="t:note"><extends rule="more"/><assert test="false()">own</assert></rule></pattern>"""
    found = run(tmp_path, rules)
    assert [(d.location.line, d.code) for d in found if d.code == "schematron/p-needs"] == [
        (3, "schematron/p-needs"),
        (5, "schematron/p-needs"),
    ]
    assert {d.message for d in found if d.element == "note"} == {"no n", "no when", "own"}


@pytest.mark.parametrize(
    ("phase", "messages"),
    [(None, ["b 2"]), ("one", ["a"]), ("#ALL", ["a", "c"]), ("#DEFAULT", ["b 2"])],
)
def test_a_phase_runs_its_patterns(tmp_path: Path, phase: str | None, messages: list[str]) -> None:
    rules = """<phase id="one"><active pattern="a"/></phase>
    <phase id="two"><let name="x" value="2"/><active pattern="b"/></phase>
    <pattern id="a"><rule context="t:note"><report test="true()">a</report></rule></pattern>
    <pattern id="b"><rule context="t:note"><report test="$x = 2">b <value-of select="$x"/></report></rule></pattern>
    <pattern><rule context="t:note"><report test="true()">c</report></rule></pattern>"""
    if phase == "#ALL":  # a variable of a phase is unknown outside
        rules = rules.replace("$x = 2", "false()").replace('<value-of select="$x"/>', "")
    assert sorted(m for _, m in told(tmp_path, rules, 'defaultPhase="two"', phase=phase)) == messages


def test_a_phase_that_is_not_there_is_a_wrong_schema_or_a_fault_of_the_file(tmp_path: Path) -> None:
    rules = (
        '<phase id="proof"/><pattern id="a"><rule context="t:p"><assert test="@n">n</assert></rule></pattern>'
    )
    with pytest.raises(UsageError, match='no phase "procf": it has proof'):
        run(tmp_path, rules, phase="procf")
    model = '<?xml-model href="s.sch" phase="{}"?>'
    for phase, codes in (("procf", ["schema/phase"]), ("proof", []), ("#ALL", ["schematron/a"])):
        data = model.format(phase) + DATA
        found = validate(data.encode(), str(tmp_path / "s.xml")) or ()
        assert [d.code for d in found if not d.code.startswith("check/")] == codes


def test_rules_are_found_within_a_grammar(tmp_path: Path) -> None:
    grammar = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">
    <start><ref name="any"/></start>
    <define name="any"><s:rule context="tei:ref"><s:assert test="@n">no n</s:assert></s:rule>
      <s:pattern id="twenty">
        <s:rule context="tei:p"><s:assert test="matches(@n, '[0-9]+')">none</s:assert></s:rule></s:pattern>
      <element><anyName/><zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice>
      </zeroOrMore></element></define></grammar>"""
    (tmp_path / "s.rng").write_text(grammar)
    found = validate(DATA.encode(), "s.xml", [str(tmp_path / "s.rng")]) or ()
    assert [(d.code, d.location.line) for d in found] == [
        ("schematron/twenty", 3),
        ("schematron/twenty", 5),
        ("schematron/rule", 6),
    ]
    assert not validate(DATA.encode(), "s.xml", [str(tmp_path / "s.rng")], rules=False)


def test_without_saxon_what_was_not_checked_is_said_and_the_rest_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schematron, "has_saxon", lambda: False)
    rules = """<pattern><rule context="t:ref"><assert test="ends-with(@target, 'x')">new</assert></rule></pattern>
    <pattern><rule context="t:note"><assert test="@n">old</assert></rule></pattern>"""
    said = [(d.code, d.severity, d.message) for d in run(tmp_path, rules)]
    assert said == [
        (
            "schematron/query-binding",
            "warning",
            "1 pattern of rules written in XPath 2 or later: not checked",
        ),
        ("schematron/rule", "error", "old"),
    ]
    found = run(tmp_path, rules + " ", 'queryBinding="xslt2"')
    assert [d.message for d in found] == ["2 patterns of rules written in xslt2: not checked"]
    assert "pip install 'edition[schematron]'" in (found[0].help or "")


HOSTILE = (
    "document('{}')//x",
    "document('')",
    "doc('{}')",
    "unparsed-text('{}')",
    "collection('{}')",
    "(doc)('{}')",
    "doc (: a comment :) ('{}')",
    "fn:doc('{}')",
    "Q{{http://www.w3.org/2005/xpath-functions}}doc('{}')",
    "function-lookup(xs:QName('fn:doc'), 1)('{}')",
    "environment-variable('PATH')",
    "('{}') => doc()",
    "for-each('{}', doc#1)",
    "$outside",
)


@pytest.mark.parametrize("test", HOSTILE)
@pytest.mark.parametrize("binding", ["xslt", "xslt3"])
def test_no_rule_reads_another_file(tmp_path: Path, test: str, binding: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<x>secret</x>")
    asked = test.format(secret.as_uri())
    rules = f"""<let name="path" value="'{secret.as_uri()}'"/><let name="outside" value="document($path)"/>
    <pattern><rule context="t:note"><report test="true()"><value-of select="{asked}"/></report></rule></pattern>
    <pattern><rule context="t:ref"><report test="true()">still run</report></rule></pattern>"""
    try:
        found = run(tmp_path, rules, f'queryBinding="{binding}"')
    except UsageError:
        return
    assert "schematron/outside" in {d.code for d in found} or "schematron/stopped" in {d.code for d in found}
    assert "secret" not in "".join(d.message for d in found if d.code == "schematron/rule")


@pytest.mark.parametrize(
    "instruction",
    ["result-document href='{}'", "source-document href='{}'", "evaluate xpath='1'", "import href='{}'"],
)
def test_no_rule_writes_a_file(tmp_path: Path, instruction: str) -> None:
    target = tmp_path / "written.xml"
    element = instruction.format(target.as_uri())
    rules = f"""<pattern><rule context="t:note"><report test="true()">said
      <xsl:{element} xmlns:xsl="http://www.w3.org/1999/XSL/Transform">x</xsl:{element.split()[0]}></report></rule></pattern>"""
    assert told(tmp_path, rules, 'queryBinding="xslt3"') == [(5, "said")]
    assert not target.exists()


def test_keys_and_ids_are_known(tmp_path: Path) -> None:
    rules = """<xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="ns" match="t:p" use="@n"/>
    <pattern><rule context="t:ref"><report test="key('ns', 'two')">key</report><assert test="id(@target)">id</assert>
    </rule></pattern>"""
    for binding in BINDINGS:
        assert [m for _, m in told(tmp_path, rules, f'queryBinding="{binding}"')] == ["key"]


def test_one_test_that_goes_wrong_leaves_the_others(tmp_path: Path) -> None:
    rules = """<pattern><rule context="t:p"><assert test="xs:integer(@n) = 1">not one</assert>
      <assert test="@rend">no rend</assert></rule></pattern><ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/>"""
    found = run(tmp_path, rules, 'queryBinding="xslt3"')
    assert [d.code for d in found].count("schematron/stopped") == 1
    assert [d.location.line for d in found if d.message == "no rend"] == [3, 5]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (
            '\n<pattern><rule context="t:p">\n<assert test="matches(@n, 1)">x</assert></rule></pattern>',
            ":3: ",
        ),
        ('\n<pattern><rule context="t:p"><extends rule="none"/></rule></pattern>', 'no abstract rule "none"'),
        ('\n<pattern is-a="none"/>', ":2: "),
        ('<include href="none.sch"/>', "none.sch is not there"),
        ('<include href="s.sch"/>', "includes itself"),
        ('<pattern><rule context="t:p"><assert>x</assert></rule></pattern>', "<assert> has no test"),
        ('<pattern><rule><assert test="x">x</assert></rule></pattern>', "<rule> has no context"),
    ],
)
def test_a_wrong_schema_is_refused_with_its_place(tmp_path: Path, rules: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        run(tmp_path, rules, 'queryBinding="xslt"')
    assert words in str(refused.value)


def test_a_wrong_expression_of_xpath_3_is_found_at_its_pattern(tmp_path: Path) -> None:
    good = '<pattern><rule context="t:p"><assert test="@n">x</assert></rule></pattern>\n'
    bad = good.replace("@n", "every $x in")
    with pytest.raises(UsageError, match=r"s\.sch:3: this schema is wrong"):
        run(tmp_path, good + good + bad + good, 'queryBinding="xslt3"')


def test_what_a_schema_includes_stands_in_its_place(tmp_path: Path) -> None:
    inner = (
        '<pattern xmlns="http://purl.oclc.org/dsdl/schematron"><rule context="t:ref">'
        '<report test="true()">in</report></rule></pattern>'
    )
    (tmp_path / "inner.sch").write_text(inner)
    assert told(tmp_path, '<include href="inner.sch"/>') == [(6, "in")]
