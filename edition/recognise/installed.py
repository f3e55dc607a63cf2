"""Recognisers that other packages bring, through the entry point `edition.recognisers`.

A package names a function there that is a `Recogniser`: it yields findings over a context. It runs
after all others of its stage, in the order of names: inside blocks, or, where the function has an
attribute `stage = "blocks"`, among those that find blocks. What it yields is held to the text's
length and goes through the same resolver and builder, so that law 1 holds for it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from edition.diagnostics import EditionError
from edition.findings import Annotation, Context, Correction, Finding, Recogniser

GROUP = "edition.recognisers"
BLOCKS, INLINE = "blocks", "inline"


class RecogniserError(EditionError):
    """Another package's recogniser failed, or found what cannot be."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A recogniser of another package, by its entry point's name; `origin` is that package and its version.

    `module` holds its rules; it is `None` for one that could not be loaded, which fails when it is called.
    """

    name: str
    origin: str
    function: Recogniser
    stage: str = INLINE
    module: ModuleType | None = None

    def __call__(self, context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
        """Yield its findings. Raises `RecogniserError`."""
        try:
            yield from (self._checked(context, finding) for finding in self.function(context, found))
        except RecogniserError:
            raise
        except Exception as error:  # somebody else's code may raise anything
            raise self._failure(f"failed: {type(error).__name__}: {error}") from error

    def _checked(self, context: Context, finding: object) -> Finding:
        if not isinstance(finding, Annotation | Correction):
            raise self._failure(f"yielded what is no finding: {finding!r}")
        if not 0 <= finding.start <= finding.end <= len(context.document.text):
            raise self._failure(
                f"found characters {finding.start} to {finding.end}, which the text does not have"
            )
        return finding

    def _failure(self, what: str) -> RecogniserError:
        return RecogniserError(f"the recogniser {self.name!r} of {self.origin} {what}")


@cache
def installed() -> tuple[Installed, ...]:
    """The recognisers of other packages, in the order of their names."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return tuple(_loaded(point) for point in points)


def _loaded(point: EntryPoint) -> Installed:
    origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.module
    try:
        function = point.load()
        stage = getattr(function, "stage", INLINE)
        module = import_module(getattr(function, "__module__", point.module))
    except Exception as error:  # whatever an import of somebody else's code may raise
        return Installed(point.name, origin, _failing(f"{type(error).__name__}: {error}"))
    if not callable(function) or stage not in (BLOCKS, INLINE):
        return Installed(point.name, origin, _failing("no function of a known stage"))
    return Installed(point.name, origin, function, stage, module)


def _failing(reason: str) -> Recogniser:
    def fail(context: Context, found: Sequence[Finding]) -> Iterator[Finding]:
        raise ImportError(reason)

    return fail
