"""For GitLab: a Code Quality report."""

import json
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256

from edition.diagnostics import Diagnostic, Severity
from edition.report.model import Report, Style

SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def write(report: Report, style: Style) -> str:
    """A JSON list; the fingerprints stay with a fault when lines move."""
    seen: Counter[tuple[str, str, str]] = Counter()
    entries = []
    for diagnostic in report.diagnostics:
        key = (diagnostic.location.file, diagnostic.code, diagnostic.message)
        entries.append(_entry(diagnostic, seen[key]))
        seen[key] += 1
    return json.dumps(entries, indent=1) + "\n"


def _entry(diagnostic: Diagnostic, number: int) -> dict[str, object]:
    place = diagnostic.location
    identity = "\0".join((place.file, diagnostic.code, diagnostic.message, str(number)))
    return {
        "description": diagnostic.message,
        "check_name": diagnostic.code,
        "fingerprint": sha256(identity.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": SEVERITIES[diagnostic.severity],
        "location": {"path": place.file, "lines": {"begin": place.line or 1}},
    }
