"""Which diagnostics are wanted: by code, by path, and by `<?edition ignore CODE?>` in the file itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from edition.diagnostics import Diagnostic

# <?edition ignore relaxng/idref schematron?>
IGNORE = regex.compile(r"<\?edition\s+ignore\s+([^?<>]+?)\s*\?>")
# A file with these was not checked, and nobody may take it for a good one.
ALWAYS = frozenset(
    (
        *("file/missing", "file/unreadable", "tei/not-tei", "schema/unknown"),
        *("xml/ill-formed", "xml/undefined-entity", "xml/external-entity", "xml/entity-bomb", "xml/too-deep"),
    )
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes, or rooms of codes (`relaxng`), to be told alone (all where there are none) and to be left out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: str) -> bool:
        """Whether a code is to be told."""
        if code in ALWAYS:
            return True
        return (not self.select or _fits(code, self.select)) and not _fits(code, self.ignore)

    def wants_any(self, room: str) -> bool:
        """Whether any code of a room may be told."""
        return room not in self.ignore and (
            not self.select or any(_room(each) == room for each in self.select)
        )

    def and_also(self, other: "Selection") -> "Selection":
        """Both together: what the other selects instead, what it ignores besides."""
        return Selection(other.select or self.select, (*self.ignore, *other.ignore))


def selected(
    diagnostics: Sequence[Diagnostic], selection: Selection, text: str | None
) -> tuple[Diagnostic, ...]:
    """The diagnostics of one file that are wanted; `text` is the file's, where it could be read."""
    wanted = [d for d in diagnostics if selection.wants(d.code)]
    ignored = dict(_ignored_lines(text)) if text and "<?edition" in text else {}
    if ignored:
        wanted = [
            d for d in wanted if d.code in ALWAYS or not _fits(d.code, ignored.get(d.location.line or 0, ()))
        ]
    return tuple(wanted)


def _ignored_lines(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The codes that are ignored on a line: what stands on it, or on the one before."""
    found: dict[int, tuple[str, ...]] = {}
    for match in IGNORE.finditer(text):
        line = len(regex.findall(r"\r\n|\n|\r", text[: match.end()])) + 1
        for each in (line, line + 1):
            found[each] = (*found.get(each, ()), *match[1].split())
    yield from found.items()


def _fits(code: str, patterns: Iterable[str]) -> bool:
    return any(code == pattern or code.startswith(f"{pattern}/") for pattern in patterns)


def _room(code: str) -> str:
    return code.partition("/")[0]
