"""Exemption codes: what they are called, and their ids in the header's taxonomy (TEI `category`).

An id is made of the code alone (`x-eo12958-3.4_b_1`), so that the same code has the same id in
every document, and its label can be read off it. How codes are printed is data: `language/data/exemptions.toml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import regex

from edition.language.tables import data

# "(g) (2) (D)", "(9) (2) (D)", "(b){3}": an act's or order's paragraphs.
_PARAGRAPHS = r"(?:\s?[({\[]\s?[\p{L}\d]{1,2}\s?[)}\]])"
ORDER = r"(?:E\.?\s?[O0]\.?|Executive\s+Order),?\s*(?:No\.?\s*)?(?P<order>\d{5})"
# "CL REASON: 1.5(c)"
REASON = regex.compile(rf"(?i:REASON)\s?:?\s*(?P<code>\d\.\d\s?(?:{_PARAGRAPHS}){{0,3}})")
# "1B; 1C; 4; 11(a)": the restrictions of an identification form.
RESTRICTION = regex.compile(r"(?<![\w(])(?P<code>1[ABC¢]|[1-5]|1[01]\s?\([a-z]\))(?![\w)])")

_OWN = "own"


@dataclass(frozen=True, slots=True)
class Code:
    """How a code is printed, and what its id is made of: texts with the names of the pattern's groups."""

    pattern: regex.Pattern[str]
    scheme: str
    code: str
    case: str
    read: tuple[tuple[regex.Pattern[str], str], ...]

    def identify(self, match: regex.Match[str]) -> str:
        """The id of the code that a match prints."""
        groups = defaultdict(str, {name: value or "" for name, value in match.groupdict().items()})
        code = self.code.format_map(groups)
        code = code.lower() if self.case == "lower" else code.upper() if self.case == "upper" else code
        for misread, reading in self.read:
            code = misread.sub(reading, code)
        return _identifier(self.scheme.format_map(groups), code)


@cache
def _codes() -> tuple[Code, ...]:
    """The codes of the table, in its order."""
    listed = data("exemptions.toml")["codes"]
    assert isinstance(listed, list)
    return tuple(_code(each) for each in listed)


def _code(row: Mapping[str, object]) -> Code:
    pattern = str(row["pattern"]).replace("PARAGRAPHS", _PARAGRAPHS).replace("ORDER", ORDER)
    read = row.get("read", ())
    assert isinstance(read, list | tuple)
    misread = tuple((regex.compile(first), second) for first, second in read)
    scheme, code, case = (str(row.get(key, "")) for key in ("scheme", "code", "case"))
    return Code(regex.compile(pattern), scheme, code, case, misread)


@cache
def _schemes() -> Mapping[str, str]:
    schemes = data("exemptions.toml")["schemes"]
    assert isinstance(schemes, dict)
    return schemes


def exemption_label(identifier: str) -> str:
    """A code's name as a reader knows it, from its id: `x-jfk-5_g_2_D` is "JFK Act 5(g)(2)(D)"."""
    _, scheme, *code = identifier.split("-", 2)
    label = _schemes().get(scheme, scheme)
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


def exemptions(text: str) -> Iterator[str]:
    """The ids of the codes a note names, each once, in their order by scheme."""
    reasons = {_identifier("reason", match["code"].casefold()): None for match in REASON.finditer(text)}
    rest = REASON.sub(" ", text)
    codes = (code.identify(match) for code in _codes() for match in code.pattern.finditer(rest))
    yield from dict.fromkeys((*reasons, *codes))


def restrictions(value: str) -> Iterator[str]:
    """The ids of the codes in an identification form's value."""
    for match in RESTRICTION.finditer(value):
        yield _identifier("restriction", match["code"])


Forms = tuple[tuple[str, str], ...]
"""An edition's own codes: how each is printed, `{n}` for a number, `{a}` for a letter, and what it means."""


@cache
def own_codes(forms: Forms) -> regex.Pattern[str]:
    """The pattern of an edition's own codes, white space within them as it comes."""
    return regex.compile("|".join(_of_form(form) for form, _ in forms))


def _of_form(form: str) -> str:
    words = (regex.escape(word, literal_spaces=True) for word in form.split())
    spelt = r"\s{0,3}".join(words).replace(r"\{n\}", r"\d{1,4}").replace(r"\{a\}", r"\p{L}")
    return rf"(?<![\p{{L}}\d]){spelt}(?![\p{{L}}\d])"


def own_identifier(printed: str) -> str:
    """The id of an edition's own code."""
    return _identifier(_OWN, printed)


def own_labels(text: str, forms: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """The ids of an edition's own codes in a text, each with what it means and how it is printed."""
    return {
        own_identifier(match[0]): f"{meaning}: {' '.join(match[0].split())}"
        for form, meaning in forms
        for match in regex.finditer(_of_form(form), text)
    }
