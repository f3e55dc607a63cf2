"""The frame of a page: templates found, filled and turned into bytes."""

from collections.abc import Mapping
from functools import lru_cache

import jinja2

from edition.resources import resource
from edition.site.settings import SiteSettings

# Nothing runs, nothing is fetched: what a page needs lies beside it.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

ASSETS = "_edition"


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(resource("templates") / "site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(template: str, settings: SiteSettings, root: str, facts: Mapping[str, object]) -> bytes:
    """A page of the site; `root` leads from it to the site's own folder (`../` or nothing)."""
    html = (
        _environment()
        .get_template(template)
        .render({"site": settings, "root": root, "assets": f"{root}{ASSETS}", "policy": POLICY, **facts})
    )
    return html.encode("utf-8", "replace")


def assets() -> Mapping[str, bytes]:
    """The files that every page uses, by the name they have in the site's `_edition` folder."""
    folder = resource("templates") / "site" / "assets"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
