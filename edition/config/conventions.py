"""What an edition adds to the tables of languages and collections: its keys, and files of its own tables."""

from collections.abc import Iterable, Mapping
from dataclasses import fields

from edition.config.checks import Check, WrongValueError, names_to_texts, some_of, texts
from edition.conventions import Own, Stamp

# What a field of a letter's head may be: `seg/@type`, and its date line.
FIELDS = ("to", "from", "attention", "subject", "ref", "date")
KINDS = ("declassification", "classification", "control", "header", "footer")
_STAMP_KEYS = frozenset({"name", "kind", "lines", "page"})


def stamps(value: object) -> tuple[Stamp, ...]:
    """A list of stamps: each its words, or a table of its lines and what it is."""
    if not isinstance(value, list):
        raise WrongValueError(
            'a list, such as ["RELEASED BY THE BOARD"] or [{ lines = ["…", "…"], kind = "control" }]'
        )
    return tuple(_stamp(item) for item in value)


def _stamp(item: object) -> Stamp:
    if isinstance(item, str) and item.strip():
        return Stamp(item, "declassification", (item,))
    if not isinstance(item, dict) or set(item) - _STAMP_KEYS or "lines" not in item:
        raise WrongValueError('a list of texts, or of tables such as { lines = ["…"], kind = "control" }')
    lines, kind, page = texts(item["lines"]), item.get("kind", "declassification"), item.get("page", False)
    if kind not in KINDS or not isinstance(page, bool) or not lines:
        known = ", ".join(f'"{name}"' for name in KINDS)
        raise WrongValueError(f"stamps with at least one line, page true or false, and a kind of {known}")
    return Stamp(str(item.get("name", lines[0])), str(kind), lines, page)


def page_marks(value: object) -> tuple[str, ...]:
    """A list of lines that begin a page."""
    marks = texts(value)
    if any(len(mark.replace("{n}", "").strip()) < 2 and "{n}" in mark for mark in marks):
        raise WrongValueError('a list of lines with more than a number in them, such as ["Blatt {n}"]')
    return marks


def months(value: object) -> tuple[tuple[str, int], ...]:
    """A table of month names to their numbers."""
    if not isinstance(value, dict) or not all(type(n) is int and 1 <= n <= 12 for n in value.values()):
        raise WrongValueError("a table of names to 1 to 12, such as { hornung = 2 }")
    return tuple((name.rstrip(".").casefold(), number) for name, number in value.items())


def quotation_marks(value: object) -> tuple[tuple[str, str], ...]:
    """A list of pairs of marks."""
    if not isinstance(value, list) or not all(isinstance(pair, str) and len(pair) == 2 for pair in value):
        raise WrongValueError('a list of pairs, an opening mark and a closing one, such as ["„“", "»«"]')
    return tuple((pair[0], pair[1]) for pair in value)


def letter_labels(value: object) -> tuple[tuple[str, str], ...]:
    """A table of labels to what they name."""
    labels = names_to_texts(value)
    if not all(kind in FIELDS for kind in labels.values()):
        known = ", ".join(f'"{name}"' for name in FIELDS)
        raise WrongValueError(f'a table such as {{ betreff = "subject" }}, each of {known}')
    return tuple((label.rstrip(": ").casefold(), kind) for label, kind in labels.items())


def exemptions(value: object) -> tuple[tuple[str, str], ...]:
    """A table of codes to what they mean."""
    return tuple(names_to_texts(value).items())


TABLES: Mapping[str, Check] = {
    "stamps": stamps,
    "classifications": texts,
    "page_marks": page_marks,
    "exemptions": exemptions,
    "months": months,
    "quotation_marks": quotation_marks,
    "letter_labels": letter_labels,
    "page_words": texts,
    "replace": some_of(*(field.name for field in fields(Own) if field.name != "replace")),
}
"""The tables an edition may have of its own, in `[convert]` or in a file that `collections` names."""


def own_tables(tables: Iterable[Mapping[str, object]]) -> Own:
    """The edition's own of several tables in one, what the first of them says first."""
    together: dict[str, list[object]] = {field.name: [] for field in fields(Own)}
    for table in tables:
        for name in together:
            value = table.get(name, ())
            assert isinstance(value, tuple)
            together[name] += value
    replace = frozenset(together.pop("replace"))
    return Own(**{name: tuple(values) for name, values in together.items()}, replace=replace)  # type: ignore[arg-type]
