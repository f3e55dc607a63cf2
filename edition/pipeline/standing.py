"""Where each TEI file of an edition stands: edited, stale, in conflict, orphaned; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import Diagnostic, SourceError
from edition.pipeline.adopting import adopters
from edition.pipeline.build import gather
from edition.pipeline.conversion import open_conflicts, tei_of
from edition.pipeline.editions import SCHEMAS, TEI, Edition
from edition.pipeline.inputs import Inputs
from edition.readers.files import Source, read_bytes, shown, unreadable
from edition.work.fingerprints import Hashes
from edition.work.manifest import FOLDER, Manifest
from edition.work.tei_files import Hand, base_of, hand_of_file
from edition.xml import parse


@dataclass(frozen=True, slots=True)
class Standing:
    """One TEI file: whose it is, why it is stale (nothing: it is not), what is open or wrong.

    `adopters` are sources that an orphan's text would fit; `has_base` says whether it can be merged.
    """

    tei: Path
    hand: Hand
    stale: str = ""
    conflicts: tuple[Diagnostic, ...] = ()
    broken: tuple[Diagnostic, ...] = ()
    is_orphan: bool = False
    has_base: bool = True
    adopters: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What makes the status 1."""
        return (*self.conflicts, *self.broken)


def standings(edition: Edition) -> Iterator[Standing]:
    """Yield where each TEI file stands, or is missing, in the order of the documents."""
    materials = gather(edition.folder)
    hashes = Hashes(edition.folder / FOLDER / "hashes.json")
    manifest, inputs = Manifest(edition.folder, hashes.of), Inputs(edition, hashes)
    for source in materials.sources:
        file = tei_of(edition.folder / TEI, source)
        parts = inputs.conversion(source, edition.settings(source, f"../{SCHEMAS}"))
        hand = hand_of_file(file)
        why = manifest.why("convert", source.name, parts) if hand is not Hand.EDITOR else ""
        yield _standing(file, hand, "not yet converted" if hand is Hand.ABSENT else why)
    for own in materials.own:
        yield _standing(own.files[0], Hand.EDITOR, "")
    for orphan in materials.orphans:
        yield _orphan(edition, orphan, materials.sources)


def _orphan(edition: Edition, orphan: Source, sources: tuple[Source, ...]) -> Standing:
    file = orphan.files[0]
    hand = hand_of_file(file)
    fitting = adopters(edition, file, sources) if hand is Hand.EDITED else ()
    return Standing(
        file, hand, "", open_conflicts(file), _broken(file), True, base_of(file).is_file(), fitting
    )


def _standing(file: Path, hand: Hand, why: str) -> Standing:
    if hand is Hand.ABSENT:
        return Standing(file, hand, why)
    return Standing(file, hand, why, open_conflicts(file), _broken(file), has_base=base_of(file).is_file())


def _broken(file: Path) -> tuple[Diagnostic, ...]:
    try:
        parse(read_bytes(file), shown(file))
    except SourceError as error:
        return unreadable(error, file)
    return ()
