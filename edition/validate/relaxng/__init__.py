"""RELAX NG: what a grammar refuses in a tree, each fault once and at its place."""

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.validate.relaxng.fast import is_plainly_valid
from edition.validate.schemas import Schema
from edition.validate.survey import Survey
from edition.xml import Parsed


def validate(schema: Schema, parsed: Parsed, seen: Survey) -> Iterator[Diagnostic]:
    """Each fault of a tree by a grammar; `SchemaError` where that is wrong itself."""
    if is_plainly_valid(schema.path, parsed, seen):
        return
    # Not at the top: most files are valid, and the engine's tables cost a start of half a tenth of a second.
    from edition.validate.relaxng.engine import refusals

    yield from refusals(schema.path, parsed)
