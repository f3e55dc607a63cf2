"""What the values of `edition.toml` may be: a table of keys, each with its check."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import regex

Check = Callable[[object], object]
"""Takes what TOML gave and gives the value as the program reads it; raises `WrongValueError`."""


class WrongValueError(Exception):
    """What was expected instead, in words."""


# `en`, `zh-Hant`.
_LANGUAGE = regex.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
# `1965`, `1965-02`, `1965-02-17`.
_DATE = regex.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# `https://example.org/edition/`.
_ADDRESS = regex.compile(r"https?://[^\s/?#]+[^\s?#]*")


def text(value: object) -> str:
    """Characters, not none."""
    if not isinstance(value, str) or not value.strip():
        raise WrongValueError('a text in quotation marks, such as "…"')
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise WrongValueError('a list of texts, such as ["…", "…"]')
    return tuple(value)


def date(value: object) -> str:
    """A date or the part of it that is known, as TEI's `@when` takes it."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, str) and _DATE.fullmatch(value) and _is_day(value):
        return value
    raise WrongValueError('a date: "1965-02-17", "1965-02" or "1965"')


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


def year(value: object) -> int:
    """A year of our era."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 9999:
        raise WrongValueError("a year, such as 1965")
    return value


def language(value: object) -> str:
    """A BCP 47 language tag."""
    if not isinstance(value, str) or not _LANGUAGE.fullmatch(value):
        raise WrongValueError('a language tag, such as "en" or "de-AT"')
    return value


def address(value: object) -> str:
    """A web address, with a slash at its end."""
    if not isinstance(value, str) or not _ADDRESS.fullmatch(value):
        raise WrongValueError('a web address without query, such as "https://example.org/edition/"')
    return value if value.endswith("/") else f"{value}/"


def flag(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise WrongValueError("true or false")
    return value


def names_to_texts(value: object) -> Mapping[str, str]:
    """A table of texts by name."""
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise WrongValueError('a table of texts, such as { text = "#222222" }')
    return dict(value)


def text_or_texts(value: object) -> tuple[str, ...]:
    """A text, or a list of them."""
    return (text(value),) if isinstance(value, str) else texts(value)


def line_numbers(value: object) -> str:
    """Which lines are numbered in a book."""
    numbered = {True: "all", False: "none", "all": "all", "none": "none", "verse": "verse"}
    if not isinstance(value, str | bool) or value not in numbered:
        raise WrongValueError('"verse", "all" or "none"')
    return numbered[value]


def one_of(*known: str) -> Check:
    """The check for one of these texts."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise WrongValueError("one of " + ", ".join(f'"{name}"' for name in known))
        return value

    return check


def some_of(*known: str) -> Check:
    """The check for a list of some of these."""

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(item in known for item in value):
            raise WrongValueError("a list of some of " + ", ".join(f'"{name}"' for name in known))
        return tuple(name for name in known if name in value)

    return check


def links(value: object) -> tuple[Mapping[str, str], ...]:
    """A list of links, each a title and an address."""
    whole = isinstance(value, list) and all(
        isinstance(item, dict) and set(item) == {"title", "href"} for item in value
    )
    if not whole:
        raise WrongValueError('a list of links, such as [{ title = "…", href = "…" }]')
    assert isinstance(value, list)
    return tuple(names_to_texts(item) for item in value)


def by_path(value: object) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What is selected and ignored, by glob."""
    wrong = WrongValueError('a table such as { "letters/*.xml" = { ignore = ["…"] } }')
    if not isinstance(value, dict) or not all(isinstance(inner, dict) for inner in value.values()):
        raise wrong
    if any(set(inner) - {"select", "ignore"} for inner in value.values()):
        raise wrong
    return {glob: {key: texts(codes) for key, codes in inner.items()} for glob, inner in value.items()}


@dataclass(frozen=True, slots=True)
class Key:
    """A key of `edition.toml`: the check of its value, and whether this version acts upon it."""

    check: Check
    used: bool = True


_LATER = False

KEYS: Mapping[str, Mapping[str, Key]] = {
    "edition": {
        "title": Key(text),
        "editors": Key(texts),
        "publisher": Key(text),
        "licence": Key(text),
        "language": Key(language),
        "date": Key(date),
        "base_url": Key(address),
    },
    "convert": {
        "collections": Key(texts),
        "rules_off": Key(texts),
        "word_lists": Key(texts),
        "running_titles": Key(texts),
    },
    "validate": {
        "schema": Key(text_or_texts),
        "select": Key(texts),
        "ignore": Key(texts),
        "per_path": Key(by_path),
    },
    "site": {
        "theme": Key(text),
        "languages": Key(texts),
        "navigation": Key(links),
        "pages": Key(texts),
        "footer": Key(text),
        "colours": Key(names_to_texts),
        "fonts": Key(names_to_texts),
        "logo": Key(text),
        "behaviours": Key(names_to_texts),
    },
    "book": {
        "design": Key(one_of("reader", "study")),
        "paper": Key(one_of("octavo", "a5", "a4", "letter")),
        "notes": Key(one_of("foot", "end")),
        "lines": Key(line_numbers),
        "one_volume": Key(flag, _LATER),
        "fonts": Key(texts),
        "system_fonts": Key(flag),
    },
    "build": {"output": Key(text), "formats": Key(some_of("site", "pdf", "epub"))},
}
"""Tables and keys, but `[documents."GLOB"]`, whose keys are below. Source: commands.md, `edition.toml`."""

DOCUMENT_KEYS: Mapping[str, Key] = {
    "title": Key(text),
    "kind": Key(text),
    "date": Key(date),
    "year": Key(year),
    "repository": Key(text),
    "scan": Key(text),
    "facs": Key(text),
    "group": Key(text, _LATER),
}
