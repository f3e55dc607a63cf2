"""Text as Typst string literals: nothing a source says is ever read as code."""

import regex

# Backslash and quotation mark alone mean something inside a Typst string.
SPECIAL = regex.compile(r'[\\"]')
# XML's white space; a no-break space or an em space is text.
SPACES = regex.compile(r"[ \t\r\n]+")


def literal(text: str) -> str:
    """A Typst string literal that means exactly this text."""
    escaped = SPECIAL.sub(r"\\\g<0>", text)
    return f'"{escaped}"'


def array(items: tuple[str, ...]) -> str:
    """A Typst array of strings."""
    return "(" + "".join(f"{literal(item)}, " for item in items) + ")"


def collapse(text: str) -> str:
    """The text with each run of white space one space, none at its edges."""
    return SPACES.sub(" ", text).strip(" ")
