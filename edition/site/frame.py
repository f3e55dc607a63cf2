"""The frame of a page: templates found, filled and turned into bytes."""

from collections.abc import Callable, Mapping
from functools import lru_cache

import jinja2
from markupsafe import Markup, escape

from edition.diagnostics import EditionError, Location
from edition.render.languages import language_attributes
from edition.render.phrases import Phrases
from edition.resources import resource
from edition.site.look import Look, footer, links, logo, stylesheet, template_folders
from edition.site.phrases import joined, phrases, reads
from edition.site.settings import SiteSettings

# Nothing is fetched from elsewhere, and nothing runs but the one script beside the page.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

# The search page alone reads an index, with a program of Pagefind's.
SEARCH_POLICY = POLICY.replace(
    "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
)

ASSETS = "_edition"


# In a template of the edition's own, `{% extends "edition/text.html" %}` is the one it takes the place of.
ORIGINAL = "edition"


@lru_cache(maxsize=4)
def _environment(look: Look, words: Phrases) -> jinja2.Environment:
    folders = template_folders(look)
    shipped = jinja2.FileSystemLoader(folders[-1])
    loaders = [
        *(jinja2.FileSystemLoader(folder) for folder in folders),
        jinja2.PrefixLoader({ORIGINAL: shipped}),
    ]
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = words.catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # what the extension adds
        lambda message: escape(catalogue.gettext(message)),
        lambda one, many, number: escape(catalogue.ngettext(one, many, number)),
        newstyle=True,
    )
    environment.globals |= {
        "_": _said_in(words),
        "links": tuple(links(look)),
        "footer": Markup(footer(look)),  # HTML in it was escaped where it was read
        "logo": logo(look),
        "look": bool(stylesheet(look)),
        "words": words,
        "interface": words.language,
        "reads": reads(words),
        "marked": lambda language: Markup(_marked(language, words.language)),
        "listed": lambda names: joined(names, words),
    }
    return environment


def _said_in(words: Phrases) -> Callable[..., Markup]:
    """What `_` says in a template: as the extension's own, but what fills no blank is looked up once."""

    @lru_cache(maxsize=1024)
    def escaped(message: str) -> Markup:
        return escape(words.catalogue.gettext(message))

    @lru_cache(maxsize=1024)
    def plain(message: str) -> Markup:
        return escaped(message) % {}

    def said(message: str, **variables: object) -> Markup:
        return escaped(message) % variables if variables else plain(message)

    return said


def _marked(language: str | None, interface: str) -> str:
    """The attributes of a passage that is in another language than the page."""
    return language_attributes(language) if language and language != interface else ""


def page(template: str, settings: SiteSettings, root: str, facts: Mapping[str, object]) -> bytes:
    """A page of the site; `root` leads from it to the site's own folder (`../` or nothing).

    Raises `EditionError` with its place where a template of the edition's own is wrong.
    """
    shared = {"notice": None, "site": settings, "root": root, "assets": f"{root}{ASSETS}", "policy": POLICY}
    try:
        html = (
            _environment(settings.look, phrases(settings)).get_template(template).render({**shared, **facts})
        )
    except jinja2.TemplateSyntaxError as error:
        place = Location(error.filename or error.name or template, error.lineno)
        raise EditionError(f"this template is wrong: {error.message}", place) from error
    except jinja2.TemplateError as error:
        raise EditionError(f"this template cannot be filled: {error.message}", Location(template)) from error
    return html.encode("utf-8", "replace")


def assets(search: bool = False) -> Mapping[str, bytes]:
    """The files that pages use, by the name they have in the site's `_edition` folder."""
    folder = resource("templates") / "site" / "assets"
    files = (path for path in sorted(folder.iterdir()) if path.is_file())
    return {path.name: path.read_bytes() for path in files if search or path.name != "search.js"}
