"""Whole documents for tests: text → context, findings, TEI, by the rooms' own doors."""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from edition.convert import convert
from edition.findings import Annotation, Context, Correction, Finding, Recogniser
from edition.readers import read_text
from edition.recognise import context_of
from edition.recognise.passages import passages
from edition.settings import Settings, SourcePart

TEI = "{http://www.tei-c.org/ns/1.0}"


def reading_of(*texts: str, settings: Settings | None = None) -> Context:
    """The context of a document, each text a file, before any recogniser has run."""
    sources = [SourcePart(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    return context_of(read_text("test", sources)[0], settings or Settings())


def found_by(context: Context, *recognisers: Recogniser) -> list[Finding]:
    """All findings of recognisers run in order, passages filled before the last."""
    found: list[Finding] = []
    for recogniser in recognisers:
        if recogniser is recognisers[-1]:
            context = replace(context, passages=passages(context.document, found))
        found.extend(recogniser(context, tuple(found)))
    return found


def spans(context: Context, found: Sequence[Finding], *elements: str) -> list[str]:
    """The words of each annotation of the elements named, its lines joined, in order."""
    text = context.document.text
    chosen = [f for f in found if isinstance(f, Annotation) and f.element in elements]
    return [" ".join(text[f.start : f.end].split()) for f in sorted(chosen, key=lambda f: (f.start, -f.end))]


def readings(context: Context, found: Sequence[Finding]) -> list[tuple[str, str]]:
    """Each correction: what the source has, what is proposed."""
    return [(context.document.text[f.start : f.end], f.reading) for f in found if isinstance(f, Correction)]


def converted(*texts: str, settings: Settings | None = None) -> etree._Element:
    """The tree of a document's TEI; converting it must not fail."""
    sources = [SourcePart(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    result = convert("test", sources, settings or Settings())
    assert result.tei is not None, result.diagnostics
    return etree.fromstring(result.tei)


def body_of(*texts: str) -> str:
    """The body of a document's TEI as written, without ids, for comparing by eye."""
    body = converted(*texts).find(f"{TEI}text/{TEI}body")
    assert body is not None
    for element in body.iter():
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
    written = etree.tostring(body, encoding="unicode").replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")
    return " ".join(written.removeprefix("<body>").removesuffix("</body>").split())
