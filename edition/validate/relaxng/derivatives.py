"""Derivatives of patterns (J. Clark, *An algorithm for RELAX NG validation*), each taken once.

Clark's element derivative goes into the element; ours takes an element pattern as one letter, so that
elements are held against their own patterns and the state of a parent stays small. The languages are the same.
"""

from edition.validate.relaxng.patterns import Kind, Pattern, Patterns

Leaves = frozenset[Pattern]


class Derivatives:
    """What is left of a pattern after something in a document."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns
        self._ordered: dict[tuple[Pattern, Leaves], Pattern] = {}
        self._unordered: dict[tuple[Pattern, Leaves], Pattern] = {}
        self._closed: dict[Pattern, Pattern] = {}
        self._first: dict[Pattern, tuple[Pattern, ...]] = {}
        self._attributes: dict[Pattern, tuple[Pattern, ...]] = {}

    def after(self, pattern: Pattern, leaves: Leaves) -> Pattern:
        """What may follow after something that all these leaves accept, and no other leaf does."""
        key = (pattern, leaves)
        known = self._ordered.get(key)
        if known is None:
            known = self._ordered[key] = self._derive(pattern, leaves, True)
        return known

    def after_attribute(self, pattern: Pattern, leaves: Leaves) -> Pattern:
        """The same for attributes, which have no order."""
        key = (pattern, leaves)
        known = self._unordered.get(key)
        if known is None:
            known = self._unordered[key] = self._derive(pattern, leaves, False)
        return known

    def _derive(self, pattern: Pattern, leaves: Leaves, ordered: bool) -> Pattern:
        made = self.patterns
        again = self.after if ordered else self.after_attribute
        kind, parts = pattern.kind, pattern.parts
        if not ordered and not pattern.attributes:
            return made.not_allowed
        if kind is Kind.CHOICE:
            return made.choice([again(part, leaves) for part in parts])
        if kind is Kind.ONE_OR_MORE:
            return made.group([again(parts[0], leaves), made.optional(pattern)])
        if kind is Kind.GROUP and ordered:
            found = []
            for index, part in enumerate(parts):
                found.append(made.group([again(part, leaves), *parts[index + 1 :]]))
                if not part.nullable:
                    break
            return made.choice(found)
        if kind in (Kind.GROUP, Kind.INTERLEAVE):
            join = made.group if kind is Kind.GROUP else made.interleave
            found = []
            for index, part in enumerate(parts):
                left = again(part, leaves)
                if left is not made.not_allowed:
                    found.append(join([*parts[:index], left, *parts[index + 1 :]]))
            return made.choice(found)
        if pattern in leaves:
            return pattern if kind is Kind.TEXT else made.empty
        return made.not_allowed

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """What is left when a start tag ends: no attribute can come any more."""
        if not pattern.attributes:
            return pattern
        known = self._closed.get(pattern)
        if known is None:
            known = self._closed[pattern] = self._close(pattern)
        return known

    def _close(self, pattern: Pattern) -> Pattern:
        made = self.patterns
        parts = [self.without_attributes(part) for part in pattern.parts]
        if pattern.kind is Kind.CHOICE:
            return made.choice(parts)
        if pattern.kind is Kind.GROUP:
            return made.group(parts)
        if pattern.kind is Kind.INTERLEAVE:
            return made.interleave(parts)
        if pattern.kind is Kind.ONE_OR_MORE:
            return made.one_or_more(parts[0])
        return made.not_allowed

    def first(self, pattern: Pattern) -> tuple[Pattern, ...]:
        """The leaves that can come first in a pattern without attributes: elements, text, strings."""
        known = self._first.get(pattern)
        if known is None:
            known = self._first[pattern] = tuple(dict.fromkeys(self._leaves(pattern)))
        return known

    def _leaves(self, pattern: Pattern) -> list[Pattern]:
        found: list[Pattern] = []
        if pattern.kind in (Kind.CHOICE, Kind.INTERLEAVE, Kind.ONE_OR_MORE):
            for part in pattern.parts:
                found += self.first(part)
        elif pattern.kind is Kind.GROUP:
            for part in pattern.parts:
                found += self.first(part)
                if not part.nullable:
                    break
        elif pattern.kind not in (Kind.EMPTY, Kind.NOT_ALLOWED):
            found.append(pattern)
        return found

    def attributes(self, pattern: Pattern) -> tuple[Pattern, ...]:
        """The attribute patterns in a pattern, the elements in it not opened."""
        known = self._attributes.get(pattern)
        if known is None:
            found: list[Pattern] = []
            if pattern.kind is Kind.ATTRIBUTE:
                found.append(pattern)
            elif pattern.attributes:
                for part in pattern.parts:
                    found += self.attributes(part)
            known = self._attributes[pattern] = tuple(dict.fromkeys(found))
        return known
