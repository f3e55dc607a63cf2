"""`--watch`: the same again whenever a file changes, until Ctrl-C."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from edition.validate import forget

# What a verdict may hang on: the files, their schemas, the settings.
SUFFIXES = frozenset({".xml", ".rng", ".rnc", ".sch", ".isosch", ".odd", ".toml"})
PASSED_OVER = frozenset({"node_modules", "build"})


def again(paths: Sequence[str], schemas: Sequence[str], check: Callable[[], None]) -> None:
    """Nothing, when Ctrl-C ends it: `check` was called once, and once more after each change."""
    check()
    for _ in changes(paths, schemas):
        forget()
        check()


def changes(paths: Sequence[str], schemas: Sequence[str]) -> Iterator[None]:
    """Yield whenever files changed that a verdict may hang on."""
    from watchfiles import watch

    watched = {Path(path) for path in (*paths, *schemas) if Path(path).exists()}

    def counts(change: object, path: str) -> bool:
        parts = Path(path)
        hidden = any(part.startswith(".") or part in PASSED_OVER for part in _below(parts, watched))
        return parts.suffix in SUFFIXES and not hidden

    for _ in watch(*watched, watch_filter=counts, raise_interrupt=False):
        yield


def _below(path: Path, watched: set[Path]) -> Sequence[str]:
    """The parts of a path within what is watched: that this lies in a hidden folder is no matter."""
    for each in watched:
        whole = each.absolute()
        if path.is_relative_to(whole):
            return path.relative_to(whole).parts
    return (path.name,)
