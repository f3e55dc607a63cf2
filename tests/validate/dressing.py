"""Bare mark-up of a body dressed as the edition writes it: header, ids, `@resp`, `@cert`, `@type`."""

from lxml import etree

from edition.document import Document, Part
from edition.findings import Lineation
from edition.settings import Settings
from edition.tei.digest import TEI, seal
from edition.tei.header import XML_ID, HeaderFacts, build_header, count_tags

WITH_ID = ("pb", "div", "p", "quote", "list", "table", "note")


def dress(bare: etree._Element) -> etree._Element:
    """A whole document with the text of a bare one; sealed. Ids it has are kept, others are counted."""
    text = bare.find(f"{{{TEI}}}text")
    assert text is not None
    for number, element in enumerate(text.iter(*(f"{{{TEI}}}{name}" for name in WITH_ID))):
        if XML_ID not in element.attrib:
            element.set(XML_ID, f"i{number}")
    for corr in text.iter(f"{{{TEI}}}corr"):
        for name, value in (("type", "ocr"), ("resp", "#edition"), ("cert", "high")):
            corr.set(name, corr.get(name, value))
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    codes = [element.get(XML_ID, "") for element in bare.iter(f"{{{TEI}}}category")]
    root.append(_header(text, codes))
    root.append(text)
    root.extend(bare.iterchildren(f"{{{TEI}}}standOff"))
    seal(root)
    return root


def _header(text: etree._Element, codes: list[str]) -> etree._Element:
    return build_header(
        HeaderFacts(
            name="sample",
            title="A sample",
            document=Document("sample", "", (Part("sample.txt", 0, 0, "0" * 64, "utf-8"),), ()),
            lineation=Lineation.BROKEN,
            settings=Settings(),
            tags=count_tags(text),
            exemptions=tuple((code, code) for code in codes),
        )
    )
