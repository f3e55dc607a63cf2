"""Reading editions for screens: any TEI as an accessible EPUB 3, through the site's renderer."""

from edition.book.epub.make import Epub, make_epub

__all__ = ["Epub", "make_epub"]
