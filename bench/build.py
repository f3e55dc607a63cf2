"""How long a build of the library takes: from nothing, when nothing changed, when one page did.

    python bench/build.py [--corpus FOLDER] [--edition FOLDER] [--pdf]

Seconds on the clock, and of the processor, which is what counts where other work runs beside it; memory is that
of the largest process. Wanted: 1 s when nothing changed, 1.5 s when one page did, and 8 s more for the index.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from library import CORPUS, write_library

EDITION = Path("build/library-edition")
SETTLED = 3.0  # seconds after which a file's time can be trusted


def build(folder: Path, *options: str) -> tuple[float, float, float]:
    """Seconds on the clock and of the processor, and the largest process so far in MB."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-m", "edition", "build", str(folder), "--quiet", *options]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, used, after.ru_maxrss / 1024


def lay(corpus: Path, folder: Path, formats: str) -> None:
    """An edition of the library, with nothing made of it."""
    shutil.rmtree(folder, ignore_errors=True)
    write_library(corpus, folder / "sources")
    said = f'[edition]\ntitle = "The library"\ndate = "2026-01-15"\n[build]\nformats = [{formats}]\n'
    (folder / "edition.toml").write_text(said, encoding="utf-8")


def change_one_page(folder: Path) -> None:
    """Another word in one document."""
    file = sorted((folder / "sources").glob("*.txt"))[100]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(" the ", " thee ", 1), encoding="utf-8")


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the ten volumes (%(default)s)")
    parser.add_argument("--edition", type=Path, default=EDITION, help="folder to build in (%(default)s)")
    parser.add_argument("--pdf", action="store_true", help="make the PDFs too")
    options = parser.parse_args()
    if not any(options.corpus.glob("*.txt")):
        parser.exit(2, f"build.py: no volume in {options.corpus}\n")
    lay(options.corpus, options.edition, '"site", "pdf"' if options.pdf else '"site"')
    for what in ("from nothing", "nothing changed", "one page changed"):
        if what == "one page changed":
            change_one_page(options.edition)
        seconds, used, memory = build(options.edition)
        load = os.getloadavg()[0]
        print(
            f"{what:<17} {seconds:7.2f} s, processor {used:7.2f} s, memory {memory:6.0f} MB, load {load:.1f}"
        )
        time.sleep(SETTLED)


if __name__ == "__main__":
    main()
