"""The container of an EPUB: a ZIP whose bytes depend on nothing but what is in it."""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# ZIP knows no earlier day, and readers ask for none.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MIMETYPE = b"application/epub+zip"
PACKAGE = "EPUB/package.opf"
CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
# Packed already: more packing costs time and wins nothing.
PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of an EPUB with these files in its `EPUB` folder, in this order."""
    out = BytesIO()
    with ZipFile(out, "w") as container:
        _add(container, "mimetype", MIMETYPE, ZIP_STORED)
        _add(container, "META-INF/container.xml", CONTAINER.encode(), ZIP_DEFLATED)
        for name, data in files:
            method = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            _add(container, f"EPUB/{name}", data, method)
    return out.getvalue()


def _add(container: ZipFile, name: str, data: bytes, method: int) -> None:
    entry = ZipInfo(name, FIRST_DAY)
    entry.compress_type = method
    # Written on any system the same: files of Unix, readable by all.
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    container.writestr(entry, data, compresslevel=9 if method == ZIP_DEFLATED else None)
