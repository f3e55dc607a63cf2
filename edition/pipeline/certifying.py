"""What a build has made → its certificate: from the records of the run, so that nothing is hashed twice."""

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from edition import __version__
from edition.pipeline.run import Run
from edition.readers.files import Source, shown
from edition.work.certificate import Certificate, Certified, write_certificate
from edition.work.manifest import FOLDER, Record

# The code by which each step tells that words of the TEI are not in what it made.
_LOST = {"page": "render/lost", "pdf": "book/lost", "epub": "book/lost"}
_WHOLE = ("assets", "top", "index")


def certify(run: Run, sources: Sequence[Source]) -> None:
    """Write the certificate of what now stands."""
    records: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in run.manifest.used():
        records[record.name][record.step] = record
    made_of = {source.name: source for source in sources}
    documents = tuple(
        _certified(run, document, made_of.get(document.name), records[document.name])
        for document in run.made.documents
    )
    site: dict[str, str] = {}
    for step in _WHOLE:
        site |= _outputs(run, records[""].get(step))
    write_certificate(run.edition.output, Certificate(f"edition {__version__}", documents, site))


def _certified(run: Run, document: Source, source: Source | None, steps: Mapping[str, Record]) -> Certified:
    read = steps["read"].facts
    html = _outputs(run, steps.get("page"))
    for step in steps:
        if step.startswith("offer "):
            html |= _outputs(run, steps[step])
    added, certainty = read["added"], read["certainty"]
    assert isinstance(added, dict) and isinstance(certainty, dict)
    return Certified(
        document.name,
        _given(run, source.files if source else ()),
        _given(run, document.files),
        html,
        _outputs(run, steps.get("pdf")),
        _outputs(run, steps.get("epub")),
        dict(_verdicts(run, document, source, steps)),
        added,
        certainty,
    )


def _verdicts(
    run: Run, document: Source, source: Source | None, steps: Mapping[str, Record]
) -> list[tuple[str, str]]:
    readable = bool(steps["read"].facts["readable"])
    verdicts = []
    if source is not None:
        kept = "changed" if document.name in run.made.changed else "kept"
        verdicts.append(("source to TEI", kept if readable else "unreadable"))
    for step, code in _LOST.items():
        record = steps.get(step)
        if record is None or not record.outputs:
            continue
        lost = any(diagnostic.code == code for diagnostic in record.diagnostics)
        name = "HTML" if step == "page" else step.upper()
        verdicts.append((f"TEI to {name}", "lost" if lost else "kept" if readable else "stale"))
    return verdicts


def _outputs(run: Run, record: Record | None) -> dict[str, str]:
    """The files of a record that lie in the output, by their paths there."""
    output = os.path.relpath(run.edition.output, run.edition.folder)
    found = {}
    for path, (digest, _, _) in record.outputs.items() if record else ():
        if not path.startswith(f"{FOLDER}/"):
            found[Path(os.path.relpath(path, output)).as_posix()] = digest
    return found


def _given(run: Run, files: Sequence[Path]) -> dict[str, str]:
    root = run.edition.folder
    found = (
        (shown(Path(os.path.relpath(file, root)).as_posix()), run.inputs.hashes.of(file)) for file in files
    )
    return {path: digest for path, digest in found if digest}
