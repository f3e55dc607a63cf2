"""How fast sources are converted on one core, beside splitting the same text into words; peak memory.

    python bench/convert.py [--corpus FOLDER] [--runs N]

Pages are counted as the TEI counts them (`pb`). Each run does both, one after the other, so that
the multiple does not depend on what else the machine does; the medians are given. Memory is the
largest volume's, in a process of its own.
"""

import argparse
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import process_time

import regex

from edition.convert import convert
from edition.settings import Settings, SourcePart

CORPUS = Path("../shared/corpus/pentagon-papers")
GOAL = 44

# What "splitting into words" is: each run of letters and digits.
WORD = regex.compile(r"\w+")


def seconds_to_convert(volumes: Sequence[SourcePart]) -> tuple[float, int]:
    """CPU time to convert every volume, and how many pages came of it."""
    start, pages = process_time(), 0
    for volume in volumes:
        result = convert(Path(volume.file).stem, (volume,), Settings())
        if result.tei is None:
            raise SystemExit(f"convert.py: {volume.file} was not converted: {result.diagnostics}")
        pages += result.tei.count(b"<pb")
    return process_time() - start, pages


def seconds_to_split(texts: Sequence[str]) -> float:
    """CPU time to split every text into words."""
    start = process_time()
    for text in texts:
        WORD.findall(text)
    return process_time() - start


def megabytes_for(volume: Path) -> float:
    """Peak memory of a process that converts one volume, start-up included."""
    command = [sys.executable, __file__, "--memory-of", str(volume)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def convert_and_weigh(volume: Path) -> float:
    """Peak memory of this process after it has converted a volume, in megabytes."""
    seconds_to_convert([SourcePart(volume.name, volume.read_bytes())])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(corpus: Path, runs: int) -> None:
    """Print the figures."""
    files = sorted(corpus.glob("*.txt"))
    volumes = [SourcePart(file.name, file.read_bytes()) for file in files]
    texts = [volume.data.decode("utf-8-sig") for volume in volumes]
    # Tables and word lists are loaded once a process: not in the figure.
    seconds_to_convert([SourcePart("warm.txt", texts[0][:20_000].encode())])
    timed = [(seconds_to_convert(volumes), seconds_to_split(texts)) for _ in range(runs)]
    seconds = median(converted for (converted, _), _ in timed)
    multiple = median(converted / split for (converted, _), split in timed)
    pages = timed[0][0][1]
    largest = max(files, key=lambda file: file.stat().st_size)
    print(f"{len(files)} volumes, {pages} pages, {sum(map(len, texts)):,} characters; medians of {runs}")
    print(f"converted in {seconds:.2f} s: {pages / seconds:.0f} pages a second on one core")
    print(f"{multiple:.1f} times as long as splitting into words (goal: at most {GOAL})")
    print(f"peak memory for {largest.name}: {megabytes_for(largest):.0f} MB (goal: below 400)")


def main() -> None:
    """Measure, or weigh one volume for a process that measures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the volumes (%(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="how often to measure (%(default)s)")
    parser.add_argument("--memory-of", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.memory_of:
        print(convert_and_weigh(options.memory_of))
        return
    if not any(options.corpus.glob("*.txt")):
        parser.exit(2, f"convert.py: no volume in {options.corpus}\n")
    measure(options.corpus, options.runs)


if __name__ == "__main__":
    main()
