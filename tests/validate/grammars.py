"""Small random grammars and documents for them, by a seeded generator: some right, some wrong, for oracles to judge."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
ELEMENTS = ("a", "b", "c", "d")
ATTRIBUTES = ("x", "y", "z")
# A type, with its facets, and strings for it, right ones and wrong.
STRINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ('<value type="token">one</value>', ("one", " one ", "two")),
    ('<value type="string">one</value>', ("one", " one", "two")),
    ('<data type="integer"/>', ("1", "-07", "one", "")),
    ('<data type="token"><param name="pattern">[a-c]+</param></data>', ("abc", "one", "")),
    ('<data type="date"/>', ("1965-02-08", "1965-02-30")),
    ('<data type="boolean"/>', ("true", "0", "yes")),
    ('<data type="NCName"/>', ("one", "1st")),
    ('<data type="token"><except><value>one</value></except></data>', ("two", "one")),
    ('<choice><value>one</value><data type="integer"/></choice>', ("one", "1", "two")),
    ('<list><oneOrMore><data type="integer"/></oneOrMore></list>', ("1 2", "3", "", "one")),
    ("<list><value>one</value><optional><value>two</value></optional></list>", ("one", "one two", "two")),
)


@dataclass(slots=True)
class Pattern:
    """A pattern as it is written, and what makes something for it: adds attributes, and returns content."""

    written: str
    make: Callable[[random.Random, dict[str, str], int], list[str]]


@dataclass(slots=True)
class Grammar:
    """A grammar as it is written; `documents` are made for it, and changed at random, as often as one asks."""

    written: str
    start: Pattern
    rng: random.Random = field(repr=False)

    def document(self) -> str:
        """A document that may be valid."""
        made = [item for item in self.start.make(self.rng, {}, 0) if item.startswith("<")]
        text = made[0] if made else f"<{self.rng.choice(ELEMENTS)}/>"
        return text if self.rng.random() < 0.4 else _changed(self.rng, text)


def grammar(seed: int) -> Grammar:
    """A random grammar."""
    rng = random.Random(seed)
    names = [f"d{number}" for number in range(rng.randint(1, 4))]
    patterns: dict[str, Pattern] = {}
    for name in names:
        patterns[name] = _element(rng, 3, names, patterns)
    start = _ref(rng, names, patterns)
    definitions = "\n".join(f'<define name="{name}">{patterns[name].written}</define>' for name in names)
    text = f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}">\n<start>{start.written}</start>\n{definitions}\n</grammar>'
    return Grammar(text, start, rng)


def _ref(rng: random.Random, names: list[str], patterns: dict[str, Pattern]) -> Pattern:
    name = rng.choice(names)

    def make(rng: random.Random, attributes: dict[str, str], depth: int) -> list[str]:
        return patterns[name].make(rng, attributes, depth)

    return Pattern(f'<ref name="{name}"/>', make)


def _element(rng: random.Random, deep: int, names: list[str], patterns: dict[str, Pattern]) -> Pattern:
    tag = rng.choice(ELEMENTS)
    inner = _pattern(rng, deep - 1, names, patterns)
    name, class_ = f' name="{tag}"', ""
    if rng.random() < 0.1:
        name = ""
        class_ = rng.choice(
            (
                "<anyName/>",
                f"<choice><name>{tag}</name><name>c</name></choice>",
                f"<anyName><except><name>{tag}</name></except></anyName>",
            )
        )

    def make(rng: random.Random, attributes: dict[str, str], depth: int) -> list[str]:
        own: dict[str, str] = {}
        said = rng.choice(ELEMENTS) if class_ else tag
        content = inner.make(rng, own, depth + 1) if depth < 6 else []
        written = "".join(f' {key}="{value}"' for key, value in own.items())
        return [f"<{said}{written}>{''.join(content)}</{said}>"]

    return Pattern(f"<element{name}>{class_}{inner.written}</element>", make)


def _pattern(rng: random.Random, deep: int, names: list[str], patterns: dict[str, Pattern]) -> Pattern:
    if deep <= 0:
        kind = rng.choice(("text", "empty", "attribute", "attribute", "ref", "string"))
    else:
        kind = rng.choice(
            (
                "choice group interleave optional zeroOrMore oneOrMore element attribute ref text mixed choice group"
            ).split()
        )
    if kind in ("choice", "group", "interleave"):
        parts = [_pattern(rng, deep - 1, names, patterns) for _ in range(rng.randint(2, 3))]
        return _joined(kind, parts)
    if kind in ("optional", "zeroOrMore", "oneOrMore", "mixed"):
        return _repeated(kind, _pattern(rng, deep - 1, names, patterns))
    if kind == "element":
        return _element(rng, deep, names, patterns)
    if kind == "attribute":
        return _attribute(rng)
    if kind == "ref":
        return _ref(rng, names, patterns)
    if kind == "string":
        written, strings = rng.choice(STRINGS)
        return Pattern(written, lambda rng, attributes, depth: [rng.choice(strings)])
    if kind == "text":
        return Pattern("<text/>", lambda rng, attributes, depth: [rng.choice(("", "words", " "))])
    return Pattern("<empty/>", lambda rng, attributes, depth: [])


def _joined(kind: str, parts: list[Pattern]) -> Pattern:
    def make(rng: random.Random, attributes: dict[str, str], depth: int) -> list[str]:
        if kind == "choice":
            return rng.choice(parts).make(rng, attributes, depth)
        made = [part.make(rng, attributes, depth) for part in parts]
        if kind == "interleave":
            rng.shuffle(made)
        return [item for items in made for item in items]

    return Pattern(f"<{kind}>{''.join(part.written for part in parts)}</{kind}>", make)


def _repeated(kind: str, part: Pattern) -> Pattern:
    def make(rng: random.Random, attributes: dict[str, str], depth: int) -> list[str]:
        least = 0 if kind in ("optional", "zeroOrMore") else 1
        times = rng.randint(least, 1 if kind in ("optional", "mixed") or depth > 3 else 3)
        made = [item for _ in range(times) for item in part.make(rng, attributes, depth)]
        return ["words", *made] if kind == "mixed" and rng.random() < 0.5 else made

    return Pattern(f"<{kind}>{part.written}</{kind}>", make)


def _attribute(rng: random.Random) -> Pattern:
    name = rng.choice(ATTRIBUTES)
    written, strings = rng.choice((("", ("any",)), *STRINGS))

    def make(rng: random.Random, attributes: dict[str, str], depth: int) -> list[str]:
        attributes[name] = rng.choice(strings)
        return []

    return Pattern(f'<attribute name="{name}">{written}</attribute>', make)


def _changed(rng: random.Random, text: str) -> str:
    """A document with something put in or taken away at a place between tags."""
    cuts = [at for at, letter in enumerate(text) if letter == "<" and at] or [len(text)]
    at = rng.choice(cuts)
    change = rng.randrange(4)
    tag = rng.choice(ELEMENTS)
    if change == 0 and at < len(text):
        return f"{text[:at]}<{tag}/>{text[at:]}"
    if change == 1 and at < len(text):
        return f"{text[:at]}words{text[at:]}"
    end = text.index(">")
    end -= text[end - 1] == "/"
    if change == 2 and " x=" not in text[:end]:
        return f'{text[:end]} x="{rng.choice(("one", "1", "any"))}"{text[end:]}'
    empty = f"<{tag}></{tag}>"
    return text.replace(empty, "", 1) if text != empty else text
