"""The interface's language: gettext catalogues (`templates/languages/de.po`), the edition's own before ours."""

import io
from collections.abc import Sequence
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

import regex

from edition.diagnostics import Location, SourceError, UsageError
from edition.render.languages import direction
from edition.render.phrases import ENGLISH, Phrases
from edition.site.look import Look, template_folders
from edition.site.settings import SiteSettings

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog

LANGUAGES = "languages"

# "%s", "%(num)d": where a value is filled in.
_BLANK = regex.compile(r"%(?:\(\w+\))?[a-z]|%%")

# "de", "pt-BR": the name of a catalogue, and nothing that leads out of its folder.
_TAG = regex.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*+")


def phrases(settings: SiteSettings) -> Phrases:
    """The words of a site: the first language of `[site] languages`, else the edition's own, else English.

    What the first lacks is looked for in the next, at last in English, in which the words were written.
    Raises `UsageError` for a language that has no catalogue, `SourceError` for one that cannot be read.
    """
    return _phrases(settings.look, settings.language)


@lru_cache(maxsize=8)
def _phrases(look: Look, language: str) -> Phrases:
    if not look.languages:
        found = _catalogues(look, language)
        return Phrases(language, _chained(found)) if found or _primary(language) == "en" else ENGLISH
    chain: list[NullTranslations] = []
    for tag in look.languages:
        found = _catalogues(look, tag)
        if not found and _primary(tag) != "en":
            known = ", ".join(sorted(_known(look)))
            remedy = f"put yours at templates/{LANGUAGES}/{tag}.po"
            raise UsageError(
                f"[site] languages: there is no catalogue for {tag!r}; there are {known}; {remedy}"
            )
        chain += found
        if _primary(tag) == "en":  # the messages themselves
            break
    return Phrases(look.languages[0], _chained(chain))


def _chained(catalogues: Sequence[NullTranslations]) -> NullTranslations:
    first, *others = catalogues or [NullTranslations()]
    for other in others:
        first.add_fallback(other)
    return first


def _catalogues(look: Look, tag: str) -> list[NullTranslations]:
    """The catalogues of a language, the edition's own first, that of `de-AT` before that of `de`."""
    if not _TAG.fullmatch(tag):
        return []
    names = dict.fromkeys((tag, _primary(tag)))
    paths = (folder / LANGUAGES / f"{name}.po" for name in names for folder in template_folders(look))
    return [_catalogue(path) for path in paths if path.is_file()]


def _catalogue(path: Path) -> NullTranslations:
    # Babel takes its time to load, and English needs none.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = io.BytesIO()
    try:
        read = read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)
        _check_blanks(read, path)
        write_mo(compiled, read)
    except PoFileError as error:
        line = None if error.lineno is None else error.lineno + 1
        raise SourceError(f"this catalogue cannot be read: {error}", Location(str(path), line)) from error
    except (OSError, ValueError, LookupError) as error:
        raise SourceError(f"this catalogue cannot be read: {error}", Location(str(path))) from error
    return GNUTranslations(io.BytesIO(compiled.getvalue()))


def _check_blanks(catalogue: "Catalog", path: Path) -> None:
    """Raise `SourceError` for a translation that cannot be filled in as its message is."""
    for message in catalogue:
        original = message.id if isinstance(message.id, str) else message.id[-1]
        strings = (message.string,) if isinstance(message.string, str) else message.string or ()
        wanted = sorted(_BLANK.findall(original))
        for translation in filter(None, strings):
            if message.id and sorted(_BLANK.findall(translation)) != wanted:
                fault = f"{translation!r} must have the blanks of {original!r}: {', '.join(wanted) or 'none'}"
                raise SourceError(fault, Location(str(path), message.lineno))


def _known(look: Look) -> set[str]:
    files = (path for folder in template_folders(look) for path in (folder / LANGUAGES).glob("*.po"))
    return {"en", *(path.stem for path in files)}


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def reads(words: Phrases) -> str:
    """Which way the interface's script runs: `ltr` or `rtl`."""
    return direction(words.language)


@lru_cache(maxsize=8)
def locale(tag: str) -> "Locale":
    """What CLDR knows of a language; plain English is the world's, not that of one country."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse("en_001" if tag.lower() == "en" else tag, sep="_" if tag.lower() == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return locale("en")


def joined(names: Sequence[str], words: Phrases) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    from babel.lists import format_list

    return format_list(list(names), locale=locale(words.language))
