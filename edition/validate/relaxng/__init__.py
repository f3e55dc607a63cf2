"""RELAX NG: libxml2 says whether a tree is valid; where it is not, each element is asked by itself why."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.validate.places import Finder
from edition.validate.relaxng.explain import explain
from edition.validate.relaxng.grammar import Grammar
from edition.validate.schemas import Schema
from edition.xml import Parsed


def validate(schema: Schema, parsed: Parsed) -> Iterator[Diagnostic]:
    """What a grammar refuses in a tree, each fault at its place."""
    validator = compiled(schema.path)
    if validator.validate(parsed.tree):
        return
    entries = list(validator.error_log)
    finder = Finder(parsed)
    parts = grammar(schema.path)
    faults = list(explain(parsed.root, parts)) if parts.whole else []
    for fault in faults:
        location = finder.location(fault.at, fault.at.sourceline)
        yield Diagnostic(
            Severity.ERROR, location, f"relaxng/{fault.code}", fault.message, fault.help, fault.name
        )
    if not faults:
        # The grammar lies in several files, or each element is right by itself: libxml2's own words.
        for entry in entries[:1]:
            element = finder.at(entry.path)
            yield Diagnostic(
                Severity.ERROR,
                finder.location(element, entry.line),
                "relaxng/invalid",
                entry.message,
                None,
                etree.QName(element).localname if element is not None else None,
            )


@lru_cache(maxsize=16)
def compiled(path: Path) -> etree.RelaxNG:
    """A grammar, parsed once a process; `UsageError` where it is wrong itself."""
    try:
        return etree.RelaxNG(etree.parse(path))
    except (etree.RelaxNGParseError, etree.XMLSyntaxError, OSError) as error:
        raise UsageError(f"this schema is wrong: {error}", Location(str(path))) from error


@lru_cache(maxsize=16)
def grammar(path: Path) -> Grammar:
    """The same grammar, taken apart."""
    return Grammar(etree.parse(path).getroot())
