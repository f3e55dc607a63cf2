"""How far long work has come: what the pipeline tells, whoever shows it."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Is told of each stage: its name and how many steps it has, then of each step done."""

    def begin(self, stage: str, steps: int) -> None:
        """A stage begins; the one before has ended."""

    def step(self) -> None:
        """One step of the stage is done."""


class Silent:
    """Shows nothing."""

    def begin(self, stage: str, steps: int) -> None:
        """Nothing is shown."""

    def step(self) -> None:
        """Nothing is shown."""


def stepping(items: Iterable[Item], progress: Progress, stage: str, steps: int) -> Iterator[Item]:
    """Yield the items, telling of each once it has been dealt with."""
    progress.begin(stage, steps)
    for item in items:
        yield item
        progress.step()
