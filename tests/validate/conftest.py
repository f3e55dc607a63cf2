from pathlib import Path

import pytest
from lxml import etree

from edition.resources import resource

SAMPLES = Path(__file__).parent / "samples"
TEI_ALL = Path(__file__).parents[2] / "../shared/schemas-upstream/tei_all.rng"


@pytest.fixture(scope="session")
def tei_all() -> etree.RelaxNG:
    if not TEI_ALL.is_file():
        pytest.skip(f"{TEI_ALL.name} is not beside the repository")
    return etree.RelaxNG(etree.parse(TEI_ALL))


@pytest.fixture(scope="session")
def edition_rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(resource("schemas") / "edition.rng"))


@pytest.fixture(scope="session")
def samples() -> dict[str, etree._Element]:
    from dressing import dress  # beside this file, which pytest puts on the path

    return {path.stem: dress(etree.parse(path).getroot()) for path in sorted(SAMPLES.glob("*.xml"))}
