"""`edition rules`: sources → how often each rule fired, and places of it picked at random."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from edition.cli.excerpts import carets, safe, tag
from edition.cli.messages import Messages
from edition.cli.options import everywhere, jobs, paths
from edition.diagnostics import UsageError
from edition.explain import ALL_RULES
from edition.explain.census import UNMARKED, Census, Place, Sampling, by_frequency
from edition.pipeline.editions import settings_finder
from edition.pipeline.explaining import count_rules
from edition.pipeline.workers import jobs_for
from edition.readers.files import named_sources
from edition.recognise.rules import nearest_rule

_PIPED_WIDTH = 130
_CERTAINTIES = ("high", "medium", "low", UNMARKED)
_COUNTS = ("rule", "fired", "lost", *_CERTAINTIES)
_SAMPLE = ("rule", "seed", "file", "line", "column", "certainty", "markup", "words", "lines")


@click.command("rules")
@paths("sources", "SOURCE...")
@click.option("--each", is_flag=True, help="Walk folders: every .txt or .md file in them is a document.")
@click.option(
    "--rule",
    "names",
    multiple=True,
    metavar="NAME",
    help="Only this rule, or this phenomenon (dates); may be given again.",
)
@click.option(
    "--sample", "size", type=click.IntRange(min=0), default=0, metavar="N", help="Show N places of each rule."
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="K", help="Pick other places.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "tsv", "json"]),
    default="text",
    show_default=True,
    help="How to answer; tsv gives a row a rule, or with --sample a row a place.",
)
@jobs
@everywhere
def command(
    sources: tuple[Path, ...],
    each: bool,
    names: tuple[str, ...],
    size: int,
    seed: int,
    format_name: str,
    jobs: int | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Count how often each rule fired over sources, and show places of it.

    For each rule how often it decided mark-up, by certainty, and how often it lost to another.
    With --sample also N places of each, picked at random: the same ones for the same seed, sources
    and rules. Sources are read as `edition convert` reads them.
    """
    messages = Messages(quiet, verbose)
    chosen = _chosen(names)
    sampling = Sampling(size, seed, frozenset(chosen))
    documents, missing = named_sources(sources, each)
    messages.tell(missing)
    settings_of = settings_finder(Path())
    number = jobs_for((file for source in documents for file in source.files), jobs)
    whole = Census()
    with messages.progress() as progress:
        for counted, faults in count_rules(documents, settings_of, sampling, number, progress):
            messages.tell(faults)
            whole.add(counted, sampling)
    listed = [name for name in by_frequency(whole, ALL_RULES) if not chosen or name in chosen]
    answer = {"text": _text, "tsv": _tsv, "json": _json}[format_name]
    click.echo(answer(whole, listed, sampling), nl=False)
    raise SystemExit(1 if messages.errors else 0)


def _chosen(names: Sequence[str]) -> list[str]:
    """The rules that names mean; a phenomenon means all of its rules."""
    chosen: list[str] = []
    for name in names:
        meant = [rule for rule in ALL_RULES if rule == name or rule.startswith(f"{name}/")]
        if not meant:
            near = nearest_rule(name, ALL_RULES)
            hint = f"; did you mean {near}?" if near else "; `edition rules` without --rule lists them"
            raise UsageError(f"there is no rule {name!r}{hint}")
        chosen += meant
    return chosen


def _counts(whole: Census, name: str) -> tuple[str, int, int, int, int, int, int]:
    high, medium, low, unmarked = (whole.fired[name, certainty] for certainty in _CERTAINTIES)
    return name, high + medium + low + unmarked, whole.lost[name], high, medium, low, unmarked


def _text(whole: Census, listed: Sequence[str], sampling: Sampling) -> str:
    lines = [*_table(whole, listed)] if not (sampling.size and sampling.rules) else []
    for name in listed if sampling.size else ():
        lines += ["", *_sampled(whole, name, sampling)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _table(whole: Census, listed: Sequence[str]) -> Iterator[str]:
    width = max((len(name) for name in listed), default=0)
    heads = "".join(f"{head:>9}" for head in _COUNTS[1:])
    yield click.style(f"{'rule':<{width}}{heads}", bold=True)
    for name in listed:
        _, *numbers = _counts(whole, name)
        yield f"{name:<{width}}" + "".join(f"{number or '–':>9}" for number in numbers)


def _sampled(whole: Census, name: str, sampling: Sampling) -> Iterator[str]:
    places = whole.places.get(name, ())
    head = f"{len(places)} of {whole.times(name):,}, seed {sampling.seed}"
    yield f"{click.style(name, bold=True)}  {head}"
    if name in ALL_RULES:
        yield ALL_RULES[name].reason
    for place in places:
        yield ""
        yield from _place(place)


def _place(place: Place) -> Iterator[str]:
    width = min(shutil.get_terminal_size().columns, 140) if sys.stdout.isatty() else _PIPED_WIDTH
    yield f"{safe(str(place.location))}  {click.style(_markup(place), fg='cyan')}"
    before = None
    for line in place.lines:
        if before is not None and line.number > before + 1:
            yield "        …"
        yield from carets(line.number, line.text, line.start, line.end, width)
        before = line.number


def _markup(place: Place) -> str:
    return tag(place.element, place.attributes, place.reading)


def _row(name: str, place: Place, seed: int) -> tuple[object, ...]:
    where = place.location
    certainty = dict(place.attributes).get("cert", UNMARKED)
    shown = " ⏎ ".join(line.text.strip() for line in place.lines)
    return name, seed, where.file, where.line, where.column, certainty, _markup(place), place.words, shown


def _tsv(whole: Census, listed: Sequence[str], sampling: Sampling) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    if sampling.size:
        writer.writerow(_SAMPLE)
        for name in listed:
            writer.writerows(_row(name, place, sampling.seed) for place in whole.places.get(name, ()))
    else:
        writer.writerow(_COUNTS)
        writer.writerows(_counts(whole, name) for name in listed)
    return out.getvalue().encode("utf-8", "replace")


def _json(whole: Census, listed: Sequence[str], sampling: Sampling) -> bytes:
    rules = []
    for name in listed:
        rule: dict[str, object] = dict(zip(_COUNTS, _counts(whole, name), strict=True))
        rule["reason"] = ALL_RULES[name].reason if name in ALL_RULES else None
        places = whole.places.get(name, ())
        if sampling.size:
            rule["sample"] = [
                dict(zip(_SAMPLE[2:], _row(name, place, 0)[2:], strict=True)) for place in places
            ]
        rules.append(rule)
    whole_object = {"version": 1, "seed": sampling.seed, "rules": rules}
    return (json.dumps(whole_object, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
