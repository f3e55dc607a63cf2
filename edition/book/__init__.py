"""Reading editions on paper: any TEI as an accessible, archivable PDF, through Typst."""

from edition.book.pdf import make_pdf
from edition.book.settings import Book, BookSettings

__all__ = ["Book", "BookSettings", "make_pdf"]
