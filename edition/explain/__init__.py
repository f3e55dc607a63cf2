"""What was decided in a source, and why: each mark-up with its rule, and what lost to it.

`marks.py` explains a place, `census.py` counts how often rules fired and draws samples,
`excerpts.py` shows lines, `manual.py` writes `docs/rules.md`.
"""

from collections.abc import Mapping
from types import MappingProxyType

from edition.findings import Rule
from edition.recognise.rules import RULES, rules_in
from edition.tei import order

ALL_RULES: Mapping[str, Rule] = MappingProxyType(
    dict(sorted({**RULES, **{rule.name: rule for rule in rules_in(order)}}.items()))
)
"""Every rule by name: the recognisers', which may be switched off, and those that keep TEI's order."""
