"""`edition explain`: a place in a source → each mark-up decided there, and why."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from edition.cli.excerpts import carets, safe, tag
from edition.cli.messages import Messages
from edition.cli.options import PATH, everywhere
from edition.explain.marks import Decision, Explanation, Mark, SetAside, explain
from edition.pipeline.explaining import PlaceRead, read_place

_PIPED_WIDTH = 100
_DEEPEST = 8


@click.command("explain")
@click.argument("place", metavar="FILE:LINE[:COLUMN]")
@click.option(
    "--document",
    "folder",
    type=PATH,
    metavar="FOLDER",
    help="Read the file as a page of the document that FOLDER makes.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to answer.",
)
@everywhere
def command(place: str, folder: Path | None, format_name: str, quiet: bool, verbose: bool) -> None:
    """Explain the mark-up of a line of a source, or of one character of it.

    For each element: its words, the rule that decided it, why, how certain it is, and what lost
    against it. The file is read as part of its edition where there is an edition.toml.
    """
    messages = Messages(quiet, verbose)
    read = read_place(place, folder)
    messages.tell(read.reading.diagnostics)
    explanation = explain(read.reading, read.lines, read.line, read.column)
    if format_name == "json":
        click.echo(
            json.dumps(_object(read, explanation), ensure_ascii=False, indent=1).encode("utf-8", "replace")
        )
    else:
        click.echo("\n".join(_text(read, explanation)))
    raise SystemExit(1 if messages.errors else 0)


def _text(read: PlaceRead, explanation: Explanation) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else _PIPED_WIDTH
    yield (
        click.style(safe(str(read.location)), bold=True) + f"  in {safe(read.reading.context.document.name)}"
    )
    start, end = (explanation.start, explanation.end) if read.column is not None else (None, None)
    yield from carets(read.line, explanation.line, start, end, width)
    if not explanation.decisions and not explanation.set_aside:
        yield ""
        yield "No rule decided anything here."
    for decision in explanation.decisions:
        yield ""
        yield from _decision(decision, width)
    if explanation.set_aside:
        yield ""
        yield click.style("Set aside here as well:", bold=True)
        for lost in explanation.set_aside:
            yield from _lost(lost, "  ", width)


def _decision(decision: Decision, width: int) -> Iterator[str]:
    mark = decision.mark
    indent = "  " * min(decision.depth, _DEEPEST)
    yield f"{indent}{_head(mark)}"
    yield from _wrapped(
        f"“{safe(mark.words)}” {_extent(mark)}" if mark.words else _extent(mark), indent, width
    )
    yield from _why(mark, indent, width)
    for lost in decision.lost:
        yield from _lost(lost, f"{indent}  ", width)


def _head(mark: Mark) -> str:
    element = click.style(tag(mark.element, mark.attributes, mark.reading), fg="cyan", bold=True)
    certainty = f"  certainty {mark.cert}" if mark.cert else ""
    return f"{element}{certainty}"


def _why(mark: Mark, indent: str, width: int) -> Iterator[str]:
    yield from _wrapped(f"{mark.rule.name}: {mark.rule.reason}", indent, width, mark.rule.name)


def _lost(lost: SetAside, indent: str, width: int) -> Iterator[str]:
    label = click.style("lost:", fg="yellow")
    element = tag(lost.mark.element, lost.mark.attributes, lost.mark.reading)
    words = f" “{safe(lost.mark.words)}”" if lost.mark.words else ""
    yield f"{indent}{label} {element}{words}"
    winner = f" with {tag(lost.to.element, (), None)} of {lost.to.rule.name}" if lost.to else ""
    yield from _wrapped(f"because {lost.reason}{winner}", indent, width)
    yield from _why(lost.mark, indent, width)


def _extent(mark: Mark) -> str:
    """Where a mark lies, as far as it is not on one line."""
    if mark.end is None:
        return f"at line {mark.start.line}, column {mark.start.column}"
    if mark.start.file != mark.end.file:
        return f"from {safe(mark.start.file)}:{mark.start.line} to {safe(mark.end.file)}:{mark.end.line}"
    if mark.start.line != mark.end.line:
        return f"on lines {mark.start.line}–{mark.end.line}"
    return f"in columns {mark.start.column}–{mark.end.column}"


def _wrapped(text: str, indent: str, width: int, bold: str = "") -> list[str]:
    lines = textwrap.wrap(
        text, width, initial_indent=f"{indent}  ", subsequent_indent=f"{indent}    ", break_on_hyphens=False
    )
    if bold and lines:
        lines[0] = lines[0].replace(bold, click.style(bold, bold=True), 1)
    return lines


def _object(read: PlaceRead, explanation: Explanation) -> dict[str, Any]:
    place = read.location
    return {
        "version": 1,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "document": read.reading.context.document.name,
        "text": explanation.line,
        "marks": [
            {
                **_mark(decision.mark),
                "depth": decision.depth,
                "lost": [_set_aside(lost) for lost in decision.lost],
            }
            for decision in explanation.decisions
        ],
        "set_aside": [_set_aside(lost) for lost in explanation.set_aside],
    }


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "element": mark.element,
        "attributes": dict(mark.attributes),
        "reading": mark.reading,
        "words": mark.words,
        "start": asdict(mark.start),
        "end": asdict(mark.end) if mark.end else None,
        "rule": mark.rule.name,
        "reason": mark.rule.reason,
        "certainty": mark.cert,
    }


def _set_aside(lost: SetAside) -> dict[str, Any]:
    return {**_mark(lost.mark), "because": lost.reason, "to": _mark(lost.to) if lost.to else None}
