"""Built at the start and at each save: the pages at once, the index when nothing more comes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.pipeline.build import build
from edition.pipeline.editions import Edition, load_edition
from edition.pipeline.run import Haste, Works
from edition.serve.preview import Fault, Preview, State, faults_of, state_of
from edition.work.certificate import FILE

# In milliseconds: what is saved together is built once; so long nothing comes before the index is made.
_TOGETHER, _STEP, _IDLE = 60, 20, 1500


@dataclass(slots=True)
class Workshop:
    """An edition that is built again and again."""

    folder: Path
    preview: Preview
    works: Callable[[list[Diagnostic]], Works]
    say: Callable[[str], None]

    def build(self, haste: Haste) -> None:
        """Build; a fault is told and shown, and the site stays as it was."""
        faults: list[Diagnostic] = []
        try:
            edition = load_edition(self.folder)
            build(edition, self.works(faults), haste=haste)
            state = state_of(edition.output / FILE, _worst_first(faults))
        except EditionError as error:
            told = tuple(getattr(error, "diagnostics", ()))
            self.works(faults).tell(told)
            self.say(f"edition: {error}")
            stopped = Fault(Severity.ERROR.value, "", str(error), "")
            state = State(self.preview.state.version, (*faults_of(told), stopped))
        self.preview.put(state)

    def run(self, edition: Edition) -> None:
        """Build at each change until Ctrl-C; what was saved before this began to watch, when it is first idle."""
        due = True
        for changed in changes(edition):
            if changed:
                self.build(Haste.NO_INDEX)
                due = True
            elif due:
                self.build(Haste.NO_BOOKS)
                due = False


def changes(edition: Edition) -> Iterator[bool]:
    """Yield true when files of an edition changed, false when none did for a while."""
    from watchfiles import watch

    folder, output = edition.folder.resolve(), edition.output.resolve()

    def counts(change: object, path: str) -> bool:
        file = Path(path)
        if file.is_relative_to(output) and output != folder:
            return False
        return not any(part.startswith(".") for part in file.relative_to(folder).parts)

    for found in watch(
        folder,
        watch_filter=counts,
        debounce=_TOGETHER,
        step=_STEP,
        rust_timeout=_IDLE,
        yield_on_timeout=True,
        raise_interrupt=False,
    ):
        yield bool(found)


def _worst_first(faults: list[Diagnostic]) -> list[Diagnostic]:
    shown = [each for each in faults if each.severity is not Severity.INFO]
    return sorted(dict.fromkeys(shown), key=lambda each: each.severity is not Severity.ERROR)
