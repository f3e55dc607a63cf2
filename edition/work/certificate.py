"""The certificate of a build: what was made of what, by hash, and the law-1 checks between; held against files later.

It lies in the output as `certificate.json`. Paths of sources and TEI begin at the edition, those of what
was made at the output, so that it holds wherever the folders are taken.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.work.atomic import write_changed

FILE = "certificate.json"
VERSION = 1

Hashes = Mapping[str, str]
"""Files by path, each with its SHA-256."""


@dataclass(frozen=True, slots=True)
class Certified:
    """One document: the hashes of its files, whether words were lost on the way, what the edition added.

    `law1` has a verdict (`kept`, `changed`, `lost`, `stale`) for each step from the source on; `added` counts
    by element what the edition put in, `certainty` its proposals by how sure it is of them.
    """

    name: str
    sources: Hashes
    tei: Hashes
    html: Hashes
    pdf: Hashes
    epub: Hashes
    law1: Mapping[str, str]
    added: Mapping[str, int]
    certainty: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """All documents of a build, and what belongs to the site as a whole; `program` is what made it."""

    program: str
    documents: tuple[Certified, ...] = ()
    site: Hashes = field(default_factory=dict)


def write_certificate(output: Path, certificate: Certificate) -> None:
    """Nothing; the certificate then lies in the output, sealed with the hash of what it says."""
    said = {"version": VERSION, **asdict(certificate)}
    written = json.dumps({**said, "seal": _seal(said)}, ensure_ascii=False, indent=1, sort_keys=True)
    write_changed(output / FILE, written.encode("utf-8", "surrogatepass") + b"\n")


def verify(edition: Path, output: Path) -> Iterator[Diagnostic]:
    """Yield what was altered since the certificate was written: an error for each file.

    Where sources and TEI are not at hand at all, the output alone is checked, and that is told.
    Raises `UsageError` where there is no certificate.
    """
    file = output / FILE
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        assert isinstance(said, dict)
        seal = said.pop("seal", None)
        entries = _entries(said)
    except FileNotFoundError as error:
        raise UsageError(f"{output}: there is no {FILE}; a build writes one") from error
    except (OSError, ValueError, AssertionError, KeyError, TypeError, AttributeError):
        yield _fault(file, "verify/altered", "the certificate itself is not as it was written")
        return
    if seal != _seal(said):
        yield _fault(file, "verify/altered", "the certificate itself is not as it was written")
    has_edition = (edition / "sources").is_dir() or (edition / "tei").is_dir()
    if not has_edition:
        message = "sources and TEI are not here: what was made of them is checked alone"
        yield Diagnostic(Severity.INFO, Location(str(edition)), "verify/partial", message)
    for kind, path, expected in entries:
        if kind == "made" or has_edition:
            yield from _held((output if kind == "made" else edition) / path, expected)
    yield from _unknown(output, {path for kind, path, _ in entries if kind == "made"})


def _entries(said: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Kind, path and hash of each file that a certificate names."""
    found: list[tuple[str, str, str]] = []
    documents, site = said["documents"], said["site"]
    assert isinstance(documents, list) and isinstance(site, dict)
    for document in documents:
        for key in ("sources", "tei", "html", "pdf", "epub"):
            kind = "given" if key in ("sources", "tei") else "made"
            found.extend((kind, str(path), str(expected)) for path, expected in document[key].items())
    found.extend(("made", str(path), str(expected)) for path, expected in site.items())
    return found


def _held(file: Path, expected: str) -> Iterator[Diagnostic]:
    try:
        digest = sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        yield _fault(file, "verify/gone", "is gone")
        return
    except OSError as error:
        yield _fault(file, "verify/altered", f"cannot be read: {error.strerror or error}")
        return
    if digest != expected:
        yield _fault(
            file, "verify/altered", "is not what the build made or was made of: it was altered since"
        )


def _unknown(output: Path, known: set[str]) -> Iterator[Diagnostic]:
    """Pages that nobody certified: a reader cannot tell them from ours."""
    for file in sorted((output / "site").rglob("*.html")):
        if file.relative_to(output).as_posix() not in known:
            message = "is not in the certificate: no build of this edition made it"
            yield Diagnostic(Severity.WARNING, Location(str(file)), "verify/unknown", message)


def _fault(file: Path, code: str, message: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, Location(str(file)), code, message)


def _seal(said: Mapping[str, object]) -> str:
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
