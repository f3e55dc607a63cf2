"""Options that stand everywhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorated = Callable[..., Any]

# Whether a path is there and can be read is the rooms' to ask: a file that cannot be read is a fault
# of the material (1), which click would call wrong usage (2).
PATH = click.Path(readable=False, path_type=Path)


def everywhere(function: Decorated) -> Decorated:
    """The command with `--quiet` and `--verbose`."""
    function = click.option("--verbose", "-v", is_flag=True, help="Say also what went as usual.")(function)
    return click.option("--quiet", "-q", is_flag=True, help="Show errors alone.")(function)


def jobs(function: Decorated) -> Decorated:
    """The command with `--jobs`; `None` where it was not given."""
    return click.option(
        "--jobs",
        "-j",
        type=click.IntRange(min=1),
        metavar="N",
        help="Work in N processes; the output is the same.  [default: as many as there are cores]",
    )(function)


def output_folder(what: str) -> Callable[[Decorated], Decorated]:
    """The command with `--output`, a folder."""
    return click.option(
        "--output",
        "-o",
        type=click.Path(file_okay=False, readable=False, path_type=Path),
        required=True,
        metavar="OUT",
        help=f"Folder to write {what} to; made where absent.",
    )


def paths(name: str, metavar: str) -> Callable[[Decorated], Decorated]:
    """The command with paths as arguments, at least one; whether they exist is asked later."""
    return click.argument(name, nargs=-1, required=True, metavar=metavar, type=PATH)
