"""The marks on the page, explained by showing them: small TEI, rendered as the text is."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import regex
from lxml import etree

from edition.render import House, render
from edition.render.house import AS_SHIPPED
from edition.render.phrases import ENGLISH, N_, Phrases
from edition.xml import TEI


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as it looks on the page, as HTML, and what it means; `view` is the class of the view it is of."""

    html: str
    meaning: str
    view: str = ""


_CHOICE = "<p>… in which they <choice><sic>eonsider</sic><corr type='ocr' cert='high'>consider</corr></choice> …</p>"
_LINES = '<p>… Lord Harlech, in<pc force="weak">-</pc><lb break="no"/>formed Secretary Rusk that the …</p>'

# The feature of a text that a mark belongs to, TEI, meaning, view.
_SAMPLES = (
    (
        None,
        '<p>… the Co-Chairmanship of the 1954 <pb n="54"/>Geneva Conference …</p>',
        N_(
            "A number in the margin says where a page of the source begins. It is a link to itself: its "
            "address can be cited. In brackets it was counted by the edition, because the page shows none."
        ),
        "",
    ),
    (
        "choice",
        _CHOICE,
        N_("A dotted line marks a reading proposed by the edition."),
        "",
    ),
    (
        "choice",
        _CHOICE,
        N_(
            "Doubts shows what the source has, struck through, with the reason and how certain the proposal "
            "is. “High” is meant to be right 98 times in 100, “medium” 85, “low” less often."
        ),
        "in-doubts",
    ),
    (
        "choice",
        _CHOICE,
        N_("Diplomatic shows the source’s own reading alone."),
        "in-diplomatic",
    ),
    (
        "redaction",
        '<p>… as reported. <seg type="redaction"><gap reason="redacted" unit="line" quantity="1"/>'
        '[1 line not declassified]</seg> <note type="redaction">E.O. 13526 3.3(b)(1)</note></p>',
        N_(
            "A box with hatching is text that the record withholds, in the words the record has for it. The "
            "codes beside it are the record’s reasons."
        ),
        "",
    ),
    (
        None,
        '<p>… to the <seg type="interpolation">[U.N. Secretary General]</seg> in writing …</p>',
        N_("Square brackets are the source’s own: words put in by whoever wrote or published the document."),
        "",
    ),
    (
        "note",
        '<p>… in a message<note n="68">Deptel 1783 to Saigon, February 18, 1965</note> to Ambassador '
        "Taylor.</p>",
        N_(
            "A raised number leads to a note, and the note’s number back. Notes stand beside the text where "
            "there is room, below it where there is none."
        ),
        "",
    ),
    (
        "lb",
        _LINES,
        N_("Words broken at the end of a line are joined, and lines run on as the window is wide."),
        "",
    ),
    (
        "lb",
        _LINES,
        N_("Diplomatic has the source’s lines and its hyphens."),
        "in-diplomatic",
    ),
    (
        "fw",
        '<p><fw type="classification">TOP SECRET - Sensitive</fw>… the British had been approached …</p>',
        N_(
            "Stamps, running titles and page numbers are out of the line of reading. Diplomatic shows them, "
            "and so does the box beside the views."
        ),
        "",
    ),
    (
        "cert",
        '<p>… the Commission <q cert="low">"to furnish the Co-Chairmen without delay …</q></p>',
        N_("Where the edition doubts how far something reaches or what it is, Doubts says so."),
        "in-doubts",
    ),
    (
        None,
        "<p>… a <unclear>Mr Harrison</unclear> and <gap reason='illegible' quantity='2' unit='word'/> …</p>",
        N_("A wavy line marks what is hard to read; […] what is not there, or cannot be read."),
        "",
    ),
)

EVERY_FEATURE = frozenset(sample[0] for sample in _SAMPLES if sample[0])


def marks(features: Collection[str], phrases: Phrases) -> tuple[Mark, ...]:
    """The marks that a text with these features has; every one when all are asked for."""
    return tuple(
        Mark(_shown(tei, phrases), phrases.gettext(meaning), view)
        for feature, tei, meaning, view in _SAMPLES
        if feature is None or feature in features
    )


# `<div class="note" id="note-1"`: as our own renderer writes it.
_ID = regex.compile(r' id="([^"]*+)"')


@lru_cache(maxsize=1)
def ids_of_marks() -> frozenset[str]:
    """The ids that the samples of marks have on their page."""
    return frozenset(each for mark in marks(EVERY_FEATURE, ENGLISH) for each in _ID.findall(mark.html))


@lru_cache(maxsize=64)
def _shown(tei: str, phrases: Phrases) -> str:
    # A paragraph alone: a list of marks and meanings takes no sections.
    root = etree.fromstring(tei.replace("<p>", f'<p xmlns="{TEI}" xml:lang="en">', 1))
    return "".join(
        portion.html for portion in render(root, "sample", house=House(phrases, AS_SHIPPED.rows)).portions
    )
