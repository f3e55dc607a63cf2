"""`edition schema list|add|show`: the schemas that are known by name."""

from pathlib import Path

import click

from edition.cli.messages import Messages
from edition.cli.options import everywhere
from edition.diagnostics import UsageError
from edition.pipeline.adding_schemas import add_schema
from edition.validate.known_schemas import known_schemas
from edition.validate.schemas import named_schemas


@click.command("schema")
@click.argument("action", type=click.Choice(["list", "add", "show"]))
@click.argument("what", required=False, metavar="[NAME|FILE|ADDRESS]")
@click.option("--name", metavar="NAME", help="Call the schema so; else it is called as its file.")
@click.option("--anew", is_flag=True, help="Put the schema in the place of another of its name.")
@everywhere
def command(action: str, what: str | None, name: str | None, anew: bool, quiet: bool, verbose: bool) -> None:
    """List the schemas known by name, add one, or show where one lies.

    `add` takes a file or an https address, and is the only command that fetches anything. What was added is
    used by its name or its address (--schema, xml-model), and only as long as its hash is the same.
    """
    messages = Messages(quiet, verbose)
    if action == "list":
        _list()
    elif what is None:
        raise click.UsageError(f"{action} needs a {'file or an address' if action == 'add' else 'name'}")
    elif action == "add":
        added = add_schema(what, name, anew)
        messages.summary(f"added {added.name}: SHA-256 {added.sha256}")
    else:
        _show(what)


def _list() -> None:
    click.echo("edition\tthe edition's own: edition.rng and edition.sch")
    for known in known_schemas().values():
        click.echo(f"{known.name}\t{known.address}\tSHA-256 {known.sha256[:16]}…")


def _show(what: str) -> None:
    schemas = named_schemas(what)
    if not schemas:
        raise UsageError(f"no schema {what}")
    known = {schema.path: schema for schema in known_schemas().values()}
    for schema in schemas:
        click.echo(f"{schema.name}\n  kind     {schema.kind}\n  file     {Path(schema.path)}")
        if found := known.get(schema.path):
            click.echo(f"  from     {found.address}\n  SHA-256  {found.sha256}")
