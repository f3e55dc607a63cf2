"""What may stand in what: the content models of `schemas/edition.rng`, as sets of names.

The order that TEI demands is not told here: see the encoding manual, "Where TEI's order binds".
A test holds these tables against the grammar.
"""

from collections.abc import Mapping

# Breaks and traces may stand wherever words stand.
_BREAK = frozenset({"pb", "lb", "anchor"})
_TRACE = frozenset({"choice", "surplus", "unclear", "supplied", "g"})
_NAME = frozenset({"persName", "placeName", "orgName"})
_BETWEEN = frozenset({"pb", "fw", "note", "figure"})
_INLINE = _BREAK | _TRACE | _NAME | {"pc", "fw", "note", "date", "seg", "q", "ref"}
_BLOCK = frozenset({"p", "ab", "quote", "list", "table"})
_DIVISION = _BETWEEN | _BLOCK | {"head", "opener", "div", "closer"}
_SOURCED = _BREAK | {"fw", "pc", "surplus", "g"}
_PROPOSED = _BREAK | {"pc"}
_NAMED = _BREAK | _TRACE | {"pc", "fw", "seg"}
_EMPTY: frozenset[str] = frozenset()

MAY_CONTAIN: Mapping[str, frozenset[str]] = {
    "text": frozenset({"body"}),
    "body": _DIVISION,
    "div": _DIVISION,
    "head": _INLINE,
    "opener": _INLINE | {"dateline", "salute"},
    "dateline": _INLINE,
    "salute": _INLINE,
    "signed": _INLINE,
    "closer": _INLINE | {"dateline", "salute", "signed"},
    "p": _INLINE | {"list", "quote"},
    "ab": _BREAK | _TRACE | {"fw", "pc", "note"},
    "quote": _BETWEEN | {"p", "list", "table", "quote"},
    "list": _BETWEEN | {"head", "label", "item"},
    "item": _INLINE | {"label", "p", "list", "quote", "table"},
    "label": _INLINE,
    "table": _BETWEEN | {"head", "row"},
    "row": frozenset({"cell"}),
    "cell": _INLINE | {"label", "p", "list", "quote"},
    "note": _INLINE | {"label", "p", "list", "quote", "table"},
    "figure": frozenset({"head", "p", "fw", "pb", "figDesc", "graphic"}),
    "figDesc": _EMPTY,
    "graphic": _EMPTY,
    "fw": _INLINE,
    "pb": _EMPTY,
    "lb": _EMPTY,
    "anchor": _EMPTY,
    "pc": frozenset({"choice", "g"}),
    "g": _EMPTY,
    "surplus": frozenset({"g"}),
    "unclear": _BREAK | _NAME | {"choice", "surplus", "supplied", "g", "pc", "fw", "date"},
    "supplied": _PROPOSED,
    "choice": frozenset({"sic", "corr", "orig", "reg", "abbr", "expan"}),
    "sic": _SOURCED,
    "corr": _PROPOSED,
    "orig": _SOURCED,
    "reg": _PROPOSED,
    "abbr": _SOURCED,
    "expan": _PROPOSED | {"ex"},
    "ex": _EMPTY,
    "date": _BREAK | _TRACE | {"pc", "fw", "note", "ref", "seg"},
    "seg": _INLINE | {"gap"},
    "gap": _EMPTY,
    "q": _INLINE,
    "ref": _BREAK | _TRACE | {"pc"},
    "persName": _NAMED,
    "placeName": _NAMED,
    "orgName": _NAMED,
}

# Where characters other than white space may stand.
MIXED = frozenset(
    {
        *("head", "opener", "dateline", "salute", "signed", "closer", "p", "ab", "item", "label", "cell"),
        *("note", "figDesc", "fw", "pc", "surplus", "unclear", "supplied", "sic", "corr", "orig", "reg"),
        *("abbr", "expan", "ex", "date", "seg", "q", "ref", "persName", "placeName", "orgName"),
    }
)

# Where an xml:id is demanded.
IDENTIFIED = frozenset({"pb", "div", "p", "quote", "list", "table", "note"})
