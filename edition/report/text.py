"""For people at a terminal: each diagnostic with its line, a caret under the culprit, and what to do."""

from collections.abc import Iterator, Mapping

import regex

from edition.diagnostics import Diagnostic, Severity
from edition.report.model import Report, Style

RED, YELLOW, DIM, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
COLOURS: Mapping[Severity, str] = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: ""}

# "<opener", "when", "&eacute;": what a caret points at, from its column on.
CULPRIT = regex.compile(r"</?[\w:.-]+|&[\w#.-]+;|[\w:.-]+|.")
# Escape sequences in a file or its name are not for the terminal to obey; half a character it cannot show.
CONTROL = regex.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def write(report: Report, style: Style) -> str:
    """A text for a terminal, the summary at its end."""
    blocks = ["\n".join(_block(diagnostic, report, style)) for diagnostic in report.diagnostics]
    if report.hidden:
        blocks.append(f"and {len(report.hidden):,} more (--max-diagnostics shows more of them)")
    if style.summary:
        blocks.append(summary(report))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def summary(report: Report) -> str:
    """One line that says how it went."""
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    skipped = f", {report.skipped} skipped" if report.skipped else ""
    if report.invalid:
        start = f"{report.invalid} of {_plural(report.files, 'file')} invalid{skipped}"
        return f"{start}: {_plural(errors, 'error')}, {_plural(warnings, 'warning')}"
    noted = f": {_plural(warnings, 'warning')}" if warnings else ""
    return f"{_plural(report.files, 'file')} valid{skipped}{noted}"


def _block(diagnostic: Diagnostic, report: Report, style: Style) -> Iterator[str]:
    def paint(text: str, colour: str) -> str:
        return f"{colour}{text}{PLAIN}" if style.colour and colour else text

    severity = paint(f"{diagnostic.severity}:", COLOURS[diagnostic.severity])
    code = paint(diagnostic.code, DIM)
    yield f"{_safe(str(diagnostic.location))}: {severity} {_safe(diagnostic.message)}   {code}"
    margin = " " * len(str(diagnostic.location.line or ""))
    excerpt = _excerpt(diagnostic, report, style.width)
    if excerpt is not None:
        line, caret = excerpt
        yield paint(f"{margin} |", DIM)
        yield f"{paint(f'{diagnostic.location.line} |', DIM)} {line}"
        if caret:
            indent, carets = caret.rstrip("^"), caret.lstrip()
            yield f"{paint(f'{margin} |', DIM)} {indent}{paint(carets, COLOURS[diagnostic.severity])}"
    if diagnostic.help:
        yield f"{margin} {paint('= help:', DIM)} {_safe(diagnostic.help)}"


def _excerpt(diagnostic: Diagnostic, report: Report, width: int) -> tuple[str, str] | None:
    """The line, cut to the width round its column, and the line of carets under it."""
    place = diagnostic.location
    line = report.excerpts.get((place.file, place.line)) if place.line is not None else None
    if line is None or not line.strip():
        return None
    at = (place.column or 1) - 1
    start = 0 if at < width * 2 // 3 else at - width // 3
    shown = _safe(line[start : start + width]).replace("\t", " ")
    before, after = "…" if start else "", "…" if len(line) > start + width else ""
    if place.column is None or at >= len(line):
        return before + shown + after, ""
    culprit = CULPRIT.match(line, at)
    length = min(len(culprit[0]) if culprit else 1, start + width - at)
    return before + shown + after, " " * (len(before) + at - start) + "^" * length


def culprit_length(diagnostic: Diagnostic, report: Report) -> int:
    """How many characters from its column on are at fault, on its line; 1 where the line is unknown."""
    place = diagnostic.location
    line = report.excerpts.get((place.file, place.line)) if place.line is not None else None
    culprit = CULPRIT.match(line, (place.column or 1) - 1) if line else None
    return len(culprit[0]) if culprit else 1


def _safe(text: str) -> str:
    return CONTROL.sub("\ufffd", text)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
