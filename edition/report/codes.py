"""The codes of diagnostics: what each means; the manual of codes, `docs/codes.md`, is made of them.

`python -m edition.report.codes > docs/codes.md` writes it anew.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from edition.report.code_table import TABLE

_OPENING = """\
# The codes of diagnostics

What `edition` finds wrong has a code, which stays the same. `edition validate --explain CODE` prints what is said here.

Some can be left out, or looked for alone, by code or by all that stands before the stroke:

```sh
edition validate letters --ignore relaxng/idref --ignore schematron
edition validate letters --select relaxng
```

```toml
[validate]
ignore = ["schema/none"]
per_path = { "drafts/*.xml" = { ignore = ["relaxng/element-missing"] } }
```

One place is left out by `<?edition ignore CODE?>`, on its line or the one before. That a file could not be
read at all is always said.

This page is made of the code, and a test holds the two together. To write it anew:
`python -m edition.report.codes > docs/codes.md`
"""

ROOMS: Mapping[str, str] = {
    "file": "Files that are checked",
    "xml": "XML",
    "tei": "What kind of TEI it is",
    "schema": "Which schema applies",
    "relaxng": "What a grammar says",
    "schematron": "What rules say",
    "check": "What TEI's prose demands, and no grammar",
    "source": "Sources that are converted",
    "law1": "Whether all words are there",
    "output": "What convert may write over",
    "work": "TEI in an edition's folder",
    "verify": "What was altered since a build",
    "build": "What a build did",
    "config": "Settings: edition.toml",
    "render": "Pages of the site",
    "site": "The site as a whole",
    "book": "PDF and EPUB",
}


@dataclass(frozen=True, slots=True)
class Code:
    """A code, its meaning, and what gives it and what does not."""

    name: str
    meaning: str
    wrong: str
    right: str

    def explained(self) -> str:
        """What `--explain` prints."""
        lines = [self.name, "", self.meaning]
        for title, example in (("wrong", self.wrong), ("right", self.right)):
            if example:
                lines += ["", f"{title}:", *(f"    {line}" for line in example.split("\n"))]
        return "\n".join(lines) + "\n"


CODES: Mapping[str, Code] = {row[0]: Code(*row) for row in TABLE}


def known_code(name: str) -> Code | None:
    """The code of a name; those of Schematron's rules are all explained alike."""
    return CODES.get(name) or (CODES["schematron/rule"] if name.startswith("schematron/") else None)


def nearest_code(name: str) -> str | None:
    """The code that was likely meant."""
    near = get_close_matches(name, (*CODES, *ROOMS), 1)
    return near[0] if near else None


def is_pattern(name: str) -> bool:
    """Whether a name stands for codes: one of them, a room, or a rule of some Schematron."""
    return name in ROOMS or known_code(name) is not None


def manual() -> str:
    """The page of all codes, by room."""
    return "\n".join((_OPENING, *_sections()))


def _sections() -> Iterator[str]:
    for room, codes in groupby(CODES.values(), key=lambda code: code.name.partition("/")[0]):
        yield f"## {ROOMS[room]}\n"
        for code in codes:
            yield f"### `{code.name}`\n\n{code.meaning.replace('<', '&lt;')}\n"
            for title, example in (("Wrong", code.wrong), ("Right", code.right)):
                if example:
                    yield f"{title}:\n\n```text\n{example}\n```\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(manual().encode())
