"""XPath expressions in rules: which language they are written in, and whether they ask for other files."""

from collections.abc import Iterable, Mapping

import regex
from lxml import etree

# '…' and "…": what is in them is no code; (: … :) neither.
LITERAL = regex.compile(r"""'[^']*'|"[^"]*"|\(:(?:[^:]|:(?!\)))*+:\)""")
# "fn:doc(", "doc#1", "tokenize (": a function that is called or named.
FUNCTION = regex.compile(r"(?<![\w.$@-])((?:Q\{[^{}]*\}|[\w.-]+:)?)([\w.-]+)\s*[(#]")
VARIABLE = regex.compile(r"\$\s*([\w.:-]+)")
# What XPath 1.0 and XSLT 1.0 know, and the tests of nodes, which look like functions.
FIRST = frozenset(
    "last position count id local-name namespace-uri name string concat starts-with contains substring-before"
    " substring-after substring string-length normalize-space translate boolean not true false lang number sum floor"
    " ceiling round current key format-number generate-id system-property element-available function-available"
    " document unparsed-entity-uri node text comment processing-instruction and or div mod".split()
)
EXSLT = "http://exslt.org/"
# Functions that read what is outside the file, or find such functions by name.
OUTSIDE = frozenset(
    "doc doc-available document collection uri-collection unparsed-text unparsed-text-lines unparsed-binary"
    " unparsed-text-available json-doc csv-doc environment-variable available-environment-variables transform"
    " load-xquery-module function-lookup".split()
)


def bare(expression: str) -> str:
    """An expression without what stands in quotation marks, and without comments."""
    return LITERAL.sub("''", expression)


def functions(expression: str) -> list[tuple[str, str]]:
    """The functions that it calls or names, each with its prefix."""
    return [(prefix, name) for prefix, name in FUNCTION.findall(bare(expression))]


def variables(expression: str) -> set[str]:
    """The variables that it asks for."""
    return set(VARIABLE.findall(bare(expression)))


def asks_outside(expression: str, tainted: Iterable[str] = ()) -> str | None:
    """The function or variable by which it asks for other files; none where it does not."""
    for _, name in functions(expression):
        if name in OUTSIDE or name in tainted:
            return f"{name}()"
    found = variables(expression).intersection(tainted)
    return f"${min(found)}" if found else None


def is_first(expression: str, namespaces: Mapping[str, str]) -> bool:
    """Whether it is written in XPath 1.0, by its grammar and its functions."""
    for prefix, name in functions(expression):
        known = namespaces.get(prefix.rstrip(":"), "").startswith(EXSLT) if prefix else name in FIRST
        if not known:
            return False
    try:
        etree.XPath(expression, namespaces=dict(namespaces))
    except etree.XPathError:
        return False
    return True
