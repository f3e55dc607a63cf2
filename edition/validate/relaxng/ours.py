"""The edition's own grammar, by libxml2: an edition is checked at each build, and nearly always valid."""

from functools import lru_cache
from pathlib import Path

from lxml import etree

from edition.resources import resource
from edition.validate.relaxng.names import XML
from edition.xml import Parsed

XML_ID = f"{{{XML}}}id"


def is_plainly_valid(path: Path, parsed: Parsed) -> bool:
    """Whether a file is valid by our own grammar; also false where another grammar is asked for, or where in doubt.

    libxml2 is wrong about some grammars, and slow to read large ones. On this one its word holds: a test
    compares the two over samples and mutants.
    """
    if not _is_ours(path) or not _libxml2(path).validate(parsed.tree):
        return False
    # Ids are the one thing that libxml2 leaves alone.
    ids = [found.strip() for element in parsed.root.iter("*") if (found := element.get(XML_ID))]
    return len(ids) == len(set(ids))


@lru_cache(maxsize=16)
def _is_ours(path: Path) -> bool:
    ours = resource("schemas") / "edition.rng"
    # An edition has a copy of its own, so that other editors find it.
    return path.is_file() and path.read_bytes() == ours.read_bytes()


@lru_cache(maxsize=16)
def _libxml2(path: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path))
