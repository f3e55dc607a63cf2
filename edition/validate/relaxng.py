"""RELAX NG, by libxml2: whether a tree is valid, and where not."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.validate.places import Finder
from edition.validate.schemas import Schema
from edition.validate.wording import worded
from edition.xml import Parsed


def validate(schema: Schema, parsed: Parsed) -> Iterator[Diagnostic]:
    """What a grammar refuses in a tree."""
    grammar = compiled(schema.path)
    if grammar.validate(parsed.tree):
        return
    finder = Finder(parsed)
    for entry in grammar.error_log:
        element = finder.element(entry.path)
        code, name, message = worded(entry.message, element)
        yield Diagnostic(
            Severity.ERROR, finder.location(element, entry.line), f"relaxng/{code}", message, None, name
        )


@lru_cache(maxsize=16)
def compiled(path: Path) -> etree.RelaxNG:
    """A grammar, parsed once a process; `UsageError` where it is wrong itself."""
    try:
        return etree.RelaxNG(etree.parse(path))
    except (etree.RelaxNGParseError, etree.XMLSyntaxError, OSError) as error:
        raise UsageError(f"this schema is wrong: {error}", Location(str(path))) from error
