"""Tasks in one process or several: the same results in the same order."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition.diagnostics import EditionError
from edition.pipeline.workers import in_order, jobs_for


def double(number: int) -> int:
    return number * 2


def fail(number: int) -> int:
    raise EditionError(f"no {number}")


def leaves_interrupts(number: int) -> bool:
    return signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def die(number: int) -> int:
    os._exit(1)


def test_many_processes_give_what_one_gives_in_the_same_order() -> None:
    numbers = range(20)
    assert (
        list(in_order(double, numbers, 2)) == list(in_order(double, numbers, 1)) == [n * 2 for n in numbers]
    )


def test_tasks_are_taken_only_a_few_ahead() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(double, tasks(), 2)
    assert next(results) == 0
    assert len(taken) < 20
    assert list(results) == [n * 2 for n in range(1, 100)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_in_a_process_arrives(jobs: int) -> None:
    with pytest.raises(EditionError, match="no 1"):
        list(in_order(fail, [1], jobs))


def test_a_process_that_is_killed_is_told_in_a_sentence() -> None:
    with pytest.raises(EditionError, match="ended before its work was done"):
        list(in_order(die, [1, 2, 3], 2))


def test_an_interrupt_is_the_first_processes_to_tell() -> None:
    assert list(in_order(leaves_interrupts, [1, 2], 2)) == [True, True]


def test_little_work_stays_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 1000)
    assert jobs_for([tmp_path / "a.txt", tmp_path / "missing"], None) == 1
    assert jobs_for([tmp_path / "a.txt"], 3) == 3
