"""The fast path: most files are valid, and libxml2 over a grammar pruned to their names can tell."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostics import UsageError
from edition.validate.relaxng.forms import Form
from edition.validate.relaxng.kept import Kept
from edition.validate.relaxng.pruning import pruned
from edition.validate.relaxng.simplify import read_grammar
from edition.validate.relaxng.writing import written
from edition.validate.survey import Survey, Used
from edition.xml import Parsed

# Names up to which a pruning takes those of the files before in, so that it serves the next.
WIDEST = 600


def is_plainly_valid(path: Path, parsed: Parsed, seen: Survey) -> bool:
    """Whether a file is valid by a grammar beyond doubt; `SchemaError` where that is wrong itself."""
    changed = path.stat().st_mtime_ns if path.is_file() else 0
    return _forms(path, changed).covering(seen.used).accepts(parsed.root, seen)


class _Forms:
    """The forms of one grammar: those of this process, and those kept on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = Kept(path)
        self._on_disk = sorted(self._kept.names(), key=lambda each: len(each[0]))
        self._made: list[tuple[Used, Form]] = []

    def covering(self, used: Used) -> Form:
        """A form for files of these names."""
        for names, form in self._made:
            if used <= names:
                return form
        names, form = self._read(used) or self._make(used)
        self._made.append((names, form))
        return form

    def _read(self, used: Used) -> tuple[Used, Form] | None:
        # Where files come one after another, what serves most of them serves the next.
        for names, file in reversed(self._on_disk) if self._made else self._on_disk:
            if used <= names:
                try:
                    root = etree.parse(file, etree.XMLParser(no_network=True, load_dtd=False)).getroot()
                    return names, Form(read_grammar(file), root)
                except (OSError, etree.XMLSyntaxError, UsageError):
                    continue  # somebody was at it: it can be made again
        return None

    def _make(self, used: Used) -> tuple[Used, Form]:
        # Not at the top: where a pruning is kept, nothing of this is needed.
        from edition.validate.relaxng.engine import automaton

        wide = used
        for names, _ in self._made:
            wide = wide | names
        names = wide if len(wide) <= WIDEST else used
        grammar = pruned(automaton(self._path).grammar, names)
        root = written(grammar)
        if not any(p.type is not None and p.type.name in ("QName", "NOTATION") for p in grammar.patterns.all):
            self._kept.keep(names, root, grammar.files)
        return names, Form(grammar, root)


@lru_cache(maxsize=16)
def _forms(path: Path, changed: int) -> _Forms:
    return _Forms(path)
