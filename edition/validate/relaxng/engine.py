"""The engine: whether a tree is valid by derivatives, and where it is not, why, fault by fault."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from edition.diagnostics import Diagnostic, Fix, Location, Severity
from edition.validate.mending import Mender
from edition.validate.places import Finder
from edition.validate.relaxng.automaton import Automaton
from edition.validate.relaxng.faults import Fault
from edition.validate.relaxng.identities import identities
from edition.validate.relaxng.restrictions import check
from edition.validate.relaxng.simplify import read_grammar
from edition.validate.relaxng.verdict import is_valid
from edition.validate.relaxng.walk import explain
from edition.xml import Parsed


def refusals(path: Path, parsed: Parsed) -> Iterator[Diagnostic]:
    """What the grammar in a file refuses in a tree; `SchemaError` where it is wrong itself."""
    grammar = automaton(path)
    faults = list(identities(parsed.root, grammar))
    if not is_valid(parsed.root, grammar):
        faults += explain(parsed.root, grammar)
        if not faults:
            faults.append(_unexplained(parsed))
    finder, mender = Finder(parsed), Mender(parsed)
    for fault in faults:
        yield Diagnostic(
            Severity.ERROR,
            _location(fault, finder),
            f"relaxng/{fault.code}",
            fault.message,
            fault.help,
            fault.name,
            _fix(fault, mender),
        )


def _fix(fault: Fault, mender: Mender) -> Fix | None:
    if fault.meant is None:
        return None
    if fault.code == "namespace":
        return mender.namespaced(fault.at, fault.meant)
    if isinstance(fault.part, str):
        return mender.attribute_renamed(fault.at, fault.part, fault.meant)
    return mender.element_renamed(fault.at, fault.meant)


@lru_cache(maxsize=16)
def automaton(path: Path) -> Automaton:
    """A schema made ready, once a process; `SchemaError` where it is wrong itself."""
    grammar = read_grammar(path)
    check(grammar)
    return Automaton(grammar)


def _location(fault: Fault, finder: Finder) -> Location:
    if isinstance(fault.part, str):
        return finder.attribute(fault.at, fault.part)
    if isinstance(fault.part, int):
        return finder.text(fault.at, fault.part)
    return finder.location(fault.at, fault.at.sourceline)


def _unexplained(parsed: Parsed) -> Fault:
    # The verdict is exact and the walk a guess: where they differ, the verdict stands.
    name = str(parsed.root.tag).rpartition("}")[2]
    return Fault(parsed.root, "invalid", name, "this file is not valid, and no single place is at fault")
