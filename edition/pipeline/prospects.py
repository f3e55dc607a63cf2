"""What a build would change in `tei/`: converted and merged in memory, and nothing written."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from edition.diagnostics import Diagnostic
from edition.pipeline.build import gather
from edition.pipeline.conversion import OnEdited, Prospect, prospects, tei_of
from edition.pipeline.editions import SCHEMAS, TEI, Edition
from edition.pipeline.inputs import Inputs
from edition.pipeline.run import Works
from edition.readers.files import shown
from edition.work.fingerprints import Hashes
from edition.work.manifest import FOLDER, Manifest
from edition.work.tei_files import Hand, base_of, bytes_of, hand_of_file


@dataclass(frozen=True, slots=True)
class Change:
    """A TEI file as it is and as a build would leave it (`None`: not there), and what would be told of it."""

    tei: Path
    before: bytes | None
    after: bytes | None
    diagnostics: tuple[Diagnostic, ...] = ()

    def lines(self) -> Iterator[str]:
        """The difference as lines of a unified diff; none where there is none."""
        if self.before == self.after:
            return
        old, new = (_lines(data) for data in (self.before, self.after))
        name = shown(self.tei)
        names = (
            name if self.before is not None else "/dev/null",
            name if self.after is not None else "/dev/null",
        )
        for line in unified_diff(old, new, *names, lineterm=""):
            yield line.rstrip("\n")


def changes(edition: Edition, works: Works) -> Iterator[Change]:
    """Yield each TEI file that a build would write, merge or remove, in the order of the documents."""
    materials = gather(edition.folder)
    hashes = Hashes(edition.folder / FOLDER / "hashes.json")
    manifest, inputs = Manifest(edition.folder, hashes.of), Inputs(edition, hashes)
    settings = {source.name: edition.settings(source, f"../{SCHEMAS}") for source in materials.sources}
    due = [
        source
        for source in materials.sources
        if manifest.why("convert", source.name, inputs.conversion(source, settings[source.name]))
        or hand_of_file(tei_of(edition.folder / TEI, source)) is Hand.ABSENT
    ]
    jobs = works.jobs_for(due)
    for prospect in prospects(
        due, edition.folder / TEI, lambda source: settings[source.name], jobs, works.progress, OnEdited.MERGE
    ):
        yield _change(prospect)
    for orphan in materials.orphans:
        file = orphan.files[0]
        if base_of(file).is_file() and hand_of_file(file) is Hand.CONVERTER:
            yield Change(file, bytes_of(file), None)


def _change(prospect: Prospect) -> Change:
    before = bytes_of(prospect.tei)
    return Change(prospect.tei, before, prospect.after(before), prospect.diagnostics())


def _lines(data: bytes | None) -> list[str]:
    return data.decode("utf-8", "replace").splitlines() if data is not None else []
