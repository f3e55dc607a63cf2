"""`edition.rng`: what it accepts tei_all accepts too; what the manual does not know it refuses."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from dressing import dress
from lxml import etree
from mutants import mutate

from edition.convert import convert
from edition.resources import resource
from edition.settings import Settings, SourcePart
from edition.tei.digest import TEI
from edition.validate import validate

GOLD = Path(__file__).parents[2] / "../shared/gold/dev"
ANY_ID = etree.XMLParser(collect_ids=False)
# A page with most of what the converter writes.
OCR = b"""TOP SECRET - Sensitive

On March 4, 1961, the consul wrote that the ferry had been re-
paired; "nobody here," he said, "will cross before the rains end. 3/
The boats lie at the upper landing [in June].

    "Obviously, [1 line not declassified] of them are sound.
    Hope to be in touch with you within next several hours."

Declassified per Executive Order 13526, Section 3.3
NND Project Number: NND 63316. By: NWD Date: 2011
12
\x0c
MEMORANDUM FOR: The Director
FROM: The Consul
SUBJECT: Ferry

1. Forwarded herewith are:

a. one map
b. two lists

3/ Consul's telegram 14, 4 March 1961.
"""


def again(root: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(root), ANY_ID)


@pytest.fixture(scope="module")
def documents(samples: dict[str, etree._Element]) -> list[etree._Element]:
    result = convert("ferry", [SourcePart("ferry.txt", OCR)], Settings(title="The Ferry", year=1961))
    assert result.tei is not None
    return [*samples.values(), etree.fromstring(result.tei)]


def test_the_samples_are_valid_in_both(
    documents: list[etree._Element], edition_rng: etree.RelaxNG, tei_all: etree.RelaxNG
) -> None:
    for document in map(again, documents):
        edition_rng.assertValid(document)
        tei_all.assertValid(document)


def test_the_samples_satisfy_the_rules(documents: list[etree._Element]) -> None:
    for document in documents:
        assert validate(etree.tostring(document), "sample.xml") == ()


def test_whatever_edition_rng_accepts_tei_all_accepts(
    documents: list[etree._Element], edition_rng: etree.RelaxNG, tei_all: etree.RelaxNG
) -> None:
    rng = random.Random(1965)
    verdicts: Counter[tuple[bool, bool]] = Counter()
    for number in range(500):
        mutant = again(mutate(rng, documents[number % len(documents)], 1 + number % 2))
        ours, theirs = edition_rng.validate(mutant), tei_all.validate(mutant)
        assert theirs or not ours, etree.tostring(mutant, encoding="unicode")
        verdicts[ours, theirs] += 1
    assert verdicts[False, True] >= 50, "what the manual does not know is refused"
    assert verdicts[True, True] >= 20, "some changes do no harm"


def test_the_gold_set_can_be_expressed(edition_rng: etree.RelaxNG, tei_all: etree.RelaxNG) -> None:
    if not GOLD.is_dir():
        pytest.skip("the gold set is not beside the repository")
    for path in sorted(GOLD.glob("*.xml")):
        document = again(dress(etree.parse(path).getroot()))
        edition_rng.assertValid(document)
        tei_all.assertValid(document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' xml:id="i0"', ""),  # pb
        (' xml:id="i1"', ""),  # div
        ('<p rend="head" xml:id="i4"', '<p rend="head"'),
        ('<quote xml:id="i3"', "<quote"),
        (' resp="#edition"', ""),
        (' cert="high"', ""),
        ('<corr type="ocr" ', "<corr "),
        ("<q>", '<q who="#a">'),
        ("<head>The", "<trailer>x</trailer><head>The"),
        ('<fw type="classification"', "<fw"),
        ("<ab>* * *</ab>", "<lg><l>*</l></lg>"),
        ('reason="ocr"', 'reason="dust"'),
        ('<date when="1961-03-04"', "<date"),
        ('<date when="1961-03-04"', '<date when="1961"'),
        ('<availability status="unknown">', "<availability>"),
        ('<correction method="markup">', '<correction method="silent">'),
    ],
)
def test_edition_rng_refuses_what_the_manual_does_not_know(
    samples: dict[str, etree._Element], edition_rng: etree.RelaxNG, old: str, new: str
) -> None:
    text = etree.tostring(samples["narrative"], encoding="unicode")
    assert old in text
    changed = text.replace(old, new, 1)
    assert not edition_rng.validate(etree.fromstring(changed))


@pytest.mark.parametrize("name", ["fileDesc", "encodingDesc", "profileDesc", "revisionDesc"])
def test_the_header_is_demanded(
    samples: dict[str, etree._Element], edition_rng: etree.RelaxNG, name: str
) -> None:
    root = again(samples["records"])
    part = root.find(f".//{{{TEI}}}{name}")
    assert part is not None
    parent = part.getparent()
    assert parent is not None
    parent.remove(part)
    assert not edition_rng.validate(root)


def test_edition_rng_is_made_from_its_readable_source(tmp_path: Path) -> None:
    pytest.importorskip("rnc2rng", reason="rnc2rng is not installed")
    made = tmp_path / "edition.rng"
    source = resource("schemas") / "edition.rnc"
    subprocess.run([sys.executable, "-m", "rnc2rng", source, made], check=True, capture_output=True)
    assert made.read_text() == (resource("schemas") / "edition.rng").read_text()
