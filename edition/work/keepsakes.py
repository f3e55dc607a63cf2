"""What a step made and later ones need again, kept in `.edition`: dataclasses of ours and nothing else.

An edition may come from anybody, and so may what lies in its hidden folder: unpickling makes plain data
here, and calls no other code.
"""

import io
import pickle
from contextlib import suppress
from dataclasses import is_dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from edition.work.atomic import make_folder, write_changed

Kept = TypeVar("Kept")

# What unpickling raises where the bytes are cut off, altered, or of another version.
_FAULTY = (
    OSError,
    ValueError,
    EOFError,
    ImportError,
    AttributeError,
    TypeError,
    IndexError,
    pickle.PickleError,
)
_BUILT_IN = {"frozenset": frozenset, "set": set}


class _DataOnly(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> type:
        """A dataclass of ours, or a set. Raises `UnpicklingError` for anything else."""
        if module_name == "builtins" and global_name in _BUILT_IN:
            return _BUILT_IN[global_name]
        if module_name.startswith("edition.") and "." not in global_name:
            found = vars(import_module(module_name)).get(global_name)
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module_name:
                return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no data")


def keep(folder: Path, kind: str, name: str, what: object) -> Path:
    """Where something of a document was kept."""
    make_folder(folder / kind)
    file = file_of(folder, kind, name)
    write_changed(file, pickle.dumps(what, protocol=5))
    return file


def kept_again(folder: Path, kind: str, name: str, form: type[Kept]) -> Kept | None:
    """What was kept of a document; none where there is none, or it is not what it should be."""
    with suppress(
        OSError, ValueError, EOFError, ImportError, AttributeError, TypeError, pickle.PickleError, IndexError
    ):
        found = _DataOnly(io.BytesIO(file_of(folder, kind, name).read_bytes())).load()
        return found if isinstance(found, form) else None
    return None


def file_of(folder: Path, kind: str, name: str) -> Path:
    """Where something of a document is kept; a document's name may be too long for a longer one."""
    return folder / kind / f"{sha256(name.encode('utf-8', 'replace')).hexdigest()[:24]}.pickle"
