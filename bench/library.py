"""The library that all figures are measured on: ten volumes cut into documents of 20 pages, 427 in all.

    python bench/library.py [--corpus FOLDER] [--output FOLDER]

The volumes are cut at their page starts and the pieces repeated under new names until there are
427. The cut is made here, by one pattern, so that the library stays the same while the
product's own table of page marks gets better.
"""

import argparse
from collections.abc import Iterator
from itertools import cycle, islice, pairwise
from pathlib import Path

import regex

CORPUS = Path("../shared/corpus/pentagon-papers")
LIBRARY = Path("build/library")
DOCUMENTS = 427
PAGES = 20

# "Declassified per Executive Order 13526. Section 3.3", also "Declassified pcr Executive Ordcr".
PAGE_START = regex.compile(r"^[^\w\n]*declassified p\w\w execut\w+ ord", regex.MULTILINE | regex.IGNORECASE)


def pieces(volume: str) -> Iterator[str]:
    """Yield a volume's text, all of it, in pieces of 20 pages."""
    starts = [match.start() for match in PAGE_START.finditer(volume)]
    cuts = [0, *starts[PAGES::PAGES], len(volume)]
    for start, end in pairwise(cuts):
        yield volume[start:end]


def library(corpus: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of each of the 427 documents."""
    volumes = sorted(corpus.glob("*.txt"))
    cut = [piece for volume in volumes for piece in pieces(volume.read_text(encoding="utf-8-sig"))]
    for number, text in enumerate(islice(cycle(cut), DOCUMENTS), start=1):
        yield f"library-{number:03}", text


def write_library(corpus: Path, output: Path) -> int:
    """How many documents were written to the folder."""
    output.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, text in library(corpus):
        (output / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        written += 1
    return written


def main() -> None:
    """Write the library and say where."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the ten volumes (%(default)s)")
    parser.add_argument("--output", type=Path, default=LIBRARY, help="folder to write to (%(default)s)")
    options = parser.parse_args()
    if not any(options.corpus.glob("*.txt")):
        parser.exit(2, f"library.py: no volume in {options.corpus}\n")
    print(f"{write_library(options.corpus, options.output)} documents in {options.output}")


if __name__ == "__main__":
    main()
