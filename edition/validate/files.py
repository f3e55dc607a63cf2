"""Which files are checked: those named, and the XML in the folders named."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.xml import TEI

# What TEI was before it had a namespace (P4) called its roots.
ROOTS = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"})
PASSED_OVER = frozenset({"node_modules"})


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to check, as its path was given; `named` where it was named itself, not found in a folder."""

    file: str
    named: bool


def tei_files(paths: Sequence[str | Path]) -> tuple[list[NamedFile], list[Diagnostic]]:
    """The files to check, in order, and a fault for each missing path; `UsageError` if there are none."""
    found: dict[str, NamedFile] = {}
    faults: list[Diagnostic] = []
    for path in map(str, paths):
        if path != "-" and not os.path.exists(path):
            faults.append(_missing(path))
        elif os.path.isdir(path):
            inside = [NamedFile(file, False) for file in xml_files(path)]
            if not inside:
                raise UsageError(f"{path}: no XML in this folder")
            found.update((named.file, found.get(named.file, named)) for named in inside)
        else:
            found[path] = NamedFile(path, True)
    if not found:
        raise UsageError("; ".join(f"{fault.location.file}: {fault.message}" for fault in faults))
    return list(found.values()), faults


def read(named: NamedFile) -> bytes | Diagnostic:
    """The bytes of a file, read once; a fault where it cannot be read."""
    try:
        return sys.stdin.buffer.read() if named.file == "-" else Path(named.file).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        return Diagnostic(Severity.ERROR, Location(named.file), "file/unreadable", reason.lower())


def is_tei(root: etree._Element) -> bool:
    """Whether a root is TEI: in its namespace, or called as TEI's roots are."""
    name = etree.QName(root)
    return name.namespace == TEI or name.localname in ROOTS


def xml_files(folder: str) -> Iterator[str]:
    """The XML of a folder, hidden and made ones passed over, in order."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _passed_over(here, name))
        for name in sorted(files):
            if name.lower().endswith(".xml") and not name.startswith("."):
                yield os.path.join(here, name)


def _passed_over(here: str, name: str) -> bool:
    # `build` is output where an edition lies beside it, and anybody's folder elsewhere.
    return (
        name.startswith(".")
        or name in PASSED_OVER
        or os.path.islink(os.path.join(here, name))
        or (name == "build" and os.path.isfile(os.path.join(here, "edition.toml")))
    )


def _missing(path: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, Location(path), "file/missing", "no such file or folder")
