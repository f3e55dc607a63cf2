"""The words of an EPUB's text as its reader has them, for the search for lost ones."""

from collections.abc import Iterator

from lxml import etree

from edition.book.epub.trees import Chapter, classes


def texts_of(chapter: Chapter) -> Iterator[str]:
    """Yield each text between two tags, alternative texts of pictures too; not what is the edition's own."""
    walker = etree.iterwalk(chapter.tree, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element is not chapter.tree:
                yield element.tail or ""
            continue
        yield element.get("alt") or ""
        if "back" not in classes(element):
            yield element.text or ""
