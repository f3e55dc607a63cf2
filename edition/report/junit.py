"""For CI services that read JUnit: a test case a file."""

from lxml import etree

from edition.diagnostics import Diagnostic, Severity
from edition.report.model import Report, Style
from edition.report.text import CONTROL


def write(report: Report, style: Style) -> str:
    """A `testsuites` document; warnings are told of and fail nothing."""
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in report.names}
    for diagnostic in report.diagnostics:
        by_file.setdefault(diagnostic.location.file, []).append(diagnostic)
    root = etree.Element("testsuites")
    suite = etree.SubElement(
        root, "testsuite", name="edition validate", tests=str(len(by_file)), failures=str(report.invalid)
    )
    for file, diagnostics in by_file.items():
        _case(suite, file, diagnostics)
    text = etree.tostring(root, encoding="unicode", pretty_print=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'


def _case(suite: etree._Element, file: str, diagnostics: list[Diagnostic]) -> None:
    case = etree.SubElement(suite, "testcase", name=_safe(file), classname="edition.validate")
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if errors:
        failure = etree.SubElement(case, "failure", message=_safe(errors[0].message), type=errors[0].code)
        failure.text = _lines(errors)
    others = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.ERROR]
    if others:
        etree.SubElement(case, "system-out").text = _lines(others)


def _lines(diagnostics: list[Diagnostic]) -> str:
    return "\n".join(_safe(f"{d.location}: {d.severity}: {d.message} [{d.code}]") for d in diagnostics)


def _safe(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    return CONTROL.sub("\ufffd", text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
