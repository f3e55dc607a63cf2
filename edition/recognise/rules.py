"""The rules of all recognisers by name: what settings may switch off, and what the manual of rules lists."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from sys import modules
from types import MappingProxyType, ModuleType

import edition.recognise
from edition.findings import Rule
from edition.recognise import BLOCK_RECOGNISERS, INLINE_RECOGNISERS
from edition.recognise.installed import installed
from edition.recognise.resolve import ROOT


def rules_in(module: ModuleType) -> Iterator[Rule]:
    """Yield each rule at a module's top: those with a name of their own, and those in tables."""
    for value in vars(module).values():
        if isinstance(value, Rule):
            yield value
        elif isinstance(value, Mapping):
            yield from (each for each in value.values() if isinstance(each, Rule))
        elif isinstance(value, tuple | frozenset | list | set):
            yield from (each for each in value if isinstance(each, Rule))


def recognising_modules() -> Iterator[ModuleType]:
    """Yield the modules that may hold rules: the room's own, and those of recognisers from elsewhere."""
    names = {
        f"{edition.recognise.__name__}.{module.name}" for module in iter_modules(edition.recognise.__path__)
    }
    names.update(recogniser.__module__ for recogniser in (*BLOCK_RECOGNISERS, *INLINE_RECOGNISERS))
    for name in sorted(names - {__name__}):
        yield modules.get(name) or import_module(name)
    yield from (recogniser.module for recogniser in installed() if recogniser.module)


def _gathered() -> Mapping[str, Rule]:
    """Every rule by its name, in the order of names; `ROOT` is no decision of anybody's."""
    rules = {
        rule.name: rule for module in recognising_modules() for rule in rules_in(module) if rule is not ROOT
    }
    return MappingProxyType(dict(sorted(rules.items())))


RULES: Mapping[str, Rule] = _gathered()


def nearest_rule(name: str, rules: Mapping[str, Rule] = RULES) -> str | None:
    """The rule whose name is most like one that is none; none where nothing is like it."""
    near = get_close_matches(name, rules, 1)
    return near[0] if near else None
