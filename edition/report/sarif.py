"""For code scanning: SARIF 2.1.0."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from edition import __version__
from edition.diagnostics import Diagnostic, Severity
from edition.report.codes import known_code
from edition.report.model import Report, Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def write(report: Report, style: Style) -> str:
    """A log of one run."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    driver = {
        "name": "edition",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in report.diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(code: str) -> dict[str, object]:
    known = known_code(code)
    return {"id": code, "fullDescription": {"text": known.meaning}} if known else {"id": code}


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, object]:
    place = diagnostic.location
    address = quote(place.file.encode("utf-8", "surrogateescape").replace(b"\\", b"/"), safe="/")
    physical: dict[str, object] = {"artifactLocation": {"uri": address}}
    if place.line is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        physical["region"] = region
    words = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": words},
        "locations": [{"physicalLocation": physical}],
    }
