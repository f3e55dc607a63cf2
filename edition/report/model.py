"""What a run found, as every format reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from edition.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """The diagnostics of a run over some files.

    `files` counts those that were looked at, `skipped` those that were none of ours; `excerpts` holds
    lines of the files by name and number, as far as somebody may want to see them; `names` are the
    files looked at, for formats that list the good ones too; `hidden` are more than anybody wanted to see.
    """

    files: int
    skipped: int
    diagnostics: tuple[Diagnostic, ...]
    excerpts: Mapping[tuple[str, int], str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    hidden: tuple[Diagnostic, ...] = ()

    def limited(self, most: int | None) -> "Report":
        """The same with so many diagnostics at most; the hidden ones are still counted."""
        if most is None or len(self.diagnostics) <= most:
            return self
        return replace(self, diagnostics=self.diagnostics[:most], hidden=self.diagnostics[most:])

    def count(self, severity: Severity) -> int:
        """How many diagnostics are as grave as that."""
        return sum(diagnostic.severity is severity for diagnostic in (*self.diagnostics, *self.hidden))

    @property
    def invalid(self) -> int:
        """How many files have an error."""
        everything = (*self.diagnostics, *self.hidden)
        return len({d.location.file for d in everything if d.severity is Severity.ERROR})

    def status(self, strict: bool = False) -> int:
        """The exit status: 1 where there is an error, or, strictly, a warning."""
        grave = self.count(Severity.ERROR) or (strict and self.count(Severity.WARNING))
        return 1 if grave else 0


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is to look: `colour` for terminals, `width` in characters, `summary` at its end."""

    colour: bool = False
    width: int = 100
    summary: bool = True
