"""The compact syntax: it means what the same schema means in the XML syntax."""

import random
import subprocess
from pathlib import Path

import pytest
from jing import jar
from lxml import etree
from mutants import mutate

from edition.diagnostics import Severity, UsageError
from edition.resources import resource
from edition.validate import validate
from edition.validate.relaxng.engine import automaton
from edition.validate.relaxng.verdict import is_valid

WHOLE = r"""
# a comment, and a [bracket] in it
namespace local = ""
default namespace tei = "http://www.tei-c.org/ns/1.0"
namespace a = "http://relaxng.org/ns/compatibility/annotations/1.0"
datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"

## What a file is.
[ a:documentation [ "in brackets" ] ]
start = TEI | \list
a:documentation [ "between definitions" ]
include "part.rnc" { hi = element hi { text } }
div {
  TEI = element TEI {
    attribute n { d:integer { minInclusive = "1" maxInclusive = "1" ~ "0" } }?,
    attribute when { xsd:date | "un\x{6B}nown" | string " as is " }?,
    attribute * - (n | when | local:x | xml:*) { text }*,
    (\list & hi*), p+
  }
}
\list = element list { list { (token - "none")+ } } >> a:note [ "after" ]
p = element tei:p { mixed { hi* } | (hi, external "other.rnc") } | grammar { start = parent hi | element q { empty } }
p |= notAllowed
"""
PART = """
default namespace = "http://www.tei-c.org/ns/1.0"
hi = element hi { empty }
unused = text
"""
OTHER = "element other { attribute xml:lang { xsd:language }, element * - tei:* { text } }"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" {}>{}</TEI>'
# Attributes, content, whether it is valid.
DOCUMENTS = (
    ("", "<list>a b</list><p/>", True),
    ("", "<list>none</list><p/>", False),
    ("", "<hi>x</hi><list>a</list><hi/><p>text <hi/></p>", True),
    ("", "<p/>", False),
    ('n="10"', "<list>a</list><p/>", True),
    ('n="11"', "<list>a</list><p/>", False),
    ('when="unknown"', "<list>a</list><p/>", True),
    ('when=" as is "', "<list>a</list><p/>", True),
    ('when="as is"', "<list>a</list><p/>", False),
    ('when="1965-02-30"', "<list>a</list><p/>", False),
    ('any="1"', "<list>a</list><p/>", True),
    ('x="1"', "<list>a</list><p/>", False),
    ('xml:lang="en"', "<list>a</list><p/>", False),
    ("", "<list>a</list><q/>", True),
    ("", '<list>a</list><p><hi/><o:other xmlns:o="" xml:lang="en"/></p>', None),
)


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    for name, text in (
        ("whole", WHOLE),
        ("part", PART),
        ("other", 'namespace tei = "http://www.tei-c.org/ns/1.0"\n' + OTHER),
    ):
        (tmp_path / f"{name}.rnc").write_text(text, encoding="utf-8")
    return tmp_path / "whole.rnc"


@pytest.mark.parametrize(("attributes", "content", "valid"), [row for row in DOCUMENTS if row[2] is not None])
def test_all_of_the_syntax_is_understood(schema: Path, attributes: str, content: str, valid: bool) -> None:
    found = validate(TEI.format(attributes, content).encode(), "f.xml", [str(schema)]) or ()
    assert bool([d for d in found if d.severity is Severity.ERROR]) != valid, found


def test_our_grammar_means_the_same_in_both_syntaxes(samples: dict[str, etree._Element]) -> None:
    compact, plain = (automaton(resource("schemas") / f"edition.{suffix}") for suffix in ("rnc", "rng"))
    rng = random.Random(4)
    documents = list(samples.values())
    for number in range(300):
        mutant = mutate(rng, documents[number % len(documents)])
        assert is_valid(mutant, compact) == is_valid(mutant, plain), etree.tostring(mutant)


def test_another_translator_makes_the_same_of_it(schema: Path, tmp_path: Path) -> None:
    translated = tmp_path / "translated" / "whole.rng"
    translated.parent.mkdir()
    subprocess.run(["java", "-jar", str(jar("trang")), schema, translated], check=True, capture_output=True)
    for attributes, content, _ in DOCUMENTS[:-1]:
        root = etree.fromstring(TEI.format(attributes, content))
        assert is_valid(root, automaton(schema)) == is_valid(root, automaton(translated))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("start = element a { text", 1, "the end stands where } must"),
        ("\nstart = element a { text }\n%", 3, "% means nothing here"),
        ("start =\nelement b:a { text }", 2, "the prefix b belongs to no namespace"),
        ("start = text, text | text", 1, "use brackets"),
        ("start = b\n", 1, "b is referred to and not defined"),
        ("element = text", 1, "is a word of the syntax"),
        ("start = y:date", 1, "the prefix y belongs to no library"),
        ("start = " + "(" * 500 + "text" + ")" * 500, 1, "nested too deeply"),
    ],
)
def test_a_schema_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "s.rnc"
    path.write_text(text)
    with pytest.raises(UsageError, match=rf"s\.rnc:{line}: this schema is wrong: .*{words}"):
        validate(TEI.format("", "").encode(), "f.xml", [str(path)])
