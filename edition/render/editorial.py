"""What the editor says of the text: choices of readings, gaps, typed stretches (the core module's half)."""

from edition.render import mentions
from edition.render.behaviour import Row, inline
from edition.render.html import escape, plain_attribute
from edition.render.phrases import N_, amount, at_most, certainty, unit_in_words
from edition.render.state import Element, Rendering, Tags, local_name, parent_name

KINDS_OF_CORRECTION = {"ocr": N_("misread by OCR"), "typist": N_("slip of the page itself")}

_SOURCE = {"sic": "sic", "orig": "orig", "abbr": "abbr"}
_PROPOSED = {"corr": N_("proposed reading"), "reg": N_("regularized"), "expan": N_("expanded")}


def choice(element: Element, here: Rendering) -> Tags:
    """Readings of one place: which of them is seen, the view decides."""
    here.features.add("choice")
    return f"<span{here.attributes(element, 'choice')}>", "</span>"


def source_reading(element: Element, here: Rendering) -> Tags:
    """What the source has, where the edition proposes something else."""
    name = local_name(element)
    if parent_name(element) != "choice":
        return f"<span{here.attributes(element, f'alone {name}')}>", "</span>"
    attributes = here.attributes(element, f"source {_SOURCE[name]}")
    heard = here.unseen(here.gettext("the source has") + " ")
    return f"<s{attributes}>{heard}", f"</s>{here.unseen(' ')}"


def proposed_reading(element: Element, here: Rendering) -> Tags:
    """A reading the edition proposes, open to the reader's doubt."""
    name = local_name(element)
    attributes = here.attributes(element, f"proposed {name}")
    here.cert = None
    here.features.add("choice")
    said = reason(element, here)
    if name == "corr" and here.facts.registers:
        attributes = mentions.reading(
            element, here, attributes, here.gettext(KINDS_OF_CORRECTION.get(element.get("type", ""), ""))
        )
    kind = here.gettext(_PROPOSED[name])
    heard = here.unseen(f" ({kind})") + here.why(said) if said else here.why(kind)
    return f"<ins{attributes}>", f"</ins>{heard}"


def reason(element: Element, here: Rendering) -> str:
    """Why a reading is proposed, by whom and how surely, as far as the mark-up tells."""
    kind = element.get("type", "")
    said = [here.gettext(KINDS_OF_CORRECTION.get(kind, kind))] if kind else []
    if cert := element.get("cert"):
        said.append(certainty(here.facts.phrases, cert))
    known = here.facts.responsible
    if len(known) > 1:  # of one alone the page about the document tells
        said += [known[name] for name in _names(element.get("resp")) if name in known]
    return ", ".join(said)


def _names(pointers: str | None) -> list[str]:
    return [pointer[1:] for pointer in (pointers or "").split() if pointer.startswith("#")]


def gap(element: Element, here: Rendering) -> Tags:
    """Something is not there. Where the source's own words say so, they follow and nothing is added."""
    redacted = element.get("reason") in ("redacted", "withheld", "classified")
    if redacted:
        here.features.add("redaction")
    attributes = here.attributes(element, "gap redacted" if redacted else "gap")
    if redacted and here.facts.registers:
        attributes = mentions.redaction(element, here, attributes)
    here.cert = None
    if parent_name(element) == "seg" and (element.tail or "").strip():
        return f"<span{attributes}>", "</span>"
    reason = element.get("reason", "missing").replace("_", " ")
    said = ", ".join(filter(None, (extent(element, here), here.gettext(_REASONS.get(reason, reason)))))
    shown = f'<span class="ed-gap" role="img" aria-label="{plain_attribute(said)}">[…]</span>'
    return f"<span{attributes}>{shown}", "</span>"


_REASONS = {
    "missing": N_("missing"),
    "illegible": N_("illegible"),
    "redacted": N_("withheld"),
    "withheld": N_("withheld"),
    "omitted": N_("omitted"),
    "sampling": N_("omitted"),
    "lost": N_("lost"),
    "damage": N_("damaged"),
    "editorial": N_("left out by the editors"),
}


def extent(element: Element, here: Rendering) -> str:
    """How much a `gap` or `space` measures, in words: "1 line", "at most 2 lines"."""
    phrases = here.facts.phrases
    unit = element.get("unit", "").rstrip("s")
    quantity, most = element.get("quantity"), element.get("atMost")
    number = quantity or most
    if not number:
        return element.get("extent") or unit_in_words(phrases, unit)
    words = amount(phrases, number, unit)
    return at_most(phrases, words) if most and not quantity else words


def segment(element: Element, here: Rendering) -> Tags:
    """A stretch the edition has typed: interpolation, redaction, the field of a memorandum's head."""
    kind = element.get("type", "")
    if kind == "redaction":
        here.features.add("redaction")
        attributes = here.attributes(element, "redaction")
        heard = here.unseen(here.gettext("withheld") + ": ")
        return f"<span{attributes}>{heard}", "</span>"
    name = f"seg {escape(kind)}" if kind.isidentifier() else "seg"
    tag = "div" if here.block else "span"
    return f"<{tag}{here.attributes(element, name)}>", f"</{tag}>"


EDITORIAL: dict[str, Row] = {
    "choice": Row(choice),
    "sic": Row(source_reading),
    "orig": Row(source_reading),
    "abbr": Row(source_reading),
    "corr": Row(proposed_reading),
    "reg": Row(proposed_reading),
    "expan": Row(proposed_reading),
    "add": inline("add", "ins"),
    "del": inline("del", "del"),
    "unclear": inline("unclear"),
    "gap": Row(gap),
    "seg": Row(segment),
}
