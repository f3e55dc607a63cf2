"""The ledger as text: a table for people, CSV for a spreadsheet, JSON for programs."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from itertools import groupby

from edition.ledger.entries import Entry
from edition.ledger.totals import Extent, Total, totals

COLUMNS = tuple(column.name for column in fields(Entry))

Writer = Callable[[Sequence[Entry], int], str]
"""Writes entries; the number is the width of a line, where lines are for people."""

_NARROWEST = 72
# Page, line, extent, codes: their widths; the words take the rest.
_PAGE, _LINE, _EXTENT, _CODES = 7, 6, 16, 18
_HEADINGS = {"document": "Document", "unit": "Unit", "code": "Code"}
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@")


def table(found: Sequence[Entry], width: int) -> str:
    """A table of the spans, document by document, and the totals beneath."""
    if not found:
        return "Nothing is withheld.\n"
    width = max(width, _NARROWEST)
    lines: list[str] = []
    for document, rows in groupby(found, key=lambda entry: entry.document):
        lines += [_cut(document, width), _row("page", "line", "extent", "codes", "words", width)]
        lines += [_entry_row(entry, width) for entry in rows]
        lines.append("")
    lines += _totals_table(found, width)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _entry_row(entry: Entry, width: int) -> str:
    line = "" if entry.line is None else str(entry.line)
    return _row(entry.page or "–", line, amount(entry), ", ".join(entry.codes) or "–", entry.words, width)


def _row(page: str, line: str, extent: str, codes: str, words: str, width: int) -> str:
    left = f"  {_cut(page, _PAGE):<{_PAGE}} {line:>{_LINE}}  {_cut(extent, _EXTENT):<{_EXTENT}} "
    left += f"{_cut(codes, _CODES):<{_CODES}} "
    return left + _cut(words, width - len(left))


def amount(entry: Entry) -> str:
    """How much is withheld, as a reader would say it: `2 lines`, `at most 1 line`, `unknown`."""
    unit = entry.unit or ""
    if entry.at_most is not None:
        return f"at most {_counted(entry.at_most, unit)}"
    if entry.quantity is not None:
        return _counted(entry.quantity, unit)
    if entry.extent:
        return f"{entry.extent} {unit}".strip()
    return f"unknown {unit}".strip()


def _counted(number: Decimal, unit: str) -> str:
    plural = "s" if unit and number != 1 else ""
    return f"{_plain(number)} {unit}{plural}".strip()


def _plain(number: Decimal) -> str:
    """A number as people write it: 5, not 5E+0 or 5.0."""
    return f"{number:f}".rstrip("0").rstrip(".") if number % 1 else f"{number.to_integral_value():f}"


def _totals_table(found: Sequence[Entry], width: int) -> Iterator[str]:
    yield f"{len(found):,} withheld {'span' if len(found) == 1 else 'spans'}"
    name_width = width - 54
    for kind, group in totals(found).items():
        yield ""
        yield f"{_HEADINGS[kind]:<{name_width}} {'spans':>6}  {'unit':<12} {'known':>9} {'at most':>9} {'unknown':>9}"
        for name, total in group.items():
            yield from _total_rows(name, total, name_width)
    if any(len(entry.codes) > 1 for entry in found):
        yield ""
        yield "A span under several codes counts for each of them."


def _total_rows(name: str, total: Total, name_width: int) -> Iterator[str]:
    """A row for each unit; the name and the number of spans stand in the first."""
    label, spans = _cut(name, name_width), f"{total.spans:,}"
    for unit, extent in sorted(total.extents.items()):
        yield f"{label:<{name_width}} {spans:>6}  {_cut(unit, 12):<12} {_extent(extent)}"
        label = spans = ""


def _extent(extent: Extent) -> str:
    known = f"{_plain(extent.known)}" if extent.counted else "–"
    return f"{known:>9} {extent.at_most or '–':>9} {extent.unknown or '–':>9}"


def _cut(text: str, width: int) -> str:
    text = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"


def comma_separated(found: Sequence[Entry], width: int) -> str:
    """CSV (RFC 4180, line feeds), one row a withheld span, a header row first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(entry, column)) for column in COLUMNS] for entry in found)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(value)
    text = _plain(value) if isinstance(value, Decimal) else str(value)
    # A spreadsheet would run words that begin like a formula; an apostrophe before them tells it not to.
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_object(found: Sequence[Entry], width: int) -> str:
    """One object: every span and all totals; a number that is not known is `null`."""
    groups = totals(found)
    whole = {
        "version": 1,
        "spans": len(found),
        "entries": [{column: _value(getattr(entry, column)) for column in COLUMNS} for entry in found],
        "totals": {
            kind: [_total_object(kind, name, total) for name, total in group.items()]
            for kind, group in groups.items()
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _total_object(kind: str, name: str, total: Total) -> dict[str, object]:
    extents = [
        {
            "unit": unit,
            "known": _value(extent.known) if extent.counted else None,
            "counted": extent.counted,
            "at_most": extent.at_most,
            "unknown": extent.unknown,
        }
        for unit, extent in sorted(total.extents.items())
    ]
    return {kind: name, "spans": total.spans, "extents": extents}


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


FORMATS: Mapping[str, Writer] = {"table": table, "csv": comma_separated, "json": json_object}
