"""Lines of a source at a terminal, carets under a span; elements as TEI writes them."""

from collections.abc import Iterator

import click
import regex

from edition.findings import Attributes

# What would steer a terminal, and half a character, which it cannot show.
_CONTROL = regex.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def safe(text: str) -> str:
    """A text that a terminal shows and does not obey."""
    return _CONTROL.sub("\ufffd", text.replace("\t", " "))


def carets(number: int, text: str, start: int | None, end: int | None, width: int) -> Iterator[str]:
    """Yield a line with its number, and a line of carets under characters start to end of it.

    A longer line than the width is cut round the span; without a span it is cut at its end.
    """
    room = max(20, width - 10)
    left = 0 if start is None or (end or start) <= room else max(0, start - room // 3)
    shown = safe(text[left : left + room])
    before, after = "…" * (left > 0), "…" * (len(text) > left + room)
    yield f"{click.style(f'{number:>7} |', dim=True)} {before}{shown}{after}".rstrip()
    if start is not None and end is not None:
        length = min(max(1, end - start), left + room - start)
        under = click.style("^" * length, fg="cyan", bold=True)
        yield f"{click.style('        |', dim=True)} {' ' * (len(before) + start - left)}{under}"


def tag(element: str, attributes: Attributes, reading: str | None) -> str:
    """An element as TEI writes it; of a `choice` its `corr`, with the reading."""
    said = "".join(f' {name}="{safe(value)}"' for name, value in attributes)
    if reading is None:
        return f"<{element}{said}>"
    return f"<choice><corr{said}>{safe(reading)}</corr></choice>"
