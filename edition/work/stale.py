"""What lies in an edition's output for documents that are no more."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from edition.work.atomic import BESIDE

BOOKS = ("pdf", "epub")
"""Kinds of books: a folder of the output and a file's suffix."""


def clear_stale(output: Path, names: Collection[str], removed: Iterable[str] = ()) -> None:
    """Nothing; pages and books in the output of documents not named, and of those removed, are then gone.

    A folder of the site is a document's where it holds the document's TEI; what else lies in the
    output is not ours, and stays.
    """
    clear_books(output, (name for name in removed if name not in names))
    for folder in _entries(output / "site"):
        if folder.name not in names and (folder / f"{folder.name}.xml").is_file():
            clear_books(output, (folder.name,))
            _clear(folder)


def clear_books(output: Path, names: Iterable[str], kinds: Collection[str] = BOOKS) -> None:
    """Nothing; the books of these kinds and documents are then gone, those that the site offers too."""
    for name in names:
        for kind in kinds:
            for place in (output / kind, output / "site" / name):
                (place / f"{name}.{kind}").unlink(missing_ok=True)


def remove(files: Iterable[Path], within: Path) -> None:
    """Nothing; the files are then gone, and the folders within one that held nothing else."""
    for file in files:
        file.unlink(missing_ok=True)
        for folder in file.parents:
            try:
                if not folder.is_relative_to(within) or folder == within:
                    break
                folder.rmdir()
            except OSError:
                break


def clear_left_over(*folders: Path) -> None:
    """Nothing; what a process that was killed had written beside a file's place is then gone."""
    for folder in folders:
        for beside in folder.rglob(f"{BESIDE}*"):
            if beside.is_file():
                beside.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Take away what the site made of a document: its pages, pictures, TEI and book."""
    pictures = folder / "images"
    ours = {f"{folder.name}.{kind}" for kind in ("xml", *BOOKS)}
    for file in _entries(pictures):
        file.unlink()
    for file in _entries(folder):
        if file.suffix == ".html" or file.name in ours:
            file.unlink()
    for emptied in (pictures, folder):
        with suppress(OSError):
            emptied.rmdir()


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
