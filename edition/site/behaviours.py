"""Behaviours of an edition's own: a table in `[site] behaviours`, functions of installed packages.

A package names a function at the entry point `edition.behaviours`, under the element it is for. It is
called as our own are, `(element, here)`, and gives the tags before and after the content; or it is a
`Row`, where more than that is to be said. Whatever it gives, words of the text that it loses are found
missing on the page, and that is an error.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.metadata import EntryPoint, entry_points

from edition.diagnostics import EditionError, UsageError
from edition.render import House
from edition.render.behaviour import Row, block, inline
from edition.render.state import Element, Rendering, Tags
from edition.render.table import BEHAVIOURS, Rows
from edition.site.look import Look
from edition.site.phrases import phrases
from edition.site.settings import SiteSettings

GROUP = "edition.behaviours"

_SHAPES: Mapping[str, Callable[[str], Row]] = {"inline": inline, "block": block}


class BehaviourError(EditionError):
    """Another package's behaviour failed, or gave what is none."""


def house_of(settings: SiteSettings) -> House:
    """What an edition decides of its rendering; raises `UsageError` for a behaviour nobody knows."""
    return _house(settings.look, settings.language)


@lru_cache(maxsize=4)
def _house(look: Look, language: str) -> House:
    own = {**installed(), **{element: _row(element, like) for element, like in look.behaviours}}
    words = phrases(SiteSettings(language=language, look=look))
    return House(words, Rows({**BEHAVIOURS, **own}) if own else Rows())


def _row(element: str, like: str) -> Row:
    if not element.isidentifier():
        raise UsageError(f"[site] behaviours: {element!r} is no element's name")
    if like in _SHAPES:
        return _SHAPES[like](element)
    if like not in BEHAVIOURS:
        remedy = "name an element of TEI whose behaviour it takes, or inline, or block"
        raise UsageError(f"[site] behaviours: nothing behaves like {like!r} for {element}; {remedy}")
    return BEHAVIOURS[like]


@cache
def installed() -> Mapping[str, Row]:
    """The behaviours of other packages, by element."""
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return {point.name: _loaded(point) for point in points}


def _loaded(point: EntryPoint) -> Row:
    origin = f"{point.dist.name} {point.dist.version}" if point.dist else point.module
    called = f"the behaviour {point.name!r} of {origin}"
    try:
        loaded = point.load()
    except Exception as error:  # whatever an import of somebody else's code may raise
        raise BehaviourError(f"{called} cannot be loaded: {type(error).__name__}: {error}") from error
    if isinstance(loaded, Row):
        return loaded
    if not callable(loaded):
        raise BehaviourError(f"{called} is neither a function nor a Row")

    def guarded(element: Element, here: Rendering) -> Tags:
        try:
            before, after = loaded(element, here)
        except Exception as error:  # somebody else's code may raise anything
            raise BehaviourError(f"{called} failed: {type(error).__name__}: {error}") from error
        return str(before), str(after)

    return Row(guarded)
