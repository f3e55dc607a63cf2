r"""Regular expressions of XML Schema (`[\i-[:]][\c-[:]]*`, `\p{IsGreek}`) as those of `regex`."""

import regex

# What may begin a name, and what may go on with it (XML 1.0).
NAME_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
NAME_CHARACTER = NAME_START + r"\-.0-9\u00B7\u0300-\u036F\u203F\u2040"

ESCAPES = {
    "n": r"\n",
    "r": r"\r",
    "t": r"\t",
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "i": f"[{NAME_START}]",
    "I": f"[^{NAME_START}]",
    "c": f"[{NAME_CHARACTER}]",
    "C": f"[^{NAME_CHARACTER}]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
}
LITERAL = frozenset("\\|.-^?*+{}()[]")
# "\p{Lu}", "\P{IsGreekExtended}"
PROPERTY = regex.compile(r"\{(Is)?([A-Za-z0-9-]+)\}")
# "{2}", "{2,}", "{0,3}": a quantity.
QUANTITY = regex.compile(r"\{\d+(?:,\d*)?\}")


def compiled(source: str) -> "regex.Pattern[str]":
    """The expression that matches what one of XML Schema matches as a whole; `ValueError` if it is wrong."""
    try:
        return regex.compile(_Translation(source).whole(), regex.VERSION1)
    except regex.error as error:
        raise ValueError(str(error)) from error


class _Translation:
    """A walk through an expression, left to right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def whole(self) -> str:
        """The expression in the other dialect."""
        out: list[str] = []
        while self._at < len(self._source):
            out.append(self._next())
        return "".join(out)

    def _next(self) -> str:
        character = self._take()
        if character == "\\":
            return self._escape()
        if character == "[":
            return self._class()
        if character == ".":
            return r"[^\n\r]"
        if character == "(":
            return "(?:"
        if character in "^$":
            return "\\" + character
        if character == "{":
            quantity = QUANTITY.match(self._source, self._at - 1)
            if quantity is None:
                raise ValueError("a { that begins no quantity")
            self._at = quantity.end()
            return quantity[0]
        if character in "]}":
            raise ValueError(f"a {character} that ends nothing")
        return character if character in "?*+|)" else regex.escape(character)

    def _take(self) -> str:
        if self._at >= len(self._source):
            raise ValueError("it ends too early")
        self._at += 1
        return self._source[self._at - 1]

    def _escape(self) -> str:
        character = self._take()
        if character in "pP":
            return self._property(character)
        if character in ESCAPES:
            return ESCAPES[character]
        if character not in LITERAL:
            raise ValueError(f"\\{character} means nothing in XML Schema")
        return "\\" + character

    def _property(self, letter: str) -> str:
        match = PROPERTY.match(self._source, self._at)
        if match is None:
            raise ValueError(f"\\{letter} without the name of a property")
        self._at = match.end()
        name = match[2].replace("-", "") if match[1] else match[2]
        return f"\\{letter}{{{'Block=' if match[1] else ''}{name}}}"

    def _class(self) -> str:
        """A class in square brackets, after its `[`."""
        negated = self._source.startswith("^", self._at)
        self._at += negated
        out: list[str] = []
        subtracted = ""
        while (character := self._take()) != "]" or not out:
            if character == "[":
                raise ValueError("a [ within a class")
            if character == "-" and out and self._source.startswith("[", self._at):
                self._at += 1
                subtracted = self._class()
                if self._take() != "]":
                    raise ValueError("something follows what is taken away from a class")
                break
            out.append(self._member(character))
        inner = f"[{'^' if negated else ''}{''.join(out)}]"
        return f"[{inner}--{subtracted}]" if subtracted else inner

    def _member(self, character: str) -> str:
        if character == "\\":
            return self._escape()
        # A hyphen between two characters makes a range; first or last it stands for itself.
        if character == "-":
            start = self._source[self._at - 2] in "[^"
            return "\\-" if start or self._source.startswith("]", self._at) else "-"
        return "\\" + character if character in "^&~|[]" else regex.escape(character)
