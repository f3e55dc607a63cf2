"""Datatypes: which strings are of a type (`date`, `token` with a pattern), and which values are the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import regex

from edition.validate.relaxng import xsd_patterns
from edition.validate.relaxng.patterns import TypeName
from edition.validate.relaxng.xsd_values import READERS, Order, compare, decimal_digits, measure

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
# RELAX NG's own two types.
BUILT_IN = ""
SPACE = " \t\n\r"

Namespaces = Mapping[str | None, str]
Ident = Literal["ID", "IDREF", "IDREFS"]
Test = Callable[[str, Namespaces], bool]


class WrongType(Exception):  # noqa: N818  # it says what is wrong
    """A type or facet that does not exist."""


@dataclass(frozen=True, slots=True)
class _Type:
    """A type of XML Schema: the form of its strings, and where that is not all, the reader of their values."""

    form: str
    reader: str | None = None
    space: Literal["preserve", "replace", "collapse"] = "collapse"
    many: bool = False


ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
YEAR = r"-?(?:[1-9][0-9]*)?[0-9]{4}"
TIME = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
NAME = f"[{xsd_patterns.NAME_START}][{xsd_patterns.NAME_CHARACTER}]*"
# A colon stands in no part of a name.
PART = rf"(?!:)[{xsd_patterns.NAME_START}](?:(?!:)[{xsd_patterns.NAME_CHARACTER}])*+"
TOKEN = f"[{xsd_patterns.NAME_CHARACTER}]+"
INTEGER = r"[+-]?[0-9]+"
FLOAT = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN"

TYPES: Mapping[str, _Type] = {
    "string": _Type(r"(?s:.*)", None, "preserve"),
    "normalizedString": _Type(r"(?s:.*)", None, "replace"),
    "token": _Type(r"(?s:.*)"),
    "language": _Type(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"),
    "Name": _Type(NAME),
    "NCName": _Type(PART),
    "ID": _Type(PART),
    "IDREF": _Type(PART),
    "IDREFS": _Type(rf"{PART}(?: {PART})*", None, "collapse", True),
    "ENTITY": _Type(PART),
    "ENTITIES": _Type(rf"{PART}(?: {PART})*", None, "collapse", True),
    "NMTOKEN": _Type(TOKEN),
    "NMTOKENS": _Type(rf"{TOKEN}(?: {TOKEN})*", None, "collapse", True),
    "QName": _Type(rf"(?:{PART}:)?{PART}", "name"),
    "NOTATION": _Type(rf"(?:{PART}:)?{PART}", "name"),
    "anyURI": _Type(r"(?s:.*)", "address"),
    "boolean": _Type(r"true|false|1|0", "boolean"),
    "decimal": _Type(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", "decimal"),
    "integer": _Type(INTEGER, "decimal"),
    "float": _Type(FLOAT, "float"),
    "double": _Type(FLOAT, "double"),
    "duration": _Type(
        r"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
        r"(?:T(?=.)(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?",
        "duration",
    ),
    "dateTime": _Type(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}T{TIME}{ZONE}", "time"),
    "date": _Type(rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}{ZONE}", "time"),
    "time": _Type(rf"{TIME}{ZONE}", "time"),
    "gYearMonth": _Type(rf"{YEAR}-[0-9]{{2}}{ZONE}", "time"),
    "gYear": _Type(rf"{YEAR}{ZONE}", "time"),
    "gMonthDay": _Type(rf"--[0-9]{{2}}-[0-9]{{2}}{ZONE}", "time"),
    "gDay": _Type(rf"---[0-9]{{2}}{ZONE}", "time"),
    "gMonth": _Type(rf"--[0-9]{{2}}{ZONE}", "time"),
    "hexBinary": _Type(r"(?:[0-9a-fA-F]{2})*", "hex"),
    "base64Binary": _Type(
        r"(?:(?:[A-Za-z0-9+/] ?){4})*+(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?",
        "base64",
    ),
}
# Integers between bounds.
BOUNDED: Mapping[str, tuple[int | None, int | None]] = {
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
ORDERS: Mapping[str, frozenset[Order]] = {
    "minInclusive": frozenset((Order.SAME, Order.AFTER)),
    "minExclusive": frozenset((Order.AFTER,)),
    "maxInclusive": frozenset((Order.SAME, Order.BEFORE)),
    "maxExclusive": frozenset((Order.BEFORE,)),
}
LENGTHS: Mapping[str, Callable[[int, int], bool]] = {
    "length": int.__eq__,
    "minLength": int.__ge__,
    "maxLength": int.__le__,
}
DIGITS = frozenset(("totalDigits", "fractionDigits"))


def ident(type_: TypeName) -> Ident | None:
    """Whether values of a type identify elements, or point at such ids."""
    if type_.library == XSD and type_.name in ("ID", "IDREF", "IDREFS"):
        return type_.name  # type: ignore[return-value]  # one of the three
    return None


def normalise(type_: TypeName, string: str) -> str:
    """A string with its white space as its type has it."""
    space = "collapse"
    if type_.library == XSD and type_.name in TYPES:
        space = TYPES[type_.name].space
    elif type_.library == BUILT_IN and type_.name == "string":
        space = "preserve"
    if space == "collapse":
        return collapse(string)
    return string.translate({9: " ", 10: " ", 13: " "}) if space == "replace" else string


def collapse(string: str) -> str:
    """A string without white space at its ends, one blank for any within; XML's white space only."""
    return " ".join(words(string))


def words(string: str) -> list[str]:
    """The words of a string, between XML's white space."""
    return [word for word in string.translate({9: " ", 10: " ", 13: " "}).split(" ") if word]


@lru_cache(maxsize=4096)
def test_of(type_: TypeName) -> Test:
    """Whether strings are of a type; raises `WrongType` where the type or a facet does not exist."""
    if type_.library == BUILT_IN:
        if type_.name not in ("string", "token"):
            raise WrongType(f"RELAX NG itself has the types string and token, no {type_.name}")
        if type_.facets:
            raise WrongType(f"{type_.name} of RELAX NG itself takes no param")
        return lambda string, namespaces: True
    if type_.library != XSD:
        raise WrongType(f"the datatype library {type_.library} is not known")
    if type_.name in BOUNDED:
        return _bounded(type_)
    if type_.name not in TYPES:
        raise WrongType(f"XML Schema has no type {type_.name}")
    return _plain(type_, TYPES[type_.name])


def _bounded(type_: TypeName) -> Test:
    least, most = BOUNDED[type_.name]
    bounds = [("minInclusive", str(least))] if least is not None else []
    bounds += [("maxInclusive", str(most))] if most is not None else []
    return test_of(TypeName(XSD, "integer", (*bounds, *type_.facets)))


def _plain(type_: TypeName, plain: _Type) -> Test:
    form = regex.compile(plain.form)
    reader = READERS[plain.reader] if plain.reader else None
    facets = [_facet(type_, plain, *facet) for facet in type_.facets]

    def test(string: str, namespaces: Namespaces) -> bool:
        said = normalise(type_, string)
        if form.fullmatch(said) is None or (reader and reader(said, namespaces) is None):
            return False
        return all(facet(said, namespaces) for facet in facets)

    return test


def _facet(type_: TypeName, plain: _Type, name: str, value: str) -> Test:
    if name == "pattern":
        return _pattern_facet(value)
    if name in ORDERS and plain.reader in ("decimal", "float", "double", "time", "duration"):
        return _order_facet(type_, plain.reader, name, value)
    wants_length = name in LENGTHS and plain.reader in (None, "address", "hex", "base64", "name")
    if not wants_length and not (name in DIGITS and plain.reader == "decimal"):
        raise WrongType(f"{type_.name} takes no param {name}")
    if not collapse(value).isdecimal():
        raise WrongType(f"the value of the param {name} is no number: {value}")
    number = int(collapse(value))
    if name in DIGITS:
        which = 0 if name == "totalDigits" else 1
        return lambda string, namespaces: decimal_digits(string)[which] <= number
    return lambda string, namespaces: LENGTHS[name](measure(plain.reader, plain.many, string), number)


def _pattern_facet(value: str) -> Test:
    try:
        expression = xsd_patterns.compiled(value)
    except ValueError as error:
        raise WrongType(f"the pattern {value} is wrong: {error}") from error
    return lambda string, namespaces: expression.fullmatch(string) is not None


def _order_facet(type_: TypeName, reader: str, name: str, value: str) -> Test:
    said = collapse(value)
    bound = READERS[reader](said, {}) if regex.fullmatch(TYPES[type_.name].form, said) else None
    if bound is None:
        raise WrongType(f"the value of the param {name} is no {type_.name}: {value}")

    def test(string: str, namespaces: Namespaces) -> bool:
        return compare(READERS[reader](string, namespaces), bound) in ORDERS[name]

    return test


def same_value(type_: TypeName, string: str, namespaces: Namespaces, value: str, namespace: str) -> bool:
    """Whether a string stands for a value that a schema gives, `namespace` being that of its prefix."""
    said, wanted = normalise(type_, string), normalise(type_, value)
    plain = TYPES["integer"] if type_.name in BOUNDED else TYPES.get(type_.name)
    if type_.library != XSD or plain is None or plain.reader in (None, "address"):
        return said == wanted and (type_.library != XSD or test_of(type_)(said, namespaces))
    if not test_of(type_)(said, namespaces):
        return False
    prefix = wanted.partition(":")[0] if ":" in wanted else None
    reader = READERS[plain.reader]
    read, meant = reader(said, namespaces), reader(wanted, {prefix: namespace})
    return compare(read, meant) is Order.SAME
