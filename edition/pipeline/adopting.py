"""An orphaned TEI goes on as another source's: offered where the text is the same or nearly so, done when asked."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from os.path import isfile, samefile
from pathlib import Path

from edition.conventions import NOTHING_OWN
from edition.diagnostics import SourceError, UsageError
from edition.pipeline.conversion import tei_of
from edition.pipeline.editions import SOURCES, TEI, Edition, nearest_edition
from edition.readers import READERS
from edition.readers.files import Source, edition_sources, name_of_file, read_bytes, read_parts, shown
from edition.work.atomic import OutputError, make_folder
from edition.work.conflicts import conflicts_file
from edition.work.tei_files import BASE, Hand, base_of, hand_of_file
from edition.xml import TEI as NAMESPACE
from edition.xml import parse

# So much of all pairs of words must be in both texts for one to be another reading of the other.
_ALIKE = 0.5

Pairs = frozenset[tuple[str, str]]


def adopters(edition: Edition, tei: Path, sources: Sequence[Source]) -> tuple[str, ...]:
    """The sources, the best first, whose text is that of a TEI file or another reading of it.

    Those whose own TEI was edited by hand are none.
    """
    wanted = _pairs(_words_of_tei(tei))
    found: list[tuple[float, str]] = []
    for source in sources if wanted else ():
        if hand_of_file(tei_of(edition.folder / TEI, source)) in (Hand.EDITED, Hand.EDITOR):
            continue
        pairs = _pairs(_words_of_source(source))
        likeness = len(wanted & pairs) / len(wanted | pairs)
        if likeness >= _ALIKE:
            found.append((-likeness, shown(_place(source, edition.folder / SOURCES))))
    return tuple(place for _, place in sorted(found))


def adopt(old: Path, new: Path) -> tuple[Path, Path]:
    """Where an orphaned TEI lay and where it lies now, as the TEI of a source.

    Both may be paths or names. Raises `UsageError` where one is not what it should be.
    """
    edition = nearest_edition(old.absolute().parent if isfile(old) else Path().absolute())
    if edition is None:
        raise UsageError(f"{shown(old)}: lies in no edition; call adopt in the folder of edition.toml")
    sources = edition_sources(edition.folder / SOURCES)
    file, source = _orphan(edition, old, sources), _source(edition, new, sources)
    target = tei_of(edition.folder / TEI, source)
    if hand_of_file(target) in (Hand.EDITED, Hand.EDITOR):
        raise UsageError(f"{shown(target)}: was edited by hand itself; move it away first")
    make_folder(target.parent / BASE)
    try:
        # The TEI last: what is cut off on the way can be done again.
        for place in (conflicts_file, base_of):
            if isfile(place(file)):
                place(file).replace(place(target))
        file.replace(target)
    except OSError as error:
        raise OutputError(f"{shown(target)}: cannot be written: {error.strerror or error}") from error
    return file, target


def _orphan(edition: Edition, old: Path, sources: Sequence[Source]) -> Path:
    named = edition.folder / TEI / f"{old.name.removesuffix('.xml')}.xml"
    file = old if isfile(old) else named
    if not isfile(file):
        raise UsageError(f"{shown(old)}: there is no such TEI; OLD is a file in {TEI}/ or its name")
    if not samefile(file.parent, edition.folder / TEI):
        raise UsageError(f"{shown(file)}: does not lie in {shown(edition.folder / TEI)}")
    if any(source.name.casefold() == file.stem.casefold() for source in sources):
        raise UsageError(f"{shown(file)}: is no orphan, its source is there")
    return file


def _source(edition: Edition, new: Path, sources: Sequence[Source]) -> Source:
    root = edition.folder / SOURCES
    for source in sources:
        if new.exists() and samefile(_place(source, root), new):
            return source
    for source in sources:
        if source.name in (str(new), name_of_file(new)):
            return source
    raise UsageError(f"{shown(new)}: there is no such source; NEW is a source in {SOURCES}/ or its name")


def _place(source: Source, root: Path) -> Path:
    """The file of a source, or its folder of page files."""
    whole = root / source.path
    return whole if whole.exists() else source.files[0]


def _words_of_tei(file: Path) -> list[str]:
    from edition.work.merge.standoff import read_standoff

    try:
        text = parse(read_bytes(file), shown(file)).root.find(f"{{{NAMESPACE}}}text")
    except SourceError:
        return []
    if text is None:
        return []
    standoff = read_standoff(text)
    return list(_cut(standoff.text, standoff.words()))


def _cut(text: str, places: Sequence[int]) -> Iterator[str]:
    for start, end in pairwise((0, *places, len(text))):
        if start < end:
            yield text[start:end]


def _words_of_source(source: Source) -> list[str]:
    try:
        document, _ = READERS["text"](source.name, read_parts(source), NOTHING_OWN)
    except SourceError:
        return []
    return document.text.split()


def _pairs(words: Sequence[str]) -> Pairs:
    return frozenset(pairwise(("", *words))) if words else frozenset()
