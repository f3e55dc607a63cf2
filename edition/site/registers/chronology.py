"""The chronology: every dated place of the text in the order of its days."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from edition.render import Mention
from edition.render.phrases import Phrases
from edition.site.dates import UNKNOWN, Day, day_of, in_words, year_in_words
from edition.site.registers.model import Entry, Listed, Register, all_of, grouped, places


def chronology(documents: Sequence[Listed], phrases: Phrases) -> Iterable[Register]:
    """Yield the chronology where the text has a date."""
    dated = sorted(
        (
            (day_of(mention.key), number, document, mention)
            for number, (document, mention) in enumerate(all_of(documents, "date"))
        ),
        key=lambda each: each[:2],
    )
    dated = [each for each in dated if each[0] != UNKNOWN]
    if not dated:
        return
    lines = [
        (
            _heading(day, phrases),
            _entry([(document, mention) for _, _, document, mention in run], key, phrases),
        )
        for (day, key), run in groupby(dated, lambda each: (each[0], _span(each[3])))
    ]
    count = phrases.ngettext("%(num)d date", "%(num)d dates", len(lines))
    says = phrases.gettext("Every date of the text in the order of days, with the words it stands in.")
    title = phrases.gettext("Chronology")
    yield Register("chronology", title, says, "chronology.html", grouped(lines), count)


def _heading(day: Day, phrases: Phrases) -> str:
    return phrases.gettext("Without a year") if day[0] else year_in_words(day[1], phrases.language)


def _span(mention: Mention) -> str:
    return "/".join((mention.key, *(value for name, value in mention.facts if name == "until")))


def _entry(run: list[tuple[Listed, Mention]], key: str, phrases: Phrases) -> Entry:
    anchor = "day-" + key.replace("/", "--")
    return Entry(in_words(key, phrases), anchor, places(run, phrases, in_context=True))
