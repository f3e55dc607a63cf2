"""The text of a tagged PDF in the order of its structure tree: what a screen reader reads, artifacts apart."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
import regex

# "(\000\003\000\))"; unescaped where balanced, "(a(b)c)", here to the third level: deeper takes a slower search.
FLAT = rb"[^()\\]++|\\[\s\S]"
QUICK = rb"\((?:" + FLAT + rb"|\((?:" + FLAT + rb"|\((?:" + FLAT + rb")*+\))*+\))*+\)"
DEEP = rb"\((?:[^()\\]++|\\[\s\S]|(?&string))*+\)"


def _tokens(string: bytes, again: bytes) -> bytes:
    """The pattern of what a content stream says about text; `again` is a string within a dictionary."""
    return (
        rb"(?:(?P<string>" + string + rb")"
        rb"|(?P<hex><[0-9A-Fa-f\s]*+>)"
        rb"|/(?P<font>[^\s/<>\[\]()]+)\s+[\d.]+\s+Tf\b"
        rb"|/(?P<form>[^\s/<>\[\]()]+)\s+Do\b"
        rb"|/(?P<tag>\w+)\s*"
        rb"(?P<facts><<(?:[^<>()]++|"
        + again
        + rb"|<[0-9A-Fa-f\s]*+>|<<[^<>]*+>>)*+>>)?\s*(?P<begin>BDC|BMC)\b"
        rb"|(?P<end>\bEMC\b))"
    )


# Python's own engine is twice as fast here, and knows no patterns within themselves.
TOKEN = re.compile(_tokens(QUICK, QUICK))
DEEP_TOKEN = regex.compile(_tokens(DEEP, rb"(?&string)"))
MCID = regex.compile(rb"/MCID\s+(?P<number>\d+)")
ACTUAL = regex.compile(rb"/ActualText\s*(?P<value>(?P<string>" + DEEP + rb")|<[0-9A-Fa-f\s]*+>)")
# "\n", "\050", "\(": what a byte may be written as inside a string.
ESCAPE = regex.compile(rb"\\(?:(?P<octal>[0-7]{1,3})|(?P<line>\r\n|\r|\n)|(?P<other>[\s\S]))")
# What Python would read in another way, or refuse: "\x", "\9", "\400", a backslash at the end.
FOREIGN = re.compile(rb"\\(?:[^nrtbf0-7]|[4-7][0-7][0-7]|\Z)")
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
DEEPEST = 40
# "<0001> <0054>" and "<0001> <0005> <0054>", as ToUnicode has them.
ONE = regex.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
RANGE = regex.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
BLOCK = regex.compile(rb"begin(bfchar|bfrange)(.*?)endbf", regex.DOTALL)

Glyphs = Mapping[int, str]
Fonts = dict[tuple[int, int], Glyphs]
Tokens = re.Pattern[bytes] | regex.Pattern[bytes]
# The contents of a page by the number its structure knows them by.
Marked = dict[int, list[str]]


@dataclass(slots=True)
class TaggedText:
    """A PDF's text: the line of reading, and each note apart; alternative texts stand where their pictures do."""

    main: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def tagged_text(pdf: bytes, deep: bool = False) -> TaggedText:
    """The text of a PDF from the page that bears the first arabic number on, in the order of its tags.

    `deep` reads strings however their brackets nest, three times as slowly.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        begins = _first_page_of_text(document)
        fonts: Fonts = {}
        tokens: Tokens = DEEP_TOKEN if deep else TOKEN
        pages = {page.obj.objgen: _marked(page.obj, tokens, fonts) for page in list(document.pages)[begins:]}
        text = TaggedText()
        for piece, in_note in _pieces(document.Root.StructTreeRoot, pages):
            (text.notes if in_note else text.main).append(piece)
        return text


def _first_page_of_text(document: pikepdf.Pdf) -> int:
    numbers: Any = document.Root.get("/PageLabels")
    labels = list(numbers.Nums) if numbers is not None else []
    for index, label in zip(labels[::2], labels[1::2], strict=False):
        if label.get("/S") == "/D":
            return int(index)
    return 0


def _pieces(tree: Any, pages: Mapping[tuple[int, int], Marked]) -> Iterator[tuple[str, bool]]:
    """Yield the texts of the structure tree in order, each with whether it stands in a note."""
    stack: list[tuple[Any, tuple[int, int] | None, bool]] = [(tree.K, None, False)]
    while stack:
        node, page, in_note = stack.pop()
        if isinstance(node, int):
            marked = pages.get(page) if page is not None else None
            if marked is not None:
                yield "".join(marked.get(node, ())), in_note
        elif isinstance(node, pikepdf.Array):
            stack.extend((child, page, in_note) for child in reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary):
            own = node.get("/Pg")
            page = own.objgen if own is not None else page
            if "/MCID" in node:
                stack.append((int(node.MCID), page, in_note))
                continue
            kind = node.get("/S")
            in_note = in_note or kind == "/Note"
            alternative = node.get("/Alt") if kind in ("/Figure", "/Formula") else None
            if alternative is not None:
                yield f" {alternative} ", in_note
            if "/K" in node and kind != "/TOC":
                yield "\n", in_note
                stack.append((node.K, page, in_note))


def _marked(page: Any, tokens: Tokens, fonts: Fonts) -> Marked:
    contents = page.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    reading = _Reading(tokens, fonts)
    _scan(b"\n".join(stream.read_bytes() for stream in streams), page.get("/Resources"), reading)
    return reading.marked


@dataclass(frozen=True, slots=True)
class _Open:
    """What is open in a stream: its content's number, none in an artifact.

    `replaced` says that its text was given as `ActualText`, `reversed` that its glyphs run against its
    reading (`ReversedChars`: from right to left on the page, so backwards in the file).
    """

    number: int | None = None
    replaced: bool = False
    reversed: bool = False


NOTHING = _Open(None, True)


@dataclass(slots=True)
class _Reading:
    """A page being read: what is open in it, and the texts found, by the number of their content."""

    tokens: Tokens
    fonts: Fonts
    marked: Marked = field(default_factory=dict)
    opened: list[_Open] = field(default_factory=list)


def _scan(stream: bytes, resources: Any, reading: _Reading) -> None:
    glyphs: Glyphs = {}
    known: dict[bytes, Glyphs] = {}
    opened, marked = reading.opened, reading.marked
    # The strings of one content in one font are read together: there are ten to a line.
    strings: list[bytes] = []
    for token in reading.tokens.finditer(stream):
        kind = token.lastgroup
        if kind == "string":
            strings.append(token[0][1:-1])
            continue
        if strings:
            _write(_unescape(b"".join(strings)), glyphs, opened[-1] if opened else NOTHING, marked)
            strings.clear()
        if kind == "font":
            name = token["font"]
            if name not in known:
                known[name] = _glyphs(resources.Font["/" + name.decode()], reading.fonts)
            glyphs = known[name]
        elif kind == "end":
            if opened:
                opened.pop()
        elif kind == "begin":
            opened.append(_begun(token, opened[-1] if opened else _Open(), marked))
        elif kind == "form":
            form = resources.XObject["/" + token["form"].decode()]
            if form.get("/Subtype") == "/Form" and len(opened) < DEEPEST:
                _scan(form.read_bytes(), form.get("/Resources", resources), reading)
        elif kind == "hex":
            _write(_hex(token[0]), glyphs, opened[-1] if opened else NOTHING, marked)


def _write(codes: bytes, glyphs: Glyphs, inside: _Open, marked: Marked) -> None:
    if inside.number is None or inside.replaced or len(codes) % 2:
        return
    # Two bytes a glyph, as Typst writes all its fonts; a surrogate is a number here, no character.
    numbers = codes.decode("utf-16-be", "surrogatepass")
    text = (numbers[::-1] if inside.reversed else numbers).translate(glyphs)
    marked.setdefault(inside.number, []).append(text)


def _begun(token: re.Match[bytes] | regex.Match[bytes], around: _Open, marked: Marked) -> _Open:
    facts = token["facts"] or b""
    if token["tag"] == b"Artifact":
        return NOTHING
    if token["tag"] == b"ReversedChars":
        return replace(around, reversed=True)
    inside = around
    if found := MCID.search(facts):
        inside = _Open(int(found["number"]))
    if (actual := ACTUAL.search(facts)) and not inside.replaced:
        if inside.number is not None:
            marked.setdefault(inside.number, []).append(_string(_bytes(actual["value"])))
        inside = replace(inside, replaced=True)
    return inside


def _bytes(token: bytes) -> bytes:
    return _hex(token) if token[:1] == b"<" else _unescape(token[1:-1])


def _hex(token: bytes) -> bytes:
    return bytes.fromhex(token[1:-1].decode("ascii"))


def _unescape(inside: bytes) -> bytes:
    if b"\\" not in inside:
        return inside
    # An escaped backslash is no beginning of anything: what lies between two of them is read by itself.
    return b"\\".join(map(_unescape_plain, inside.split(b"\\\\")))


def _unescape_plain(piece: bytes) -> bytes:
    # Octals and the letters for controls mean in Python what they mean in PDF; brackets have no backslash there.
    bare = piece.replace(b"\\(", b"(").replace(b"\\)", b")")
    if not FOREIGN.search(bare):
        return bare.decode("unicode_escape").encode("latin-1")
    return ESCAPE.sub(_unescaped, piece)


def _unescaped(match: regex.Match[bytes]) -> bytes:
    if match["octal"]:
        return bytes([int(match["octal"], 8) & 255])
    if match["line"]:
        return b""
    return NAMED.get(match["other"], match["other"])


def _string(data: bytes) -> str:
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", "replace")
    return data.decode("utf-8" if data.startswith(b"\xef\xbb\xbf") else "latin-1", "replace")


def _glyphs(font: Any, fonts: Fonts) -> Glyphs:
    key = font.objgen
    if key not in fonts:
        unicode = font.get("/ToUnicode")
        fonts[key] = dict(_mapped(unicode.read_bytes())) if unicode is not None else {}
    return fonts[key]


def _mapped(cmap: bytes) -> Iterator[tuple[int, str]]:
    for kind, block in BLOCK.findall(cmap):
        if kind == b"bfchar":
            for code, value in ONE.findall(block):
                yield int(code, 16), _utf16(value)
        else:
            for first, last, value in RANGE.findall(block):
                start = _utf16(value)
                for step in range(int(last, 16) - int(first, 16) + 1):
                    yield int(first, 16) + step, start[:-1] + chr(ord(start[-1]) + step)


def _utf16(value: bytes) -> str:
    return bytes.fromhex(value.decode("ascii")).decode("utf-16-be", "replace")
