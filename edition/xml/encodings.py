"""The characters of an XML file: what its bytes say, by mark or by declaration."""

import codecs

import regex


def decode(data: bytes, encoding: str | None) -> str:
    """A file's characters, in the encoding of its byte-order mark or else the one it names."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:  # libxml2 knows encodings that Python does not
        return data.decode("utf-8", "replace")


def encode_like(text: str, data: bytes, encoding: str | None) -> bytes | None:
    """The bytes of a file with another text, as its own are written; none where that cannot be had exactly."""
    mark, name = next(
        ((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding or "utf-8")
    )
    try:
        # What does not give its own bytes back would not leave the rest as it is.
        if mark + decode(data, encoding).encode(name) != data:
            return None
        return mark + text.encode(name)
    except (LookupError, UnicodeError):
        return None


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration names; for files that gave no tree to ask."""
    # <?xml version="1.0" encoding="iso-8859-1"?>, in any encoding that writes ASCII as ASCII.
    match = regex.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", data[:200])
    return match[1].decode() if match else None


def without_utf_32(data: bytes) -> bytes:
    """The same text in UTF-8, if a mark says that it is in UTF-32."""
    # libxml2 reads it only by a name in the declaration; Python by the mark.
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return codecs.BOM_UTF8 + data.decode("utf-32", "replace").encode()
    return data
