"""How well the converter marks up the excerpts that a person marked up: precision, recall and F1 by kind.

    python bench/excerpts.py

The excerpts lie in `tests/golden/excerpts`; they were marked up before anybody looked at what the converter
makes of them.
"""

import sys
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from scoring import shares, spans  # noqa: E402

from edition.convert import convert  # noqa: E402
from edition.settings import Settings, SourcePart  # noqa: E402


def main() -> None:
    """Print the table."""
    pairs = []
    for source in sorted((ROOT / "tests" / "golden" / "excerpts").glob("*.txt")):
        result = convert(source.stem, [SourcePart(source.name, source.read_bytes())], Settings())
        assert result.tei is not None, result.diagnostics
        person = etree.parse(source.with_suffix(".xml")).getroot()
        pairs.append((spans(person)[1], spans(etree.fromstring(result.tei))[1]))
    print(f"{'kind':<20}{'gold':>6}{'P':>8}{'R':>8}{'F1':>8}")
    for kind, (precision, recall, both) in shares(pairs).items():
        number = sum(span[0] == kind for person, _ in pairs for span in person)
        print(f"{kind:<20}{number:>6}{precision:>8.3f}{recall:>8.3f}{both:>8.3f}")
    print(f"{len(pairs)} excerpts")


if __name__ == "__main__":
    main()
