"""Datatypes and their facets: every string is judged as jing judges it."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from jing import errors
from lxml import etree

from edition.validate.relaxng.datatypes import BOUNDED, TYPES
from edition.validate.relaxng.engine import automaton
from edition.validate.relaxng.verdict import is_valid

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
STRINGS = (
    *(
        "",
        " ",
        "a",
        " a ",
        "a b",
        "a:b",
        "1a",
        "-1",
        "+1",
        "0",
        "01",
        "1",
        "12",
        "127",
        "128",
        "-128",
        "-129",
        "65536",
    ),
    *(
        "1.0",
        "1.50",
        ".5",
        "1.",
        "1e3",
        "INF",
        "-INF",
        "+INF",
        "NaN",
        "true",
        "TRUE",
        "en",
        "en-GB",
        "english-language",
    ),
    *(
        "1965",
        "0000",
        "-0044",
        "12965",
        "1965Z",
        "1965-02",
        "1965-13",
        "1965-02-28",
        "1965-02-29",
        "1964-02-29",
    ),
    *(
        "1965-2-28",
        "1965-02-28Z",
        "1965-02-28+14:00",
        "1965-02-28+15:00",
        "--02",
        "--02--",
        "--02-29",
        "--02-30",
        "---31",
    ),
    *(
        "12:00:00",
        "24:00:00",
        "24:00:01",
        "12:00:60",
        "12:00",
        "12:00:00.123Z",
        "1965-02-28T12:00:00",
        "1965-02-28T24:00:00",
    ),
    *(
        "P1Y",
        "P",
        "PT",
        "P1YT",
        "PT1H",
        "-P1M",
        "P1.5D",
        "PT1.5S",
        "aGVsbG8=",
        "aGVsbG8",
        "aG Vs",
        "0aFF",
        "0aF",
    ),
    *(
        "http://a.b/c",
        "http://a b",
        "#a",
        "# a",
        "a#b#c",
        "%zz",
        "%20",
        "http://[x",
        "//",
        "é",
        "urn:a:b",
        ":a",
        "mailto:x@y",
    ),
)
FACETS = (
    ("token", "pattern", r"[a-z]+"),
    ("token", "pattern", r"\d{4}|\i\c*"),
    ("token", "pattern", r"[\p{L}-[a]]+"),
    ("token", "pattern", r"(\p{L}|\p{N}|\p{P}|\p{S})+"),
    ("string", "length", "3"),
    ("token", "minLength", "2"),
    ("token", "maxLength", "1"),
    ("NMTOKENS", "length", "2"),
    ("base64Binary", "length", "5"),
    ("hexBinary", "maxLength", "1"),
    ("integer", "minInclusive", "1"),
    ("integer", "maxExclusive", "128"),
    ("decimal", "totalDigits", "2"),
    ("decimal", "fractionDigits", "1"),
    ("decimal", "minExclusive", "0.5"),
    ("double", "maxInclusive", "1e2"),
    ("date", "minInclusive", "1965-01-01"),
    ("gYear", "maxInclusive", "1900"),
    ("dateTime", "minInclusive", "1965-02-28T12:00:00"),
    ("duration", "minInclusive", "P1M"),
)
VALUES = (
    *(("integer", "1"), ("decimal", "1.0"), ("double", "1"), ("boolean", "true"), ("date", "1965-02-28")),
    *(("token", " a "), ("string", " a "), ("anyURI", "#a"), ("gYear", "1965"), ("hexBinary", "0AFF")),
)
# Ids are looked for in the whole file, and entities must be declared: that is not of the string alone.
APART = frozenset(("ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NOTATION", "QName"))

# Where jing departs from XML Schema (second edition, which RELAX NG's library refers to): the end of a day may be
# written 24:00:00, a minute has no second 60 (3.2.7.1), and digits are counted of values, without idle zeros (4.3.11).
JING_ERRS = frozenset(("24:00:00", "1965-02-28T24:00:00", "12:00:60", "1.50"))


def contents() -> Iterator[str]:
    for name in (*TYPES, *BOUNDED):
        if name not in APART:
            yield f'<data type="{name}"/>'
    for name, facet, value in FACETS:
        yield f'<data type="{name}"><param name="{facet}">{escape(value)}</param></data>'
    for name, value in VALUES:
        yield f'<value type="{name}">{value}</value>'
    yield '<list><oneOrMore><data type="integer"/></oneOrMore></list>'
    yield '<data type="token"><except><value>a</value></except></data>'


def test_strings_are_judged_as_jing_judges_them(tmp_path: Path) -> None:
    patterns = list(contents())
    elements = "".join(
        f'<element name="t{n}"><attribute name="v">{p}</attribute></element>' for n, p in enumerate(patterns)
    )
    schema = tmp_path / "s.rng"
    schema.write_text(
        f'<element name="r" xmlns="{RNG}" datatypeLibrary="{XSD}"><choice>{elements}</choice></element>',
        encoding="utf-8",
    )
    # One line for each string, so that one file tells of all.
    document = tmp_path / "d.xml"
    several = schema.read_text(encoding="utf-8").replace("<choice>", "<oneOrMore><choice>", 1)
    many = tmp_path / "many.rng"
    many.write_text(
        "</choice></oneOrMore></element>".join(several.rsplit("</choice></element>", 1)), encoding="utf-8"
    )
    rows = [(n, string) for n in range(len(patterns)) for string in STRINGS]
    lines = [f"<t{n} v={quoteattr(string)}/>" for n, string in rows]
    document.write_text("<r>\n" + "\n".join(lines) + "\n</r>", encoding="utf-8")
    refused = {line for found in errors(many, [document]).values() for line, _ in found}
    ours = automaton(schema)
    different = [
        (patterns[n], string)
        for line, (n, string) in enumerate(rows, start=2)
        if is_valid(etree.fromstring(f"<r><t{n} v={quoteattr(string)}/></r>"), ours) != (line not in refused)
    ]
    assert {string for _, string in different} == JING_ERRS, different
    assert len(different) == 6
    assert 0 < len(refused) < len(rows)
