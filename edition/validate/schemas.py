"""Where a schema comes from: the option, the file's `xml-model` instructions, the settings, or ours."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError
from edition.resources import resource
from edition.validate.addresses import split_address
from edition.validate.catalogs import in_catalogs
from edition.validate.known_schemas import known_path
from edition.xml import TEI, Parsed

Kind = Literal["relaxng", "schematron"]

# href="../schemas/edition.rng": a pseudo-attribute of a processing instruction.
PSEUDO_ATTRIBUTE = regex.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
P4_ROOTS = frozenset({"TEI.2", "teiCorpus.2"})

COMPILE = (
    "an ODD must be compiled to a schema first: by Roma (https://roma.tei-c.org), or by teitorelaxng of the"
    " TEI's Stylesheets"
)


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema that was found: its file, what it is written in, and how it was named."""

    path: Path
    kind: Kind
    name: str
    phase: str | None = None


# Ours, wherever a file of the same name may lie.
OURS = (
    Schema(resource("schemas") / "edition.rng", "relaxng", "edition.rng"),
    Schema(resource("schemas") / "edition.sch", "schematron", "edition.sch"),
)


def schemas_for(
    parsed: Parsed, options: Sequence[str], settings: Sequence[str], phase: str | None = None
) -> tuple[tuple[Schema, ...], tuple[Diagnostic, ...]]:
    """The schemas that apply to a file, and what is wrong with the way to them.

    `phase` is that of the Schematron schemas, whatever the instructions say. Source: `docs/commands.md`,
    "Validation": the first of the four that says something.
    """
    if options:
        return tuple(schema for name in options for schema in named_schemas(name, phase)), ()
    instructions = tuple(_instructions(parsed, phase))
    if instructions:
        return (
            tuple(item for item in instructions if isinstance(item, Schema)),
            tuple(item for item in instructions if isinstance(item, Diagnostic)),
        )
    if settings:
        return tuple(schema for name in settings for schema in named_schemas(name, phase)), ()
    if is_ours(parsed.root):
        return named_schemas("edition"), ()
    return (), (_without_schema(parsed),)


def named_schemas(name: str, phase: str | None = None) -> tuple[Schema, ...]:
    """The schemas of one `--schema`: a file, a name in the catalog, `edition` for both of ours, `none`.

    A grammar with rules of Schematron in it is two of them.
    """
    if name == "none":
        return ()
    if name == "edition":
        return OURS
    path = Path(name) if os.path.isfile(name) else _known(name)
    if path is None:
        raise UsageError(f"no schema {name}: it is neither a file nor known by name (edition schema list)")
    kind = _kind(path.name)
    if path.suffix == ".odd":
        raise UsageError(f"{name}: {COMPILE}")
    if kind is None:
        raise UsageError(f"{name}: a schema is a .rng, .rnc or .sch file")
    if kind == "schematron":
        return (Schema(path, kind, name, phase),)
    return (Schema(path, kind, name), *_rules_within(path, name, phase))


def _rules_within(path: Path, name: str, phase: str | None) -> tuple[Schema, ...]:
    """The rules that a grammar carries, as TEI's do; of the phase if it has it."""
    # Not at the top: most files name what they are checked by, and are checked by that alone.
    from edition.validate.schematron.rules import holds_rules, phases

    if not holds_rules(path):
        return ()
    known = phase if phase in phases(path) else None
    return (Schema(path, "schematron", name, known),)


def _known(name: str) -> Path | None:
    return in_catalogs(name) or known_path(name)


def is_ours(root: etree._Element) -> bool:
    """Whether the header's `appInfo` names edition."""
    path = "/".join(f"{{{TEI}}}{name}" for name in ("teiHeader", "encodingDesc", "appInfo", "application"))
    return any(application.get("ident") == "edition" for application in root.iterfind(path))


def _instructions(parsed: Parsed, phase: str | None) -> Iterator[Schema | Diagnostic]:
    node = parsed.root.getprevious()
    found: list[etree._Element] = []
    while node is not None:
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            found.append(node)
        node = node.getprevious()
    for instruction in reversed(found):
        said = {
            match[1]: match[2] or match[3] or ""
            for match in PSEUDO_ATTRIBUTE.finditer(instruction.text or "")
        }
        place = Location(parsed.file, instruction.sourceline)
        yield from _instructed(said.get("href", ""), said, place, phase)


def _instructed(
    href: str, said: dict[str, str], place: Location, phase: str | None
) -> Iterator[Schema | Diagnostic]:
    path = in_catalogs(href) or _beside(place.file, href) or known_path(href)
    kind = _kind(split_address(href).path, said.get("schematypens"))
    if path is None:
        yield Diagnostic(
            Severity.ERROR,
            place,
            "schema/unknown",
            f"the schema {href or 'of this xml-model instruction'} is not there",
            "name a file beside this one, or add the schema once: edition schema add ADDRESS",
        )
    elif kind is None:
        message = f"the schema {href} is neither RELAX NG nor Schematron"
        help_text = COMPILE if path.suffix == ".odd" else "it was not used"
        yield Diagnostic(Severity.WARNING, place, "schema/kind", message, help_text)
    elif kind == "schematron":
        yield _with_phase(path, href, place, phase, said.get("phase"))
    else:
        yield Schema(path, kind, href)
        # Who says what an instruction is for gets that alone: another one names the rules.
        if not said.get("schematypens"):
            yield from _rules_within(path, href, phase or said.get("phase"))


def _with_phase(
    path: Path, href: str, place: Location, option: str | None, instructed: str | None
) -> Schema | Diagnostic:
    from edition.validate.schematron.rules import ALL, DEFAULT, phases

    known = phases(path)
    if option is None and instructed and instructed not in (*known, ALL, DEFAULT):
        has = f"it has {', '.join(sorted(known))}" if known else "it has none"
        message = f'the schema {href} has no phase "{instructed}"'
        return Diagnostic(Severity.ERROR, place, "schema/phase", message, has)
    # A grammar that carries rules has no phases, mostly: the option is for those that do.
    wanted = option if option in known or path.suffix == ".sch" else None
    return Schema(path, "schematron", href, wanted or instructed or None)


def _beside(file: str, href: str) -> Path | None:
    address = split_address(href)
    if not href or address.scheme not in ("", "file") or address.netloc:
        return None
    folder = Path() if file == "-" else Path(file).parent
    path = folder / unquote(address.path)
    return path if path.is_file() else None


def _kind(name: str, namespace: str | None = None) -> Kind | None:
    if namespace == "http://purl.oclc.org/dsdl/schematron" or name.endswith((".sch", ".isosch")):
        return "schematron"
    if namespace == "http://relaxng.org/ns/structure/1.0":
        return "relaxng"
    return "relaxng" if name.endswith((".rng", ".rnc")) else None


def _without_schema(parsed: Parsed) -> Diagnostic:
    name = etree.QName(parsed.root).localname
    if name in P4_ROOTS:
        message = "this is TEI P4, for which there is no schema here: only its form was checked"
        return Diagnostic(Severity.WARNING, Location(parsed.file), "tei/p4", message)
    return Diagnostic(
        Severity.WARNING,
        Location(parsed.file),
        "schema/none",
        "no schema applies to this file: only its form was checked",
        'name one by --schema, or by <?xml-model href="…"?> before the root element',
    )
