"""For programs: one JSON object, as `docs/commands.md` gives it."""

import json

from edition.diagnostics import Diagnostic, Severity
from edition.report.model import Report, Style

VERSION = 1


def write(report: Report, style: Style) -> str:
    """The object, a line feed at its end."""
    whole = {
        "version": VERSION,
        "files": report.files,
        "skipped": report.skipped,
        "invalid": report.invalid,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "diagnostics": [_object(diagnostic) for diagnostic in report.diagnostics],
    }
    # A file name may hold what no UTF-8 can: then, and only then, escapes.
    text = json.dumps(whole, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def _object(diagnostic: Diagnostic) -> dict[str, str | int | None]:
    place = diagnostic.location
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "element": diagnostic.element,
        "message": diagnostic.message,
        "help": diagnostic.help,
    }
