"""What was made of what: a record of every step, written as the step is done, so that only what changed is made again.

It lies in the hidden folder `.edition` of an edition, as lines of JSON: one is added for each step, so
that a build that was cut off goes on where it was.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity
from edition.work.atomic import OutputError, make_folder, write_whole

FOLDER = ".edition"
FORM = 1

Parts = Mapping[str, str]
"""What a step depends on, in words an editor knows, each with its fingerprint."""


@dataclass(frozen=True, slots=True)
class Record:
    """A step that was done for a document (or for the whole: no name).

    `outputs` are paths relative to the edition, each with its SHA-256, size and time; `facts` are what
    later steps need to know.
    """

    step: str
    name: str
    parts: Parts
    outputs: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


class Manifest:
    """The records of an edition; what this run has used or made is told from what was left by others."""

    def __init__(self, edition: Path, hash_of: Callable[[Path], str | None]) -> None:
        self.folder = edition / FOLDER
        self._edition = edition
        self._hash_of = hash_of
        self._records: dict[tuple[str, str], Record] = {}
        self._used: set[tuple[str, str]] = set()
        self._superseded: set[str] = set()  # outputs of steps that were done again since
        self.was_cut_off = False
        self._read()

    @property
    def file(self) -> Path:
        """Where the records lie."""
        return self.folder / "manifest.jsonl"

    def current(self, step: str, name: str, parts: Parts) -> Record | None:
        """The record of a step that need not be done again; it counts as used."""
        record = self._records.get((step, name))
        if record is None or self.why(step, name, parts):
            return None
        self._used.add((step, name))
        return record

    def why(self, step: str, name: str, parts: Parts) -> str:
        """Why a step must be done, in words; nothing where it need not."""
        record = self._records.get((step, name))
        if record is None:
            return "never made"
        changed = [part for part in parts if record.parts.get(part) != parts[part]]
        changed += [part for part in record.parts if part not in parts]
        if changed:
            return f"changed: {', '.join(changed)}"
        for path, (_, size, when) in record.outputs.items():
            try:
                state = os.stat(self._edition / path)
            except OSError:
                return f"gone: {path}"
            if (state.st_size, state.st_mtime_ns) != (size, when):
                return f"altered: {path}"
        return ""

    def record(
        self,
        step: str,
        name: str,
        parts: Parts,
        outputs: Iterable[Path] = (),
        diagnostics: Sequence[Diagnostic] = (),
        facts: Mapping[str, object] | None = None,
    ) -> Record:
        """The record of a step that was done, its outputs written; it is on disk when this returns."""
        made = {self._path(file): self._state(file) for file in outputs}
        record = Record(step, name, parts, made, tuple(diagnostics), facts or {})
        self._add(record)
        self._used.add((step, name))
        try:
            with self.file.open("ab") as stream:
                stream.write(self._line(record))
        except OSError as error:
            raise OutputError(f"{self.file}: cannot be written: {error.strerror or error}") from error
        return record

    def keep(self, step: str, name: str) -> None:
        """Nothing; what a step made stays, whatever it depends on."""
        if (step, name) in self._records:
            self._used.add((step, name))

    def used(self) -> tuple[Record, ...]:
        """The records of this run, by document and step."""
        return tuple(self._records[key] for key in sorted(self._used, key=lambda key: key[::-1]))

    def orphaned(self) -> tuple[Path, ...]:
        """The outputs of steps that this run had no use for, and that are no outputs of others."""
        kept = {path for key in self._used for path in self._records[key].outputs}
        known = {path for record in self._records.values() for path in record.outputs}
        return tuple(self._edition / path for path in sorted((known | self._superseded) - kept))

    def begin(self) -> None:
        """Nothing; records can then be added, and until `finish` this run counts as cut off."""
        make_folder(self.folder)
        write_whole(self.folder / ".gitignore", b"*\n")
        if not self.file.exists():
            write_whole(self.file, self._head())
        write_whole(self.folder / "running", b"")

    def finish(self) -> None:
        """Nothing; the records of this run alone are then kept."""
        lines = [self._line(record) for record in self.used()]
        write_whole(self.file, b"".join([self._head(), *lines]))
        (self.folder / "running").unlink(missing_ok=True)

    def _add(self, record: Record) -> None:
        """Keep a record, in the place of an older one of the same step."""
        older = self._records.get((record.step, record.name))
        self._superseded.update(older.outputs if older else ())
        self._records[record.step, record.name] = record

    def _head(self) -> bytes:
        return json.dumps({"edition": "manifest", "form": FORM}).encode() + b"\n"

    def _read(self) -> None:
        self.was_cut_off = (self.folder / "running").exists()
        try:
            lines = self.file.read_bytes().split(b"\n")
            if json.loads(lines[0]) != json.loads(self._head()):
                return
        except (OSError, ValueError):
            return
        for line in lines[1:]:
            # The last line of a run that was cut off may be torn.
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                self._add(self._record(json.loads(line)))

    def _line(self, record: Record) -> bytes:
        written = {
            "step": record.step,
            "name": record.name,
            "parts": dict(record.parts),
            "outputs": {path: list(state) for path, state in record.outputs.items()},
            "diagnostics": [self._written(diagnostic) for diagnostic in record.diagnostics],
            "facts": dict(record.facts),
        }
        return json.dumps(written).encode() + b"\n"

    def _record(self, written: Mapping[str, object]) -> Record:
        outputs, diagnostics, facts, parts = (
            written[key] for key in ("outputs", "diagnostics", "facts", "parts")
        )
        assert isinstance(outputs, dict) and isinstance(diagnostics, list)
        assert isinstance(facts, dict) and isinstance(parts, dict)
        return Record(
            str(written["step"]),
            str(written["name"]),
            parts,
            {str(path): (str(state[0]), int(state[1]), int(state[2])) for path, state in outputs.items()},
            tuple(self._diagnostic(each) for each in diagnostics),
            facts,
        )

    def _written(self, diagnostic: Diagnostic) -> list[object]:
        place = diagnostic.location
        file = self._path(Path(place.file))
        told = [diagnostic.severity.value, file, place.line, place.column, diagnostic.code]
        return [*told, diagnostic.message, diagnostic.help, diagnostic.element]

    def _diagnostic(self, written: Sequence[str]) -> Diagnostic:
        severity, file, line, column, code, message, remedy, element = written
        place = Location(str(self._edition / file), line, column)  # type: ignore[arg-type]  # as written
        return Diagnostic(Severity(severity), place, code, message, remedy, element)

    def _path(self, file: Path) -> str:
        """A path as seen from the edition, so that records hold wherever it is moved or called from."""
        return os.path.relpath(file, self._edition)

    def _state(self, file: Path) -> tuple[str, int, int]:
        state = file.stat()
        return (self._hash_of(file) or "", state.st_size, state.st_mtime_ns)
