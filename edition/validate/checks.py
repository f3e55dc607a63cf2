"""What TEI's prose demands and no grammar checks: pointers that arrive, languages, ranges; as warnings."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity
from edition.validate.mending import Mender
from edition.validate.places import Finder
from edition.validate.pointers import dangling
from edition.xml import TEI, Parsed

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {"t": TEI, "xi": "http://www.w3.org/2001/XInclude"}
INCLUDES = etree.XPath("boolean(//xi:include)", namespaces=NAMESPACES)
# One walk for all but pointers: elements with something to look at more closely.
DOUBTFUL = etree.XPath(
    "//t:*[@xml:lang or @when or @from or @to or @notBefore or @notAfter or @n[not(normalize-space())]]"
    " | //t:choice[not(*[2])]",
    namespaces=NAMESPACES,
)
# Where the parser has made line breaks spaces, they end a value as spaces do.
SPACED = etree.XPath("//t:*/@*[substring(., string-length(.)) = ' ']", namespaces=NAMESPACES)
# "en", "grc-Latn", "de-1901", "en-x-lom": a tag of BCP 47, its first part a code of two or three letters.
LANGUAGE = regex.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z0-9]{2,8}",
    regex.IGNORECASE,
)
# "1961", "-0044-03-15": a date, whatever of it is known.
DATE = regex.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?")
# "1965-02-30": one that names a day, as it is written.
DAY = regex.compile(r"(-?\d{4,})-(\d\d)-(\d\d)")
DATES = ("when", "from", "to", "notBefore", "notAfter")
MONTHS = "January February March April May June July August September October November December".split()
RANGES = (("from", "to"), ("notBefore", "notAfter"))


def checks(parsed: Parsed, pointers: bool = True, project: Path | None = None) -> Iterator[Diagnostic]:
    """What is doubtful in a TEI tree; without `pointers`, where rules of the schema ask for those.

    `project` is the folder whose files may have the ids that are pointed at.
    """
    finder = Finder(parsed)
    # What is included, and not read here, may hold the ids that are pointed at.
    if pointers and not INCLUDES(parsed.tree):
        yield from dangling(parsed, finder, project)
    yield from _spaced(parsed, finder, Mender(parsed))
    for element in DOUBTFUL(parsed.tree):
        yield from _language(element, finder)
        yield from _impossible(element, finder)
        yield from _reversed(element, finder)
        if not element.get("n", "-").strip():
            message = f"the @n of <{_local(element)}> is empty"
            yield _warning(
                "empty-n", finder.attribute(element, "n"), "@n", message, "give it a value, or take it away"
            )
        if _local(element) == "choice" and element.find("*[2]") is None:
            message = "<choice> holds nothing to choose from"
            help_text = "it takes two or more: sic and corr, abbr and expan, orig and reg"
            place = finder.location(element, element.sourceline)
            yield _warning("choice", place, "choice", message, help_text)


def _spaced(parsed: Parsed, finder: Finder, mender: Mender) -> Iterator[Diagnostic]:
    for value in SPACED(parsed.tree):
        element, name = value.getparent(), str(value.attrname)
        if not value.strip():
            continue
        said = f"@{_prefix(name)}{name.rpartition('}')[2]}"
        message = f"the value of {said} ends in a space"
        fix = mender.trimmed(element, name)
        yield replace(
            _warning("space", finder.attribute(element, name), said, message, "take the space away"), fix=fix
        )


def _prefix(name: str) -> str:
    return "xml:" if name.startswith("{http://www.w3.org/XML/1998/namespace}") else ""


def _language(element: etree._Element, finder: Finder) -> Iterator[Diagnostic]:
    value = element.get(XML_LANG)
    if value and LANGUAGE.fullmatch(value) is None:
        message = f'"{value[:40]}" is no tag of a language'
        help_text = "it takes a code of two or three letters, and what follows it: en, grc-Latn, de-AT"
        yield _warning("language", finder.attribute(element, XML_LANG), "@xml:lang", message, help_text)


def _impossible(element: etree._Element, finder: Finder) -> Iterator[Diagnostic]:
    for name in DATES:
        match = DAY.fullmatch(element.get(name, "").strip())
        if match is None:
            continue
        year, month, day = (int(part) for part in match.groups())
        if not 1 <= month <= 12:
            why = f"there is no month {month}"
        elif not 1 <= day <= _days(year, month):
            why = f"{MONTHS[month - 1]} {year} has {_days(year, month)} days"
        else:
            continue
        message = f'@{name} is no date: "{match[0]}"'
        yield _warning("date", finder.attribute(element, name), f"@{name}", message, why)


def _days(year: int, month: int) -> int:
    return monthrange(2000 + year % 400, month)[1]  # the calendar comes again in 400 years, before Christ too


def _reversed(element: etree._Element, finder: Finder) -> Iterator[Diagnostic]:
    for first, last in RANGES:
        if first not in element.attrib or last not in element.attrib:
            continue
        start, end = (DATE.fullmatch(element.get(name, "").strip()) for name in (first, last))
        if start and end and _after(_parts(start), _parts(end)):
            message = f"@{first} is later than @{last}: {start[0]} and {end[0]}"
            place = finder.attribute(element, first)
            yield _warning("range", place, f"@{first}", message, "exchange them, or mend one")


def _parts(match: "regex.Match[str]") -> tuple[int, ...]:
    return tuple(int(part) for part in match.groups() if part is not None)


def _after(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a date is later than another, as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def _warning(code: str, place: Location, name: str, message: str, help_text: str) -> Diagnostic:
    return Diagnostic(Severity.WARNING, place, f"check/{code}", message, help_text, name)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
