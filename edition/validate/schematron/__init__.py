"""ISO Schematron, in schemas of its own and within RELAX NG: what the rules say of a tree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity
from edition.validate.places import Finder
from edition.validate.relaxng.sources import SchemaError
from edition.validate.schemas import Schema
from edition.validate.schematron.expressions import asks_outside, functions, is_first
from edition.validate.schematron.processors import (
    Finding,
    Run,
    StoppedError,
    WrongError,
    by_libxslt,
    by_saxon,
    findings,
    has_saxon,
)
from edition.validate.schematron.rules import SCH, XSL, Rules, expressions, read_rules
from edition.validate.schematron.stylesheet import Check, checks_of, stylesheets
from edition.xml import Parsed

SEVERITIES: Mapping[str, Severity] = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}
# Query languages: those of libxslt, and those that Saxon runs all as XSLT 3.0.
FIRST = frozenset({"xslt", "xslt1", "xpath", "exslt"})
SECOND = frozenset({"xslt2", "xslt3", "xpath2", "xpath3", "xpath31"})
EXTRA = "pip install 'edition[schematron]'"


@dataclass(frozen=True, slots=True)
class Compiled:
    """Rules made ready: what runs them, what each check is, and what is said of them whatever the file."""

    rules: Rules
    runs: tuple[Run, ...]
    checks: tuple[Check, ...]
    diagnostics: tuple[Diagnostic, ...]


def validate(schema: Schema, parsed: Parsed) -> Iterator[Diagnostic]:
    """Each assertion that fails and each report that succeeds, at the node it is about."""
    ready = compiled(schema.path, schema.phase)
    yield from ready.diagnostics
    finder = Finder(parsed)
    elements: list[etree._Element] = []
    for run in ready.runs:
        try:
            found = list(findings(run(parsed.tree)))
        except StoppedError as error:
            message = f"the rules of {schema.name} could not be run to their end: {error}"
            yield Diagnostic(Severity.WARNING, Location(parsed.file), "schematron/stopped", message)
            continue
        if found and not elements:
            elements = list(parsed.root.iter("*"))
        for each in found:
            yield _diagnostic(each, elements[each.element], ready, finder)


def compiled(path: Path, phase: str | None = None) -> Compiled:
    """The rules, compiled once a process and whenever the file has changed; `SchemaError` where they are wrong."""
    state = path.stat() if path.is_file() else None
    return _compiled(path, phase, (state.st_mtime_ns, state.st_size) if state else None)


@lru_cache(maxsize=16)
def _compiled(path: Path, phase: str | None, state: tuple[int, int] | None) -> Compiled:
    rules = read_rules(path, phase)
    if rules.binding is not None and rules.binding not in FIRST | SECOND:
        return Compiled(rules, (), (), (_not_checked(rules, len(rules.patterns), rules.binding),))
    checks = checks_of(rules.patterns)
    patterns, diagnostics = _closed(rules)
    first = [each for each in patterns if _is_first(each, rules)]
    second = rules.binding in SECOND or (rules.binding is None and (len(first) < len(patterns)))
    if rules.binding in FIRST:
        _refuse_second(rules, patterns)
    if second and patterns and not has_saxon():
        left_out = len(patterns) if rules.binding in SECOND else len(patterns) - len(first)
        diagnostics.append(_not_checked(rules, left_out, rules.binding or "XPath 2 or later"))
        patterns, second = ([] if rules.binding in SECOND else first), False
    made = _runs(rules, patterns, checks, second)
    return Compiled(rules, tuple(made), tuple(checks.values()), tuple(diagnostics))


def _runs(
    rules: Rules, patterns: Sequence[etree._Element], checks: dict[etree._Element, Check], second: bool
) -> Iterator[Run]:
    ids = any(name == "id" for each in expressions(patterns) for _, name in functions(each))
    for stylesheet in stylesheets(rules, patterns, checks, "3.0" if second else "1.0"):
        try:
            yield by_saxon(stylesheet) if second else by_libxslt(stylesheet, ids)
        except WrongError as error:
            if len(stylesheet.patterns) == 1:
                place = rules.place(stylesheet.patterns[0])
                raise SchemaError(f"its rules do not compile: {error}", place) from error
            # Which of them it is tells the line: each by itself.
            for pattern in stylesheet.patterns:
                yield from _runs(rules, [pattern], checks, second)


def _closed(rules: Rules) -> tuple[list[etree._Element], list[Diagnostic]]:
    """The patterns that ask for nothing outside the file, and a warning for each part that was left out."""
    tainted: set[str] = set()
    named = [*rules.lets, *rules.foreign, *(let for p in rules.patterns for let in p.iter(f"{SCH}let"))]
    for _ in named:  # a variable may hang on another
        before = len(tainted)
        for node in named:
            if any(asks_outside(each, tainted) for each in expressions([node])):
                tainted.add(str(node.get("name")).rpartition(":")[2])
        if len(tainted) == before:
            break
    kept: list[etree._Element] = []
    diagnostics: list[Diagnostic] = []
    for pattern in rules.patterns:
        by = next((by for each in expressions([pattern]) if (by := asks_outside(each, tainted))), None)
        if by is None:
            kept.append(pattern)
            continue
        message = f"a pattern asks for other files by {by}: it was not checked"
        diagnostics.append(
            Diagnostic(Severity.WARNING, rules.place(pattern), "schematron/outside", message, _OUTSIDE)
        )
    return kept, diagnostics


_OUTSIDE = "rules may look at nothing but the file that is checked"


def _is_first(pattern: etree._Element, rules: Rules) -> bool:
    return all(is_first(each, rules.namespaces) for each in expressions([pattern]))


def _refuse_second(rules: Rules, patterns: Sequence[etree._Element]) -> None:
    for pattern in patterns:
        for node in pattern.iter("*"):
            if str(node.tag).startswith(XSL):
                continue
            for name in ("context", "test", "value", "select", "path"):
                expression = node.get(name)
                if expression and not is_first(expression, rules.namespaces):
                    message = f'"{" ".join(expression.split())[:80]}" is no XPath 1.0'
                    help_text = 'rules in a later XPath need <schema queryBinding="xslt3">'
                    raise SchemaError(message, rules.place(node), help_text)


def _not_checked(rules: Rules, patterns: int, language: str) -> Diagnostic:
    known = language in SECOND or language.startswith("XPath")
    what = f"{patterns} pattern{'' if patterns == 1 else 's'} of rules"
    message = f"{what} written in {language}: not checked"
    help_text = f"to have them checked: {EXTRA}" if known else "only xslt, xslt2 and xslt3 are run here"
    place = Location(str(rules.path))
    return Diagnostic(Severity.WARNING, place, "schematron/query-binding", message, help_text)


def _diagnostic(found: Finding, element: etree._Element, ready: Compiled, finder: Finder) -> Diagnostic:
    check = ready.checks[found.check]
    place = finder.location(element, element.sourceline)
    name = etree.QName(element).localname
    if found.attribute:
        place, name = finder.attribute(element, found.attribute), f"@{found.attribute.rpartition('}')[2]}"
    elif found.slot is not None:
        place = finder.text(element, found.slot)
    if found.stopped:
        message = f"a rule could not be run here: {found.message}"
        return Diagnostic(Severity.WARNING, place, "schematron/stopped", message, None, name)
    test = " ".join(check.node.get("test", "").split())
    message = found.message or f"the rule {test} {'holds' if check.node.tag == f'{SCH}report' else 'fails'}"
    see = check.node.get("see") or check.rule.get("see")
    said = "; ".join((*found.diagnostics, *([f"see {see}"] if see else [])))
    return Diagnostic(_severity(check), place, f"schematron/{_id(check)}", message, said or None, name)


def _severity(check: Check) -> Severity:
    for node in (check.node, check.rule, check.pattern):
        role = node.get("role") or (node.get("flag") if node is check.node else None)
        if role:
            return SEVERITIES.get(role.strip().lower(), Severity.ERROR)
    return Severity.ERROR


def _id(check: Check) -> str:
    named = (node.get("id") for node in (check.node, check.rule, check.pattern))
    return "-".join(next((name for name in named if name and name.strip()), "rule").split())
