"""Exemption codes: what they are called, and their ids in the header's taxonomy (TEI `category`).

An id is made of the code alone (`x-eo12958-3.4_b_1`), so that the same code has the same id in
every document, and its label can be read off it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import regex

# Schemes of codes: the first part of an id, and how labels name it.
SCHEMES: Mapping[str, str] = MappingProxyType(
    {
        "jfk": "JFK Act",
        "restriction": "Restriction",
        "foia": "FOIA",
        "pa": "Privacy Act",
        "eo11652": "E.O. 11652",
        "eo12065": "E.O. 12065",
        "eo12356": "E.O. 12356",
        "eo12958": "E.O. 12958",
        "eo13142": "E.O. 13142",
        "eo13292": "E.O. 13292",
        "eo13526": "E.O. 13526",
        "eo": "E.O.",
        "iscap": "ISCAP",
        "pl": "P.L.",
        "usc": "U.S.C.",
        "crest": "CIA",
        "pra": "Public Records Act 1958, section",
        "reason": "Reason",
        "decl": "Declassify on",
        "group": "Group",
        "impdet": "IMPDET: impossible to determine",
        "gds": "Exempt from the general declassification schedule",
        "xgds": "XGDS",
    }
)


def exemption_label(identifier: str) -> str:
    """A code's name as a reader knows it, from its id: `x-jfk-5_g_2_D` is "JFK Act 5(g)(2)(D)"."""
    _, scheme, *code = identifier.split("-", 2)
    label = SCHEMES.get(scheme, scheme)
    if not code:
        return label
    section, *paragraphs = code[0].split("_")
    return f"{label} {section}{''.join(f'({paragraph})' for paragraph in paragraphs)}"


def _identifier(scheme: str, code: str = "") -> str:
    # "5 (g) (2) (D)" is 5_g_2_D.
    parts = regex.findall(r"[\p{L}\d]+(?:\.[\p{L}\d]+)*", code.replace("¢", "C"))
    if parts and code.lstrip().startswith("("):
        parts.insert(0, "")
    return f"x-{scheme}-{'_'.join(parts)}" if parts else f"x-{scheme}"


@dataclass(frozen=True, slots=True)
class Code:
    """How a code is printed, and how its id comes out of a match."""

    pattern: regex.Pattern[str]
    identify: Callable[[regex.Match[str]], str]


# "(g) (2) (D)", "(9) (2) (D)", "(b){3}": an act's or order's paragraphs.
_PARAGRAPHS = r"(?:\s?[({\[]\s?[\p{L}\d]{1,2}\s?[)}\]])"


def _jfk(match: regex.Match[str]) -> str:
    # Section 5 postpones by its paragraph (g), which OCR reads as a 9.
    paragraphs = match["paragraphs"]
    if match["section"] == "5":
        paragraphs = regex.sub(r"^\W*9\W", "(g)", paragraphs)
    return _identifier("jfk", f"{match['section']} {paragraphs}")


def _order(match: regex.Match[str]) -> str:
    scheme = f"eo{match['order']}" if match["order"] else "eo"
    return _identifier(scheme, f"{match['section']} {(match['paragraphs'] or '').casefold()}")


ORDER = r"(?:E\.?\s?[O0]\.?|Executive\s+Order),?\s*(?:No\.?\s*)?(?P<order>\d{5})"
CODES: tuple[Code, ...] = (
    # "JFK Act 6 (1)(B)", "44USC2107(5)(g)(2)(D)"
    Code(
        regex.compile(
            r"(?:(?i:JFK\s+Act(?:,?\s+Sec(?:tion|\.)?)?)\s*|USC\s?2107\s?\()(?P<section>\d{1,2})\)?"
            rf"(?P<paragraphs>{_PARAGRAPHS}{{0,4}})"
        ),
        _jfk,
    ),
    # "E.O. 12958 3.4(b)(1)>25Yrs", "EXEMPT PER E.0, 13526 / SEC 3.3(b)", "3.3(b)(1)"
    Code(
        regex.compile(
            rf"(?:{ORDER}\W{{0,4}}(?:as\s+amended\W{{0,3}})?(?i:Sec(?:tion)?\W{{0,2}})?\s*)?"
            rf"(?P<section>(?<![\d.])[1-6]\.\d)(?P<paragraphs>\.?\s?(?:[bh](?=\(\d))?{_PARAGRAPHS}{{1,3}})"
        ),
        _order,
    ),
    # "§ 5B(1), (2)": the exemptions of E.O. 11652
    Code(
        regex.compile(r"(?<![\d(])5\s?B\s?\((?P<number>[1-4I])\)"),
        lambda match: _identifier("eo11652", f"5B ({match['number'].replace('I', '1')})"),
    ),
    # "P.L. 86-36", "50 USC 3605": acts that NSA's and CIA's codes name
    Code(
        regex.compile(r"\bP\.?\s?L\.?\s?(?P<code>\d\d-\d{2,3})"),
        lambda match: _identifier("pl", match["code"].replace("-", ".")),
    ),
    Code(
        regex.compile(r"(?<!\d)(?P<title>5\d|18)\s?U\.?S\.?C\.?\s?(?P<code>\d{3,4})"),
        lambda match: _identifier("usc", f"{match['title']} {match['code']}"),
    ),
    Code(
        regex.compile(r"\b(?P<code>STAT(?:INTL|OTHR|SPEC))\b"),
        lambda match: _identifier("crest", match["code"]),
    ),
    # "Section 3(4)": what the British retain by
    Code(
        regex.compile(r"(?i:\bsection)\s?(?P<number>[35])\s?\((?P<paragraph>\d)\)"),
        lambda match: _identifier("pra", f"{match['number']} ({match['paragraph']})"),
    ),
    # "25X1A", "50X1-HUM"
    Code(
        regex.compile(r"\b(?P<code>(?:25|50)X\d?[A-Z]?\d?[a-z]?(?:-(?:HUM|WMD))?)\b"),
        lambda match: _identifier("decl", match["code"].replace("-", ".")),
    ),
    # "DECL ON: X1,X3", "OADR", "MR"
    Code(
        regex.compile(r"(?<=[:,;\s])(?P<code>X[1-8]|OADR|MR)\b"),
        lambda match: _identifier("decl", match["code"]),
    ),
    # "(b)(1), (b)(3)", "(b)(7)(C)", "(k)(5)" with FOIA or the Privacy Act
    Code(
        regex.compile(
            r"(?<![\d)])[({]\s?(?P<act>[bjk])\s?[)}]\s?[({]\s?(?P<number>\d)\s?[)}](?:\s?[({]\s?(?P<letter>[A-F]|(?<=7\s?[)}]\s?[({]\s?)[a-f])\s?[)}])?"
        ),
        lambda match: _identifier(
            "foia" if match["act"] == "b" else "pa",
            f"({match['act']})({match['number']})"
            + (f"({match['letter'].upper()})" if match["letter"] else ""),
        ),
    ),
    # "b7C", "b3": the same in the FBI's margin; "B1" in that of the Department of State
    Code(
        regex.compile(r"(?<![\p{L}\d])[bB](?P<number>[1-9])\s?\(?(?P<letter>[A-F])?\)?(?![\p{L}\d])"),
        lambda match: _identifier(
            "foia", f"(b)({match['number']})" + (f"({match['letter']})" if match["letter"] else "")
        ),
    ),
    # "E2 IMPDET"
    Code(regex.compile(r"IMPDET"), lambda match: _identifier("impdet")),
    # "GROUP 1"
    Code(
        regex.compile(r"(?i:GROUP)[\s-]?(?P<code>[1-4I])?\b"),
        lambda match: _identifier("group", (match["code"] or "").replace("I", "1")),
    ),
    # "XGDS-2", "EXEMPT FROM GDS CATEGORY 3,4"
    Code(regex.compile(r"XGDS(?:\W?(?P<code>\d))?"), lambda match: _identifier("xgds", match["code"] or "")),
    Code(
        regex.compile(r"\bGDS(?:\W{1,3}CATEGORY)?(?:\W{1,2}(?P<code>\d)(?!\d))?"),
        lambda match: _identifier("gds", match["code"] or ""),
    ),
)
# "CL REASON: 1.5(c)"
REASON = regex.compile(rf"(?i:REASON)\s?:?\s*(?P<code>\d\.\d\s?(?:{_PARAGRAPHS}){{0,3}})")
# "1B; 1C; 4; 11(a)": the restrictions of an identification form.
RESTRICTION = regex.compile(r"(?<![\w(])(?P<code>1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))(?![\w)])")


def exemptions(text: str) -> Iterator[str]:
    """The ids of the codes a note names, each once, in their order by scheme."""
    reasons = {_identifier("reason", match["code"].casefold()): None for match in REASON.finditer(text)}
    rest = REASON.sub(" ", text)
    codes = (code.identify(match) for code in CODES for match in code.pattern.finditer(rest))
    yield from dict.fromkeys((*reasons, *codes))


def restrictions(value: str) -> Iterator[str]:
    """The ids of the codes in an identification form's value."""
    for match in RESTRICTION.finditer(value):
        yield _identifier("restriction", match["code"])
