"""Pure tasks over many documents, in one process or several, their results in the tasks' order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, TypeVar

from edition.diagnostics import EditionError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


def usable_cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


# A process takes half a second to start; so long one process needs for this much source.
_WORTH_A_PROCESS = 500_000


def jobs_for(files: Iterable[Path], asked: int | None) -> int:
    """How many processes to use: what was asked for, else as many cores as the files can keep busy."""
    if asked is not None:
        return asked
    size = 0
    for file in files:
        with suppress(OSError):
            size += file.stat().st_size
    return max(1, min(usable_cores(), size // _WORTH_A_PROCESS))


def in_order(do: Callable[[Task], Outcome], tasks: Iterable[Task], jobs: int) -> Iterator[Outcome]:
    """Yield what `do` makes of each task, in their order, whatever the number of processes.

    Tasks are taken as they are needed, few ahead of the results, so that memory stays bounded.
    """
    if jobs <= 1:
        yield from map(do, tasks)
        return
    # Not at the top: whoever works in one process needs none of it.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    # Processes are started afresh: a copy of this one would copy its threads' locks.
    executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield from _windowed(executor, do, tasks, jobs * 3)
    except BrokenProcessPool as error:
        message = "a process ended before its work was done; if memory ran out, try --jobs 1"
        raise EditionError(message) from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts() -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others, and says so once.
    signal(SIGINT, SIG_IGN)


def _windowed(
    executor: "Executor", do: Callable[[Task], Outcome], tasks: Iterable[Task], width: int
) -> Iterator[Outcome]:
    pending: deque[Future[Outcome]] = deque()
    for task in tasks:
        pending.append(executor.submit(do, task))
        if len(pending) >= width:
            yield pending.popleft().result()
    while pending:
        yield pending.popleft().result()
