"""Rendering on one core beside what lxml takes to parse and serialise the same files, by CPU time.

    python bench/render.py [--tei FOLDER] [--rounds N]

The whole way is measured: parse, render, look for every word again, fill the templates, write the
site, without a search index. Both sides run in this process, one after the other, in each round; the
multiple is that of the best rounds. Without `--tei` the library of 427 documents is converted first
(minutes), into `build/library-tei/`.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

from edition.convert import convert
from edition.settings import Settings, SourcePart
from edition.site import SiteSettings, build_site, render_document

LIBRARY = Path("build/library")
TEI = Path("build/library-tei")


def library_tei(sources: Path, output: Path) -> list[Path]:
    """The TEI of the library, converted where it is not there yet."""
    output.mkdir(parents=True, exist_ok=True)
    for source in sorted(sources.glob("*.txt")):
        target = output / f"{source.stem}.xml"
        if target.exists():
            continue
        made = convert(source.stem, (SourcePart(source.name, source.read_bytes()),), Settings())
        if made.tei is not None:
            target.write_bytes(made.tei)
    return sorted(output.glob("*.xml"))


def lxml_alone(files: Sequence[tuple[str, bytes]]) -> None:
    """Parse and serialise, as little as anyone can do with XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False, huge_tree=True)
    for _, data in files:
        etree.tostring(etree.fromstring(data, parser))


def site(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Make the whole site in a folder."""
    settings = SiteSettings(title="Library", documents=tuple(name for name, _ in files))
    documents = (render_document(name, data, settings) for name, data in files)
    build_site(documents, settings, folder)


def cpu(work: Callable[[], None]) -> float:
    """The seconds of CPU that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(files: Sequence[tuple[str, bytes]]) -> tuple[float, float]:
    """One round: lxml alone, then the whole site in a new folder."""
    with tempfile.TemporaryDirectory() as folder:
        return cpu(lambda: lxml_alone(files)), cpu(lambda: site(files, Path(folder)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tei", type=Path, help="folder of TEI files (default: the library, converted)")
    parser.add_argument("--rounds", type=int, default=3, help="how often both are measured (%(default)s)")
    options = parser.parse_args()
    paths = sorted(options.tei.glob("*.xml")) if options.tei else library_tei(LIBRARY, TEI)
    if not paths:
        parser.exit(2, "render.py: no TEI; run bench/library.py first, or name a folder\n")
    files = [(path.stem, path.read_bytes()) for path in paths]
    rounds = [measure(files) for _ in range(options.rounds)]
    alone, whole = (min(times) for times in zip(*rounds, strict=True))
    megabytes = sum(len(data) for _, data in files) / 1e6
    print(f"{len(files)} files, {megabytes:.1f} MB")
    print(f"lxml, parse and serialise: {alone:.2f} s")
    print(f"the whole site:            {whole:.2f} s ({whole / megabytes * 1000:.0f} ms a MB)")
    print(f"multiple:                  {whole / alone:.2f} (goal 4.7)")


if __name__ == "__main__":
    main()
