"""For GitHub: workflow commands, which it shows as annotations beside the lines."""

from collections.abc import Mapping

from edition.diagnostics import Diagnostic, Severity
from edition.report.model import Report, Style

COMMANDS: Mapping[Severity, str] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def write(report: Report, style: Style) -> str:
    """A command a line."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in report.diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    properties = {"file": place.file, "line": place.line, "col": place.column, "title": diagnostic.code}
    said = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value is not None)
    words = f"{diagnostic.message}\n{diagnostic.help}" if diagnostic.help else diagnostic.message
    return f"::{COMMANDS[diagnostic.severity]} {said}::{_words(words)}"


def _words(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode()  # a file name may hold what no UTF-8 can
    return whole.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _words(str(value)).replace(":", "%3A").replace(",", "%2C")
