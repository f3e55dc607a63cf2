"""RELAX NG's compact syntax → the tree that the XML syntax would be.

Source: J. Clark, *RELAX NG Compact Syntax*, OASIS 2002.
"""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from edition.diagnostics import Location
from edition.validate.relaxng.compact_tokens import Token, WrongCompact, tokens
from edition.validate.relaxng.datatypes import XSD
from edition.validate.relaxng.names import XML
from edition.validate.relaxng.sources import RNG, SchemaError
from edition.xml import decode

# What schemas may be nested into one another, brackets counted.
DEPTH_LIMIT = 200
OPERATORS = {",": "group", "|": "choice", "&": "interleave"}
REPEATED = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
KEYWORDS = frozenset(
    "attribute datatypes default div element empty external grammar include inherit list mixed namespace notAllowed"
    " parent start string text token".split()
)
SIMPLE = frozenset(("empty", "text", "notAllowed"))


def read_compact(data: bytes, path: Path) -> etree._Element:
    """The tree of a schema in the compact syntax; `SchemaError` where it is none."""
    try:
        return _Reader(tokens(decode(data, None))).schema()
    except WrongCompact as error:
        raise SchemaError(str(error), Location(str(path), error.line)) from error


class _Reader:
    """Reads words from left to right."""

    def __init__(self, words: list[Token]) -> None:
        self._words = words
        self._at = 0
        self._depth = 0
        # None: what is inherited from the schema that includes this one.
        self._namespaces: dict[str, str | None] = {"xml": XML}
        self._default: str | None = None
        self._libraries = {"xsd": XSD}

    def schema(self) -> etree._Element:
        """The whole."""
        self._declarations()
        nsmap: dict[str | None, str] = {p: n for p, n in self._namespaces.items() if n and p != "xml"}
        nsmap[None] = RNG[1:-1]
        holder = etree.Element(f"{RNG}div", nsmap=nsmap)
        if self._begins_grammar():
            grammar = self._add(holder, "grammar")
            while self._peek.kind != "end":
                self._definition(grammar)
        else:
            self._pattern(holder)
        self._expect("end")
        root = holder[0]
        if self._default is not None:
            root.set("ns", self._default)
        return root

    # Words.

    @property
    def _peek(self) -> Token:
        return self._words[self._at]

    def _next(self) -> Token:
        word = self._words[self._at]
        self._at = min(self._at + 1, len(self._words) - 1)
        return word

    def _is(self, text: str, ahead: int = 0) -> bool:
        at = min(self._at + ahead, len(self._words) - 1)
        return self._words[at].text == text and self._words[at].kind in ("mark", "name")

    def _take(self, text: str) -> bool:
        found = self._is(text)
        if found:
            self._next()
        return found

    def _expect(self, what: str) -> Token:
        word = self._peek
        if what not in (word.kind, word.text) or (what != word.kind and word.kind == "literal"):
            said = {"name": "a name", "literal": "a string in quotation marks", "end": "the end"}.get(
                what, what
            )
            raise WrongCompact(f"{word.text} stands where {said} must", word.line)
        return self._next()

    def _literal(self) -> str:
        parts = [self._expect("literal").text]
        while self._take("~"):
            parts.append(self._expect("literal").text)
        return "".join(parts)

    def _add(self, parent: etree._Element, kind: str, /, **attributes: str) -> etree._Element:
        made = etree.SubElement(parent, f"{RNG}{kind}", attributes)
        made.sourceline = self._words[max(self._at - 1, 0)].line  # type: ignore[misc]  # lxml lets it be set
        return made

    # Declarations.

    def _declarations(self) -> None:
        while True:
            if self._is("namespace") and not self._is("=", 1):
                self._next()
                prefix = self._expect("name").text
                self._expect("=")
                self._namespaces[prefix] = self._namespace()
            elif self._is("default") and self._is("namespace", 1):
                self._next()
                self._next()
                prefix = "" if self._is("=") else self._expect("name").text
                self._expect("=")
                self._default = self._namespace()
                if prefix:
                    self._namespaces[prefix] = self._default
            elif self._is("datatypes") and not self._is("=", 1):
                self._next()
                prefix = self._expect("name").text
                self._expect("=")
                self._libraries[prefix] = self._literal()
            else:
                return

    def _namespace(self) -> str | None:
        return None if self._take("inherit") else self._literal()

    # Definitions.

    def _begins_grammar(self) -> bool:
        word = self._peek
        if word.kind == "end" or word.text in ("include", "div"):
            return True
        return word.kind == "name" and any(self._is(mark, 1) for mark in ("=", "|=", "&="))

    def _definition(self, parent: etree._Element) -> None:
        if self._is("div") and self._is("{", 1):
            self._next()
            self._block(self._add(parent, "div"))
        elif self._is("include") and not any(self._is(mark, 1) for mark in ("=", "|=", "&=")):
            self._next()
            include = self._address(parent, "include")
            if self._is("{"):
                self._block(include)
        else:
            self._named_definition(parent)

    def _named_definition(self, parent: etree._Element) -> None:
        word = self._expect("name")
        is_start = word.text == "start"
        if not is_start and word.text in KEYWORDS:
            raise WrongCompact(
                f"{word.text} is a word of the syntax: \\{word.text} would be a name", word.line
            )
        made = self._add(parent, "start") if is_start else self._add(parent, "define", name=_bare(word))
        mark = self._next()
        if mark.text not in ("=", "|=", "&=") or mark.kind != "mark":
            raise WrongCompact(f"{mark.text} stands where = must", mark.line)
        if mark.text != "=":
            made.set("combine", "choice" if mark.text == "|=" else "interleave")
        self._pattern(made)

    def _block(self, parent: etree._Element) -> None:
        self._nested()
        self._expect("{")
        while not self._is("}"):
            self._definition(parent)
        self._expect("}")
        self._depth -= 1

    def _address(self, parent: etree._Element, name: str) -> etree._Element:
        made = self._add(parent, name, href=self._literal())
        namespace = self._default
        if self._take("inherit"):
            self._expect("=")
            namespace = self._of_prefix(self._expect("name"))
        if namespace is not None:
            made.set("ns", namespace)
        return made

    # Patterns.

    def _nested(self) -> None:
        self._depth += 1
        if self._depth > DEPTH_LIMIT:
            raise WrongCompact("it is nested too deeply", self._peek.line)

    def _pattern(self, parent: etree._Element) -> None:
        """One pattern, and what operators join to it."""
        self._nested()
        self._particle(parent)
        word = self._peek
        operator = OPERATORS.get(word.text) if word.kind == "mark" else None
        if operator:
            first = parent[-1]
            joined = self._add(parent, operator)
            joined.append(first)
            while self._take(word.text):
                self._particle(joined)
            other = self._peek
            if other.kind == "mark" and other.text in OPERATORS:
                raise WrongCompact(
                    f"{word.text} and {other.text} stand side by side: use brackets", other.line
                )
        self._depth -= 1

    def _particle(self, parent: etree._Element) -> None:
        self._primary(parent)
        word = self._peek
        if word.kind == "mark" and word.text in REPEATED:
            first = parent[-1]
            self._add(parent, REPEATED[word.text]).append(first)
            self._next()

    def _primary(self, parent: etree._Element) -> None:
        word = self._peek
        if word.kind == "mark" and word.text == "(":
            self._next()
            group = self._add(parent, "group")
            self._pattern(group)
            self._expect(")")
        elif word.kind == "literal":
            words = self._literal()
            self._add(parent, "value", type="token", datatypeLibrary="").text = words
        elif word.kind == "name":
            self._word(parent, word)
        else:
            raise WrongCompact(f"{word.text} stands where a pattern must", word.line)

    def _word(self, parent: etree._Element, word: Token) -> None:
        makers: dict[str, Callable[[etree._Element], None]] = {
            "element": lambda p: self._named(p, "element"),
            "attribute": lambda p: self._named(p, "attribute"),
            "list": lambda p: self._braced(self._add(p, "list")),
            "mixed": lambda p: self._braced(self._add(p, "mixed")),
            "grammar": lambda p: self._block(self._add(p, "grammar")),
            "parent": lambda p: self._parent(p),
            "external": lambda p: self._external(p),
        }
        if word.text in makers:
            self._next()
            makers[word.text](parent)
        elif word.text in SIMPLE:
            self._next()
            self._add(parent, word.text)
        elif ":" in word.text or word.text in ("string", "token"):
            self._next()
            self._data(parent, word)
        elif word.text in KEYWORDS:
            raise WrongCompact(f"{word.text} stands where a pattern must", word.line)
        else:
            self._add(parent, "ref", name=_bare(self._next()))

    def _parent(self, parent: etree._Element) -> None:
        self._add(parent, "parentRef", name=_bare(self._expect("name")))

    def _external(self, parent: etree._Element) -> None:
        self._address(parent, "externalRef")

    def _named(self, parent: etree._Element, kind: str) -> None:
        made = self._add(parent, kind)
        self._names(made, kind == "attribute")
        self._braced(made)

    def _braced(self, parent: etree._Element) -> None:
        self._expect("{")
        self._pattern(parent)
        self._expect("}")

    def _data(self, parent: etree._Element, word: Token) -> None:
        prefix, _, name = word.text.rpartition(":")
        library = self._libraries.get(prefix) if prefix else ""
        if library is None:
            raise WrongCompact(f"the prefix {prefix} belongs to no library of datatypes", word.line)
        if self._peek.kind == "literal":
            self._add(parent, "value", type=name, datatypeLibrary=library).text = self._literal()
            return
        made = self._add(parent, "data", type=name, datatypeLibrary=library)
        if self._take("{"):
            while not self._take("}"):
                param = self._add(made, "param", name=_bare(self._expect("name")))
                self._expect("=")
                param.text = self._literal()
        if self._take("-"):
            self._primary(self._add(made, "except"))

    # Names.

    def _names(self, parent: etree._Element, attribute: bool) -> None:
        self._nested()
        self._simple_names(parent, attribute)
        if self._is("|"):
            first = parent[-1]
            choice = self._add(parent, "choice")
            choice.append(first)
            while self._take("|"):
                self._simple_names(choice, attribute)
        self._depth -= 1

    def _simple_names(self, parent: etree._Element, attribute: bool) -> None:
        word = self._next()
        if word.kind == "mark" and word.text == "(":
            self._names(parent, attribute)
            self._expect(")")
            return
        if word.kind == "mark" and word.text == "*":
            made = self._add(parent, "anyName")
        elif word.kind == "any":
            made = self._in_namespace(parent, "nsName", self._of_prefix(word, word.text[:-2]))
        elif word.kind == "name":
            prefix, colon, _ = word.text.rpartition(":")
            unprefixed = "" if attribute else self._default
            namespace = self._of_prefix(word, prefix) if colon else unprefixed
            self._in_namespace(parent, "name", namespace).text = _bare(word).rpartition(":")[2]
            return
        else:
            raise WrongCompact(f"{word.text} stands where a name must", word.line)
        if self._take("-"):
            self._simple_names(self._add(made, "except"), attribute)

    def _in_namespace(self, parent: etree._Element, kind: str, namespace: str | None) -> etree._Element:
        return self._add(parent, kind) if namespace is None else self._add(parent, kind, ns=namespace)

    def _of_prefix(self, word: Token, prefix: str | None = None) -> str | None:
        name = word.text if prefix is None else prefix
        if name not in self._namespaces:
            raise WrongCompact(f"the prefix {name} belongs to no namespace", word.line)
        return self._namespaces[name]


def _bare(word: Token) -> str:
    r"""A name without the \ that keeps it from being a word of the syntax."""
    return word.text.removeprefix("\\")
