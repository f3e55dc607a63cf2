"""Bytes that are no text: known by their magic number, or by NUL where text has none."""

# The first bytes of formats that are found among sources, usually scans and office
# files under a wrong name.
# Source: each format's specification; the list of `file(1)`.
_MAGIC_NUMBERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"II+\x00", "a BigTIFF image"),
    (b"MM\x00+", "a BigTIFF image"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "a JPEG 2000 image"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 codestream"),
    (b"AT&TFORM", "a DjVu document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, ODT and EPUB are such)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a Microsoft Office document (OLE)"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\xca\xfe\xba\xbe", "a program (Mach-O or Java)"),
    (b"\xcf\xfa\xed\xfe", "a program (Mach-O)"),
    (b"OggS\x00", "an Ogg stream"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
    (b"fLaC\x00", "a FLAC recording"),
)

# `RIFF`, four bytes of length, then what it holds.
_RIFF = {b"WEBP": "a WebP image", b"WAVE": "a WAVE recording", b"AVI ": "an AVI film"}

# Films and HEIF pictures name their kind in a box `ftyp`, four bytes in.
_ISO_MEDIA = b"ftyp"

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 8192


def is_binary(data: bytes) -> str | None:
    """What the bytes are, where they are no text: `a PDF`; `None` where they can be read as text.

    Source: commands.md, "Everywhere": a known magic number, or NUL in the first 8 KB without a
    UTF-16 mark.
    """
    for magic, kind in _MAGIC_NUMBERS:
        if data.startswith(magic):
            return kind
    if data.startswith(b"RIFF") and (riff := _RIFF.get(data[8:12])):
        return riff
    if data[4:8] == _ISO_MEDIA and data[:3] == b"\x00\x00\x00":
        return "a film or HEIF image"
    if data.startswith(_UTF16_MARKS):
        return None
    at = data.find(b"\x00", 0, _HEAD)
    return f"no text (byte {at + 1} is NUL)" if at >= 0 else None
