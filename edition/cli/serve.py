"""`edition serve`: the site of an edition on this machine, built again at each save."""

import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import click

from edition.cli.messages import Messages
from edition.cli.options import PATH, everywhere, jobs
from edition.diagnostics import Diagnostic, UsageError
from edition.pipeline.editions import load_edition
from edition.pipeline.progress import Silent
from edition.pipeline.run import Haste, Works
from edition.serve.loop import Workshop
from edition.serve.preview import Preview
from edition.serve.server import HOST, Server


@click.command("serve")
@click.argument("folder", metavar="[DIR]", default=".", type=PATH)
@click.option(
    "--port",
    "-p",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="0 takes any that is free.",
)
@click.option("--open", "opens", is_flag=True, help="Open the site in a browser.")
@jobs
@everywhere
def command(folder: Path, port: int, opens: bool, jobs: int | None, quiet: bool, verbose: bool) -> None:
    """Build the site of the edition in DIR (default: here), show it, and build it again at each save.

    Pages in a browser reload by themselves, and show the faults of the last build; the search index is made
    when nothing was saved for a moment, books only by `edition build`. This machine alone can see
    the site. Ctrl-C ends it.
    """
    messages = Messages(quiet, verbose)
    edition = load_edition(folder)
    preview = Preview()
    server = _server(edition.output / "site", port, preview)

    def works(faults: list[Diagnostic]) -> Works:
        anew = Messages(quiet, verbose)  # what is still at fault is told again after each save

        def tell(found: Iterable[Diagnostic]) -> None:
            found = tuple(found)
            faults.extend(found)
            anew.tell(found)

        return Works(jobs, Silent(), tell)

    workshop = Workshop(folder, preview, works, messages.note)
    with server, suppress(KeyboardInterrupt):
        workshop.build(Haste.NO_INDEX)
        Thread(target=server.serve_forever, daemon=True).start()
        messages.summary(f"site: {server.address} (built again at each save; Ctrl-C ends it)")
        if opens:
            webbrowser.open(server.address)
        workshop.run(edition)


def _server(folder: Path, port: int, preview: Preview) -> Server:
    try:
        return Server(folder, port, preview)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"nothing can be served at {HOST}:{port}: {reason}; --port names another") from error
