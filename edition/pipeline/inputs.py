"""What each step of a build depends on: fingerprints by the words that tell an editor why it was done."""

import html
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import regex

import edition
from edition.conventions import NOTHING_OWN
from edition.pipeline.editions import SCHEMAS, Edition
from edition.readers.files import Source
from edition.resources import resource
from edition.settings import Settings
from edition.work.fingerprints import Hashes, fingerprint
from edition.work.manifest import Parts

# Packages whose version shows in what is made.
_LIBRARIES = (
    "babel", "jinja2", "lxml", "markdown-it-py", "pagefind", "pikepdf", "pyspellchecker", "rapidfuzz", "regex",
    "symspellpy", "typst",
)  # fmt: skip

# url="scans/4.jpg", href='../schemas/own.rng': what may name a file that a page, a book or a check needs.
_ADDRESS = regex.compile(rb"""(?:url|facs|href|source)\s*=\s*(?:"([^"]*+)"|'([^']*+)')""")
# "../tei/004.xml#p3": another document of the edition.
_PIECE = regex.compile(rb"[^\s\"'<>=/#]++")
# Entry points by which other packages take part; the rooms that use them would load them all.
_OTHERS = ("edition.recognisers", "edition.behaviours")
ANY = "*"
_OWN_FOLDERS = ("templates", "fonts", "themes")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """What a TEI file names beside itself: addresses of files, and documents (casefolded)."""

    addresses: tuple[str, ...]
    neighbours: tuple[str, ...]


def mentioned(tei: bytes) -> Mentioned:
    """What a TEI file may depend on besides itself: too much rather than too little."""
    addresses = {_text(one or other) for one, other in _ADDRESS.findall(tei)}
    paths = {part for value in addresses for part in (value, *value.split()) if _is_path(part)}
    # A private URI scheme (`prefixDef`) may lead into any of them.
    scheme = {ANY} if b"prefixDef" in tei else set()
    pieces = (piece for piece in _PIECE.findall(tei) if piece[-4:].lower() == b".xml")
    names = scheme | {unquote(_text(piece[:-4])).casefold() for piece in pieces}
    return Mentioned(tuple(sorted(paths)), tuple(sorted(names)))


def _text(value: bytes) -> str:
    return html.unescape(value.decode("utf-8", "replace"))


def _is_path(value: str) -> bool:
    return bool(value) and not value.startswith(("#", "http:", "https:", "mailto:", "data:"))


@dataclass(slots=True)
class Inputs:
    """The parts of every step of one build."""

    edition: Edition
    hashes: Hashes
    _memory: dict[object, tuple[object, str]] = field(default_factory=dict)
    _program: str | None = None

    @property
    def program(self) -> str:
        """This version of the program, its tables, schemas and templates, and the libraries it uses."""
        if self._program is None:
            package = Path(edition.__file__).parent
            folders = [package, *(resource(kind) for kind in ("schemas", "templates"))]
            files = [self.hashes.of_all(sorted(_of_the_program(folder))) for folder in folders]
            libraries = [_version(name) for name in _LIBRARIES]
            others = [self._of_another(point) for group in _OTHERS for point in entry_points(group=group)]
            self._program = fingerprint(edition.__version__, files, libraries, sorted(others))
        return self._program

    def _of_another(self, point: EntryPoint) -> str:
        """Of a function of another package: its version, and its module where that is at hand."""
        try:
            found = find_spec(point.module)
        except (ImportError, ValueError):
            found = None
        module = self.hashes.of(Path(found.origin)) if found and found.origin else None
        return fingerprint(point.name, point.value, point.dist.version if point.dist else "", module)

    def conversion(self, source: Source, settings: Settings) -> Parts:
        """Of a source's conversion."""
        own = replace(settings, words=frozenset(), own=NOTHING_OWN)
        told = [self._once(settings.words), self._once(settings.own), fingerprint(own)]
        return {
            "source": fingerprint([(file.name, self.hashes.of(file)) for file in source.files]),
            "settings": fingerprint(told),
            "version": self.program,
        }

    def tei(self, document: Source) -> Parts:
        """Of whatever is read off one TEI file alone."""
        return {"TEI": self.hashes.of(document.files[0]) or "", "version": self.program}

    def edited(self, source: Source, file: Path, base: Path) -> Parts:
        """Of whether a TEI file was edited, and how its text differs."""
        parts = fingerprint([(each.name, self.hashes.of(each)) for each in source.files])
        return {
            "source": parts,
            "TEI": self.hashes.of(file) or "",
            "base": self.hashes.of(base) or "",
            "version": self.program,
        }

    def validation(self, document: Source, named: Mentioned, documents: Sequence[Source]) -> Parts:
        """Of a file's validation; it may point into the others."""
        pointed = [
            (each.name, self.hashes.of(each.files[0]))
            for each in documents
            if ANY in named.neighbours or each.name.casefold() in named.neighbours
        ]
        return {
            "neighbours": fingerprint(pointed),
            **self.tei(document),
            "settings": self._checks,
            "files it names": self._beside(document, named),
        }

    @property
    def _checks(self) -> str:
        """Of what all files are held against; asked once."""
        table = self.edition.config.validate
        if "validate" not in self._memory:
            data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
            folders = (self.edition.folder / SCHEMAS, data / "edition" / "schemas")
            schemas = [self.hashes.of_folder(folder) for folder in folders]
            told = fingerprint(
                table, self._named_files(table), schemas, os.environ.get("XML_CATALOG_FILES", "")
            )
            self._memory["validate"] = (table, told)
        return self._memory["validate"][1]

    def page(
        self,
        document: Source,
        named: Mentioned,
        names: Collection[str],
        extra: object,
    ) -> Parts:
        """Of a document's pages; `extra` is what else they are told."""
        known = {name.casefold() for name in names}
        neighbours = sorted(known.intersection(named.neighbours))
        shared = list(names) if self._has_own_templates() else len(names) > 1
        return {
            **self.tei(document),
            "settings": self.site,
            "neighbours": fingerprint(neighbours, shared),
            "files it names": self._beside(document, named),
            "what it offers": fingerprint(extra),
        }

    @property
    def site(self) -> str:
        """Of what all pages of the site are told."""
        return self._told("site", self.edition.config.site)

    def book(self, document: Source, named: Mentioned) -> Parts:
        """Of a document's book."""
        dated = os.environ.get("SOURCE_DATE_EPOCH", "")
        return {
            **self.tei(document),
            "settings": fingerprint(self._told("book", self.edition.config.book), dated),
            "files it names": self._beside(document, named),
        }

    def _told(self, name: str, table: Mapping[str, object]) -> str:
        """Of `[edition]` and another table, of the files it names and of the edition's own folders; asked once."""
        if name not in self._memory:
            folders = [self.hashes.of_folder(self.edition.folder / name) for name in _OWN_FOLDERS]
            told = fingerprint(self.edition.config.edition, table, self._named_files(table), folders)
            self._memory[name] = (table, told)
        return self._memory[name][1]

    def _beside(self, document: Source, named: Mentioned) -> str:
        folder = document.files[0].parent
        found = [(address, self._hash(folder, address)) for address in named.addresses]
        return fingerprint([(address, digest) for address, digest in found if digest])

    def _hash(self, folder: Path, address: str) -> str | None:
        try:
            return self.hashes.of(folder / unquote(address.partition("#")[0]))
        except ValueError:  # a name no file can have
            return None

    def _has_own_templates(self) -> bool:
        return (self.edition.folder / "templates").is_dir()

    def _named_files(self, told: object) -> str:
        """Of the files that settings name."""
        return self.hashes.of_all(
            self.edition.folder / name for name in sorted(_texts(told)) if "\0" not in name
        )

    def _once(self, value: object) -> str:
        """The fingerprint of something that many documents share."""
        known = self._memory.get(id(value))
        if known is None:
            known = self._memory[id(value)] = (value, fingerprint(value))
        return known[1]


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            waiting.extend(each.values())
        elif isinstance(each, list | tuple):
            waiting.extend(each)


def _of_the_program(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        if file.is_file() and file.suffix not in (".pyc", ".part") and "__pycache__" not in file.parts:
            yield file


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
