"""How long `edition --help` takes, beside importing click alone: medians of ten.

python bench/startup.py
"""

import subprocess
import sys
from collections.abc import Sequence
from statistics import median
from time import perf_counter

RUNS = 10
GOAL = 3


def seconds(command: Sequence[str]) -> float:
    """The median time of ten runs."""
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(perf_counter() - start)
    return median(times)


def main() -> None:
    """Print both times and their quotient."""
    click = seconds([sys.executable, "-c", "import click"])
    edition = seconds([sys.executable, "-m", "edition", "--help"])
    print(f"import click: {click * 1000:.0f} ms; edition --help: {edition * 1000:.0f} ms")
    print(f"{edition / click:.2f} times as long (goal: under {GOAL})")


if __name__ == "__main__":
    main()
