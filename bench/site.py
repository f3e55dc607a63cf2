"""What a site of any TEI weighs and whether it holds: words lost, links, weight of pages, search index.

    python bench/site.py FOLDER [--keep FOLDER]

`FOLDER` is searched for TEI files. Where `html-validate` (npm) is on the PATH it judges every page.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from edition.site import SiteSettings, build_site, render_document, searchable
from edition.site.frame import ASSETS
from edition.site.search import INDEX

ADDRESS = "https://example.org/edition"

# What the page is allowed to weigh: twice the bytes of its text, and this.
ALLOWANCE = 20_000


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its bytes, those of its text, its links and the places that links can lead to."""

    size: int
    text: int
    links: tuple[str, ...]
    anchors: frozenset[str]


def pages(site: Path) -> Mapping[Path, Page]:
    """Every page of a site, by its file."""
    return {path.resolve(): _page(path) for path in sorted(site.rglob("*.html"))}


def _page(path: Path) -> Page:
    data = path.read_bytes()
    root = html.document_fromstring(data)
    text = sum(len(str(each).encode()) for each in root.xpath("//main//text()"))
    links = (*root.xpath("//@href"), *root.xpath("//@src"))
    return Page(len(data), text, tuple(map(str, links)), frozenset(map(str, root.xpath("//@id"))))


def broken(site: Mapping[Path, Page]) -> Iterator[tuple[Path, str]]:
    """Yield each link within the site that leads nowhere, with its page."""
    for path, page in site.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            here = site.get(target)
            fragment = unquote(parts.fragment)
            if not target.is_file() or (here and fragment and fragment not in here.anchors):
                yield path, link


def build(folder: Path, out: Path) -> tuple[int, Counter[str]]:
    """Make the site of all TEI below a folder: how many documents it has, and what was found, by code."""
    files = sorted(folder.rglob("*.xml"))
    names = {path: "--".join(path.relative_to(folder).with_suffix("").parts) for path in files}
    settings = SiteSettings(
        title="Measured", documents=tuple(names.values()), search=searchable(), base_url=ADDRESS
    )
    documents = (render_document(names[path], path.read_bytes(), settings, str(path)) for path in files)
    codes = Counter(each.code for each in build_site(documents, settings, out))
    return len(files), codes


def report(out: Path, documents: int, codes: Counter[str]) -> None:
    """Print the figures of a site."""
    made = pages(out)
    print(f"documents: {documents}, ill-formed: {codes['xml/ill-formed']}, pages: {len(made)}")
    print(f"words lost: {codes['render/lost']} messages")
    dead = list(broken(made))
    print(f"links: {sum(len(page.links) for page in made.values())}, of them broken: {len(dead)}")
    for path, link in dead[:10]:
        print(f"  {path.relative_to(out.resolve())}: {link}")
    heavy = [(page.size - 2 * page.text, path) for path, page in made.items()]
    over = sorted((each for each in heavy if each[0] > ALLOWANCE), reverse=True)
    print(f"pages of more than twice their text and {ALLOWANCE // 1000} KB: {len(over)}")
    for more, path in over[:10]:
        print(f"  {path.relative_to(out.resolve())}: {more // 1000} KB more than twice its text")
    for suffix in ("css", "js"):
        sizes = [
            f"{path.name} {path.stat().st_size / 1000:.1f} KB"
            for path in sorted((out / ASSETS).glob(f"*.{suffix}"))
        ]
        print(f"{suffix}: {', '.join(sizes)}")
    _index(out / ASSETS / INDEX)
    _validated(out)


def _index(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    if not files:
        return
    fragments = [path for path in files if path.suffix == ".pf_fragment"]
    size = sum(path.stat().st_size for path in files)
    words = sum(_words(path) for path in fragments)
    print(f"search index: {words} words, {size / 1e6:.2f} MB, {len(files)} files")
    print(f"  for a million words: {size / words:.2f} MB, {len(files) * 1e6 / words:.0f} files")


def _words(fragment: Path) -> int:
    data = gzip.decompress(fragment.read_bytes())
    return int(json.loads(data[data.index(b"{") :])["word_count"])


def _validated(out: Path) -> None:
    program = shutil.which("html-validate")
    if program is None:
        print("html-validate: not here (npm install -g html-validate)")
        return
    (out / ".htmlvalidate.json").write_text(json.dumps(RULES))
    run = subprocess.run(
        [program, "-f", "json", f"{out}/**/*.html"], capture_output=True, text=True, check=False
    )
    found = Counter(message["ruleId"] for file in json.loads(run.stdout) for message in file["messages"])
    print(f"html-validate: {sum(found.values())} faults {dict(found.most_common(5)) if found else ''}")


# Titles are as long as their documents have them, and white space is the text's.
RULES = {
    "extends": ["html-validate:standard"],
    "rules": {"long-title": "off", "no-trailing-whitespace": "off", "tel-non-breaking": "off"},
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="folder of TEI files")
    parser.add_argument("--keep", type=Path, help="make the site here, and leave it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = options.keep or Path(scratch)
        report(out, *build(options.folder, out))


if __name__ == "__main__":
    main()
