"""Options and fixtures of the whole suite."""

from pathlib import Path

import pytest
from dressing import dress
from hypothesis import settings
from lxml import etree

from edition.resources import resource

# The same examples on every run: a build never fails by luck. `--hypothesis-profile=explore` looks further.
settings.register_profile(
    "steady", derandomize=True, print_blob=True, deadline=None
)  # a busy machine is no fault
settings.register_profile("explore", max_examples=1000)
settings.load_profile("steady")

SAMPLES = Path(__file__).parent / "validate" / "samples"
TEI_ALL = Path(__file__).parents[1] / "../shared/schemas-upstream/tei_all.rng"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write tests/golden/*.xml anew; a person reads the difference",
    )


@pytest.fixture(scope="session")
def tei_all() -> etree.RelaxNG:
    """All of TEI P5, where it lies beside the repository; six seconds to load."""
    if not TEI_ALL.is_file():
        pytest.skip(f"{TEI_ALL.name} is not beside the repository")
    return etree.RelaxNG(etree.parse(TEI_ALL))


@pytest.fixture(scope="session")
def edition_rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(resource("schemas") / "edition.rng"))


@pytest.fixture(scope="session")
def samples() -> dict[str, etree._Element]:
    return {path.stem: dress(etree.parse(path).getroot()) for path in sorted(SAMPLES.glob("*.xml"))}
