"""How fast a volume is printed, beside tagged WeasyPrint and a bare Typst compile of the same text.

    python bench/books.py [TEI] [--pages N] [--runs N]

TEI is a volume of about 150 source pages (by default one of the Pentagon Papers, converted here). Each
contender runs in a process of its own, start-up included, one after the other, N times; the best counts.
`ours` is `edition pdf`: it reads TEI, sets it, compiles to UA-1 and A-3a and looks for every word in the PDF.
`typst` compiles the very source that `ours` made to the same standards, words unsought. `weasyprint` prints
the site's HTML of the same text as tagged PDF/UA-1. `epub` is `edition epub`. Memory is the peak of a process.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

VOLUME = Path("../shared/corpus/pentagon-papers/Pentagon-Papers-Part-IV-C-1.txt")
DAY = date(2026, 1, 1)

TYPST = """
import sys, typst
from datetime import datetime, timezone
typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3], ignore_system_fonts=True, format="pdf",
    pdf_standards=["ua-1", "a-3a"], timestamp=datetime(2026, 1, 1, tzinfo=timezone.utc))
"""
WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1", pdf_tags=True)
"""


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and megabytes at the peak that a command took."""
    wrapper = (
        "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, "
        "stderr=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)"
    )
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", wrapper, *command], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{' '.join(command)[:120]} failed")
    return seconds, int(done.stdout) / (1024 if sys.platform != "darwin" else 1024**2)


def source_pages(tei: bytes) -> int:
    """How many pages of the source a TEI has."""
    return tei.count(b"<pb ") + tei.count(b"<pb/>")


def repeated(tei: bytes, pages: int) -> bytes:
    """The TEI with its body repeated until it has so many pages; ids that repeat are dropped."""
    head, begin, rest = tei.partition(b"<body>")
    body, end, tail = rest.rpartition(b"</body>")
    times = -(-pages // max(1, source_pages(tei)))
    again = body.replace(b' xml:id="', b' n-id="')
    return (
        head + begin + b"<div>" + body + b"</div>" + (b"<div>" + again + b"</div>") * (times - 1) + end + tail
    )


def prepare(tei: bytes, folder: Path) -> dict[str, list[str]]:
    """The command of each contender; what they read is written into the folder."""
    from edition.book.press import _templates
    from edition.book.settings import BookSettings
    from edition.book.typst import manuscript
    from edition.site import SiteSettings, render_document
    from edition.xml import parse

    (folder / "volume.xml").write_bytes(tei)
    script = manuscript(parse(tei, "volume.xml").root, "volume", BookSettings(), DAY)
    (folder / "source.xml").write_bytes(tei)
    (folder / "main.typ").write_text(script.source, encoding="utf-8")
    for name, data in _templates(None).items():
        (folder / name).write_bytes(data)
    pages = [
        html.decode()
        for name, html in render_document("volume", tei, SiteSettings()).pages
        if name.endswith(".html")
    ]
    texts = [page[page.find("<article") : page.rfind("</article>")] for page in pages if "<article" in page]
    style = ".ed-unseen, .ed-why, .fw, .surplus, .pc, .source, .lb { display: none }"
    (folder / "volume.html").write_text(
        f'<html lang="en"><head><title>Volume</title><style>{style}</style></head><body>{"".join(texts)}</body></html>',
        encoding="utf-8",
    )
    edition = [sys.executable, "-m", "edition"]
    commands = {
        "ours": [*edition, "pdf", str(folder / "volume.xml"), "--output", str(folder / "pdf"), "--jobs", "1"],
        "typst": [sys.executable, "-c", TYPST, *map(str, (folder / "main.typ", folder / "bare.pdf", folder))],
        "epub": [
            *edition,
            "epub",
            str(folder / "volume.xml"),
            "--output",
            str(folder / "epub"),
            "--jobs",
            "1",
        ],
    }
    if find_spec("weasyprint"):
        files = (folder / "volume.html", folder / "weasy.pdf")
        commands["weasyprint"] = [sys.executable, "-c", WEASYPRINT, *map(str, files)]
    return commands


def converted(volume: Path) -> bytes:
    """The TEI of a volume of OCR text."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "edition", "convert", str(volume), "--output", folder, "--quiet"]
        subprocess.run(command, check=True, capture_output=True)
        return next(Path(folder).glob("*.xml")).read_bytes()


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tei", nargs="?", type=Path, help="a TEI file (default: a volume converted here)")
    parser.add_argument("--pages", type=int, help="repeat the text until it has so many pages")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, the best counts (%(default)s)")
    parser.add_argument("--only", help="one contender alone")
    options = parser.parse_args()
    tei = options.tei.read_bytes() if options.tei else converted(VOLUME)
    tei = repeated(tei, options.pages) if options.pages else tei
    with tempfile.TemporaryDirectory() as folder:
        commands = prepare(tei, Path(folder))
        print(f"{source_pages(tei)} source pages, {len(tei) / 1e6:.2f} MB of TEI")
        best: dict[str, float] = {}
        for name, command in commands.items():
            if options.only and name != options.only:
                continue
            runs = [timed(command) for _ in range(options.runs)]
            best[name] = min(seconds for seconds, _ in runs)
            print(f"{name:11} {best[name]:7.2f} s {max(memory for _, memory in runs):7.0f} MB")
    for name, sense in (("typst", "ours / bare Typst"), ("weasyprint", "WeasyPrint / ours")):
        if {"ours", name} <= set(best):
            ratio = best["ours"] / best[name] if name == "typst" else best[name] / best["ours"]
            print(f"{sense:19} {ratio:6.2f} x")


if __name__ == "__main__":
    main()
