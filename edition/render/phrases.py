"""What the edition itself says on a page, in the language of the interface: gettext catalogues, else English."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from gettext import NullTranslations

from edition.render.html import escape
from edition.render.languages import language_attributes, language_tag


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for a message that is translated later
    """A message for the catalogues, as it is."""
    return message


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The words of one interface; `language` is a BCP 47 tag."""

    language: str = "en"
    catalogue: NullTranslations = field(default_factory=NullTranslations)

    def gettext(self, message: str) -> str:
        """A message in the interface's language; itself where no catalogue has it."""
        return self.catalogue.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """A message in the form its language has for a number; `%(num)d` stands for it."""
        return self.catalogue.ngettext(one, many, count) % {"num": count}

    def marking(self, language: str | None) -> str:
        """The attributes that the interface's words need within a text; none where both are of one language."""
        if language is None or language.partition("-")[0] == self.language.partition("-")[0]:
            return ""
        return language_attributes(self.language) if language_tag(self.language) else ""


ENGLISH = Phrases()


@lru_cache(maxsize=1024)
def unseen(words: str, marking: str = "") -> str:
    """Words of the edition for a reader who hears the page."""
    return f'<span class="ed-unseen"{marking}>{escape(words)}</span>'


@lru_cache(maxsize=1024)
def why(words: str, marking: str = "") -> str:
    """What the edition thinks and how sure it is: heard in one view, seen in another."""
    return f'<span class="ed-why"{marking}> ({escape(words)})</span>'


# How sure somebody is, as `@cert` has it.
_CERTAINTIES = {
    "high": N_("certainty high"),
    "medium": N_("certainty medium"),
    "low": N_("certainty low"),
    "unknown": N_("certainty unknown"),
}


def certainty(phrases: Phrases, cert: str) -> str:
    """How sure somebody is of something, in words."""
    if cert in _CERTAINTIES:
        return phrases.gettext(_CERTAINTIES[cert])
    return phrases.gettext("certainty %s") % cert


# Units of `gap` and `space` in the singular, with a number; any other is shown as it is written.
_AMOUNTS: Mapping[str, Callable[[Phrases, int], str]] = {
    "character": lambda of, n: of.ngettext("%(num)d character", "%(num)d characters", n),
    "char": lambda of, n: of.ngettext("%(num)d character", "%(num)d characters", n),
    "letter": lambda of, n: of.ngettext("%(num)d letter", "%(num)d letters", n),
    "syllable": lambda of, n: of.ngettext("%(num)d syllable", "%(num)d syllables", n),
    "word": lambda of, n: of.ngettext("%(num)d word", "%(num)d words", n),
    "name": lambda of, n: of.ngettext("%(num)d name", "%(num)d names", n),
    "line": lambda of, n: of.ngettext("%(num)d line", "%(num)d lines", n),
    "paragraph": lambda of, n: of.ngettext("%(num)d paragraph", "%(num)d paragraphs", n),
    "column": lambda of, n: of.ngettext("%(num)d column", "%(num)d columns", n),
    "page": lambda of, n: of.ngettext("%(num)d page", "%(num)d pages", n),
    "document": lambda of, n: of.ngettext("%(num)d document", "%(num)d documents", n),
    "volume": lambda of, n: of.ngettext("%(num)d volume", "%(num)d volumes", n),
}
_UNITS = {
    "character": N_("character"),
    "word": N_("word"),
    "name": N_("name"),
    "line": N_("line"),
    "paragraph": N_("paragraph"),
    "page": N_("page"),
    "document": N_("document"),
    "column": N_("column"),
    "gathering": N_("gathering"),
}


def unit_in_words(phrases: Phrases, unit: str) -> str:
    """A unit's name, where it has one in the interface's language."""
    return phrases.gettext(_UNITS[unit]) if unit in _UNITS else unit


def amount(phrases: Phrases, number: str, unit: str) -> str:
    """How much, in words: "1 line", "12 words", "3 cm"."""
    if unit in _AMOUNTS and number.isdecimal() and number.isascii() and len(number) < 9:
        return _AMOUNTS[unit](phrases, int(number))
    return f"{number} {unit}" + ("" if number == "1" or not unit else "s")


def at_most(phrases: Phrases, words: str) -> str:
    """An amount that is an upper bound."""
    return phrases.gettext("at most %s") % words
