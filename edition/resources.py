"""Where the files that travel with the program lie: schemas, templates, the example edition."""

from pathlib import Path
from typing import Literal

Kind = Literal["schemas", "templates", "example"]

_PACKAGE = Path(__file__).resolve().parent


def resource(kind: Kind) -> Path:
    """The folder of one kind of resource.

    A wheel carries them inside the package (`_data`); a checkout, also one
    installed as editable, has them at the top of the repository, where editors
    look for them.
    """
    inside = _PACKAGE / "_data" / kind
    return inside if inside.is_dir() else _PACKAGE.parent / kind
