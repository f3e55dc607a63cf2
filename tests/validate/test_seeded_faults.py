"""Two hundred faults, seeded into valid documents: each is found, at its place, once, and what is right is offered."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from seeded import Seeded, seeded

from edition.diagnostics import Diagnostic
from edition.resources import resource
from edition.validate import validate

SHARED = Path(__file__).parents[2] / "../shared"
OTHERS = (
    "gerdracor/tei/grohmann-wohlthat-fuer-wohlthat.xml",
    "tei-consortium/P5/Test/testall.xml",
    "isicily/inscriptions/ISic000097.xml",
    "syriac-corpus/data/tei/261.xml",
    "parla-clarin/Examples/Parla-CLARIN-Exemplar.xml",
    "dse-cookiecutter/{{cookiecutter.directory_name}}/data/editions/wkfm-0023.xml",
    "schnitzler-briefe/data/editions/L03786.xml",
)
COUNT = 200
LEAST = {"found": 1.0, "line": 0.98, "culprit": 0.95, "once": 0.90, "right": 0.90}


def judged(fault: Seeded, found: list[Diagnostic]) -> set[str]:
    """What holds of the diagnostics of one fault."""
    if not found:
        return {"right"} if not fault.right else set()
    said = " ".join(f"{d.message} {d.help}" for d in found)
    holds = {"found"}
    if any(d.location.line in fault.lines for d in found):
        holds.add("line")
    if any(d.element in fault.culprits for d in found):
        holds.add("culprit")
    if len(found) == 1:
        holds.add("once")
    if not fault.right or any(f"<{name}>" in said or name in said for name in fault.right):
        holds.add("right")
    return holds


def shares(
    seed: int, documents: list[etree._Element], oracle: etree.RelaxNG, schema: str
) -> dict[str, float]:
    """The shares of the faults of which each thing holds."""
    held: Counter[str] = Counter()
    total = 0
    for fault in seeded(seed, documents, lambda root: bool(oracle.validate(root)), COUNT):
        everything = validate(fault.text.encode(), "s.xml", [schema]) or ()
        holds = judged(fault, [d for d in everything if d.code.startswith("relaxng/")])
        held.update(holds)
        total += 1
    assert total == COUNT
    return {name: held[name] / total for name in LEAST}


def test_faults_in_our_documents_are_told(
    samples: dict[str, etree._Element], edition_rng: etree.RelaxNG
) -> None:
    found = shares(1965, list(samples.values()), edition_rng, str(resource("schemas") / "edition.rng"))
    assert all(found[name] >= least for name, least in LEAST.items()), found


def test_faults_in_the_documents_of_others_are_told(tei_all: etree.RelaxNG) -> None:
    paths = [SHARED / "tei-samples" / name for name in OTHERS]
    if not all(path.is_file() for path in paths):
        pytest.skip("the samples of others are not beside the repository")
    parser = etree.XMLParser(collect_ids=False)
    documents = [root for path in paths if tei_all.validate(root := etree.parse(path, parser).getroot())]
    found = shares(1966, documents, tei_all, str(SHARED / "schemas-upstream/tei_all.rng"))
    assert all(found[name] >= least for name, least in LEAST.items()), found
