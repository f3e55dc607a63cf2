"""The codes: every one that the program can say has its row, and the page of codes is made of the rows."""

import ast
from collections.abc import Iterator
from pathlib import Path

import regex

from edition.report.codes import CODES, ROOMS, is_pattern, known_code, manual, nearest_code

ROOT = Path(__file__).resolve().parents[2]
CODE = regex.compile(rf"(?:{'|'.join(ROOMS)})/[a-z0-9]+(?:-[a-z0-9]+)*")
# Functions that put the room before a code, and which of their arguments the code is.
HELPERS = {("relaxng", "Fault"): 1, ("render", "warn"): 1, ("book", "_fault"): 2, ("checks", "_warning"): 0}
# The rooms of helpers whose module is called otherwise.
ROOM = {"checks": "check"}
# A folder, and none of ours to explain.
NO_CODES = frozenset({"book/images"})


def said(module: Path) -> Iterator[str]:
    """The codes in a module: whole ones in any string, and those of the helpers."""
    parts = {*module.parts, module.stem}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            for (room, helper), at in HELPERS.items():
                code = node.args[at] if name == helper and room in parts and len(node.args) > at else None
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{ROOM.get(room, room)}/{code.value}"


def all_said() -> set[str]:
    modules = (
        path for path in (ROOT / "edition").rglob("*.py") if path.name not in ("codes.py", "code_table.py")
    )
    return {code for module in modules for code in said(module)} - NO_CODES


def test_every_code_that_is_said_is_explained_and_no_other() -> None:
    assert all_said() | {"schematron/rule"} == set(CODES)


def test_the_page_of_codes_is_made_of_the_rows() -> None:
    page = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    assert page == manual(), "python -m edition.report.codes > docs/codes.md"


def test_codes_of_rules_are_explained_alike_and_others_not() -> None:
    assert known_code("schematron/resp-arrives") is CODES["schematron/rule"]
    assert known_code("relaxng/nothing") is None
    assert nearest_code("relaxng/element-mising") == "relaxng/element-missing"
    assert is_pattern("relaxng") and is_pattern("schematron/x") and not is_pattern("relax")
