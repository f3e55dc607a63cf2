"""The manual of rules, `docs/rules.md`: `python -m edition.explain.manual > docs/rules.md` writes it anew."""

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby

from edition.explain import ALL_RULES
from edition.findings import Rule
from edition.recognise.rules import RULES

_OPENING = """\
# The rules

Every element that `edition convert` sets was decided by one of these rules. `edition explain FILE:LINE` names the
rules that were at work on a line; `edition rules SOURCE…` counts how often each fired, and shows places of it.

A rule is switched off by its name in `edition.toml`:

```toml
[convert]
rules_off = ["{example}"]
```

This page is made of the code, and a test holds the two together. To write it anew:
`python -m edition.explain.manual > docs/rules.md`
"""


def manual(rules: Mapping[str, Rule] = ALL_RULES) -> str:
    """The page of all rules, by phenomenon, each with its reason and an example from a source."""
    example = "dates/nearly-a-month" if "dates/nearly-a-month" in RULES else next(iter(RULES))
    return "\n".join((_OPENING.format(example=example), *_sections(rules)))


def _sections(rules: Mapping[str, Rule]) -> Iterator[str]:
    for phenomenon, group in groupby(rules.values(), key=lambda rule: rule.name.partition("/")[0]):
        yield f"## {phenomenon.replace('_', ' ').capitalize()}\n"
        listed = list(group)
        if not any(rule.name in RULES for rule in listed):
            yield "These keep the order that TEI demands, and cannot be switched off.\n"
        for rule in listed:
            yield f"### `{rule.name}`\n\n{_one_line(rule.reason)}\n"
            if rule.example:
                yield _example(rule.example)


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")


def _example(example: str) -> str:
    """An example as a block of code, fenced by more marks than it holds."""
    fence = "```"
    while fence in example:
        fence += "`"
    lines = "\n".join(line.rstrip() for line in example.replace("\f", "").strip("\n").split("\n"))
    return f"{fence}text\n{lines}\n{fence}\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(manual().encode())
