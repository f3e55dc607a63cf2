"""What holds for every input: it is converted, nothing is lost, the TEI is valid, the same bytes come out."""

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from readings import TEI, body_of, converted, reading_of

from edition.convert import convert
from edition.recognise import BLOCK_RECOGNISERS, INLINE_RECOGNISERS, recognise
from edition.settings import Settings, SourcePart

# What the recognisers look for, whole and damaged, and what no text should hold.
PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\t",
        " ",
        "\x0c",
        "\r",
        "\r\n",
        "\x00",
        "\x01",
        "\ufffe",
        "\ufeff",
        "\u200b",
        "\x0b",
        "\x1c",
        "\x85",
        "\u2028",
        '"',
        "“",
        "”",
        "'",
        "[",
        "]",
        "/",
        "7",
        "(",
        ")",
        "1.",
        "(1)",
        "a.",
        "-",
        "--",
        "---",
        "## Page 3",
        "# T",
        "SECRET",
        "TOP SECRET - Sensitive",
        "5h",
        "- 2 -",
        "54",
        "68/",
        "£1/",
        "Ibid.",
        "as follows:",
        "bomb-\nings",
        "February 17, 1965",
        "Declassified per Executive Order 13526, Section 3.3\nNND Project Number: NND 63316. By: NWD Date: 2011\n",
        "SUBJECT: the offer",
        "TO: The Director",
        "FROM: Chief",
        "MEMORANDUM FOR THE RECORD",
        "RESTRICTIONS: 1B",
        "[1 line not declassified]",
        "███",
        "(S)",
        "E2 IMPDET\nCL BY 012170",
        "*",
        "*******",
        "Distribution:",
        "A. B. Carter",
        "NOTES",
        "1. State to Saigon 123, Feb 1, 1965.",
        "2. Ibid.",
        "DATE\tEVENT\tDESC",
        "5 Mar 1965\tx\ty",
        "14-00000",
        "HW 50955 Docld:32204973 Page 2",
        "IV. THE OFFER",
        "the President",
        "eonsider",
        "2l",
        "■",
        "•",
        "_",
        ">",
        "{",
        "}",
        "[__]",
        "XXXX",
        "(?)",
        "[illegible]",
        "é",
        "漢字",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=st.lists(TEXTS, min_size=1, max_size=3))
def test_any_text_is_converted_without_loss_and_valid(edition_rng: etree.RelaxNG, parts: list[str]) -> None:
    sources = [SourcePart(f"{n}.txt", part.encode("utf-8", "surrogatepass")) for n, part in enumerate(parts)]
    result = convert("test", sources, Settings(year=1965, title="A title"))
    assert result.tei is not None, [d.message for d in result.diagnostics]
    tree = etree.fromstring(result.tei)
    assert edition_rng.validate(tree), edition_rng.error_log
    assert convert("test", sources, Settings(year=1965, title="A title")) == result


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_converted(edition_rng: etree.RelaxNG, data: bytes) -> None:
    result = convert("test", [SourcePart("t.txt", data)], Settings())
    assert result.tei is not None
    assert edition_rng.validate(etree.fromstring(result.tei)), edition_rng.error_log


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_findings_lie_within_the_text(text: str) -> None:
    context = reading_of(text)
    assert all(0 <= found.start <= found.end <= len(context.document.text) for found in recognise(context))


def test_a_conversion_travels_between_processes() -> None:
    result = convert("test", [SourcePart("t.txt", b"A line.")], Settings())
    assert pickle.loads(pickle.dumps(result)) == result
    assert pickle.loads(pickle.dumps(Settings(editors=("E",)))) == Settings(editors=("E",))


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_a_white_source_is_a_document_without_pages_and_a_warning(
    edition_rng: etree.RelaxNG, data: bytes
) -> None:
    result = convert("test", [SourcePart("t.txt", data)], Settings())
    assert result.tei is not None and result.pages == 0
    assert [d.code for d in result.diagnostics] == ["source/empty"]
    assert edition_rng.validate(etree.fromstring(result.tei))


def test_a_rule_switched_off_finds_nothing() -> None:
    text = "On February 17, 1965, he left."
    assert converted(text).find(f".//{TEI}body//{TEI}date") is not None
    names = {found.rule.name for found in recognise(reading_of(text)) if found.rule.name.startswith("dates/")}
    off = Settings(rules_off=frozenset(names))
    assert converted(text, settings=off).find(f".//{TEI}body//{TEI}date") is None


def test_what_xml_cannot_hold_is_kept_by_its_number() -> None:
    assert '<g n="U+0001"/>' in body_of("a\x01b")


def test_the_title_is_what_the_settings_say_else_the_first_heading_else_the_name() -> None:
    text = "THE FIRST OFFER\n\nThe Ambassador told the Secretary that the other side had come to him.\nHe declined.\n"
    title = f".//{TEI}titleStmt/{TEI}title"
    assert converted(text, settings=Settings(title="Said")).findtext(title) == "Said"
    assert converted(text).findtext(title) == "THE FIRST OFFER"
    assert converted("no heading").findtext(title) == "test"


def test_a_note_reference_points_to_the_note_of_its_chapter() -> None:
    text = (
        "He wired. 1/ She answered. 2/ It was late.\n\nNOTES\n\n"
        "1. Port Halder to External Affairs, 214, October 11, 1957.\n\n2. Ibid.\n\n3. Ibid., p. 4.\n"
    )
    root = converted(text)
    notes = {
        note.get("n"): note.get("{http://www.w3.org/XML/1998/namespace}id")
        for note in root.iter(f"{TEI}note")
    }
    targets = {
        ref.get("n"): ref.get("target") for ref in root.iter(f"{TEI}ref") if ref.get("type") == "noteref"
    }
    assert targets == {"1": f"#{notes['1']}", "2": f"#{notes['2']}"}


@pytest.mark.parametrize(
    "bait", ['"', "[", "/", "1", "-", " ", "(", "■", "a-", "1/", "[a", "\n", "\t1", "A ", ". "]
)
def test_time_grows_with_the_text_and_not_with_its_square(bait: str) -> None:
    from time import process_time

    def cost(times: int) -> float:
        source = [SourcePart("t.txt", (bait * (times * 8_000)).encode())]
        start = process_time()
        convert("test", source, Settings())
        return process_time() - start

    cost(1)
    small, large = min(cost(1) for _ in range(2)), cost(4)
    assert large < 12 * small + 0.5


def test_every_recogniser_stands_in_the_table_once() -> None:
    table = (*BLOCK_RECOGNISERS, *INLINE_RECOGNISERS)
    assert len(set(table)) == len(table)
