"""What a preview of an edition shows now: the state of its site, and the faults of the last build."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Condition

from edition.diagnostics import Diagnostic

MOST_FAULTS = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a page shows it."""

    severity: str
    place: str
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class State:
    """One state of the site: `version` names its bytes, `more` counts the faults that are not listed."""

    version: str = ""
    faults: tuple[Fault, ...] = ()
    more: int = 0

    def json(self) -> str:
        """The state for the script in the page, on one line."""
        return json.dumps(asdict(self))


class Preview:
    """The state of a site that one thread builds and others show."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._state = State()

    @property
    def state(self) -> State:
        """The state after the last build."""
        return self._state

    def put(self, state: State) -> None:
        """Nothing; who waits for another state is woken."""
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def after(self, seen: State | None, seconds: float) -> State | None:
        """A state other than `seen`; none where there is none for so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._state != seen, seconds)
            return self._state if self._state != seen else None


def state_of(certificate: Path, faults: Sequence[Diagnostic]) -> State:
    """The state of a built site: its certificate holds the hash of every page."""
    listed = faults_of(faults[:MOST_FAULTS])
    return State(_version(certificate), listed, len(faults) - len(listed))


def _version(certificate: Path) -> str:
    """A name for the bytes of all pages, whatever their index is; nothing where none were made."""
    try:
        said = json.loads(certificate.read_bytes())
    except (OSError, ValueError):
        return ""
    pages = [document["html"] for document in said["documents"]]
    shared = {path: sha256 for path, sha256 in said["site"].items() if "/pagefind/" not in path}
    return hashlib.sha256(json.dumps([pages, shared]).encode()).hexdigest()[:16]


def faults_of(faults: Sequence[Diagnostic]) -> tuple[Fault, ...]:
    """Faults as a page shows them."""
    return tuple(
        Fault(each.severity.value, str(each.location), each.message, each.help or "") for each in faults
    )
