"""Pointers that arrive nowhere: in the file, in others of its project, or by a private URI scheme (TEI `prefixDef`)."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import regex
from lxml import etree

from edition.diagnostics import Diagnostic, Severity
from edition.validate.addresses import split_address
from edition.validate.files import xml_files
from edition.validate.places import Finder
from edition.validate.relaxng.nearness import meant
from edition.xml import TEI, Parsed, decode
from edition.xml.encodings import declared_encoding

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NAMESPACES = {"t": TEI}
IDS = etree.XPath("//@xml:id", smart_strings=False)
PREFIXES = etree.XPath("//t:teiHeader//t:prefixDef[@ident]", namespaces=NAMESPACES)
POINTING = etree.XPath(
    "//t:*[@*[contains(., '#') or contains(., ':') or contains(., '.xml')]]", namespaces=NAMESPACES
)
# Attributes of pointers (TEI's data.pointer); others may hold a # that points at nothing: @n, @key, @url.
POINTERS = frozenset(
    "active adj ana calendar change children class copyOf corresp datcat datingMethod decls edRef end entails exclude"
    " facs feats fVal given hand hands inst lemmaRef location mergedIn mutual next nymRef origin parent parts passive"
    " perf period prev ref refersTo rendition resp sameAs scheme select settings since source spanTo start synch target"
    " targetEnd trans valueDatcat varSeq wit who where".split()
)
# xml:id = "lom", in a file that is searched and not parsed.
ID = regex.compile(r"""\bxml:id\s*=\s*["']([^"'<]*)["']""")
DIGITS = regex.compile(r"\d+")
# More files than that are no project but a library; to search it would take longer than to check the file.
MOST_FILES, MOST_BYTES = 2000, 200_000_000
SECONDS = 0.2


@dataclass(slots=True)
class _Lost:
    """A pointer that arrives nowhere: where it stands first, and how often it stands in the file."""

    element: etree._Element
    name: str
    word: str
    why: str
    times: int = 1


@dataclass(slots=True)
class _Survey:
    """What of the pointers of one attribute arrives, and what does not."""

    arrived: int = 0
    lost: dict[str, _Lost] = field(default_factory=dict)


def dangling(parsed: Parsed, finder: Finder, project: Path | None) -> Iterator[Diagnostic]:
    """A warning for each pointer that arrives nowhere, once for each place it points at.

    An id that another file of the project has is no fault: many projects write `#lom` for what stands in their
    registers. Where nothing arrives that an attribute points at, its register is elsewhere, and that is told once.
    """
    survey = _surveyed(parsed)
    lost = [each for of_name in survey.values() for each in of_name.lost.values()]
    if not lost:
        return
    elsewhere = ids_of_project(project) if project is not None else frozenset()
    ids = {str(each).strip() for each in IDS(parsed.tree)}
    for of_name in survey.values():
        left = [each for each in of_name.lost.values() if each.word.partition("#")[2] not in elsewhere]
        alike = [each for each in left if each.word.startswith("#")]
        nothing_arrives = not of_name.arrived and len(alike) == len(of_name.lost) and len(alike) > 1
        for each in alike[:1] if nothing_arrives else left:
            yield _told(each, finder, ids, len(alike) if nothing_arrives else 0)


def _told(lost: _Lost, finder: Finder, ids: set[str], alike: int) -> Diagnostic:
    message = f'@{lost.name} points at "{lost.word}", and {lost.why}'
    help_text = "give the id to what is meant, or mend the pointer"
    if alike:
        message = (
            f'no @{lost.name} of this file arrives: "{lost.word}" and {alike - 1} more point at no id here'
        )
        help_text = "if they mean another file, write its name before the #"
    elif lost.word.startswith("#") and len(ids) < 2000:
        near = meant(lost.word[1:], ids)
        # "#p4" for "#p5" is no slip that anybody could guess.
        if near and DIGITS.sub("", near) != DIGITS.sub("", lost.word[1:]):
            help_text = f"did you mean #{near}?"
    if lost.times > 1 and not alike:
        message += f" ({lost.times} times)"
    place = finder.attribute(lost.element, lost.name)
    return Diagnostic(Severity.WARNING, place, "check/pointer", message, help_text, f"@{lost.name}")


def _surveyed(parsed: Parsed) -> Mapping[str, _Survey]:
    ids = {str(each).strip() for each in IDS(parsed.tree)}
    schemes = _schemes(parsed)
    found: dict[str, _Survey] = {}
    for element in POINTING(parsed.tree):
        for name, value in element.items():
            if name not in POINTERS:
                continue
            survey = found.setdefault(name, _Survey())
            for word in value.split():
                if word in survey.lost:
                    survey.lost[word].times += 1
                    continue
                why = _lost(word, ids, schemes, parsed.file)
                if why:
                    survey.lost[word] = _Lost(element, name, word, why)
                elif word.startswith("#"):
                    survey.arrived += 1
    return found


def _lost(word: str, ids: set[str], schemes: Mapping[str, list[tuple[str, str]]], file: str) -> str | None:
    """Why a pointer does not arrive; none where it does, or where nobody can tell from here."""
    if word.startswith("#"):
        here = word[1:]
        # "#xpath(//p[1])" is a pointer of another kind, "#" the file itself.
        lost = here and "(" not in here and here not in ids and unquote(here) not in ids
        return "nothing in this file has this id" if lost else None
    scheme, colon, rest = word.partition(":")
    if colon and scheme in schemes:
        targets = _expanded(rest, schemes[scheme])
        if targets == []:
            return f"it fits no pattern of its prefix {scheme}"
        reasons = [_lost(each, ids, {}, file) for each in targets or ()]
        return None if None in reasons or not reasons else reasons[0]
    return _lost_in_file(word, file)


def _lost_in_file(word: str, file: str) -> str | None:
    address = split_address(word)
    if address.scheme or address.netloc or address.query or not address.path.endswith(".xml"):
        return None
    if not address.fragment or "(" in address.fragment or file == "-":
        return None
    path = Path(file).parent / unquote(address.path)
    # Where it is not there, it may be laid beside the file when that is published.
    if not path.is_file() or unquote(address.fragment) in ids_of(path):
        return None
    return f"nothing in {address.path} has this id"


def _schemes(parsed: Parsed) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for each in PREFIXES(parsed.tree):
        pattern, replacement = each.get("matchPattern"), each.get("replacementPattern")
        if pattern is not None and replacement is not None:
            found.setdefault(str(each.get("ident")), []).append((pattern, replacement))
    return found


def _expanded(rest: str, patterns: Sequence[tuple[str, str]]) -> list[str] | None:
    """What a private URI stands for, by each pattern that it fits; none where a pattern is none of ours."""
    found: list[str] = []
    for pattern, replacement in patterns:
        try:
            match = regex.fullmatch(pattern, rest, timeout=SECONDS)
        except (regex.error, TimeoutError):
            return None
        if match is not None:
            groups = match.groups()
            found.append(
                regex.sub(r"\$(\d)", lambda m, g=groups: _group(g, int(m[1])), replacement)  # type: ignore[misc]  # m
            )
    return found


def _group(groups: Sequence[str | None], number: int) -> str:
    return (groups[number - 1] or "") if 0 < number <= len(groups) else ""


def ids_of(path: Path) -> frozenset[str]:
    """The ids in a file, searched for without parsing it; read anew when it has changed."""
    try:
        state = path.stat()
    except OSError:
        return frozenset()
    return _ids_of(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=MOST_FILES)
def _ids_of(path: Path, changed: int, size: int) -> frozenset[str]:
    if size > MOST_BYTES:
        return frozenset()
    try:
        data = path.read_bytes()
    except OSError:
        return frozenset()
    return frozenset(each.strip() for each in ID.findall(decode(data, declared_encoding(data))))


@lru_cache(maxsize=4)
def ids_of_project(project: Path) -> frozenset[str]:
    """All ids in the XML of a folder, of as many files as a project may have."""
    found: set[str] = set()
    read = 0
    for number, name in enumerate(xml_files(str(project))):
        path = Path(name)
        read += os.path.getsize(path) if path.is_file() else 0
        if number >= MOST_FILES or read > MOST_BYTES:
            break
        found |= ids_of(path)
    return frozenset(found)
