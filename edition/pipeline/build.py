"""An edition → its TEI, its site, its books: every stage in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import regex

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.pipeline.conversion import convert_sources
from edition.pipeline.editions import SCHEMAS, SOURCES, TEI, Edition
from edition.pipeline.new_edition import lay_schemas
from edition.pipeline.printing import book_settings, print_documents
from edition.pipeline.progress import Progress
from edition.pipeline.workers import jobs_for
from edition.readers.files import Source, edition_sources, refuse_names, shown, tei_below
from edition.work.atomic import make_folder
from edition.work.tei_files import Hand, base_of, hand_of_file

Tell = Callable[[Iterable[Diagnostic]], None]

# `memo.edited-1.xml`: what `--force` moved out of the way; a copy to look at, no document.
_SET_ASIDE = regex.compile(r"\.edited-\d+\Z")


@dataclass(slots=True)
class Build:
    """What a build has come to so far: counted as it goes, told at its end."""

    edition: Edition
    jobs: int | None
    progress: Progress
    tell: Tell
    documents: list[Source] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    site: Path | None = None
    pdfs: int = 0
