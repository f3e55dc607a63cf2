"""edition: from the OCR of declassified records to scholarly editions in TEI."""

__version__ = "0.1.0"
