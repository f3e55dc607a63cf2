"""Rules to stylesheets of XSLT, 1.0 for libxslt and 3.0 for Saxon, whose output is a list of what failed.

    <found><at n="NODE" a="ATTRIBUTE"><t>NUMBER</t><m>message</m><d>diagnostic</d></at>… <i>NODE</i>…</found>

`n` is what `generate-id()` says of the element, and the `i` say it of all elements in their order: so a
place costs the same wherever it is. Of the rules of a pattern the first that matches a node is its
template of the highest priority; no node is met twice in a pattern.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex
from lxml import etree

from edition.validate.schematron.rules import REFUSED, SCH, XSL, Rules

# "tei:p", "tei:div/tei:head[@n]", "@when": its nodes are those of "//" and itself.
STEP = r"(?:@?(?:[\w.-]+:)?(?:[\w.-]+|\*)(?:\[[^\[\]()$|]*\])*)"
PLAIN = regex.compile(rf"{STEP}(?:/{{1,2}}{STEP})*+")
MOST_RULES = 1_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """An assertion or report of a schema: `number` is its own in all stylesheets of that schema."""

    number: int
    node: etree._Element
    rule: etree._Element
    pattern: etree._Element


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet, and the patterns that it runs."""

    root: etree._Element
    patterns: tuple[etree._Element, ...]


def checks_of(patterns: Sequence[etree._Element]) -> dict[etree._Element, Check]:
    """The assertions and reports of some patterns, each with its number."""
    found: dict[etree._Element, Check] = {}
    for pattern in patterns:
        for rule in pattern.iterfind(f"{SCH}rule"):
            for node in rule.iterchildren(f"{SCH}assert", f"{SCH}report"):
                found[node] = Check(len(found), node, rule, pattern)
    return found


def stylesheets(
    rules: Rules, patterns: Sequence[etree._Element], checks: dict[etree._Element, Check], version: str
) -> Iterator[Stylesheet]:
    """Stylesheets for some patterns: one, or more where two patterns have variables of one name."""
    todo = list(patterns)
    while todo:
        taken: list[etree._Element] = []
        names: set[str] = set()
        for pattern in list(todo):
            own = {str(let.get("name")) for let in pattern.iterfind(f"{SCH}let")}
            if not own & names:
                names |= own
                taken.append(pattern)
                todo.remove(pattern)
        yield Stylesheet(_Writer(rules, checks, version).whole(taken), tuple(taken))


class _Writer:
    """Writes one stylesheet."""

    def __init__(self, rules: Rules, checks: dict[etree._Element, Check], version: str) -> None:
        self._rules = rules
        self._checks = checks
        self._version = version
        self._root = etree.Element(
            f"{XSL}stylesheet",
            {"version": version},
            nsmap={**rules.namespaces, "xsl": XSL.strip("{}")},
        )

    def whole(self, patterns: Sequence[etree._Element]) -> etree._Element:
        """The stylesheet of some patterns."""
        for node in self._rules.foreign:
            if etree.QName(node).localname in ("key", "function", "variable", "param", "template"):
                self._root.append(_plain_copy(node))
        lets = [let for pattern in patterns for let in pattern.iterfind(f"{SCH}let")]
        for let in (*self._rules.lets, *lets):
            self._variable(self._root, let)
        main = _xsl(self._root, "template", match="/")
        found = _xsl(main, "variable", name="edition-found")
        for number, pattern in enumerate(patterns):
            self._pattern(pattern, number, found)
        _numbers(main)
        _where(self._root)
        return self._root

    def _pattern(self, pattern: etree._Element, number: int, found: etree._Element) -> None:
        mode = f"edition-{number}"
        rules = [each for each in pattern.iterfind(f"{SCH}rule") if each.get("abstract") != "true"]
        select = _nodes([str(rule.get("context", "")) for rule in rules])
        _xsl(found, "apply-templates", select=select, mode=mode)
        _xsl(self._root, "template", match="node()|@*|/", mode=mode, priority="-1")
        for order, rule in enumerate(rules):
            context, priority = str(rule.get("context", "")), str(MOST_RULES - order)
            template = _xsl(self._root, "template", match=context, mode=mode, priority=priority)
            self._rule(rule, template)

    def _rule(self, rule: etree._Element, template: etree._Element) -> None:
        for node in rule.iterchildren("*"):
            if node.tag == f"{SCH}let":
                self._variable(template, node)
            elif node.tag in (f"{SCH}assert", f"{SCH}report"):
                self._check(self._checks[node], template)
            elif str(node.tag).startswith(XSL) and etree.QName(node).localname not in REFUSED:
                template.append(_plain_copy(node))

    def _variable(self, above: etree._Element, let: etree._Element) -> None:
        made = _xsl(above, "variable", name=str(let.get("name", "")))
        if let.get("as") and self._version == "3.0":
            made.set("as", str(let.get("as")))
        if let.get("value") is not None:
            made.set("select", str(let.get("value")))
            return
        made.text = let.text
        for child in let:
            made.append(_plain_copy(child))

    def _check(self, check: Check, above: etree._Element) -> None:
        # One that cannot be run here must not keep the others from it.
        if self._version == "3.0":
            guarded = _xsl(above, "try")
            self._choice(check, guarded)
            caught = _xsl(guarded, "catch")
            failed = etree.SubElement(caught, "at", {"failed": "yes"})
            _xsl(failed, "call-template", name="edition-where")
            etree.SubElement(failed, "t").text = str(check.number)
            _xsl(
                etree.SubElement(failed, "m"),
                "value-of",
                select="$err:description",
                _namespaces={"err": "http://www.w3.org/2005/xqt-errors"},
            )
        else:
            self._choice(check, above)

    def _choice(self, check: Check, above: etree._Element) -> None:
        choose = _xsl(above, "choose")
        when = _xsl(choose, "when", test=str(check.node.get("test", "")))
        if check.node.tag == f"{SCH}report":
            self._at(check, when)
        else:
            self._at(check, _xsl(choose, "otherwise"))

    def _at(self, check: Check, above: etree._Element) -> None:
        made = etree.SubElement(above, "at")
        subject = check.node.get("subject") or check.rule.get("subject")
        if subject:
            choose = _xsl(made, "choose")
            each = _xsl(_xsl(choose, "when", test=subject), "for-each", select=f"({subject})[1]")
            _xsl(each, "call-template", name="edition-where")
            _xsl(_xsl(choose, "otherwise"), "call-template", name="edition-where")
        else:
            _xsl(made, "call-template", name="edition-where")
        etree.SubElement(made, "t").text = str(check.number)
        self._words(check.node, etree.SubElement(made, "m"))
        for name in check.node.get("diagnostics", "").split():
            if name in self._rules.diagnostics:
                self._words(self._rules.diagnostics[name], etree.SubElement(made, "d"))

    def _words(self, said: etree._Element, above: etree._Element) -> None:
        _text(above, said.text)
        for child in said.iterchildren("*"):
            if child.tag == f"{SCH}value-of":
                _xsl(above, "value-of", select=str(child.get("select", "''")))
            elif child.tag == f"{SCH}name":
                path = child.get("path")
                _xsl(above, "value-of", select=f"name({path})" if path else "name()")
            elif str(child.tag).startswith(XSL):
                if etree.QName(child).localname not in REFUSED:
                    above.append(_plain_copy(child))
            elif str(child.tag).startswith(
                SCH
            ):  # emph, dir, span; what others put here is for their programs
                self._words(child, above)
            _text(above, child.tail)


def _nodes(contexts: Sequence[str]) -> str:
    """The nodes that rules may match; wider where a context is no plain path."""
    parts = [part.strip() for context in contexts for part in context.split("|")]
    if all(PLAIN.fullmatch(part) for part in parts):
        return "|".join(f"//{part}" for part in dict.fromkeys(parts)) or "/.."
    every = " ".join(contexts)
    asked = ["/", "//*"]
    if "@" in every or "attribute" in every:
        asked.append("//@*")
    if regex.search(r"(?:text|node|comment|processing-instruction)\(", every):
        asked.append("//node()")
    return "|".join(asked)


def _where(root: etree._Element) -> None:
    """A template that says where the current node is: element, attribute, or text by the elements before it."""
    template = _xsl(root, "template", name="edition-where")
    _attribute(template, "n", "generate-id(ancestor-or-self::*[1])")
    attribute = _xsl(template, "if", test="count(. | ../@*) = count(../@*)")
    name = _xsl(attribute, "attribute", name="a")
    braced = _xsl(name, "if", test="namespace-uri()")
    _xsl(braced, "value-of", select="concat('{', namespace-uri(), '}')")
    _xsl(name, "value-of", select="local-name()")
    text = _xsl(template, "if", test="self::text()")
    _attribute(text, "x", "count(preceding-sibling::*)")


def _numbers(main: etree._Element) -> None:
    made = etree.SubElement(main, "found")
    _xsl(made, "copy-of", select="$edition-found")
    some = _xsl(made, "if", test="string($edition-found)")
    each = _xsl(some, "for-each", select="//*")
    _xsl(etree.SubElement(each, "i"), "value-of", select="generate-id()")


def _attribute(above: etree._Element, name: str, select: str) -> None:
    _xsl(_xsl(above, "attribute", name=name), "value-of", select=select)


def _text(above: etree._Element, text: str | None) -> None:
    if text:
        _xsl(above, "text").text = text


def _xsl(
    above: etree._Element, local: str, /, _namespaces: dict[str, str] | None = None, **attributes: str
) -> etree._Element:
    return etree.SubElement(above, XSL + local, attributes, nsmap=_namespaces)


def _plain_copy(node: etree._Element) -> etree._Element:
    """A copy with nothing after it, and without what could read or write files."""
    copied = etree.fromstring(etree.tostring(node, with_tail=False))
    for each in list(copied.iter(*(XSL + name for name in REFUSED))):
        above = each.getparent()
        if above is not None:
            above.remove(each)
    return copied
