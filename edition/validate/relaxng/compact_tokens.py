"""The words of a schema in RELAX NG's compact syntax, each with its line; annotations left out."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

# "\x{20AC}": a character by its number, anywhere in a schema.
ESCAPE = regex.compile(r"\\x+\{([0-9A-Fa-f]+)\}")
# A word of the syntax; comments and blanks are words that nobody sees.
TOKEN = regex.compile(
    r"""
    (?P<blank>[ \t\r\n]+|\#[^\n]*)
    |(?P<literal>\"{3}(?:(?!\"{3})(?s:.))*\"{3}|'{3}(?:(?!'{3})(?s:.))*'{3}|"[^"\n]*"|'[^'\n]*')
    |(?P<any>[\w.·-]+:\*)
    |(?P<name>\\?[^\W\d][\w.·-]*(?::[^\W\d][\w.·-]*)?)
    |(?P<mark>\|=|&=|>>|[={}()\[\],&|?*+~-])
    """,
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its kind (`name`, `any`, `literal`, `mark`, `end`), what is written, its line."""

    kind: str
    text: str
    line: int


class WrongCompact(Exception):  # noqa: N818  # it says what is wrong
    """The text is no schema; `line` is where."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def tokens(text: str) -> list[Token]:
    """The words of a schema, and one that says that it ends."""
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text.replace("\r\n", "\n").replace("\r", "\n"))
    return list(_without_annotations(list(_split(plain))))


def _split(text: str) -> Iterator[Token]:
    at, line = 0, 1
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise WrongCompact(f"{text[at]} means nothing here", line)
        kind = match.lastgroup or ""
        if kind == "literal":
            quotes = 3 if match[0][:3] in ('"""', "'''") else 1
            yield Token(kind, match[0][quotes:-quotes], line)
        elif kind != "blank":
            yield Token(kind, match[0], line)
        line += match[0].count("\n")
        at = match.end()
    yield Token("end", "the end", line)


def _without_annotations(words: list[Token]) -> Iterator[Token]:
    """The words but those in square brackets, and the names of elements that are annotations after a pattern."""
    depth = at = 0
    while at < len(words):
        word = words[at]
        at += 1
        if word.kind == "mark" and word.text == "[":
            depth += 1
        elif word.kind == "mark" and word.text == "]":
            depth -= 1
        elif word.kind == "mark" and word.text == ">>":
            at += 1  # the name of the annotation; its brackets come next
        elif word.kind == "name" and at < len(words) and words[at].text == "[" and words[at].kind == "mark":
            continue  # an annotation that stands among definitions
        elif not depth or word.kind == "end":
            yield word
