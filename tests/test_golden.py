"""Short excerpts, converted: `tests/golden/NAME.txt` with the `text` of its TEI, `NAME.xml`, read by a person.

Those in other languages than English lie in a folder of the language's code.
"""

from pathlib import Path

import pytest
from lxml import etree

from edition.convert import convert
from edition.settings import Settings, SourcePart

FOLDER = Path(__file__).parent / "golden"
GOLDEN = sorted([*FOLDER.glob("*.txt"), *FOLDER.glob("??/*.txt")])


@pytest.mark.parametrize("source", GOLDEN, ids=lambda source: source.stem)
def test_an_excerpt_is_marked_up_as_a_person_saw_it(source: Path, request: pytest.FixtureRequest) -> None:
    result = convert(source.stem, [SourcePart(source.name, source.read_bytes())], _settings(source))
    assert result.tei is not None, result.diagnostics
    text = etree.fromstring(result.tei).find("{*}text")
    assert text is not None
    written = etree.tostring(text, encoding="unicode").rstrip() + "\n"
    target = source.with_suffix(".xml")
    if request.config.getoption("--update-golden"):
        target.write_text(written, encoding="utf-8")
    assert written == target.read_text(encoding="utf-8")


def _settings(source: Path) -> Settings:
    return Settings() if source.parent == FOLDER else Settings(language=source.parent.name)
