"""Whose look it is: theme, colours, fonts, logo, navigation, footer and pages of the edition's own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from edition.diagnostics import Location, SourceError, UsageError
from edition.render.html import slug
from edition.resources import resource

DEFAULT = "default"
THEMES = "themes"
TEMPLATES = "templates"

# What a theme may change: the tokens at the top of edition.css.
_COLOURS = ("paper", "ink", "soft", "line", "tint", "edition", "withheld")
_FONTS = ("text", "plain", "mono")
_DARK = "-dark"

# "#8a2f1d", "maroon", "rgb(138 47 29 / 80%)": nothing that could end the rule it stands in.
_COLOUR = regex.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+|(?:rgba?|hsla?|oklch|lab)\([0-9., %/a-z-]*\)")
# `"EB Garamond", Georgia, serif`.
_FAMILIES = regex.compile(r"""[\p{L}\p{N} ,"'_-]+""")
_FONT_FILES = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
_LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")
_SCHEME = regex.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")

_TAKEN = frozenset(
    "index about 404 search registers persons places organisations works chronology redactions readings "
    "markings".split()
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """The keys of `[site]`; hashable and picklable, so that each process reads the files once.

    `folder` is the edition's: its `templates/`, and where the paths of `logo`, `pages` and of fonts begin.
    `navigation` pairs titles with addresses. `languages` are those of the interface, the wanted one first;
    `behaviours` pairs elements with others in whose manner they are shown, or with `inline` or `block`.
    """

    theme: str = DEFAULT
    colours: Pairs = ()
    fonts: Pairs = ()
    logo: str | None = None
    navigation: Pairs = ()
    footer: str | None = None
    pages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    behaviours: Pairs = ()
    folder: str | None = None


AS_SHIPPED = Look()


@dataclass(frozen=True, slots=True)
class Extra:
    """A page of the edition's own: its file in the site, its title, its text as HTML."""

    file: str
    title: str
    html: str


def template_folders(look: Look) -> tuple[Path, ...]:
    """Where templates are looked for, the edition's own first."""
    shipped = resource("templates") / "site"
    own = Path(look.folder) / TEMPLATES if look.folder else None
    return (own, shipped) if own and own.is_dir() else (shipped,)


def links(look: Look) -> Iterator[tuple[str, str, bool]]:
    """Yield title, address and whether it leads out, for what the edition adds to the navigation."""
    for extra in extras(look):
        yield extra.title, extra.file, False
    for title, href in look.navigation:
        scheme = _SCHEME.match(href.strip())
        if scheme and scheme["scheme"].lower() not in ("http", "https", "mailto"):
            raise UsageError(f"[site] navigation: {href!r} is no address to send a reader to")
        yield title, href.strip(), scheme is not None


@lru_cache(maxsize=4)
def extras(look: Look) -> tuple[Extra, ...]:
    """The edition's own pages; raises `UsageError` for a name that is taken, `SourceError` for a missing file."""
    made: dict[str, Extra] = {}
    for path in look.pages:
        name = slug(Path(path).stem)
        if not name or name in _TAKEN or f"{name}.html" in made:
            raise UsageError(
                f"[site] pages: {path!r} cannot be a page, for the site needs its name; rename it"
            )
        title, html = _markdown(_read(look, path).decode("utf-8-sig", "replace"))
        made[f"{name}.html"] = Extra(f"{name}.html", title or Path(path).stem, html)
    return tuple(made.values())


@lru_cache(maxsize=4)
def footer(look: Look) -> str:
    """The edition's own words at the foot of each page, as HTML."""
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark", {"html": False}).renderInline(look.footer)) if look.footer else ""


def _markdown(text: str) -> tuple[str, str]:
    """The first heading of a page and the rest of it as HTML; HTML in it is shown, not obeyed."""
    from markdown_it import MarkdownIt

    tokens = (reader := MarkdownIt("commonmark", {"html": False}).enable("table")).parse(text)
    title = ""
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        title, tokens = tokens[1].content, tokens[3:]
    for token in tokens:
        if token.tag == "h1":  # a page has one, its title
            token.tag = "h2"
    return title, str(reader.renderer.render(tokens, reader.options, {}))


def look_files(look: Look) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a look for the site's `_edition` folder: its stylesheet, fonts, logo."""
    if look.logo:
        yield _logo_name(look.logo), _read(look, look.logo)
    for _, value in look.fonts:
        if suffix := _font_suffix(value):
            yield f"fonts/{slug(Path(value).stem)}{suffix}", _read(look, value)
    if style := stylesheet(look):
        yield "look.css", style.encode()


def logo(look: Look) -> str | None:
    """The name of the logo in the site's `_edition` folder."""
    return _logo_name(look.logo) if look.logo else None


def _logo_name(path: str) -> str:
    suffix = Path(path).suffix.lower()
    if suffix not in _LOGOS:
        raise UsageError(f"[site] logo: {path!r} is no picture a browser shows ({', '.join(_LOGOS)})")
    return f"logo{suffix}"


@lru_cache(maxsize=4)
def stylesheet(look: Look) -> str:
    """The rules of a look that come after edition.css; nothing where all is as it was."""
    faces = "".join(_face(name, value) for name, value in look.fonts if _font_suffix(value))
    fonts = [f"--{_token(name, _FONTS, 'fonts')}: {_families(name, value)};" for name, value in look.fonts]
    light = [_colour(name, value) for name, value in look.colours if not name.endswith(_DARK)]
    dark = [_colour(name, value) for name, value in look.colours if name.endswith(_DARK)]
    rules = _theme(look) + faces
    if fonts or light:
        rules += f":root {{ {' '.join((*fonts, *light))} }}\n"
    if dark:
        rules += f"@media (prefers-color-scheme: dark) {{ :root {{ {' '.join(dark)} }} }}\n"
    return rules


def _theme(look: Look) -> str:
    if look.theme == DEFAULT:
        return ""
    for folder in template_folders(look):
        path = folder / THEMES / f"{slug(look.theme)}.css"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    known = sorted(
        {path.stem for folder in template_folders(look) for path in (folder / THEMES).glob("*.css")}
    )
    raise UsageError(f"[site] theme: there is no {look.theme!r}; there are {DEFAULT}, {', '.join(known)}")


def _colour(name: str, value: str) -> str:
    if not _COLOUR.fullmatch(value.strip()):
        raise UsageError(f'[site] colours: {value!r} for {name} is no colour, such as "#8a2f1d"')
    return f"--{_token(name.removesuffix(_DARK), _COLOURS, 'colours')}: {value.strip()};"


def _token(name: str, known: tuple[str, ...], key: str) -> str:
    if name not in known:
        raise UsageError(f"[site] {key}: there is no {name!r}; there are {', '.join(known)}")
    return name


def _families(name: str, value: str) -> str:
    if _font_suffix(value):
        return f'"edition-{name}", serif'
    if not _FAMILIES.fullmatch(value):
        raise UsageError(
            f"[site] fonts: {value!r} is neither names of fonts nor a file (.woff2, .woff, .ttf, .otf)"
        )
    return value


def _face(name: str, value: str) -> str:
    suffix = _font_suffix(value)
    source = f'url("fonts/{slug(Path(value).stem)}{suffix}") format("{_FONT_FILES[suffix]}")'
    return f'@font-face {{ font-family: "edition-{name}"; src: {source}; font-weight: 100 900; font-display: swap; }}\n'


def _font_suffix(value: str) -> str:
    suffix = Path(value).suffix.lower()
    return suffix if suffix in _FONT_FILES else ""


def _read(look: Look, path: str) -> bytes:
    """A file of the edition; nothing outside its folder."""
    folder = Path(look.folder or ".").resolve()
    try:
        found = (folder / path).resolve()
        if not found.is_relative_to(folder):
            raise UsageError(f"[site]: {path!r} does not lie in the edition's folder")
        return found.read_bytes()
    except (OSError, ValueError) as error:
        raise SourceError("the file that [site] names cannot be read", Location(path)) from error
