"""A document's text → findings: an ordered table of recognisers, each of one phenomenon."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from edition.document import Document
from edition.findings import Context, Finding, Recogniser
from edition.language import collection, language
from edition.recognise.blocks import blocks
from edition.recognise.corrections import corrections
from edition.recognise.correspondence import CorrespondenceHead, correspondence, correspondence_facts
from edition.recognise.dates import dates
from edition.recognise.debris import debris
from edition.recognise.debris_lines import debris_lines
from edition.recognise.divisions import divisions
from edition.recognise.evidence import find_lines, gather
from edition.recognise.form_heads import form_heads
from edition.recognise.forme_work import forme_work
from edition.recognise.forms import identification_forms
from edition.recognise.hyphenation import hyphenation
from edition.recognise.installed import BLOCKS, INLINE, installed
from edition.recognise.interpolations import interpolations
from edition.recognise.note_bodies import note_bodies
from edition.recognise.notes import note_references
from edition.recognise.pages import pages
from edition.recognise.passages import passages
from edition.recognise.quotations import quotations
from edition.recognise.redaction_notes import redaction_notes
from edition.recognise.redactions import redactions
from edition.recognise.set_words import set_words
from edition.recognise.tables import tables
from edition.settings import Settings

# Forme work first: nothing else may read a stamp as prose. Page numbers stand beside markings.
# What has a form of its own (tables, letter heads, notes) claims its lines before paragraphs are
# made; divisions need all blocks.
BLOCK_RECOGNISERS: tuple[Recogniser, ...] = (
    forme_work,
    pages,
    form_heads,
    correspondence,
    redaction_notes,
    identification_forms,
    tables,
    note_bodies,
    debris_lines,
    blocks,
    divisions,
)

# The rules of what runs before letter heads are looked for.
_BEFORE_LETTERS = ("forme_work/", "pages/", "form_heads/")

# Line ends before corrections, which must not mend half a word; dates last: they need to know which
# digits are really brackets, and what a misread month is.
INLINE_RECOGNISERS: tuple[Recogniser, ...] = (
    hyphenation,
    quotations,
    redactions,
    interpolations,
    note_references,
    debris,
    set_words,
    corrections,
    dates,
)


def context_of(document: Document, settings: Settings) -> Context:
    """All that recognisers may know before any of them has run."""
    lines = find_lines(document)
    return Context(
        document,
        lines,
        gather(document, lines),
        language(settings.language, settings.own),
        settings,
        collection(settings.collections, settings.own),
    )


def recognise(context: Context) -> tuple[Finding, ...]:
    """All findings over a document, unresolved, in the order in which they were made."""
    found: list[Finding] = []
    for recogniser in (*BLOCK_RECOGNISERS, *_of_others(BLOCKS)):
        found.extend(_kept(context, recogniser(context, tuple(found))))
    context = replace(context, passages=passages(context.document, found))
    for recogniser in (*INLINE_RECOGNISERS, *_of_others(INLINE)):
        found.extend(_kept(context, recogniser(context, tuple(found))))
    return tuple(found)


def _of_others(stage: str) -> Iterator[Recogniser]:
    return (recogniser for recogniser in installed() if recogniser.stage == stage)


def letter_heads(context: Context, found: Iterable[Finding]) -> tuple[CorrespondenceHead, ...]:
    """What the heads of letters say, for the header; `found` is all that was found."""
    before = [finding for finding in found if finding.rule.name.startswith(_BEFORE_LETTERS)]
    return correspondence_facts(context, before)


def _kept(context: Context, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Findings whose rule is not switched off."""
    off = context.settings.rules_off
    return (finding for finding in findings if finding.rule.name not in off) if off else findings
