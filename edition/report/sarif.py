"""For code scanning: SARIF 2.1.0."""

import json
from collections.abc import Mapping
from urllib.parse import quote

from edition import __version__
from edition.diagnostics import Diagnostic, Fix, Severity
from edition.report.codes import Code, known_code
from edition.report.model import Report, Style
from edition.report.text import culprit_length

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
        "results": [_result(each, codes.index(each.code), report) for each in report.diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(code: str) -> dict[str, object]:
    known = known_code(code)
    if known is None:
        return {"id": code}
    first = known.meaning.partition(". ")[0].rstrip(".")
    return {
        "id": code,
        "shortDescription": {"text": f"{first}."},
        "fullDescription": {"text": known.meaning},
        "help": {"text": known.explained(), "markdown": _markdown(known)},
    }


def _markdown(code: Code) -> str:
    examples = (("Wrong", code.wrong), ("Right", code.right))
    shown = (f"\n\n{title}:\n\n```xml\n{example}\n```" for title, example in examples if example)
    return code.meaning.replace("<", "&lt;") + "".join(shown)


def _fix(fix: Fix, artifact: dict[str, object]) -> dict[str, object]:
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.start[0],
                "startColumn": edit.start[1],
                "endLine": edit.end[0],
                "endColumn": edit.end[1],
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    changes = [{"artifactLocation": artifact, "replacements": replacements}]
    return {"description": {"text": fix.description}, "artifactChanges": changes}


def _result(diagnostic: Diagnostic, rule: int, report: Report) -> dict[str, object]:
    place = diagnostic.location
    address = quote(place.file.encode("utf-8", "surrogateescape").replace(b"\\", b"/"), safe="/")
    artifact: dict[str, object] = {"uri": address}
    physical: dict[str, object] = {"artifactLocation": artifact}
    if place.line is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
            region["endColumn"] = place.column + culprit_length(diagnostic, report)
        physical["region"] = region
    words = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": words},
        "locations": [{"physicalLocation": physical}],
    }
    return {**result, "fixes": [_fix(diagnostic.fix, artifact)]} if diagnostic.fix else result
