"""Diagnostics to what people, programs and CI services read: one file a format, one table."""

from collections.abc import Callable, Mapping
from importlib import import_module

from edition.report.model import Report, Style

__all__ = ["FORMATS", "Format", "Report", "Style"]

Format = Callable[[Report, Style], str]


def _format(name: str) -> Format:
    def write(report: Report, style: Style) -> str:
        writer: Format = import_module(f"edition.report.{name}").write
        return writer(report, style)

    return write


# Loaded when called: most runs want one of them.
FORMATS: Mapping[str, Format] = {
    "text": _format("text"),
    "json": _format("json_object"),
    "sarif": _format("sarif"),
    "github": _format("github"),
    "gitlab": _format("gitlab"),
    "junit": _format("junit"),
}
