"""Stylesheets run over a tree: by libxslt, or by Saxon, which is an extra."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from lxml import etree

from edition.validate.schematron.stylesheet import Stylesheet

Run = Callable[["etree._ElementTree[etree._Element]"], etree._Element]


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that failed at an element, by number; `attribute` or `slot` (text after so many elements) of it.

    `stopped` where it could not be run there: the message is the processor's.
    """

    element: int
    check: int
    message: str
    diagnostics: tuple[str, ...]
    attribute: str | None = None
    slot: int | None = None
    stopped: bool = False


class StoppedError(Exception):
    """Rules could not be run to their end on a file."""


class WrongError(Exception):
    """A stylesheet that does not compile: the schema is wrong."""


def has_saxon() -> bool:
    """Whether the extra is there."""
    return find_spec("saxonche") is not None


def findings(output: etree._Element) -> Iterator[Finding]:
    """What a stylesheet found."""
    numbers = {each.text: number for number, each in enumerate(output.iterfind("i"))}
    for each in output.iterfind("at"):
        slot = each.get("x")
        yield Finding(
            numbers.get(each.get("n"), 0),
            int(each.findtext("t") or 0),
            _words(each.find("m")),
            tuple(words for said in each.iterfind("d") if (words := _words(said))),
            each.get("a"),
            int(slot) if slot is not None else None,
            each.get("failed") is not None,
        )


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def by_libxslt(stylesheet: Stylesheet, ids: bool) -> Run:
    """How a stylesheet of XSLT 1.0 is run; `ids` where it asks for elements by `id()`."""
    # Nothing is read, nothing written: neither by document() nor by EXSLT.
    try:
        compiled = etree.XSLT(stylesheet.root, access_control=etree.XSLTAccessControl.DENY_ALL)
    except etree.XSLTParseError as error:
        raise WrongError(_first_line(error)) from error

    def run(tree: "etree._ElementTree[etree._Element]") -> etree._Element:
        try:
            return compiled(_with_ids(tree) if ids else tree).getroot()
        except (etree.XSLTApplyError, etree.XSLTError) as error:
            raise StoppedError(_first_line(error)) from error

    return run


def by_saxon(stylesheet: Stylesheet) -> Run:
    """How a stylesheet of XSLT 3.0 is run."""
    processor = _saxon()
    text = etree.tostring(stylesheet.root, encoding="unicode")
    try:
        compiler = processor.new_xslt30_processor()
        executable = compiler.compile_stylesheet(stylesheet_text=text, encoding="utf-8")
    except Exception as error:  # saxonche has one class of errors, whose name changes
        raise WrongError(_first_line(error)) from error

    def run(tree: "etree._ElementTree[etree._Element]") -> etree._Element:
        try:
            node = processor.parse_xml(xml_text=_serialised(tree), encoding="utf-8")
            executable.set_global_context_item(xdm_item=node)
            said = executable.transform_to_string(xdm_node=node)
        except Exception as error:
            raise StoppedError(_first_line(error)) from error
        return etree.fromstring(said.encode(), etree.XMLParser(huge_tree=True, resolve_entities=False))

    return run


@lru_cache(maxsize=1)
def _saxon() -> Any:
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    # No file and no address may be read, no Java or C called, nothing evaluated that nobody has seen.
    for feature, value in _CLOSED.items():
        processor.set_configuration_property(f"http://saxon.sf.net/feature/{feature}", value)
    return processor


_CLOSED = {
    "allowedProtocols": "none",
    "allow-external-functions": "false",
    "disableXslEvaluate": "true",
}


def _serialised(tree: "etree._ElementTree[etree._Element]") -> str:
    """The whole without its DOCTYPE, which may name what is not there; notes before the root are kept."""
    root = tree.getroot()
    around = [etree.tostring(node, encoding="unicode", with_tail=False) for node in _before(root)]
    return "".join((*around, etree.tostring(root, encoding="unicode", with_tail=False)))


def _before(root: etree._Element) -> list[etree._Element]:
    return list(root.itersiblings(preceding=True))[::-1]


def _with_ids(tree: "etree._ElementTree[etree._Element]") -> "etree._ElementTree[etree._Element]":
    """The tree read anew so that id() finds elements, which costs; the same where ids are no names."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, collect_ids=True, huge_tree=True)
    with suppress(etree.XMLSyntaxError):
        return etree.fromstring(_serialised(tree).encode(), parser).getroottree()
    return tree


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].strip() if lines else type(error).__name__
