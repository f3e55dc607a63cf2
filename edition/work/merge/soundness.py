"""Whether a merged tree is valid by our own grammar, and where it is not: quick, for the merge asks again and again."""

from functools import lru_cache

from lxml import etree

from edition.resources import resource

_MOST_FAULTS = 20


def faulty_elements(root: etree._Element) -> list[etree._Element] | None:
    """The elements at fault by `schemas/edition.rng`; `None` where there is none.

    Messages with places are the validator's; this gives elements of the tree itself.
    """
    grammar = _grammar()
    if grammar.validate(root):
        return None
    tree = root.getroottree()
    found: list[etree._Element] = []
    for entry in list(grammar.error_log)[:_MOST_FAULTS]:
        places = tree.xpath(entry.path) if entry.path else []
        found.extend(place for place in places if isinstance(place, etree._Element))
    return found or [root]


@lru_cache(1)
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(resource("schemas") / "edition.rng"))
