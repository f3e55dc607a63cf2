"""The files of a schema: each read once, in the XML or the compact syntax, as a tree of the XML syntax."""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity, UsageError

RNG = "{http://relaxng.org/ns/structure/1.0}"

# An address as written, and the file it is written in → the file it names, if it is there.
Find = Callable[[str, Path], Path | None]


class SchemaError(UsageError):
    """A schema that is wrong itself; `diagnostics` hold the one fault, with its line."""

    def __init__(self, message: str, location: Location, help_text: str | None = None) -> None:
        super().__init__(f"this schema is wrong: {message}", location)
        self.diagnostics = (Diagnostic(Severity.ERROR, location, "schema/wrong", message, help_text),)


def beside(href: str, base: Path) -> Path | None:
    """The file that a relative address names, seen from another file."""
    path = base.parent / href
    return path if path.is_file() else None


class Sources:
    """Reads the files of one schema; `read` lists them all, for whoever wants to know what it hangs on."""

    def __init__(self, find: Find = beside) -> None:
        self._find = find
        self.read: dict[Path, etree._Element] = {}

    def root(self, path: Path) -> etree._Element:
        """The root of a file, in the XML syntax."""
        if path not in self.read:
            self.read[path] = _parsed(path)
        return self.read[path]

    def beside(self, node: etree._Element, base: Path) -> Path:
        """The file that a node's `href` names."""
        href = node.get("href")
        place = Location(str(base), node.sourceline)
        if not href:
            raise SchemaError(f"<{etree.QName(node).localname}> has no href", place)
        path = self._find(href, base)
        if path is None:
            raise SchemaError(f"{href} is not there", place, "nothing is fetched: it must be a file")
        return path


def _parsed(path: Path) -> etree._Element:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"no schema: {(error.strerror or 'it cannot be read').lower()}", Location(str(path))
        ) from error
    if path.suffix == ".rnc":
        # Not at the top: the reader of that syntax knows the errors of this module.
        from edition.validate.relaxng.compact import read_compact

        return read_compact(data, path)
    # Without huge_tree libxml2 keeps entities and depth (256) small.
    parser = etree.XMLParser(
        no_network=True, load_dtd=False, collect_ids=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SchemaError(str(error.msg), Location(str(path), error.lineno)) from error
