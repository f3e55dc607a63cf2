"""The rooms of the house and who knows whom: imports run one way (ARCHITECTURE.md)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "edition"

# Known to all, and knowing but each other.
SEAMS = frozenset(
    {
        "collecting",
        "config",
        "content",
        "conventions",
        "diagnostics",
        "document",
        "findings",
        "likeness",
        "resources",
        "settings",
        "xml",
    }
)

# What each room may import besides the seams and itself.
KNOWS: dict[str, frozenset[str]] = {
    "language": frozenset(),
    "readers": frozenset({"language"}),
    "recognise": frozenset({"readers", "language"}),
    "tei": frozenset({"recognise", "readers", "language"}),
    "convert": frozenset({"readers", "recognise", "tei", "language"}),
    "explain": frozenset({"readers", "recognise", "tei", "language", "convert"}),
    "ledger": frozenset(),
    "validate": frozenset(),
    "report": frozenset(),
    "render": frozenset(),
    "site": frozenset({"render"}),
    "book": frozenset({"render"}),
    "work": frozenset(
        {"readers", "recognise", "tei", "language", "convert", "validate", "report", "render", "site", "book"}
    ),
}
KNOWS["pipeline"] = KNOWS["work"] | {"work", "explain", "ledger"}
KNOWS["serve"] = KNOWS["pipeline"] | {"pipeline"}
KNOWS["cli"] = KNOWS["serve"] | {"serve"}

# Only these read the clock, the environment or files (style.md: the rest is pure).
TOUCHES_FILES = frozenset(
    {"readers", "validate", "site", "book", "work", "pipeline", "serve", "cli", "resources", "language"}
)
FILE_CALLS = frozenset(
    {
        "open",
        "read_bytes",
        "read_text",
        "write_bytes",
        "write_text",
        "mkdir",
        "unlink",
        "iterdir",
        "glob",
        "rglob",
    }
)


def modules() -> Iterator[tuple[str, Path]]:
    """Yield each module's room and file."""
    for file in sorted(PACKAGE.rglob("*.py")):
        top = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if not top.startswith("__"):
            yield top, file


MODULES = list(modules())
IDS = [str(file.relative_to(ROOT)) for _, file in MODULES]


def imported_rooms(file: Path) -> Iterator[str]:
    """Yield the room of each import of the package, also of those within functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            module = node.module or ""
            names = [f"{module}.{alias.name}" if module == "edition" else module for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package == "edition" and rest != "__version__":
                yield rest.partition(".")[0]


@pytest.mark.parametrize(("room", "file"), MODULES, ids=IDS)
def test_a_room_knows_only_what_it_takes(room: str, file: Path) -> None:
    known = SEAMS | {room} | KNOWS.get(room, frozenset())
    assert set(imported_rooms(file)) - {""} <= known


@pytest.mark.parametrize(("room", "file"), MODULES, ids=IDS)
def test_imports_are_absolute_so_that_rooms_can_be_read_off(room: str, file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level]


@pytest.mark.parametrize(("room", "file"), MODULES, ids=IDS)
def test_files_are_touched_only_where_the_house_says(room: str, file: Path) -> None:
    if room in TOUCHES_FILES:
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls}
    assert not names & FILE_CALLS


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room for room, _ in MODULES} <= SEAMS | set(KNOWS)


# "| `readers` | source files → `Document` |" and "`edition/xml.py`": a room as ARCHITECTURE.md names it.
NAMED_ROOM = regex.compile(r"^\|\s*((?:`[\w/.]+`(?:, )?)+)", regex.MULTILINE)
NAME = regex.compile(r"`([\w/.]+)`")
NAMED_FILE = regex.compile(r"`((?:edition|schemas|templates|tests|bench|example)/[\w/.-]*)`")


def test_rooms_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [name for row in NAMED_ROOM.findall(text) for name in NAME.findall(row)]
    assert rooms
    for room in rooms:
        place = PACKAGE / room.removeprefix("edition/").rstrip("/")
        assert place.exists() or place.with_suffix(".py").exists() or (ROOT / room).exists(), room


def test_files_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert [name for name in NAMED_FILE.findall(text) if not (ROOT / name).exists()] == []
