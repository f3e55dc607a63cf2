"""Conflicts of a merge, kept beside the base until somebody decides them: a readable file in version control.

One stays open while its block is as the merge left it; who changes the block has decided.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from lxml import etree

from edition.diagnostics import Diagnostic, Location, Severity
from edition.work.atomic import write_changed
from edition.xml import TEI

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SUFFIX = ".conflicts.json"
_HELP = "change the place and save it; until then it stays as it is"


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both changed: where, why, the reading that stays and the one that does not.

    `at` counts characters of the merged text without white space.
    """

    at: int
    reason: str
    edited: str
    new: str
    block: str | None = None


@dataclass(frozen=True, slots=True)
class KeptConflict:
    """A conflict as it is kept: the id of its block (none: the file), and the digest of that block."""

    reason: str
    edited: str
    new: str
    block: str | None
    seal: str

    def diagnostic(self, file: str, root: etree._Element) -> Diagnostic:
        """The conflict as an error at its block in a file."""
        his, new = self.edited or "nothing", self.new or "nothing"
        block = _blocks(root).get(self.block or "")
        line = (block.sourceline if block is not None else None) or 1
        message = f"{self.reason}: kept {his}; the converter has {new}"
        return Diagnostic(Severity.ERROR, Location(file, line), "work/conflict", message, _HELP)


def conflicts_file(tei: Path) -> Path:
    """Where the conflicts of a TEI file are kept."""
    return tei.parent / ".base" / f"{tei.stem}{_SUFFIX}"


def kept(conflicts: Sequence[Conflict], root: etree._Element) -> tuple[KeptConflict, ...]:
    """The conflicts of a merge, each sealed with its block in the merged tree."""
    blocks = _blocks(root)
    return tuple(
        KeptConflict(each.reason, each.edited, each.new, each.block, _seal(blocks, each.block, root))
        for each in conflicts
    )


def still_open(conflicts: Sequence[KeptConflict], root: etree._Element) -> tuple[KeptConflict, ...]:
    """Those whose block nobody has changed since."""
    blocks = _blocks(root)
    return tuple(each for each in conflicts if each.seal == _seal(blocks, each.block, root))


def sealed_anew(conflicts: Sequence[KeptConflict], root: etree._Element) -> tuple[KeptConflict, ...]:
    """Open conflicts, carried over into a tree that was merged again."""
    again = [Conflict(0, each.reason, each.edited, each.new, each.block) for each in conflicts]
    return kept(again, root)


def read_conflicts(tei: Path) -> tuple[KeptConflict, ...]:
    """The conflicts kept for a TEI file; none where there are none, or where the file is none of ours."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        written = json.loads(conflicts_file(tei).read_text(encoding="utf-8"))
        return tuple(KeptConflict(**each) for each in written["conflicts"])
    return ()


def write_conflicts(tei: Path, conflicts: Sequence[KeptConflict]) -> None:
    """Nothing; the conflicts are then kept, or there is no file where there are none."""
    file = conflicts_file(tei)
    if not conflicts:
        file.unlink(missing_ok=True)
        return
    kept_now = {"conflicts": [asdict(each) for each in dict.fromkeys(conflicts)]}
    write_changed(file, (json.dumps(kept_now, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def _blocks(root: etree._Element) -> Mapping[str, etree._Element]:
    return {
        str(element.get(_XML_ID)): element
        for element in root.iter()
        if isinstance(element.tag, str) and element.get(_XML_ID)
    }


def _seal(blocks: Mapping[str, etree._Element], block: str | None, root: etree._Element) -> str:
    element = blocks.get(block or "")
    if element is None:
        element = _header(root) if block is None else root
    return sha256(etree.tostring(element, method="c14n")).hexdigest()[:16]


def _header(root: etree._Element) -> etree._Element:
    """The header without the list of its revisions, which grows whatever is decided."""
    header = root.find(f"{{{TEI}}}teiHeader")
    if header is None:
        return root
    header = deepcopy(header)
    for revisions in header.findall(f"{{{TEI}}}revisionDesc"):
        header.remove(revisions)
    return header
