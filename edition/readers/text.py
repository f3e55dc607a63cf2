"""Bytes of a source file → its text: UTF-8, UTF-16 with its mark, else Windows-1252."""

import codecs
from collections.abc import Callable

import regex

from edition.diagnostics import Diagnostic, Location, Severity
from edition.document import LINE_END

# The five bytes Windows-1252 leaves open; the WHATWG decodes them to C1 controls.
# Source: WHATWG Encoding Standard, index windows-1252.
_OPEN_IN_1252 = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}
_WINDOWS_1252 = "".join(_OPEN_IN_1252.get(byte) or bytes([byte]).decode("cp1252") for byte in range(256))

_SURROGATE = regex.compile("[\ud800-\udfff]")
_UTF16_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, file: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """The text of a file without its byte-order mark, the encoding's name, and warnings.

    Any sequence of bytes has a text; whether it should be read as one is the caller's to ask
    (`readers.binary`). A lone surrogate becomes U+FFFD. Source: commands.md, "Everywhere".
    """
    for mark, encoding in _UTF16_MARKS:
        if data.startswith(mark):
            return _decode_utf16(data, encoding, file)
    start = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    try:
        text = data[start:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        return _decode_windows_1252(data, start, start + error.start, file)
    text, warnings = _without_surrogates(text, file, lambda before: start + len(before.encode("utf-8")))
    return text, "utf-8", warnings


def _decode_utf16(data: bytes, encoding: str, file: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    whole = len(data) - len(data) % 2
    text = data[2:whole].decode(encoding, "surrogatepass")
    text, warnings = _without_surrogates(text, file, lambda before: 2 + len(before.encode("utf-16-le")))
    if whole < len(data):
        message = f"half a UTF-16 character at byte {whole + 1}, the file's last; read as U+FFFD"
        warnings = (*warnings, _warning(file, text, "source/half-character", message))
        text += "\ufffd"
    return text, encoding, warnings


def _decode_windows_1252(
    data: bytes, start: int, first_bad: int, file: str
) -> tuple[str, str, tuple[Diagnostic, ...]]:
    text = codecs.charmap_decode(data[start:], "strict", _WINDOWS_1252)[0]
    message = f"not UTF-8: byte {first_bad + 1} is 0x{data[first_bad]:02X}; read as Windows-1252"
    place = text[: first_bad - start]
    return text, "windows-1252", (_warning(file, place, "source/not-utf-8", message),)


def _without_surrogates(
    text: str, file: str, bytes_before: Callable[[str], int]
) -> tuple[str, tuple[Diagnostic, ...]]:
    first = _SURROGATE.search(text)
    if first is None:
        return text, ()
    clean, count = _SURROGATE.subn("\ufffd", text)
    before = clean[: first.start()]
    others = f" and {count - 1} more" if count > 1 else ""
    message = f"lone surrogate U+{ord(first.group()):04X} at byte {bytes_before(before) + 1}{others}; read as U+FFFD"
    return clean, (_warning(file, before, "source/lone-surrogate", message),)


def _warning(file: str, before: str, code: str, message: str) -> Diagnostic:
    """A warning at the place after the text before it."""
    ends = list(LINE_END.finditer(before))
    column = len(before) - (ends[-1].end() if ends else 0) + 1
    return Diagnostic(Severity.WARNING, Location(file, len(ends) + 1, column), code, message)
