"""Where the keys of a TOML file stand, so that a fault of settings has its line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

import regex

from edition.document import LINE_END

KeyPath = tuple[str, ...]
Place = tuple[int, int]

# The words of TOML: `"""several lines"""`, `'C:\path'`, `# why`, `[`, `1965-02-17`.
_TOKEN = regex.compile(
    r'(?P<string>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<end>\n)|(?P<space>[ \t\r]+)|(?P<sign>[\[\]{},=.])"
    r"|(?P<bare>[^\s\[\]{},=.#\"']+)",
    regex.DOTALL,
)


def key_places(text: str) -> Mapping[KeyPath, Place]:
    """Line and column of the first place of each key and table of a file that `tomllib` has accepted."""
    reader = _Reader()
    for match in _TOKEN.finditer(text):
        reader.read(match)
    starts = [0, *(end.end() for end in LINE_END.finditer(text))]
    return {path: _place(starts, offset) for path, offset in reader.offsets.items()}


def _place(starts: list[int], offset: int) -> Place:
    line = sum(start <= offset for start in starts)
    return line, offset - starts[line - 1] + 1


@dataclass(slots=True)
class _Reader:
    """Reads one token after the other; `open` holds, for each brace, the path and key outside it.

    For an array's bracket it holds `None`: that leaves the path alone.
    """

    offsets: dict[KeyPath, int] = field(default_factory=dict)
    open: list[tuple[KeyPath, list[tuple[str, int]]] | None] = field(default_factory=list)
    base: KeyPath = ()
    parts: list[tuple[str, int]] = field(default_factory=list)
    in_key: bool = True
    in_header: bool = False

    def read(self, match: regex.Match[str]) -> None:
        kind, token = match.lastgroup, match.group()
        if kind in ("string", "bare") and self.in_key:
            self.parts.append((_unquoted(token), match.start()))
        elif kind == "end" and not self.open:
            self._start_key()
        elif kind == "sign":
            self._read_sign(token)

    def _read_sign(self, sign: str) -> None:
        if self.in_key:
            self._sign_in_key(sign)
        elif sign == "{":
            self.open.append((self.base, self.parts))
            self.base = self._path()
            self._start_key()
        elif sign == "[":
            self.open.append(None)
        elif sign in "]}":
            self._close()
        elif sign == "," and self.open and self.open[-1] is not None:
            self._start_key()

    def _sign_in_key(self, sign: str) -> None:
        if sign == "=":
            self._keep()
            self.in_key = False
        elif sign == "[":
            self.in_header, self.base = True, ()
        elif sign == "]" and self.in_header:
            self._keep()
            self.base = self._path()
            self.in_header = self.in_key = False
        elif sign == "}":
            self._close()

    def _start_key(self) -> None:
        self.parts, self.in_key = [], True

    def _close(self) -> None:
        # A second `]` of `[[table]]` finds nothing open.
        outside = self.open.pop() if self.open else None
        if outside is not None:
            self.base, self.parts = outside
        self.in_key = False

    def _path(self) -> KeyPath:
        return (*self.base, *(part for part, _ in self.parts))

    def _keep(self) -> None:
        for count in range(1, len(self.parts) + 1):
            path = (*self.base, *(part for part, _ in self.parts[:count]))
            self.offsets.setdefault(path, self.parts[count - 1][1])


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
