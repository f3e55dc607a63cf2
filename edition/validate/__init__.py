"""Any TEI file to diagnostics: is it well-formed, is it TEI, and what its schemas say of it."""

from collections.abc import Sequence
from pathlib import Path

from edition.diagnostics import Diagnostic, Location, Severity
from edition.validate import relaxng
from edition.validate.checks import checks
from edition.validate.files import is_tei
from edition.validate.schemas import OURS, Schema, schemas_for
from edition.validate.survey import Survey, survey
from edition.xml import TEI, IllFormed, Parsed, parse

__all__ = ["forget", "validate", "validate_parsed"]


def validate(
    data: bytes,
    file: str,
    schemas: Sequence[str] = (),
    settings: Sequence[str] = (),
    *,
    named: bool = True,
    phase: str | None = None,
    rules: bool = True,
    project: Path | None = None,
) -> tuple[Diagnostic, ...] | None:
    """What is wrong with the bytes of one file, by place; none where it was not named and is no TEI.

    `phase` is that of the Schematron schemas; without `rules` none of them is run; `project` is the folder
    in whose files pointers may arrive.
    """
    try:
        parsed = parse(data, file)
    except IllFormed as error:
        return error.diagnostics
    if not is_tei(parsed.root):
        return (_not_tei(parsed),) if named else None
    return validate_parsed(parsed, schemas, settings, phase=phase, rules=rules, project=project)


def validate_parsed(
    parsed: Parsed,
    schemas: Sequence[str] = (),
    settings: Sequence[str] = (),
    *,
    phase: str | None = None,
    rules: bool = True,
    project: Path | None = None,
) -> tuple[Diagnostic, ...]:
    """The same for a tree that was parsed already."""
    found, diagnostics = schemas_for(parsed, schemas, settings, phase)
    diagnostics += parsed.diagnostics
    seen = survey(parsed.root)
    for schema in found:
        if rules or schema.kind != "schematron":
            diagnostics += _run(schema, parsed, seen)
    # Our own rules make errors of pointers that arrive nowhere.
    doubts = tuple(checks(parsed, not any(schema in found for schema in OURS), project))
    # What a grammar says of a date already is not said again.
    told = {(d.location, d.element) for d in diagnostics}
    diagnostics += tuple(d for d in doubts if (d.location, d.element) not in told or d.code != "check/date")
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def _run(schema: Schema, parsed: Parsed, seen: Survey) -> tuple[Diagnostic, ...]:
    if schema.kind == "relaxng":
        return tuple(relaxng.validate(schema, parsed, seen))
    # Not at the top: what runs the rules takes longer to load than to check a file by a grammar.
    from edition.validate import schematron

    return tuple(schematron.validate(schema, parsed))


def _not_tei(parsed: Parsed) -> Diagnostic:
    name = str(parsed.root.tag)
    return Diagnostic(
        Severity.ERROR,
        Location(parsed.file, parsed.root.sourceline),
        "tei/not-tei",
        f"this is no TEI: its root is <{name.rpartition('}')[2]}>",
        f'a TEI file begins with <TEI xmlns="{TEI}">',
        name.rpartition("}")[2],
    )


def forget() -> None:
    """Nothing of schemas and other files is remembered any more: they may have changed."""
    from edition.validate.pointers import ids_of_project
    from edition.validate.relaxng.engine import automaton
    from edition.validate.schematron.rules import holds_rules, phases

    for remembered in (automaton, holds_rules, phases, ids_of_project):
        remembered.cache_clear()
