"""Ids stay with their words, whatever happens to other blocks."""

from hypothesis import given
from hypothesis import strategies as st
from readings import TEI, converted

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
WORDS = [
    "the",
    "of",
    "and",
    "Ambassador",
    "Secretary",
    "reported",
    "Cape",
    "light",
    "offer",
    "message",
    "harbor",
    "note",
    "captain",
    "Thursday",
]


def ids(blocks: list[str]) -> dict[str, str]:
    """Each paragraph of a page with a number by its words, and its id; pages and divisions too."""
    page = "\n\n".join([*blocks, "- 54 -"])
    root = converted(page)
    found = {
        " ".join("".join(p.itertext()).split()): p.get(XML_ID, "")
        for p in root.iterfind(f"{TEI}text//{TEI}p")
    }
    return found | {f"pb{n}": pb.get(XML_ID, "") for n, pb in enumerate(root.iter(f"{TEI}pb"))}


SENTENCES = st.lists(st.sampled_from(WORDS), min_size=4, max_size=30).map(
    lambda words: "A " + " ".join(words) + "."
)
BLOCKS = st.lists(SENTENCES, min_size=2, max_size=6, unique=True)


def unmoved(before: dict[str, str], after: dict[str, str]) -> bool:
    return all(after[words] == before[words] for words in before if words in after)


@given(BLOCKS, SENTENCES, st.data())
def test_a_block_put_in_moves_no_other_id(blocks: list[str], new: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(blocks)))
    if new not in blocks:
        assert unmoved(ids(blocks), ids([*blocks[:at], new, *blocks[at:]]))


@given(BLOCKS, st.data())
def test_a_block_taken_out_moves_no_other_id(blocks: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(blocks) - 1))
    assert unmoved(ids(blocks), ids([*blocks[:at], *blocks[at + 1 :]]))


@given(BLOCKS, st.data())
def test_a_block_split_moves_no_other_id(blocks: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(blocks) - 1))
    words = blocks[at].split()
    cut = data.draw(st.integers(1, len(words) - 1))
    halves = [" ".join(words[:cut]) + ".", "A " + " ".join(words[cut:])]
    if not set(halves) & set(blocks):
        assert unmoved(ids(blocks), ids([*blocks[:at], *halves, *blocks[at + 1 :]]))


def test_an_id_is_made_of_page_and_first_words() -> None:
    found = ids(["British apparently expect that the next step might be proposed.", "He agreed."])
    assert found["British apparently expect that the next step might be proposed."].startswith(
        "p54-british-apparently"
    )
    assert found["pb0"] == "p54"


def test_blocks_alike_in_their_whole_text_are_numbered_among_themselves() -> None:
    root = converted("Ibid, p. 3.\n\nAnother one here.\n\nIbid, p. 3.\n\n- 54 -")
    first, _, second = [p.get(XML_ID, "") for p in root.iterfind(f"{TEI}text//{TEI}p")]
    assert second == f"{first}-2"
