"""ISO Schematron with the query binding xslt, by lxml: what the rules say of a tree."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import lxml.isoschematron as isoschematron
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.validate.places import Finder
from edition.validate.schemas import Schema
from edition.xml import Parsed

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"

SEVERITIES: Mapping[str, Severity] = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
}


def validate(schema: Schema, parsed: Parsed) -> Iterator[Diagnostic]:
    """Each assertion that fails and each report that succeeds, at the node it is about."""
    rules = compiled(schema.path)
    if isinstance(rules, Diagnostic):
        yield rules
        return
    try:
        rules.validate(parsed.tree)
    except etree.XSLTError as error:
        message = f"the rules of {schema.name} could not be run to their end: {error}"
        yield Diagnostic(Severity.WARNING, Location(parsed.file), "schematron/stopped", message)
        return
    report = rules.validation_report
    if report is None:
        return
    finder = Finder(parsed)
    for number, said in enumerate(report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report")):
        yield _diagnostic(said, finder, number)


@lru_cache(maxsize=16)
def compiled(path: Path) -> "isoschematron.Schematron | Diagnostic":
    """The rules, compiled once a process; a warning where only another processor runs them."""
    try:
        tree = etree.parse(path)
        binding = tree.getroot().get("queryBinding", "xslt")
        if binding not in ("xslt", "xslt1", "xpath"):
            message = (
                f"its rules are written in {binding}, which is not run here: nothing of them was checked"
            )
            return Diagnostic(Severity.WARNING, Location(str(path)), "schematron/query-binding", message)
        return isoschematron.Schematron(tree, store_report=True)
    except (etree.LxmlError, OSError) as error:
        raise UsageError(f"this schema is wrong: {error}", Location(str(path))) from error


def _diagnostic(said: etree._Element, finder: Finder, number: int) -> Diagnostic:
    element = finder.at(said.get("location"))
    name = etree.QName(element).localname if element is not None else None
    return Diagnostic(
        SEVERITIES.get((said.get("role") or said.get("flag") or "").lower(), Severity.ERROR),
        finder.location(element, element.sourceline if element is not None else None),
        f"schematron/{said.get('id') or 'rule'}",
        " ".join("".join(said.itertext()).split()),
        None,
        name,
    )
